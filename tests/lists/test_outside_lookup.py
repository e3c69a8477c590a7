"""What a list names and the catalogue lacks is looked up outside; AniList hands out a public list by a name."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.providers.anilist import AniList
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.settings import Settings
from tests.domain.lists import samples
from tests.lists.test_importing import files_of, kept, reported
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, Hall
from tests.loopback.running import Running, running_bot
from tests.outside.services import Service, add_tvmaze, serving, tvmaze_episode, tvmaze_show

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
HEARTS = tvmaze_show(
    48000,
    "Quixotic Hearts",
    language="English",
    genres=["Drama"],
    premiered="2022-04-22",
    network=None,
    webChannel={"id": 1, "name": "Netflix", "country": {"name": "United Kingdom", "code": "GB", "timezone": "x"}},
    summary="<p>Charly meets Nicko.</p>",
)
SEASONS = {
    48000: {
        "episodes": [
            *(tvmaze_episode(1, n, "2022-04-22T07:00:00+00:00") for n in range(1, 9)),
            *(tvmaze_episode(2, n, "2023-08-03T07:00:00+00:00") for n in range(1, 9)),
        ]
    }
}
ROWS = (
    b"Title,Year,Season,Status,Episode,Rating\nQuixotic Hearts,2022,1,Completed,8,9\n"
    b"Quixotic Hearts,2022,2,Watching,3,\nQuixotic Hearts,1999,1,Completed,8,\n"
    b"Nowhere To Be Found At All,2020,1,Completed,8,5\nBad Buddy,2021,1,Completed,12,\n"
)


async def anilist(request: web.Request) -> web.Response:
    """AniList's one address: a member's list, or that there is no such member."""
    asked = await request.json()
    if "MediaListCollection" not in asked["query"]:
        return web.json_response({"data": {"Page": {"media": []}}})
    if asked["variables"]["name"] == "alice":
        return web.json_response(samples.ANILIST)
    error = {"message": "User not found", "status": 404}
    return web.json_response({"data": {"MediaListCollection": None}, "errors": [error]}, status=404)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside() -> AsyncIterator[Service]:
    async with serving() as service:
        add_tvmaze(service, HEARTS, embedded=SEASONS)
        service.answers["/"] = anilist
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(outside: Service, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
        return [TVmaze(http, outside.home), AniList(http, outside.home)]

    database = tmp_path_factory.mktemp("lists") / "linger.sqlite3"
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        running: Running = await stack.enter_async_context(running_bot(discord, database, new_providers=asked))
        yield Hall(discord, running.app, running.client, int(discord.guild_id(CLUB)))
        assert not discord.violations


async def test_unknown_series_of_a_list_are_found_outside_taken_over_and_undone(house: Hall) -> None:
    alice: Any = house.member("alice")
    first = await alice.command("/import file", file=("a.csv", ROWS))
    report = await reported(house.discord, alice, first)
    assert "**4** are not in my catalogue" in report.text
    await alice.click(first, "Look the unknown ones up outside")
    await house.discord.wait_for(lambda: "2 more series were found." in alice.look(first).text)
    seen = alice.look(first)
    assert "Look the unknown ones up outside" not in seen.button_labels, "nobody is asked twice"
    told = (await files_of(seen))["import-report.txt"]
    assert "Nowhere To Be Found At All (2020)\n" in told
    assert "Quixotic Hearts (1999)\n" in told, "another year is another series"
    mine = await kept(house, alice)
    assert mine == {
        "bad-buddy-th-2021": "finished 12 None",
        "quixotic-hearts-gb-2022": "finished 8 18",
        "quixotic-hearts-season-2-gb-2023": "watching 3 None",
    }
    undone = await alice.click(first, "Undo the import")
    assert "3 series are as they were" in undone.text
    assert await kept(house, alice) == {}


async def test_a_list_of_anilist_is_fetched_by_its_members_name(house: Hall, outside: Service) -> None:
    pablo: Any = house.member("pablo")
    first = await pablo.command("/import anilist", name="alice")
    report = await reported(house.discord, pablo, first)
    assert "Your list from AniList" in report.text
    assert "**1** may be several" in report.text, "the live action of an anime is asked about"
    sent = [json.loads(await request.text()) for request in outside.asked if request.path == "/"]
    assert [asked["variables"] for asked in sent if "MediaListCollection" in asked["query"]] == [{"name": "alice"}]
    nobody = await pablo.command("/import anilist", name="nobody")
    assert "AniList has no public list of “nobody”" in nobody.text


async def test_where_nothing_may_leave_the_machine_anilist_is_not_asked(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, tmp_path_factory.mktemp("closed") / "linger.sqlite3"):
                alice = discord.member("alice").at("#lobby")
                refused = await alice.command("/import anilist", name="alice")
                assert "I may not ask AniList here" in refused.text
                first = await alice.command("/import file", file=("a.csv", ROWS))
                report = await reported(discord, alice, first)
                assert "Look the unknown ones up outside" not in report.button_labels
                forged = await alice.click(first, "lists.further:1", forge=True)
                assert "switched looking further off" in forged.text
