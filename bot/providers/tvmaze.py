"""TVmaze: shows of all the world, with what is aired when. No key; CC BY-SA, credited with a link.

Its limits as documented: at least 20 requests in 10 seconds from one address, 429 beyond; searches are cached by its
own servers for an hour. A show there is all of its seasons. A network has a country; a streaming channel of the whole
world has none, so the language says where a show is from, where it can.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.domain.outside.listing import Airing, Listing, Part
from bot.domain.outside.plain import overview_of, plain, plains
from bot.providers.door import Door, Http
from bot.providers.protocol import OutsideError, Trouble
from bot.providers.shapes import (
    Json,
    date_of,
    https_of,
    id_of,
    moment_of,
    number_of,
    record_of,
    records_of,
    year_of,
)

HOME: Final = "https://api.tvmaze.com"
_NAME: Final = "TVmaze"
_HOUR_S: Final = 3600.0
_MOST: Final = 10
_STATUSES: Final = {"running": "airing", "ended": "finished", "in development": "announced", "to be determined": None}
# Of channels that serve the whole world.
_LANGUAGES: Final = {"korean": "KR", "thai": "TH", "japanese": "JP", "tagalog": "PH", "vietnamese": "VN"}
_EMBEDS: Final = ("cast", "crew", "akas", "episodes")


class TVmaze:
    """Asks TVmaze."""

    name = _NAME
    services = ("tvmaze",)

    def __init__(self, http: Http, home: str = HOME) -> None:
        self._door = Door(http, self.name, home, budget=(18, 10.0))

    async def search(self, query: str) -> list[Listing]:
        """Shows by name, with small typos forgiven."""
        found = await self._door.get("/search/shows", {"q": query}, keep_s=24 * _HOUR_S)
        listings = (_listing(record_of(each.get("show"))) for each in records_of(found, most=_MOST))
        return [listing for listing in listings if listing is not None]

    async def fetch(self, service: str, identifier: str) -> Listing | None:
        """A show with its people, other names and episodes, in one request."""
        embeds = {f"embed[{number}]": each for number, each in enumerate(_EMBEDS)}
        try:
            show = await self._door.get(f"/shows/{identifier}", embeds, keep_s=6 * _HOUR_S)
        except OutsideError as error:
            if error.trouble is Trouble.MISSING:
                return None
            raise
        return _listing(record_of(show))


def _listing(show: Json) -> Listing | None:
    identifier, title = id_of(show.get("id")), plain(show.get("name"))
    if identifier is None or title is None:
        return None
    network = record_of(show.get("network")) or record_of(show.get("webChannel"))
    embedded = record_of(show.get("_embedded"))
    episodes = list(records_of(embedded.get("episodes"), most=3000))
    country = _country(show, network)
    names = plains((each.get("name") for each in records_of(embedded.get("akas"))), most=40)
    people = list(records_of(embedded.get("crew")))
    image = record_of(show.get("image"))
    externals = record_of(show.get("externals"))
    imdb = id_of(externals.get("imdb"))
    parts = _parts(episodes)
    return Listing(
        sources=(_NAME,),
        ids={"tvmaze": identifier} | ({"imdb": imdb} if imdb and imdb.startswith("tt") else {}),
        title=title,
        country=country,
        year=year_of(show.get("premiered")),
        native_title=_native(embedded, country),
        aliases=tuple(name for name in names if name != title),
        episodes=parts[0].episodes if len(parts) == 1 else None,
        minutes=number_of(show.get("averageRuntime")) or number_of(show.get("runtime")),
        status=_STATUSES.get(str(show.get("status")).lower()),
        first_aired=date_of(show.get("premiered")),
        networks=plains([network.get("name")], most=1),
        directors=_crew(people, ("director",)),
        writers=_crew(people, ("writer", "creator")),
        cast=plains((record_of(each.get("person")).get("name") for each in records_of(embedded.get("cast"))), most=30),
        genres=plains([*(show.get("genres") or ()), show.get("type")], most=12)
        if isinstance(show.get("genres"), list)
        else (),
        overview=overview_of(show.get("summary")),
        overview_source=_NAME,
        poster=https_of(image.get("original")) or https_of(image.get("medium")),
        poster_source=_NAME,
        is_adult=str(show.get("type")).lower() == "adult",
        website=https_of(show.get("officialSite")),
        popularity=(number_of(show.get("weight")) or 0) // 2,
        parts=parts,
        airings=_airings(episodes),
    )


def _country(show: Json, network: Json) -> str | None:
    code = record_of(network.get("country")).get("code")
    if isinstance(code, str) and len(code) == 2:
        return code.upper()
    return _LANGUAGES.get(str(show.get("language")).lower())


def _native(embedded: Json, country: str | None) -> str | None:
    """The other name, not in Latin letters, that is from the show's own country or from none in particular."""
    for each in records_of(embedded.get("akas")):
        code = record_of(each.get("country")).get("code")
        name = plain(each.get("name"))
        if name and code in (None, country) and not name.isascii():
            return name
    return None


def _crew(people: Iterable[Json], roles: tuple[str, ...]) -> tuple[str, ...]:
    chosen = (each for each in people if any(role in str(each.get("type")).lower() for role in roles))
    return plains((record_of(each.get("person")).get("name") for each in chosen), most=10)


def _parts(episodes: list[Json]) -> tuple[Part, ...]:
    """Seasons that have begun or have a date; specials have no number and count for none."""
    seasons: dict[int, list[Json]] = {}
    for each in episodes:
        season, number = number_of(each.get("season")), number_of(each.get("number"))
        if season and number and season < 1900:  # some shows count their seasons by years
            seasons.setdefault(season, []).append(each)
    return tuple(
        Part(number, len(found), year_of(found[0].get("airdate")), date_of(found[0].get("airdate")))
        for number, found in sorted(seasons.items())
    )


def _airings(episodes: list[Json]) -> tuple[Airing, ...]:
    found = (
        (number_of(each.get("season")), number_of(each.get("number")), moment_of(each.get("airstamp")))
        for each in episodes
    )
    return tuple(Airing(season, number, moment) for season, number, moment in found if season and number and moment)
