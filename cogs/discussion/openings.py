"""Opening the next episode of groups that watch together, and telling their threads."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

import discord
from msgspec.structs import replace

from bot.domain.discussion.watching import Pace, Party, PlannedEvent, after_opening
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Shows
from bot.domain.series import Series
from bot.edge.client import Linger
from bot.edge.publishing.doors import explained
from bot.edge.publishing.finding import newest_id, own_events, own_messages, with_custom_id
from bot.edge.publishing.once import is_doubtful, send_once
from bot.edge.publishing.sight import Absent, Unavailable, guild_of
from bot.edge.reaching import Unknown, is_unknown
from bot.edge.threads import edit_message
from bot.errors import Gone, UserError
from bot.i18n import _, moment, speaking
from bot.services import publishing
from bot.services.discussion import discussing, watching
from bot.services.outside import airing
from bot.ui.discussion.card import place_name
from bot.ui.watching import MOST_PINGED, opened_card, pace_words
from cogs.discussion.places import Found, PlaceOpener

_log = logging.getLogger(__name__)
_RETRY = timedelta(minutes=30)  # until an opening that Discord refused is tried again
_EVENT_MIN = 60  # minutes of an event where the length of an episode is not known
_ROUNDED = timedelta(seconds=1)
_SOON = timedelta(minutes=2)  # an event that starts sooner is not worth making


class Openings:
    """Opens what is due, one episode of a group at a time; each step is claimed first and done once."""

    def __init__(self, bot: Linger, places: PlaceOpener) -> None:
        self._bot = bot
        self._db = bot.app.db
        self._places = places
        self._not_before: dict[int, datetime] = {}  # party id → when to try again
        self._calendars: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)  # by guild id: one event after the other
        self.trouble: dict[int, str] = {}  # party id → what keeps its next episode from opening

    async def open_next(self, party: Party, now: datetime) -> Party | None:
        """Open the group's next episode and tell its thread; the group from now on, or None if it has to wait."""
        if self._not_before.get(party.id, now) > now:
            return None
        series = self._bot.app.catalogues.get(party.guild_id, party.series_id)
        if series is None or isinstance(guild_of(self._bot, party.guild_id), Absent):
            return None
        airs_at = await airing.airs_at(self._db, series.id, party.next_episode)
        if airs_at is not None and airs_at > now:  # put off: nobody can have seen it
            self.trouble[party.id] = _("It is out only {when}.", when=moment(airs_at))
            return None
        try:
            found = await self._places.open(party.guild_id, series, party.next_episode, asked_in=party.channel_id)
            message_id = await self._announce(party, series, found, now)
        except Exception as error:  # (half an answer raises whatever its reader raises)
            if isinstance(error, Unavailable):
                return None  # nothing is known of the server, so nobody is to blame
            told = explained(error)
            if not isinstance(told, UserError | discord.DiscordException) and not is_doubtful(error):
                raise
            self._not_before[party.id] = now + _RETRY
            _log.warning("episode %d of group %d waits: %s", party.next_episode, party.id, error)
            self.trouble[party.id] = (
                told.message if isinstance(told, UserError) else _("Discord did not let me open it.")
            )
            return None
        self._not_before.pop(party.id, None)
        self.trouble.pop(party.id, None)
        return await watching.note_opening(self._db, party, series, message_id, now=now)

    async def _announce(self, party: Party, series: Series, found: Found, now: datetime) -> int:
        thread, subject = found.thread, f"{party.id}:{party.next_episode}"
        claim = await publishing.claim(
            self._db,
            party.guild_id,
            PublishedKind.OPENING,
            subject,
            thread.id,
            after_id=newest_id(thread),
            now=now,
        )
        series = self._bot.app.catalogues.last_known(party.guild_id, series.id) or series  # as it is since the claim
        pinged = await watching.claim_opening(self._db, party, episodes=series.episodes, now=now)
        pinged = pinged[:MOST_PINGED]
        with speaking(self._bot.app.servers.settings_of(party.guild_id).language):
            after = await self._after(party, series, now)
            view = opened_card(party, series, after, found.place.id, pinged)
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, users=[discord.Object(user_id) for user_id in pinged]
        )
        shown = with_custom_id(f"watch.who:{party.id}")
        message = await send_once(
            is_fresh=claim.is_fresh,  # otherwise the announcement may stand already
            find=lambda: own_messages(self._bot, thread, shown, after_id=claim.after_id),
            send=lambda: thread.send(view=view, allowed_mentions=mentions, nonce=claim.nonce),
            look_after_s=self._bot.app.pace.look_after_s,
        )
        place, shows = PostAddress(thread.id, message.id), Shows(frozenset({series.id}), frozenset(pinged))
        await publishing.settle(self._db, party.guild_id, PublishedKind.OPENING, subject, place, shows, now=now)
        return message.id

    async def _after(self, party: Party, series: Series, now: datetime) -> Party:
        """The group from now on, with when its next episode is out where it follows the schedule."""
        after = after_opening(party, series, now=now)
        if after.pace is not Pace.AIRED or not after.is_running:
            return after
        return replace(after, due_at=await airing.airs_at(self._db, series.id, after.next_episode))

    async def redraw(self, guild_id: int, subject: str) -> None:
        """Bring an announcement up to date: who was called may be forgotten, or the server speaks another language.

        Raises what Discord raises, and Gone where the group or its place is no more.
        """
        found = await publishing.find(self._db, guild_id, PublishedKind.OPENING, subject)
        party_id, _sep, episode = subject.partition(":")
        party = await watching.group_by_id(self._db, guild_id, int(party_id))
        series = self._bot.app.catalogues.last_known(guild_id, party.series_id)
        place = await discussing.find_place(self._db, guild_id, party.series_id, int(episode))
        if found is None or found.message_id is None or series is None or place is None:
            raise Gone("")
        pinged = await publishing.members_shown(self._db, guild_id, PublishedKind.OPENING, subject)
        with speaking(self._bot.app.servers.settings_of(guild_id).language):
            view = opened_card(replace(party, next_episode=int(episode)), series, party, place.id, pinged)
        await edit_message(self._bot, guild_id, found.channel_id, found.message_id, view)

    async def plan_event(self, party: Party, now: datetime) -> None:
        """Keep Discord's calendar true: the next opening stands in it, where we may and where it has a date.

        Raises Unavailable, and what Discord raises.
        """
        guild = guild_of(self._bot, party.guild_id)
        if guild is Absent.UNKNOWN:
            raise Unavailable
        series = self._bot.app.catalogues.get(party.guild_id, party.series_id)
        if isinstance(guild, Absent) or series is None:
            return
        if not party.is_running:
            await self._cancel_event(party, guild)
            return
        if party.due_at is None or party.due_at < now + _SOON or not guild.me.guild_permissions.create_events:
            return
        async with self._calendars[guild.id]:
            if await watching.is_event_moved(self._db, party):  # the schedule was changed
                await self._cancel_event(party, guild)
            name = self._event_name(party.guild_id, series, party.next_episode)
            fresh, planned = await watching.claim_event(self._db, party, called=name, now=now)
            called = planned.called or name
            if planned.event_id is None:
                event = await send_once(
                    is_fresh=fresh,
                    find=lambda: self._events_for(party, guild, called),
                    send=lambda: self._make_event(party, series, guild, called),
                    drop=_delete_event,
                    look_after_s=self._bot.app.pace.look_after_s,
                )
                planned = replace(planned, event_id=event.id)
                await watching.note_event(self._db, party, event.id)
            if planned.called != name:
                await self._rename_event(planned, guild, name)

    async def _rename_event(self, planned: PlannedEvent, guild: discord.Guild, name: str) -> None:
        """Call an event after its series as that is called now. Raises what Discord raises."""
        assert planned.event_id is not None
        try:
            event = await guild.fetch_scheduled_event(planned.event_id)
            if event.name != name:
                await event.edit(name=name)
        except discord.NotFound as error:  # members may take it out of the calendar
            if not is_unknown(error, Unknown.EVENT):
                raise
        await watching.note_event_called(self._db, planned, name)

    def _event_name(self, guild_id: int, series: Series, episode: int) -> str:
        with speaking(self._bot.app.servers.settings_of(guild_id).language):
            return place_name(series, episode)

    async def _events_for(self, party: Party, guild: discord.Guild, name: str) -> list[discord.ScheduledEvent]:
        """Events that were made for the next opening of a group: ours, of that name and time, and no other group's.

        Of two series with one title nobody can tell whose an event is that was not noted: each group takes one.
        """
        known = await watching.events_of_server(self._db, party.guild_id)
        taken = {one.event_id for one in known}
        begins = {one.starts_at for one in known if (one.party_id, one.episode) == (party.id, party.next_episode)}
        found = [e for e in await own_events(self._bot, guild, name) if e.id not in taken and _begins(e, begins)]
        rivals = [one.party_id for one in known if one.event_id is None and self._is_called(one, party.guild_id, name)]
        if len(rivals) < 2:
            return found
        turn = rivals.index(party.id)
        return found[turn : turn + 1]

    def _is_called(self, event: PlannedEvent, guild_id: int, name: str) -> bool:
        series = self._bot.app.catalogues.last_known(guild_id, event.series_id)
        return series is not None and (event.called or self._event_name(guild_id, series, event.episode)) == name

    async def _make_event(
        self, party: Party, series: Series, guild: discord.Guild, name: str
    ) -> discord.ScheduledEvent:
        assert party.due_at is not None
        with speaking(self._bot.app.servers.settings_of(party.guild_id).language):
            about, place = pace_words(party), _("Where we talk about it")
        channel = guild.get_channel(party.channel_id)
        return await guild.create_scheduled_event(
            name=name,
            description=about,
            start_time=party.due_at,
            end_time=party.due_at + timedelta(minutes=series.minutes or _EVENT_MIN),
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=f"#{channel.name}"[:100] if channel is not None else place,
        )

    async def _cancel_event(self, party: Party, guild: discord.Guild) -> None:
        planned = await watching.event_of(self._db, party)
        if planned is None or planned.event_id is None:
            return
        try:
            await _delete_event(await guild.fetch_scheduled_event(planned.event_id))
        except discord.NotFound as error:
            if not is_unknown(error, Unknown.EVENT):
                raise
            _log.info("event %d of guild %d is gone: %s", planned.event_id, party.guild_id, error.text)
        await watching.forget_event(self._db, party)


def _begins(event: discord.ScheduledEvent, moments: Collection[datetime]) -> bool:
    """Whether it begins at one of these moments; Discord may round."""
    return any(abs(event.start_time - one) < _ROUNDED for one in moments)


async def _delete_event(event: discord.ScheduledEvent) -> None:
    await event.delete()
