"""AniList: animation of all Asia, by GraphQL. No key; credited with a link.

Documented as 90 requests a minute, and 30 while it is “degraded”, which it has been for years: 28 are taken. A season
is an entry of its own there, as here. Whether something is for grown-ups stands in `isAdult`; the search leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from bot.domain.outside.listing import Airing, Listing
from bot.domain.outside.plain import overview_of, plain, plains
from bot.domain.series import Kind
from bot.providers.door import Door, Http
from bot.providers.protocol import OutsideError, Trouble
from bot.providers.shapes import Json, https_of, id_of, moment_of, number_of, record_of, records_of

HOME: Final = "https://graphql.anilist.co"
_NAME: Final = "AniList"
_HOUR_S: Final = 3600.0
_FIELDS: Final = """
id idMal type format status description(asHtml: false) episodes duration countryOfOrigin isAdult popularity
startDate { year month day } genres synonyms title { romaji english native } tags { name }
coverImage { extraLarge large } studios(isMain: true) { nodes { name } } externalLinks { site url type }
"""
_SEARCH: Final = f"""
query ($search: String) {{
  Page(perPage: 10) {{ media(search: $search, type: ANIME, isAdult: false, sort: SEARCH_MATCH) {{ {_FIELDS} }} }}
}}
"""
_FETCH: Final = f"""
query ($id: Int) {{
  Media(id: $id, type: ANIME) {{
    {_FIELDS}
    staff(perPage: 25, sort: RELEVANCE) {{ edges {{ role node {{ name {{ full }} }} }} }}
    airingSchedule(notYetAired: true, perPage: 25) {{ nodes {{ episode airingAt }} }}
  }}
}}
"""
_LIST: Final = """
query ($name: String) {
  MediaListCollection(userName: $name, type: ANIME) {
    user { mediaListOptions { scoreFormat } }
    lists { entries {
      status score progress repeat notes startedAt { year month day } completedAt { year month day }
      media { id idMal format startDate { year } title { romaji english native } }
    } }
  }
}
"""
_STATUSES: Final = {
    "FINISHED": "finished",
    "CANCELLED": "finished",
    "RELEASING": "airing",
    "HIATUS": "airing",
    "NOT_YET_RELEASED": "announced",
}


class AniList:
    """Asks AniList."""

    name = _NAME
    services = ("anilist",)

    def __init__(self, http: Http, home: str = HOME) -> None:
        self._door = Door(http, self.name, home, budget=(28, 60.0))

    async def search(self, query: str) -> list[Listing]:
        """Animation by any of its names."""
        data = await self._ask(_SEARCH, {"search": query}, keep_s=24 * _HOUR_S)
        found = (_listing(media) for media in records_of(record_of(data.get("Page")).get("media"), most=10))
        return [listing for listing in found if listing is not None]

    async def fetch(self, service: str, identifier: str) -> Listing | None:
        """One entry, with what is to be aired."""
        number = number_of(identifier)
        if number is None:
            return None
        try:
            data = await self._ask(_FETCH, {"id": number}, keep_s=6 * _HOUR_S)
        except OutsideError as error:
            if error.trouble is Trouble.MISSING:
                return None
            raise
        return _listing(record_of(data.get("Media")))

    async def member_list(self, name: str) -> Json:
        """The answer with a member's public list (`MediaListCollection`). Raises OutsideError."""
        return await self._ask(_LIST, {"name": name}, keep_s=60.0)

    async def _ask(self, query: str, variables: dict[str, Any], *, keep_s: float) -> Json:
        answer = await self._door.post("", {"query": query, "variables": variables}, keep_s=keep_s)
        return record_of(record_of(answer).get("data"))


def _listing(media: Json) -> Listing | None:
    identifier, titles = id_of(media.get("id")), record_of(media.get("title"))
    romaji, english, native = (plain(titles.get(name)) for name in ("romaji", "english", "native"))
    title = english or romaji or native
    if identifier is None or title is None or media.get("format") == "MUSIC":
        return None
    country = media.get("countryOfOrigin")
    year, first_aired = _start(record_of(media.get("startDate")))
    cover = record_of(media.get("coverImage"))
    ids = {"anilist": identifier}
    mal = id_of(media.get("idMal"))
    if mal is not None:
        ids["mal"] = mal
    tags = [tag.get("name") for tag in records_of(media.get("tags"), most=60)]
    return Listing(
        sources=(_NAME,),
        ids=ids,
        title=title,
        country=country if isinstance(country, str) and len(country) == 2 else None,
        year=year,
        kind=Kind.FILM if media.get("format") == "MOVIE" else Kind.GENERAL,
        native_title=native if native != title else None,
        aliases=tuple(name for name in dict.fromkeys((romaji, *plains(media.get("synonyms"), most=30))) if name),
        episodes=number_of(media.get("episodes")),
        minutes=number_of(media.get("duration")),
        status=_STATUSES.get(str(media.get("status"))),
        first_aired=first_aired,
        networks=plains(
            (node.get("name") for node in records_of(record_of(media.get("studios")).get("nodes"))), most=3
        ),
        directors=_staff(media, "director"),
        writers=_staff(media, "original creator", "series composition", "script"),
        genres=plains([*_texts(media.get("genres")), *tags], most=60),
        overview=overview_of(media.get("description")),
        overview_source=_NAME,
        poster=https_of(cover.get("extraLarge")) or https_of(cover.get("large")),
        poster_source=_NAME,
        is_adult=media.get("isAdult") is True,
        website=_streaming(media),
        popularity=min(60, (number_of(media.get("popularity")) or 0) // 8000),
        airings=tuple(_airings(media)),
    )


def _texts(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _start(date: Json) -> tuple[int | None, str | None]:
    year, month, day = (number_of(date.get(name)) for name in ("year", "month", "day"))
    whole = f"{year:04}-{month:02}-{day:02}" if year and month and day and month <= 12 and day <= 31 else None
    return year, whole


def _staff(media: Json, *roles: str) -> tuple[str, ...]:
    """Those whose whole role it is: an “Episode Director” is another one."""
    edges = records_of(record_of(media.get("staff")).get("edges"))
    chosen = (edge for edge in edges if str(edge.get("role")).casefold().partition(" (")[0] in roles)
    return plains((record_of(record_of(edge.get("node")).get("name")).get("full") for edge in chosen), most=5)


def _streaming(media: Json) -> str | None:
    links = records_of(media.get("externalLinks"))
    return next((https_of(link.get("url")) for link in links if link.get("type") == "STREAMING"), None)


def _airings(media: Json) -> Iterator[Airing]:
    for node in records_of(record_of(media.get("airingSchedule")).get("nodes")):
        episode, moment = number_of(node.get("episode")), moment_of(node.get("airingAt"))
        if episode and moment:
            yield Airing(1, episode, moment)
