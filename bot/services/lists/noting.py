"""A member's own note about a series, and the days between which they watched it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.domain.lists import WatchRecord
from bot.domain.lists.entries import tidy_note
from bot.storage.engine.database import Database
from bot.storage.lists.watch_records import get_note, put_note


async def note_of(db: Database, user_id: int, series_id: str) -> WatchRecord:
    """The days and the note of a member, as a record without the rest."""
    async with db.reading() as connection:
        return await get_note(connection, user_id, series_id)


async def keep_note(db: Database, user_id: int, series_id: str, typed: str) -> None:
    """Keep what a member noted; nothing typed takes the note away, and the days stay."""
    async with db.transaction(user_id) as connection:
        before = await get_note(connection, user_id, series_id)
        await put_note(connection, user_id, series_id, replace(before, note=tidy_note(typed)))
