"""Where reviews are posted, and how their posts follow what happens to them. Not a cog."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord

from bot.client import UNREACHABLE, Linger
from bot.domain.horizon import thread_suffix
from bot.domain.review_records import Review, Standing
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import reviewing
from bot.services.reviewing import PostPlace
from bot.ui.permissions import require_permissions
from bot.ui.review_card import deleted_post, post_body, review_post
from bot.ui.series_words import shortened, title_of

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()

PostChannel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel
_POSTING = ("view_channel", "send_messages", "read_message_history", "add_reactions")
_IN_FORUM = (*_POSTING, "send_messages_in_threads")
_ARCHIVED = 50083  # Discord's code for "this thread is archived"
_CLOCKS_APART = timedelta(minutes=5)  # how far Discord's clock and ours may differ
_LOOKED_THROUGH = 200  # messages, for one that a crash kept us from noting


def channel_for(bot: Linger, guild_id: int, asked_in: int | None) -> PostChannel:
    """The channel that reviews of this server go to: the one that is set, otherwise where it was asked for.

    Raises UserError naming what is missing: the channel, or a permission of ours.
    """
    guild = bot.get_guild(guild_id)
    if guild is None:
        raise Gone(_("I am no longer in that server."))
    wanted = bot.app.servers.settings_of(guild_id).review_channel_id
    channel = guild.get_channel_or_thread(wanted or asked_in or 0)
    if channel is None and wanted is not None:
        raise UserError(
            _("The channel set for reviews is gone. An admin can choose another one with /config; your draft is kept.")
        )
    if not isinstance(channel, PostChannel):
        raise UserError(_("I can't post here. Run the command in a text channel; your draft is kept."))
    require_permissions(channel, _IN_FORUM if isinstance(channel, discord.ForumChannel) else _POSTING)
    return channel


async def publish(bot: Linger, review: Review) -> None:
    """Send the post of a review that waits for it, and note where it is. Raises UserError and what Discord raises.

    Whoever deletes the review while it is being sent gets the message deleted too.
    """
    channel = channel_for(bot, review.guild_id, review.channel_id)
    series = bot.app.catalogues.last_known(review.guild_id, review.series_id)
    settings = bot.app.servers.settings_of(review.guild_id)
    with speaking(settings.language):
        review, standing = await reviewing.review_with_standing(bot.app.db, review.guild_id, review.id)
        view = await _post_view(bot, review, standing, series)
        name = thread_name(review, series)
    message, place = await _send(channel, view, name, nonce=f"review-{review.id}")
    if not await reviewing.mark_posted(bot.app.db, review, place, now=bot.app.clock()):
        await _delete_quietly(message)
        return
    bot.dispatch("post_sent", review.guild_id, message.id)
    bot.app.activity.note(review.guild_id, review.series_id)
    for one in (settings.helpful_emoji, settings.not_helpful_emoji):
        try:
            await message.add_reaction(discord.PartialEmoji.from_str(one))
        except discord.HTTPException as error:
            _log.warning("could not offer %s on message %d: %s", one, message.id, error.text)


async def _send(
    channel: PostChannel, view: discord.ui.LayoutView, name: str, *, nonce: str
) -> tuple[discord.Message, PostPlace]:
    if isinstance(channel, discord.ForumChannel):
        made = await channel.create_thread(
            name=name, view=view, allowed_mentions=_NOBODY, applied_tags=_tags_for(channel)
        )
        return made.message, PostPlace(made.thread.id, made.message.id, thread_id=made.thread.id, parent_id=channel.id)
    # A retry within minutes is recognised by its nonce.
    message = await channel.send(view=view, allowed_mentions=_NOBODY, nonce=nonce)
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    return message, PostPlace(channel.id, message.id, parent_id=parent_id)


async def _post_view(bot: Linger, review: Review, standing: Standing, series: Series | None) -> discord.ui.LayoutView:
    """The post as it is now, in the language that is spoken."""
    settings = bot.app.servers.settings_of(review.guild_id)
    if review.state == "deleted":
        return deleted_post()
    style = settings.rating_style
    body = await asyncio.to_thread(post_body, review, series, policy=settings.spoiler_policy, style=style)
    emoji = (settings.helpful_emoji, settings.not_helpful_emoji)
    return review_post(review, standing, series, body=body, style=style, vote_emoji=emoji)


def why_refused(bot: Linger, review: Review, error: Exception) -> Exception:
    """What its author is told when a review could not be sent; `error` itself where the fault is ours."""
    if isinstance(error, discord.DiscordServerError) or (
        isinstance(error, UNREACHABLE) and not isinstance(error, discord.HTTPException)
    ):
        return UserError(_("Discord is not taking posts just now. Your draft is kept: press Post again in a minute."))
    if not isinstance(error, discord.HTTPException):
        return error
    try:
        channel_for(bot, review.guild_id, review.channel_id)  # names what is missing, as far as we can know
    except UserError as known:
        return known
    return UserError(
        _(
            "Discord refused the post: “{reason}”. Your draft is kept; an admin can look at my permissions there.",
            reason=sanitise_inline(error.text or str(error.status), limit=200),
        )
    )


def thread_name(review: Review, series: Series | None) -> str:
    """The name of the forum post or comment thread: the series, and how far it spoils."""
    episodes = series.episodes if series else None
    is_doubted = review.hidden_reason == "spoils-me"
    horizon, spoiler_free = (None, False) if is_doubted else (review.draft.horizon, review.draft.spoiler_free)
    suffix = thread_suffix(horizon, spoiler_free and not review.reading.marked, episodes)
    title = title_of(series) if series else sanitise_inline(review.series_id)
    by = sanitise_inline(review.author_name, limit=30)
    return shortened(_("{title}, reviewed by {name}", title=title, name=by), 97 - len(suffix)) + f" · {suffix}"


def _tags_for(channel: discord.ForumChannel) -> list[discord.ForumTag]:
    """A forum may insist on a tag: take one that members may use, best one that speaks of reviews."""
    if not channel.flags.require_tag:
        return []
    usable = [tag for tag in channel.available_tags if not tag.moderated]
    if not usable:
        raise UserError(
            _("The forum for reviews insists on a tag, and has none for me. An admin can add one; your draft is kept.")
        )
    return [next((tag for tag in usable if "review" in tag.name.lower()), usable[0])]


async def edit_post(bot: Linger, guild_id: int, review_id: int) -> None:
    """Bring the post up to date: text, state and tally as they are now. Raises discord.HTTPException."""
    try:
        review, standing = await reviewing.review_with_standing(bot.app.db, guild_id, review_id, also_deleted=True)
    except Gone:
        return
    if review.message_id is None or review.channel_id is None:
        return
    series = bot.app.catalogues.last_known(guild_id, review.series_id)
    with speaking(bot.app.servers.settings_of(guild_id).language):
        view = await _post_view(bot, review, standing, series)
        name = thread_name(review, series)
    message = bot.get_partial_messageable(review.channel_id, guild_id=guild_id).get_partial_message(review.message_id)
    try:
        await message.edit(view=view, allowed_mentions=_NOBODY)
    except discord.HTTPException as error:
        if error.code != _ARCHIVED:
            raise
        await _reopen(bot, review.channel_id)
        await message.edit(view=view, allowed_mentions=_NOBODY)
    await reviewing.mark_shown(bot.app.db, review, standing, now=bot.app.clock())
    await _rename_thread(bot, review, name)


async def _reopen(bot: Linger, thread_id: int) -> None:
    thread = await bot.fetch_channel(thread_id)
    if isinstance(thread, discord.Thread):
        await thread.edit(archived=False)


async def _rename_thread(bot: Linger, review: Review, name: str) -> None:
    """The horizon in the thread's name follows the review's."""
    guild = bot.get_guild(review.guild_id)
    thread = guild.get_thread(review.thread_id) if guild is not None and review.thread_id is not None else None
    if thread is None or thread.archived or thread.name == name:
        return
    try:
        await thread.edit(name=name)
    except discord.HTTPException as error:
        _log.warning("thread %d keeps its old name: %s", thread.id, error.text)


async def remove_post(bot: Linger, review: Review) -> None:
    """Delete the message of a review whose deletion can no longer be undone; others' comments on it stay."""
    if review.message_id is None or review.channel_id is None:
        return
    channel = bot.get_partial_messageable(review.channel_id, guild_id=review.guild_id)
    try:
        if review.thread_id == review.channel_id and not review.comments:  # a forum post that nobody answered
            thread = await bot.fetch_channel(review.channel_id)
            if isinstance(thread, discord.Thread):
                await thread.delete()
        else:
            await channel.get_partial_message(review.message_id).delete()
    except (discord.NotFound, discord.Forbidden) as error:
        _log.info("message %d of a deleted review could not be deleted: %s", review.message_id, error.text)


async def _delete_quietly(message: discord.Message) -> None:
    try:
        await message.delete()
    except discord.HTTPException as error:
        _log.warning("message %d of a review that is gone stays: %s", message.id, error.text)


async def find_post(bot: Linger, review: Review) -> PostPlace | None:
    """The message of a review that a crash kept us from noting, or None.

    Raises UserError and discord.HTTPException where that can't be looked up.
    """
    channel = channel_for(bot, review.guild_id, review.channel_id)
    since = (review.edited_at or review.created_at) - _CLOCKS_APART
    custom_id = f"reviews.read:{review.id}"
    if isinstance(channel, discord.ForumChannel):
        for thread in channel.threads:
            is_ours = bot.user is not None and thread.owner_id == bot.user.id
            if is_ours and thread.created_at is not None and thread.created_at >= since:
                starter = await _starter(thread)
                if starter is not None and shows(starter, custom_id):
                    return PostPlace(thread.id, starter.id, thread_id=thread.id, parent_id=channel.id)
        return None
    async for message in channel.history(limit=_LOOKED_THROUGH, after=since):
        if message.author == bot.user and shows(message, custom_id):
            parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
            return PostPlace(channel.id, message.id, parent_id=parent_id)
    return None


async def _starter(thread: discord.Thread) -> discord.Message | None:
    try:
        return await thread.fetch_message(thread.id)
    except discord.NotFound:
        return None


def shows(message: discord.Message, custom_id: str) -> bool:
    """Whether the message holds a component with this custom id."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return any(getattr(child, "custom_id", None) == custom_id for child in view.walk_children())
