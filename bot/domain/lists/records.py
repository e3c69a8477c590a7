"""What became of a list, and of each of its entries."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from bot.domain.lists.entries import Entry
from bot.domain.lists.merging import WatchRecord

UNDO_DAYS: Final = 30
PAGE: Final = 5  # doubtful entries on one page


class ListEntry(Struct, frozen=True):
    """What was made of an entry: taken for `series_id`, waiting for the member, or left."""

    number: int
    fingerprint: str
    state: str  # "taken", "doubtful", "unknown" or "passed"
    entry: Entry
    series_id: str | None = None
    candidates: tuple[str, ...] = ()
    before: WatchRecord | None = None  # where something changed
    after: WatchRecord | None = None
    is_looked_up: bool = False  # outside catalogues were asked already


class Report(Struct, frozen=True):
    """What became of a list: how many entries were taken, wait, are not known, and what they did to series."""

    id: int
    service: str
    taken: int
    series: int  # of which a list may hold several entries
    changed: int  # of the series
    doubtful: int
    unknown: int
    passed: int = 0
    not_looked_up: int = 0  # of the unknown
    undone: bool = False
