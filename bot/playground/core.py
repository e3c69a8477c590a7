"""What every part of the server shares: the world, the bus that tells of changes, and the stored files."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.api_errors import Json
from bot.playground.events import Bus, Event
from bot.playground.world.attachments import Attachments
from bot.playground.world.clock import Clock
from bot.playground.world.model import Channel, Guild, Member, Message, World
from bot.playground.world.rendering import channel_json, member_json, message_json

Files = dict[str, tuple[str, bytes]]  # index or field name → (file name, content)


@dataclass(slots=True)
class Core:
    """The shared parts, made once by the server."""

    world: World
    bus: Bus
    attachments: Attachments

    @property
    def clock(self) -> Clock:
        """Discord's own time."""
        return self.world.clock

    def tell(self, name: str, data: Json, *, guild_id: str | None = None, channel_id: str | None = None) -> None:
        """Tell of something in a server or channel."""
        self.bus.tell(Event(name, data, guild_id=guild_id, channel_id=channel_id))

    def tell_in_channel(self, name: str, channel: Channel, data: Json) -> None:
        """Tell those who see the channel; `guild_id` is added in servers."""
        if channel.guild_id is None:
            self.bus.tell(Event(name, data, channel_id=channel.id, users=frozenset(channel.recipients)))
        else:
            data = {**data, "guild_id": channel.guild_id}
            self.bus.tell(Event(name, data, guild_id=channel.guild_id, channel_id=channel.id))

    def tell_message(self, name: str, channel: Channel, message: Message) -> None:
        """Tell of a new or changed message; an ephemeral one reaches its viewer only."""
        world = self.world

        def seen_by(viewer_id: str) -> Json:
            data = message_json(world, message, viewer_id)
            if channel.guild_id is not None:
                data["guild_id"] = channel.guild_id
                author = world.guilds[channel.guild_id].members.get(message.author_id)
                if author is not None:
                    data["member"] = member_json(world, author, with_user=False)
            data["channel_type"] = channel.type
            return data

        users: frozenset[str] | None = None
        if message.viewer_id is not None:
            users = frozenset({message.viewer_id})
        elif channel.guild_id is None:
            users = frozenset(channel.recipients)
        differs = bool(message.reactions) or "poll" in message.data
        self.bus.tell(
            Event(
                name,
                seen_by(world.bot_id),
                guild_id=channel.guild_id,
                channel_id=channel.id,
                users=users,
                render=seen_by if differs else None,
            )
        )

    def tell_member(self, name: str, guild: Guild, member: Member) -> None:
        """Tell of a member who joined or changed."""
        self.tell(name, {**member_json(self.world, member), "guild_id": guild.id}, guild_id=guild.id)

    def tell_channel(self, name: str, channel: Channel) -> None:
        """Tell of a channel or thread that came, changed or went."""
        self.tell(name, channel_json(channel), guild_id=channel.guild_id, channel_id=channel.id)
