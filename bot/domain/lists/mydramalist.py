"""MyDramaList: a list page as it is copied from a browser, as it has no export."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.lists import scales
from bot.domain.lists.entries import Entry, Medium, ReadList, Unread, episode_of, tidy, year_of
from bot.domain.progress import Status
from bot.i18n import _
from bot.patterns import later_re

_TOP: Final = 10.0
_HEADINGS: Final = {
    "currently watching": Status.WATCHING,
    "watching": Status.WATCHING,
    "completed": Status.FINISHED,
    "plan to watch": Status.PLANNED,
    "on hold": Status.ON_HOLD,
    "on-hold": Status.ON_HOLD,
    "dropped": Status.DROPPED,
    "not interested": None,
    "undecided": None,
}
_COUNTRIES: Final = "South Korea|Korea|Japan|China|Taiwan|Thailand|Hong Kong|Philippines|Vietnam|Singapore|Indonesia"
_KINDS: Final = "Drama|Movie|TV Show|TV Special|Special|Web Series|Series"
# A line of a list: place, title, country, year, kind, score, episodes watched; tabs or wide blanks between them.
_LINE: Final = later_re(
    rf"^(?:\d+[\t ]+)?(?P<title>\S.*?)(?:[\t ]+|$)(?:(?P<country>{_COUNTRIES})[\t ]+)"
    rf"(?:(?P<year>(?:19|20)\d\d)[\t ]+)?(?:(?P<kind>{_KINDS})[\t ]*)?"
    r"(?:(?P<score>\d+(?:\.\d)?|-|N/A)[\t ]*)?(?:(?P<seen>\d+)\s*/\s*(?P<of>\d+|\?))?\s*$"
)
_SHORT: Final = later_re(
    r"^(?:\d+\.?[\t ]+)?(?P<title>\S.*?)\s*(?:\((?P<year>(?:19|20)\d\d)\))?[\t ]+(?:(?P<score>\d+(?:\.\d)?)[\t ]+)?"
    r"(?P<seen>\d+)\s*/\s*(?P<of>\d+|\?)\s*$"
)
_HEADS: Final = frozenset({"title", "country", "year", "type", "score", "progress", "#", "episodes", "total"})


def is_one(text: str) -> bool:
    """Whether a text looks like a copied list."""
    return any(_matched(line.strip()) for line in _joined(text.splitlines()[:200]))


def read(text: str) -> ReadList:
    """Every line of a copied list; a heading ("Plan to Watch") holds until the next one."""
    entries: list[Entry] = []
    unread: list[Unread] = []
    status: Status | None = None
    passed = False
    for number, raw in enumerate(_joined(text.splitlines()), start=1):
        line = raw.strip()
        heading = re.sub(r"\s*\(?\d*\)?$", "", line).lower()
        if heading in _HEADINGS:
            status = _HEADINGS[heading]
            passed = status is None
            continue
        if not line or set(re.split(r"[\t ]+", line.lower())) <= _HEADS:
            continue
        found = _matched(line)
        if found is None:
            unread.append(Unread(_("line {line}", line=number), tidy(line, most=80)))
        elif not passed:
            entries.append(_entry(found, status))
    return ReadList("mydramalist", tuple(entries), tuple(unread))


def _matched(line: str) -> dict[str, str] | None:
    found = _LINE.match(line) or _SHORT.match(line)
    return {name: value or "" for name, value in found.groupdict().items()} if found else None


def _joined(lines: list[str]) -> list[str]:
    """Browsers copy the cells of a row onto lines of their own: a row ends with its episodes ("16/16")."""
    if sum(1 for line in lines if _matched(line.strip())) * 3 >= sum(1 for line in lines if line.strip()):
        return lines
    joined: list[str] = []
    row: list[str] = []
    for line in map(str.strip, lines):
        if re.sub(r"\s*\(?\d*\)?$", "", line).lower() in _HEADINGS and not row:
            joined.append(line)
        elif line:
            row.append(line)
            if re.fullmatch(r"\d+\s*/\s*(?:\d+|\?)", line) or len(row) == 8:
                joined.append("\t".join(row))
                row = []
    return [*joined, *row]


def _entry(found: dict[str, str], status: Status | None) -> Entry:
    rating = scales.read_or_none(found["score"], _TOP)
    seen, of = episode_of(found["seen"]), episode_of(found["of"])
    if status is None and seen:
        status = Status.FINISHED if seen == of else Status.WATCHING
    return Entry(
        title=tidy(found["title"]),
        year=year_of(found["year"]),
        medium=Medium.FILM if found.get("kind") == "Movie" else Medium.SERIES,
        status=status,
        episode=seen,
        rating=rating,
    )
