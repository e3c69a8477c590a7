"""Reactions in crowds, as the loopback Discord tells of them, but written beforehand: it shares the processors with the
bot, and what it takes to give them must not be what is measured."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from bot.playground import LoopbackDiscord
from bot.playground.events import dumps
from bot.playground.gateway.sessions import Session
from bot.playground.world.emoji import emoji_in_route
from bot.playground.world.model import Reaction
from bot.playground.world.rendering import member_json

EMOJI = "👍"
EVENT = "MESSAGE_REACTION_ADD"


def written(server: LoopbackDiscord, channel_id: str, keys: Sequence[tuple[str, str]]) -> list[str]:
    """The events of these members' reactions on these messages, (message, member); they stand there from now on."""
    world = server.world
    channel = world.channels[channel_id]
    guild_id = str(channel.guild_id)
    key, emoji = emoji_in_route(world, EMOJI)
    members = {user_id: member_json(world, member) for user_id, member in world.guilds[guild_id].members.items()}
    events = []
    for message_id, user_id in keys:
        message = channel.messages[message_id]
        message.reactions.setdefault(key, Reaction(emoji)).normal[user_id] = None
        told = {
            "user_id": user_id, "channel_id": channel_id, "message_id": message_id, "emoji": emoji, "burst": False,
            "type": 0, "message_author_id": message.author_id, "member": members[user_id], "guild_id": guild_id,
        }  # fmt: skip
        events.append(dumps(told))
    return events


async def give(server: LoopbackDiscord, events: Sequence[str], rate: int) -> float:
    """Tell the bot of these reactions at `rate` a second; the rate that came of it."""
    session = _session(server)
    start, sent = time.perf_counter(), 0
    while sent < len(events):
        due = min(len(events), int((time.perf_counter() - start) * rate))
        for event in events[sent:due]:
            session.dispatch(EVENT, event)
        sent = max(sent, due)
        await asyncio.sleep(0.001)
    return sent / (time.perf_counter() - start)


def _session(server: LoopbackDiscord) -> Session:
    return next(session for session in server.gateway.sessions.values() if session.line is not None)
