"""What the REST routes work with."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.playground.api_errors import Json
from bot.playground.core import Core
from bot.playground.gateway.connections import Gateway
from bot.playground.gateway.intents import MESSAGE_CONTENT, PRIVILEGED, without_content
from bot.playground.interactions.life import Interactions
from bot.playground.world.model import Channel, Guild, Message, World
from bot.playground.world.permissions import P, require, require_in_guild
from bot.playground.world.rendering import message_json


@dataclass(slots=True)
class Backend:
    """The parts of the server, made once."""

    core: Core
    gateway: Gateway
    interactions: Interactions
    command_creations: dict[str | None, list[float]] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """The state."""
        return self.core.world

    @property
    def bot_id(self) -> str:
        """The bot's user id, which is also its application's."""
        return self.core.world.bot_id

    def visible_channel(self, channel_id: str, *needed: P) -> Channel:
        """A channel that the bot sees, where it holds the permissions; raises 10003, 50001 or 50013."""
        channel = self.world.channel(channel_id)
        require(self.world, channel, self.bot_id, sum(needed))
        return channel

    def own_guild(self, guild_id: str, *needed: P) -> Guild:
        """A server that the bot is in and holds the permissions of; raises 10004, 50001 or 50013."""
        guild = self.world.guild(guild_id)
        require_in_guild(self.world, guild, self.bot_id, sum(needed))
        return guild

    def shown(self, channel: Channel, message: Message) -> Json:
        """A message as the bot reads it: in servers, others' words need the message content intent."""
        data = message_json(self.world, message, self.bot_id)
        if channel.guild_id is None or PRIVILEGED[MESSAGE_CONTENT] in self.gateway.privileged:
            return data
        return without_content(data, self.bot_id)

    def message_in(self, channel_id: str, message_id: str, *needed: P) -> tuple[Channel, Message]:
        """A message and its channel; raises as `visible_channel`, or 10008."""
        channel = self.visible_channel(channel_id, *needed)
        return channel, self.world.message(channel, message_id)
