"""Which of our own permissions are missing in a channel, by the names that Discord's settings show."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.errors import UserError
from bot.i18n import _

GuildPlace = discord.abc.GuildChannel | discord.Thread


def permission_names() -> dict[str, str]:
    """Permissions Linger uses, as Discord's own settings call them."""
    return {
        "view_channel": _("View Channel"),
        "send_messages": _("Send Messages"),
        "send_messages_in_threads": _("Send Messages in Threads"),
        "create_public_threads": _("Create Public Threads"),
        "read_message_history": _("Read Message History"),
        "add_reactions": _("Add Reactions"),
        "attach_files": _("Attach Files"),
        "embed_links": _("Embed Links"),
        "manage_messages": _("Manage Messages"),
        "manage_threads": _("Manage Threads"),
        "manage_events": _("Manage Events"),
        "create_events": _("Create Events"),
        "send_polls": _("Create Polls"),
        "pin_messages": _("Pin Messages"),
    }


def missing_permissions(channel: GuildPlace, wanted: Iterable[str]) -> list[str]:
    """Names of the wanted permissions that we lack there."""
    have = channel.permissions_for(channel.guild.me)
    wanted = list(wanted)
    if isinstance(channel, discord.Thread):
        wanted = ["send_messages_in_threads" if name == "send_messages" else name for name in wanted]
    names = permission_names()
    return [names.get(name, name) for name in dict.fromkeys(wanted) if not getattr(have, name)]


def require_permissions(channel: GuildPlace, wanted: Iterable[str]) -> None:
    """Raises UserError that names the channel and every missing permission."""
    missing = missing_permissions(channel, wanted)
    if missing:
        raise UserError(
            _(
                "In {channel} I am missing: {permissions}. An admin can grant it; nothing of yours is lost.",
                channel=channel.mention,
                permissions=", ".join(missing),
            )
        )
