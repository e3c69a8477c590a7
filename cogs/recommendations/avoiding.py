"""What a member would rather not meet: notes, tropes and genres, and series. Part of the recommendations cog."""

from __future__ import annotations

import discord

from bot.edge.answers import answer, change
from bot.edge.client import Linger
from bot.edge.router import on_choose, on_press
from bot.services.recommendations import recommending
from bot.ui.recommendations.avoid_card import avoid_card
from cogs.recommendations.asked_in import lookup
from cogs.recommendations.options import AVOID_LIST, read_avoided


class Avoiding:
    """Each member's own list, wherever they ask."""

    feature = "recommendations"

    def __init__(self, bot: Linger) -> None:
        self.app = bot.app

    @on_press("recommend.avoid")
    async def open_avoided(self, interaction: discord.Interaction[Linger]) -> None:
        """Choose what one would rather not meet."""
        await self.show_avoided(interaction, done=False)

    @on_choose("recommend.avoided")
    async def keep_avoided(self, interaction: discord.Interaction[Linger], values: list[str], start: int) -> None:
        """One list of notes was chosen from; the other lists stay as they were."""
        listed = set(list(self.app.catalogues.vocabulary.content_notes)[start : start + 25])
        chosen, now = set(values) & listed, self.app.clock()
        await recommending.avoid(self.app.db, interaction.user.id, chosen, now=now, no_more=listed)
        await self.show_avoided(interaction, done=True, again=True)

    @on_choose("recommend.unavoid")
    async def unavoid(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Tropes and genres that were avoided may come again."""
        await recommending.avoid(self.app.db, interaction.user.id, (), now=self.app.clock(), no_more=values)
        await self.show_avoided(interaction, done=True, again=True)

    @on_choose("recommend.allow")
    async def allow(self, interaction: discord.Interaction[Linger], values: list[str]) -> None:
        """Series that were not for the member may come again."""
        await recommending.allow_again(self.app.db, interaction.user.id, values)
        await self.show_avoided(interaction, done=True, again=True)

    async def avoid(self, interaction: discord.Interaction[Linger], typed: str) -> tuple[str, ...]:
        """Add what is named to what the member avoids; the words that name nothing."""
        if typed.strip() == AVOID_LIST:
            return ()
        found = await read_avoided(interaction, typed)
        await recommending.avoid(self.app.db, interaction.user.id, found.terms, now=self.app.clock())
        return found.leftover

    async def show_avoided(
        self,
        interaction: discord.Interaction[Linger],
        *,
        done: bool,
        again: bool = False,
        unknown: tuple[str, ...] = (),
    ) -> None:
        """The whole list, with what can be taken from it."""
        avoided = await recommending.avoided_notes(self.app.db, interaction.user.id)
        refused = await recommending.refused_series(self.app.db, interaction.user.id)
        known = [series for series in map(lookup(interaction), refused) if series is not None]
        view = avoid_card(self.app.catalogues.vocabulary, avoided, known, done=done, unknown=unknown)
        await (change(interaction, view) if again else answer(interaction, view))
