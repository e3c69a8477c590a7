"""CSV of any make: its columns by what their heads say, or by what the member says they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from bot.domain.lists import scales
from bot.domain.lists.columns import NO_WISHES, Layout, UnclearColumns, Wishes, are_met, bare, column_of, columns_of
from bot.domain.lists.entries import (
    Entry,
    Medium,
    ReadList,
    Unread,
    day_of,
    episode_of,
    rewatches_of,
    status_of,
    tidy,
    tidy_note,
    whole,
    year_of,
)
from bot.domain.spoilers import quoted
from bot.i18n import _, joined
from bot.patterns import later_re

MOST_ROWS: Final = 100_000
LONGEST_CELL: Final = 100_000
Row = dict[str, str]
_STARS: Final = later_re("star|stern|étoile|estrella|estrela|bintang|sao|星|별|ดาว", re.IGNORECASE)
_IDS: Final = {"imdb": "imdb", "tmdb": "tmdb_tv", "tvdb": "tvdb", "mal": "mal", "mdl": "mdl", "linger": "linger"}


class Table(Struct, frozen=True):
    """Rows under heads, with the lines that they stand on and what could not be read."""

    heads: tuple[str, ...]
    rows: tuple[tuple[int, Row], ...]
    unread: tuple[Unread, ...]


def read_table(text: str, name: str = "") -> Table:
    """The rows of a CSV text, whatever separates its columns; the first line that has two cells holds the heads.

    A row that is broken is left out and named; rows past `MOST_ROWS` are counted.
    """
    unread: list[Unread] = []
    rows: list[tuple[int, Row]] = []
    heads: tuple[str, ...] = ()
    beyond = 0
    for line, cells in _lines(text, name, unread):
        if not heads:
            if sum(bool(cell.strip()) for cell in cells) >= 2 or bare(cells[0]) in column_of():
                heads = named_apart([tidy(cell, most=100) for cell in cells])
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            beyond += 1
            continue
        if len(cells) > len(heads) and any(cell.strip() for cell in cells[len(heads) :]):
            unread.append(Unread(_place(name, line), _("more cells than there are columns")))
            continue
        rows.append((line, dict(zip(heads, cells, strict=False))))
    if beyond:
        unread.append(
            Unread(_place(name, 0), _("{count} rows past the {most} that I read", count=beyond, most=MOST_ROWS))
        )
    return Table(heads, tuple(rows), tuple(unread))


def _lines(text: str, name: str, unread: list[Unread]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(text.replace("\x00", ""), newline="")
    reader = csv.reader(lines, delimiter=_separator(text[:20_000]))
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            unread.append(Unread(_place(name, reader.line_num), str(error)))
            continue
        if cells:
            yield reader.line_num, cells


def named_apart(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads without two that are alike and none that is empty, so that each names one column."""
    found: list[str] = []
    for place, head in enumerate(heads, start=1):
        named = head or f"#{place}"
        found.append(named if named not in found else f"{named} #{place}")
    return tuple(found)


def _separator(beginning: str) -> str:
    head = next((line for line in beginning.splitlines() if line.strip()), "")
    return max((",", ";", "\t", "|"), key=head.count)


def _place(name: str, line: int) -> str:
    where = _("line {line}", line=line) if line else ""
    return joined(part for part in (name, where) if part) or name


def read(parts: Sequence[tuple[str, str]], wishes: Wishes = NO_WISHES) -> ReadList:
    """Any CSV as a list. Raises UnclearColumns where no column holds titles."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    layout: Layout | None = None
    for name, text in parts:
        table = read_table(text, name)
        unread += table.unread
        if not table.heads:
            continue
        columns, found = columns_of(table.heads, wishes), _layout_of(table)
        if len(parts) > 1 and wishes.are_all and "title" not in columns:
            unread.append(Unread(name, _("no title")))
            continue
        if "title" not in columns or not (wishes.are_all or are_met(wishes, table.heads)):
            raise UnclearColumns(found.reading(columns))
        layout = layout or found.reading(columns)
        top = scale_of(table, columns)
        for line, row in table.rows:
            entry = entry_of(row, columns, top=top, place=_place(name, line), unread=unread)
            if entry is not None:
                entries.append(entry)
    return ReadList("table", tuple(entries), tuple(unread), layout)


def _layout_of(table: Table) -> Layout:
    def sample(head: str) -> str:
        return next((cell for _line, row in table.rows[:50] if (cell := tidy(row.get(head), most=60))), "")

    return Layout(table.heads, tuple(map(sample, table.heads)))


def scale_of(table: Table, columns: Mapping[str, str]) -> float:
    """The end of the scale of a table's ratings: what its head says ("out of 10", "Stars"), or what is in it."""
    head = columns.get("rating")
    if head is None:
        return 10.0
    said = re.search(r"(?:out of|/)\s*(\d+)", head, re.ASCII)
    if said and int(said[1]):
        return float(said[1])
    return scales.top_of((row.get(head) for _line, row in table.rows), few=1 if _STARS.search(head) else 3)


def entry_of(
    row: Row, columns: Mapping[str, str], *, top: float, place: str, unread: list[Unread], medium: Medium = Medium.ANY
) -> Entry | None:
    """A row as an entry; None, and a line in `unread`, where it names nothing.

    A cell that makes no sense is left out.
    """

    def cell(column: str) -> str:
        head = columns.get(column)
        return (row.get(head) or "").strip() if head is not None else ""

    title = tidy(cell("title"))
    if not title:
        unread.append(Unread(place, _("no title")))
        return None
    rating = None
    try:
        rating = scales.read(cell("rating"), top)
    except ValueError:
        unread.append(
            Unread(place, _("“{rating}” is not a rating; the rest is read", rating=quoted(cell("rating"), limit=20)))
        )
    native = tidy(cell("native"))
    return Entry(
        title=title,
        other_titles=(native,) if native and native != title else (),
        year=year_of(cell("year")),
        season=whole(cell("season"), most=99),
        medium=medium,
        ids={service: cell(column) for column, service in _IDS.items() if cell(column) not in ("", "0")},
        status=status_of(cell("status")),
        episode=episode_of(cell("episode").split("/")[0]),
        rating=rating,
        rewatches=rewatches_of(cell("rewatches")),
        started_on=day_of(cell("started")),
        finished_on=day_of(cell("finished")),
        note=tidy_note(cell("note")),
    )
