"""What a series is: one season or part, as fans speak of it."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from msgspec import Struct, field

from bot.patterns import later_re


class Kind(StrEnum):
    """What sort of series it is, in the words its viewers use."""

    BL = "bl"
    GL = "gl"
    QUEER = "queer"
    QUEER_ADJACENT = "queer-adjacent"
    GENERAL = "general"
    FILM = "film"


class LineageKind(StrEnum):
    """How one series leads to another; an edge reads `source KIND target`."""

    PAVED_THE_WAY = "paved-the-way"  # the source made the target possible
    REMAKE = "remake"  # the target retells the source
    SEQUEL = "sequel"  # the target continues the source's story
    SEASON = "season"  # the target is the source's next season or part
    SAME_SOURCE = "same-source"  # both tell the same novel, comic or film (symmetric)
    SPIN_OFF = "spin-off"  # the target follows characters of the source


class Ending(StrEnum):
    """How it ends; always shown behind a spoiler."""

    HAPPY = "happy"
    BITTERSWEET = "bittersweet"
    SAD = "sad"
    OPEN = "open"


class SourceWork(Struct, frozen=True):
    """What a series was made from."""

    kind: str  # a term of the vocabulary's `source_kinds`: novel, web-novel, webtoon, manga …
    title: str
    author: str | None = None


class Poster(Struct, frozen=True):
    """A picture that a source allows us to show."""

    url: str
    source: str
    adult: bool = False  # for grown-ups only: never shown unasked


class Overview(Struct, frozen=True):
    """What a source tells about the story, in its words; nobody here has checked what it gives away."""

    text: str
    source: str


class Series(Struct, frozen=True):
    """One season or part. Identity is title, country and year; `id` is made from them and never changes.

    Names of people are in the fans' order. `genres`, `tropes` and `content_notes` hold terms of the
    controlled vocabulary. Empty tuples and None mean "none recorded", never "none".
    """

    id: str
    title: str
    country: str  # ISO 3166-1 alpha-2
    year: int
    kind: Kind
    native_title: str | None = None
    aliases: tuple[str, ...] = ()  # romanisations, abbreviations, fan names
    episodes: int | None = None
    minutes: int | None = None  # of one episode
    status: str | None = None  # "announced", "airing" or "finished"
    first_aired: str | None = None  # ISO 8601 date
    networks: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()  # leads first
    couples: tuple[str, ...] = ()  # couple ("ship") names
    genres: tuple[str, ...] = ()
    tropes: tuple[str, ...] = ()
    content_notes: tuple[str, ...] = ()
    ending: Ending | None = None
    based_on: SourceWork | None = None
    premise: str | None = None  # the set-up in one or two sentences of our own; gives nothing away
    overview: Overview | None = None
    poster: Poster | None = None
    website: str | None = None  # where it is shown
    sources: tuple[str, ...] = ()  # services that the facts are from; none means our own catalogue
    popularity: int = 0  # 0–100: how widely known; breaks ties only
    ids: dict[str, str] = field(default_factory=dict)  # service name → id there

    def __hash__(self) -> int:
        return hash(self.id)  # a dict has none

    def names(self) -> tuple[str, ...]:
        """Every name, the title first, without repeats."""
        native = (self.native_title,) if self.native_title else ()
        return tuple(dict.fromkeys((self.title, *native, *self.aliases)))


class Lineage(Struct, frozen=True):
    """A typed edge between two series, read `source_id KIND target_id`."""

    source_id: str
    target_id: str
    kind: LineageKind
    note: str | None = None


_NOT_WORD = later_re(r"[^a-z0-9]+")
_NO_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")


def series_id(title: str, country: str, year: int) -> str:
    """The stable id of a series, such as `love-in-the-big-city-kr-2024`; at most 64 characters, so that custom ids
    can hold it.

    A title without any Latin letter or digit is written as the hexadecimal of its characters.
    """
    ascii_title = unicodedata.normalize("NFKD", title.translate(_NO_APOSTROPHES)).encode("ascii", "ignore").decode()
    slug = _NOT_WORD.sub("-", ascii_title.lower()).strip("-")
    if not slug:
        slug = "-".join(f"{ord(character):x}" for character in title.strip()[:12])
    return f"{slug[:56].strip('-')}-{country.lower()}-{year}"
