"""Rows of settings files that wait for their admin's yes."""

from __future__ import annotations

from bot.storage.connection import Connection


async def upsert_import(connection: Connection, *, guild_id: int, user_id: int, file: str, at: int) -> None:
    """Keep a file until its admin confirms; a newer one takes its place."""
    await connection.execute(
        "INSERT INTO settings_imports (guild_id, user_id, file, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET file = excluded.file, asked_at = excluded.asked_at",
        (guild_id, user_id, file, at),
    )


async def get_import(connection: Connection, *, guild_id: int, user_id: int, since: int) -> str | None:
    """The file that waits, unless it was uploaded before `since`; or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT file FROM settings_imports WHERE guild_id = ? AND user_id = ? AND asked_at >= ?",
            (guild_id, user_id, since),
        )
    )
    return rows[0]["file"] if rows else None


async def delete_import(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """The admin has answered."""
    await connection.execute("DELETE FROM settings_imports WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def delete_imports_before(connection: Connection, *, before: int) -> None:
    """Clear away what nobody answered."""
    await connection.execute("DELETE FROM settings_imports WHERE asked_at < ?", (before,))
