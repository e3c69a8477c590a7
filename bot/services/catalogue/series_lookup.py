"""Looking a series up: what somebody typed becomes one series, a choice, or a clear "not found"."""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import Struct

from bot.domain.outside.telling import may_tell
from bot.domain.progress import Status
from bot.domain.search import Match, clear_best, is_another_part
from bot.domain.series import Lineage, Series
from bot.domain.series_stats import SeriesFacts, SeriesStats
from bot.domain.suggestions import Suggestion
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations.suggesting import list_for
from bot.storage import progress as progress_storage
from bot.storage import series_stats as storage
from bot.storage.catalogue import airings as airing_storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database


class Found(Struct, frozen=True):
    """The result of a look-up: one series that is clearly meant, otherwise candidates, best first."""

    series: Series | None
    matches: tuple[Match, ...] = ()
    is_another_part: bool = False  # a season was asked for that the likeliest candidate is not


class Activity:
    """How much each server has to do with each series; breaks ties when people search."""

    def __init__(self) -> None:
        self._undertakings: dict[int, Counter[str]] = {}
        self._favour: dict[int, dict[str, float]] = {}  # the same as searches take it

    async def load(self, db: Database) -> None:
        """Count what is stored, once at start."""
        async with db.reading() as connection:
            for guild_id, series_id, number in await storage.count_undertakings(connection):
                self._count(guild_id, series_id, number)

    def note(self, guild_id: int, series_id: str) -> None:
        """Somebody reviewed, discussed or watched it here."""
        self._count(guild_id, series_id, self._undertakings.get(guild_id, Counter())[series_id] + 1)

    def _count(self, guild_id: int, series_id: str, number: int) -> None:
        self._undertakings.setdefault(guild_id, Counter())[series_id] = number
        self._favour.setdefault(guild_id, {})[series_id] = number / (number + 3)

    def busiest(self, guild_id: int | None) -> list[str]:
        """The series that this server has to do with, most first."""
        return [series_id for series_id, _number in self._undertakings.get(guild_id or 0, Counter()).most_common()]

    def favoured_in(self, guild_id: int | None) -> Mapping[str, float]:
        """The series that a server has to do with, and how much, from 0 (hardly) towards 1."""
        return self._favour.get(guild_id or 0, {})

    def as_seen_in(self, guild_id: int | None) -> Callable[[str], float]:
        """How much a server has to do with any series, from 0 (nobody there cares) towards 1; for one look at many."""
        favoured = self.favoured_in(guild_id)
        return lambda series_id: favoured.get(series_id, 0.0)


async def find_matches(catalogues: Catalogues, activity: Activity, guild_id: int | None, typed: str) -> list[Match]:
    """The best matches while somebody types, best first."""
    return await catalogues.search_while_typing(guild_id, typed, favour=activity.favoured_in(guild_id))


def find_series(catalogues: Catalogues, activity: Activity, guild_id: int | None, typed: str) -> Found:
    """What `typed` means: the id that autocomplete offered, or free text."""
    series = catalogues.get(guild_id, typed)
    if series is not None:
        return Found(series)
    matches = catalogues.search(guild_id, typed, favour=activity.favoured_in(guild_id))
    likeliest = catalogues.get(guild_id, matches[0].series_id) if matches else None
    if likeliest is not None and is_another_part(typed, likeliest):
        # Another season is never taken silently: progress and reviews would land on the wrong one.
        return Found(None, tuple(matches), is_another_part=True)
    return Found(likeliest if clear_best(matches) is not None else None, tuple(matches))


async def offers(
    db: Database, catalogues: Catalogues, activity: Activity, guild_id: int | None, user_id: int, *, limit: int = 25
) -> list[Series]:
    """What is offered before anything is typed: what the member watches and has watched, the latest first, then what
    this server is busy with, then what is best known."""
    async with db.reading() as connection:
        kept = await progress_storage.list_progress(connection, user_id=user_id)
    own = [one for one in kept if one.status is not Status.DROPPED]
    own.sort(key=lambda one: not _is_going_on(one.status))
    likely = (
        catalogues.get(guild_id, series_id)
        for series_id in (*(one.series_id for one in own), *activity.busiest(guild_id))
    )
    found = {series.id: series for series in likely if series is not None}
    if len(found) < limit:
        rest = [series for series in catalogues.every(guild_id) if series.id not in found]
        # Off the loop, as catalogues may hold many thousands.
        known = await asyncio.to_thread(heapq.nlargest, limit - len(found), rest, lambda series: series.popularity)
        found |= {series.id: series for series in known}
    return list(found.values())[:limit]


def _is_going_on(status: Status) -> bool:
    return status in (Status.WATCHING, Status.ON_HOLD)


async def facts_of(
    db: Database,
    catalogues: Catalogues,
    guild_id: int | None,
    series: Series,
    *,
    now: datetime,
    reader_id: int | None = None,
) -> SeriesFacts:
    """Everything the card of `series` shows in this server; `reader_id` is the one person who sees it, if it is one."""
    lineage: list[tuple[Lineage, Series]] = []
    for edge in catalogues.lineage_of(guild_id, series.id):
        other = catalogues.get(guild_id, edge.target_id if edge.source_id == series.id else edge.source_id)
        if other is not None:
            lineage.append((edge, other))
    tells = may_tell(series, (edge for edge, _other in lineage), catalogues.vocabulary)

    async def stored(connection: Connection) -> SeriesFacts:
        standing, place, own_rating = None, None, None
        suggestions: tuple[tuple[Suggestion, Series], ...] = ()
        if guild_id is not None:
            ratings = await storage.count_ratings(connection, guild_id=guild_id, series_id=series.id)
            standing = SeriesStats(tuple(ratings.items()))
            suggestions = await list_for(connection, catalogues, guild_id, series.id)
        next_out = await airing_storage.list_next(connection, series_id=series.id, after=now)
        if reader_id is not None:
            place = await progress_storage.get_progress(connection, user_id=reader_id, series_id=series.id)
            own_rating = await progress_storage.get_rating(connection, user_id=reader_id, series_id=series.id)
        return SeriesFacts(series, tuple(lineage), standing, suggestions, tuple(next_out), tells, place, own_rating)

    return await db.read(stored)
