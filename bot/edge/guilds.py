"""A server of Discord as the settings see it: its channels, roles and emoji, and who brought the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import discord
from msgspec.structs import replace

from bot.domain.emoji import custom_emoji
from bot.domain.first_steps import ChannelSeen, RoleSeen, suggest
from bot.domain.settings import SETTINGS, Emoji, Here, ServerSettings, SetTo
from bot.edge.reaching import MISSHAPEN, UNREACHABLE
from bot.errors import UserError
from bot.i18n import _, spoken

if TYPE_CHECKING:
    from bot.edge.client import Linger

_log = logging.getLogger(__name__)
_PATIENCE_S = 1.5  # an answer has three seconds


async def names_of(bot: Linger, guild_ids: Collection[int], *, within_s: float = _PATIENCE_S) -> dict[int, str | None]:
    """What servers are called; those of other processes are asked for, all at once. None where the bot is not in one,
    or Discord does not say in time."""
    names = await asyncio.gather(*(_name_of(bot, guild_id, within_s) for guild_id in guild_ids))
    return dict(zip(guild_ids, names, strict=True))


async def _name_of(bot: Linger, guild_id: int, within_s: float) -> str | None:
    guild = bot.get_guild(guild_id)
    if guild is not None or bot.app.db.shards.own(guild_id):
        return None if guild is None else guild.name
    try:
        async with asyncio.timeout(within_s):
            return str((await bot.http.get_guild(guild_id, with_counts=False))["name"])
    except (discord.HTTPException, *UNREACHABLE, *MISSHAPEN):
        return None


def here_of(guild: discord.Guild) -> Here:
    """The channels and roles that settings may name in this server."""
    return Here(
        channels={channel.id: channel.name for channel in guild.channels},
        roles={role.id: role.name for role in guild.roles},
        channel_types={channel.id: channel.type.name for channel in guild.channels},
        everyone_id=guild.default_role.id,
        bots_role_ids=frozenset(role.id for role in guild.roles if role.is_bot_managed()),
    )


async def here_with_emoji(guild: discord.Guild) -> Here:
    """The same with the server's own emoji, asked of Discord: the library keeps none."""
    own = await guild.fetch_emojis()
    return replace(here_of(guild), emoji={emoji.id: str(emoji) for emoji in own})


async def here_for(guild: discord.Guild, settings: ServerSettings) -> Here:
    """What tells of every value in `settings` whether it is still there; emoji are asked for only where one counts."""
    values = [getattr(settings, name) for name, kind in SETTINGS.items() if isinstance(kind, Emoji)]
    if any(custom_emoji(value) for value in (*values, *settings.more_helpful_emoji)):
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await here_with_emoji(guild)
        except (discord.HTTPException, TimeoutError):
            pass  # not known, which is not the same as gone
    return here_of(guild)


def suggestions_for(guild: discord.Guild, settings: ServerSettings) -> list[SetTo]:
    """Sensible defaults for what is not set yet."""
    places = [
        ChannelSeen(
            channel.id,
            channel.name,
            is_forum=isinstance(channel, discord.ForumChannel),
            is_public=channel.permissions_for(guild.default_role).view_channel,
        )
        for channel in guild.channels
        if channel.type in (discord.ChannelType.text, discord.ChannelType.forum)
    ]
    ranks = [
        RoleSeen(role.id, role.name, role.permissions.manage_messages, role.permissions.manage_guild)
        for role in guild.roles
        if not role.is_default() and not role.managed
    ]
    return suggest(settings, places, ranks, language=spoken(guild.preferred_locale.value))


async def who_brought(guild: discord.Guild) -> int | None:
    """Who added the bot, where its audit log may be read; otherwise who owns the server."""
    if guild.me.guild_permissions.view_audit_log:
        try:
            async for entry in guild.audit_logs(limit=10, action=discord.AuditLogAction.bot_add):
                if entry.user is not None and getattr(entry.target, "id", None) == guild.me.id:
                    return entry.user.id
        except Exception:  # noqa: BLE001 (half an answer raises whatever its reader raises)
            _log.info("who brought the bot to guild %d is not known: its owner is told", guild.id)
    return guild.owner_id


def require_guild_id(interaction: discord.Interaction[Any]) -> int:
    """The server in which somebody acts. Raises UserError outside of one."""
    if interaction.guild_id is None:
        raise UserError(_("This works only inside a server."))
    return interaction.guild_id
