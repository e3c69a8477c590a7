"""Messages of the bot that have to go from Discord, and those that nobody knows whether they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.published.records import PostAddress, Stray
from bot.storage import removals as storage
from bot.storage.engine.database import Database
from bot.storage.members.privacy import note_removal
from bot.storage.published.publications import has_messages


async def pending_removals(db: Database, *, now: datetime, pause_s: float) -> list[tuple[int, int, int]]:
    """What has to go now, as (guild_id, channel_id, message_id)."""
    async with db.reading() as connection:
        return await storage.list_removals(connection, now=now, pause_s=pause_s)


async def ask_removal(db: Database, guild_id: int, place: PostAddress, *, now: datetime) -> None:
    """Have a message taken down, now or when Discord can be reached again."""
    async with db.transaction() as connection:
        await note_removal(connection, guild_id, place.channel_id, place.message_id, at=now)


async def note_removed(db: Database, channel_id: int, message_id: int) -> None:
    """The message is gone from Discord: nothing is left to do about it."""
    async with db.transaction() as connection:
        await storage.mark_removed(connection, channel_id=channel_id, message_id=message_id)


async def note_refused(db: Database, channel_id: int, message_id: int) -> None:
    """Discord refused; it is tried again later."""
    async with db.transaction() as connection:
        await storage.mark_tried(connection, channel_id=channel_id, message_id=message_id)


async def strays_due(db: Database, *, now: datetime, pauses_s: Sequence[float]) -> list[Stray]:
    """What was given up and is due to be looked for, the first time, the second …: each some seconds afterwards."""
    async with db.reading() as connection:
        return await storage.list_strays(connection, now=now, pauses_s=pauses_s)


async def note_looked(db: Database, stray: Stray, found: PostAddress | None, *, most: int, now: datetime) -> bool:
    """It was looked for, the last time after `most` times; True where it stands without a right to, and has to go."""
    async with db.transaction() as connection:
        stands = found is not None and not await has_messages(
            connection, guild_id=stray.guild_id, message_ids=[found.message_id]
        )
        if found is not None and stands and found.thread_id is None:
            await note_removal(connection, stray.guild_id, found.channel_id, found.message_id, at=now)
        await storage.mark_looked(connection, stray, most=most)
    return stands
