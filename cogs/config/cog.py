"""/config: what runs where, for those who may manage the server. Always on."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.domain.settings import Section
from bot.edge.answers import answer
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.ui.config.panel import panel
from cogs.config.files import SettingsFiles
from cogs.config.following import Following
from cogs.config.guide import FirstSteps
from cogs.config.panel import SettingsPanel
from cogs.config.part import Interaction
from cogs.config.rules import RulesOfChannels


class Admin(FeatureCog):
    """Always on: otherwise nobody could switch anything on again."""

    feature = "admin"

    config = app_commands.Group(
        name="config",
        description="Decide what Linger does in this server",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def __init__(self, bot: Linger) -> None:
        super().__init__(bot)
        self._following = Following(bot)
        self.panel = SettingsPanel(bot, self._following)
        self.files = SettingsFiles(bot, self._following)
        self.guide = FirstSteps(bot, self._following)
        self.parts = (self.panel, RulesOfChannels(bot, self._following), self.files, self.guide)

    async def cog_unload(self) -> None:
        """Stop telling how far posts are."""
        await self._following.stop()
        await super().cog_unload()

    @config.command(name="panel", description="Everything you can set, in one place")
    @needs(Authority.MANAGER)
    async def open_panel(self, interaction: Interaction) -> None:
        """Show the first page of the settings panel, privately."""
        await answer(interaction, panel(await self.panel.state(interaction, Section.CHANNELS)))

    @config.command(name="features", description="Switch features on and off, everywhere or in one channel")
    @needs(Authority.MANAGER)
    async def features(self, interaction: Interaction) -> None:
        """Show every feature with its switch."""
        await answer(interaction, panel(await self.panel.state(interaction, Section.FEATURES)))

    @config.command(name="show", description="All settings at a glance, also as a file")
    @needs(Authority.MANAGER)
    async def show(self, interaction: Interaction) -> None:
        """Print all of it, and give it as a file."""
        await self.files.show(interaction)

    @config.command(name="import", description="Take a settings file over; you see first what would change")
    @app_commands.describe(file="A file that /config show has given, here or in another server")
    @needs(Authority.MANAGER)
    async def import_file(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Show what a file would change, and ask."""
        await self.files.offer(interaction, file)

    @config.command(name="setup", description="First steps: permissions and sensible defaults")
    @needs(Authority.MANAGER)
    async def setup_server(self, interaction: Interaction) -> None:
        """Show what a new server may set first, one choice after the other."""
        await self.guide.begin(interaction)
