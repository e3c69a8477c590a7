"""The state of the playground as one person sees it."""

from __future__ import annotations

from bot.playground.api_errors import Json
from bot.playground.backend import Backend
from bot.playground.world.model import FORUMS, Channel, Guild, User
from bot.playground.world.permissions import in_channel, in_guild, sees
from bot.playground.world.rendering import channel_json, dm_json, event_json, guild_json, member_json


def state_json(backend: Backend, user_id: str) -> Json:
    """Everybody to act as, and the servers, channels, threads and conversations that this person may see."""
    world = backend.world
    me = world.user(user_id)
    bot = world.users[world.bot_id]
    return {
        "me": person_json(me),
        "users": [person_json(user) for user in world.users.values() if user.id != world.bot_id],
        "guilds": [guild_state(backend, world.guilds[guild_id], user_id) for guild_id in me.guild_ids],
        "dms": [dm_json(world, world.channels[channel_id], user_id) for channel_id in me.dm_ids],
        "bot": bot.data,
        "bot_ready": backend.gateway.is_ready,
    }


def person_json(user: User) -> Json:
    """A user with the person's own settings."""
    return {**user.data, "locale": user.locale, "takes_dms": user.takes_dms, "has_app": user.has_app}


def guild_state(backend: Backend, guild: Guild, user_id: str) -> Json:
    """A server with what the person sees of it; `permissions` are the person's own, as text."""
    world = backend.world
    visible = [world.channels[channel_id] for channel_id in guild.channel_ids]
    visible = [channel for channel in visible if sees(world, channel, user_id)]
    threads = [world.channels[thread_id] for thread_id in guild.thread_ids]
    return {
        **guild_json(world, guild),
        "permissions": str(in_guild(world, guild, user_id)),
        "has_bot": world.has_bot(guild),
        "channels": [channel_state(backend, channel, user_id) for channel in visible],
        "threads": [channel_state(backend, thread, user_id) for thread in threads if sees(world, thread, user_id)],
        "members": [member_json(world, member) for member in guild.members.values()],
        "guild_scheduled_events": [event_json(world, guild, event_id, counted=True) for event_id in guild.events],
    }


def channel_state(backend: Backend, channel: Channel, user_id: str) -> Json:
    """A channel with the person's permissions there."""
    data = channel_json(channel, viewer_id=user_id)
    data["permissions"] = str(in_channel(backend.world, channel, user_id))
    if channel.type in FORUMS:
        data["is_forum"] = True
    return data
