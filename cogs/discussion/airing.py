"""Opening the place of an episode when it is out, in servers that talk about the series episode by episode."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Final

import discord

from bot.domain.discussion.places import WHOLE_SERIES
from bot.domain.outside.airing import Outing
from bot.edge.client import Linger
from bot.edge.loops.timed import TimedCog
from bot.edge.publishing.once import is_doubtful
from bot.edge.publishing.sight import Absent, Unavailable, guild_of
from bot.errors import UserError
from bot.services.discussion import discussing
from bot.services.outside import airing
from cogs.discussion.places import PlaceOpener

_log = logging.getLogger(__name__)
_WITHIN: Final = timedelta(hours=1)  # of its moment; later, whoever wants the place asks for it
_AT_ONCE: Final = 3  # episodes of one series at one moment: a whole season at once is no evening


class AiringCog(TimedCog, name="Airing"):
    """Opens what is due once; a place that was deleted stays away until somebody asks for it."""

    feature = "discussion"
    every_s = 60.0

    def __init__(self, bot: Linger, places: PlaceOpener) -> None:
        super().__init__(bot)
        self._places = places
        self._tried: set[tuple[int, Outing]] = set()

    async def run_due(self, now: datetime) -> int:
        """Open the places of what came out within the last hour; returns how many."""
        due = await airing.out_since(self.app.db, since=now - _WITHIN, now=now)
        if not due:
            self._tried.clear()
            return 0
        opened = 0
        for guild_id, series_id, channel_id in await self._talked_about():
            outings = [one for one in due if one.series_id == series_id]
            for outing in outings if len(outings) <= _AT_ONCE else []:
                opened += await self._open(guild_id, channel_id, outing)
        return opened

    async def _talked_about(self) -> list[tuple[int, str, int]]:
        """(guild, series, channel) of every server with a place for an episode of a series, the latest of these."""
        standing = await discussing.standing_places(self.app.db)
        found = {
            (place.guild_id, place.series_id): place.channel_id for place in standing if place.episode != WHOLE_SERIES
        }
        return [(guild_id, series_id, channel_id) for (guild_id, series_id), channel_id in found.items()]

    async def _open(self, guild_id: int, channel_id: int, outing: Outing) -> int:
        key = guild_id, outing
        series = self.app.catalogues.get(guild_id, outing.series_id)
        if key in self._tried or series is None or not self.is_on(guild_id, channel_id):
            return 0
        if isinstance(guild_of(self.bot, guild_id), Absent):
            return 0
        self._tried.add(key)
        try:
            found = await self._places.open(guild_id, series, outing.episode, asked_in=channel_id)
        except Unavailable:
            self._tried.discard(key)
            return 0
        except Exception as error:
            if not isinstance(error, UserError | discord.DiscordException) and not is_doubtful(error):
                raise
            _log.warning("episode %d of %s has no place in %d: %s", outing.episode, outing.series_id, guild_id, error)
            return 0
        return int(found.is_new)
