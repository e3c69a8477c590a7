"""Threads and forum posts on Discord: where they may be made, and how they are kept."""

from __future__ import annotations

import logging
from contextlib import suppress

import discord

from bot.domain.series import Series
from bot.edge.client import Linger
from bot.edge.publishing.doors import ARCHIVED, explaining
from bot.edge.publishing.sight import require_guild
from bot.errors import UserError
from bot.i18n import _
from bot.ui.kit.permissions import NEEDS, Deed, missing_permissions, require_permissions

_log = logging.getLogger(__name__)

Parent = discord.TextChannel | discord.ForumChannel


def parent_for(bot: Linger, guild_id: int, asked_in: int | None) -> Parent:
    """The channel or forum that new places go to: the one that is set, otherwise where it was asked for.

    Raises UserError naming what is missing.
    """
    guild = require_guild(bot, guild_id)
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
    require_permissions(channel, Deed.PLACES)
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


async def pin(bot: Linger, thread_id: int, message_id: int) -> None:
    """Pin a card in its thread. Where we may not, that is enough: it is the first thing there anyway."""
    thread = bot.get_channel(thread_id)
    if isinstance(thread, discord.Thread) and missing_permissions(thread, NEEDS[Deed.PINS]):
        return
    try:
        await bot.get_partial_messageable(thread_id).get_partial_message(message_id).pin()
    except discord.Forbidden as error:
        _log.info("the card of thread %s could not be pinned: %s", thread_id, error.text)


async def wake(thread: discord.Thread) -> None:
    """Open an archived thread again; what moderators have locked stays as it is. Raises UserError, HTTPException."""
    if not thread.locked and not missing_permissions(thread, ("send_messages_in_threads",)):
        with explaining():
            await thread.edit(archived=False)


async def edit_message(
    bot: Linger, guild_id: int, channel_id: int, message_id: int, view: discord.ui.LayoutView
) -> None:
    """Edit a message of ours; a thread that sleeps is opened for that and sleeps on. Raises discord.HTTPException.

    Whoever counts what stands under it hears what Discord shows (`post_edited`).
    """
    message = bot.get_partial_messageable(channel_id, guild_id=guild_id).get_partial_message(message_id)
    try:
        shown = await message.edit(view=view)
    except discord.HTTPException as error:
        if error.code != ARCHIVED:
            raise
        thread = await bot.fetch_channel(channel_id)
        if not isinstance(thread, discord.Thread):
            raise
        await thread.edit(archived=False)
        shown = await message.edit(view=view)
        await thread.edit(archived=True)
    bot.dispatch("post_edited", guild_id, shown)


async def rename(bot: Linger, guild_id: int, thread_id: int, name: str) -> None:
    """Call a thread of ours `name`, unless it is called that. Raises Unavailable, and what Discord raises."""
    require_guild(bot, guild_id)
    # Asked of Discord, for what we have heard of it may be older than what we have called it since.
    thread = await bot.fetch_channel(thread_id)
    if not isinstance(thread, discord.Thread) or thread.name == name:
        return
    sleeps = thread.archived
    await (thread.edit(name=name, archived=False) if sleeps else thread.edit(name=name))
    if sleeps:
        await thread.edit(archived=True)


async def close_twin(thread: discord.Thread) -> None:
    """A thread that Discord made twice: this one goes; where we may not delete it, it is closed."""
    try:
        await thread.delete()
    except discord.Forbidden:
        with suppress(discord.HTTPException):
            await thread.edit(archived=True)
    except discord.HTTPException as error:
        _log.warning("the second thread %s stays: %s", thread.id, error)
