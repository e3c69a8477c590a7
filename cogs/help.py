"""/help and /about: what runs here, and what this bot is. Always on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import discord
from discord import app_commands

from bot import __version__
from bot.client import Linger
from bot.errors import NotAllowed
from bot.i18n import _
from bot.ui.answers import answer
from bot.ui.authority import Authority, authority_of, check_authority
from bot.ui.feature_cog import FeatureCog
from bot.ui.help_cards import HelpLine, about_card, help_card

_Interaction = discord.Interaction[Linger]
_Command = app_commands.Command[FeatureCog, ..., None]
_KEEPERS = {Authority.MODERATOR, Authority.EDITOR}


class Help(FeatureCog):
    """Generated from the commands themselves, so that it never falls behind."""

    feature = "help"

    @app_commands.command(name="help", description="What I can do here")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def help(self, interaction: _Interaction) -> None:
        """Every command that the person may use, with what is on here."""
        everyone, keepers, managers = "", _("For moderators, and for editors of the catalogue"), _("For admins")
        groups: dict[str, list[HelpLine]] = {everyone: [], keepers: [], managers: []}
        channel = interaction.channel
        channel_id = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
        usable = list(self._usable(interaction))
        for name, own in groupby(usable, key=lambda command: (command.root_parent or command).name):
            commands = list(own)
            first = commands[0]
            needed = {authority_of(command.callback) for command in commands}
            group = managers if Authority.MANAGER in needed else keepers if needed & _KEEPERS else everyone
            is_on = self.app.servers.is_on(interaction.guild_id, channel_id, feature_of(first))
            parts = tuple(command.name for command in commands if command.root_parent is not None)
            what = (first.root_parent or first).description
            groups[group].append(HelpLine(name, _(what), parts, is_on))
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


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help(bot))
