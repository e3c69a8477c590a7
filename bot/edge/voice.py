"""Nobody speaks through the bot where they may not speak themselves: asked by every door that brings words out."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.settings import ServerSettings
from bot.errors import NotAllowed
from bot.i18n import _, moment

Place = discord.abc.GuildChannel | discord.Thread


def require_voice(
    interaction: discord.Interaction[Any], place: object, settings: ServerSettings, *, in_threads: bool = False
) -> None:
    """Raises NotAllowed where the person may not write in `place`, or has to be silent for a while.

    `in_threads` asks for the right to write in the threads of `place`. Where the server's admins allow it, reviews and
    recommendations also go to channels that are closed to members, for those who may write where they ask.
    """
    member = interaction.user
    if not isinstance(member, discord.Member):
        return  # no server, so nowhere to speak
    until = member.timed_out_until
    if until is not None and until > interaction.created_at:
        raise NotAllowed(
            _(
                "You have a time-out in this server until {until}. I don't post anything for you before that.",
                until=moment(until),
            )
        )
    if isinstance(place, discord.Thread) and place.locked and not _keeps_threads(member, place):
        raise NotAllowed(
            _(
                "{channel} is locked, so only moderators write there and I don't post there for you.",
                channel=place.mention,
            )
        )
    if not isinstance(place, discord.abc.GuildChannel | discord.Thread) or _may_write(member, place, in_threads):
        return
    if settings.closed_channels == "allow" and interaction.permissions.send_messages:
        return
    raise NotAllowed(
        _(
            "You may not write in {channel} yourself, so I don't post there for you. A moderator can tell you why.",
            channel=place.mention,
        )
    )


def _keeps_threads(member: discord.Member, thread: discord.Thread) -> bool:
    try:
        return thread.permissions_for(member).manage_threads
    except discord.ClientException:
        return True  # as in `_may_write`


def _may_write(member: discord.Member, place: Place, in_threads: bool) -> bool:
    try:
        may = place.permissions_for(member)
    except discord.ClientException:
        return True  # the channel around the thread is not known; Discord judges what is sent
    if in_threads or isinstance(place, discord.Thread):
        return may.view_channel and may.send_messages_in_threads
    return may.view_channel and may.send_messages
