"""Rows of places to talk, of whom they warned, and of who does not want that."""

from __future__ import annotations

import sqlite3

from bot.domain.discussion import Place
from bot.storage.connection import Connection
from bot.storage.times import from_ms


def _place(row: sqlite3.Row) -> Place:
    return Place(
        id=row["id"],
        guild_id=row["guild_id"],
        series_id=row["series_id"],
        episode=row["episode"],
        channel_id=row["channel_id"],
        thread_id=row["thread_id"],
        message_id=row["message_id"],
        opened_at=from_ms(row["opened_at"]) if row["opened_at"] is not None else None,
    )


async def get_place(connection: Connection, *, guild_id: int, series_id: str, episode: int) -> Place | None:
    """The place of an episode (0: of the series), or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM discussion_places WHERE guild_id = ? AND series_id = ? AND episode = ?",
            (guild_id, series_id, episode),
        )
    )
    return _place(rows[0]) if rows else None


async def get_place_by_id(connection: Connection, *, guild_id: int, place_id: int) -> Place | None:
    """A place of this server, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM discussion_places WHERE guild_id = ? AND id = ?", (guild_id, place_id)
        )
    )
    return _place(rows[0]) if rows else None


async def list_places(connection: Connection, *, guild_id: int, series_id: str) -> list[Place]:
    """The places of a series, the series' own first, then by episode."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM discussion_places WHERE guild_id = ? AND series_id = ? ORDER BY episode", (guild_id, series_id)
    )
    return [_place(row) for row in rows]


async def list_opened_since(connection: Connection, *, guild_id: int, since: int) -> list[Place]:
    """Places that were opened at or after `since` (milliseconds), the newest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM discussion_places WHERE guild_id = ? AND opened_at >= ? ORDER BY opened_at DESC, id DESC",
        (guild_id, since),
    )
    return [_place(row) for row in rows]


async def list_threads(connection: Connection) -> list[Place]:
    """Every place of every server that has a thread."""
    rows = await connection.execute_fetchall("SELECT * FROM discussion_places WHERE thread_id IS NOT NULL")
    return [_place(row) for row in rows]


async def list_unfinished(connection: Connection) -> list[Place]:
    """Places that are claimed and do not stand yet, oldest first."""
    rows = await connection.execute_fetchall("SELECT * FROM discussion_places WHERE opened_at IS NULL ORDER BY id")
    return [_place(row) for row in rows]


async def claim_place(
    connection: Connection, *, guild_id: int, series_id: str, episode: int, channel_id: int, at: int
) -> None:
    """Claim the place of an episode; where there is one already, nothing changes."""
    await connection.execute(
        "INSERT INTO discussion_places (guild_id, series_id, episode, channel_id, claimed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, series_id, episode) DO NOTHING",
        (guild_id, series_id, episode, channel_id, at),
    )


async def set_thread(connection: Connection, *, place_id: int, channel_id: int, thread_id: int) -> None:
    """The thread is made."""
    await connection.execute(
        "UPDATE discussion_places SET channel_id = ?, thread_id = ? WHERE id = ?", (channel_id, thread_id, place_id)
    )


async def set_card(connection: Connection, *, place_id: int, message_id: int, at: int) -> None:
    """The card is posted: the place stands."""
    await connection.execute(
        "UPDATE discussion_places SET message_id = ?, opened_at = COALESCE(opened_at, ?) WHERE id = ?",
        (message_id, at, place_id),
    )


async def delete_place(connection: Connection, *, place_id: int) -> None:
    """The thread is gone, or was never made."""
    await connection.execute("DELETE FROM discussion_places WHERE id = ?", (place_id,))


async def delete_places_of_channel(connection: Connection, *, guild_id: int, channel_id: int) -> list[int]:
    """A channel is gone with all its threads; returns their ids."""
    rows = await connection.execute_fetchall(
        "DELETE FROM discussion_places WHERE guild_id = ? AND channel_id = ? RETURNING thread_id",
        (guild_id, channel_id),
    )
    return [row["thread_id"] for row in rows if row["thread_id"] is not None]


async def insert_warning(connection: Connection, *, place_id: int, user_id: int, at: int) -> bool:
    """Note that somebody is told now. False when they were told before."""
    cursor = await connection.execute(
        "INSERT INTO discussion_warnings (place_id, user_id, told_at) VALUES (?, ?, ?)"
        " ON CONFLICT (place_id, user_id) DO NOTHING",
        (place_id, user_id, at),
    )
    return cursor.rowcount > 0


async def was_warned_of_series(connection: Connection, *, guild_id: int, series_id: str, user_id: int) -> bool:
    """Whether any place of the series has told this member something."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM discussion_warnings AS w JOIN discussion_places AS p ON p.id = w.place_id"
        " WHERE p.guild_id = ? AND p.series_id = ? AND w.user_id = ? LIMIT 1",
        (guild_id, series_id, user_id),
    )
    return bool(list(rows))


async def is_muted(connection: Connection, *, guild_id: int, user_id: int) -> bool:
    """Whether the member does not want to be told in this server."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM discussion_mutes WHERE guild_id = ? AND user_id = ?", (guild_id, user_id)
    )
    return bool(list(rows))


async def insert_mute(connection: Connection, *, guild_id: int, user_id: int, at: int) -> None:
    """The member does not want to be told in this server."""
    await connection.execute(
        "INSERT INTO discussion_mutes (guild_id, user_id, muted_at) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO NOTHING",
        (guild_id, user_id, at),
    )


async def delete_mute(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """The member wants to be told again."""
    await connection.execute("DELETE FROM discussion_mutes WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))
