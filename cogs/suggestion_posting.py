"""How members' recommendations are posted, and how their posts follow what happens to them. Not a cog."""

from __future__ import annotations

import logging

import discord

from bot.client import Linger
from bot.domain.suggestions import Suggestion
from bot.errors import Gone, UserError
from bot.i18n import _, speaking
from bot.services import suggesting
from bot.ui.permissions import require_permissions
from bot.ui.suggestion_card import suggestion_post
from cogs.review_posting import shows

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()
_NEEDED = ("view_channel", "send_messages", "read_message_history", "add_reactions")

Place = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel


def place_for(bot: Linger, guild_id: int, channel_id: int | None) -> Place:
    """The channel to post in. Raises UserError naming what is missing."""
    guild = bot.get_guild(guild_id)
    if guild is None:
        raise Gone(_("I am no longer in that server."))
    channel = guild.get_channel_or_thread(channel_id or 0)
    if not isinstance(channel, Place):
        raise UserError(_("I can't post here. Recommend it in a text channel."))
    require_permissions(channel, _NEEDED)
    return channel


def suggestion_view(bot: Linger, suggestion: Suggestion) -> discord.ui.LayoutView:
    """The post of a recommendation, in its server's language. Raises Gone where a series is no longer known."""
    settings = bot.app.servers.settings_of(suggestion.guild_id)
    with speaking(settings.language):
        return suggestion_post(
            suggestion,
            bot.app.catalogues.require(suggestion.guild_id, suggestion.liked_id),
            bot.app.catalogues.require(suggestion.guild_id, suggestion.try_id),
            (settings.helpful_emoji, settings.not_helpful_emoji),
        )


async def publish(bot: Linger, suggestion: Suggestion) -> discord.Message:
    """Send the post of a recommendation that waits for it. Raises UserError, discord.HTTPException."""
    place = place_for(bot, suggestion.guild_id, suggestion.channel_id)
    view = suggestion_view(bot, suggestion)
    nonce = f"suggestion-{suggestion.id}"  # a retry within minutes is recognised by Discord
    message = await place.send(view=view, allowed_mentions=_NOBODY, nonce=nonce)
    await suggesting.mark_posted(
        bot.app.db, suggestion, channel_id=place.id, message_id=message.id, now=bot.app.clock()
    )
    bot.dispatch("post_sent", suggestion.guild_id, message.id)
    settings = bot.app.servers.settings_of(suggestion.guild_id)
    for emoji in (settings.helpful_emoji, settings.not_helpful_emoji):
        try:
            await message.add_reaction(discord.PartialEmoji.from_str(emoji))
        except discord.HTTPException as error:
            _log.warning("could not offer %s on message %d: %s", emoji, message.id, error.text)
    return message


async def publish_late(bot: Linger, suggestion: Suggestion) -> None:
    """After a crash: find the message that was sent and not noted, or send it; drop it where neither can be."""
    try:
        place = place_for(bot, suggestion.guild_id, suggestion.channel_id)
        async for message in place.history(limit=50, after=suggestion.created_at):
            if shows(message, f"suggest.delete:{suggestion.id}"):
                await suggesting.mark_posted(
                    bot.app.db, suggestion, channel_id=place.id, message_id=message.id, now=bot.app.clock()
                )
                bot.dispatch("post_sent", suggestion.guild_id, message.id)
                return
        await publish(bot, suggestion)
    except UserError as error:
        _log.warning("recommendation %d of guild %d is dropped: %s", suggestion.id, suggestion.guild_id, error)
        await suggesting.withdraw(bot.app.db, suggestion)
    except discord.HTTPException as error:
        _log.warning("recommendation %d of guild %d waits: %s", suggestion.id, suggestion.guild_id, error)


async def edit_post(bot: Linger, guild_id: int, suggestion_id: int) -> None:
    """Bring the post up to date: reason and tally as they are now. Raises discord.HTTPException."""
    try:
        suggestion = await suggesting.get(bot.app.db, guild_id, suggestion_id)
        view = suggestion_view(bot, suggestion)
    except Gone:
        return
    if suggestion.message_id is None:
        return
    channel = bot.get_partial_messageable(suggestion.channel_id, guild_id=guild_id)
    await channel.get_partial_message(suggestion.message_id).edit(view=view, allowed_mentions=_NOBODY)
    await suggesting.mark_shown(bot.app.db, suggestion, now=bot.app.clock())
    await bot.app.recommendations.refresh_pairs()  # votes decide whether it counts
