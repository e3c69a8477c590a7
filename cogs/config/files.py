"""Settings as a file: shown before anything changes, then taken over or dropped."""

from __future__ import annotations

import discord
from msgspec.structs import replace

from bot.domain.settings import Section, SetTo
from bot.domain.settings.file import MAX_BYTES, Plan, check_size
from bot.edge.answers import answer, change, defer
from bot.edge.authority import Authority, needs
from bot.edge.guilds import here_for, here_with_emoji
from bot.edge.router import on_press
from bot.edge.uploads import fetch_upload
from bot.i18n import _
from bot.services import publishing
from bot.services.servers import configuring
from bot.ui.config.files import FILE_NAME, all_settings, import_preview
from bot.ui.config.panel import panel
from bot.ui.config.reach import reach_lines
from bot.ui.kit.files import text_file
from cogs.config.choices import confirmed, guild_of
from cogs.config.part import ASKED, ConfigPart, Interaction
from cogs.config.zones import kept_zones


class SettingsFiles(ConfigPart):
    """Gives all settings as a file, and takes one over."""

    async def show(self, interaction: Interaction) -> None:
        """Print all of it, and give it as a file."""
        guild = guild_of(interaction)
        settings, switches = self.app.servers.settings_of(guild.id), self.app.servers.switches_of(guild.id)
        here, unused = await here_for(guild, settings), self.app.servers.unused_of(guild.id)
        written = configuring.write_settings(self.app.servers, guild.id, here, server_name=guild.name)
        view = all_settings(settings, switches, here, unused=unused)
        await answer(interaction, view, files=[text_file(FILE_NAME, written)])

    async def offer(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Show what a file would change, and ask."""
        guild = guild_of(interaction)
        check_size(file.size)
        await defer(interaction)
        plan, mark = await configuring.offer_import(
            self.app.db,
            self.app.servers,
            guild.id,
            await fetch_upload(file, most_bytes=MAX_BYTES),
            await here_with_emoji(guild),
            actor_id=interaction.user.id,
            now=self.app.clock(),
        )
        await answer(interaction, await self._preview(interaction, plan, mark))

    @on_press("config.apply")
    @needs(Authority.MANAGER)
    async def apply_import(self, interaction: Interaction, shown: str) -> None:
        """Take over the settings of the file that waits, if it is the one that was shown."""
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
            mark = configuring.plan_fingerprint(plan)
            await change(interaction, await self._preview(interaction, plan, mark, again=True))
            return
        self.announce(interaction, changed)
        state = confirmed(await self.state(interaction, Section.CHANNELS), changed)
        await change(interaction, panel(replace(state, warning=await kept_zones(self.app, guild.id, changed))))

    @on_press("config.discard")
    @needs(Authority.MANAGER)
    async def discard_import(self, interaction: Interaction) -> None:
        """Drop the settings file that waits; nothing changes."""
        await configuring.forget_import(self.app.db, guild_of(interaction).id, interaction.user.id)
        state = replace(await self.state(interaction, Section.CHANNELS), done=_("Nothing was changed."))
        await change(interaction, panel(state))

    async def _preview(
        self, interaction: Interaction, plan: Plan, mark: str, *, again: bool = False
    ) -> discord.ui.LayoutView:
        """What a file would change, with what that reaches."""
        guild_id = guild_of(interaction).id
        names = [wish.name for wish in plan.wishes if isinstance(wish, SetTo) and wish.name in ASKED]
        reaches = [(name, await publishing.reach_of(self.app.db, guild_id, name)) for name in names]
        lines = dict.fromkeys(line for name, reach in reaches for line in reach_lines(name, reach))
        settings = self.app.servers.settings_of(guild_id)
        return import_preview(plan, mark, settings, again=again, reaches=list(lines))
