"""Direct conversations."""

from __future__ import annotations

from bot.playground.core import Core
from bot.playground.events import Event
from bot.playground.world.model import DM, Channel
from bot.playground.world.rendering import dm_json


def open_dm(core: Core, one_id: str, other_id: str) -> Channel:
    """The conversation of two, made when there is none yet."""
    world = core.world
    for channel_id in world.users[one_id].dm_ids.keys() & world.users[other_id].dm_ids.keys():
        return world.channels[channel_id]
    channel_id = world.snowflakes.next()
    channel = Channel(
        {"id": channel_id, "type": DM, "last_message_id": None, "flags": 0}, recipients=(one_id, other_id)
    )
    world.channels[channel_id] = channel
    for user_id in channel.recipients:
        world.users[user_id].dm_ids[channel_id] = None
        data = dm_json(world, channel, user_id)
        to_bot = user_id == world.bot_id
        core.bus.tell(Event("CHANNEL_CREATE", data, users=frozenset({user_id}), to_bot=to_bot, to_people=not to_bot))
    return channel
