"""The first time: a few loved series to go by. Part of the recommendations cog."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import discord

from bot.domain.recommendations import Request
from bot.edge.answers import answer
from bot.edge.client import Linger
from bot.edge.forms import open_form
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.errors import UserError
from bot.i18n import _
from bot.services.recommendations import recommending
from bot.ui.recommendations.first_card import first_card, titles_form
from cogs.recommendations.asked_in import guild_of, series_by_id
from cogs.recommendations.options import read_liked


class Beginning:
    """Asks members of whom nothing is known what they loved, and has that answered by `answer_new`."""

    feature = "recommendations"

    def __init__(
        self, bot: Linger, answer_new: Callable[[discord.Interaction[Linger], Request], Awaitable[None]]
    ) -> None:
        self.app = bot.app
        self._answer_new = answer_new

    async def ask_for_loved(self, interaction: discord.Interaction[Linger]) -> bool:
        """Ask what a member loved, unless something of their taste is known. Returns whether it was asked."""
        if await recommending.has_taste(self.app.db, interaction.user.id):
            return False
        offered = await recommending.first_choices(
            self.app.catalogues, self.app.activity, guild_of(interaction) or None
        )
        await answer(interaction, first_card(offered))
        return True

    @on_choose("recommend.loved")
    async def loved(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Recommend by the series that the member has chosen as loved."""
        liked = tuple(series_by_id(interaction, value).id for value in values)
        await self._answer_new(interaction, Request(interaction.user.id, guild_of(interaction), liked))

    @on_press("recommend.search")
    async def search(self, interaction: discord.Interaction[Linger]) -> None:
        """Open the form in which titles are typed, for what no list holds."""
        await open_form(interaction, titles_form(time.time_ns()))

    @on_submit("recommend.typed")
    async def typed(self, interaction: discord.Interaction[Linger], fields: Fields) -> None:
        """Recommend by titles as the member typed them."""
        liked = tuple(dict.fromkeys(series.id for series in read_liked(interaction, fields.text("titles"))))
        if not liked:
            raise UserError(_("Name a series that you loved, such as Bad Buddy."))
        await self._answer_new(interaction, Request(interaction.user.id, guild_of(interaction), liked))

    @on_press("recommend.surprise")
    async def surprise(self, interaction: discord.Interaction[Linger]) -> None:
        """Something of several kinds and countries, whoever asks."""
        await self._answer_new(interaction, Request(interaction.user.id, guild_of(interaction)))
