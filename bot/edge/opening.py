"""Who may open places to talk and groups, where, and how many."""

from __future__ import annotations

from typing import Any

import discord

from bot.domain.discussion.places import Opener
from bot.edge.authority import Authority
from bot.errors import NotAllowed
from bot.i18n import _


def allow_opening(interaction: discord.Interaction[Any], parent: discord.abc.GuildChannel) -> Opener | None:
    """Who is counted for opening a place in `parent`; None for moderators, who are not counted.

    Raises NotAllowed for who may open none here, or cannot see where it would stand.
    """
    require_sight(interaction.user, parent)
    gate = interaction.client.gate
    gate.require(interaction, Authority.OPENER)
    if gate.may(interaction, Authority.MODERATOR):
        return None
    settings = interaction.client.app.servers.settings_of(interaction.guild_id)
    return Opener(interaction.user.id, settings.places_per_day)


def require_sight(user: discord.User | discord.Member, channel: discord.abc.GuildChannel) -> None:
    """Raises NotAllowed for somebody who cannot see the channel; its name is not told to them."""
    if isinstance(user, discord.Member) and not channel.permissions_for(user).view_channel:
        raise NotAllowed(_("This is talked about in a channel that you can't see. The admins decide who can."))
