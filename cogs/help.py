"""/help and /about: what runs here, and what this bot is. Always on."""

from __future__ import annotations

from collections.abc import Iterator

import discord
from discord import app_commands

from bot import __version__
from bot.client import Linger
from bot.domain.server_settings import FEATURES
from bot.errors import NotAllowed
from bot.i18n import _
from bot.ui.answers import answer
from bot.ui.authority import Authority, authority_of, check_authority
from bot.ui.config_labels import feature_name
from bot.ui.feature_cog import FeatureCog
from bot.ui.help_cards import HelpLine, about_card, help_card

_Interaction = discord.Interaction[Linger]
_Command = app_commands.Command[FeatureCog, ..., None]


class Help(FeatureCog):
    """Generated from the commands themselves, so that it never falls behind."""

    feature = "help"

    @app_commands.command(name="help", description="What I can do here")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: _Interaction) -> None:
        """Every command that the person may use, with what is on here."""
        groups: dict[str, list[HelpLine]] = {feature_name(feature): [] for feature in FEATURES}
        groups[_("Always there")] = []
        channel = interaction.channel
        channel_id = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        for command in self._usable(interaction):
            feature = feature_of(command)
            is_on = self.app.servers.is_on(interaction.guild_id, channel_id, feature)
            heading = feature_name(feature) if feature in FEATURES else _("Always there")
            groups[heading].append(HelpLine(_full_name(command), _(command.description), is_on))
        manages = interaction.guild_id is not None and interaction.permissions.manage_guild
        await answer(interaction, help_card(groups, manages=manages))

    @app_commands.command(name="about", description="Version, sources and thanks")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def about(self, interaction: _Interaction) -> None:
        """What this bot is, and where its facts come from."""
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        series = sum(1 for _series in self.app.catalogues.every(guild_id))
        await answer(
            interaction,
            about_card(version=__version__, series=series, servers=len(self.bot.guilds), sources=self._sources()),
        )

    def _sources(self) -> list[tuple[str, str]]:
        return [(_("Bundled catalogue"), _("facts gathered and written for this project; corrections are welcome"))]

    def _usable(self, interaction: _Interaction) -> Iterator[_Command]:
        for command in sorted(self.bot.tree.walk_commands(), key=lambda command: command.qualified_name):
            if not isinstance(command, app_commands.Command):
                continue
            if _is_guild_only(command) and interaction.guild_id is None:
                continue
            try:
                # Reviewers are members: what they may not do is said when they try, not hidden.
                needed = authority_of(command.callback)
                check_authority(interaction, Authority.EVERYONE if needed is Authority.REVIEWER else needed)
            except NotAllowed:
                continue
            yield command


def feature_of(command: _Command) -> str:
    """The feature that a command belongs to."""
    return str(command.extras.get("feature") or getattr(command.binding, "feature", ""))


def _is_guild_only(command: _Command | app_commands.Group) -> bool:
    return command.guild_only or (command.parent is not None and _is_guild_only(command.parent))


def _full_name(command: _Command) -> str:
    needed = " ".join(f"{parameter.display_name}:" for parameter in command.parameters if parameter.required)
    return f"/{command.qualified_name} {needed}".rstrip()


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help(bot))
