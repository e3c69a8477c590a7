"""The world's objects as Discord's JSON, where that depends on who looks or joins several parts."""

from __future__ import annotations

from typing import Any

from bot.playground.api_errors import Json
from bot.playground.world.model import THREAD_STARTER, Channel, Guild, Member, Message, Reaction, World
from bot.playground.world.permissions import in_channel, in_guild, sees


def member_json(world: World, member: Member, *, with_user: bool = True) -> Json:
    """A guild member object."""
    data: Json = {
        "roles": list(member.roles),
        "joined_at": member.joined_at,
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "premium_since": None,
        "communication_disabled_until": member.timeout_until,
    }
    if with_user:
        data["user"] = world.users[member.user_id].data
    return data


def interaction_member_json(world: World, channel: Channel, member: Member) -> Json:
    """A member with what that member may do in the channel."""
    return {**member_json(world, member), "permissions": str(in_channel(world, channel, member.user_id))}


def reaction_json(reaction: Reaction, viewer_id: str) -> Json:
    """A reaction as it stands below a message."""
    normal, burst = len(reaction.normal), len(reaction.burst)
    return {
        "emoji": reaction.emoji,
        "count": normal + burst,
        "count_details": {"burst": burst, "normal": normal},
        "burst_colors": [],
        "me": viewer_id in reaction.normal,
        "me_burst": viewer_id in reaction.burst,
        "burst_me": viewer_id in reaction.burst,
        "burst_count": burst,
    }


def poll_results(message: Message, viewer_id: str) -> Json:
    """The counts of a poll."""
    finished = bool(message.data["poll"].get("_finished"))
    return {
        "is_finalized": finished,
        "answer_counts": [
            {"id": answer_id, "count": len(voters), "me_voted": viewer_id in voters}
            for answer_id, voters in message.votes.items()
        ],
    }


def message_json(world: World, message: Message, viewer_id: str) -> Json:
    """A message as one person sees it: own reactions and votes marked, its thread attached; with the first message of
    a thread the one that it hangs below, as that is now.
    """
    data = dict(message.data)
    data["pinned"] = message.pinned_at is not None
    if message.reactions:
        data["reactions"] = [reaction_json(reaction, viewer_id) for reaction in message.reactions.values()]
    if "poll" in data:
        poll = {key: value for key, value in data["poll"].items() if not key.startswith("_")}
        data["poll"] = {**poll, "results": poll_results(message, viewer_id)}
    thread = world.channels.get(message.id)
    if thread is not None and thread.is_thread and thread.parent_id == message.channel_id:
        data["thread"] = channel_json(thread)
    if data["type"] == THREAD_STARTER:
        place = data["message_reference"]
        above = world.channels[place["channel_id"]].messages.get(place["message_id"])
        data["referenced_message"] = message_json(world, above, viewer_id) if above is not None else None
    return data


def channel_json(channel: Channel, *, viewer_id: str | None = None) -> Json:
    """A channel or thread; with `viewer_id`, a thread carries that person's membership."""
    data = dict(channel.data)
    if channel.is_thread:
        data["member_count"] = min(len(channel.thread_members), 50)
        if viewer_id is not None and viewer_id in channel.thread_members:
            data["member"] = channel.thread_members[viewer_id]
    return data


def dm_json(world: World, channel: Channel, viewer_id: str) -> Json:
    """A direct conversation as one side sees it: the recipients are the others."""
    others = [world.users[user_id].data for user_id in channel.recipients if user_id != viewer_id]
    return {**channel.data, "recipients": others}


def guild_json(world: World, guild: Guild) -> Json:
    """A server without its channels and members."""
    return {
        **guild.data,
        "roles": list(guild.roles.values()),
        "emojis": list(guild.emojis.values()),
        "stickers": [],
    }


def visible_threads(world: World, guild: Guild, viewer_id: str) -> list[Json]:
    """The open threads of a server that the person may see."""
    found = []
    for thread_id in guild.thread_ids:
        thread = world.channels[thread_id]
        if not thread.data["thread_metadata"]["archived"] and sees(world, thread, viewer_id):
            found.append(channel_json(thread, viewer_id=viewer_id))
    return found


def guild_create_json(world: World, guild: Guild, *, members: list[Member]) -> Json:
    """What GUILD_CREATE carries: all channels, the open threads the bot sees, and the given members."""
    joined = guild.members[world.bot_id].joined_at
    return {
        **guild_json(world, guild),
        "joined_at": joined,
        "large": len(guild.members) > 250,
        "member_count": len(guild.members),
        "members": [member_json(world, member) for member in members],
        "channels": [channel_json(world.channels[channel_id]) for channel_id in guild.channel_ids],
        "threads": visible_threads(world, guild, world.bot_id),
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "guild_scheduled_events": [event_json(world, guild, event_id) for event_id in guild.events],
    }


def event_json(world: World, guild: Guild, event_id: str, *, counted: bool = False) -> Json:
    """A scheduled event; `counted` adds how many are interested."""
    event = guild.events[event_id]
    data = {**event, "creator": world.users[event["creator_id"]].data}
    if counted:
        data["user_count"] = len(guild.event_users.get(event_id, ()))
    return data


def partial_channel_json(world: World, channel: Channel, user_id: str) -> Json:
    """A channel as interactions carry it: with the invoking person's permissions."""
    if channel.guild_id is None:
        return dm_json(world, channel, world.bot_id)
    data: dict[str, Any] = channel_json(channel)
    data["permissions"] = str(in_channel(world, channel, user_id))
    return data


def my_guild_permissions(world: World, guild: Guild, user_id: str) -> str:
    """A member's permissions in the server, as text."""
    return str(in_guild(world, guild, user_id))
