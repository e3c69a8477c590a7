"""What members say about where they are: watched next, set, forgot, rated."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from msgspec.structs import replace

from bot.domain import progress as rules
from bot.domain.progress import Progress, Status
from bot.domain.series import Series
from bot.storage import progress as storage
from bot.storage.engine.database import Database


async def progress_of(db: Database, user_id: int, series_id: str) -> Progress | None:
    """A member's progress in a series, or None where they never said."""
    async with db.reading() as connection:
        return await storage.get_progress(connection, user_id=user_id, series_id=series_id)


async def set_progress(
    db: Database,
    series: Series,
    user_id: int,
    *,
    now: datetime,
    episode: int | None = None,
    status: Status | None = None,
    shared: bool | None = None,
    rewatches: int | None = None,
) -> tuple[Progress | None, Progress]:
    """Keep what the member said; returns the progress before and after.

    Raises UserError for an episode that does not exist.
    """

    def step(before: Progress) -> Progress:
        after = rules.moved_to(before, series, episode=episode, status=status)
        after = after if shared is None else replace(after, shared=shared)
        return after if rewatches is None else rules.watched_again(after, series, rewatches)

    return await _change(db, series, user_id, step, now)


async def watch_next(db: Database, series: Series, user_id: int, *, now: datetime) -> tuple[Progress | None, Progress]:
    """One more episode watched; returns the progress before and after. Raises UserError when none is left."""
    return await _change(db, series, user_id, lambda before: rules.watched_next(before, series), now)


async def watch_through(
    db: Database,
    series: Series,
    user_id: int,
    episode: int,
    *,
    now: datetime,
    among: Collection[Status] = tuple(Status),
) -> tuple[Progress | None, Progress] | None:
    """Watched `episode`, said where an older place may be shown; the progress before and after. None where the member
    is that far by now, or stands otherwise with the series than `among`.

    Raises UserError for an episode that does not exist.
    """
    async with db.transaction(user_id) as connection:
        before = await storage.get_progress(connection, user_id=user_id, series_id=series.id)
        if before is not None and (before.episode >= episode or before.status not in among):
            return None
        planned = before or Progress(user_id, series.id, Status.PLANNED)
        after = replace(rules.moved_to(planned, series, episode=episode), changed_at=now)
        await storage.upsert_progress(connection, after)
        return before, after


async def start_rewatch(
    db: Database, series: Series, user_id: int, *, now: datetime
) -> tuple[Progress | None, Progress]:
    """From the first episode again. Raises UserError unless it was finished before."""
    return await _change(db, series, user_id, rules.started_again, now)


async def put_back(db: Database, user_id: int, series_id: str, before: Progress | None, now: datetime) -> None:
    """Undo: the progress is again what it was."""
    async with db.transaction(user_id) as connection:
        if before is None:
            await storage.delete_progress(connection, user_id=user_id, series_id=series_id)
        else:
            await storage.upsert_progress(connection, replace(before, changed_at=now))


async def forget(db: Database, user_id: int, series_id: str) -> Progress | None:
    """Forget a member's progress in a series; returns what it was."""
    async with db.transaction(user_id) as connection:
        before = await storage.get_progress(connection, user_id=user_id, series_id=series_id)
        await storage.delete_progress(connection, user_id=user_id, series_id=series_id)
        return before


async def forget_where(db: Database, user_id: int, series_id: str, status: Status) -> bool:
    """Forget a member's progress in a series if they stand like this with it; whether they did."""
    async with db.transaction(user_id) as connection:
        before = await storage.get_progress(connection, user_id=user_id, series_id=series_id)
        if before is None or before.status is not status:
            return False
        return await storage.delete_progress(connection, user_id=user_id, series_id=series_id)


async def place_of(db: Database, user_id: int, series_id: str) -> tuple[Progress | None, int | None]:
    """A member's progress and own rating (half points) of a series."""
    async with db.reading() as connection:
        return (
            await storage.get_progress(connection, user_id=user_id, series_id=series_id),
            await storage.get_rating(connection, user_id=user_id, series_id=series_id),
        )


async def list_progress(db: Database, user_id: int) -> list[Progress]:
    """All of a member's progress, what changed last first."""
    async with db.reading() as connection:
        return await storage.list_progress(connection, user_id=user_id)


async def rate(db: Database, series_id: str, user_id: int, rating: int | None, *, guild_id: int, now: datetime) -> None:
    """Keep a member's own rating in half points (2–20), or take it back with None."""
    async with db.transaction(user_id) as connection:
        if rating is None:
            await storage.delete_rating(connection, user_id=user_id, series_id=series_id)
        else:
            await storage.upsert_rating(
                connection, user_id=user_id, series_id=series_id, rating=rating, guild_id=guild_id, at=now
            )


async def _change(
    db: Database, series: Series, user_id: int, step: Callable[[Progress], Progress], now: datetime
) -> tuple[Progress | None, Progress]:
    async with db.transaction(user_id) as connection:
        before = await storage.get_progress(connection, user_id=user_id, series_id=series.id)
        after = replace(step(before or Progress(user_id, series.id, Status.PLANNED)), changed_at=now)
        await storage.upsert_progress(connection, after)
        return before, after


async def ratings_of(db: Database, user_id: int) -> dict[str, int]:
    """A member's own ratings by series, in half points."""
    async with db.reading() as connection:
        return {series: rating for _user, series, rating in await storage.list_ratings(connection, user_id=user_id)}
