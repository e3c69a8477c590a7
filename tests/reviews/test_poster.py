"""The poster of a series beside its reviews: described, bounded, and still there when they are drawn anew."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from typing import Any

import discord
import pytest
import pytest_asyncio
from msgspec.structs import replace

from bot.domain.settings import SetTo, Switch
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.settings import Settings
from cogs.reviews.posting import posters_for
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, Hall
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.outside.services import Service, add_tvmaze, serving, tvmaze_episode, tvmaze_show
from tests.outside.test_posters import picture, sent
from tests.reviews.reviewers import draft, post

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
FORTRESS = "zanzibar-fortress-kr-2017"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def outside() -> AsyncIterator[Service]:
    async with serving() as service:
        image = {"medium": None, "original": f"{service.home}/poster.png"}
        show = tvmaze_show(26020, "Zanzibar Fortress", premiered="2017-06-10", image=image)
        episodes = [tvmaze_episode(1, number, "2017-06-10T12:00:00+00:00") for number in range(1, 17)]
        add_tvmaze(service, show, embedded={26020: {"episodes": episodes}})
        service.answers["/poster.png"] = sent(picture())  # type: ignore[assignment]  # it answers
        yield service


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(outside: Service, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
        return [TVmaze(http, outside.home)]

    async with AsyncExitStack() as stack:
        discord = await stack.enter_async_context(TestDiscord())
        stack.enter_context(discord.library_pointed_here())
        database = tmp_path_factory.mktemp("posters") / "linger.sqlite3"
        running: Running = await stack.enter_async_context(
            running_bot(discord, database, new_providers=asked, trusted_pictures=outside.home)
        )
        await running.app.outside.look("zanzibar fortress")
        await running.app.outside.take({"tvmaze": "26020"})
        yield Hall(discord, running.app, running.client, int(discord.guild_id(CLUB)))


def pictures(message: Seen) -> list[tuple[str, str]]:
    """Where each picture beside a text is, and how it is described."""
    found: list[tuple[str, str]] = []

    def walk(parts: list[Any]) -> None:
        for part in parts:
            if part.get("accessory", {}).get("type") == 11:
                accessory = part["accessory"]
                found.append((accessory["media"]["url"], accessory["description"]))
            walk(part.get("components") or [])

    walk(message.json["components"])
    return found


async def test_a_review_carries_the_poster_through_every_change(house: Hall) -> None:
    alice, nok = (house.discord.member(name).at("#reviews") for name in ("alice", "nok"))
    shown = await post(house.discord, alice, await draft(alice, series=FORTRESS))
    ((url, words),) = pictures(shown)
    assert "/poster.jpg" in url
    assert words == "Poster of Zanzibar Fortress"
    assert "[TVmaze](<https://www.tvmaze.com>), CC BY-SA" in shown.text
    await nok.react(shown, "👍")
    await house.discord.wait_for(lambda: "1 of 1 found this helpful" in alice.look(shown).text)
    assert pictures(alice.look(shown)) == [(url, words)], "drawn anew, the picture is where it was"


async def test_a_forum_post_carries_it_too(house: Hall) -> None:
    owner = int(house.admin.id)
    forum = SetTo("review_channel_id", int(house.channel("#series-talk")))
    await house.app.servers.apply(house.guild_id, [forum], actor_id=owner)
    nok = house.discord.member("nok").at("#lobby")
    preview = await draft(nok, series=FORTRESS)
    await nok.click(preview, "Post")
    await house.discord.wait_for(lambda: "Posted" in nok.look(preview).text)
    threads = [one for one in house.discord.world.channels.values() if "Zanzibar" in (one.data.get("name") or "")]
    (starter,) = [message for one in threads for message in house.discord.all_messages(one.id) if pictures(message)]
    assert pictures(starter)[0][1] == "Poster of Zanzibar Fortress"
    await house.app.servers.apply(house.guild_id, [SetTo("review_channel_id", None)], actor_id=owner)


@pytest.mark.parametrize("poster", [{"source": "TMDB"}, {"adult": True}])
async def test_what_may_not_stand_for_good_or_was_not_asked_for_stays_away(house: Hall, poster: dict[str, Any]) -> None:
    series = house.app.catalogues.require(house.guild_id, FORTRESS)
    assert series.poster is not None
    changed = replace(series, poster=replace(series.poster, **poster))
    channel = house.client.get_channel(int(house.channel("#reviews")))
    assert isinstance(channel, discord.TextChannel)
    assert len(await posters_for(house.client, channel, series)) == 1
    assert await posters_for(house.client, channel, changed) == []


async def test_where_it_is_not_wished_for_or_not_allowed_a_review_is_as_calm_as_before(house: Hall) -> None:
    pablo = house.discord.member("pablo").at("#reviews")
    await house.app.servers.apply(house.guild_id, [Switch("outside", False)], actor_id=1)
    shown = await post(house.discord, pablo, await draft(pablo, series=FORTRESS))
    assert pictures(shown) == []
    assert shown.json["attachments"] == []
    await house.app.servers.apply(house.guild_id, [Switch("outside", True)], actor_id=1)
    haruka = house.discord.member("haruka").at("#reviews")
    shown = await post(house.discord, haruka, await draft(haruka))
    assert pictures(shown) == [], "a series without a poster leaves no hole"
