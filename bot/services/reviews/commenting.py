"""Where a review is talked about, and how much: only numbers are kept, never what was said."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.published.kinds import PublishedKind
from bot.domain.reviews.records import Review
from bot.storage import reviews as storage
from bot.storage.engine.database import Database
from bot.storage.published import publications


async def set_thread(db: Database, review: Review, thread_id: int | None) -> None:
    """Comments live in this thread now."""
    async with db.transaction() as connection:
        await storage.set_thread(connection, review_id=review.id, thread_id=thread_id)
        await publications.set_thread(
            connection,
            guild_id=review.guild_id,
            kind=PublishedKind.REVIEW,
            subject=str(review.id),
            thread_id=thread_id,
        )


async def count_comment(db: Database, guild_id: int, thread_id: int) -> int | None:
    """A comment came; returns the review's id, or None where the thread belongs to no review."""
    async with db.reading() as connection:
        if await storage.get_by_thread(connection, guild_id=guild_id, thread_id=thread_id) is None:
            return None
    async with db.transaction() as connection:
        return await storage.change_comments(connection, guild_id=guild_id, thread_id=thread_id, by=1)


async def correct_counts(db: Database, guild_id: int, counts: Mapping[int, int]) -> list[int]:
    """Discord says how many comments its threads hold (thread id → number), of which some came while the bot was
    away. Returns the ids of the reviews whose number was another."""
    async with db.reading() as connection:
        ours = [
            thread_id
            for thread_id in counts
            if await storage.get_by_thread(connection, guild_id=guild_id, thread_id=thread_id) is not None
        ]
    if not ours:
        return []
    changed: list[int] = []
    async with db.transaction() as connection:
        for thread_id in ours:
            review_id = await storage.set_comments(
                connection, guild_id=guild_id, thread_id=thread_id, count=counts[thread_id]
            )
            if review_id is not None:
                changed.append(review_id)
    return changed
