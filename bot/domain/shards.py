"""Discord's shards: which of them a process has, and so which servers are its own."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

MOST: Final = 16_384  # of one bot; the largest ones have some thousands


class Shards(Struct, frozen=True):
    """The shards from `first` to `last` of `count`. Processes that share a database count alike, each with its own.

    Alone, it has all there are, however many Discord says that is.
    """

    first: int = 0
    last: int = 0
    count: int = 1

    @classmethod
    def read(cls, text: str) -> Shards | None:
        """What was written as 0-3/16, or 3/16 for one; None where that is none."""
        found = re.fullmatch(r"([0-9]{1,5})(?:\s*-\s*([0-9]{1,5}))?\s*/\s*([0-9]{1,5})", text, re.ASCII)
        if found is None:
            return None
        first, count = int(found[1]), int(found[3])
        last = int(found[2]) if found[2] else first
        return cls(first, last, count) if first <= last < count <= MOST else None

    @property
    def is_alone(self) -> bool:
        """Whether no other process may be there."""
        return self.count == 1

    @property
    def is_first(self) -> bool:
        """Whether this is the process that does what is of no server: once for all of them."""
        return self.first == 0

    @property
    def ids(self) -> list[int]:
        """Their numbers."""
        return list(range(self.first, self.last + 1))

    def own(self, guild_id: int) -> bool:
        """Whether a server is this process's own. What is of no server (0) is the first one's."""
        return self.first <= shard_of(guild_id, self.count) <= self.last

    def sql(self, column: str) -> str:
        """`own`, as a condition on a column with ids of servers."""
        return f"({column} >> 22) % {self.count} BETWEEN {self.first} AND {self.last}"

    def __str__(self) -> str:
        """As it is written in the settings: nothing where it is alone."""
        if self.is_alone:
            return ""
        numbers = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        return f"{numbers}/{self.count}"


def shard_of(guild_id: int, count: int) -> int:
    """The shard that a server belongs to, of so many. Source: Discord's documentation of sharding."""
    return (guild_id >> 22) % count


ALONE: Final = Shards()
