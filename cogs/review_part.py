"""What the parts of the reviews cog share: writing, publishing, reading, comments. Not a cog by itself."""

from __future__ import annotations

from typing import ClassVar

import discord

from bot.client import Linger
from bot.domain.series import Series
from bot.domain.server_settings import ServerSettings
from bot.errors import UserError
from bot.i18n import _
from bot.ui.feature_cog import FeatureCog

SOON_READY = 8_000  # characters; a longer text, if it is hostile, may take a good part of Discord's three seconds


class ReviewPart(FeatureCog):
    """Looks up what every part needs, for the server in which somebody acts."""

    feature = "reviews"
    never_rest: ClassVar[frozenset[str]] = frozenset(
        {
            "on_ready",
            "on_message",
            "on_raw_message_delete",
            "on_raw_bulk_message_delete",
            "on_guild_channel_delete",
            "on_raw_thread_delete",
        }
    )

    def series_by_id(self, interaction: discord.Interaction[Linger], series_id: str) -> Series:
        """A series of this server's catalogue. Raises UserError where it was removed meanwhile."""
        return self.app.catalogues.require(interaction.guild_id, series_id)

    def settings_for(self, interaction: discord.Interaction[Linger]) -> ServerSettings:
        """What this server's admins have set."""
        return self.app.servers.settings_of(interaction.guild_id)


def guild_id_of(interaction: discord.Interaction[Linger]) -> int:
    """The server in which somebody acts. Raises UserError outside of one."""
    if interaction.guild_id is None:
        raise UserError(_("Reviews belong to a server: run this inside one."))
    return interaction.guild_id
