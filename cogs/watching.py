"""/watch: a group that watches a series together, at a pace of its own. Loaded with the places to talk."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

import discord
from discord import app_commands

from bot.client import Linger
from bot.domain.discussion import check_place
from bot.domain.server_settings import ServerSettings
from bot.domain.watching import MAX_EVERY_DAYS, MAX_QUORUM, Pace, Party, Wishes, planned
from bot.errors import NotAllowed, UserError
from bot.i18n import _, speaking
from bot.services import discussing, watching
from bot.ui.answers import answer, say
from bot.ui.authority import Authority, check_authority
from bot.ui.permissions import require_permissions
from bot.ui.router import on_press
from bot.ui.watching_card import MOST_SHOWN, pace_picture, party_card, status_card
from cogs.discussion_places import Places
from cogs.discussion_threads import own_message_with, parent_for
from cogs.series_option import complete_series, require_series
from cogs.timed_cog import TimedCog
from cogs.watching_openings import Openings

_log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()
_PACES = [
    app_commands.Choice(name="An episode every week", value="weekly"),
    app_commands.Choice(name="An episode every day", value="daily"),
    app_commands.Choice(name="An episode every so many days (say how many)", value="days"),
    app_commands.Choice(name="When enough members have watched the last one", value="quorum"),
]


class WatchingCog(TimedCog, name="Watching together"):
    """Groups, their cards, and the timer that opens their next episode."""

    feature = "discussion"
    every_s = 60.0

    watch = app_commands.Group(name="watch", description="Watch a series together", guild_only=True)

    def __init__(self, bot: Linger, places: Places) -> None:
        super().__init__(bot)
        self.openings = Openings(bot, places)
        self._opening = asyncio.Lock()
        self._starting: set[int] = set()  # groups whose card this process is sending

    async def cog_load(self) -> None:
        """Open the doors, and keep cards up to date."""
        self.bot.posts.register("watch", self._edit_card)
        await super().cog_load()

    @watch.command(name="start", description="Start watching a series together")
    @app_commands.describe(
        series="The series",
        pace="What opens the next episode",
        days="With “every so many days”: how many",
        at="The time of day on this server's clock, such as 20:00",
        on="The day of the first episode, such as 2026-11-27 or tomorrow",
        members="With “when enough members have watched”: how many",
        from_episode="The first episode to open",
    )
    @app_commands.rename(from_episode="from-episode")
    @app_commands.choices(pace=_PACES)
    @app_commands.autocomplete(series=complete_series)
    async def start(
        self,
        interaction: discord.Interaction[Linger],
        series: str,
        pace: str = "weekly",
        days: app_commands.Range[int, 1, MAX_EVERY_DAYS] | None = None,
        at: str | None = None,
        on: str | None = None,
        members: app_commands.Range[int, 1, MAX_QUORUM] | None = None,
        from_episode: app_commands.Range[int, 1, 5000] = 1,
    ) -> None:
        """Check everything first; then the group stands, and its card is the answer."""
        assert interaction.guild_id is not None
        found = require_series(interaction, series)
        check_place(found, from_episode)
        parent_for(self.bot, interaction.guild_id, interaction.channel_id)  # or say now what is missing
        if isinstance(interaction.channel, discord.abc.GuildChannel | discord.Thread):
            require_permissions(interaction.channel, ("view_channel", "send_messages"))
        wished = planned(
            Wishes(pace, days, at, on, members, from_episode),
            guild_id=interaction.guild_id,
            series_id=found.id,
            started_by=interaction.user.id,
            channel_id=interaction.channel_id or 0,
            time_zone=self.app.servers.settings_of(interaction.guild_id).time_zone,
            now=self.app.clock(),
        )
        party = await watching.start(self.app.db, wished, now=self.app.clock())
        with speaking(self._settings(party).language):
            view = party_card(party, found, 1)
        self._starting.add(party.id)
        try:
            await answer(interaction, view, private=False)
            message = await interaction.original_response()
            await watching.note_card(self.app.db, party, message.id)
        finally:
            self._starting.discard(party.id)
        self.app.activity.note(party.guild_id, found.id)
        await self._after_change(party)

    @watch.command(name="status", description="Where the group is, and everybody who shares their place")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def status(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Private, with a picture."""
        assert interaction.guild_id is not None
        found = require_series(interaction, series)
        await self._show(interaction, await watching.latest_group(self.app.db, interaction.guild_id, found))

    @watch.command(name="end", description="End a group before its last episode")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def end(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """For whoever started it, and for moderators."""
        assert interaction.guild_id is not None
        found = require_series(interaction, series)
        party = await watching.latest_group(self.app.db, interaction.guild_id, found)
        if interaction.user.id != party.started_by:
            try:
                check_authority(interaction, Authority.MODERATOR)
            except NotAllowed:
                raise NotAllowed(_("Only whoever started the group, and moderators, can end it.")) from None
        await interaction.response.defer(ephemeral=True, thinking=True)
        if not await watching.end(self.app.db, party, now=self.app.clock()):
            raise UserError(_("This group has ended already."))
        await self.openings.cancel_event(party)
        self.bot.posts.touch("watch", party.guild_id, party.id)
        await say(interaction, _("The group has ended. Its threads stay."))

    @on_press("watch.join")
    async def join(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Be part of it."""
        party, is_new = await watching.join(
            self.app.db, interaction.guild_id or 0, party_id, interaction.user.id, now=self.app.clock()
        )
        self.bot.posts.touch("watch", party.guild_id, party.id)
        if not is_new:
            await say(interaction, _("You are in already."))
            return
        said = _("You are in. Your place stays between us unless you share it.")
        if party.pace is Pace.QUORUM:
            said += " " + _(
                "When you have watched an episode, it counts towards opening the next one, without your name."
            )
        await say(interaction, said)

    @on_press("watch.leave")
    async def leave(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Be part of it no longer."""
        party, was_in = await watching.leave(self.app.db, interaction.guild_id or 0, party_id, interaction.user.id)
        self.bot.posts.touch("watch", party.guild_id, party.id)
        await say(interaction, _("You have left the group.") if was_in else _("You are not in this group."))

    @on_press("watch.ping")
    async def ping(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Ask to be pinged, or not any more."""
        party, wanted = await watching.flip_ping(
            self.app.db, interaction.guild_id or 0, party_id, interaction.user.id, now=self.app.clock()
        )
        self.bot.posts.touch("watch", party.guild_id, party.id)
        if wanted:
            await say(
                interaction,
                _("I'll ping you when an episode opens, unless you are behind. Press again to stop that."),
            )
        else:
            await say(interaction, _("I won't ping you any more. You are still in the group."))

    @on_press("watch.who")
    async def who(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """The status, from a card."""
        await self._show(interaction, await watching.group_by_id(self.app.db, interaction.guild_id or 0, party_id))

    async def _show(self, interaction: discord.Interaction[Linger], party: Party) -> None:
        series = self.app.catalogues.require(party.guild_id, party.series_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        state = await watching.state_of(self.app.db, party)
        files: list[discord.File] = []
        if state.sharing and interaction.guild is not None:
            names = await names_of(interaction.guild, [user_id for user_id, _p in state.sharing[:MOST_SHOWN]])
            files.append(await pace_picture(party, series, state.sharing, names))
        place = await discussing.find_place(self.app.db, party.guild_id, series.id, party.current_episode or 0)
        view = status_card(
            party,
            series,
            state.sharing,
            state.members,
            thread_id=place.thread_id if place else None,
            picture=files[0].filename if files else None,
        )
        await answer(interaction, view, files=files)

    @TimedCog.listener()
    async def on_ready(self) -> None:
        """Make good what a crash kept from being done: the card of a group, its event in the calendar."""
        for party in await watching.running_groups(self.app.db):
            if not self.is_on(party.guild_id, party.channel_id):
                continue
            if party.message_id is None and party.id not in self._starting:
                await self._post_card(party)
            await self.openings.plan_event(party, self.app.clock())

    async def run_due(self, now: datetime) -> int:
        """Open the next episode of every group for which it is due, one each; returns how many were opened."""
        async with self._opening:
            return await self._run_due(now)

    async def _run_due(self, now: datetime) -> int:
        opened = 0
        for party in await watching.due_groups(self.app.db, now=now):
            if not self.is_on(party.guild_id, party.channel_id):
                continue
            try:
                after = await self._open_in_words(party, now)
            except Exception:  # noqa: BLE001 (one group's failure must not keep the others waiting)
                _log.exception("group %d of guild %d could not be moved on", party.id, party.guild_id)
                continue
            opened += after is not None
            await self._after_change(after or party)
        return opened

    async def _open_in_words(self, party: Party, now: datetime) -> Party | None:
        with speaking(self._settings(party).language):
            return await self.openings.open_next(party, now)

    async def _after_change(self, party: Party) -> None:
        self.bot.posts.touch("watch", party.guild_id, party.id)
        await self.openings.plan_event(party, self.app.clock())

    async def _edit_card(self, guild_id: int, party_id: int) -> None:
        """Bring a group's card up to date. Raises discord.HTTPException."""
        party = await watching.group_by_id(self.app.db, guild_id, party_id)
        series = self.app.catalogues.get(guild_id, party.series_id)
        if party.message_id is None or series is None:
            return
        state = await watching.state_of(self.app.db, party)
        with speaking(self._settings(party).language):
            view = party_card(party, series, state.members, trouble=self.openings.trouble.get(party.id))
        place = self.bot.get_partial_messageable(party.channel_id, guild_id=guild_id)
        await place.get_partial_message(party.message_id).edit(view=view, allowed_mentions=_NOBODY)

    async def _post_card(self, party: Party) -> None:
        """The card of a group whose first one a crash kept from being noted; found again where it was sent."""
        guild = self.bot.get_guild(party.guild_id)
        channel = guild.get_channel_or_thread(party.channel_id) if guild is not None else None
        series = self.app.catalogues.get(party.guild_id, party.series_id)
        if not isinstance(channel, discord.TextChannel | discord.Thread) or series is None:
            return
        try:
            message_id = await own_message_with(self.bot, channel, f"watch.join:{party.id}")
            if message_id is None:
                state = await watching.state_of(self.app.db, party)
                with speaking(self._settings(party).language):
                    view = party_card(party, series, state.members)
                message_id = (await channel.send(view=view, allowed_mentions=_NOBODY)).id
        except discord.HTTPException as error:
            _log.warning("the card of group %d could not be posted: %s", party.id, error)
            return
        await watching.note_card(self.app.db, party, message_id)

    def _settings(self, party: Party) -> ServerSettings:
        return self.app.servers.settings_of(party.guild_id)


async def names_of(guild: discord.Guild, user_ids: list[int]) -> dict[int, str]:
    """Display names by user id; whoever has left the server has none."""
    try:
        members = await guild.query_members(user_ids=user_ids, limit=100, cache=False)
    except (TimeoutError, discord.ClientException):
        return {}
    return {member.id: member.display_name for member in members}
