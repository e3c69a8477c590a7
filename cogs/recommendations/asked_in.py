"""What the parts of the recommendations cog look up, for the server in which somebody asks."""

from __future__ import annotations

import discord

from bot.domain.series import Series
from bot.edge.client import Linger
from bot.errors import Gone
from bot.i18n import _
from bot.ui.recommendations.reasons import Lookup


def guild_of(interaction: discord.Interaction[Linger]) -> int:
    """The server that is asked in; 0 outside the bot's own servers."""
    return interaction.guild_id if interaction.guild_id and interaction.is_guild_integration() else 0


def series_by_id(interaction: discord.Interaction[Linger], series_id: str) -> Series:
    """A series that this server knows. Raises Gone where it was removed meanwhile."""
    series = lookup(interaction)(series_id)
    if series is None:
        raise Gone(_("This series is no longer in the catalogue. Ask again with /recommend."))
    return series


def lookup(interaction: discord.Interaction[Linger]) -> Lookup:
    """Finds the series that this server knows by their ids."""
    catalogues, guild_id = interaction.client.app.catalogues, guild_of(interaction) or None
    return lambda series_id: catalogues.get(guild_id, series_id)
