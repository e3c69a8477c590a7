"""Taking a member's earlier, opposite reaction away, where the bot may."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

import discord

from bot.domain.votes import Presence
from bot.edge.client import Linger
from bot.services.votes.voting import Post

_log = logging.getLogger(__name__)

_MOST_WAITING = 500  # beyond that opposite reactions stay: they are only looks, the later vote counts anyway


class OppositeReactions:
    """Removes, one by one, what a later vote has replaced. It matters to the eye only, and holds nothing up."""

    def __init__(self, bot: Linger) -> None:
        self._bot = bot
        self._waiting: asyncio.Queue[tuple[Post, int, str]] = asyncio.Queue(_MOST_WAITING)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Take reactions away from now on, one at a time."""
        self._task = asyncio.create_task(self._run(), name="opposite reactions")

    async def stop(self) -> None:
        """End; what waits stays as it is."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def take_away(self, post: Post, user_id: int, presences: Iterable[Presence]) -> None:
        """Remove these reactions of a member when it is their turn, if we may manage messages there."""
        if not self._may(post):
            return
        for presence in presences:
            with suppress(asyncio.QueueFull):
                self._waiting.put_nowait((post, user_id, presence.emoji))

    def _may(self, post: Post) -> bool:
        guild = self._bot.get_guild(post.guild_id)
        if guild is None:
            return False
        # A thread that is not known has the permissions of the channel that it hangs in.
        channel = guild.get_channel_or_thread(post.channel_id) or guild.get_channel(post.parent_id or 0)
        return channel is not None and channel.permissions_for(guild.me).manage_messages

    async def _run(self) -> None:
        while True:
            post, user_id, emoji = await self._waiting.get()
            place = self._bot.get_partial_messageable(post.channel_id, guild_id=post.guild_id)
            message = place.get_partial_message(post.message_id)
            try:
                await message.remove_reaction(emoji_of(emoji), discord.Object(user_id))
            except discord.NotFound:
                pass  # taken back meanwhile
            except (discord.HTTPException, OSError) as error:
                _log.info("a replaced vote on message %d stays visible: %s", post.message_id, error)


def emoji_of(key: str) -> discord.PartialEmoji:
    """The emoji that the ledger calls `key`. Discord finds custom ones by their id, whatever name is said."""
    if key.isascii() and key.isdigit():
        return discord.PartialEmoji(name="vote", id=int(key))
    return discord.PartialEmoji(name=key)
