"""A member's list, to take along."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.domain.series import Series
from bot.storage.engine.database import Database
from bot.storage.lists.watch_records import list_watch_records

if TYPE_CHECKING:
    from bot.domain.lists.own import Kept


async def kept_by(db: Database, user_id: int, series_of: Callable[[str], Series | None]) -> list[Kept]:
    """All that a member keeps about series, by title; `series_of` knows also those that were taken out."""
    from bot.domain.lists.own import Kept

    async with db.reading() as connection:
        records = await list_watch_records(connection, user_id)
    kept = [
        Kept(
            series_id, series_of(series_id), record.progress, record.rating,
            started_on=record.started_on, finished_on=record.finished_on, note=record.note,
        )
        for series_id, record in records.items()
    ]  # fmt: skip
    return sorted(kept, key=lambda one: (one.title.casefold(), one.series_id))
