"""What somebody filled into a form that could not be taken: kept for a day, for them to open again."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from bot.storage import kept_forms as storage
from bot.storage.engine.database import Database

KEPT_FOR = timedelta(days=1)


async def keep_form(db: Database, form: dict[str, Any], guild_id: int, user_id: int, *, now: datetime) -> str:
    """Keep `form`, and forget those that are older than a day. Returns its key."""
    key = secrets.token_hex(8)
    async with db.transaction() as connection:
        await storage.delete_older(connection, before=now - KEPT_FOR)
        await storage.insert_form(connection, key, form, guild_id=guild_id, user_id=user_id, at=now)
    return key


async def kept_form(db: Database, key: str, guild_id: int, user_id: int) -> dict[str, Any] | None:
    """The member's own form, or None where there is none any more."""
    async with db.reading() as connection:
        return await storage.get_form(connection, key, guild_id=guild_id, user_id=user_id)


async def change_form(db: Database, key: str, form: dict[str, Any], guild_id: int, user_id: int) -> None:
    """Keep `form` in the place of the member's own one under `key`; nothing where that is forgotten."""
    async with db.transaction() as connection:
        await storage.update_form(connection, key, form, guild_id=guild_id, user_id=user_id)
