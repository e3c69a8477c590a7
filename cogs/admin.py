"""/config: what runs where, for those who may manage the server; /help and /about for everyone."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.server_settings import FEATURES
from bot.i18n import _
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, needs
from bot.ui.config_panel import features_panel
from bot.ui.feature_cog import FeatureCog
from bot.ui.router import on_press


class Admin(FeatureCog):
    """Always on: otherwise nobody could switch anything on again."""

    feature = "admin"

    config = app_commands.Group(
        name="config",
        description="Decide what Linger does in this server",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @config.command(name="features", description="Switch features on and off")
    @needs(Authority.MANAGER)
    async def features(self, interaction: discord.Interaction[Linger]) -> None:
        """Show every feature with its switch."""
        assert interaction.guild_id is not None
        await answer(interaction, features_panel(self.app.servers.switches_of(interaction.guild_id)))

    @on_press("config.feature")
    @needs(Authority.MANAGER)
    async def switch(self, interaction: discord.Interaction[Linger], feature: str, wanted: str) -> None:
        """Switch one feature and show the panel again."""
        assert interaction.guild_id is not None
        is_on = wanted == "on"
        await self.app.servers.switch_feature(interaction.guild_id, feature, is_on, actor_id=interaction.user.id)
        name = _(FEATURES[feature]).split(":")[0]
        done = _("{feature} is on now.", feature=name) if is_on else _("{feature} is off now.", feature=name)
        await change(interaction, features_panel(self.app.servers.switches_of(interaction.guild_id), done=done))


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Admin(bot))
