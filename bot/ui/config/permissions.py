"""What the bot needs to be allowed in a server, and what goes wrong without it; for the first steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import discord

from bot.domain.settings import SETTINGS, ServerSettings
from bot.domain.settings.kind import few
from bot.i18n import _
from bot.ui.kit.permissions import ESSENTIAL, HELPFUL, NEEDS, Deed, missing_of, without

# What is done in the channel that a setting names.
_DEEDS: Final[Mapping[str, tuple[Deed, ...]]] = {
    "review_channel_id": (Deed.REVIEWS, Deed.COMMENTS, Deed.VOTES),
    "discussion_channel_id": (Deed.PLACES, Deed.PINS, Deed.THREADS),
    "moderation_channel_id": (Deed.REPORTS,),
    "digest_channel_id": (Deed.DIGEST,),
    "audit_channel_id": (Deed.LOG,),
}


def deeds_in(settings: ServerSettings, name: str) -> tuple[Deed, ...]:
    """What is done in the channel that the setting `name` names."""
    polls = (Deed.POLLS,) if name == "discussion_channel_id" and settings.episode_polls == "on" else ()
    return (*_DEEDS[name], *polls)


def missing_place(guild: discord.Guild, settings: ServerSettings, name: str) -> str | None:
    """What a setting that is switched on still lacks to be posted anywhere, or None."""
    if settings.digest_channel_id is not None:
        return None
    label = SETTINGS[name].title
    nowhere = _("{setting}: no channel yet. Choose one under “Channels”, “The digest goes to”.", setting=label)
    if name == "digest" and settings.digest != "off":
        return nowhere
    if name != "monthly_top" or settings.monthly_top == "off":
        return None
    if settings.review_channel_id is None:
        return nowhere
    channel = guild.get_channel(settings.review_channel_id)
    if not isinstance(channel, discord.ForumChannel):
        return None
    return _(
        "{setting}: {channel} is a forum. Choose a text channel under “Channels”, “The digest goes to”.",
        setting=label,
        channel=channel.mention,
    )


def readers_warning(channel: discord.abc.GuildChannel, settings: ServerSettings) -> str | None:
    """Who reads a channel of the moderators besides them, as a sentence, or None."""
    everyone = channel.guild.default_role
    if channel.permissions_for(everyone).view_channel:
        return _("Everybody in this server can read {channel}. Hide it from @everyone.", channel=channel.mention)
    moderators = set(settings.moderator_role_ids)
    others = [
        role.mention
        for role in reversed(channel.guild.roles)
        if role.id not in moderators
        and not role.managed
        and not role.permissions.manage_guild
        and _reads(channel, role)
    ]
    people = [
        f"<@{member.id}>"
        for member, overwrite in channel.overwrites.items()
        if not isinstance(member, discord.Role) and overwrite.view_channel and member.id != channel.guild.me.id
    ]
    if not others and not people:
        return None
    return _(
        "{channel} can also be read by {readers}, who are no moderators here.",
        channel=channel.mention,
        readers=few([*others, *people]),
    )


def _reads(channel: discord.abc.GuildChannel, role: discord.Role) -> bool:
    return role != channel.guild.default_role and channel.permissions_for(role).view_channel


def missing_with_reasons(permissions: discord.Permissions, channel: str, *, helpful: bool = False) -> list[str]:
    """What does not happen in a channel (as people read it), each with the permissions that are missing."""
    found = []
    for deed in HELPFUL if helpful else ESSENTIAL:
        missing = missing_of(permissions, NEEDS[deed])
        if missing:
            found.append(without(deed, channel, missing))
    return found
