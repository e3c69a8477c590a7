"""The sample world by its names: its club, series, settings and threads."""

from __future__ import annotations

from typing import Any

from bot.domain.settings import SetTo
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running

LITBC = "love-in-the-big-city-kr-2024"
EYES = "where-your-eyes-linger-kr-2020"
CLUB = "The Rooftop Club"


async def set_to(discord: TestDiscord, bot: Running, name: str, value: Any, *, guild: str = CLUB) -> None:
    """Change a setting of a sample server, as its admin would."""
    guild_id = int(discord.guild_id(guild))
    owner_id = int(discord.world.guilds[str(guild_id)].data["owner_id"])
    await bot.app.servers.apply(guild_id, [SetTo(name, value)], actor_id=owner_id)


async def set_channel(discord: TestDiscord, bot: Running, name: str, channel: str, *, guild: str = CLUB) -> None:
    """Set a channel of a sample server by its name."""
    await set_to(discord, bot, name, int(discord.channel_id(channel, guild=guild)), guild=guild)


def threads_named(discord: TestDiscord, name: str) -> list[str]:
    """Ids of all threads and forum posts of that name."""
    return discord.threads_named(name)


def thread_named(discord: TestDiscord, name: str) -> str:
    """The id of the only thread of that name."""
    (found,) = threads_named(discord, name)
    return found
