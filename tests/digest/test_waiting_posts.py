"""A monthly post that is due and can't be sent: admins find out where they look, once, and it is made good."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.playground.people.servers import PeopleServers
from tests.digest.test_digest import insert_review
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running
from tests.loopback.sample import set_channel, set_to

pytestmark = pytest.mark.e2e
WAITS = "could not post the monthly top lists in <#"


def first_of_next_month(now: datetime) -> datetime:
    return (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=12)


def cog_of(bot: Running) -> Any:
    return bot.client.get_cog("Top lists")


def monthly_posts(discord: TestDiscord) -> list[Seen]:
    return [m for m in discord.all_messages("#lobby") if "Top lists of" in m.text]


async def rate(discord: TestDiscord, bot: Running) -> None:
    """Three members review a series this month, which makes a list."""
    for number, name in enumerate(("pablo", "alice", "nok")):
        author_id = int(discord.user_id(name))
        await insert_review(discord, bot, bot.app.clock(), author_id=author_id, message_id=77 + number)


async def test_a_monthly_post_that_waits_is_told_once_and_made_good(discord_server: TestDiscord, bot: Running) -> None:
    await rate(discord_server, bot)
    await set_to(discord_server, bot, "monthly_top", "monthly")
    await set_channel(discord_server, bot, "digest_channel_id", "#lobby")
    await set_channel(discord_server, bot, "audit_channel_id", "#backstage")
    lobby = discord_server.world.channels[discord_server.channel_id("#lobby")]
    servers, bot_id = PeopleServers(discord_server._backend), discord_server.world.bot_id
    mina = discord_server.member("mina")
    closed = {"id": bot_id, "type": 1, "allow": "0", "deny": str(1 << 15)}  # no files, so no picture
    servers.edit_channel(mina.id, lobby.id, {"permission_overwrites": [closed]})
    due = first_of_next_month(bot.app.clock())
    channel = bot.client.get_channel(int(lobby.id))
    await discord_server.wait_for(lambda: not channel.permissions_for(channel.guild.me).attach_files)  # type: ignore[union-attr]
    assert await cog_of(bot).run_due(due) == 0
    assert await cog_of(bot).run_due(due + timedelta(minutes=31)) == 0
    log = await mina.at("#lobby").command("/audit", about="settings")
    assert log.text.count(f"{WAITS}{lobby.id}>") == 1
    await discord_server.wait_for(lambda: any(WAITS in m.text for m in discord_server.all_messages("#backstage")))
    guide = await mina.command("/config setup")
    assert f"top lists can't be posted in <#{lobby.id}>. I am missing: Attach Files" in guide.text
    servers.edit_channel(mina.id, lobby.id, {"permission_overwrites": []})
    await discord_server.wait_for(lambda: channel.permissions_for(channel.guild.me).attach_files)  # type: ignore[union-attr]
    assert await cog_of(bot).run_due(due + timedelta(minutes=62)) == 1
    assert len(monthly_posts(discord_server)) == 1
    assert await cog_of(bot).run_due(due + timedelta(hours=3)) == 0


async def test_the_guide_says_that_a_forum_takes_no_monthly_post(discord_server: TestDiscord, bot: Running) -> None:
    await rate(discord_server, bot)
    mina = discord_server.member("mina").at("#lobby")
    await set_to(discord_server, bot, "monthly_top", "monthly")
    assert "Monthly top lists: no channel yet" in (await mina.command("/config setup")).text
    await set_channel(discord_server, bot, "review_channel_id", "#series-talk")
    forum = f"<#{discord_server.channel_id('#series-talk')}>"
    assert f"Monthly top lists: {forum} is a forum" in (await mina.command("/config setup")).text
    due = first_of_next_month(bot.app.clock())
    assert await cog_of(bot).run_due(due) == 0
    assert f"monthly top lists in {forum} yet" in (await mina.command("/audit", about="settings")).text
    await set_channel(discord_server, bot, "digest_channel_id", "#lobby")
    assert "is a forum" not in (await mina.command("/config setup")).text
    assert await cog_of(bot).run_due(due + timedelta(minutes=31)) == 1


async def test_the_next_month_and_another_channel_are_told_anew(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "monthly_top", "monthly")
    await set_channel(discord_server, bot, "digest_channel_id", "#series-talk")
    due = first_of_next_month(bot.app.clock())
    assert await cog_of(bot).run_due(due) == 0
    await set_to(discord_server, bot, "digest_channel_id", 1)
    assert await cog_of(bot).run_due(due + timedelta(hours=1)) == 0
    assert await cog_of(bot).run_due(first_of_next_month(due)) == 0
    log = await discord_server.member("mina").at("#lobby").command("/audit", about="settings")
    assert log.text.count("could not post the monthly top lists in") == 3
