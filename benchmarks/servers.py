"""A bot in thousands of servers of 200 channels each: from its start until it has nothing to do any more, beside a bare
auto-sharded client with the same intents. How many requests it makes meanwhile shows whether it does anything for
servers that have nothing due.

    python -m benchmarks servers [--servers 500 2500]
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bots.processes import BARE, LINGER, rest, started
from bot.playground.world.blank import EVERYONE, channel_data, guild_data, role_json
from bot.playground.world.model import TEXT, Channel, Guild, Member, World
from bot.playground.world.sample import BOT_PERMISSIONS, sample_world
from tests.loopback.discord import TestDiscord

CHANNELS = 200
_JOINED = "2025-03-01T12:00:00+00:00"


def world_of(servers: int, *, channels: int = CHANNELS) -> World:
    """The sample world, and so many servers more that the bot is in."""
    world = sample_world()
    for number in range(servers):
        guild = _guild(world, number, channels)
        world.guilds[guild.id] = guild
    return world


def _guild(world: World, number: int, channels: int) -> Guild:
    guild_id, role_id = world.snowflakes.next(), world.snowflakes.next()
    guild = Guild(guild_data(guild_id, f"Server {number}", world.owner_id))
    guild.roles[guild_id] = role_json(guild_id, "@everyone", EVERYONE, 0)
    guild.roles[role_id] = role_json(role_id, "Linger", BOT_PERMISSIONS, 1)
    guild.members[world.bot_id] = Member(world.bot_id, [role_id], _JOINED)
    world.users[world.bot_id].guild_ids[guild_id] = None
    for place in range(channels):
        channel_id = world.snowflakes.next()
        world.channels[channel_id] = Channel(channel_data(channel_id, guild_id, TEXT, f"room-{place}", position=place))
        guild.channel_ids[channel_id] = None
    return guild


@dataclass(frozen=True, slots=True)
class Figures:
    """One start."""

    cpu_s: float
    resident_mb: float
    requests: int


async def start(discord: TestDiscord, module: tuple[str, ...], folder: Path) -> Figures:
    """Start a bot and wait until it has nothing more to do."""
    before = len(discord.requests)
    async with started(discord, module, folder) as bot:
        await rest(bot, every_s=2)
        return Figures(bot.cpu_s(), bot.resident_mb(), len(discord.requests) - before)


async def run(servers: list[int]) -> None:
    print(f"{'servers':>8}{'':>10}{'CPU s':>9}{'MB':>9}{'requests':>10}")
    for number in servers:
        async with TestDiscord(is_checked=False, world=world_of(number)) as discord:
            with tempfile.TemporaryDirectory() as name:
                await start(discord, LINGER, Path(name))  # the first start ever makes the database
                bare, ours = await start(discord, BARE, Path(name)), await start(discord, LINGER, Path(name))
        for label, one in (("bare", bare), ("Linger", ours)):
            print(f"{number:>8}{label:>10}{one.cpu_s:>9.2f}{one.resident_mb:>9.1f}{one.requests:>10}")
        ratio = f"{ours.cpu_s / bare.cpu_s:>8.2f}×{ours.resident_mb / bare.resident_mb:>8.2f}×"
        print(f"{number:>8}{'ratio':>10}{ratio}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="servers", description=__doc__)
    parser.add_argument("--servers", type=int, nargs="+", default=[4, 500])
    options, _rest = parser.parse_known_args(arguments)
    asyncio.run(run(options.servers))


if __name__ == "__main__":
    main()
