"""/config: what runs where, for those who may manage the server. Always on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.notices import Notice, NoticeKind
from bot.domain.server_settings import EMOJI, Changed, SetTo, Switch, check_feature
from bot.domain.setting_labels import setting_label
from bot.domain.settings_file import check_size
from bot.errors import Gone
from bot.i18n import _, _n
from bot.services import configuring, notifying
from bot.services.configuring import OldPanel
from bot.ui.answers import answer, change
from bot.ui.authority import Authority, needs
from bot.ui.config_files import FILE_NAME, all_settings, import_preview
from bot.ui.config_labels import CHANNEL_TYPES, SECTIONS, is_typed, section_of, wish_words
from bot.ui.config_panel import PanelState, panel, typing_form
from bot.ui.config_permissions import missing_place
from bot.ui.config_setup import setup_guide
from bot.ui.feature_cog import FeatureCog
from bot.ui.files import text_file
from bot.ui.router import Fields, on_choose, on_press, on_submit
from cogs.config_choices import channel_of, confirmed, guild_of, mark_of, own_emoji, picked, trouble_in
from cogs.server_place import here_of, here_with_emoji, suggestions_for, who_brought

_Interaction = discord.Interaction[Linger]


class Admin(FeatureCog):
    """Always on: otherwise nobody could switch anything on again."""

    feature = "admin"

    config = app_commands.Group(
        name="config",
        description="Decide what Linger does in this server",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    # Commands

    @config.command(name="panel", description="Everything you can set, in one place")
    @needs(Authority.MANAGER)
    async def open_panel(self, interaction: _Interaction) -> None:
        """Show the panel."""
        await answer(interaction, panel(self._state(interaction, "channels")))

    @config.command(name="features", description="Switch features on and off, everywhere or in one channel")
    @needs(Authority.MANAGER)
    async def features(self, interaction: _Interaction) -> None:
        """Show every feature with its switch."""
        await answer(interaction, panel(self._state(interaction, "features")))

    @config.command(name="show", description="All settings at a glance, also as a file")
    @needs(Authority.MANAGER)
    async def show(self, interaction: _Interaction) -> None:
        """Print all of it, and give it as a file."""
        guild = guild_of(interaction)
        settings, switches = self.app.servers.settings_of(guild.id), self.app.servers.switches_of(guild.id)
        written = configuring.write_settings(self.app.servers, guild.id, here_of(guild), server_name=guild.name)
        await answer(interaction, all_settings(settings, switches), files=[text_file(FILE_NAME, written)])

    @config.command(name="import", description="Take a settings file over; you see first what would change")
    @app_commands.describe(file="A file that /config show has given, here or in another server")
    @needs(Authority.MANAGER)
    async def import_file(self, interaction: _Interaction, file: discord.Attachment) -> None:
        """Show what a file would change, and ask."""
        guild = guild_of(interaction)
        check_size(file.size)
        await interaction.response.defer(ephemeral=True, thinking=True)
        plan, mark = await configuring.offer_import(
            self.app.db,
            self.app.servers,
            guild.id,
            await file.read(),
            await here_with_emoji(guild),
            actor_id=interaction.user.id,
            now=self.app.clock(),
        )
        await answer(interaction, import_preview(plan, mark))

    @config.command(name="setup", description="First steps: permissions and sensible defaults")
    @needs(Authority.MANAGER)
    async def setup_server(self, interaction: _Interaction) -> None:
        """Show the guide."""
        await answer(interaction, self._guide(interaction))

    # The panel

    @on_choose("config.section")
    @needs(Authority.MANAGER)
    async def choose_section(self, interaction: _Interaction, values: list[str]) -> None:
        """Another page."""
        await self._open(interaction, values[0] if values else "features")

    @on_press("config.open")
    @needs(Authority.MANAGER)
    async def open_section(self, interaction: _Interaction, section: str) -> None:
        """Another page, by a button."""
        await self._open(interaction, section)

    @on_choose("config.where")
    @needs(Authority.MANAGER)
    async def choose_where(self, interaction: _Interaction, values: list[str]) -> None:
        """The features of one channel."""
        channel = channel_of(interaction, values[0] if values else "")
        await change(interaction, panel(replace(self._state(interaction, "features"), channel_id=channel.id)))

    @on_press("config.feature")
    @needs(Authority.MANAGER)
    async def switch(self, interaction: _Interaction, feature: str, wanted: str, channel_id: int = 0) -> None:
        """Switch one feature, in the whole server or in one channel, and show the panel again."""
        if wanted not in ("on", "off"):
            raise Gone(_("This button no longer works. Please run the command again."))
        if channel_id:
            channel_of(interaction, str(channel_id))
        wish = Switch(check_feature(feature), wanted == "on", channel_id)
        done = await self.app.servers.apply(guild_of(interaction).id, [wish], actor_id=interaction.user.id)
        state = replace(self._state(interaction, "features"), channel_id=channel_id)
        if not done:
            said = _("Somebody has done that already: {what}.", what=wish_words(wish))
            await change(interaction, panel(replace(state, warning=said)))
            return
        self._announce(interaction, done)
        await change(interaction, panel(confirmed(state, done)))

    @on_choose("config.set")
    @needs(Authority.MANAGER)
    async def choose_value(self, interaction: _Interaction, values: list[str], name: str, shown: str) -> None:
        """A channel, roles, a number or one of several choices was picked."""
        await self._set(interaction, name, picked(interaction, name, values), shown)

    @on_press("config.type")
    @needs(Authority.MANAGER)
    async def type_value(self, interaction: _Interaction, name: str, shown: str) -> None:
        """Open the form for an emoji or a time zone."""
        if not is_typed(name):
            raise Gone(_("This button no longer works. Please run the command again."))
        current = getattr(self.app.servers.settings_of(interaction.guild_id), name)
        await interaction.response.send_modal(typing_form(name, current, shown))

    @on_submit("config.typed")
    @needs(Authority.MANAGER)
    async def typed_value(self, interaction: _Interaction, fields: Fields, name: str, shown: str) -> None:
        """The form came back."""
        value = fields.text("value").strip()
        if name in EMOJI:
            value = await own_emoji(interaction, value)
        await self._set(interaction, name, value, shown)

    @on_press("config.undo")
    @needs(Authority.MANAGER)
    async def undo(self, interaction: _Interaction, first: int, last: int, section: str) -> None:
        """Put back what was just changed, unless somebody has changed it since."""
        done = await configuring.undo_changes(
            self.app.db, self.app.servers, guild_of(interaction).id, first, last, actor_id=interaction.user.id
        )
        state = self._state(interaction, section)
        if done.back:
            self._announce(interaction, done.back)
            state = confirmed(state, done.back)
        if done.stays:
            lines = ", ".join(setting_label(w.name) if isinstance(w, SetTo) else w.feature for w in done.stays)
            state = replace(state, warning=_("Changed by somebody since, so it stays: {names}.", names=lines))
        await change(interaction, panel(state))

    # Files and first steps

    @on_press("config.apply")
    @needs(Authority.MANAGER)
    async def apply_import(self, interaction: _Interaction, shown: str) -> None:
        """Take the waiting file over."""
        guild = guild_of(interaction)
        plan, changed = await configuring.accept_import(
            self.app.db,
            self.app.servers,
            guild.id,
            await here_with_emoji(guild),
            shown=shown,
            actor_id=interaction.user.id,
            now=self.app.clock(),
        )
        if changed is None:
            await change(interaction, import_preview(plan, configuring.plan_fingerprint(plan), again=True))
            return
        self._announce(interaction, changed)
        await change(interaction, panel(confirmed(self._state(interaction, "channels"), changed)))

    @on_press("config.discard")
    @needs(Authority.MANAGER)
    async def discard_import(self, interaction: _Interaction) -> None:
        """Drop the waiting file."""
        await configuring.forget_import(self.app.db, guild_of(interaction).id, interaction.user.id)
        state = replace(self._state(interaction, "channels"), done=_("Nothing was changed."))
        await change(interaction, panel(state))

    @on_press("config.suggested")
    @needs(Authority.MANAGER)
    async def take_suggestions(self, interaction: _Interaction, shown: str) -> None:
        """Take the guide's suggestions, if they are still the ones that were shown."""
        wishes = self._suggestions(interaction)
        if mark_of(wishes) != shown:
            await change(interaction, self._guide(interaction, done=_("The suggestions have changed; look again.")))
            return
        done = await self.app.servers.apply(guild_of(interaction).id, wishes, actor_id=interaction.user.id)
        self._announce(interaction, done)
        said = _n("{count} setting changed.", "{count} settings changed.", len(done))
        undo = (done[0].entry_id, done[-1].entry_id) if done else None
        await change(interaction, self._guide(interaction, done=said, undo=undo))

    @FeatureCog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Welcome whoever brought the bot, privately; never the server."""
        host = await who_brought(guild)
        if host is not None:
            await notifying.leave_notices(
                self.app.db, [Notice(host, guild.id, NoticeKind.WELCOME, {})], now=self.app.clock()
            )

    # Inside

    def _announce(self, interaction: _Interaction, done: Sequence[Changed]) -> None:
        """Tell the other cogs: `on_settings_changed(guild_id, names)`, for those who keep something that follows."""
        names = frozenset(each.wish.name for each in done if isinstance(each.wish, SetTo))
        if names:
            self.bot.dispatch("settings_changed", guild_of(interaction).id, names)
        self.bot.dispatch("errand")

    def _state(self, interaction: _Interaction, section: str) -> PanelState:
        guild = guild_of(interaction)
        if section not in SECTIONS:
            section = "features"
        known = {channel.id for channel in guild.channels} | {role.id for role in guild.roles}
        servers = self.app.servers
        return PanelState(servers.settings_of(guild.id), servers.switches_of(guild.id), known, section)

    async def _open(self, interaction: _Interaction, section: str) -> None:
        await change(interaction, panel(self._state(interaction, section)))

    async def _set(self, interaction: _Interaction, name: str, value: Any, shown: str) -> None:
        guild = guild_of(interaction)
        try:
            done = await configuring.change_shown_setting(
                self.app.servers, guild.id, name, value, shown=shown, actor_id=interaction.user.id
            )
        except OldPanel as error:
            state = replace(self._state(interaction, section_of(name)), warning=error.message)
            await change(interaction, panel(state))
            return
        state = self._state(interaction, section_of(name))
        if done is not None:
            self._announce(interaction, [done])
            state = confirmed(state, [done])
        if name in CHANNEL_TYPES and value is not None:
            state = replace(state, warning=trouble_in(guild, value))
        else:
            state = replace(state, warning=missing_place(guild, self.app.servers.settings_of(guild.id), name))
        await change(interaction, panel(state))

    def _suggestions(self, interaction: _Interaction) -> list[SetTo]:
        guild = guild_of(interaction)
        return suggestions_for(guild, self.app.servers.settings_of(guild.id))

    def _guide(
        self, interaction: _Interaction, *, done: str | None = None, undo: tuple[int, int] | None = None
    ) -> discord.ui.LayoutView:
        guild, wishes = guild_of(interaction), self._suggestions(interaction)
        settings = self.app.servers.settings_of(guild.id)
        chosen = {getattr(settings, name) for name in CHANNEL_TYPES} - {None}
        trouble = [said for channel_id in sorted(chosen) if (said := trouble_in(guild, channel_id)) is not None]
        trouble += [said for name in ("digest", "monthly_top") if (said := missing_place(guild, settings, name))]
        return setup_guide(interaction.app_permissions, wishes, mark_of(wishes), trouble=trouble, done=done, undo=undo)


async def setup(bot: Linger) -> None:
    """Called by discord.py when the extension is loaded."""
    await bot.add_cog(Admin(bot))
