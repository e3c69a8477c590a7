"""When episodes are out, and how much of that somebody may be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Final

from msgspec import Struct

from bot.domain.progress import Progress, watched_through
from bot.domain.series import Series

WEEK: Final = timedelta(days=7)
_LONGEST_LINE: Final = 75  # octets of a line of a calendar file, RFC 5545 section 3.1
_USUAL_MIN: Final = 60


class Outing(Struct, frozen=True):
    """One episode and the moment from which it can be seen."""

    series_id: str
    episode: int
    airs_at: datetime


class Reminder(Struct, frozen=True):
    """A member who wants to be told of new episodes; `channel_id` None is a direct message, 0 is no server."""

    user_id: int
    series_id: str
    guild_id: int
    channel_id: int | None


class Entry(Struct, frozen=True):
    """What is out at one moment: one episode of a series, or several at once."""

    series: Series
    episodes: tuple[int, ...]
    airs_at: datetime
    is_named: bool  # whether the reader may be told which episode it is


def may_be_named(progress: Progress | None, first: int, episodes: int | None) -> bool:
    """Whether somebody may be told more than "a new episode": who has seen the one before, and everybody the first."""
    return first <= 1 or watched_through(progress, episodes) >= first - 1


def entries(
    outings: Iterable[Outing], series: dict[str, Series], progress: dict[str, Progress] | None = None
) -> list[Entry]:
    """What a reader's calendar shows, in order of time; for one that others see there is no `progress`."""
    found: list[Entry] = []
    ordered = sorted(outings, key=lambda one: (one.airs_at, one.series_id, one.episode))
    for (airs_at, series_id), group in groupby(ordered, key=lambda one: (one.airs_at, one.series_id)):
        known = series.get(series_id)
        if known is not None:
            episodes = tuple(one.episode for one in group)
            is_named = may_be_named((progress or {}).get(series_id), episodes[0], known.episodes)
            found.append(Entry(known, episodes, airs_at, is_named))
    return found


def calendar_file(shown: Sequence[tuple[Entry, str]], *, now: datetime) -> str:
    """Entries with their words as an iCalendar file (RFC 5545), in UTC; calendars show their own time."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linger//Episodes//EN", "CALSCALE:GREGORIAN"]
    for entry, words in shown:
        numbers = "-".join(map(str, entry.episodes))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{entry.series.id}-{numbers}@linger",
            f"DTSTAMP:{_moment(now)}",
            f"DTSTART:{_moment(entry.airs_at)}",
            f"DURATION:PT{(entry.series.minutes or _USUAL_MIN) * len(entry.episodes)}M",
            f"SUMMARY:{_escaped(words)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """A line in pieces of at most 75 octets, those after the first behind a blank; characters stay whole."""
    piece = ""
    for character in line:
        if len((piece + character).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += character
    yield piece
