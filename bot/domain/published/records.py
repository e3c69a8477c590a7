"""What is published: a claim, where it is, and what it shows."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from bot.domain.published.kinds import PublishedKind

_MS_BITS = 22  # of a snowflake: the lower ones tell ids of one millisecond apart
_WORKERS_APART_MS = 5_000  # how far the clocks of Discord's own machines may differ


class Shows(Struct, frozen=True):
    """What a publication shows of others: a change of any of it is a change of the post."""

    series: frozenset[str] = frozenset()
    members: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()


NOTHING: Final = Shows()


class Reach(Struct, frozen=True):
    """What a change of a setting reaches: posts that show it, and votes that were given on how many posts."""

    posts: int
    votes: int
    voted_on: int


class PostAddress(Struct, frozen=True):
    """Where a publication is. `thread_id` is what it opened itself, `parent_id` the channel around a thread.

    `has_poster`: the message carries a series' picture, as far as is known.
    """

    channel_id: int
    message_id: int
    thread_id: int | None = None
    parent_id: int | None = None
    has_poster: bool = False


class Publication(Struct, frozen=True):
    """A claim, or what became of it. Without `message_id` and settled, there was nothing to say."""

    id: int
    guild_id: int
    kind: PublishedKind
    subject: str
    channel_id: int
    message_id: int | None = None
    thread_id: int | None = None
    after_id: int | None = None
    claimed_ms: int = 0
    claim: int = 0  # a number that no other claim of this database ever had
    is_settled: bool = False
    is_fresh: bool = False  # it was claimed just now: nothing of it can be on Discord

    @property
    def nonce(self) -> str:
        """By which Discord knows a second try of the same claim, in whatever channel, for some minutes.

        Discord compares all that one author sends, so it names this claim and no other: the number does, and the
        moment does after a backup was restored.
        """
        return f"{self.claim}-{self.claimed_ms}"


class Stray(Struct, frozen=True):
    """A publication that its author was told is not there, and that may be there all the same."""

    guild_id: int
    kind: PublishedKind
    subject: str
    channel_id: int
    after_id: int | None
    looked: int


def safely_before(snowflake: int) -> int:
    """An id that is older than any that Discord gives out after `snowflake` was seen."""
    return max(0, snowflake - (_WORKERS_APART_MS << _MS_BITS))
