"""How members' recommendations are posted, and how their posts follow what happens to them."""

from __future__ import annotations

import discord

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress
from bot.domain.series import Series
from bot.domain.suggestions import Suggestion
from bot.domain.votes import WhoCounts, who_counts
from bot.edge.client import Linger
from bot.edge.publishing import offering
from bot.edge.publishing.finding import own_messages, with_custom_id
from bot.edge.publishing.once import send_once
from bot.edge.publishing.sight import Channel, cached_channel, parent_of, require_guild
from bot.edge.threads import edit_message
from bot.errors import UserError
from bot.i18n import _, speaking
from bot.services import publishing
from bot.services.recommendations import suggesting
from bot.ui.kit.permissions import Deed, require_permissions
from bot.ui.suggestions import suggestion_post

Place = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel


def place_for(bot: Linger, guild_id: int, channel_id: int | None) -> Place:
    """The channel to post in. Raises UserError naming what is missing."""
    channel = cached_channel(require_guild(bot, guild_id), channel_id)
    if not isinstance(channel, Place):
        raise UserError(_("I can't post here. Recommend it in a text channel."))
    require_permissions(channel, Deed.SUGGESTIONS)
    return channel


def suggestion_view(bot: Linger, suggestion: Suggestion) -> discord.ui.LayoutView:
    """The post of a recommendation, in its server's language. Raises UserError where a series was never known."""
    settings = bot.app.servers.settings_of(suggestion.guild_id)
    with speaking(settings.language):
        return suggestion_post(
            suggestion,
            _series(bot, suggestion.guild_id, suggestion.liked_id),
            _series(bot, suggestion.guild_id, suggestion.try_id),
            bot.app.servers.vote_emoji(suggestion.guild_id),
            counts=who_counts(settings.in_channel(suggestion.counted_in)) is not WhoCounts.NOBODY,
        )


def _series(bot: Linger, guild_id: int, series_id: str) -> Series:
    """A series also after it was taken out of the catalogue."""
    return bot.app.catalogues.last_known(guild_id, series_id) or bot.app.catalogues.require(guild_id, series_id)


async def publish(bot: Linger, suggestion: Suggestion) -> int:
    """Send the post of a recommendation that waits for it, or find it; returns the message's id.

    Raises UserError, InDoubt where nobody knows whether it is there, and what Discord raises.
    """
    guild_id, subject = suggestion.guild_id, str(suggestion.id)
    place = place_for(bot, guild_id, suggestion.channel_id)
    claim = await publishing.find(bot.app.db, guild_id, PublishedKind.SUGGESTION, subject)
    after_id = claim.after_id if claim is not None else None
    nonce = claim.nonce if claim is not None else f"suggestion-{suggestion.id}"
    is_fresh = not bot.late.has(PublishedKind.SUGGESTION, guild_id, subject)
    # A retry within minutes is recognised by its nonce.
    sent = await send_once(
        is_fresh=is_fresh,
        find=lambda: find_posts(bot, place, suggestion.id, after_id),
        send=lambda: _send(bot, place, suggestion, nonce),
        look_after_s=bot.app.pace.look_after_s,
    )
    if not await suggesting.mark_posted(
        bot.app.db,
        suggestion,
        place=PostAddress(place.id, sent.message_id, parent_id=parent_of(place)),
        drawn=is_fresh,
        now=bot.app.clock(),
    ):
        bot.dispatch("outbox")
        return sent.message_id
    bot.dispatch("post_sent", guild_id, sent.message_id)
    await bot.posts.do_now(PublishedKind.SUGGESTION, guild_id, subject, Step.OFFER)
    return sent.message_id


async def _send(bot: Linger, place: Place, suggestion: Suggestion, nonce: str) -> PostAddress:
    message = await place.send(view=suggestion_view(bot, suggestion), nonce=nonce)
    return PostAddress(place.id, message.id)


async def find_posts(bot: Linger, place: Channel, suggestion_id: int, after_id: int | None) -> list[PostAddress]:
    """The messages of a recommendation that nobody noted, the oldest first. Raises discord.HTTPException."""
    if not isinstance(place, Place):
        return []
    is_it = with_custom_id(f"suggest.delete:{suggestion_id}")
    return [PostAddress(place.id, one.id) for one in await own_messages(bot, place, is_it, after_id=after_id)]


async def offer_votes(bot: Linger, guild_id: int, suggestion_id: int) -> None:
    """Put the vote emoji under a post. Raises discord.HTTPException, Gone."""
    suggestion = await suggesting.get(bot.app.db, guild_id, suggestion_id)
    if suggestion.message_id is None:
        return
    await offering.offer_votes(bot, guild_id, suggestion.channel_id, suggestion.message_id)


async def edit_post(bot: Linger, guild_id: int, suggestion_id: int) -> None:
    """Bring the post up to date: reason and tally as they are now. Raises discord.HTTPException, Gone."""
    suggestion = await suggesting.get(bot.app.db, guild_id, suggestion_id)
    if suggestion.message_id is None:
        return
    await edit_message(bot, guild_id, suggestion.channel_id, suggestion.message_id, suggestion_view(bot, suggestion))
    await suggesting.mark_shown(bot.app.db, suggestion, now=bot.app.clock())
    await bot.app.recommendations.refresh_pairs(guild_id)  # votes decide whether it counts
