"""Letterboxd: its ZIP of CSV files, or one of them. Films, and the few series that Letterboxd has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.domain.lists import columns, tables
from bot.domain.lists.entries import Entry, Medium, ReadList, Unread, day_of, tidy_note
from bot.domain.lists.files import Part
from bot.domain.progress import Status
from bot.i18n import joined

_COLUMNS: Final = {"title": "Name", "year": "Year", "rating": "Rating"}
_TOP: Final = 5.0
# Later files of the same film add to the earlier ones.
_FILES: Final = ("watched.csv", "watchlist.csv", "ratings.csv", "diary.csv", "reviews.csv")
LETTERBOXD_HEADS: Final = "letterboxduri"


def is_one(parts: Sequence[Part]) -> bool:
    """Whether these files are an export of Letterboxd."""
    return any(LETTERBOXD_HEADS in columns.bare(part.text[:300]) for part in parts)


def read(parts: Sequence[Part]) -> ReadList:
    """Every film once, with its rating, its last day in the diary and its review as a note."""
    films: dict[tuple[str, int | None], Entry] = {}
    unread: list[Unread] = []
    for part in sorted((p for p in parts if p.name.endswith(".csv")), key=lambda part: _rank(part.name)):
        if part.name.startswith(("profile", "comments", "deleted", "orphaned", "likes")):
            continue
        table = tables.read_table(part.text, part.name)
        if LETTERBOXD_HEADS not in map(columns.bare, table.heads):
            continue
        unread += table.unread
        for line, row in table.rows:
            place = joined([part.name, str(line)])
            entry = tables.entry_of(row, _COLUMNS, top=_TOP, place=place, unread=unread, medium=Medium.FILM)
            if entry is not None:
                key = (entry.title.casefold(), entry.year)
                films[key] = _with(films.get(key, entry), entry, row, part.name)
    return ReadList("letterboxd", tuple(films.values()), tuple(unread))


def _rank(name: str) -> int:
    return _FILES.index(name) if name in _FILES else len(_FILES)


def _with(before: Entry, entry: Entry, row: tables.Row, name: str) -> Entry:
    """What one more file says about a film."""
    is_planned = name == "watchlist.csv"
    again = row.get("Rewatch", "").strip().lower() == "yes"
    status = before.status if is_planned and before.status is Status.FINISHED else Status.FINISHED
    return replace(
        before,
        status=Status.PLANNED if is_planned and before.status is None else status,
        rating=entry.rating or before.rating,
        rewatches=before.rewatches + (name == "diary.csv" and again),
        finished_on=day_of(row.get("Watched Date")) or before.finished_on,
        note=tidy_note(row.get("Review")) or before.note,
    )
