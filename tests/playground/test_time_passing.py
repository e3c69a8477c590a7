"""What Discord does by itself as time passes, and what it makes people wait for."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.api_errors import ApiError
from tests.loopback import TestDiscord
from tests.playground.conftest import Api


async def test_a_quiet_thread_is_archived(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    lobby = discord_server.channel_id("#lobby")
    body: dict[str, Any] = {"name": "t", "auto_archive_duration": 60}
    thread_id = discord_server.people.start_thread(alice.id, lobby, body)["id"]
    about = discord_server.world.channels[thread_id].data["thread_metadata"]
    discord_server.clock.advance(3000)
    await alice.say(thread_id, "still here")
    discord_server.clock.advance(3000)
    await discord_server.wait_for(lambda: True)
    assert not about["archived"]
    discord_server.clock.advance(3660)
    await discord_server.wait_for(lambda: about["archived"])
    await alice.say(thread_id, "and again")
    assert not about["archived"]


async def test_slow_mode_makes_members_wait(discord_server: TestDiscord) -> None:
    alice, theo = discord_server.member("alice"), discord_server.member("theo")
    discord_server.world.channels[discord_server.channel_id("#lobby")].data["rate_limit_per_user"] = 30
    await alice.say("#lobby", "one")
    with pytest.raises(ApiError, match="slowmode"):
        await alice.say("#lobby", "two")
    await theo.say("#lobby", "moderators may")
    await theo.say("#lobby", "go on")
    discord_server.clock.advance(31)
    await alice.say("#lobby", "three")


async def test_a_timeout_silences_until_it_is_over(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    guild = discord_server.world.guilds[discord_server.guild_id("The Rooftop Club")]
    guild.members[alice.id].timeout_until = discord_server.clock.timestamp(discord_server.clock.now() + 60)
    with pytest.raises(ApiError, match="Missing Permissions"):
        await alice.say("#lobby", "hm")
    discord_server.clock.advance(61)
    await alice.say("#lobby", "back")


async def test_who_writes_in_a_thread_follows_it(api: Api, discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    lobby = discord_server.channel_id("#lobby")
    thread_id = discord_server.people.start_thread(alice.id, lobby, {"name": "t"})["id"]
    thread = discord_server.world.channels[thread_id]
    assert set(thread.thread_members) == {alice.id}
    await api("POST", f"/channels/{thread_id}/messages", {"content": "hello"})
    await discord_server.member("nok").say(thread_id, "hi")
    assert set(thread.thread_members) == {alice.id, discord_server.world.bot_id, discord_server.user_id("nok")}
    await api("PATCH", f"/channels/{thread_id}", {"locked": True})
    with pytest.raises(ApiError, match="archived"):
        await alice.say(thread_id, "locked out")


async def test_ids_grow_with_the_clock(discord_server: TestDiscord) -> None:
    alice = discord_server.member("alice")
    first = await alice.say("#lobby", "one")
    discord_server.clock.advance(3600)
    second = await alice.say("#lobby", "two")
    assert ((int(second.id) >> 22) - (int(first.id) >> 22)) / 1000 == pytest.approx(3600, abs=5)
    with pytest.raises(ValueError, match="forwards"):
        discord_server.clock.advance(-1)
