"""/help and /about: what runs here, and what this bot is. Always on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

import discord
from discord import app_commands

from bot import __version__
from bot.domain.members.first_tries import Deeds, Try, first_tries
from bot.domain.settings import ServerSettings
from bot.edge.answers import answer
from bot.edge.authority import Authority, authority_of
from bot.edge.client import Linger
from bot.edge.commands.anywhere import anywhere
from bot.edge.feature_cog import FeatureCog
from bot.i18n import _
from bot.services.first_steps import deeds_of
from bot.services.servers import arriving
from bot.ui.help import HelpLine, about_card, help_card
from bot.ui.series.further import credit_of

_log = logging.getLogger(__name__)
_Interaction = discord.Interaction[Linger]
_Command = app_commands.Command[FeatureCog, ..., None]
_PATIENCE_S = 1.0  # an answer has three seconds
_KEEPERS = {Authority.MODERATOR, Authority.EDITOR}


class Help(FeatureCog):
    """Generated from the commands themselves, so that it never falls behind."""

    feature = "help"

    @app_commands.command(name="help", description="What I can do here")
    @anywhere
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
        tries = await self._tries(interaction, channel_id, manages=manages)
        votes = all(self.app.servers.is_on(interaction.guild_id, channel_id, each) for each in ("reviews", "votes"))
        emoji = self.app.servers.vote_emoji(interaction.guild_id) if interaction.guild_id and votes else None
        await answer(interaction, help_card(groups, manages=manages, tries=tries, vote_emoji=emoji))

    async def _tries(self, interaction: _Interaction, channel_id: int | None, *, manages: bool) -> list[Try]:
        guild_id = interaction.guild_id
        is_set_up = _was_set_up(self.app.servers.settings_of(guild_id))
        try:
            async with asyncio.timeout(_PATIENCE_S):
                deeds = await deeds_of(self.app.db, interaction.user.id, is_set_up=is_set_up)
        except Exception:  # noqa: BLE001 (whatever ails the database: help is the last that may fail)
            _log.warning("the deeds of user %s could not be read", interaction.user.id, exc_info=True)
            deeds = Deeds(is_set_up=is_set_up)
        return first_tries(
            deeds,
            manages=manages,
            moderates=self.bot.gate.may(interaction, Authority.MODERATOR),
            in_server=guild_id is not None,
            is_on=lambda feature: self.app.servers.is_on(guild_id, channel_id, feature),
        )

    @app_commands.command(name="about", description="Version, sources and thanks")
    @anywhere
    async def about(self, interaction: _Interaction) -> None:
        """What this bot is, and where its facts come from."""
        guild_id = interaction.guild_id if interaction.is_guild_integration() else None
        series = sum(1 for _series in self.app.catalogues.every(guild_id))
        await answer(
            interaction,
            about_card(
                version=__version__,
                series=series,
                servers=await arriving.count_servers(self.app.db),
                sources=self._sources(),
                credited=[credit_of(name, self.app.settings.tmdb_logo) for name in self.app.outside.names],
            ),
        )

    def _sources(self) -> list[tuple[str, str]]:
        return [(_("Bundled catalogue"), _("facts gathered and written for this project; corrections are welcome"))]

    def _usable(self, interaction: _Interaction) -> Iterator[_Command]:
        for command in sorted(self.bot.tree.walk_commands(), key=lambda command: command.qualified_name):
            if not isinstance(command, app_commands.Command):
                continue
            if _is_guild_only(command) and interaction.guild_id is None:
                continue
            # Reviewers are members: what they may not do is said when they try, not hidden.
            needed = authority_of(command.callback)
            if needed is Authority.REVIEWER or self.bot.gate.may(interaction, needed):
                yield command


def _was_set_up(settings: ServerSettings) -> bool:
    """Whether somebody has chosen anything here; its language and its way with spoilers a server begins with."""
    fresh = ServerSettings()
    return replace(settings, language=fresh.language, spoiler_policy=fresh.spoiler_policy) != fresh


def feature_of(command: _Command) -> str:
    """The feature that a command belongs to."""
    return str(command.extras.get("feature") or getattr(command.binding, "feature", ""))


def _is_guild_only(command: _Command | app_commands.Group) -> bool:
    return command.guild_only or (command.parent is not None and _is_guild_only(command.parent))


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Help(bot))
