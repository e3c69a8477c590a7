"""Looking further: series that are not here are asked of outside catalogues, and become part of this one."""

from __future__ import annotations

import discord

from bot.edge.answers import answer, defer
from bot.edge.client import Linger
from bot.edge.router import on_choose, on_press
from bot.errors import FeatureOff
from bot.i18n import _
from bot.ui.series.card import series_options
from bot.ui.series.further import CHOOSE, LOOK, ids_of_value
from cogs.series.part import SeriesPart


class FurtherCog(SeriesPart, name="Further"):
    """Asks outside only when a person wants it, and takes only what a person chose."""

    feature = "outside"

    @on_press(LOOK)
    async def look(self, interaction: discord.Interaction[Linger], typed: str) -> None:
        """“Look further” below an answer; only the person who pressed sees what comes."""
        self._require_open()
        await defer(interaction)
        await self.look_further(interaction, typed)

    @on_choose(CHOOSE)
    async def choose(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Take it over, and show it like any other series."""
        self._require_open()
        await defer(interaction)
        taken = await self.app.outside.take(ids_of_value(values[0]))
        known = [self.app.catalogues.get(interaction.guild_id, one.id) for one in taken]
        series = [one for one in known if one is not None]
        if len(series) > 1:
            question = _("It has several seasons, which are reviewed one by one. Which one do you mean?")
            await answer(interaction, series_options(question, series, "series.choose"))
        else:
            await self.show(interaction, series[0] if series else taken[0], private=True)

    def _require_open(self) -> None:
        if not self.app.outside.is_open:
            raise FeatureOff(_("Whoever runs this bot has switched looking further off."))
