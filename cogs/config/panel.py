"""The settings panel: its pages, and every change that is made on them."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from bot.domain.emoji import is_one_emoji
from bot.domain.settings import (
    SETTINGS,
    Emoji,
    ManyEmoji,
    Section,
    SetTo,
    Switch,
    check_feature,
    setting,
    wish_words,
)
from bot.edge.answers import change
from bot.edge.authority import Authority, needs
from bot.edge.forms import open_form
from bot.edge.guilds import here_of, here_with_emoji
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.errors import Gone
from bot.i18n import _, joined
from bot.services.servers import configuring
from bot.services.servers.configuring import OldPanel
from bot.ui.config.panel import panel, typing_form
from bot.ui.config.permissions import missing_place
from bot.ui.config.reach import unpacked
from cogs.config.choices import channel_of, confirmed, guild_of
from cogs.config.part import ASKED, ConfigPart, Interaction
from cogs.config.zones import kept_zones


class SettingsPanel(ConfigPart):
    """Pages of settings; what was just changed can be put back."""

    @on_choose("config.section")
    @needs(Authority.MANAGER)
    async def choose_section(self, interaction: Interaction, values: list[str]) -> None:
        """Show another page of the settings panel."""
        await self._open(interaction, values[0] if values else "features")

    @on_press("config.open")
    @needs(Authority.MANAGER)
    async def open_section(self, interaction: Interaction, section: str) -> None:
        """Show another page of the settings."""
        await self._open(interaction, section)

    @on_choose("config.where")
    @needs(Authority.MANAGER)
    async def choose_where(self, interaction: Interaction, values: list[str]) -> None:
        """Show which features run in one channel."""
        channel = channel_of(interaction, values[0] if values else "")
        await change(
            interaction, panel(replace(await self.state(interaction, Section.FEATURES), channel_id=channel.id))
        )

    @on_press("config.feature")
    @needs(Authority.MANAGER)
    async def switch(self, interaction: Interaction, feature: str, wanted: str, channel_id: int = 0) -> None:
        """Switch one feature, in the whole server or in one channel, and show the panel again."""
        if wanted not in ("on", "off"):
            raise Gone(_("This button no longer works. Please run the command again."))
        if channel_id:
            channel_of(interaction, str(channel_id))
        wish = Switch(check_feature(feature), wanted == "on", channel_id)
        done = await self.app.servers.apply(guild_of(interaction).id, [wish], actor_id=interaction.user.id)
        state = replace(await self.state(interaction, Section.FEATURES), channel_id=channel_id)
        if not done:
            said = _("Somebody has done that already: {what}.", what=wish_words(wish))
            await change(interaction, panel(replace(state, warning=said)))
            return
        self.announce(interaction, done)
        await change(interaction, panel(confirmed(state, done)))

    @on_choose("config.set")
    @needs(Authority.MANAGER)
    async def choose_value(self, interaction: Interaction, values: list[str], name: str, shown: str) -> None:
        """A channel, roles, a number or one of several choices was picked."""
        value = setting(name).chosen(values, here_of(guild_of(interaction)))
        await self._ask_or_set(interaction, name, value, shown)

    @on_press("config.really")
    @needs(Authority.MANAGER)
    async def change_really(self, interaction: Interaction, name: str, shown: str, carried: str) -> None:
        """What it reaches was said, and it is wanted."""
        if name not in ASKED:
            raise Gone(_("This button no longer works. Please run the command again."))
        await self._set(interaction, name, await self._chosen(interaction, name, unpacked(carried)), shown)

    @on_press("config.type")
    @needs(Authority.MANAGER)
    async def type_value(self, interaction: Interaction, name: str, shown: str) -> None:
        """Open the form for what no menu could hold: an emoji, a time zone."""
        current = getattr(self.app.servers.settings_of(interaction.guild_id), name, None)
        if name not in SETTINGS or not SETTINGS[name].is_typed(current):
            raise Gone(_("This button no longer works. Please run the command again."))
        await open_form(interaction, typing_form(name, current, shown))

    @on_submit("config.typed")
    @needs(Authority.MANAGER)
    async def typed_value(self, interaction: Interaction, fields: Fields, name: str, shown: str) -> None:
        """Set what was typed, or ask first where it has consequences; what is not allowed is said."""
        value = await self._chosen(interaction, name, fields.text("value").strip())
        await self._ask_or_set(interaction, name, value, shown)

    @on_press("config.undo")
    @needs(Authority.MANAGER)
    async def undo(self, interaction: Interaction, first: int, last: int, section: str) -> None:
        """Put back what was just changed, unless somebody has changed it since."""
        done = await configuring.undo_changes(
            self.app.db, self.app.servers, guild_of(interaction).id, first, last, actor_id=interaction.user.id
        )
        state = await self.state(interaction, section)
        if done.back:
            self.announce(interaction, done.back)
            state = replace(
                confirmed(state, done.back), warning=await kept_zones(self.app, guild_of(interaction).id, done.back)
            )
        if done.stays:
            lines = joined(SETTINGS[w.name].title if isinstance(w, SetTo) else w.feature for w in done.stays)
            state = replace(state, warning=_("Changed by somebody since, so it stays: {names}.", names=lines))
        await change(interaction, panel(state))

    async def _chosen(self, interaction: Interaction, name: str, typed: str) -> Any:
        """What somebody typed, fit for this server. Raises UserError."""
        kind, guild = setting(name), guild_of(interaction)
        may_be_own = isinstance(kind, Emoji | ManyEmoji) and not all(map(is_one_emoji, typed.split()))
        here = await here_with_emoji(guild) if may_be_own else here_of(guild)
        return kind.chosen([typed], here)

    async def _ask_or_set(self, interaction: Interaction, name: str, value: Any, shown: str) -> None:
        if not await self.asks_first(interaction, name, value):
            await self._set(interaction, name, value, shown)

    async def _open(self, interaction: Interaction, section: str) -> None:
        await change(interaction, panel(await self.state(interaction, section)))

    async def _set(self, interaction: Interaction, name: str, value: Any, shown: str) -> None:
        guild = guild_of(interaction)
        try:
            done = await configuring.change_shown_setting(
                self.app.servers, guild.id, name, value, shown=shown, actor_id=interaction.user.id
            )
        except OldPanel as error:
            state = replace(await self.state(interaction, setting(name).section), warning=error.message)
            await change(interaction, panel(state))
            return
        state = await self.state(interaction, setting(name).section)
        if done is not None:
            self.announce(interaction, [done])
            state = confirmed(state, [done])
        kept = await kept_zones(self.app, guild.id, [done]) if done is not None else None
        missing = missing_place(guild, self.app.servers.settings_of(guild.id), name)
        await change(interaction, panel(replace(state, warning=kept or missing)))
