"""Where reviews are posted, and how their posts follow what happens to them."""

from __future__ import annotations

import asyncio
import logging

import discord
from msgspec.structs import replace

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress
from bot.domain.reviews.horizon import thread_suffix
from bot.domain.reviews.records import HiddenReason, Review, ReviewNumbers, ReviewState
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.domain.votes import who_counts
from bot.edge.client import Linger
from bot.edge.publishing import offering
from bot.edge.publishing.doors import explained
from bot.edge.publishing.finding import own_messages, own_threads, with_custom_id
from bot.edge.publishing.once import is_doubtful, send_once
from bot.edge.publishing.sight import Channel, cached_channel, channel_of, parent_of, require_guild
from bot.edge.reaching import Unknown, is_passing, is_unknown
from bot.edge.threads import close_twin, edit_message, rename
from bot.errors import UserError
from bot.i18n import _, speaking
from bot.services import message_removals, publishing
from bot.services.reviews import reviewing
from bot.ui.kit.files import picture_file
from bot.ui.kit.lines import shortened
from bot.ui.kit.permissions import Deed, require_permissions
from bot.ui.reviews.card import deleted_post, post_body, review_post
from bot.ui.series.poster import POSTER, poster_words
from bot.ui.series.words import title_of

_log = logging.getLogger(__name__)
_NOT_FOR_GOOD = frozenset({"TMDB"})  # its terms let nothing stand for longer than six months
_POSTER_S = 2.0  # somebody waits for their review to stand; later ones find it at hand

PostChannel = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel


def channel_for(bot: Linger, guild_id: int, asked_in: int | None) -> PostChannel:
    """The channel that reviews of this server go to: the one that is set, otherwise where it was asked for.

    Raises UserError naming what is missing: the channel, or a permission of ours.
    """
    guild = require_guild(bot, guild_id)
    wanted = bot.app.servers.settings_of(guild_id).review_channel_id
    channel = cached_channel(guild, wanted or asked_in)
    if channel is None and wanted is not None:
        raise UserError(
            _("The channel set for reviews is gone. An admin can choose another one with /config; your draft is kept.")
        )
    if not isinstance(channel, PostChannel):
        raise UserError(_("I can't post here. Run the command in a text channel; your draft is kept."))
    require_permissions(channel, Deed.REVIEWS)
    return channel


async def publish(bot: Linger, review: Review) -> None:
    """Send the post of a review that waits for it, or find it, and note where it is. Raises UserError, InDoubt where
    nobody knows whether it is there, and what Discord raises.

    Whoever deletes the review while it is being sent gets the message deleted too.
    """
    guild_id, subject = review.guild_id, str(review.id)
    channel = channel_for(bot, guild_id, review.channel_id)
    claim = await publishing.find(bot.app.db, guild_id, PublishedKind.REVIEW, subject)
    after_id = claim.after_id if claim is not None else None
    nonce = claim.nonce if claim is not None else f"review-{review.id}"
    place = await send_once(
        is_fresh=not bot.late.has(PublishedKind.REVIEW, guild_id, subject),
        find=lambda: find_posts(bot, channel, review.id, after_id),
        send=lambda: _send(bot, channel, review, nonce),
        drop=(lambda twin: drop_post(bot, guild_id, twin)) if isinstance(channel, discord.ForumChannel) else None,
        look_after_s=bot.app.pace.look_after_s,
    )
    rules = bot.app.ledger.rules(review.guild_id)
    if not await reviewing.mark_posted(bot.app.db, review, place, rules=rules, now=bot.app.clock()):
        await message_removals.ask_removal(bot.app.db, guild_id, place, now=bot.app.clock())
        bot.dispatch("outbox")
        return
    bot.dispatch("post_sent", guild_id, place.message_id)
    bot.app.activity.note(guild_id, review.series_id)
    await bot.posts.do_now(PublishedKind.REVIEW, guild_id, subject, Step.OFFER)


async def _send(bot: Linger, channel: PostChannel, review: Review, nonce: str) -> PostAddress:
    series = bot.app.catalogues.last_known(review.guild_id, review.series_id)
    with speaking(bot.app.servers.settings_of(review.guild_id).language):
        review, standing = await reviewing.review_with_standing(bot.app.db, review.guild_id, review.id)
        files = await posters_for(bot, channel, series)
        view = await _post_view(bot, review, standing, series, has_poster=bool(files))
        name = thread_name(review, series)
    if isinstance(channel, discord.ForumChannel):
        made = await channel.create_thread(name=name, view=view, applied_tags=_tags_for(channel), files=files)
        place = PostAddress(made.thread.id, made.message.id, thread_id=made.thread.id, parent_id=channel.id)
    else:
        # A retry within minutes is recognised by its nonce.
        message = await channel.send(view=view, nonce=nonce, files=files)
        place = PostAddress(channel.id, message.id, parent_id=parent_of(channel))
    return replace(place, has_poster=bool(files))


async def posters_for(bot: Linger, channel: PostChannel, series: Series | None) -> list[discord.File]:
    """The poster of the series, where it is at hand soon, wished for in this server, and we may attach files."""
    if series is None or series.poster is None or series.poster.source in _NOT_FOR_GOOD:
        return []
    app, guild = bot.app, channel.guild
    is_wished = app.outside.is_open and app.servers.is_on(guild.id, channel.id, "outside")
    if not is_wished or not channel.permissions_for(guild.me).attach_files:
        return []
    picture = await app.posters.get(series.poster, within_s=_POSTER_S)
    return [picture_file(POSTER, picture, description=poster_words(series))] if picture is not None else []


async def find_posts(bot: Linger, channel: Channel, review_id: int, after_id: int | None) -> list[PostAddress]:
    """The messages of a review that nobody noted, the oldest first. Raises discord.HTTPException."""
    is_it = with_custom_id(f"reviews.read:{review_id}")
    if isinstance(channel, discord.ForumChannel):
        threads = await own_threads(bot, channel, starter=is_it, after_id=after_id)
        return [PostAddress(one.id, one.id, thread_id=one.id, parent_id=channel.id) for one in threads]
    if not isinstance(channel, discord.abc.Messageable):
        return []
    found = await own_messages(bot, channel, is_it, after_id=after_id)
    return [PostAddress(channel.id, message.id, parent_id=parent_of(channel)) for message in found]


async def drop_post(bot: Linger, guild_id: int, twin: PostAddress) -> None:
    """A forum post that should not be there goes, with its thread."""
    thread = await channel_of(bot, guild_id, twin.channel_id)
    if isinstance(thread, discord.Thread):
        await close_twin(thread)


async def offer_votes(bot: Linger, guild_id: int, review_id: int) -> None:
    """Put the vote emoji under a post. Raises discord.HTTPException, Gone."""
    review, _standing = await reviewing.review_with_standing(bot.app.db, guild_id, review_id, also_deleted=True)
    if review.message_id is None or review.channel_id is None:
        return
    await offering.offer_votes(bot, guild_id, review.channel_id, review.message_id)


async def _post_view(
    bot: Linger, review: Review, standing: ReviewNumbers, series: Series | None, *, has_poster: bool
) -> discord.ui.LayoutView:
    """The post as it is now, in the language that is spoken."""
    settings = bot.app.servers.settings_of(review.guild_id)
    if review.state is ReviewState.DELETED:
        return deleted_post()
    style = settings.rating_style
    body = await asyncio.to_thread(post_body, review, series, policy=settings.spoiler_policy, style=style)
    emoji = bot.app.servers.vote_emoji(review.guild_id)
    return review_post(
        review,
        standing,
        series,
        body=body,
        style=style,
        vote_emoji=emoji,
        has_poster=has_poster,
        counts=who_counts(settings.in_channel(standing.counted_in)),
    )


def why_refused(bot: Linger, review: Review, error: Exception) -> Exception:
    """What its author is told when a review could not be sent; `error` itself where the fault is ours."""
    if is_doubtful(error) or is_passing(error):
        _log.warning("review %d of guild %d could not be sent", review.id, review.guild_id, exc_info=error)
        return UserError(_("Discord is not taking posts just now. Your draft is kept: press Post again in a minute."))
    if not isinstance(error, discord.HTTPException):
        return error
    try:
        channel_for(bot, review.guild_id, review.channel_id)  # names what is missing, as far as we can know
    except UserError as known:
        return known
    known_code = explained(error)
    if isinstance(known_code, UserError):
        return known_code
    return UserError(
        _(
            "Discord refused the post: “{reason}”. Your draft is kept; an admin can look at my permissions there.",
            reason=sanitise_inline(error.text or str(error.status), limit=200),
        )
    )


def thread_name(review: Review, series: Series | None) -> str:
    """The name of the forum post or comment thread: the series, and how far it spoils."""
    episodes = series.episodes if series else None
    is_doubted = review.hidden_reason is HiddenReason.SPOILS_ME
    horizon, spoiler_free = (None, False) if is_doubted else (review.content.horizon, review.content.spoiler_free)
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
    """Bring the post up to date: text, state and tally as they are now. Raises discord.HTTPException, Gone."""
    review, standing = await reviewing.review_with_standing(bot.app.db, guild_id, review_id, also_deleted=True)
    if review.message_id is None or review.channel_id is None:
        return
    series = bot.app.catalogues.last_known(guild_id, review.series_id)
    with speaking(bot.app.servers.settings_of(guild_id).language):
        view = await _post_view(bot, review, standing, series, has_poster=review.has_poster)
    await edit_message(bot, guild_id, review.channel_id, review.message_id, view)
    await reviewing.mark_shown(bot.app.db, review, standing, now=bot.app.clock())


async def rename_thread(bot: Linger, guild_id: int, review_id: int) -> None:
    """The title and the horizon in the thread's name follow the review's. Raises what Discord raises, Gone."""
    review, _standing = await reviewing.review_with_standing(bot.app.db, guild_id, review_id, also_deleted=True)
    if review.thread_id is None:
        return
    series = bot.app.catalogues.last_known(guild_id, review.series_id)
    with speaking(bot.app.servers.settings_of(guild_id).language):
        name = thread_name(review, series)
    await rename(bot, guild_id, review.thread_id, name)


async def rename_talk(bot: Linger, guild_id: int, subject: str) -> None:
    """The comments on a review that is gone are called after its series, and no longer after its author."""
    shown = await publishing.series_shown(bot.app.db, guild_id, PublishedKind.TALK, subject)
    series = bot.app.catalogues.last_known(guild_id, shown)
    with speaking(bot.app.servers.settings_of(guild_id).language):
        title = title_of(series) if series else sanitise_inline(shown)
        name = shortened(_("{title}, comments on a review that is gone", title=title), 97)
    await rename(bot, guild_id, int(subject), name)


async def remove_post(bot: Linger, review: Review) -> None:
    """Delete the message of a review whose deletion can no longer be undone; others' comments on it stay.

    A forum post that nobody answered goes as a whole, also where somebody deleted its message before. Raises what
    Discord raises, except where all is gone already.
    """
    if review.channel_id is None:
        return
    channel = bot.get_partial_messageable(review.channel_id, guild_id=review.guild_id)
    try:
        if review.thread_id == review.channel_id and not review.comments:
            thread = await bot.fetch_channel(review.channel_id)
            if isinstance(thread, discord.Thread):
                await thread.delete()
        elif review.message_id is not None:
            await channel.get_partial_message(review.message_id).delete()
    except discord.NotFound as error:
        if not is_unknown(error, Unknown.MESSAGE, Unknown.CHANNEL):
            raise  # an answer of something in between, not of Discord
