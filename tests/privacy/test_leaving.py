"""Who leaves a server, or is banned there, is forgotten where and when the server wants that, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.people.servers import PeopleServers
from bot.playground.world.permissions import P
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, EYES, LITBC, set_channel, set_to
from tests.reviews.reviewers import Clock, posted, rows

pytestmark = pytest.mark.e2e


def servers_of(discord: TestDiscord) -> tuple[PeopleServers, str]:
    return PeopleServers(discord._backend), discord.guild_id(CLUB)


def leave(discord: TestDiscord, name: str) -> None:
    servers, guild_id = servers_of(discord)
    servers.leave(discord.user_id(name), guild_id, discord.user_id(name))


def come_back(discord: TestDiscord, name: str) -> None:
    servers, guild_id = servers_of(discord)
    servers.join(discord.user_id(name), guild_id, discord.user_id(name))


def ban(discord: TestDiscord, name: str) -> None:
    servers, guild_id = servers_of(discord)
    servers.ban(discord.user_id("mina"), guild_id, discord.user_id(name))


async def look(bot: Running) -> None:
    """The timer's round."""
    cog = bot.client.get_cog("Departures")
    await cog.run_due(bot.app.clock())  # type: ignore[union-attr]  # the cog of that name


def said(discord: TestDiscord, *channels: str) -> str:
    """Everything that stands in these channels, and the names of all threads."""
    names = [str(c.data["name"]) for c in discord.world.channels.values() if c.is_thread]
    return "\n".join([*(m.text for each in channels for m in discord.all_messages(each)), *names])


async def everything_that_names_alice(discord: TestDiscord, bot: Running) -> Seen:
    """A review with comments and a report, a recommendation, a shared list, and a moderator's deed in the log."""
    await set_channel(discord, bot, "moderation_channel_id", "#backstage")
    await set_channel(discord, bot, "audit_channel_id", "#backstage")
    sent = await posted(discord, headline="So very tender")
    nok, mina = discord.member("nok").at("#reviews"), discord.member("mina").at("#lobby")
    await nok.react(sent, "👍")
    await nok.click(sent, "Comment")
    ((review_id,),) = await rows(bot, "SELECT id FROM reviews")
    form = await nok.click(sent, f"reports.open:{review_id}", forge=True)
    await nok.submit(form, {"reason": "horizon", "note": ""})
    wish = {"if_liked": LITBC, "try": EYES, "because": "It aches in the same quiet way"}
    await discord.member("alice").at("#lobby").command("/suggest", **wish)
    await discord.wait_for(lambda: "1 of 1 found" in mina.look(sent).text)
    await mina.command("/top reviewers", share=True)
    await discord.wait_for(lambda: "So very tender" in said(discord, "#backstage"))
    return sent


CHANNELS = ("#reviews", "#lobby", "#backstage")


async def is_rid_of_alice(discord: TestDiscord) -> None:
    words = ("Alice", discord.user_id("alice"), "So very tender", "aches in the same")

    def nothing_names_her() -> bool:
        return not any(word in said(discord, *CHANNELS) for word in words)

    await discord.wait_for(nothing_names_her, timeout_s=30)


async def test_who_is_banned_leaves_every_place_at_once_where_the_server_wants_that(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "forget_banned", "erase")
    await everything_that_names_alice(discord_server, bot)
    assert "Alice" in said(discord_server, *CHANNELS)
    ban(discord_server, "alice")
    await is_rid_of_alice(discord_server)
    assert await rows(bot, "SELECT 1 FROM reviews WHERE author_id = ?", int(discord_server.user_id("alice"))) == []
    await discord_server.wait_for(
        lambda: "forgot somebody who was banned, with 1 review" in said(discord_server, "#backstage")
    )


async def test_who_is_banned_stays_where_the_server_says_nothing(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    ban(discord_server, "alice")
    await look(bot)
    assert not discord_server.member("nok").gone(sent)
    assert await rows(bot, "SELECT * FROM departures") == []


@pytest.mark.parametrize("told", [True, False], ids=["with the members intent", "without it"])
async def test_who_has_left_is_forgotten_when_their_time_is_over(
    discord_server: TestDiscord, tmp_path: Path, told: bool
) -> None:
    clock = Clock()
    discord_server._backend.gateway.privileged |= {"members"} if told else frozenset()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock, members_intent=told) as bot:
        await set_to(discord_server, bot, "forget_leavers_days", 7)
        sent = await everything_that_names_alice(discord_server, bot)
        await look(bot)
        leave(discord_server, "alice")

        async def is_noticed() -> bool:
            clock.advance(25 * 60)
            await look(bot)
            return bool(await rows(bot, "SELECT 1 FROM departures"))

        await discord_server.wait_for(is_noticed)
        assert not discord_server.member("nok").gone(sent), "she may come back"
        clock.advance(8 * 24 * 60)
        await look(bot)
        await is_rid_of_alice(discord_server)
        assert await rows(bot, "SELECT * FROM departures") == []


async def test_who_comes_back_in_time_keeps_everything(discord_server: TestDiscord, tmp_path: Path) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        await set_to(discord_server, bot, "forget_leavers_days", 1)
        sent = await posted(discord_server)
        leave(discord_server, "alice")
        await look(bot)
        assert len(await rows(bot, "SELECT 1 FROM departures")) == 1
        come_back(discord_server, "alice")  # nobody tells a bot without the members intent
        clock.advance(3 * 24 * 60)
        await look(bot)
        assert not discord_server.member("nok").gone(sent)
        assert await rows(bot, "SELECT * FROM departures") == []


@pytest.mark.parametrize(
    "fault", [{"status": 404}, {"status": 503}, {"status": 403, "code": 50001}], ids=["404 of a proxy", "503", "403"]
)
async def test_no_answer_but_discords_own_forgets_anybody(
    discord_server: TestDiscord, tmp_path: Path, fault: dict[str, int]
) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        await set_to(discord_server, bot, "forget_banned", "erase")
        await set_to(discord_server, bot, "forget_leavers_days", 1)
        sent = await posted(discord_server)
        discord_server.faults.fail("GET", "/guilds/*/members/*", times=0, **fault)
        ban(discord_server, "alice")
        await look(bot)
        clock.advance(3 * 24 * 60)
        await look(bot)
        assert not discord_server.member("nok").gone(sent)
        discord_server.faults.clear()
        await look(bot)
        await discord_server.wait_for(lambda: discord_server.member("nok").gone(sent))


async def test_a_ban_while_the_bot_was_away_is_found_where_it_may_see_bans(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        await set_to(discord_server, bot, "forget_banned", "erase")
        sent = await posted(discord_server)
    guild = discord_server.world.guilds[discord_server.guild_id(CLUB)]
    (role,) = [r for r in guild.roles.values() if r.get("tags", {}).get("bot_id") == discord_server.world.bot_id]
    role["permissions"] = str(int(role["permissions"]) | int(P.BAN_MEMBERS))
    ban(discord_server, "alice")
    async with running_bot(discord_server, database) as bot:
        await discord_server.wait_for(lambda: discord_server.member("nok").gone(sent))


async def test_servers_that_want_nobody_forgotten_keep_no_list_of_who_left(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "forget_leavers_days", 30)
    await posted(discord_server)
    leave(discord_server, "alice")
    await look(bot)
    assert len(await rows(bot, "SELECT 1 FROM departures")) == 1
    await set_to(discord_server, bot, "forget_leavers_days", 0)
    await look(bot)
    assert await rows(bot, "SELECT * FROM departures") == []
