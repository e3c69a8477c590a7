"""What happens in the world, told once to everyone who may see it: the bot's gateway and the pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.api_errors import Json
from bot.playground.world.model import World
from bot.playground.world.permissions import sees

# Made once: `json.dumps` with options would make an encoder for every call.
_encoder = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False)


def dumps(data: object) -> str:
    """Compact JSON, as it goes over the wire."""
    return _encoder.encode(data)


@dataclass(slots=True)
class Event:
    """One gateway event.

    `users` limits it to some people (ephemeral messages, direct conversations); otherwise those see it who
    see `channel_id`, else the members of `guild_id`, else everybody. `render` makes the data anew for one
    viewer where it depends on who looks (`me` of reactions); the bot's own view is `data`.
    """

    name: str
    data: Json
    guild_id: str | None = None
    channel_id: str | None = None
    users: frozenset[str] | None = None
    to_bot: bool = True
    to_people: bool = True
    render: Callable[[str], Json] | None = None
    _text: str | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """`data` as JSON, made once however many listen."""
        if self._text is None:
            self._text = dumps(self.data)
        return self._text

    def is_for(self, world: World, user_id: str) -> bool:
        """Whether this person (or the bot) may know of it."""
        if self.users is not None:
            return user_id in self.users
        if self.channel_id is not None:
            channel = world.channels.get(self.channel_id)
            if channel is not None:
                return sees(world, channel, user_id)
        if self.guild_id is not None:
            guild = world.guilds.get(self.guild_id)
            return guild is not None and user_id in guild.members
        return True


Listener = Callable[[Event], None]


class Bus:
    """Hands each event to every listener, in order, at once."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear every event from now on; call the result to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Tell everyone, and note that the world changed."""
        self._world.touch()
        for listener in tuple(self._listeners):
            listener(event)
