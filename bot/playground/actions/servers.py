"""Servers as a whole: the bot is invited or leaves, people join, leave and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.api_errors import Json
from bot.playground.events import Event
from bot.playground.world.model import TEXT, Channel, Guild, Member
from bot.playground.world.permissions import P
from bot.playground.world.rendering import guild_json

if TYPE_CHECKING:
    from bot.playground.backend import Backend
    from bot.playground.core import Core

# What Discord gives @everyone in a new server.
EVERYONE = int(
    P.VIEW_CHANNEL | P.CREATE_INSTANT_INVITE | P.CHANGE_NICKNAME | P.SEND_MESSAGES | P.SEND_MESSAGES_IN_THREADS
    | P.CREATE_PUBLIC_THREADS | P.CREATE_PRIVATE_THREADS | P.EMBED_LINKS | P.ATTACH_FILES | P.ADD_REACTIONS
    | P.USE_EXTERNAL_EMOJIS | P.USE_EXTERNAL_STICKERS | P.READ_MESSAGE_HISTORY | P.USE_APPLICATION_COMMANDS
    | P.CONNECT | P.SPEAK | P.STREAM | P.USE_VAD | P.SEND_POLLS | P.USE_EXTERNAL_APPS | P.CREATE_EVENTS
)  # fmt: skip


def role_json(role_id: str, name: str, permissions: int, position: int, *, colour: int = 0) -> Json:
    """A role object."""
    return {
        "id": role_id,
        "name": name,
        "permissions": str(permissions),
        "position": position,
        "color": colour,
        "colors": {"primary_color": colour, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild_data(guild_id: str, name: str, owner_id: str, *, locale: str = "en-US", description: str = "") -> Json:
    """A server object without roles, emoji and channels."""
    return {
        "id": guild_id,
        "name": name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": description or None,
        "owner_id": owner_id,
        "region": "automatic",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "widget_enabled": False,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "max_members": 500_000,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": locale,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "incidents_data": None,
    }


def add_member(core: Core, guild: Guild, user_id: str, *, roles: list[str] | None = None) -> Member:
    """A person joins; again is harmless."""
    existing = guild.members.get(user_id)
    if existing is not None:
        return existing
    member = Member(user_id, list(roles or []), core.clock.timestamp())
    guild.members[user_id] = member
    core.world.users[user_id].guild_ids[guild.id] = None
    core.tell_member("GUILD_MEMBER_ADD", guild, member)
    return member


def remove_member(core: Core, guild: Guild, user_id: str) -> None:
    """A person leaves or is removed."""
    if guild.members.pop(user_id, None) is None:
        return
    user = core.world.users[user_id]
    user.guild_ids.pop(guild.id, None)
    data = {"guild_id": guild.id, "user": user.data}
    core.tell("GUILD_MEMBER_REMOVE", data, guild_id=guild.id)
    core.bus.tell(Event("GUILD_DELETE", {"id": guild.id}, users=frozenset({user_id}), to_bot=False))


def add_bot(backend: Backend, guild: Guild, permissions: int) -> None:
    """The bot is invited: it gets its own role with what was granted, and hears GUILD_CREATE."""
    core, world = backend.core, backend.world
    if world.has_bot(guild):
        return
    role_id = world.snowflakes.next()
    role = role_json(role_id, world.users[world.bot_id].data["username"], permissions, 1)
    role["managed"], role["tags"] = True, {"bot_id": world.bot_id}
    guild.roles[role_id] = role
    guild.members[world.bot_id] = Member(world.bot_id, [role_id], core.clock.timestamp())
    world.users[world.bot_id].guild_ids[guild.id] = None
    backend.gateway.send_guild(guild, joined=True)
    core.bus.tell(Event("GUILD_ROLE_CREATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id, to_bot=False))
    core.tell_member("GUILD_MEMBER_ADD", guild, guild.members[world.bot_id])


def remove_bot(backend: Backend, guild: Guild) -> None:
    """The bot leaves or is removed; its role and its commands there go with it."""
    core, world = backend.core, backend.world
    member = guild.members.pop(world.bot_id, None)
    if member is None:
        return
    world.users[world.bot_id].guild_ids.pop(guild.id, None)
    guild.commands.clear()
    guild.command_permissions.clear()
    for role_id in [role_id for role_id in member.roles if guild.roles[role_id]["managed"]]:
        del guild.roles[role_id]
        gone = {"guild_id": guild.id, "role_id": role_id}
        core.bus.tell(Event("GUILD_ROLE_DELETE", gone, guild_id=guild.id, to_bot=False))
    backend.gateway.deliver(Event("GUILD_DELETE", {"id": guild.id}, guild_id=guild.id))
    data = {"guild_id": guild.id, "user": world.users[world.bot_id].data}
    core.tell("GUILD_MEMBER_REMOVE", data, guild_id=guild.id)


def found_guild(core: Core, owner_id: str, name: str, *, locale: str = "en-US") -> Guild:
    """A new server with one channel; the bot is not in it yet."""
    world = core.world
    guild_id = world.snowflakes.next()
    guild = Guild(guild_data(guild_id, name, owner_id, locale=locale))
    guild.roles[guild_id] = role_json(guild_id, "@everyone", EVERYONE, 0)
    world.guilds[guild_id] = guild
    channel_id = world.snowflakes.next()
    world.channels[channel_id] = Channel(channel_data(channel_id, guild_id, TEXT, "general", position=0))
    guild.channel_ids[channel_id] = None
    guild.data["system_channel_id"] = channel_id
    add_member(core, guild, owner_id)
    return guild


def channel_data(channel_id: str, guild_id: str, kind: int, name: str, *, position: int) -> Json:
    """A channel object of any kind."""
    data: Json = {
        "id": channel_id,
        "guild_id": guild_id,
        "type": kind,
        "name": name,
        "position": position,
        "permission_overwrites": [],
        "parent_id": None,
        "nsfw": False,
        "flags": 0,
    }
    if kind in (0, 5, 15, 16):
        data |= {"topic": None, "rate_limit_per_user": 0, "last_message_id": None}
        data["default_auto_archive_duration"] = None
    if kind in (15, 16):
        data |= {
            "available_tags": [],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": 0,
        }
    if kind in (2, 13):
        data |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None, "last_message_id": None}
        data["rate_limit_per_user"] = 0
    return data


def told_guild(core: Core, guild: Guild) -> None:
    """Tell that the server's own settings changed."""
    core.tell("GUILD_UPDATE", guild_json(core.world, guild), guild_id=guild.id)
