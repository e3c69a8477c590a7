"""Where a review is talked about: a thread that says how far it may spoil, and how many comments are in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord

from bot.domain.reviews.records import Review
from bot.domain.series import Series
from bot.edge.answers import answer, defer
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.publishing.doors import explained, raise_as
from bot.edge.publishing.sight import require_guild
from bot.edge.reaching import Unknown, is_unknown
from bot.edge.router import on_press
from bot.edge.threads import wake
from bot.edge.voice import Place, require_voice
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import progressing
from bot.services.reviews import commenting, reading, reviewing
from bot.ui.kit.permissions import Deed, require_permissions
from bot.ui.reviews.reader import talk_card, talk_warning
from cogs.reviews.part import ReviewPart
from cogs.reviews.posting import thread_name

_HAS_THREAD = 160004  # Discord's code for "a thread has already been created for this message"


class ReviewComments(ReviewPart):
    """The part of the reviews cog for comments; their texts are neither asked for nor kept."""

    @on_press("reviews.comment")
    async def comment(self, interaction: discord.Interaction[Linger], review_id: int) -> None:
        """Lead to the thread where this review is talked about; made at the first need."""
        guild_id = require_guild_id(interaction)
        await defer(interaction)
        review, _standing = await reviewing.review_with_standing(self.app.db, guild_id, review_id)
        series = self.app.catalogues.last_known(guild_id, review.series_id)
        settings = self.settings_for(interaction)
        thread = await open_comments(
            self.bot,
            review,
            series,
            may_open=lambda place: require_voice(interaction, place, settings, in_threads=True),
        )
        reader_id = interaction.user.id
        progress = await progressing.progress_of(self.app.db, reader_id, review.series_id)
        # Off the event loop: a hostile text takes its time.
        allowed = await asyncio.to_thread(reading.reader_may_see, review, series, progress, reader_id)
        warning = None if allowed else talk_warning(review, series, progress)
        await answer(interaction, talk_card(guild_id, thread.id, warning=warning))

    async def correct_counts(self, shard_id: int) -> None:
        """Count what was written while the bot was away; doing it again does no harm."""
        for guild in filter(None, map(self.bot.get_guild, self.app.ledger.guild_ids)):
            if guild.shard_id != shard_id:
                continue
            counts = {thread.id: thread.message_count for thread in guild.threads}
            for review_id in await commenting.correct_counts(self.app.db, guild.id, counts):
                self.bot.posts.schedule_edit("review", guild.id, review_id)

    async def count(self, message: discord.Message) -> None:
        """One comment more, if the message stands in a review's thread and no bot wrote it."""
        if message.guild is None or message.author.bot or not isinstance(message.channel, discord.Thread):
            return
        guild_id, thread_id = message.guild.id, message.channel.id
        review_id = await commenting.count_comment(self.app.db, guild_id, thread_id)
        if review_id is not None:
            self.bot.posts.schedule_edit("review", guild_id, review_id)


async def open_comments(
    bot: Linger, review: Review, series: Series | None, *, may_open: Callable[[Place], None]
) -> discord.Thread:
    """The thread for comments, made at the first need, or opened again. Raises UserError naming a missing permission,
    and what `may_open` raises where whoever asks may have none opened."""
    guild = require_guild(bot, review.guild_id)
    if review.channel_id is None or review.message_id is None:
        raise Gone(_("This review is not posted any more."))
    if review.thread_id is not None:
        thread = guild.get_thread(review.thread_id) or await _fetch_thread(guild, review.thread_id)
        if thread is not None:
            if thread.archived:
                may_open(thread)
                await wake(thread)
            return thread
    channel = guild.get_channel(review.channel_id)
    if not isinstance(channel, discord.TextChannel):
        raise UserError(_("Comments need a thread, and this channel can't have any. Reply to the post itself."))
    may_open(channel)
    require_permissions(channel, Deed.COMMENTS)
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
            raise_as(explained(error), error)
        # Somebody was faster; a message's thread has the id of the message.
        thread = await _fetch_thread(channel.guild, review.message_id)
        if thread is None:
            raise
        return thread


async def _fetch_thread(guild: discord.Guild, thread_id: int) -> discord.Thread | None:
    try:
        channel = await guild.fetch_channel(thread_id)
    except discord.NotFound as error:
        if not is_unknown(error, Unknown.CHANNEL):
            raise
        return None
    return channel if isinstance(channel, discord.Thread) else None
