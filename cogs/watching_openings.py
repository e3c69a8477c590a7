"""Opening the next episode of groups that watch together, and telling their threads. Not a cog."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import discord

from bot.client import Linger
from bot.domain.series import Series
from bot.domain.watching import Party, after_opening
from bot.errors import UserError
from bot.i18n import _, speaking
from bot.services import watching
from bot.ui.discussion_card import place_name
from bot.ui.watching_card import MOST_PINGED, opened_card, pace_words
from cogs.discussion_places import Found, Places
from cogs.discussion_threads import own_message_with

_log = logging.getLogger(__name__)
_RETRY = timedelta(minutes=30)  # until an opening that Discord refused is tried again
_EVENT_MIN = 60  # minutes of an event where the length of an episode is not known
_SOON = timedelta(minutes=2)  # an event that starts sooner is not worth making


class Openings:
    """Opens what is due, one episode of a group at a time; each step is claimed first and done once."""

    def __init__(self, bot: Linger, places: Places) -> None:
        self._bot = bot
        self._db = bot.app.db
        self._places = places
        self._not_before: dict[int, datetime] = {}  # party id → when to try again
        self.trouble: dict[int, str] = {}  # party id → what keeps its next episode from opening

    async def open_next(self, party: Party, now: datetime) -> Party | None:
        """Open the group's next episode and tell its thread; the group from now on, or None if it has to wait."""
        if self._not_before.get(party.id, now) > now:
            return None
        series = self._bot.app.catalogues.get(party.guild_id, party.series_id)
        if series is None or self._bot.get_guild(party.guild_id) is None:
            return None
        try:
            found = await self._places.open(party.guild_id, series, party.next_episode, asked_in=party.channel_id)
            message_id = await self._announce(party, series, found, now)
        except (UserError, discord.HTTPException) as error:
            self._not_before[party.id] = now + _RETRY
            _log.warning("episode %d of group %d waits: %s", party.next_episode, party.id, error)
            said = error.message if isinstance(error, UserError) else _("Discord did not let me open it.")
            self.trouble[party.id] = said
            return None
        self._not_before.pop(party.id, None)
        self.trouble.pop(party.id, None)
        return await watching.note_opening(self._db, party, series, message_id, now=now)

    async def _announce(self, party: Party, series: Series, found: Found, now: datetime) -> int:
        fresh, pinged = await watching.claim_opening(self._db, party, now=now)
        if not fresh:  # a crash came after the claim: the announcement may stand already
            sent = await own_message_with(self._bot, found.thread, f"watch.who:{party.id}")
            if sent is not None:
                return sent
        after = after_opening(party, series, now=now)
        pinged = pinged[:MOST_PINGED]
        with speaking(self._bot.app.servers.settings_of(party.guild_id).language):
            view = opened_card(party, series, after, found.place.id, pinged)
        mentions = discord.AllowedMentions(
            everyone=False, roles=False, users=[discord.Object(user_id) for user_id in pinged]
        )
        nonce = f"watch-{party.id}-{party.next_episode}"
        return (await found.thread.send(view=view, allowed_mentions=mentions, nonce=nonce)).id

    async def plan_event(self, party: Party, now: datetime) -> None:
        """Put the next opening into Discord's calendar, where we may and where it has a date."""
        guild = self._bot.get_guild(party.guild_id)
        series = self._bot.app.catalogues.get(party.guild_id, party.series_id)
        if guild is None or series is None or party.due_at is None or not party.is_running:
            return
        if party.due_at < now + _SOON or not guild.me.guild_permissions.create_events:
            return
        fresh, event_id = await watching.claim_event(self._db, party, now=now)
        if event_id is not None:
            return
        with speaking(self._bot.app.servers.settings_of(party.guild_id).language):
            name, about = place_name(series, party.next_episode), pace_words(party)
            place = _("Where we talk about it")
        try:
            event = None if fresh else await self._noted_event(guild, name)
            if event is None:
                channel = guild.get_channel(party.channel_id)
                event = await guild.create_scheduled_event(
                    name=name,
                    description=about,
                    start_time=party.due_at,
                    end_time=party.due_at + timedelta(minutes=series.minutes or _EVENT_MIN),
                    entity_type=discord.EntityType.external,
                    privacy_level=discord.PrivacyLevel.guild_only,
                    location=f"#{channel.name}"[:100] if channel is not None else place,
                )
        except discord.HTTPException as error:
            _log.warning("no event for group %d of guild %d: %s", party.id, party.guild_id, error)
            return
        await watching.note_event(self._db, party, event.id)

    async def cancel_event(self, party: Party) -> None:
        """Take the next opening out of the calendar again."""
        event_id = await watching.event_of(self._db, party)
        guild = self._bot.get_guild(party.guild_id)
        if event_id is None or guild is None:
            return
        try:
            event = await guild.fetch_scheduled_event(event_id)
            await event.delete()
        except discord.HTTPException as error:
            _log.info("event %d of guild %d could not be deleted: %s", event_id, party.guild_id, error.text)

    async def _noted_event(self, guild: discord.Guild, name: str) -> discord.ScheduledEvent | None:
        for event in await guild.fetch_scheduled_events(with_counts=False):
            if event.name == name and self._bot.user is not None and event.creator_id == self._bot.user.id:
                return event
        return None
