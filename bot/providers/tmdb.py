"""TMDB: films and series of all the world. Only with the operator's own key; its notice stands where its facts do.

Its terms: the notice and its name wherever its facts are shown, nothing kept longer than six months, no commercial use
without an agreement. About 40 requests a second are allowed, 429 beyond; 20 are taken. Keys are of two sorts: the
short one travels as a parameter, the long one (a token) as a header.
"""

from __future__ import annotations

import re
from typing import Final

from bot.domain.outside.listing import Listing, Part
from bot.domain.outside.plain import overview_of, plain, plains
from bot.domain.series import Kind
from bot.patterns import later_re
from bot.providers.door import Door, Http
from bot.providers.protocol import OutsideError, Trouble
from bot.providers.shapes import Json, date_of, https_of, id_of, number_of, record_of, records_of, year_of

HOME: Final = "https://api.themoviedb.org/3"
_PICTURES: Final = "https://image.tmdb.org/t/p/w500"
_NAME: Final = "TMDB"
_HOUR_S: Final = 3600.0
_STATUSES: Final = {
    "Returning Series": "airing",
    "Ended": "finished",
    "Canceled": "finished",
    "Released": "finished",
    "In Production": "announced",
    "Post Production": "announced",
    "Planned": "announced",
    "Pilot": "announced",
}
_OF_LANGUAGE: Final = {"ko": "KR", "th": "TH", "ja": "JP", "tl": "PH", "vi": "VN"}
_SHORT_KEY: Final = later_re(r"[0-9a-f]{32}")


class TMDB:
    """Asks TMDB with a key."""

    name = _NAME
    services = ("tmdb_tv", "tmdb_movie")

    def __init__(self, http: Http, home: str = HOME, *, key: str) -> None:
        is_short = _SHORT_KEY.fullmatch(key) is not None
        self._door = Door(
            http,
            self.name,
            home,
            budget=(20, 1.0),
            secret={"api_key": key} if is_short else None,
            headers=None if is_short else {"Authorization": f"Bearer {key}"},
        )

    async def search(self, query: str) -> list[Listing]:
        """Series and films by name; nothing for grown-ups only."""
        asked = {"query": query, "include_adult": "false", "language": "en-US", "page": "1"}
        found = record_of(await self._door.get("/search/multi", asked, keep_s=24 * _HOUR_S))
        listings = (_listing(each, str(each.get("media_type"))) for each in records_of(found.get("results"), most=20))
        return [listing for listing in listings if listing is not None][:10]

    async def fetch(self, service: str, identifier: str) -> Listing | None:
        """A series with its seasons, or a film, with people and other names."""
        sort = "tv" if service == "tmdb_tv" else "movie"
        more = "external_ids,alternative_titles,keywords," + ("aggregate_credits" if sort == "tv" else "credits")
        try:
            found = await self._door.get(
                f"/{sort}/{identifier}", {"append_to_response": more, "language": "en-US"}, keep_s=6 * _HOUR_S
            )
        except OutsideError as error:
            if error.trouble is Trouble.MISSING:
                return None
            raise
        return _listing(record_of(found), sort)

    async def page(self, query: str, *, number: int) -> list[str]:
        """The ids of a page of series in a language of origin such as `ko`, the best known first; [] at the end."""
        asked = {"with_original_language": query, "sort_by": "popularity.desc", "include_adult": "false"}
        found = record_of(await self._door.get("/discover/tv", {**asked, "page": str(number)}, keep_s=24 * _HOUR_S))
        return [identifier for each in records_of(found.get("results")) if (identifier := id_of(each.get("id")))]


def _listing(said: Json, sort: str) -> Listing | None:
    identifier = id_of(said.get("id"))
    is_film = sort == "movie"
    title = plain(said.get("title" if is_film else "name"))
    if sort not in ("tv", "movie") or identifier is None or title is None:
        return None
    original = plain(said.get("original_title" if is_film else "original_name"))
    first = said.get("release_date" if is_film else "first_air_date")
    path = said.get("poster_path")
    poster = https_of(f"{_PICTURES}{path}") if isinstance(path, str) and re.fullmatch(r"/[\w-]+\.\w+", path) else None
    parts = () if is_film else _parts(said)
    runtimes = said.get("episode_run_time")
    minutes = said.get("runtime") if is_film else runtimes[0] if isinstance(runtimes, list) and runtimes else None
    return Listing(
        sources=(_NAME,),
        ids={("tmdb_movie" if is_film else "tmdb_tv"): identifier} | _other_ids(said),
        title=title,
        country=_country(said),
        year=year_of(first),
        kind=Kind.FILM if is_film else Kind.GENERAL,
        native_title=original if original != title else None,
        aliases=_aliases(said),
        episodes=1 if is_film else parts[0].episodes if len(parts) == 1 else None,
        minutes=number_of(minutes) or None,
        status=_STATUSES.get(str(said.get("status"))),
        first_aired=date_of(first),
        networks=plains((each.get("name") for each in records_of(said.get("networks"))), most=4),
        directors=_crew(said, "Director"),
        writers=_crew(said, "Writer", "Screenplay"),
        cast=_cast(said),
        genres=_genres(said),
        overview=overview_of(said.get("overview")),
        overview_source=_NAME,
        poster=poster,
        poster_source=_NAME,
        is_adult=said.get("adult") is True,
        website=https_of(said.get("homepage")),
        popularity=min(60, number_of(said.get("popularity")) or 0),
        parts=parts,
    )


def _country(said: Json) -> str | None:
    codes = said.get("origin_country")
    if isinstance(codes, list) and codes and isinstance(codes[0], str):
        return codes[0]
    produced = next(records_of(said.get("production_countries")), {})
    code = produced.get("iso_3166_1")
    return code if isinstance(code, str) else _OF_LANGUAGE.get(str(said.get("original_language")))


def _parts(said: Json) -> tuple[Part, ...]:
    """Seasons with episodes; number 0 holds specials."""
    found = ((number_of(each.get("season_number")), each) for each in records_of(said.get("seasons")))
    return tuple(
        Part(number, count, year_of(each.get("air_date")), date_of(each.get("air_date")))
        for number, each in found
        if number and (count := number_of(each.get("episode_count")))
    )


def _other_ids(said: Json) -> dict[str, str]:
    external = record_of(said.get("external_ids"))
    ids = {"imdb": id_of(external.get("imdb_id")), "wikidata": id_of(external.get("wikidata_id"))}
    return {service: identifier for service, identifier in ids.items() if identifier}


def _aliases(said: Json) -> tuple[str, ...]:
    titles = record_of(said.get("alternative_titles"))
    return plains((each.get("title") for each in records_of(titles.get("results") or titles.get("titles"))), most=30)


def _crew(said: Json, *jobs: str) -> tuple[str, ...]:
    crew = records_of(record_of(said.get("aggregate_credits") or said.get("credits")).get("crew"))
    chosen = (each for each in crew if each.get("job") in jobs or any(one.get("job") in jobs for one in _jobs(each)))
    return plains((each.get("name") for each in chosen), most=6)


def _jobs(member: Json) -> list[Json]:
    return list(records_of(member.get("jobs"), most=10))


def _cast(said: Json) -> tuple[str, ...]:
    cast = records_of(record_of(said.get("aggregate_credits") or said.get("credits")).get("cast"), most=30)
    return plains((each.get("name") for each in cast), most=20)


def _genres(said: Json) -> tuple[str, ...]:
    """Genres, two of which may share a name with “&”, and keywords, which say what genres do not."""
    keywords = record_of(said.get("keywords"))
    words = [each.get("name") for each in records_of(said.get("genres"))]
    words += [each.get("name") for each in records_of(keywords.get("results") or keywords.get("keywords"), most=60)]
    apart = (part for word in words if isinstance(word, str) for part in re.split(r"\s*[&(]\s*", word.rstrip(")")))
    return plains(apart, most=60)
