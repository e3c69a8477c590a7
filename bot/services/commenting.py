"""Where a review is talked about, and how much: only numbers are kept, never what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.review_records import Review
from bot.storage import reviews as storage
from bot.storage.database import Database


async def set_thread(db: Database, review: Review, thread_id: int | None) -> None:
    """Comments live in this thread now."""
    async with db.transaction() as connection:
        await storage.set_thread(connection, review_id=review.id, thread_id=thread_id)


async def count_comments(db: Database, guild_id: int, thread_id: int, by: int) -> int | None:
    """Comments came or went; returns the review's id, or None where the thread belongs to no review."""
    async with db.reading() as connection:
        if await storage.get_by_thread(connection, guild_id=guild_id, thread_id=thread_id) is None:
            return None
    async with db.transaction() as connection:
        return await storage.change_comments(connection, guild_id=guild_id, thread_id=thread_id, by=by)


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


async def forget_messages(db: Database, guild_id: int, message_ids: Iterable[int]) -> None:
    """These messages are gone from Discord. A review that one of them showed stays, to be posted anew by its author."""
    async with db.transaction() as connection:
        await storage.forget_messages(connection, guild_id=guild_id, message_ids=message_ids)


async def forget_channel(db: Database, guild_id: int, channel_id: int) -> None:
    """A channel or thread is gone from Discord, with the posts and comments in it."""
    async with db.transaction() as connection:
        await storage.forget_channel(connection, guild_id=guild_id, channel_id=channel_id)
