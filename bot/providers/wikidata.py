"""Wikidata: names in every language, and the ids that tie the other catalogues together. No key; CC0.

Its etiquette: one request at a time, a name by which the caller is known, `maxlag` for what nobody waits for. Its
full-text search reads labels and other names of all languages, and keeps to items of certain classes by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from bot.domain.outside.listing import Listing
from bot.domain.outside.plain import plain, plains
from bot.domain.series import Kind
from bot.patterns import later_re
from bot.providers.door import Door, Http
from bot.providers.protocol import OutsideError, Trouble
from bot.providers.shapes import Json, id_of, number_of, record_of, records_of

HOME: Final = "https://www.wikidata.org/w/api.php"
_NAME: Final = "Wikidata"
_HOUR_S: Final = 3600.0
AT_ONCE: Final = 50  # items of one request
_FURTHEST: Final = 10_000  # its search goes no further
_SERIES: Final = (
    "Q5398426", "Q1259759", "Q526877", "Q63952888", "Q15416", "Q581714", "Q117467246", "Q21191270", "Q3464665",
)  # fmt: skip  # television series, miniseries, web series, anime, programme, animated series …, season
_FILMS: Final = ("Q11424", "Q506240", "Q24862", "Q202866", "Q20650540", "Q29168811")
_COUNTRIES: Final = {
    "Q884": "KR", "Q869": "TH", "Q17": "JP", "Q148": "CN", "Q865": "TW", "Q8646": "HK", "Q928": "PH", "Q881": "VN",
    "Q252": "ID", "Q833": "MY", "Q334": "SG", "Q668": "IN", "Q424": "KH", "Q819": "LA", "Q836": "MM", "Q30": "US",
    "Q145": "GB", "Q16": "CA", "Q408": "AU", "Q664": "NZ", "Q27": "IE", "Q142": "FR", "Q183": "DE", "Q29": "ES",
    "Q38": "IT", "Q45": "PT", "Q55": "NL", "Q31": "BE", "Q39": "CH", "Q40": "AT", "Q34": "SE", "Q20": "NO",
    "Q35": "DK", "Q33": "FI", "Q189": "IS", "Q36": "PL", "Q43": "TR", "Q801": "IL", "Q155": "BR", "Q96": "MX",
    "Q414": "AR", "Q298": "CL", "Q739": "CO",
}  # fmt: skip
_NATIVE: Final = {
    "KR": ("ko",), "TH": ("th",), "JP": ("ja",), "CN": ("zh-hans", "zh-cn", "zh"), "TW": ("zh-hant", "zh-tw", "zh"),
    "HK": ("zh-hk", "zh-hant", "zh"), "VN": ("vi",),
}  # fmt: skip
_LANGUAGES: Final = (
    "en", "mul", "ko", "th", "ja", "zh", "zh-hans", "zh-hant", "zh-tw", "vi", "id", "es", "pt", "fr", "de", "it", "tl",
)  # fmt: skip
_IDS: Final = {
    "P345": "imdb", "P4983": "tmdb_tv", "P4947": "tmdb_movie", "P8600": "tvmaze", "P8729": "anilist", "P3868": "mdl",
}  # fmt: skip
_WORDS: Final = later_re(r"[^\w\s'’.&!?-]+")


class Wikidata:
    """Asks Wikidata."""

    name = _NAME
    services = ("wikidata",)

    def __init__(self, http: Http, home: str = HOME) -> None:
        self._door = Door(http, self.name, home, budget=(10, 10.0))

    async def search(self, query: str) -> list[Listing]:
        """Series and films by a name in any language."""
        return await self.fetch_all(await self._found(query, offset=0, count=10))

    async def fetch(self, service: str, identifier: str) -> Listing | None:
        """One item."""
        return next(iter(await self.fetch_all([identifier])), None)

    async def page(self, query: str, *, offset: int) -> list[str]:
        """The ids of fifty items from `offset` on, in the order of the search; fewer at the end. For bulk: `query` may
        use what its search understands, such as `haswbstatement:P3868`.
        """
        if offset >= _FURTHEST:
            return []
        return await self._found(query, offset=offset, count=AT_ONCE, patient=True)

    async def fetch_all(self, identifiers: Sequence[str]) -> list[Listing]:
        """Items by their ids, at most fifty, in the same order; those that are no series or film are left out."""
        if not identifiers:
            return []
        asked = {"action": "wbgetentities", "ids": "|".join(identifiers), "props": "labels|aliases|claims"}
        answer = await self._ask(asked, keep_s=24 * _HOUR_S)
        entities = record_of(answer.get("entities"))
        found = (_listing(identifier, record_of(entities.get(identifier))) for identifier in identifiers)
        return [listing for listing in found if listing is not None]

    async def _found(self, query: str, *, offset: int, count: int, patient: bool = False) -> list[str]:
        classes = "|".join(f"P31={each}" for each in (*_SERIES, *_FILMS))
        words = query if patient else " ".join(_WORDS.sub(" ", query).split())
        asked = {
            "action": "query",
            "list": "search",
            "srsearch": f"{words} haswbstatement:{classes}".strip(),
            "srlimit": str(count),
            "sroffset": str(offset),
            "srprop": "",
        }
        answer = await self._ask(asked | ({"maxlag": "5"} if patient else {}), keep_s=24 * _HOUR_S)
        titles = (each.get("title") for each in records_of(record_of(answer.get("query")).get("search")))
        return [title for title in titles if isinstance(title, str) and re.fullmatch(r"Q\d{1,12}", title)]

    async def _ask(self, params: dict[str, str], *, keep_s: float) -> Json:
        answer = record_of(await self._door.get("", {**params, "format": "json", "formatversion": "2"}, keep_s=keep_s))
        if "error" in answer:  # said with status 200
            code = record_of(answer["error"]).get("code")
            trouble = Trouble.BUSY if code in ("maxlag", "ratelimited") else Trouble.NONSENSE
            raise OutsideError(trouble, f"it says {plain(code) or 'something else'}")
        return answer


def _listing(identifier: str, entity: Json) -> Listing | None:
    claims = record_of(entity.get("claims"))
    classes = {_item(value) for value in _values(claims, "P31")}
    is_film = bool(classes & set(_FILMS)) and not classes & set(_SERIES)
    if not is_film and not classes & set(_SERIES):
        return None
    labels = {language: name for language in _LANGUAGES if (name := _label(entity, language))}
    country = next((code for each in _values(claims, "P495") if (code := _COUNTRIES.get(_item(each) or ""))), None)
    title = labels.get("en") or labels.get("mul") or next(iter(labels.values()), None)
    if title is None:
        return None
    day, year = _start(claims)
    native = next((labels[code] for code in _NATIVE.get(country or "", ()) if code in labels), None)
    return Listing(
        sources=(_NAME,),
        ids={"wikidata": identifier} | dict(_ids(claims, is_film=is_film)),
        title=title,
        country=country,
        year=year,
        kind=Kind.FILM if is_film else Kind.GENERAL,
        native_title=native if native != title else None,
        aliases=tuple(dict.fromkeys((*labels.values(), *_aliases(entity))))[:40],
        episodes=_amount(claims, "P1113"),
        minutes=_amount(claims, "P2047"),
        first_aired=day,
    )


def _label(entity: Json, language: str) -> str | None:
    return plain(record_of(record_of(entity.get("labels")).get(language)).get("value"))


def _aliases(entity: Json) -> Iterable[str]:
    known = record_of(entity.get("aliases"))
    for language in _LANGUAGES:
        yield from plains((each.get("value") for each in records_of(known.get(language))), most=8)


def _values(claims: Json, prop: str) -> list[Any]:
    """The values of a property that stand: preferred ones first, outdated ones left out."""
    found = [each for each in records_of(claims.get(prop)) if each.get("rank") != "deprecated"]
    found.sort(key=lambda each: each.get("rank") != "preferred")
    return [record_of(record_of(each.get("mainsnak")).get("datavalue")).get("value") for each in found]


def _item(value: object) -> str | None:
    identifier = record_of(value).get("id")
    return identifier if isinstance(identifier, str) else None


def _start(claims: Json) -> tuple[str | None, int | None]:
    """The first day, where it is known to the day, and the earliest year."""
    years: list[tuple[int, str | None]] = []
    for prop in ("P580", "P577"):
        for value in _values(claims, prop):
            said = record_of(value)
            found = re.match(r"\+(\d{4})-(\d{2})-(\d{2})T", str(said.get("time")))
            if found is not None:
                is_exact = said.get("precision") == 11 and found[2] != "00" and found[3] != "00"
                years.append((int(found[1]), f"{found[1]}-{found[2]}-{found[3]}" if is_exact else None))
    if not years:
        return None, None
    year = min(year for year, _day in years)
    return min((day for _year, day in years if day and day.startswith(str(year))), default=None), year


def _amount(claims: Json, prop: str) -> int | None:
    for value in _values(claims, prop):
        amount = str(record_of(value).get("amount")).removeprefix("+").partition(".")[0]
        if (number := number_of(amount)) is not None:
            return number
    return None


def _ids(claims: Json, *, is_film: bool) -> Iterable[tuple[str, str]]:
    for prop, service in _IDS.items():
        identifier = next((each for each in map(id_of, _values(claims, prop)) if each), None)
        if identifier is not None and service != ("tmdb_tv" if is_film else "tmdb_movie"):
            yield service, identifier.partition("-")[0] if service == "mdl" else identifier
