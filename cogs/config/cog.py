"""/config: what runs where, for those who may manage the server. Always on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.domain.emoji import is_one_emoji
from bot.domain.published.kinds import OFFERED
from bot.domain.settings import (
    SETTINGS,
    Changed,
    ChannelRule,
    Emoji,
    ManyEmoji,
    Section,
    SetTo,
    Switch,
    check_feature,
    fingerprint,
    rule_kind,
    setting,
    settings_on,
    wish_words,
    with_rule,
    without_rule,
)
from bot.domain.settings.file import MAX_BYTES, Plan, check_size
from bot.edge.answers import answer, change, defer
from bot.edge.authority import Authority, needs
from bot.edge.client import Linger
from bot.edge.feature_cog import FeatureCog
from bot.edge.forms import open_form
from bot.edge.guilds import here_for, here_of, here_with_emoji, suggestions_for
from bot.edge.router import Fields, on_choose, on_press, on_submit
from bot.edge.uploads import fetch_upload
from bot.errors import Gone
from bot.i18n import _, _n, joined
from bot.services import publishing
from bot.services.servers import configuring
from bot.services.servers.configuring import OldPanel
from bot.ui.config.files import FILE_NAME, all_settings, import_preview
from bot.ui.config.panel import PanelState, panel, typing_form
from bot.ui.config.permissions import missing_place
from bot.ui.config.reach import confirm_change, reach_lines, unpacked
from bot.ui.config.setup import setup_guide
from bot.ui.kit.files import text_file
from cogs.config.choices import (
    channel_of,
    confirmed,
    gone_words,
    guild_of,
    mark_of,
    trouble_in,
    unused_words,
)
from cogs.config.following import Following
from cogs.config.zones import kept_zones

_Interaction = discord.Interaction[Linger]
_ASKED = OFFERED | {"spoiler_policy"}  # settings whose change touches every post: what it reaches is said before


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

    async def cog_unload(self) -> None:
        """Stop telling how far posts are."""
        await self._following.stop()
        await super().cog_unload()

    # Commands

    @config.command(name="panel", description="Everything you can set, in one place")
    @needs(Authority.MANAGER)
    async def open_panel(self, interaction: _Interaction) -> None:
        """Show the first page of the settings panel, privately."""
        await answer(interaction, panel(await self._state(interaction, Section.CHANNELS)))

    @config.command(name="features", description="Switch features on and off, everywhere or in one channel")
    @needs(Authority.MANAGER)
    async def features(self, interaction: _Interaction) -> None:
        """Show every feature with its switch."""
        await answer(interaction, panel(await self._state(interaction, Section.FEATURES)))

    @config.command(name="show", description="All settings at a glance, also as a file")
    @needs(Authority.MANAGER)
    async def show(self, interaction: _Interaction) -> None:
        """Print all of it, and give it as a file."""
        guild = guild_of(interaction)
        settings, switches = self.app.servers.settings_of(guild.id), self.app.servers.switches_of(guild.id)
        here, unused = await here_for(guild, settings), self.app.servers.unused_of(guild.id)
        written = configuring.write_settings(self.app.servers, guild.id, here, server_name=guild.name)
        view = all_settings(settings, switches, here, unused=unused)
        await answer(interaction, view, files=[text_file(FILE_NAME, written)])

    @config.command(name="import", description="Take a settings file over; you see first what would change")
    @app_commands.describe(file="A file that /config show has given, here or in another server")
    @needs(Authority.MANAGER)
    async def import_file(self, interaction: _Interaction, file: discord.Attachment) -> None:
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

    @config.command(name="setup", description="First steps: permissions and sensible defaults")
    @needs(Authority.MANAGER)
    async def setup_server(self, interaction: _Interaction) -> None:
        """Show what a new server may set first, one choice after the other."""
        await answer(interaction, await self._guide(interaction))

    # The panel

    @on_choose("config.section")
    @needs(Authority.MANAGER)
    async def choose_section(self, interaction: _Interaction, values: list[str]) -> None:
        """Show another page of the settings panel."""
        await self._open(interaction, values[0] if values else "features")

    @on_press("config.open")
    @needs(Authority.MANAGER)
    async def open_section(self, interaction: _Interaction, section: str) -> None:
        """Show another page of the settings."""
        await self._open(interaction, section)

    @on_choose("config.where")
    @needs(Authority.MANAGER)
    async def choose_where(self, interaction: _Interaction, values: list[str]) -> None:
        """Show which features run in one channel."""
        channel = channel_of(interaction, values[0] if values else "")
        await change(
            interaction, panel(replace(await self._state(interaction, Section.FEATURES), channel_id=channel.id))
        )

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
        state = replace(await self._state(interaction, Section.FEATURES), channel_id=channel_id)
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
        value = setting(name).chosen(values, here_of(guild_of(interaction)))
        await self._ask_or_set(interaction, name, value, shown)

    @on_choose("config.rules")
    @needs(Authority.MANAGER)
    async def choose_channel(self, interaction: _Interaction, values: list[str]) -> None:
        """Show the rules of one channel."""
        channel = channel_of(interaction, values[0] if values else "")
        await change(interaction, panel(replace(await self._state(interaction, Section.VOTES), channel_id=channel.id)))

    @on_choose("config.rule")
    @needs(Authority.MANAGER)
    async def choose_rule(
        self, interaction: _Interaction, values: list[str], name: str, channel_id: int, shown: str
    ) -> None:
        """One channel decides something by itself."""
        here = here_of(guild_of(interaction))
        value = rule_kind(name).chosen(values, here)
        await self._set_rules(
            interaction, channel_id, lambda rules: with_rule(rules, channel_id, name, value, here), shown
        )

    @on_press("config.unrule")
    @needs(Authority.MANAGER)
    async def drop_rule(self, interaction: _Interaction, name: str, channel_id: int, shown: str) -> None:
        """One channel follows the server again."""
        here = here_of(guild_of(interaction))
        await self._set_rules(interaction, channel_id, lambda rules: without_rule(rules, channel_id, name, here), shown)

    @on_press("config.really")
    @needs(Authority.MANAGER)
    async def change_really(self, interaction: _Interaction, name: str, shown: str, carried: str) -> None:
        """What it reaches was said, and it is wanted."""
        if name not in _ASKED:
            raise Gone(_("This button no longer works. Please run the command again."))
        await self._set(interaction, name, await self._chosen(interaction, name, unpacked(carried)), shown)

    @on_press("config.type")
    @needs(Authority.MANAGER)
    async def type_value(self, interaction: _Interaction, name: str, shown: str) -> None:
        """Open the form for what no menu could hold: an emoji, a time zone."""
        current = getattr(self.app.servers.settings_of(interaction.guild_id), name, None)
        if name not in SETTINGS or not SETTINGS[name].is_typed(current):
            raise Gone(_("This button no longer works. Please run the command again."))
        await open_form(interaction, typing_form(name, current, shown))

    @on_submit("config.typed")
    @needs(Authority.MANAGER)
    async def typed_value(self, interaction: _Interaction, fields: Fields, name: str, shown: str) -> None:
        """Set what was typed, or ask first where it has consequences; what is not allowed is said."""
        value = await self._chosen(interaction, name, fields.text("value").strip())
        await self._ask_or_set(interaction, name, value, shown)

    @on_press("config.undo")
    @needs(Authority.MANAGER)
    async def undo(self, interaction: _Interaction, first: int, last: int, section: str) -> None:
        """Put back what was just changed, unless somebody has changed it since."""
        done = await configuring.undo_changes(
            self.app.db, self.app.servers, guild_of(interaction).id, first, last, actor_id=interaction.user.id
        )
        state = await self._state(interaction, section)
        if done.back:
            self._announce(interaction, done.back)
            state = replace(
                confirmed(state, done.back), warning=await kept_zones(self.app, guild_of(interaction).id, done.back)
            )
        if done.stays:
            lines = joined(SETTINGS[w.name].title if isinstance(w, SetTo) else w.feature for w in done.stays)
            state = replace(state, warning=_("Changed by somebody since, so it stays: {names}.", names=lines))
        await change(interaction, panel(state))

    # Files and first steps

    @on_press("config.apply")
    @needs(Authority.MANAGER)
    async def apply_import(self, interaction: _Interaction, shown: str) -> None:
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
        self._announce(interaction, changed)
        state = confirmed(await self._state(interaction, Section.CHANNELS), changed)
        await change(interaction, panel(replace(state, warning=await kept_zones(self.app, guild.id, changed))))

    @on_press("config.discard")
    @needs(Authority.MANAGER)
    async def discard_import(self, interaction: _Interaction) -> None:
        """Drop the settings file that waits; nothing changes."""
        await configuring.forget_import(self.app.db, guild_of(interaction).id, interaction.user.id)
        state = replace(await self._state(interaction, Section.CHANNELS), done=_("Nothing was changed."))
        await change(interaction, panel(state))

    @on_press("config.suggested")
    @needs(Authority.MANAGER)
    async def take_suggestions(self, interaction: _Interaction, shown: str) -> None:
        """Take the guide's suggestions, if they are still the ones that were shown."""
        wishes = self._suggestions(interaction)
        if mark_of(wishes) != shown:
            await change(
                interaction, await self._guide(interaction, done=_("The suggestions have changed; look again."))
            )
            return
        done = await self.app.servers.apply(guild_of(interaction).id, wishes, actor_id=interaction.user.id)
        self._announce(interaction, done)
        said = _n("{count} setting changed.", "{count} settings changed.", len(done))
        undo = (done[0].entry_id, done[-1].entry_id) if done else None
        await change(interaction, await self._guide(interaction, done=said, undo=undo))

    @on_press("config.policy")
    @needs(Authority.MANAGER)
    async def choose_policy(self, interaction: _Interaction, policy: str) -> None:
        """Which of the two ways spoilers take here, from the guide."""
        guild, name = guild_of(interaction), "spoiler_policy"
        wish = SetTo(name, SETTINGS[name].check(policy))
        if await self._asks_first(interaction, name, wish.value):
            return
        done = await self.app.servers.apply(guild.id, [wish], actor_id=interaction.user.id)
        self._announce(interaction, done)
        undo = (done[0].entry_id, done[-1].entry_id) if done else None
        await change(interaction, await self._guide(interaction, done=wish_words(wish), undo=undo))

    # Inside

    def _announce(self, interaction: _Interaction, done: Sequence[Changed]) -> None:
        """What a changed setting entails, such as its entry in the log's channel, is done at once."""
        if done:
            self.bot.dispatch("outbox")
            self._following.begin(interaction, guild_of(interaction).id, done)

    async def _asks_first(self, interaction: _Interaction, name: str, value: Any) -> bool:
        """Say what a change would reach of what is posted, where it reaches something; whether that was asked."""
        guild_id = guild_of(interaction).id
        current = getattr(self.app.servers.settings_of(guild_id), name, None)
        if name not in _ASKED or value == current:
            return False
        reach = await publishing.reach_of(self.app.db, guild_id, name)
        if not reach.posts:
            return False
        await change(interaction, confirm_change(name, value, current, reach, shown=fingerprint(current)))
        return True

    async def _chosen(self, interaction: _Interaction, name: str, typed: str) -> Any:
        """What somebody typed, fit for this server. Raises UserError."""
        kind, guild = setting(name), guild_of(interaction)
        may_be_own = isinstance(kind, Emoji | ManyEmoji) and not all(map(is_one_emoji, typed.split()))
        here = await here_with_emoji(guild) if may_be_own else here_of(guild)
        return kind.chosen([typed], here)

    async def _preview(
        self, interaction: _Interaction, plan: Plan, mark: str, *, again: bool = False
    ) -> discord.ui.LayoutView:
        """What a file would change, with what that reaches."""
        guild_id = guild_of(interaction).id
        names = [wish.name for wish in plan.wishes if isinstance(wish, SetTo) and wish.name in _ASKED]
        reaches = [(name, await publishing.reach_of(self.app.db, guild_id, name)) for name in names]
        lines = dict.fromkeys(line for name, reach in reaches for line in reach_lines(name, reach))
        settings = self.app.servers.settings_of(guild_id)
        return import_preview(plan, mark, settings, again=again, reaches=list(lines))

    async def _ask_or_set(self, interaction: _Interaction, name: str, value: Any, shown: str) -> None:
        if not await self._asks_first(interaction, name, value):
            await self._set(interaction, name, value, shown)

    async def _state(self, interaction: _Interaction, section: str) -> PanelState:
        guild, servers = guild_of(interaction), self.app.servers
        page = Section(section) if section in set(Section) else Section.FEATURES
        settings = servers.settings_of(guild.id)
        here = await here_for(guild, settings) if page is Section.VOTES else here_of(guild)
        switches, unused = servers.switches_of(guild.id), servers.unused_of(guild.id)
        trouble = {name: said for name in settings_on(page) if (said := trouble_in(guild, settings, name)) is not None}
        return PanelState(settings, switches, here, page, unused=unused, trouble=trouble)

    async def _open(self, interaction: _Interaction, section: str) -> None:
        await change(interaction, panel(await self._state(interaction, section)))

    async def _set(self, interaction: _Interaction, name: str, value: Any, shown: str) -> None:
        guild = guild_of(interaction)
        try:
            done = await configuring.change_shown_setting(
                self.app.servers, guild.id, name, value, shown=shown, actor_id=interaction.user.id
            )
        except OldPanel as error:
            state = replace(await self._state(interaction, setting(name).section), warning=error.message)
            await change(interaction, panel(state))
            return
        state = await self._state(interaction, setting(name).section)
        if done is not None:
            self._announce(interaction, [done])
            state = confirmed(state, [done])
        kept = await kept_zones(self.app, guild.id, [done]) if done is not None else None
        missing = missing_place(guild, self.app.servers.settings_of(guild.id), name)
        await change(interaction, panel(replace(state, warning=kept or missing)))

    async def _set_rules(
        self,
        interaction: _Interaction,
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
        state = replace(await self._state(interaction, Section.VOTES), channel_id=channel_id, warning=warning)
        if done is not None:
            self._announce(interaction, [done])
            state = confirmed(state, [done])
        await change(interaction, panel(state))

    def _suggestions(self, interaction: _Interaction) -> list[SetTo]:
        guild = guild_of(interaction)
        return suggestions_for(guild, self.app.servers.settings_of(guild.id))

    async def _guide(
        self, interaction: _Interaction, *, done: str | None = None, undo: tuple[int, int] | None = None
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
