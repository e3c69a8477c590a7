"""Several processes: each hears and does what belongs to its own servers, once, and nobody has another's shards."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.settings import SetTo
from bot.playground.people.servers import PeopleServers
from bot.storage.engine.times import to_ms
from tests.loopback.discord import TestDiscord
from tests.loopback.forking import forked, lines_of, run_linger
from tests.loopback.members import Member
from tests.loopback.running import running_bot
from tests.scale.fleet import Fleet, club_on, fleet, here, split, write_review
from tests.scale.stored import problems_at, stored_at

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself
LITBC = "love-in-the-big-city-kr-2024"


@pytest.mark.parametrize("processes", [2, 4])
async def test_each_process_hears_and_answers_its_own_servers(sharded: TestDiscord, url: str, processes: int) -> None:
    clubs = [club_on(sharded, shard, 4) for shard in range(4)]
    async with fleet(sharded, url, *split(processes, 4)) as bots:
        for guild_id in clubs:
            asked = (
                await Member(sharded, "alice").at(here(sharded, guild_id, "lobby")).command("/series", query="litbc")
            )
            assert "Love in the Big City" in asked.text
        written = [r.path for r in sharded.requests if r.method == "PUT" and r.path.endswith("/commands")]
        assert len(written) == 1, "commands are told once, by one of them"
        for number, guild_id in enumerate(clubs):
            post = await write_review(sharded, guild_id, "alice", LITBC, f"Tender, in club {number}.")
            Member(sharded, "nok").discord.people.react(sharded.user_id("nok"), post.channel_id, post.id, "👍")
            mina = sharded.member("mina")
            await sharded.wait_for(lambda p=post, m=mina: "1 of 1 found this helpful" in m.look(p).text)
            sent = [
                request
                for request in sharded.requests
                if request.method == "POST" and request.path == f"/channels/{post.channel_id}/messages"
            ]
            assert len(sent) == 1
        with stored_at(url) as raw:
            assert raw.execute("SELECT COUNT(*) FROM guilds WHERE left_at IS NOT NULL").fetchone()[0] == 0
            assert raw.execute("SELECT COUNT(*) FROM votes").fetchone()[0] == 4
        assert all(process.running.is_alive() for process in bots.processes.values())
    assert problems_at(url) == []


async def test_a_direct_message_is_answered_once_by_the_process_with_the_first_shard(
    sharded: TestDiscord, url: str
) -> None:
    club_on(sharded, 1, 2)
    async with fleet(sharded, url, "0/2", "1/2"):
        pablo = Member(sharded, "pablo").at(
            sharded.people.open_dm(sharded.user_id("pablo"), sharded.world.bot_id)["id"]
        )
        asked = await pablo.command("/series", query="litbc")
        assert "Love in the Big City" in asked.text
        assert len([each for each in sharded.requests if each.path.endswith("/callback")]) == 1


async def test_a_process_that_is_replaced_takes_its_servers_up_again_and_the_others_notice_nothing(
    sharded: TestDiscord, url: str
) -> None:
    clubs = [club_on(sharded, shard, 2) for shard in range(2)]
    async with fleet(sharded, url, "0/2", "1/2") as bots:
        posts = [await write_review(sharded, guild_id, "alice", LITBC, "Tender, it is.") for guild_id in clubs]
        await bots.processes["1/2"].kill()
        for post in posts:  # nobody hears the second
            sharded.people.react(sharded.user_id("nok"), post.channel_id, post.id, "👍")
        mina = sharded.member("mina")
        await sharded.wait_for(lambda: "1 of 1 found this helpful" in mina.look(posts[0]).text)
        with stored_at(url) as raw:
            assert raw.execute("SELECT COUNT(*) FROM guilds WHERE left_at IS NOT NULL").fetchone()[0] == 0
        await bots.start("1/2")
        await sharded.wait_for(lambda: "1 of 1 found this helpful" in mina.look(posts[1]).text, timeout_s=60)
    assert problems_at(url) == []


async def test_a_server_that_removes_the_bot_is_left_by_its_own_process_alone(sharded: TestDiscord, url: str) -> None:
    clubs = [club_on(sharded, shard, 2) for shard in range(2)]

    def noted(*, left: bool) -> set[int]:
        with stored_at(url) as raw:
            rows = raw.execute("SELECT guild_id, left_at FROM guilds").fetchall()
        return {guild_id for guild_id, left_at in rows if (left_at is not None) is left}

    async with fleet(sharded, url, "0/2", "1/2") as bots:
        await sharded.wait_for(lambda: set(map(int, clubs)) <= noted(left=False))
        await bots.processes["1/2"].stop()
        PeopleServers(sharded._backend).remove_bot(sharded.user_id("mina"), clubs[1])  # while nobody hears it
        await bots.processes["0/2"].stop()
        await bots.start("0/2")  # it does not know, and must not guess
        await asyncio.sleep(0.5)
        assert noted(left=True) == set()
        await bots.start("1/2")
        await sharded.wait_for(lambda: noted(left=True) == {int(clubs[1])}, timeout_s=60)


async def test_what_is_posted_once_a_week_is_posted_once_in_each_server(
    sharded: TestDiscord, url: str, tmp_path: Path
) -> None:
    clubs = [club_on(sharded, shard, 4) for shard in range(4)]
    async with running_bot(sharded, tmp_path / "unused", database_url=url) as alone:
        for guild_id in clubs:
            wanted = [SetTo("digest", "weekly"), SetTo("digest_channel_id", int(here(sharded, guild_id, "lobby")))]
            await alone.app.servers.apply(int(guild_id), wanted, actor_id=int(sharded.user_id("mina")))
            await write_review(sharded, guild_id, "alice", LITBC, "Tender, and of this week.")
    with stored_at(url) as raw:
        raw.execute("UPDATE guild_settings SET changed_at = ?", (to_ms(datetime.now(UTC) - timedelta(days=60)),))

    def digests(guild_id: str) -> int:
        place = here(sharded, guild_id, "lobby")
        return sum("Tender, and of this week" in one.text for one in sharded.all_messages(place))

    later = datetime.now(UTC) + timedelta(days=7)
    async with fleet(sharded, url, *split(4, 4), begins=later) as bots:
        await sharded.wait_for(lambda: all(digests(guild_id) for guild_id in clubs), timeout_s=90)
        await bots.processes["0-0/4"].kill()
        await bots.start("0-0/4", begins=later)
        await asyncio.sleep(1)
    assert [digests(guild_id) for guild_id in clubs] == [1, 1, 1, 1]
    assert problems_at(url) == []


@pytest.mark.parametrize(
    ("shards", "why"),
    [
        ("1-2/4", "the same shards"),
        ("0-1/4", "the very same"),
        ("4-7/8", "another number of shards"),
        ("", "all of them"),
    ],
)
async def test_shards_that_do_not_fit_the_others_are_refused_with_a_sentence(
    sharded: TestDiscord, url: str, tmp_path: Path, shards: str, why: str
) -> None:
    async with fleet(sharded, url, "0-1/4") as bots:
        environment = {
            "DISCORD_TOKEN": sharded.token,
            "DISCORD_API_URL": sharded.api_url,
            "DISCORD_GATEWAY_URL": sharded.gateway_url,
            "DATABASE_URL": url,
            "DATABASE_PATH": str(tmp_path / "linger.sqlite3"),
            **({"SHARDS": shards} if shards else {}),
        }
        second, pipe = await forked(run_linger, str(tmp_path), environment)
        said = [line async for line in lines_of(pipe)]
        await asyncio.to_thread(second.join)
        assert second.exitcode == 2, (why, said)
        assert "Traceback" not in "\n".join(said)
        assert "another Linger" in said[-1] or "SHARDS" in said[-1], (why, said)
        assert bots.processes["0-1/4"].running.is_alive()


async def test_of_two_that_begin_with_the_same_shards_at_once_one_does_the_work(sharded: TestDiscord, url: str) -> None:
    guild_id = club_on(sharded, 0, 2)
    bots = Fleet(sharded, url)
    twins = [await bots.begin("0/2"), await bots.begin("0/2")]
    try:
        ready = lambda: ["ready" in twin.told for twin in twins]  # noqa: E731
        refused = lambda: [twin.refusal is not None for twin in twins]  # noqa: E731
        await sharded.wait_for(lambda: any(ready()) and any(refused()), timeout_s=90)
        post = await write_review(sharded, guild_id, "alice", LITBC, "Tender, and once.")
        sharded.people.react(sharded.user_id("nok"), post.channel_id, post.id, "👍")
        await sharded.wait_for(lambda: "1 of 1 found this helpful" in sharded.member("mina").look(post).text)
        assert ready() == [not one for one in refused()]
        shown = sharded.all_messages(here(sharded, guild_id, "reviews"))
        assert sum("Tender, and once." in one.text for one in shown) == 1
    finally:
        for twin in twins:
            await twin.stop()
    assert problems_at(url) == []
