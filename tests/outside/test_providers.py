"""Each outside catalogue as it really answers: what is read from its shapes, and what its traps do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.domain.outside.listing import Airing, Part
from bot.domain.series import Kind
from bot.providers import providers_of
from bot.providers.anilist import AniList
from bot.providers.door import Http
from bot.providers.protocol import OutsideError, Provider, Trouble
from bot.providers.tmdb import TMDB
from bot.providers.tvmaze import TVmaze
from bot.providers.wikidata import Wikidata
from tests.outside.services import Service, add_tvmaze, body, serving, status, tvmaze_episode, tvmaze_show
from tests.outside.test_door import Shelf

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with serving() as found:
        yield found


@pytest.fixture
async def http() -> AsyncIterator[Http]:
    opened = Http(Shelf())
    yield opened
    await opened.close()


MEDIA: dict[str, Any] = {
    "id": 98000,
    "idMal": 36000,
    "type": "ANIME",
    "format": "TV",
    "status": "RELEASING",
    "description": "Ritsuka meets a boy.<br><br>\n~!Somebody died.!~ (Source: MAL News)",
    "episodes": 11,
    "duration": 22,
    "countryOfOrigin": "JP",
    "isAdult": False,
    "popularity": 240000,
    "startDate": {"year": 2019, "month": 7, "day": 12},
    "genres": ["Drama", "Music", "Romance"],
    "synonyms": ["GVN", "กิฟเวน"],
    "title": {"romaji": "Atae", "english": "Gift", "native": "あたえ"},
    "tags": [{"name": "Boys' Love"}, {"name": "Band"}],
    "coverImage": {"extraLarge": "https://s4.example.co/large.jpg", "large": "https://s4.example.co/small.jpg"},
    "studios": {"nodes": [{"name": "Studio Nine"}]},
    "externalLinks": [
        {"site": "Twitter", "url": "https://social.example.com/x", "type": "SOCIAL"},
        {"site": "Crunchyroll", "url": "http://www.stream.example.com/gift", "type": "STREAMING"},
    ],
    "staff": {
        "edges": [
            {"role": "Director", "node": {"name": {"full": "Hikaru Yama"}}},
            {"role": "Episode Director (ep 3)", "node": {"name": {"full": "Someone Else"}}},
            {"role": "Original Creator", "node": {"name": {"full": "Natsuki Kizu"}}},
        ]
    },
    "airingSchedule": {"nodes": [{"episode": 5, "airingAt": 1565285400}, {"episode": None, "airingAt": 1}]},
}


async def test_anilist_tells_names_people_and_what_is_to_be_aired(service: Service, http: Http) -> None:
    async def answer(request: web.Request) -> dict[str, Any]:
        asked = await request.json()
        found = {"Media": MEDIA} if "id" in asked["variables"] else {"Page": {"media": [MEDIA, {"id": None}, 7]}}
        return {"data": found}

    service.answers["/"] = answer
    anilist = AniList(http, service.home)
    (listing,) = await anilist.search("gift")
    assert (listing.title, listing.native_title, listing.country, listing.year) == ("Gift", "あたえ", "JP", 2019)
    assert listing.aliases == ("Atae", "GVN", "กิฟเวน")
    assert listing.overview == "Ritsuka meets a boy."
    assert listing.directors == ("Hikaru Yama",)
    assert listing.writers == ("Natsuki Kizu",)
    assert listing.website == "https://www.stream.example.com/gift"
    assert "Boys' Love" in listing.genres
    whole = await anilist.fetch("anilist", "98000")
    assert whole is not None
    assert whole.airings == (Airing(1, 5, datetime.fromtimestamp(1565285400, UTC)),)
    assert all(request.method == "POST" for request in service.asked)


async def test_anilist_says_with_an_error_or_with_null_that_there_is_nothing(service: Service, http: Http) -> None:
    anilist = AniList(http, service.home)
    service.answers["/"] = lambda _request: {
        "data": {"Media": None},
        "errors": [{"message": "Not Found.", "status": 404}],
    }
    assert await anilist.fetch("anilist", "1") is None
    service.answers["/"] = lambda _request: web.json_response({"errors": [], "data": None}, status=404)
    assert await anilist.fetch("anilist", "2") is None
    assert await anilist.fetch("anilist", "no number") is None


def claim(value: Any, rank: str = "normal") -> dict[str, Any]:
    """A statement as Wikidata tells it."""
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank}


def item(identifier: str, classes: str, **said: Any) -> dict[str, Any]:
    """An item as Wikidata tells it."""
    names = {"en": "Two Rooms", "ko": "두 개의 방", "th": "สองห้อง"}
    return {
        "type": "item",
        "id": identifier,
        "labels": {language: {"language": language, "value": name} for language, name in names.items()},
        "aliases": {"en": [{"language": "en", "value": "2 Rooms"}]},
        "claims": {
            "P31": [claim({"id": classes})],
            "P495": [claim({"id": "Q884"})],
            "P580": [claim({"time": "+2021-00-00T00:00:00Z", "precision": 9})],
            "P577": [
                claim({"time": "+2021-03-04T00:00:00Z", "precision": 11}),
                claim({"time": "+1999-01-01T00:00:00Z", "precision": 11}, "deprecated"),
            ],
            "P1113": [claim({"amount": "+12", "unit": "1"})],
            "P345": [claim("tt1234567")],
            "P4983": [claim("777")],
            "P3868": [claim("59839-two-rooms")],
            "P8600": [{"mainsnak": {"snaktype": "novalue"}, "rank": "normal"}],
            **said,
        },
    }


async def test_wikidata_knows_every_name_and_ties_the_others_together(service: Service, http: Http) -> None:
    entities = {"Q1": item("Q1", "Q5398426"), "Q2": item("Q2", "Q11424"), "Q3": item("Q3", "Q5"), "Q4": {"missing": ""}}

    def answer(request: web.Request) -> dict[str, Any]:
        if request.query["action"] == "query":
            assert "haswbstatement:P31=" in request.query["srsearch"]
            assert '"' not in request.query["srsearch"]
            return {"query": {"search": [{"title": name} for name in (*entities, "Talk:Q9")]}}
        return {"entities": {name: entities[name] for name in request.query["ids"].split("|")}}

    service.answers["/"] = answer
    series, film = await Wikidata(http, service.home).search('two "rooms" haswbstatement:P31=Q5')
    assert (series.title, series.native_title, series.country, series.year) == ("Two Rooms", "두 개의 방", "KR", 2021)
    assert series.first_aired == "2021-03-04"
    assert {"สองห้อง", "2 Rooms"} <= set(series.aliases)
    assert series.ids == {"wikidata": "Q1", "imdb": "tt1234567", "tmdb_tv": "777", "mdl": "59839"}
    assert film.kind is Kind.FILM
    assert "tmdb_tv" not in film.ids


async def test_wikidata_says_with_status_200_that_it_is_behind(service: Service, http: Http) -> None:
    service.answers["/"] = lambda _request: {"error": {"code": "maxlag", "info": "Waiting for a database"}}
    with pytest.raises(OutsideError) as caught:
        await Wikidata(http, service.home).page("korean", offset=0)
    assert caught.value.trouble is Trouble.BUSY


SHOW: dict[str, Any] = {
    "id": 4242,
    "name": "Harbour",
    "original_name": "항구",
    "original_language": "ko",
    "origin_country": ["KR"],
    "first_air_date": "2020-05-01",
    "overview": "A harbour town.",
    "poster_path": "/aBc123.jpg",
    "popularity": 31.5,
    "adult": False,
    "media_type": "tv",
}
WHOLE: dict[str, Any] = SHOW | {
    "status": "Returning Series",
    "episode_run_time": [],
    "homepage": "http://tv.example.com/harbour",
    "genres": [{"id": 1, "name": "Sci-Fi & Fantasy"}, {"id": 2, "name": "Drama"}],
    "keywords": {"results": [{"name": "boys' love (bl)", "id": 9}]},
    "networks": [{"name": "tvN", "origin_country": "KR"}],
    "seasons": [
        {"season_number": 0, "episode_count": 3, "air_date": "2020-04-01", "name": "Specials"},
        {"season_number": 1, "episode_count": 8, "air_date": "2020-05-01", "name": "Season 1"},
        {"season_number": 2, "episode_count": 0, "air_date": None, "name": "Season 2"},
    ],
    "external_ids": {"imdb_id": "tt7654321", "wikidata_id": "Q55", "tvdb_id": 1},
    "alternative_titles": {"results": [{"iso_3166_1": "US", "title": "The Harbour", "type": ""}]},
    "aggregate_credits": {
        "cast": [{"name": "Kim A", "roles": []}],
        "crew": [{"name": "Lee B", "jobs": [{"job": "Director", "episode_count": 8}]}],
    },
}


async def test_tmdb_tells_series_and_films_with_the_short_key_as_a_parameter(service: Service, http: Http) -> None:
    film = {"id": 5, "title": "Harbour", "original_title": "Harbour", "media_type": "movie", "release_date": ""}
    person = {"id": 6, "name": "Harbour Kim", "media_type": "person"}
    service.answers["/search/multi"] = lambda _request: {"page": 1, "results": [SHOW, film, person, None]}
    service.answers["/tv/4242"] = lambda _request: WHOLE
    tmdb = TMDB(http, service.home, key=KEY)
    series, movie = await tmdb.search("harbour")
    assert (series.country, series.year, series.native_title) == ("KR", 2020, "항구")
    assert series.poster == "https://image.tmdb.org/t/p/w500/aBc123.jpg"
    assert (movie.kind, movie.year, movie.ids) == (Kind.FILM, None, {"tmdb_movie": "5"})
    whole = await tmdb.fetch("tmdb_tv", "4242")
    assert whole is not None
    assert whole.parts == (Part(1, 8, 2020, "2020-05-01"),)
    assert (whole.episodes, whole.minutes, whole.status) == (8, None, "airing")
    assert whole.ids == {"tmdb_tv": "4242", "imdb": "tt7654321", "wikidata": "Q55"}
    assert whole.directors == ("Lee B",)
    assert {"Sci-Fi", "Fantasy", "boys' love"} <= set(whole.genres)
    assert {request.query["api_key"] for request in service.asked} == {KEY}
    assert all("Authorization" not in request.headers for request in service.asked)


async def test_tmdb_takes_a_token_as_a_header_and_a_wrong_key_is_said(service: Service, http: Http) -> None:
    tmdb = TMDB(http, service.home, key="eyJ.long.token")
    service.fault = status(401)
    with pytest.raises(OutsideError) as caught:
        await tmdb.search("harbour")
    assert caught.value.trouble is Trouble.REFUSED
    assert service.asked[0].headers["Authorization"] == "Bearer eyJ.long.token"
    assert "api_key" not in service.asked[0].query


async def test_tvmaze_counts_no_specials_and_reads_where_a_show_is_from(service: Service, http: Http) -> None:
    worldwide = {"id": 1, "name": "Netflix", "country": None}
    show = tvmaze_show(7, "Abroad", network=None, webChannel=worldwide, language="Thai", image={"original": None})
    episodes = [tvmaze_episode(1, 1, "2023-01-01T10:00:00+00:00"), tvmaze_episode(1, None, "2023-02-01T10:00:00+00:00")]
    add_tvmaze(service, show, embedded={7: {"episodes": episodes}})
    whole = await TVmaze(http, service.home).fetch("tvmaze", "7")
    assert whole is not None
    assert (whole.country, whole.episodes, whole.poster) == ("TH", 1, None)
    assert await TVmaze(http, service.home).fetch("tvmaze", "8") is None, "a 404 with an empty body"


STRANGE: list[Any] = [
    None, 7, "x", [], {}, [None], [[]], {"data": 5}, {"data": {"Page": {"media": {"id": 1}}}}, {"results": {"a": 1}},
    {"query": {"search": "Q1"}}, {"entities": []}, [{"show": {"id": 1, "name": "A", "network": 3, "genres": {"a": 1}}}],
    {"results": [{"id": 1, "name": "A", "media_type": "tv", "origin_country": [5], "seasons": "x", "genres": [3]}]},
    {"data": {"Page": {"media": [{"id": 1, "title": {"english": "A"}, "startDate": 5, "tags": [1], "genres": 2}]}}},
]  # fmt: skip


@pytest.mark.parametrize("strange", STRANGE, ids=lambda value: json.dumps(value)[:40])
async def test_no_unexpected_shape_does_any_harm(service: Service, http: Http, strange: Any) -> None:
    service.fault = body(json.dumps(strange))
    home = service.home
    asked: list[Provider] = [TVmaze(http, home), AniList(http, home), Wikidata(http, home), TMDB(http, home, key=KEY)]
    for provider in asked:
        for listing in await provider.search("a"):
            assert listing.title
        await provider.fetch(provider.services[0], "1")


async def test_tmdb_is_asked_only_with_a_key_and_nobody_where_none_is_wanted(http: Http) -> None:
    every = ("tvmaze", "anilist", "wikidata", "tmdb")
    assert [one.name for one in providers_of(every, http)] == ["TVmaze", "AniList", "Wikidata"]
    assert [one.name for one in providers_of(every, http, tmdb_api_key=KEY)][-1] == "TMDB"
    assert providers_of((), http, tmdb_api_key=KEY) == []
