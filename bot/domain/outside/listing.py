"""A listing: what one outside service says of one show or film."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from bot.domain.series import Kind


class Part(Struct, frozen=True):
    """One season of a show, as the service counts them."""

    number: int
    episodes: int | None = None
    year: int | None = None
    first_aired: str | None = None  # ISO 8601 date


class Airing(Struct, frozen=True):
    """When one episode is out; a moment, so that every reader sees it in their own time."""

    part: int  # the season
    episode: int
    airs_at: datetime


class Listing(Struct, frozen=True):
    """One show or film as a service lists it. What the service does not say is None or empty.

    Texts are plain: no markup, no control characters, as long as the catalogue takes them.
    """

    sources: tuple[str, ...]  # names of the services that say so
    ids: Mapping[str, str]  # service → id there
    title: str
    country: str | None = None  # ISO 3166-1 alpha-2
    year: int | None = None
    kind: Kind = Kind.GENERAL
    native_title: str | None = None
    aliases: tuple[str, ...] = ()
    episodes: int | None = None
    minutes: int | None = None
    status: str | None = None
    first_aired: str | None = None
    networks: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()  # in the service's words
    overview: str | None = None
    overview_source: str | None = None
    poster: str | None = None  # an https address
    poster_source: str | None = None
    is_adult: bool = False
    website: str | None = None
    popularity: int = 0
    parts: tuple[Part, ...] = ()  # seasons, where there are several
    airings: tuple[Airing, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every name, the title first."""
        native = (self.native_title,) if self.native_title else ()
        return tuple(dict.fromkeys((self.title, *native, *self.aliases)))
