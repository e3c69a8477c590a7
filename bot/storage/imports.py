"""Rows of settings files that wait for their admin's yes."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def upsert_import(connection: Connection, *, guild_id: int, user_id: int, file: str, at: datetime) -> None:
    """Keep a file until its admin confirms; a newer one takes its place."""
    await connection.execute(
        "INSERT INTO settings_imports (guild_id, user_id, file, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET file = excluded.file, asked_at = excluded.asked_at",
        (guild_id, user_id, file, to_ms(at)),
    )


async def get_import(connection: Connection, *, guild_id: int, user_id: int, since: datetime) -> str | None:
    """The file that waits, unless it was uploaded before `since`; or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT file FROM settings_imports WHERE guild_id = ? AND user_id = ? AND asked_at >= ?",
            (guild_id, user_id, to_ms(since)),
        )
    )
    return rows[0]["file"] if rows else None


async def delete_import(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """Delete the settings file that an admin has answered about."""
    await connection.execute("DELETE FROM settings_imports WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def delete_imports_before(connection: Connection, *, before: datetime) -> None:
    """Delete the settings files that nobody has answered about since `before`."""
    await connection.execute(
        "DELETE FROM settings_imports WHERE asked_at < ? /* AND own(guild_id) */", (to_ms(before),)
    )
