"""Telling members what happened, as soon as they can be reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.notices import Notice
from bot.storage import notices as storage
from bot.storage.database import Database
from bot.storage.times import to_ms


async def leave_notices(db: Database, notices: Iterable[Notice], *, now: datetime) -> None:
    """Have members told; what is written in the transaction of a deed goes through the storage instead."""
    async with db.transaction() as connection:
        await storage.insert_notices(connection, notices, at=to_ms(now))


async def untried_notices(db: Database) -> list[Notice]:
    """What nobody was told yet."""
    async with db.reading() as connection:
        return await storage.list_untried(connection)


async def users_with_notices(db: Database) -> set[int]:
    """Members whose direct messages are closed and who are told at their next command."""
    async with db.reading() as connection:
        return await storage.list_waiting_users(connection)


async def keep_notice(db: Database, notice: Notice, *, now: datetime) -> None:
    """Their direct messages are closed: they are told at their next command."""
    async with db.transaction() as connection:
        await storage.mark_refused(connection, notice_id=notice.id, at=to_ms(now))


async def kept_notices(db: Database, user_id: int) -> list[Notice]:
    """What waits for a member."""
    async with db.reading() as connection:
        return await storage.list_kept_for(connection, user_id=user_id)


async def drop_notices(db: Database, notices: Iterable[Notice]) -> None:
    """They were told, or cannot be."""
    async with db.transaction() as connection:
        await storage.delete_notices(connection, [notice.id for notice in notices])
