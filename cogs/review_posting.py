"""Where reviews are posted, and how their posts follow what happens to them. Not a cog."""

from __future__ import annotations

import logging

import discord

from bot.client import Linger
from bot.domain.horizon import thread_suffix
from bot.domain.review_records import Review
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import reviewing
from bot.services.reviewing import PostPlace
from bot.ui.permissions import missing_permissions, require_permissions
from bot.ui.review_card import deleted_post, review_post
from bot.ui.series_words import shortened, title_of

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()

PostChannel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel
_POSTING = ("view_channel", "send_messages", "read_message_history", "add_reactions")
_IN_FORUM = (*_POSTING, "send_messages_in_threads")


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


async def publish(bot: Linger, review: Review) -> discord.Message:
    """Send the post of a review that waits for it, and note where it is. Raises UserError, discord.HTTPException."""
    channel = channel_for(bot, review.guild_id, review.channel_id)
    series = bot.app.catalogues.get(review.guild_id, review.series_id)
    settings = bot.app.servers.settings_of(review.guild_id)
    emoji = (settings.helpful_emoji, settings.not_helpful_emoji)
    with speaking(settings.language):
        _review, standing = await reviewing.review_with_standing(bot.app.db, review.guild_id, review.id)
        view = review_post(
            review,
            standing,
            series,
            policy=settings.spoiler_policy,
            style=settings.rating_style,
            vote_emoji=emoji,
        )
        name = thread_name(review, series)
    nonce = f"review-{review.id}"  # a retry within minutes is recognised by Discord
    if isinstance(channel, discord.ForumChannel):
        made = await channel.create_thread(
            name=name, view=view, allowed_mentions=_NOBODY, applied_tags=_tags_for(channel)
        )
        message = made.message
        place = PostPlace(made.thread.id, message.id, thread_id=made.thread.id, parent_id=channel.id)
    else:
        message = await channel.send(view=view, allowed_mentions=_NOBODY, nonce=nonce)
        parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
        place = PostPlace(channel.id, message.id, parent_id=parent_id)
    await reviewing.mark_posted(bot.app.db, review, place, now=bot.app.clock())
    bot.app.activity.note(review.guild_id, review.series_id)
    for one in emoji:
        try:
            await message.add_reaction(discord.PartialEmoji.from_str(one))
        except discord.HTTPException as error:
            _log.warning("could not offer %s on message %d: %s", one, message.id, error.text)
    return message


def thread_name(review: Review, series: Series | None) -> str:
    """The name of the forum post or comment thread: the series, and how far it spoils."""
    episodes = series.episodes if series else None
    suffix = thread_suffix(review.draft.horizon, review.draft.spoiler_free, episodes)
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
    settings = bot.app.servers.settings_of(guild_id)
    series = bot.app.catalogues.get(guild_id, review.series_id)
    with speaking(settings.language):
        if review.state == "deleted":
            view = deleted_post()
        else:
            view = review_post(
                review,
                standing,
                series,
                policy=settings.spoiler_policy,
                style=settings.rating_style,
                vote_emoji=(settings.helpful_emoji, settings.not_helpful_emoji),
            )
    message = bot.get_partial_messageable(review.channel_id, guild_id=guild_id).get_partial_message(review.message_id)
    await message.edit(view=view, allowed_mentions=_NOBODY)
    await reviewing.mark_shown(bot.app.db, review, standing, now=bot.app.clock())


async def remove_post(bot: Linger, review: Review) -> None:
    """Delete the message of a review whose deletion can no longer be undone."""
    if review.message_id is None or review.channel_id is None:
        return
    message = bot.get_partial_messageable(review.channel_id, guild_id=review.guild_id).get_partial_message(
        review.message_id
    )
    try:
        await message.delete()
    except (discord.NotFound, discord.Forbidden) as error:
        _log.info("message %d of a deleted review could not be deleted: %s", review.message_id, error.text)


async def find_post(bot: Linger, review: Review) -> discord.Message | None:
    """The message of a review that a crash kept us from noting, or None. Looks through the last 50 messages."""
    try:
        channel = channel_for(bot, review.guild_id, review.channel_id)
    except UserError:
        return None
    if isinstance(channel, discord.ForumChannel):
        places = [thread for thread in channel.threads if bot.user and thread.owner_id == bot.user.id]
        messages = [await _starter(thread) for thread in places[-50:]]
    else:
        messages = [message async for message in channel.history(limit=50, after=review.created_at)]
    return next((m for m in messages if m and _shows(m, f"reviews.read:{review.id}")), None)


async def _starter(thread: discord.Thread) -> discord.Message | None:
    try:
        return await thread.fetch_message(thread.id)
    except discord.HTTPException:
        return None


def _shows(message: discord.Message, custom_id: str) -> bool:
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return any(getattr(child, "custom_id", None) == custom_id for child in view.walk_children())


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
    settings = bot.app.servers.settings_of(review.guild_id)
    with speaking(settings.language):
        name = thread_name(review, series)
    thread = await channel.create_thread(
        name=name, message=discord.Object(review.message_id), auto_archive_duration=10_080
    )
    await reviewing.set_thread(bot.app.db, review, thread.id)
    return thread


async def _fetch_thread(guild: discord.Guild, thread_id: int) -> discord.Thread | None:
    try:
        channel = await guild.fetch_channel(thread_id)
    except discord.NotFound:
        return None
    return channel if isinstance(channel, discord.Thread) else None
