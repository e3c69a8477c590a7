"""The weekly digest: gathered, claimed and settled, once a server and week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from bot.domain.digest import (
    MOST_GROUPS,
    MOST_REVIEWS,
    MOST_THREADS,
    WEEK,
    Digest,
    Sending,
    Week,
    most_helpful,
    rising_series,
)
from bot.domain.discussion import Place
from bot.domain.series import Series
from bot.services.catalogues import Catalogues
from bot.storage import digest as storage
from bot.storage.database import Database
from bot.storage.discussion import list_opened_since
from bot.storage.times import to_ms
from bot.storage.watching import list_running


class _OfSeries(Protocol):
    @property
    def series_id(self) -> str: ...


T = TypeVar("T", bound=_OfSeries)


async def is_due(db: Database, guild_id: int, week: Week) -> tuple[bool, Sending | None]:
    """Whether the digest of `week` is still to be sent, and its row where a sending was begun.

    A server that asked for the digest only after the week had ended waits for the next one.
    """
    async with db.reading() as connection:
        row = await storage.get_digest(connection, guild_id=guild_id, week=week.key)
        if row is not None:
            return not row.is_settled, row
        since = await storage.wanted_since(connection, guild_id=guild_id)
    return since is not None and since <= to_ms(week.until), None


async def claim(db: Database, guild_id: int, week: Week, channel_id: int, *, now: datetime) -> bool:
    """Claim the digest before it is sent. False where somebody did before."""
    async with db.transaction() as connection:
        return await storage.claim_digest(
            connection, guild_id=guild_id, week=week.key, channel_id=channel_id, at=to_ms(now)
        )


async def settle(db: Database, guild_id: int, week: Week, message_id: int | None, *, now: datetime) -> None:
    """It was sent, or (None) there was nothing to say."""
    async with db.transaction() as connection:
        await storage.settle_digest(connection, guild_id=guild_id, week=week.key, message_id=message_id, at=to_ms(now))


async def gather(db: Database, catalogues: Catalogues, guild_id: int, week: Week) -> Digest:
    """What this server did in the week, and what its groups watch next."""
    since, until = to_ms(week.since), to_ms(week.until)
    async with db.reading() as connection:
        reviews = await storage.list_new_reviews(connection, guild_id=guild_id, since=since, until=until)
        voted = await storage.list_voted_reviews(connection, guild_id=guild_id, since=since, until=until)
        this_week = await storage.count_activity(connection, guild_id=guild_id, since=since, until=until)
        before = await storage.count_activity(
            connection, guild_id=guild_id, since=to_ms(week.since - WEEK), until=since
        )
        places = await list_opened_since(connection, guild_id=guild_id, since=since)
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


async def threads_since(
    db: Database, catalogues: Catalogues, guild_id: int, since: datetime
) -> list[tuple[Place, Series]]:
    """Places that were opened since then, the newest first."""
    async with db.reading() as connection:
        places = await list_opened_since(connection, guild_id=guild_id, since=to_ms(since))
    pairs = [(place, catalogues.get(guild_id, place.series_id)) for place in places]
    return [(place, series) for place, series in pairs if series is not None]
