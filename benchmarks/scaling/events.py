"""What an event costs the bot that it does nothing about: what people write, and reactions that are no votes."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.bots.processes import Bot, rest
from benchmarks.scaling.starting import begin, drained
from bot.playground.events import Event
from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import PostgresServer

EACH, AT_ONCE = 20_000, 200


async def measure(running: PostgresServer) -> None:
    """Print processor time for each kind."""
    async with TestDiscord(is_checked=False) as discord:
        with tempfile.TemporaryDirectory() as folder:
            process, ready_s = await begin(discord, running.make("events"), "0/1", Path(folder))
            reading = asyncio.create_task(drained(process))
            bot = Bot(process.pid, ready_s, 0.0)
            await rest(bot, every_s=3)
            for label, event in (
                ("a message that somebody writes", _message(discord)),
                ("a reaction", _reaction(discord)),
            ):
                print(f"{label:32}{await _cost_us(discord, bot, event):>8.0f} µs")
            process.terminate()
            await asyncio.gather(process.wait(), reading)


async def _cost_us(discord: TestDiscord, bot: Bot, event: Callable[[], Event]) -> float:
    before = bot.cpu_s()
    for number in range(EACH):
        discord.gateway.deliver(event())
        if number % AT_ONCE == 0:
            await asyncio.sleep(0.02)
    await rest(bot, every_s=2)
    return (bot.cpu_s() - before) / EACH * 1e6


def _message(discord: TestDiscord) -> Callable[[], Event]:
    channel = discord.world.channel(discord.channel_id("#lobby"))
    said = discord.people.say(discord.user_id("alice"), channel.id, {"content": "What did everybody watch? " * 4})
    data = {**said, "guild_id": channel.guild_id}
    return lambda: Event("MESSAGE_CREATE", data, guild_id=channel.guild_id, channel_id=channel.id)


def _reaction(discord: TestDiscord) -> Callable[[], Event]:
    channel = discord.world.channel(discord.channel_id("#lobby"))
    data = {
        "user_id": discord.user_id("alice"), "channel_id": channel.id, "message_id": "1", "guild_id": channel.guild_id,
        "emoji": {"id": None, "name": "👍"}, "type": 0, "burst": False, "message_author_id": discord.user_id("nok"),
    }  # fmt: skip
    return lambda: Event("MESSAGE_REACTION_ADD", data, guild_id=channel.guild_id, channel_id=channel.id)
