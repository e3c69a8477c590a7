"""What every outside catalogue can do, and how it fails."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from bot.domain.outside.listing import Listing
from bot.errors import LingerError


class Trouble(StrEnum):
    """Why a service gave no answer."""

    BUSY = "busy"  # our own budget is spent, or it asked for patience
    DOWN = "down"  # no connection, a time-out, a failure of its own
    REFUSED = "refused"  # it does not accept us: a wrong key, a ban
    NONSENSE = "nonsense"  # an answer that can't be read, or is too large
    MISSING = "missing"  # it answered that there is no such thing


class OutsideError(LingerError):
    """A service gave no usable answer; `trouble` says why, the text says it in a line, without addresses or keys."""

    def __init__(self, trouble: Trouble, said: str) -> None:
        super().__init__(said)
        self.trouble = trouble


@runtime_checkable
class KeepsLists(Protocol):
    """A service that shows the public lists of its members."""

    async def member_list(self, name: str) -> dict[str, Any]:
        """The list of the member with this name, in the service's own words. Raises OutsideError."""


class Provider(Protocol):
    """One outside catalogue. Its methods raise OutsideError and nothing else."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def services(self) -> tuple[str, ...]:
        """The keys under which its ids are kept in `Series.ids`."""

    async def search(self, query: str) -> list[Listing]:
        """What it knows by a name, the likeliest first; at most ten."""

    async def fetch(self, service: str, identifier: str) -> Listing | None:
        """Everything it says of one thing, with seasons and what is to be aired; None where there is no such thing."""
