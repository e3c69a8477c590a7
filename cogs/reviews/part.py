"""What the parts of the reviews cog share: writing, publishing, reading, comments."""

from __future__ import annotations

import discord

from bot.domain.series import Series
from bot.domain.settings import ServerSettings
from bot.edge.client import Linger
from bot.edge.feature_cog import FeaturePart


class ReviewPart(FeaturePart):
    """Answers components of its own, and looks up what every part needs, for the server in which somebody acts."""

    feature = "reviews"

    def series_by_id(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        """A series of this server's catalogue. Raises UserError where it was removed meanwhile."""
        return self.app.catalogues.require(interaction.guild_id, series_id)

    def settings_for(self, interaction: discord.Interaction[Linger]) -> ServerSettings:
        """What this server's admins have set."""
        return self.app.servers.settings_of(interaction.guild_id)
