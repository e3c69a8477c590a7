"""What one process is told the others know within seconds: ratings, series that are everybody's, deletions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.notices import Notice, NoticeKind
from bot.domain.shards import Shards
from bot.edge.guilds import names_of
from bot.providers.door import Http
from bot.providers.protocol import Provider
from bot.providers.tvmaze import TVmaze
from bot.services.notifying import users_with_notices
from bot.settings import Settings
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import leave_notices
from tests.loopback.members import Member
from tests.loopback.postgres import PostgresServer
from tests.loopback.running import Running, running_bot
from tests.outside.services import add_tvmaze, serving, tvmaze_episode, tvmaze_show
from tests.privacy.test_own_words import files_of
from tests.scale.conftest import NAME
from tests.scale.fleet import Fleet, club_on, fleet, here, write_review
from tests.scale.stored import problems_at, stored_at

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself
LITBC, EYES, SEMANTIC = "love-in-the-big-city-kr-2024", "where-your-eyes-linger-kr-2020", "semantic-error-kr-2022"
SECONDS = 30.0  # that a busy machine may make of a few


@asynccontextmanager
async def two(
    discord: TestDiscord, url: str, folder: Path, *, outside: str = ""
) -> AsyncIterator[tuple[Running, Fleet]]:
    """The second process is this one, so that it can be looked into; the first is on its own."""

    def asked(_settings: Settings, http: Http) -> Sequence[Provider]:
        return [TVmaze(http, outside)] if outside else []

    async with fleet(discord, url, "0/2") as bots:
        own = Shards(1, 1, 2)
        async with running_bot(discord, folder / "unused", database_url=url, shards=own, new_providers=asked) as bot:
            yield bot, bots


async def rate(discord: TestDiscord, guild_id: str, name: str, series: str, rating: float) -> None:
    """A member's rating, told in a server."""
    there = Member(discord, name).at(here(discord, guild_id, "lobby"))
    assert "Noted." in (await there.command("/progress set", series=series, rating=rating)).text


async def test_a_rating_given_in_one_process_changes_what_another_recommends(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    clubs = [club_on(sharded, shard, 2) for shard in range(2)]
    nok = int(sharded.user_id("nok"))
    async with two(sharded, url, tmp_path) as (bot, _bots):
        recommender = (await bot.app.recommendations.model()).recommender
        before = recommender.recommend(nok, 10)
        for series in (LITBC, EYES, SEMANTIC):
            await rate(sharded, clubs[0], "nok", series, 10)
        await sharded.wait_for(lambda: len(recommender.ratings_of(nok)) == 3, timeout_s=SECONDS)
        assert recommender.recommend(nok, 10) != before
        asked = await Member(sharded, "nok").at(here(sharded, clubs[1], "lobby")).command("/recommend")
        assert "which you gave 10/10" in asked.text
    assert problems_at(url) == []


async def test_what_was_told_while_nobody_could_be_heard_is_known_afterwards(
    sharded: TestDiscord, postgres: PostgresServer, url: str, tmp_path: Path
) -> None:
    club, nok = club_on(sharded, 0, 2), int(sharded.user_id("nok"))
    async with two(sharded, url, tmp_path) as (bot, _bots):
        recommender = (await bot.app.recommendations.model()).recommender
        assert recommender.ratings_of(nok) == {}
        for series in (LITBC, EYES, SEMANTIC):
            postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NAME}'")
            await rate(sharded, club, "nok", series, 10)

        async def is_known() -> bool:
            return len((await bot.app.recommendations.model()).recommender.ratings_of(nok)) == 3

        await sharded.wait_for(is_known, timeout_s=SECONDS)
    assert problems_at(url) == []


async def test_a_series_that_one_process_took_over_is_there_in_the_other_and_so_is_its_correction(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    place = here(sharded, club_on(sharded, 0, 2), "lobby")
    show = tvmaze_show(26020, "Zanzibar Fortress", premiered="2017-06-10")
    episodes = [tvmaze_episode(1, number, f"2017-06-{9 + number:02}T12:00:00+00:00") for number in range(1, 17)]

    async def is_said(words: str) -> bool:
        card = await Member(sharded, "alice").at(place).command("/series", query="zanzibar-fortress-kr-2017")
        return words in card.text

    async with serving() as service:
        add_tvmaze(service, show, embedded={26020: {"episodes": episodes}})
        async with two(sharded, url, tmp_path, outside=service.home) as (bot, _bots):
            assert not await is_said("Zanzibar Fortress (KR, 2017)")
            await bot.app.outside.take({"tvmaze": "26020"})
            await sharded.wait_for(partial(is_said, "16 episodes"), timeout_s=SECONDS)
            offered = await Member(sharded, "nok").at(place).autocomplete("/series", "query", "zanzib")
            assert offered[0]["value"] == "zanzibar-fortress-kr-2017"
            listing = await bot.app.outside.fetch({"tvmaze": "26020"})
            assert listing is not None
            await bot.app.outside.keep([replace(listing, native_title="잔지바르의 요새")])
            await sharded.wait_for(partial(is_said, "잔지바르의 요새"), timeout_s=SECONDS)
    assert problems_at(url) == []


async def test_a_server_of_another_process_is_called_by_its_name(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    """In what waits for a member's next command, in what they take along, and in the number of servers."""
    clubs = [club_on(sharded, shard, 2) for shard in range(2)]
    name, title, series_id = "Club 0 of 2", "Lanterns of Nowhere", "lanterns-of-nowhere-kr-2021"
    alice, mina = Member(sharded, "alice"), Member(sharded, "mina")
    async with two(sharded, url, tmp_path) as (bot, _bots):
        form = await mina.at(here(sharded, clubs[0], "lobby")).command("/catalogue add")
        answers = {"title": title, "country_year": "KR 2021", "kind": "bl", "episodes": "8", "aliases": ""}
        assert title in (await mina.submit(form, answers)).text
        await rate(sharded, clubs[0], "alice", series_id, 8)
        sharded.faults.fail(
            "POST", "/users/@me/channels", status=403, code=50007, times=100
        )  # also where Mina is greeted
        notice = Notice(int(alice.id), int(clubs[0]), NoticeKind.SUGGESTION_REMOVED, {"series_id": series_id})
        await leave_notices(bot.app.db, notice)

        async def is_kept() -> bool:
            return int(alice.id) in await users_with_notices(bot.app.db)

        await sharded.wait_for(is_kept, timeout_s=SECONDS)
        alice.at(here(sharded, clubs[1], "lobby"))
        await sharded.wait_for(lambda: int(alice.id) in bot.client.owed, timeout_s=SECONDS)
        about = await alice.command("/about")
        with stored_at(url) as raw:
            servers = raw.execute("SELECT COUNT(*) FROM guilds").fetchone()[0]
        assert servers > len(bot.client.guilds)
        assert f"{servers} servers" in about.text
        told = f"**{name}** · The moderators have taken your recommendation of {title} back."
        await sharded.wait_for(lambda: any(told in one.text for one in alice.messages()), timeout_s=SECONDS)

        async def is_dropped() -> bool:
            return not await is_kept()

        await sharded.wait_for(is_dropped, timeout_s=SECONDS)
        taken = await alice.command("/privacy export", where="all")
        export = (await files_of(taken))["linger-export.md"]
        assert f"**{title}** · {name}" in export
        assert "left" not in export


async def test_the_names_of_many_servers_of_another_process_are_asked_for_at_once(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    far = [int(club_on(sharded, 0, 2)) for _club in range(4)]
    wanted = {"database_url": url, "shards": Shards(1, 1, 2)}
    async with running_bot(sharded, tmp_path / "unused", **wanted) as bot:
        for guild_id in far:
            sharded.faults.delay("GET", f"/guilds/{guild_id}", 1.0)
        async with asyncio.timeout(3):
            found = await names_of(bot.client, far, within_s=10)
    assert found == dict.fromkeys(far, "Club 0 of 2")


async def test_who_deletes_everything_in_one_process_is_gone_from_posts_and_memory_of_the_other(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    clubs = [club_on(sharded, shard, 2) for shard in range(2)]
    alice = Member(sharded, "alice")
    async with two(sharded, url, tmp_path) as (bot, _bots):
        posts = [await write_review(sharded, guild_id, "alice", LITBC, "Tender, says Alice.") for guild_id in clubs]
        recommender = (await bot.app.recommendations.model()).recommender
        await sharded.wait_for(lambda: recommender.ratings_of(int(alice.id)), timeout_s=SECONDS)
        asked = await alice.at(here(sharded, clubs[0], "lobby")).command("/privacy delete", where="all")
        await alice.click(asked, "Delete it for good")
        for post in posts:
            await sharded.wait_for(lambda p=post: alice.gone(p), timeout_s=SECONDS)
        await sharded.wait_for(lambda: not recommender.ratings_of(int(alice.id)), timeout_s=SECONDS)
        assert int(alice.id) not in bot.app.recommendations.members_of(int(clubs[1]))
        with stored_at(url) as raw:
            assert raw.execute("SELECT COUNT(*) FROM reviews").fetchone()[0] == 0
            assert raw.execute("SELECT COUNT(*) FROM ratings").fetchone()[0] == 0
    assert problems_at(url) == []
