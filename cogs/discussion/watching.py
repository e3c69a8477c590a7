"""/watch: a group that watches a series together, at a pace of its own."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

import discord
from discord import app_commands
from msgspec.structs import replace

from bot.domain.discussion.places import check_place
from bot.domain.discussion.watching import MAX_EVERY_DAYS, MAX_QUORUM, Pace, Party, Wishes, due_as_aired, planned
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import Publication
from bot.domain.series import Series
from bot.domain.settings import ServerSettings
from bot.edge.answers import answer, change, defer, say
from bot.edge.authority import Authority
from bot.edge.client import Linger
from bot.edge.guilds import require_guild_id
from bot.edge.loops.timed import TimedCog
from bot.edge.opening import allow_opening
from bot.edge.publishing.finding import own_messages, with_custom_id
from bot.edge.publishing.once import send_once
from bot.edge.publishing.sight import Absent, Unavailable, channel_of
from bot.edge.router import on_press
from bot.edge.series_option import complete_series, require_series
from bot.edge.threads import edit_message, parent_for, tags_for
from bot.edge.voice import require_voice
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _, speaking
from bot.services import publishing
from bot.services.discussion import discussing, watching
from bot.services.outside import airing
from bot.ui.kit.cards import card, text
from bot.ui.kit.permissions import Deed, require_permissions
from bot.ui.series.words import title_of
from bot.ui.watching import MOST_SHOWN, ask_to_end, ended_card, pace_picture, party_card, status_card
from cogs.discussion.openings import Openings
from cogs.discussion.places import PlaceOpener

_log = logging.getLogger(__name__)
_PACES = [
    app_commands.Choice(name="An episode every week", value="weekly"),
    app_commands.Choice(name="An episode every day", value="daily"),
    app_commands.Choice(name="An episode every so many days (say how many)", value="days"),
    app_commands.Choice(name="As it airs: each episode when it is out", value="aired"),
    app_commands.Choice(name="When enough members have watched the last one", value="quorum"),
]


class WatchingCog(TimedCog, name="Watching together"):
    """Groups, their cards, and the timer that opens their next episode."""

    feature = "discussion"
    every_s = 60.0

    watch = app_commands.Group(name="watch", description="Watch a series together", guild_only=True)

    def __init__(self, bot: Linger, places: PlaceOpener) -> None:
        super().__init__(bot)
        self.openings = Openings(bot, places)
        self._opening = asyncio.Lock()

    async def cog_load(self) -> None:
        """Open the doors, and keep cards up to date."""
        posts, kind = self.bot.posts, PublishedKind.WATCH
        posts.register(kind, lambda guild_id, subject: self._edit_card(guild_id, int(subject)))
        posts.register(kind, lambda guild_id, subject: self._plan(guild_id, int(subject)), Step.EVENT)
        posts.register(PublishedKind.OPENING, self.openings.redraw)
        self.bot.late.register(kind, self._finish)
        await super().cog_load()

    @watch.command(name="start", description="Start watching a series together")
    @app_commands.describe(
        series="The series",
        pace="What opens the next episode",
        days="With “every so many days”: how many",
        at="The time of day on this server's clock, such as 20:00 or 8pm",
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
        guild_id = require_guild_id(interaction)
        found = require_series(interaction, series)
        check_place(found, from_episode)
        parent = parent_for(self.bot, guild_id, interaction.channel_id)  # or say now what is missing
        if isinstance(parent, discord.ForumChannel):
            tags_for(parent, found)  # as every episode's post will need
        settings = self.app.servers.settings_of(guild_id)
        counted = allow_opening(interaction, parent) is not None
        require_voice(interaction, parent, settings, in_threads=True)
        require_voice(interaction, interaction.channel, settings)
        if isinstance(interaction.channel, discord.abc.GuildChannel | discord.Thread):
            require_permissions(interaction.channel, Deed.GROUPS)
        wished = planned(
            Wishes(pace, days, at, on, members, from_episode),
            guild_id=guild_id,
            series_id=found.id,
            started_by=interaction.user.id,
            channel_id=interaction.channel_id or 0,
            time_zone=settings.time_zone,
            now=self.app.clock(),
        )
        if wished.pace is Pace.AIRED:
            wished = await self._as_aired(wished, found)
        most = settings.groups_at_once if counted else None
        party = await watching.start(
            self.app.db, wished, after_id=interaction.id, most_at_once=most, now=self.app.clock()
        )
        with speaking(self._settings(party).language):
            view = party_card(party, found, 1)
        with self.bot.late.unless_done(PublishedKind.WATCH, guild_id, party.id):  # the group stands; its card follows
            sent_id = await answer(interaction, view, private=False)
            message_id = sent_id or (await interaction.original_response()).id
            await watching.note_card(self.app.db, party, message_id, now=self.app.clock())
        self.app.activity.note(party.guild_id, found.id)
        self._after_change(party)

    async def _as_aired(self, wished: Party, series: Series) -> Party:
        """The group with when its first episode is out. Raises UserError where nobody will ever say."""
        now = self.app.clock()
        out = await airing.airs_at(self.app.db, series.id, wished.first_episode)
        if out is None and (series.status == "finished" or not self.app.outside.is_open):
            raise UserError(_("I don't know when {title} is aired. Choose another pace.", title=title_of(series)))
        return replace(wished, due_at=due_as_aired(wished, out, now=now))

    @watch.command(name="status", description="Where the group is, and everybody who shares their place")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def status(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """Answer privately with the latest group of a series, its picture and the places that members share."""
        guild_id = require_guild_id(interaction)
        found = require_series(interaction, series)
        await self._show(interaction, await watching.latest_group(self.app.db, guild_id, found))

    @watch.command(name="end", description="End a group before its last episode")
    @app_commands.describe(series="The series")
    @app_commands.autocomplete(series=complete_series)
    async def end(self, interaction: discord.Interaction[Linger], series: str) -> None:
        """For whoever started it, and for moderators; asked once, and undone with one press."""
        guild_id = require_guild_id(interaction)
        found = require_series(interaction, series)
        party = await watching.latest_group(self.app.db, guild_id, found)
        self._require_own(interaction, party)
        if not party.is_running:
            raise UserError(_("This group has ended already."))
        state = await watching.state_of(self.app.db, party)
        await answer(interaction, ask_to_end(party, found, state.members))

    @on_press("watch.end")
    async def end_it(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """End the group, for whoever started it and for moderators; its card and event follow."""
        party = await watching.group_by_id(self.app.db, interaction.guild_id or 0, party_id)
        self._require_own(interaction, party)
        if not await watching.end(self.app.db, party, now=self.app.clock()):
            raise UserError(_("This group has ended already."))
        await change(interaction, ended_card(party))
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
        await self.bot.posts.do_now(PublishedKind.WATCH, party.guild_id, str(party.id), Step.EVENT)

    @on_press("watch.keep")
    async def keep(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Say that the group goes on, in the place of the question."""
        await watching.group_by_id(self.app.db, interaction.guild_id or 0, party_id)
        await change(interaction, card(text(_("The group goes on."))))

    @on_press("watch.resume")
    async def resume(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Let an ended group go on, for whoever may end it."""
        party = await watching.group_by_id(self.app.db, interaction.guild_id or 0, party_id)
        self._require_own(interaction, party)
        self._after_change(await watching.resume(self.app.db, party))
        await change(interaction, card(text(_("The group goes on, as if it had never ended."))))

    def _require_own(self, interaction: discord.Interaction[Linger], party: Party) -> None:
        if interaction.user.id != party.started_by and not self.bot.gate.may(interaction, Authority.MODERATOR):
            raise NotAllowed(_("Only whoever started the group, and moderators, can end it."))

    @on_press("watch.join")
    async def join(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Make the person who pressed a member of the group; a second press changes nothing."""
        party, is_new = await watching.join(
            self.app.db, interaction.guild_id or 0, party_id, interaction.user.id, now=self.app.clock()
        )
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
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
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
        await say(interaction, _("You have left the group.") if was_in else _("You are not in this group."))

    @on_press("watch.ping")
    async def ping(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Ask to be pinged, or not any more."""
        party, wanted = await watching.flip_ping(
            self.app.db, interaction.guild_id or 0, party_id, interaction.user.id, now=self.app.clock()
        )
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
        if wanted:
            await say(
                interaction,
                _("I'll ping you when an episode opens, unless you are behind. Press again to stop that."),
            )
        else:
            await say(interaction, _("I won't ping you any more. You are still in the group."))

    @on_press("watch.who")
    async def who(self, interaction: discord.Interaction[Linger], party_id: int) -> None:
        """Show where a group and its members are, from its card."""
        await self._show(interaction, await watching.group_by_id(self.app.db, interaction.guild_id or 0, party_id))

    async def _show(self, interaction: discord.Interaction[Linger], party: Party) -> None:
        series = self.app.catalogues.require(party.guild_id, party.series_id)
        await defer(interaction)
        state = await watching.state_of(self.app.db, party)
        files: list[discord.File] = []
        if state.sharing and interaction.guild is not None:
            names = await names_of(interaction.guild, [user_id for user_id, _p in state.sharing[:MOST_SHOWN]])
            picture = await pace_picture(party, series, state.sharing, names)
            files += [picture] if picture is not None else []
        thread_id = await self._open_thread(party)
        view = status_card(
            party,
            series,
            state.sharing,
            state.members,
            thread_id=thread_id,
            picture=files[0].filename if files else None,
        )
        await answer(interaction, view, files=files)

    @TimedCog.listener()
    async def on_shard_ready(self, shard_id: int) -> None:
        """Make good what a crash kept from being done: a group's event in the calendar."""
        for party in await watching.running_groups(self.app.db):
            if self.bot.shard_of(party.guild_id) == shard_id and self.is_on(party.guild_id, party.channel_id):
                self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id, Step.EVENT)

    async def run_due(self, now: datetime) -> int:
        """Open the next episode of every group for which it is due, one each; returns how many were opened."""
        async with self._opening:
            return await self._run_due(now)

    async def _run_due(self, now: datetime) -> int:
        for party in await watching.follow_schedule(self.app.db, now=now):
            self._after_change(party)
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
            self._after_change(after or party)
        return opened

    async def _open_in_words(self, party: Party, now: datetime) -> Party | None:
        with speaking(self._settings(party).language):
            return await self.openings.open_next(party, now)

    def _after_change(self, party: Party) -> None:
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id, Step.EVENT)

    async def _plan(self, guild_id: int, party_id: int) -> None:
        """Keep the calendar true. Raises what Discord raises, Gone."""
        await self.openings.plan_event(await watching.group_by_id(self.app.db, guild_id, party_id), self.app.clock())

    async def _edit_card(self, guild_id: int, party_id: int) -> None:
        """Bring a group's card up to date. Raises discord.HTTPException, Gone."""
        party = await watching.group_by_id(self.app.db, guild_id, party_id)
        series = self.app.catalogues.last_known(guild_id, party.series_id)
        if party.message_id is None or series is None:
            return
        state, thread_id = await watching.state_of(self.app.db, party), await self._open_thread(party)
        with speaking(self._settings(party).language):
            trouble = self.openings.trouble.get(party.id)
            view = party_card(party, series, state.members, trouble=trouble, thread_id=thread_id)
        await edit_message(self.bot, guild_id, party.channel_id, party.message_id, view)

    async def _finish(self, claim: Publication) -> bool:
        """The card of a group whose first one nobody noted: found again where it was sent, otherwise sent."""
        try:
            party = await watching.group_by_id(self.app.db, claim.guild_id, int(claim.subject))
        except Gone:
            await publishing.let_go(self.app.db, claim.guild_id, claim.kind, claim.subject)
            return True
        series = self.app.catalogues.last_known(party.guild_id, party.series_id)
        channel = await channel_of(self.bot, party.guild_id, party.channel_id)
        if channel is Absent.UNKNOWN:
            raise Unavailable
        if not isinstance(channel, discord.TextChannel | discord.Thread) or series is None:
            return True  # its channel is gone: /watch status has it
        if not self.is_on(party.guild_id, party.channel_id):
            return False
        state = await watching.state_of(self.app.db, party)
        with speaking(self._settings(party).language):
            view = party_card(party, series, state.members)
        place, shown = channel, with_custom_id(f"watch.join:{party.id}")
        message = await send_once(
            is_fresh=False,
            find=lambda: own_messages(self.bot, place, shown, after_id=claim.after_id),
            send=lambda: place.send(view=view, nonce=claim.nonce),
            look_after_s=self.app.pace.look_after_s,
        )
        await watching.note_card(self.app.db, party, message.id, now=self.app.clock())
        self.bot.posts.schedule_edit(PublishedKind.WATCH, party.guild_id, party.id)
        return True

    async def _open_thread(self, party: Party) -> int | None:
        """The thread of the episode that is open now, where there is one."""
        if party.current_episode is None:
            return None
        place = await discussing.find_place(self.app.db, party.guild_id, party.series_id, party.current_episode)
        return place.thread_id if place is not None else None

    def _settings(self, party: Party) -> ServerSettings:
        return self.app.servers.settings_of(party.guild_id)


async def names_of(guild: discord.Guild, user_ids: list[int]) -> dict[int, str]:
    """Display names by user id; whoever has left the server has none."""
    try:
        members = await guild.query_members(user_ids=user_ids, limit=100, cache=False)
    except (TimeoutError, discord.ClientException):
        return {}
    return {member.id: member.display_name for member in members}
