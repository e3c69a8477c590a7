"""The weekly digest: what goes into one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from bot.domain.discussion.digest import (
    MOST_GROUPS,
    MOST_REVIEWS,
    MOST_THREADS,
    WEEK,
    Digest,
    Week,
    most_helpful,
    rising_series,
)
from bot.domain.discussion.places import Place
from bot.domain.leaderboards import Listing
from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.storage import digest as storage
from bot.storage.discussion import list_opened_between
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from bot.storage.watching import list_running


class _OfSeries(Protocol):
    @property
    def series_id(self) -> str: ...


T = TypeVar("T", bound=_OfSeries)


async def was_wanted(db: Database, guild_id: int, week: Week) -> bool:
    """Whether the server had asked for digests when the week ended."""
    async with db.reading() as connection:
        since = await storage.wanted_since(connection, guild_id=guild_id)
    return since is not None and since <= to_ms(week.until)


async def gather(db: Database, catalogues: Catalogues, guild_id: int, week: Week, listing: Listing) -> Digest:
    """What this server did in the week, of its reviews those that are listed, and what its groups watch next."""
    since, until = week.since, week.until
    async with db.reading() as connection:
        reviews = await storage.list_new_reviews(
            connection, guild_id=guild_id, since=since, until=until, listing=listing
        )
        voted = await storage.list_voted_reviews(
            connection, guild_id=guild_id, since=since, until=until, listing=listing
        )
        this_week = await storage.count_activity(connection, guild_id=guild_id, since=since, until=until)
        before = await storage.count_activity(connection, guild_id=guild_id, since=week.since - WEEK, until=since)
        places = await list_opened_between(connection, guild_id=guild_id, since=since, until=until)
        parties = await list_running(connection, guild_id=guild_id)

    def named(found: Iterable[T]) -> tuple[tuple[T, Series], ...]:
        pairs = [(one, catalogues.get(guild_id, one.series_id)) for one in found]
        return tuple((one, series) for one, series in pairs if series is not None)

    rising = [catalogues.get(guild_id, series_id) for series_id in rising_series(this_week, before)]
    return Digest(
        guild_id,
        week,
        reviews=named(reviews[:MOST_REVIEWS]),
        reviews_in_all=len(reviews),
        helpful=named(most_helpful(voted)),
        rising=tuple(series for series in rising if series is not None),
        threads=named(places[:MOST_THREADS]),
        groups=named(parties[:MOST_GROUPS]),
    )


async def threads_of(db: Database, catalogues: Catalogues, guild_id: int, week: Week) -> list[tuple[Place, Series]]:
    """Places that were opened in the week, the newest first."""
    async with db.reading() as connection:
        places = await list_opened_between(connection, guild_id=guild_id, since=week.since, until=week.until)
    pairs = [(place, catalogues.get(guild_id, place.series_id)) for place in places]
    return [(place, series) for place, series in pairs if series is not None]
