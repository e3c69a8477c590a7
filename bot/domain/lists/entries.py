"""What a list kept elsewhere says, whatever form it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct, field

from bot.domain.lists.columns import Layout
from bot.domain.progress import MAX_EPISODE, MAX_REWATCHES, Status
from bot.patterns import later_re

LONGEST_TITLE: Final = 300  # characters
LONGEST_NOTE: Final = 1_000

_BLANKS: Final = later_re(r"\s+")
_UNSEEN: Final = later_re(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Medium(StrEnum):
    """What sort of work a list is about; a film is not taken for the series of its name."""

    SERIES = "series"
    FILM = "film"
    ANIME = "anime"
    ANY = "any"


class Entry(Struct, frozen=True):
    """One line of somebody's list."""

    title: str
    other_titles: tuple[str, ...] = ()
    year: int | None = None
    season: int | None = None  # where the list counts seasons of a show
    medium: Medium = Medium.ANY
    ids: Mapping[str, str] = field(default_factory=dict)  # service → id there
    status: Status | None = None
    episode: int | None = None
    rating: int | None = None  # half points, 2–20
    rewatches: int = 0
    started_on: date | None = None
    finished_on: date | None = None
    note: str = ""

    @property
    def called(self) -> str:
        """The title as people would type it: with the season where it is not the first."""
        return self.title if self.season in (None, 0, 1) else f"{self.title} season {self.season}"

    @property
    def is_bare(self) -> bool:
        """Whether the list says the title and nothing else of it."""
        days = self.started_on or self.finished_on
        return self.status is None and not (self.episode or self.rating or self.rewatches or days or self.note)


class Unread(Struct, frozen=True):
    """A part of a file that could not be read, and why, in the reader's language."""

    place: str  # "line 12", "ratings.csv, line 3"
    reason: str


class ReadList(Struct, frozen=True):
    """A file, read to its end."""

    service: str  # a key of `SERVICES`
    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...] = ()
    layout: Layout | None = None  # of any CSV: what its columns were read as


SERVICES: Final[Mapping[str, str]] = {
    "linger": "Linger",
    "myanimelist": "MyAnimeList",
    "anilist": "AniList",
    "letterboxd": "Letterboxd",
    "trakt": "Trakt",
    "tvtime": "TV Time",
    "serializd": "Serializd",
    "mydramalist": "MyDramaList",
    "table": "CSV",
}


def tidy(text: object, *, most: int = LONGEST_TITLE) -> str:
    """A title of a list on one line, without characters that nobody sees, cut at `most`."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", str(text or ""))).strip()[:most].strip()


def tidy_note(text: object) -> str:
    """A note of a list; its lines stay."""
    return _UNSEEN.sub("", str(text or "").replace("\r\n", "\n").replace("\r", "\n")).strip()[:LONGEST_NOTE].strip()


def whole(text: object, *, most: int) -> int | None:
    """A whole number from 0 to `most` out of what a file holds there, or None."""
    found = re.fullmatch(r"\s*(\d{1,9})(?:\.0+)?\s*", str(text if text is not None else ""), re.ASCII)
    return int(found[1]) if found and int(found[1]) <= most else None


def episode_of(text: object) -> int | None:
    """The last episode watched, or None."""
    return whole(text, most=MAX_EPISODE)


def rewatches_of(text: object) -> int:
    """How often it was watched again; 0 where nothing is said."""
    return min(whole(text, most=10**6) or 0, MAX_REWATCHES)


def year_of(text: object) -> int | None:
    """A year in which a series can have begun, out of a year or a date."""
    found = re.match(r"\s*(\d{4})(?!\d)", str(text or ""), re.ASCII)
    return int(found[1]) if found and 1900 <= int(found[1]) <= 2100 else None


_DAY: Final = later_re(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_NAMED_MONTH: Final = later_re(r"\s*(?:(\d{1,2})\s+)?([A-Za-z]{3})[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})", re.ASCII)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day_of(text: object) -> date | None:
    """A day out of "2024-10-21", a time stamp that begins so, or "Oct 21, 2024"; None for 0000-00-00 and the like."""
    written = str(text or "")
    if found := _DAY.match(written):
        year, month, day = (int(part) for part in found.groups())
    elif (found := _NAMED_MONTH.match(written)) and found[2].lower() in _MONTHS and (found[1] or found[3]):
        year, month, day = int(found[4]), _MONTHS.index(found[2].lower()) + 1, int(found[1] or found[3])
    else:
        return None
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1930 <= made.year <= 2100 else None


_STATUS_WORDS: Final[Mapping[Status, str]] = {
    Status.PLANNED: "planned plantowatch ptw planning watchlist towatch wishlist wanttowatch backlog notstarted 6",
    Status.WATCHING: "watching currentlywatching current repeating rewatching inprogress uptodate 1",
    Status.FINISHED: "finished completed complete watched seen done 2",
    Status.DROPPED: "dropped abandoned stopped stoppedwatching notinterested 4",
    Status.ON_HOLD: "onhold paused hold hiatus 3",
}
_STATUSES: Final = {word: status for status, words in _STATUS_WORDS.items() for word in words.split()}


def status_of(text: object) -> Status | None:
    """The status that a service's word means, or None."""
    return _STATUSES.get(re.sub(r"[^a-z0-9]", "", str(text or "").lower()))
