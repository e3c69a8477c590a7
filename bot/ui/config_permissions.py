"""What the bot needs to be allowed in a server, and what goes wrong without it; for the first steps."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.server_settings import ServerSettings
from bot.domain.setting_labels import setting_label
from bot.i18n import N_, _
from bot.ui.permissions import permission_names

# Attribute of discord.Permissions → what goes wrong without it.
NEEDED: Final[dict[str, str]] = {
    "view_channel": N_("I see nothing there"),
    "send_messages": N_("I can't post"),
    "send_messages_in_threads": N_("I can't post in threads and forums"),
    "create_public_threads": N_("no threads for comments and episodes"),
    "attach_files": N_("no pictures and no files"),
    "read_message_history": N_("votes made while I was away are lost"),
    "add_reactions": N_("people have to find the vote emoji themselves"),
}
HELPFUL: Final[dict[str, str]] = {
    "manage_messages": N_("I can't take away somebody's earlier vote"),
    "manage_threads": N_("I can't reopen or rename threads"),
    "pin_messages": N_("I can't pin the spoiler rule"),
    "send_polls": N_("no polls about episodes"),
    "create_events": N_("no calendar entries for watching together"),
}


def missing_place(guild: discord.Guild, settings: ServerSettings, name: str) -> str | None:
    """What a setting that is switched on still lacks to be posted anywhere, or None."""
    if settings.digest_channel_id is not None:
        return None
    label = setting_label(name)
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


def missing_with_reasons(permissions: discord.Permissions, *, helpful: bool = False) -> list[str]:
    """Each permission that is missing, as “**Name**: what goes wrong”."""
    names = permission_names()
    wanted = HELPFUL if helpful else NEEDED
    return [f"**{names[each]}**: {_(why)}" for each, why in wanted.items() if not getattr(permissions, each)]
