"""The first steps in a new server: what is missing, sensible suggestions, and the rule about spoilers."""

from __future__ import annotations

import discord

from bot.domain.settings import SETTINGS, SetTo, wish_words
from bot.edge.answers import answer, change
from bot.edge.authority import Authority, needs
from bot.edge.guilds import here_for, suggestions_for
from bot.edge.router import on_press
from bot.i18n import _, _n
from bot.ui.config.permissions import missing_place
from bot.ui.config.setup import setup_guide
from cogs.config.choices import gone_words, guild_of, mark_of, trouble_in, unused_words
from cogs.config.part import ConfigPart, Interaction


class FirstSteps(ConfigPart):
    """What a new server may set first, one choice after the other."""

    async def begin(self, interaction: Interaction) -> None:
        """Show them."""
        await answer(interaction, await self._guide(interaction))

    @on_press("config.suggested")
    @needs(Authority.MANAGER)
    async def take_suggestions(self, interaction: Interaction, shown: str) -> None:
        """Take the guide's suggestions, if they are still the ones that were shown."""
        wishes = self._suggestions(interaction)
        if mark_of(wishes) != shown:
            await change(
                interaction, await self._guide(interaction, done=_("The suggestions have changed; look again."))
            )
            return
        done = await self.app.servers.apply(guild_of(interaction).id, wishes, actor_id=interaction.user.id)
        self.announce(interaction, done)
        said = _n("{count} setting changed.", "{count} settings changed.", len(done))
        undo = (done[0].entry_id, done[-1].entry_id) if done else None
        await change(interaction, await self._guide(interaction, done=said, undo=undo))

    @on_press("config.policy")
    @needs(Authority.MANAGER)
    async def choose_policy(self, interaction: Interaction, policy: str) -> None:
        """Which of the two ways spoilers take here, from the guide."""
        guild, name = guild_of(interaction), "spoiler_policy"
        wish = SetTo(name, SETTINGS[name].check(policy))
        if await self.asks_first(interaction, name, wish.value):
            return
        done = await self.app.servers.apply(guild.id, [wish], actor_id=interaction.user.id)
        self.announce(interaction, done)
        undo = (done[0].entry_id, done[-1].entry_id) if done else None
        await change(interaction, await self._guide(interaction, done=wish_words(wish), undo=undo))

    def _suggestions(self, interaction: Interaction) -> list[SetTo]:
        guild = guild_of(interaction)
        return suggestions_for(guild, self.app.servers.settings_of(guild.id))

    async def _guide(
        self, interaction: Interaction, *, done: str | None = None, undo: tuple[int, int] | None = None
    ) -> discord.ui.LayoutView:
        guild, wishes = guild_of(interaction), self._suggestions(interaction)
        settings = self.app.servers.settings_of(guild.id)
        trouble = [said for name in SETTINGS if (said := trouble_in(guild, settings, name)) is not None]
        trouble += gone_words(settings, await here_for(guild, settings))
        trouble += unused_words(self.app.servers.unused_of(guild.id))
        trouble += [said for name in ("digest", "monthly_top") if (said := missing_place(guild, settings, name))]
        return setup_guide(
            interaction.app_permissions,
            f"<#{interaction.channel_id}>",
            wishes,
            mark_of(wishes),
            policy=settings.spoiler_policy,
            trouble=trouble,
            done=done,
            undo=undo,
        )
