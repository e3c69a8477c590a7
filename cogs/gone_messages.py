"""What vanishes from Discord: the one listener for deleted messages, threads and channels. Always on."""

from __future__ import annotations

import discord

from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.services.gone_messages import Gone, channel_gone, message_gone


class GoneMessages(FeatureCog, name="Gone messages"):
    """Keeps what is stored equal to what is there, also while features rest."""

    feature = "gone messages"

    @FeatureCog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Tell the one service that a message is gone from Discord."""
        await self._messages_gone(event.guild_id, event.channel_id, {event.message_id})

    @FeatureCog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """A moderator, or another bot, deleted up to a hundred messages of a channel at once."""
        await self._messages_gone(event.guild_id, event.channel_id, event.message_ids)

    @FeatureCog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A thread or forum post is gone, with its messages."""
        gone = await channel_gone(self.app.db, self.app.ledger, event.guild_id, event.thread_id)
        await self._follow(event.guild_id, gone)

    @FeatureCog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone, with its messages and threads."""
        gone = await channel_gone(self.app.db, self.app.ledger, channel.guild.id, channel.id)
        await self._follow(channel.guild.id, gone)

    async def _messages_gone(self, guild_id: int | None, channel_id: int, message_ids: set[int]) -> None:
        if guild_id is not None:
            gone = await message_gone(self.app.db, self.app.ledger, guild_id, channel_id, message_ids)
            await self._follow(guild_id, gone)

    async def _follow(self, guild_id: int, gone: Gone) -> None:
        if gone.review_id is not None:
            self.bot.posts.schedule_edit("review", guild_id, gone.review_id)
        if gone.has_suggestions:
            await self.app.recommendations.refresh_pairs(guild_id)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(GoneMessages(bot))
