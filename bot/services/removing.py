"""Messages of the bot that have to go from Discord."""

from __future__ import annotations

from datetime import datetime

from bot.storage import removals as storage
from bot.storage.database import Database
from bot.storage.times import to_ms


async def pending_removals(db: Database, *, now: datetime) -> list[tuple[int, int, int]]:
    """What has to go now, as (guild_id, channel_id, message_id)."""
    async with db.reading() as connection:
        return await storage.list_removals(connection, now=to_ms(now))


async def note_removed(db: Database, channel_id: int, message_id: int) -> None:
    """It is gone."""
    async with db.transaction() as connection:
        await storage.mark_removed(connection, channel_id=channel_id, message_id=message_id)


async def note_refused(db: Database, channel_id: int, message_id: int) -> None:
    """Discord refused; it is tried again later."""
    async with db.transaction() as connection:
        await storage.mark_tried(connection, channel_id=channel_id, message_id=message_id)
