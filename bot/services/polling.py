"""Polls about episodes: claimed, posted, taken over when they end, and read as far as a reader has watched."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.episode_curve import EpisodePoll, EpisodeScore, curve, seen_through
from bot.domain.series import Series
from bot.storage import polls as storage
from bot.storage.database import Database
from bot.storage.progress import get_progress
from bot.storage.times import to_ms

OPEN_FOR = timedelta(days=7)


async def claim(db: Database, poll: EpisodePoll, *, now: datetime) -> bool:
    """Claim the poll of an episode before it is posted. False where its thread has one."""
    async with db.transaction() as connection:
        return await storage.claim_poll(connection, poll, at=to_ms(now), ends_at=to_ms(now + OPEN_FOR))


async def note_posted(db: Database, poll: EpisodePoll, message_id: int) -> None:
    """The poll is posted."""
    async with db.transaction() as connection:
        await storage.set_message(connection, poll, message_id=message_id)


async def unposted(db: Database) -> list[EpisodePoll]:
    """Polls that a crash may have kept from being posted or noted."""
    async with db.reading() as connection:
        return await storage.list_unposted(connection)


async def over(db: Database, *, now: datetime) -> list[EpisodePoll]:
    """Polls whose time is over and whose result is not known yet."""
    async with db.reading() as connection:
        return await storage.list_over(connection, at=to_ms(now))


async def open_poll_of(db: Database, guild_id: int, message_id: int) -> EpisodePoll | None:
    """The poll that a message holds, if it is one of ours whose result is not known yet."""
    async with db.reading() as connection:
        return await storage.get_by_message(connection, guild_id=guild_id, message_id=message_id)


async def take_over(db: Database, poll: EpisodePoll, counts: dict[int, int], *, now: datetime) -> bool:
    """Keep the final result of a poll, half points → votes; False when it was kept before."""
    async with db.transaction() as connection:
        if not await storage.end_poll(connection, poll, at=to_ms(now)):
            return False
        await storage.put_counts(connection, poll, counts)
        return True


async def give_up(db: Database, poll: EpisodePoll, *, now: datetime) -> None:
    """The poll was deleted on Discord, or could never be posted; nothing is known of its result."""
    async with db.transaction() as connection:
        await storage.end_poll(connection, poll, at=to_ms(now))


async def scores_for(db: Database, guild_id: int, series: Series, reader_id: int) -> tuple[list[EpisodeScore], int]:
    """How this server liked the episodes that a reader has watched, and the last of those (0: nothing is known)."""
    async with db.reading() as connection:
        progress = await get_progress(connection, user_id=reader_id, series_id=series.id)
        counts = await storage.list_counts(connection, guild_id=guild_id, series_id=series.id)
    through = seen_through(progress, series)
    return curve(counts, through=through), through
