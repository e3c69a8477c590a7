"""Rows of messages that have to go from Discord; they stay until they are gone."""

from __future__ import annotations

from bot.storage.connection import Connection

_PAUSE_MS = 3_600_000
MOST_TRIES = 10  # a channel that stays out of reach, or a permission that is missing for good


async def list_removals(connection: Connection, *, now: int, limit: int = 50) -> list[tuple[int, int, int]]:
    """What has to go, as (guild_id, channel_id, message_id); after each refusal an hour more is waited."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, channel_id, message_id FROM removals WHERE tried < ? AND asked_at + tried * ? <= ?"
        " ORDER BY asked_at LIMIT ?",
        (MOST_TRIES, _PAUSE_MS, now, limit),
    )
    return [(row["guild_id"], row["channel_id"], row["message_id"]) for row in rows]


async def mark_removed(connection: Connection, *, channel_id: int, message_id: int) -> None:
    """It is gone."""
    await connection.execute("DELETE FROM removals WHERE channel_id = ? AND message_id = ?", (channel_id, message_id))


async def mark_tried(connection: Connection, *, channel_id: int, message_id: int) -> None:
    """Discord refused; it is tried again later."""
    await connection.execute(
        "UPDATE removals SET tried = tried + 1 WHERE channel_id = ? AND message_id = ?", (channel_id, message_id)
    )
