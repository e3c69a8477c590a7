"""Where a review is talked about: a thread that says how far it may spoil, and how many comments are in it."""

from __future__ import annotations

import discord

from bot.client import Linger
from bot.domain.review_records import Review
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import commenting, reviewing
from bot.ui.answers import say
from bot.ui.feature_cog import FeatureCog
from bot.ui.permissions import missing_permissions, require_permissions
from bot.ui.router import on_press
from cogs.review_part import ReviewPart, guild_id_of
from cogs.review_posting import thread_name

_HAS_THREAD = 160004  # Discord's code for "a thread has already been created for this message"


class ReviewComments(ReviewPart):
    """The part of the reviews cog for comments; their texts are neither asked for nor kept."""

    @on_press("reviews.comment")
    async def comment(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Lead to the thread where this review is talked about; made at the first need."""
        guild_id = guild_id_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review_id)
        thread = await open_comments(self.bot, review, self.app.catalogues.last_known(guild_id, review.series_id))
        await say(interaction, _("Talk about it here: {thread}", thread=thread.mention))

    @FeatureCog.listener()
    async def on_ready(self) -> None:
        """Count what was written while we were away. Runs again after a lost session, which does no harm."""
        for guild in self.bot.guilds:
            counts = {thread.id: thread.message_count for thread in guild.threads}
            for review_id in await commenting.correct_counts(self.app.db, guild.id, counts):
                self.bot.posts.touch("review", guild.id, review_id)

    @FeatureCog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A comment came."""
        if message.guild is None or message.author.bot or not isinstance(message.channel, discord.Thread):
            return
        await self._count(message.guild.id, message.channel.id, 1)

    @FeatureCog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """A comment went, or a review's post."""
        await self._went(event.guild_id, event.channel_id, {event.message_id})

    @FeatureCog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Several went."""
        await self._went(event.guild_id, event.channel_id, event.message_ids)

    @FeatureCog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """The posts in a deleted channel are gone; the reviews are not."""
        await commenting.forget_channel(self.app.db, channel.guild.id, channel.id)

    @FeatureCog.listener()
    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        """A forum post, or a thread with comments, is gone."""
        await commenting.forget_channel(self.app.db, event.guild_id, event.thread_id)

    async def _went(self, guild_id: int | None, channel_id: int, message_ids: set[int]) -> None:
        if guild_id is None:
            return
        await commenting.forget_messages(self.app.db, guild_id, message_ids)
        comments = len(message_ids - {channel_id})  # a forum post's first message has the id of its thread
        if comments:
            await self._count(guild_id, channel_id, -comments)

    async def _count(self, guild_id: int, thread_id: int, by: int) -> None:
        review_id = await commenting.count_comments(self.app.db, guild_id, thread_id, by)
        if review_id is not None:
            self.bot.posts.touch("review", guild_id, review_id)


async def open_comments(bot: Linger, review: Review, series: Series | None) -> discord.Thread:
    """The thread for comments, made at the first need. Raises UserError naming a missing permission."""
    guild = bot.get_guild(review.guild_id)
    if guild is None or review.channel_id is None or review.message_id is None:
        raise Gone(_("This review is not posted any more."))
    if review.thread_id is not None:
        thread = guild.get_thread(review.thread_id) or await _fetch_thread(guild, review.thread_id)
        if thread is not None:
            if thread.archived and not missing_permissions(thread, ("send_messages_in_threads",)):
                await thread.edit(archived=False)
            return thread
    channel = guild.get_channel(review.channel_id)
    if not isinstance(channel, discord.TextChannel):
        raise UserError(_("Comments need a thread, and this channel can't have any. Answer the post itself."))
    require_permissions(channel, ("create_public_threads", "send_messages_in_threads"))
    thread = await _start_thread(bot, channel, review, series)
    await commenting.set_thread(bot.app.db, review, thread.id)
    return thread


async def _start_thread(
    bot: Linger, channel: discord.TextChannel, review: Review, series: Series | None
) -> discord.Thread:
    assert review.message_id is not None
    with speaking(bot.app.servers.settings_of(review.guild_id).language):
        name = thread_name(review, series)
    try:
        return await channel.create_thread(
            name=name, message=discord.Object(review.message_id), auto_archive_duration=10_080
        )
    except discord.HTTPException as error:
        if error.code != _HAS_THREAD:
            raise
        # Somebody was faster; a message's thread has the id of the message.
        thread = await _fetch_thread(channel.guild, review.message_id)
        if thread is None:
            raise
        return thread


async def _fetch_thread(guild: discord.Guild, thread_id: int) -> discord.Thread | None:
    try:
        channel = await guild.fetch_channel(thread_id)
    except discord.NotFound:
        return None
    return channel if isinstance(channel, discord.Thread) else None
