"""/series: look any series up, as people type it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.series import Series
from bot.errors import FeatureOff, NotAllowed, UserError
from bot.i18n import _, speaking
from bot.services.looking_up import facts_of, find_series
from bot.ui.answers import answer
from bot.ui.authority import Authority, check_authority
from bot.ui.feature_cog import FeatureCog
from bot.ui.router import check_gate, on_choose, on_press
from bot.ui.series_card import BUTTONS, BUTTONS_ANYWHERE, nothing_found, series_card, series_choice
from cogs.series_option import complete_series


class SeriesCog(FeatureCog, name="Series"):
    """The door to everything."""

    feature = "series"

    @app_commands.command(name="series", description="Look a series up by any of its names")
    @app_commands.describe(query="Type a title, a nickname, a couple, a director: in any script, typos are fine")
    @app_commands.autocomplete(query=complete_series)
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def series(self, interaction: discord.Interaction[Linger], query: str) -> None:
        """Show the card of the series that is meant."""
        await self.open_by_name(interaction, query)

    @on_choose("series.choose")
    async def choose(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """One of the offered candidates."""
        await self._show(interaction, self.app.catalogues.require(interaction.guild_id, values[0]))

    @on_press("series.open")
    async def open(self, interaction: discord.Interaction[Linger], series_id: str) -> None:
        """A button somewhere else that leads to a card; only the person who pressed sees it."""
        series = self.app.catalogues.require(interaction.guild_id, series_id)
        await self._show(interaction, series, private=True)

    async def open_by_name(self, interaction: discord.Interaction[Linger], typed: str) -> None:
        """Open the card, offer a choice, or say that nothing is close."""
        if not typed.strip():
            raise UserError(_("Type a few letters of the title, in any script."))
        found = find_series(self.app.catalogues, self.app.activity, interaction.guild_id, typed)
        if found.series is not None:
            await self._show(interaction, found.series)
        elif found.matches:
            pairs = [(self.app.catalogues.require(interaction.guild_id, m.series_id), m) for m in found.matches]
            await answer(interaction, series_choice(typed, pairs, "series.choose"))
        else:
            await answer(interaction, nothing_found(typed, can_add=self._can_add(interaction)))

    def _can_add(self, interaction: discord.Interaction[Linger]) -> bool:
        if "catalogue.add" not in self.bot.router.routes:
            return False
        try:
            check_authority(interaction, Authority.EDITOR)
        except NotAllowed:
            return False
        return True

    async def _show(self, interaction: discord.Interaction[Linger], series: Series, *, private: bool = False) -> None:
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        private = private or guild_id is None  # outside the bot's own servers a look-up is between the two of us
        facts = await facts_of(self.app.db, self.app.catalogues, guild_id, series)
        if not self._runs(interaction, "recommendations"):
            facts = replace(facts, suggestions=())
        settings = self.app.servers.settings_of(guild_id)
        with speaking(interaction.locale.value if private else settings.language):
            view = series_card(
                facts,
                self.app.catalogues.vocabulary,
                actions=self._actions(interaction, BUTTONS if guild_id else BUTTONS_ANYWHERE),
                rating_style=settings.rating_style,
            )
        await answer(interaction, view, private=private)

    def _actions(self, interaction: discord.Interaction[Linger], offered: Sequence[str]) -> list[str]:
        """The card's buttons that work here."""
        running: list[str] = []
        for action in offered:
            route = self.bot.router.routes.get(action)
            if route is not None and self._runs(interaction, route.feature):
                running.append(action)
        return running

    def _runs(self, interaction: discord.Interaction[Linger], feature: str) -> bool:
        try:
            check_gate(interaction, feature)
        except FeatureOff:
            return False
        return True


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(SeriesCog(bot))
