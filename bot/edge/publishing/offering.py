"""Putting the emoji that people vote with under a post, and taking away those that served before."""

from __future__ import annotations

import logging

import discord

from bot.domain.emoji import emoji_key, plain_emoji, setting_emoji_key
from bot.edge.client import Linger
from bot.edge.reaching import Unknown, is_unknown
from bot.services.moderation import auditing

_log = logging.getLogger(__name__)


class NotOffered(discord.DiscordException):
    """Discord seemed to take the emoji, and they are not there: something in between had answered."""


async def offer_votes(bot: Linger, guild_id: int, channel_id: int, message_id: int) -> None:
    """React with both, also where one stands already, and look whether they stand there; our own reactions of former
    emoji go. Raises HTTPException, NotOffered.

    An emoji that Discord does not know any more is told to admins, and the usual one serves.
    """
    message = bot.get_partial_messageable(channel_id, guild_id=guild_id).get_partial_message(message_id)
    servers = bot.app.servers
    in_use = {setting_emoji_key(one) for one in servers.vote_emoji(guild_id)}
    for former in servers.former_emoji(guild_id):  # first, for a message holds twenty emoji
        if former.key not in in_use:
            await _take_away(bot, message, former.written)
    for _try in range(3):  # both may be gone, and each tells of itself alone
        gone = [one for one in servers.vote_emoji(guild_id) if not await _put(message, one)]
        for one in gone:
            await note_gone(bot, guild_id, one)
        if not gone:
            break
    await _look(message, servers.vote_emoji(guild_id))


async def note_gone(bot: Linger, guild_id: int, emoji: str) -> None:
    """Discord does not know a vote emoji any more: admins are told once, and every post gets what serves now."""
    if await bot.app.servers.note_gone(guild_id, emoji):
        _log.warning("the vote emoji %s of guild %d does not exist any more", emoji, guild_id)
        await auditing.note_once(bot.app.db, guild_id, "emoji.gone", emoji, None, now=bot.app.clock())
        bot.posts.look()
        bot.dispatch("outbox")


async def _look(message: discord.PartialMessage, emoji: tuple[str, str]) -> None:
    ours = [reaction.emoji for reaction in (await message.fetch()).reactions if reaction.me]
    there = {emoji_key(None, one.id) if not isinstance(one, str) and one.id else plain_emoji(str(one)) for one in ours}
    if not {setting_emoji_key(one) for one in emoji} <= there:
        raise NotOffered(f"the emoji to vote with are not under message {message.id}")


async def _put(message: discord.PartialMessage, emoji: str) -> bool:
    try:
        await message.add_reaction(discord.PartialEmoji.from_str(emoji))
    except discord.HTTPException as error:
        if not is_unknown(error, Unknown.EMOJI):
            raise
        return False
    return True


async def _take_away(bot: Linger, message: discord.PartialMessage, emoji: str) -> None:
    assert bot.user is not None
    try:
        await message.remove_reaction(discord.PartialEmoji.from_str(emoji), bot.user)
    except discord.HTTPException as error:
        if not is_unknown(error, Unknown.EMOJI):  # where none of it stands
            raise
