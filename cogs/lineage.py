"""Lineage as a way in: what paved the way for a series, what came of it, who tells the same story."""

from __future__ import annotations

import discord

from bot.edge.answers import answer, change, defer
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.router import on_choose, on_press
from bot.errors import Gone
from bot.i18n import _
from bot.services.catalogue.lineage import neighbourhood
from bot.ui.lineage.card import lineage_card
from bot.ui.lineage.picture import lineage_picture


class LineageCog(FeatureCog, name="Lineage"):
    """Reached from every series' card that has relatives."""

    feature = "series"

    @on_press("lineage.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """The neighbourhood of a series, for whoever pressed."""
        await defer(interaction)
        view, files = await self._drawn(interaction, series_id)
        await answer(interaction, view, files=files)

    @on_choose("lineage.walk")
    async def walk(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """On to a relative, in the same message."""
        if not values:
            raise Gone(_("This button no longer works. Please run the command again."))
        await defer(interaction, in_place=True)
        view, files = await self._drawn(interaction, values[0])
        await change(interaction, view, files=files)

    async def _drawn(
        self, interaction: discord.Interaction[Linger], series_id: str
    ) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        series = self.app.catalogues.require(guild_id, series_id)
        around = neighbourhood(self.app.catalogues, guild_id, series)
        picture = await lineage_picture(around)
        view = lineage_card(around, picture.filename if picture is not None else None)
        return view, [picture] if picture is not None else []


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(LineageCog(bot))
