"""Reactions: adding, taking back, clearing, and who gave them."""

from __future__ import annotations

from bot.playground.api_errors import Json, refused
from bot.playground.core import Core
from bot.playground.world.emoji import emoji_in_route, find_custom
from bot.playground.world.model import Channel, Message, Reaction
from bot.playground.world.permissions import P, require
from bot.playground.world.rendering import member_json

MOST_EMOJI = 20


def react(core: Core, channel: Channel, message: Message, user_id: str, written: str, *, burst: bool = False) -> None:
    """Add one person's reaction. A first use of an emoji needs Add Reactions; 20 different ones fit."""
    key, emoji = emoji_in_route(core.world, written)
    existing = message.reactions.get(key)
    granted = require(core.world, channel, user_id, int(P.READ_MESSAGE_HISTORY))
    if message.viewer_id is not None:
        raise refused(50085, "Cannot react to an ephemeral message", status=403)
    if existing is None:
        require(core.world, channel, user_id, int(P.ADD_REACTIONS))
        if emoji["id"] is not None and not granted & P.USE_EXTERNAL_EMOJIS:
            home = find_custom(core.world, str(emoji["id"]))
            if home is not None and home[0].id != channel.guild_id:
                raise refused(10014, "Unknown Emoji")
        if len(message.reactions) >= MOST_EMOJI:
            raise refused(30010, "Maximum number of reactions reached (20)")
        existing = message.reactions[key] = Reaction(emoji)
    people = existing.burst if burst else existing.normal
    if user_id in people:
        return
    people[user_id] = None
    data = _about(channel, message, emoji, user_id=user_id, burst=burst)
    data["message_author_id"] = message.author_id
    if channel.guild_id is not None:
        data["member"] = member_json(core.world, core.world.guilds[channel.guild_id].members[user_id])
    core.tell_in_channel("MESSAGE_REACTION_ADD", channel, data)


def take_back(
    core: Core, channel: Channel, message: Message, user_id: str, written: str, *, burst_only: bool = False
) -> None:
    """Remove one person's reaction, normal and burst; nothing happens where there was none."""
    key, emoji = emoji_in_route(core.world, written)
    existing = message.reactions.get(key)
    if existing is None:
        return
    for burst, people in ((False, existing.normal), (True, existing.burst)):
        if user_id not in people or (burst_only and not burst):
            continue
        del people[user_id]
        if not existing.normal and not existing.burst:
            del message.reactions[key]
        data = _about(channel, message, emoji, user_id=user_id, burst=burst)
        core.tell_in_channel("MESSAGE_REACTION_REMOVE", channel, data)


def clear(core: Core, channel: Channel, message: Message) -> None:
    """Remove every reaction."""
    message.reactions.clear()
    data = {"channel_id": channel.id, "message_id": message.id}
    core.tell_in_channel("MESSAGE_REACTION_REMOVE_ALL", channel, data)


def clear_emoji(core: Core, channel: Channel, message: Message, written: str) -> None:
    """Remove every reaction with one emoji."""
    key, emoji = emoji_in_route(core.world, written)
    if message.reactions.pop(key, None) is not None:
        data = {"channel_id": channel.id, "message_id": message.id, "emoji": emoji}
        core.tell_in_channel("MESSAGE_REACTION_REMOVE_EMOJI", channel, data)


def who_reacted(core: Core, message: Message, written: str, *, burst: bool, after: str, limit: int) -> list[Json]:
    """The users who gave one emoji, by id, at most 100 after the given id."""
    key, _ = emoji_in_route(core.world, written)
    existing = message.reactions.get(key)
    if existing is None:
        return []
    people = existing.burst if burst else existing.normal
    later = sorted((user_id for user_id in people if int(user_id) > int(after)), key=int)
    return [core.world.users[user_id].data for user_id in later[:limit]]


def _about(channel: Channel, message: Message, emoji: Json, *, user_id: str, burst: bool) -> Json:
    return {
        "user_id": user_id,
        "channel_id": channel.id,
        "message_id": message.id,
        "emoji": emoji,
        "burst": burst,
        "type": 1 if burst else 0,
    }
