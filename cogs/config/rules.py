"""What single channels decide by themselves, on the panel's page about votes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain.settings import ChannelRule, Section, rule_kind, with_rule, without_rule
from bot.edge.answers import change
from bot.edge.authority import Authority, needs
from bot.edge.guilds import here_of
from bot.edge.router import on_choose, on_press
from bot.services.servers import configuring
from bot.services.servers.configuring import OldPanel
from bot.ui.config.panel import panel
from cogs.config.choices import channel_of, confirmed, guild_of
from cogs.config.part import ConfigPart, Interaction


class RulesOfChannels(ConfigPart):
    """Chosen for one channel after the other; without a rule a channel follows its server."""

    @on_choose("config.rules")
    @needs(Authority.MANAGER)
    async def choose_channel(self, interaction: Interaction, values: list[str]) -> None:
        """Show the rules of one channel."""
        channel = channel_of(interaction, values[0] if values else "")
        await change(interaction, panel(replace(await self.state(interaction, Section.VOTES), channel_id=channel.id)))

    @on_choose("config.rule")
    @needs(Authority.MANAGER)
    async def choose_rule(
        self, interaction: Interaction, values: list[str], name: str, channel_id: int, shown: str
    ) -> None:
        """One channel decides something by itself."""
        here = here_of(guild_of(interaction))
        value = rule_kind(name).chosen(values, here)
        await self._set_rules(
            interaction, channel_id, lambda rules: with_rule(rules, channel_id, name, value, here), shown
        )

    @on_press("config.unrule")
    @needs(Authority.MANAGER)
    async def drop_rule(self, interaction: Interaction, name: str, channel_id: int, shown: str) -> None:
        """One channel follows the server again."""
        here = here_of(guild_of(interaction))
        await self._set_rules(interaction, channel_id, lambda rules: without_rule(rules, channel_id, name, here), shown)

    async def _set_rules(
        self,
        interaction: Interaction,
        channel_id: int,
        changed: Callable[[tuple[ChannelRule, ...]], tuple[ChannelRule, ...]],
        shown: str,
    ) -> None:
        """Change what one channel decides, and show its page again."""
        guild, servers = guild_of(interaction), self.app.servers
        channel_of(interaction, str(channel_id))
        rules = changed(servers.settings_of(guild.id).channel_rules)
        warning = None
        try:
            done = await configuring.change_shown_setting(
                servers, guild.id, "channel_rules", rules, shown=shown, actor_id=interaction.user.id
            )
        except OldPanel as error:
            done, warning = None, error.message
        state = replace(await self.state(interaction, Section.VOTES), channel_id=channel_id, warning=warning)
        if done is not None:
            self.announce(interaction, [done])
            state = confirmed(state, [done])
        await change(interaction, panel(state))
