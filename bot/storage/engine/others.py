"""Other processes on the same database, each with shards of its own: what they tell one another, and their turns."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from msgspec import Struct


class Sort(StrEnum):
    """What changes that every process may have in memory, and what it is about; about nothing: all of the sort."""

    RATINGS = "ratings"  # a member, and series
    SHARED = "shared"  # series from outside
    LINEAGE = "lineage"  # how series from outside hang together
    WISHES = "wishes"  # a member
    NOTICES = "notices"  # a member for whom some wait
    FORGOTTEN = "forgotten"  # a member who had everything deleted


TOLD_TOGETHER: Final = 30  # ids of series in one message, which holds 8,000 bytes on the server

LetGo = Callable[[float], None]


class Told(Struct, frozen=True):
    """What another process has stored."""

    sort: Sort
    about: tuple[int | str, ...] = ()


EVERYTHING = tuple(Told(sort) for sort in Sort)  # something may have been told and not heard


class Others(Protocol):
    """All the processes but this one."""

    async def listen(self, heard: Callable[[Told], None]) -> None:
        """Call `heard` with whatever they tell from now on."""

    async def take_turn(self, number: int) -> LetGo:
        """Return when it is this process's turn of that number: no other has it until what is returned was called, and
        so many seconds have passed, or a minute."""

    def close(self) -> None:
        """Hear nothing any more."""


class Nobody:
    """There are none."""

    async def listen(self, heard: Callable[[Told], None]) -> None:
        """Nothing is told."""

    async def take_turn(self, number: int) -> LetGo:
        """It always is."""
        return lambda _after_s: None

    def close(self) -> None:
        """Nothing was heard."""
