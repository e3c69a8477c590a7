"""/taste: how close two members' tastes are, once both of them agreed."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from bot.domain.spoilers import sanitise_inline
from bot.edge.answers import answer, change
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.guilds import require_guild_id
from bot.edge.router import on_press
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.recommendations import taste
from bot.ui.taste import consent_card, taste_card, withdrawn_card


class TasteCog(FeatureCog, name="Taste"):
    """Ratings are private; whoever agrees shows them to those of the server who agreed as well."""

    feature = "recommendations"

    @app_commands.command(name="taste", description="Compare your taste with somebody's, if you both agree")
    @app_commands.describe(member="With whom")
    @app_commands.guild_only()
    async def taste(self, interaction: discord.Interaction[Linger], member: discord.User) -> None:
        """The comparison, or whose consent is missing."""
        if member.id == interaction.user.id:
            raise UserError(_("You agree with yourself on everything. Name somebody else."))
        if member.bot:
            raise UserError(_("Bots have no taste, only opinions. Name a person."))
        await answer(interaction, await self._card(interaction, member))

    @on_press("taste.agree")
    async def agree(self, interaction: discord.Interaction[Linger], other_id: int) -> None:
        """The member agrees to be compared in this server."""
        other = await self._member(interaction, other_id)
        guild_id = require_guild_id(interaction)
        await taste.agree(self.app.db, interaction.user.id, guild_id, agreed=True, now=self.app.clock())
        await change(interaction, await self._card(interaction, other))

    @on_press("taste.withdraw")
    async def withdraw(self, interaction: discord.Interaction[Linger], other_id: int) -> None:
        """Keep that the member no longer lets their taste be compared here."""
        guild_id = require_guild_id(interaction)
        await taste.agree(self.app.db, interaction.user.id, guild_id, agreed=False, now=self.app.clock())
        await change(interaction, withdrawn_card(other_id))

    async def _member(self, interaction: discord.Interaction[Linger], user_id: int) -> discord.Member:
        guild = interaction.guild
        try:
            found = await guild.fetch_member(user_id) if guild is not None else None
        except discord.NotFound:
            found = None
        if found is None:
            raise Gone(_("They are not in this server."))
        return found

    async def _card(
        self, interaction: discord.Interaction[Linger], other: discord.User | discord.Member
    ) -> ui.LayoutView:
        if not isinstance(other, discord.Member):
            raise UserError(_("{name} is not in this server.", name=sanitise_inline(other.display_name)))
        guild_id, user_id = require_guild_id(interaction), interaction.user.id
        mine, theirs = await taste.consents_of(self.app.db, guild_id, (user_id, other.id))
        if not (mine and theirs):
            return consent_card(other.display_name, other.id, mine=mine, theirs=theirs)
        match = await taste.compare(self.app.db, guild_id, user_id, other.id)
        return taste_card(
            match,
            other.display_name,
            lambda series_id: self.app.catalogues.get(guild_id, series_id),
            style=self.app.servers.settings_of(guild_id).rating_style,
            other_id=other.id,
        )


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(TasteCog(bot))
