"""A server of Discord as the settings see it: its channels, roles and emoji, and who brought the bot. Not a cog."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.domain.first_steps import Place, Rank, suggest
from bot.domain.server_settings import ServerSettings, SetTo
from bot.domain.settings_file import Here
from bot.i18n import languages


def here_of(guild: discord.Guild) -> Here:
    """What a settings file names in this server."""
    return Here(
        channels={channel.id: channel.name for channel in guild.channels},
        roles={role.id: role.name for role in guild.roles if not role.is_default()},
    )


async def here_with_emoji(guild: discord.Guild) -> Here:
    """What a settings file may name in this server, its own emoji asked of Discord: the library keeps none."""
    own = await guild.fetch_emojis()
    return replace(here_of(guild), emoji=frozenset(emoji.id for emoji in own))


def suggestions_for(guild: discord.Guild, settings: ServerSettings) -> list[SetTo]:
    """Sensible defaults for what is not set yet."""
    places = [
        Place(
            channel.id,
            channel.name,
            is_forum=isinstance(channel, discord.ForumChannel),
            is_public=channel.permissions_for(guild.default_role).view_channel,
        )
        for channel in guild.channels
        if channel.type in (discord.ChannelType.text, discord.ChannelType.forum)
    ]
    ranks = [
        Rank(role.id, role.name, role.permissions.manage_messages, role.permissions.manage_guild)
        for role in guild.roles
        if not role.is_default() and not role.managed
    ]
    return suggest(settings, places, ranks, locale=guild.preferred_locale.value, languages=languages())


async def who_brought(guild: discord.Guild) -> int | None:
    """Who added the bot, where its audit log may be read; otherwise who owns the server."""
    if guild.me.guild_permissions.view_audit_log:
        try:
            async for entry in guild.audit_logs(limit=10, action=discord.AuditLogAction.bot_add):
                if entry.user is not None and getattr(entry.target, "id", None) == guild.me.id:
                    return entry.user.id
        except discord.HTTPException:
            pass  # the owner is told instead
    return guild.owner_id
