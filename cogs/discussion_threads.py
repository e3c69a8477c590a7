"""Threads and forum posts on Discord: where they may be made, and how they are kept. Not a cog."""

from __future__ import annotations

import logging
from datetime import datetime

import discord

from bot.client import Linger
from bot.domain.series import Series
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.ui.permissions import missing_permissions, require_permissions

_log = logging.getLogger(__name__)

Parent = discord.TextChannel | discord.ForumChannel
_IN_TEXT = ("view_channel", "create_public_threads", "send_messages_in_threads", "read_message_history")
_IN_FORUM = ("view_channel", "send_messages", "send_messages_in_threads", "read_message_history")
_TOO_MANY_THREADS = (160006, 160007)  # active threads of the server; of an announcement channel
_NEEDS_TAG = 40067


def parent_for(bot: Linger, guild_id: int, asked_in: int | None) -> Parent:
    """The channel or forum that new places go to: the one that is set, otherwise where it was asked for.

    Raises UserError naming what is missing.
    """
    guild = bot.get_guild(guild_id)
    if guild is None:
        raise Gone(_("I am no longer in that server."))
    wanted = bot.app.servers.settings_of(guild_id).discussion_channel_id
    channel = guild.get_channel_or_thread(wanted or asked_in or 0)
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    if channel is None and wanted is not None:
        raise UserError(_("The channel set for discussions is gone. An admin can choose another one with /config."))
    if not isinstance(channel, Parent):
        raise UserError(
            _("There can be no threads here. Run this in a text channel, or have an admin set one with /config.")
        )
    if isinstance(channel, discord.ForumChannel):
        require_permissions(channel, _IN_FORUM)
    else:
        require_permissions(channel, _IN_TEXT)
    return channel


def tags_for(forum: discord.ForumChannel, series: Series) -> list[discord.ForumTag]:
    """A tag that fits the series, where there is one; any where the forum insists on one. Raises UserError."""
    usable = [tag for tag in forum.available_tags if not tag.moderated]
    wanted = {series.title.casefold(), (series.status or "").casefold()}
    fitting = [tag for tag in usable if tag.name.casefold() in wanted]
    if fitting or not forum.flags.require_tag:
        return fitting[:5]
    if not usable:
        raise UserError(
            _(
                "The forum {forum} insists on a tag and has none that I may use. An admin can add one to it.",
                forum=forum.mention,
            )
        )
    return usable[:1]


def explained(error: discord.HTTPException) -> Exception:
    """What somebody is told about a thread that Discord refused; other errors stay as they are."""
    if error.code in _TOO_MANY_THREADS:
        return UserError(
            _("This server has as many open threads as Discord allows. Close one that is quiet, then ask again.")
        )
    if error.code == _NEEDS_TAG:
        return UserError(_("This forum insists on a tag, and I know none that fits. An admin can add one to it."))
    return error


async def own_message_with(
    bot: Linger, place: discord.abc.Messageable, custom_id: str, *, after: datetime | None = None
) -> int | None:
    """A message of ours that has a component of that custom id: among the last 100, or the first 500 `after`."""
    history = place.history(limit=100) if after is None else place.history(limit=500, after=after)
    async for message in history:
        if bot.user is None or message.author.id != bot.user.id or not message.components:
            continue
        view = discord.ui.LayoutView.from_message(message, timeout=None)
        view.stop()
        if any(getattr(child, "custom_id", None) == custom_id for child in view.walk_children()):
            return message.id
    return None


async def pin(thread: discord.Thread, message_id: int) -> None:
    """The card is the first thing in its thread anyway: where we may not pin it, that is enough."""
    if missing_permissions(thread, ("pin_messages",)):
        return
    try:
        await thread.get_partial_message(message_id).pin()
    except discord.HTTPException as error:
        _log.info("the card of thread %s could not be pinned: %s", thread.id, error.text)


async def wake(thread: discord.Thread) -> None:
    """Open an archived thread again; what moderators have locked stays as it is."""
    if not thread.locked and not missing_permissions(thread, ("send_messages_in_threads",)):
        await thread.edit(archived=False)
