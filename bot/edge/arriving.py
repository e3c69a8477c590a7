"""Servers that the bot came to or left, as Discord tells it: now, or at a start, of the time without it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.domain.shards import ALONE, Shards
from bot.edge.guilds import who_brought
from bot.i18n import spoken
from bot.services.servers import arriving

if TYPE_CHECKING:
    from bot.edge.client import Linger

_LONG_AGO = datetime(2015, 5, 13, tzinfo=UTC)  # where Discord does not say when: it had just begun itself


async def greet(client: Linger, guild: discord.Guild) -> None:
    """Welcome whoever brought the bot, privately; never the server, and never twice."""
    await arriving.greet(
        client.app.db,
        client.app.servers,
        guild.id,
        host_id=await who_brought(guild),
        bot_id=guild.me.id,
        language=spoken(guild.preferred_locale.value),
        now=client.app.clock(),
    )
    client.dispatch("outbox")


async def notice_changes(client: Linger, shard_id: int | None = None) -> None:
    """Greet servers that were joined, and note those that were left, while nobody listened; of one shard, or all."""
    presence = await arriving.compare_presence(
        client.app.db,
        client.app.servers,
        {guild.id: _came_at(guild) for guild in client.guilds if shard_id in (None, guild.shard_id)},
        now=client.app.clock(),
        is_known=client.has_arrived,
        within=ALONE if shard_id is None else Shards(shard_id, shard_id, client.shard_count or 1),
    )
    for guild_id in presence.to_greet:
        guild = client.get_guild(guild_id)
        if guild is not None:  # otherwise it was left this moment
            await greet(client, guild)


def _came_at(guild: discord.Guild) -> datetime | None:
    """When the bot came there; None while the server is unavailable."""
    return None if guild.unavailable else guild.me.joined_at or _LONG_AGO
