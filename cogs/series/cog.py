"""/series: look any series up, as people type it."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.edge.answers import answer
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.router import on_choose, on_press
from bot.edge.series_option import complete_series
from bot.errors import UserError
from bot.i18n import _
from bot.services.catalogue.series_lookup import find_series
from bot.ui.series.card import nothing_found, series_choice
from bot.ui.series.further import looking_card
from cogs.series.part import SeriesPart


class SeriesCog(SeriesPart, name="Series"):
    """`/series`: the card of a series by any of its names, or the candidates where several are meant."""

    feature = "series"

    @app_commands.command(name="series", description="Look a series up by any of its names")
    @app_commands.describe(query="Type a title, a nickname, a couple, a director: in any script, typos are fine")
    @app_commands.autocomplete(query=complete_series)
    @anywhere
    async def series(self, interaction: discord.Interaction[Linger], query: str) -> None:
        """Show the card of the series that is meant."""
        await self.open_by_name(interaction, query)

    @on_choose("series.choose")
    async def choose(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Show the candidate that was chosen."""
        await self.show(interaction, self.app.catalogues.require(interaction.guild_id, values[0]))

    @on_press("series.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """A button somewhere else that leads to a card; only the person who pressed sees it."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        await self.show(interaction, series, private=True)

    async def open_by_name(self, interaction: discord.Interaction[Linger], typed: str) -> None:
        """Open the card, offer a choice, or look further where nothing here is close."""
        if not typed.strip():
            raise UserError(_("Type a few letters of the title, in any script."))
        found = find_series(self.app.catalogues, self.app.activity, interaction.guild_id, typed)
        if found.series is not None:
            is_chosen = found.series.id == typed  # from the list that appears while typing
            await self.show(interaction, found.series, typed=None if is_chosen else typed)
        elif found.matches:
            pairs = [(self.app.catalogues.require(interaction.guild_id, m.series_id), m) for m in found.matches]
            further = self.looks_further(interaction)
            await answer(interaction, series_choice(typed, pairs, "series.choose", further=further))
        elif self.looks_further(interaction):
            await answer(interaction, looking_card(typed, self.app.outside.names))
            await self.look_further(interaction, typed)
        else:
            await answer(interaction, nothing_found(typed, can_add=self.can_add(interaction)))
