"""Servers as a whole: the bot is invited or leaves, people join, leave and change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.playground.api_errors import unknown
from bot.playground.events import Event
from bot.playground.world.blank import EVERYONE, channel_data, guild_data, role_json
from bot.playground.world.model import TEXT, Channel, Guild, Member
from bot.playground.world.permissions import require_above
from bot.playground.world.rendering import guild_json

if TYPE_CHECKING:
    from bot.playground.backend import Backend
    from bot.playground.core import Core


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


def ban(core: Core, guild: Guild, actor_id: str, user_id: str, *, reason: str | None) -> None:
    """Somebody is banned; a member is removed too."""
    user = core.world.user(user_id)
    if user.id in guild.members:
        require_above(guild, actor_id, user.id)
    guild.bans[user.id] = reason
    remove_member(core, guild, user.id)
    core.tell("GUILD_BAN_ADD", {"guild_id": guild.id, "user": user.data}, guild_id=guild.id)


def unban(core: Core, guild: Guild, user_id: str) -> None:
    """A ban is lifted."""
    if user_id not in guild.bans:
        raise unknown("Ban")
    del guild.bans[user_id]
    core.tell("GUILD_BAN_REMOVE", {"guild_id": guild.id, "user": core.world.user(user_id).data}, guild_id=guild.id)


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


def told_guild(core: Core, guild: Guild) -> None:
    """Tell that the server's own settings changed."""
    core.tell("GUILD_UPDATE", guild_json(core.world, guild), guild_id=guild.id)
