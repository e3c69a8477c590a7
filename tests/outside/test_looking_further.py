"""Looking further: what is not here is found outside, chosen by a person, and then here for everybody."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from bot.domain.settings import Switch
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.settings import Settings
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, Hall, rows_of
from tests.loopback.running import Running, running_bot
from tests.outside.services import Service, add_tvmaze, body, serving, status, tvmaze_episode, tvmaze_show
from tests.outside.test_posters import picture, sent

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
FORTRESS = tvmaze_show(26020, "Zanzibar Fortress", premiered="2017-06-10")
HEARTS = tvmaze_show(
    48000,
    "Quixotic Hearts",
    language="English",
    genres=["Drama", "Romance"],
    premiered="2022-04-22",
    network=None,
    webChannel={"id": 1, "name": "Netflix", "country": {"name": "United Kingdom", "code": "GB", "timezone": "x"}},
    summary="<p>Charly meets Nicko.</p><script>alert(1)</script>",
)
LANTERN = tvmaze_show(33000, "Marble Lantern", premiered="2019-03-02")
AKAS = [{"name": "잔지바르의 요새", "country": {"name": "Korea", "code": "KR", "timezone": "Asia/Seoul"}}]
CAST = [{"person": {"id": 1, "name": "Jo Seung Woo"}, "character": {"id": 2, "name": "Si Mok"}, "self": False}]
CREW = [{"type": "Director", "person": {"id": 3, "name": "Ahn Gil Ho"}}]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside() -> AsyncIterator[Service]:
    async with serving() as service:
        embedded = {
            26020: {
                "akas": AKAS,
                "cast": CAST,
                "crew": CREW,
                "episodes": [tvmaze_episode(1, n, f"2017-06-{9 + n:02}T12:00:00+00:00") for n in range(1, 17)],
            },
            48000: {
                "episodes": [
                    *(tvmaze_episode(1, n, "2022-04-22T07:00:00+00:00") for n in range(1, 9)),
                    tvmaze_episode(1, None, "2022-12-01T07:00:00+00:00"),
                    *(tvmaze_episode(2, n, "2023-08-03T07:00:00+00:00") for n in range(1, 9)),
                ]
            },
        }
        add_tvmaze(service, FORTRESS, HEARTS, LANTERN, embedded=embedded)
        FORTRESS["image"] = {"medium": None, "original": f"{service.home}/poster.png"}
        service.answers["/poster.png"] = sent(picture())  # type: ignore[assignment]  # it answers
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(outside: Service, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
        return [TVmaze(http, outside.home)]

    database = tmp_path_factory.mktemp("outside") / "linger.sqlite3"
    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        running: Running = await stack.enter_async_context(
            running_bot(discord, database, new_providers=asked, trusted_pictures=outside.home)
        )
        yield Hall(discord, running.app, running.client, int(discord.guild_id(CLUB)))
        assert not discord.violations


async def test_about_credits_each_catalogue_that_is_asked(house: Hall) -> None:
    said = await house.member("alice").command("/about")
    assert "[TVmaze](<https://www.tvmaze.com>), CC BY-SA" in said.text
    assert "AniList" not in said.text, "nobody asks it here"


async def test_an_unknown_series_is_found_outside_chosen_and_here_for_everybody(house: Hall) -> None:
    reply = await house.member("alice").command("/series", query="zanzibar fortress")
    await house.discord.wait_for(lambda: "Found outside" in house.member("alice").look(reply).text)
    found = house.member("alice").look(reply)
    assert "TVmaze" in found.text
    assert "CC BY-SA" in found.text
    card = await house.member("alice").select(reply, "Choose a series", "Zanzibar Fortress (KR, 2017)")
    for words in ("Zanzibar Fortress", "잔지바르의 요새", "16 episodes × 68 min", "Jo Seung Woo", "Ahn Gil Ho", "tvN"):
        assert words in card.text
    assert "Facts: TVmaze." in card.text
    assert "*A prosecutor & a detective share an office.* (TVmaze)" in card.text
    again = await house.member("alice").command("/series", query="zanzibar fortress")
    (poster,) = house.member("alice").look(again).json["attachments"]
    assert poster["filename"] == "poster.jpg"
    assert poster["description"] == "Poster of Zanzibar Fortress"
    assert "[TVmaze](<https://www.tvmaze.com/shows/26020>)" in card.text
    typed = await house.discord.member("nok").at("#lobby").autocomplete("/series", "query", "zanzib")
    assert typed[0]["value"] == "zanzibar-fortress-kr-2017"
    again = await house.member("pablo").command("/series", query="잔지바르의 요새")
    assert "Zanzibar Fortress" in again.text


async def test_what_is_chosen_twice_is_there_once(house: Hall) -> None:
    taken = [await house.app.outside.take({"tvmaze": "33000"}) for _time in range(2)]
    assert taken[0][0].id == taken[1][0].id == "marble-lantern-kr-2019"
    rows = await rows_of(house.db, "SELECT series_id FROM shared_series WHERE series_id LIKE 'marble%'")
    assert len(rows) == 1


async def test_a_show_of_several_seasons_becomes_one_series_each(house: Hall) -> None:
    reply = await house.member("haruka").command("/series", query="quixotic hearts")
    await house.discord.wait_for(lambda: "Found outside" in house.member("haruka").look(reply).text)
    asked = await house.member("haruka").select(reply, "Choose a series", "Quixotic Hearts (GB, 2022)")
    assert "several seasons" in asked.text
    card = await house.member("haruka").select(asked, "Choose a series", "Quixotic Hearts Season 2 (GB, 2023)")
    assert "8 episodes" in card.text
    assert "Season before: *Quixotic Hearts (GB, 2022)*" in card.text
    assert "alert" not in card.text


async def test_a_list_of_candidates_and_a_card_lead_further(house: Hall) -> None:
    card = await house.member("alice").command("/series", query="love in big citty")
    assert "Look further" in card.buttons
    offered = await house.member("alice").autocomplete("/series", "query", "love in the big")
    chosen = await house.member("alice").command("/series", query=offered[0]["value"])
    assert "Look further" not in chosen.buttons, "who chose from the list got what they meant"
    further = await house.member("alice").click(card, "Look further")
    assert "Nobody outside knows" in further.text


async def test_a_service_that_is_down_is_named_and_nothing_breaks(house: Hall, outside: Service) -> None:
    outside.fault = status(500)
    try:
        reply = await house.member("alice").command("/series", query="xylophone nebula")
        await house.discord.wait_for(lambda: "did not answer" in house.member("alice").look(reply).text)
        assert "TVmaze" in house.member("alice").look(reply).text
        outside.fault = body('[{"show": 5}, 7, {"show": {"id": "x", "name": null}}, {"show": {"id": 3, "name": {}}}]')
        further = await house.member("alice").click(reply, "Look further")
        assert "Nobody outside knows" in further.text
    finally:
        outside.fault = None


async def test_where_a_server_switches_it_off_nothing_is_asked(house: Hall, outside: Service) -> None:
    card = await house.member("alice").command("/series", query="love in big citty")
    await house.app.servers.apply(house.guild_id, [Switch("outside", False)], actor_id=1)
    try:
        reply = await house.member("alice").command("/series", query="vexillology of nowhere")
        assert "I know no series like" in reply.text
        refused = await house.member("alice").click(card, "Look further")
        assert "switched off" in refused.text
        assert "Look further" not in (await house.member("alice").command("/series", query="love in big citty")).buttons
    finally:
        await house.app.servers.apply(house.guild_id, [Switch("outside", True)], actor_id=1)
    assert not [one for one in outside.asked if "vexillology" in str(one.url)], "what came before may still be asked"


async def test_a_server_s_corrections_lie_over_what_came_from_outside(house: Hall) -> None:
    await house.app.outside.take({"tvmaze": "33000"})
    form = await house.admin.command("/catalogue edit", series="marble-lantern-kr-2019", what="names")
    await house.admin.submit(form, {"title": "The Lantern"})
    assert house.app.catalogues.require(house.guild_id, "marble-lantern-kr-2019").title == "The Lantern"
    assert house.app.catalogues.require(None, "marble-lantern-kr-2019").title == "Marble Lantern"


async def test_a_forged_choice_takes_nothing(house: Hall, outside: Service) -> None:
    card = await house.member("alice").command("/series", query="love in big citty")
    further = await house.member("alice").click(card, "Look further")
    for forged in ("tvmaze=../../admin", "nobody=1", "", "tvmaze=999999"):
        reply = await house.member("alice").select(further, "further.choose", forged, forge=True)
        assert "no longer there" in reply.text or "don't answer" in reply.text
    assert not any(".." in path for path in outside.paths())


async def test_other_commands_lead_to_the_look_up_of_what_nobody_here_knows(house: Hall) -> None:
    refused = await house.member("alice").command("/progress set", series="vexillology of nowhere", status="planned")
    assert "Look it up with /series" in refused.text


async def test_a_film_that_is_not_here_never_opens_the_series(house: Hall) -> None:
    asked = await house.member("alice").command("/series", query="love in the big city 2024 movie")
    assert "Which one do you mean" in asked.text
    assert "Look further" in asked.buttons


async def test_a_series_of_ours_gets_its_poster_the_next_time_and_keeps_its_own_facts(
    house: Hall, outside: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "answers", {**outside.answers})
    image = {"medium": None, "original": f"{outside.home}/poster.png"}
    eyes = tvmaze_show(47000, "Where Your Eyes Linger", premiered="2020-05-22", image=image, genres=["Horror"])
    episodes = [tvmaze_episode(1, number, "2020-05-22T12:00:00+00:00") for number in range(1, 12)]
    add_tvmaze(outside, eyes, embedded={47000: {"episodes": episodes}})
    eyes_id = "where-your-eyes-linger-kr-2020"
    first = await house.member("alice").command("/series", query=eyes_id)
    assert not house.member("alice").look(first).json["attachments"]
    await house.discord.wait_for(lambda: house.app.catalogues.require(None, eyes_id).poster)
    second = await house.member("alice").command("/series", query=eyes_id)
    assert [each["filename"] for each in house.member("alice").look(second).json["attachments"]] == ["poster.jpg"]
    assert "8 episodes" in second.text
    assert "Horror" not in second.text
    assert "Facts: Linger, TVmaze." in second.text


async def test_a_season_that_nobody_knows_can_be_looked_up_outside(house: Hall) -> None:
    refused = await house.member("alice").command("/progress set", series="pit babe 9", status="planned")
    assert "I don't know “pit babe 9”, only" in refused.text
    assert "Or look it up with /series" in refused.text
