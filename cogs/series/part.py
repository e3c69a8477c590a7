"""What the cogs that show series share: the card, and asking outside."""

from __future__ import annotations

import discord
from msgspec.structs import replace

from bot.domain.series import Series
from bot.edge.answers import answer, change
from bot.edge.authority import Authority
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.i18n import speaking
from bot.services.catalogue.series_lookup import facts_of
from bot.ui.kit.files import picture_file
from bot.ui.kit.reader import kept_back_of
from bot.ui.series.card import BUTTONS, BUTTONS_ANYWHERE, series_card
from bot.ui.series.further import found_card
from bot.ui.series.poster import POSTER, poster_words

_POSTER_S = 1.2  # of the three seconds that Discord waits; later it is there at once
_POSTER_LATER_S = 6.0  # where it knows already that an answer comes


class SeriesPart(FeatureCog):
    """Shows the card of a series, its poster at once or as soon as it is there."""

    async def show(
        self,
        interaction: discord.Interaction[Linger],
        series: Series,
        *,
        private: bool = False,
        typed: str | None = None,
    ) -> None:
        """Answer with the card of a series; `typed` is what it was found by, if that was free text."""
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        # Outside the bot's own servers a look-up is between the two of us; so is one that leaves something out.
        private = private or guild_id is None or bool(kept_back_of(series))
        reader_id = interaction.user.id if private else None
        app, now = self.app, self.app.clock()
        if self.looks_further(interaction):
            app.outside.complete_later(series)
        facts = await facts_of(app.db, app.catalogues, guild_id, series, now=now, reader_id=reader_id)
        within_s = _POSTER_LATER_S if interaction.response.is_done() else _POSTER_S
        picture = await app.posters.get(series.poster, within_s=within_s) if app.outside.is_open else None
        if not self.bot.gate.is_on(interaction, "recommendations"):
            facts = replace(facts, suggestions=())
        settings = self.app.servers.settings_of(guild_id)
        with speaking(interaction.locale.value if private else settings.language, to_everybody=not private):
            view = series_card(
                facts,
                self.app.catalogues.vocabulary,
                actions=self.bot.router.running(interaction, BUTTONS if guild_id else BUTTONS_ANYWHERE),
                rating_style=settings.rating_style,
                has_poster=picture is not None,
                tmdb_logo=app.settings.tmdb_logo,
                typed=typed if typed is not None and self.looks_further(interaction) else None,
            )
            files = [picture_file(POSTER, picture, description=poster_words(series))] if picture is not None else None
        await answer(interaction, view, private=private, files=files)

    def looks_further(self, interaction: discord.Interaction[Linger]) -> bool:
        """Whether outside catalogues may be asked here: the operator and the server both say so."""
        return self.app.outside.is_open and self.bot.gate.is_on(interaction, "outside")

    def can_add(self, interaction: discord.Interaction[Linger]) -> bool:
        """Whether this person may add a series by hand here."""
        return bool(self.bot.router.running(interaction, ["catalogue.add"])) and self.bot.gate.may(
            interaction, Authority.EDITOR
        )

    async def look_further(self, interaction: discord.Interaction[Linger], typed: str) -> None:
        """Ask outside, and put what comes in the place of the answer that stands already."""
        looked = await self.app.outside.look(typed)
        logo = self.app.settings.tmdb_logo
        view = found_card(typed, looked.listings, looked.silent, can_add=self.can_add(interaction), tmdb_logo=logo)
        await change(interaction, view)
