"""What the parts of the settings share: the state that a page shows, and what follows from a change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from bot.domain.published.kinds import OFFERED
from bot.domain.settings import Changed, Section, fingerprint, settings_on
from bot.edge.answers import change
from bot.edge.client import Linger
from bot.edge.feature_cog import FeaturePart
from bot.edge.guilds import here_for, here_of
from bot.services import publishing
from bot.ui.config.panel import PanelState
from bot.ui.config.reach import confirm_change
from cogs.config.choices import guild_of, trouble_in
from cogs.config.following import Following

Interaction = discord.Interaction[Linger]
ASKED = OFFERED | {"spoiler_policy"}  # settings whose change touches every post: what it reaches is said before


class ConfigPart(FeaturePart):
    """Answers components of its own, for those who may manage the server."""

    feature = "admin"

    def __init__(self, bot: Linger, following: Following) -> None:
        super().__init__(bot)
        self._following = following

    def announce(self, interaction: Interaction, done: Sequence[Changed]) -> None:
        """What a changed setting entails, such as its entry in the log's channel, is done at once."""
        if done:
            self.bot.dispatch("outbox")
            self._following.begin(interaction, guild_of(interaction).id, done)

    async def asks_first(self, interaction: Interaction, name: str, value: Any) -> bool:
        """Say what a change would reach of what is posted, where it reaches something; whether that was asked."""
        guild_id = guild_of(interaction).id
        current = getattr(self.app.servers.settings_of(guild_id), name, None)
        if name not in ASKED or value == current:
            return False
        reach = await publishing.reach_of(self.app.db, guild_id, name)
        if not reach.posts:
            return False
        await change(interaction, confirm_change(name, value, current, reach, shown=fingerprint(current)))
        return True

    async def state(self, interaction: Interaction, section: str) -> PanelState:
        """What a page of the settings shows."""
        guild, servers = guild_of(interaction), self.app.servers
        page = Section(section) if section in set(Section) else Section.FEATURES
        settings = servers.settings_of(guild.id)
        here = await here_for(guild, settings) if page is Section.VOTES else here_of(guild)
        switches, unused = servers.switches_of(guild.id), servers.unused_of(guild.id)
        trouble = {name: said for name in settings_on(page) if (said := trouble_in(guild, settings, name)) is not None}
        return PanelState(settings, switches, here, page, unused=unused, trouble=trouble)
