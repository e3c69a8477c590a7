"""What every cog is: a feature with a name, whose routes and listeners come and go with it; and what its parts are."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import discord
from discord.ext import commands

from bot.edge.client import Linger
from bot.edge.router import Feature


class FeaturePart:
    """A plain object that answers some of a feature's components; the feature's cog has it among its `parts`."""

    feature: ClassVar[str]

    def __init__(self, bot: Linger) -> None:
        self.bot = bot
        self.app = bot.app


class FeatureCog(commands.Cog):
    """A cog whose commands, components, listeners and timers rest where its feature is switched off.

    Commands and components are stopped at their doors, listeners here. Timers ask `is_on` for each server.
    """

    feature: ClassVar[str]
    # Listeners that keep what is stored true while the feature rests, such as that a message was deleted.
    never_rest: ClassVar[frozenset[str]] = frozenset()
    # They are no cogs, so their commands and listeners stand in this one.
    parts: tuple[Feature, ...] = ()

    def __init__(self, bot: Linger) -> None:
        self.bot = bot
        self.app = bot.app
        for _event, name in self.__cog_listeners__:
            if name not in self.never_rest:
                setattr(self, name, self._resting(getattr(self, name)))

    async def cog_load(self) -> None:
        """Let the router know the feature's components and those of its parts."""
        for one in (self, *self.parts):
            self.bot.router.add(one)

    async def cog_unload(self) -> None:
        """Take the routes of this cog and its parts out of the router; their buttons answer as out of date."""
        for one in (self, *self.parts):
            self.bot.router.remove(one)

    def is_on(self, guild_id: int | None, channel_id: int | None) -> bool:
        """Whether this feature runs there; listeners and timers ask before they do anything."""
        return self.app.servers.is_on(guild_id, channel_id, self.feature)

    def _resting(self, listener: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        """`listener`, which does nothing where the feature is switched off."""

        @functools.wraps(listener)
        async def run(*event: Any) -> None:
            guild_id, channel_id = place_of(self.bot, event[0]) if event else (None, None)
            if self.is_on(guild_id, channel_id):
                await listener(*event)

        return run


def place_of(bot: Linger, event: Any) -> tuple[int | None, int | None]:
    """The server and the channel that an event's first argument belongs to; None where it has none.

    A thread counts as the channel that it hangs in, as far as the thread is known.
    """
    if isinstance(event, discord.Guild):
        return event.id, None
    if isinstance(event, discord.Interaction):  # the most frequent: its channel is not made for this
        if event.guild_id is None or event.channel_id is None:
            return event.guild_id, event.channel_id
        return event.guild_id, channel_around(bot, event.guild_id, event.channel_id)
    guild = getattr(event, "guild", None)
    guild_id = getattr(event, "guild_id", None) or (guild.id if guild is not None else None)
    if isinstance(event, discord.abc.GuildChannel):
        return guild_id, event.id
    parent_id = getattr(event, "parent_id", None)
    if parent_id is not None:
        return guild_id, parent_id
    channel = getattr(event, "channel", None)
    channel_id = getattr(event, "channel_id", None) or (channel.id if channel is not None else None)
    if guild_id is not None and channel_id is not None:
        channel_id = channel_around(bot, guild_id, channel_id)
    return guild_id, channel_id


def channel_around(bot: Linger, guild_id: int, channel_id: int) -> int:
    """The channel that a thread hangs in, as far as the thread is known; any other channel itself."""
    guild = bot.get_guild(guild_id)
    thread = guild.get_thread(channel_id) if guild is not None else None
    return channel_id if thread is None else thread.parent_id
