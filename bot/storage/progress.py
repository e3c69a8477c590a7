"""Rows of a member's progress and own ratings; both belong to the member, across servers."""

from __future__ import annotations

from datetime import datetime

from bot.domain.progress import Progress, Status
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.others import Sort
from bot.storage.engine.times import from_ms, to_ms


def _progress(row: Row) -> Progress:
    return Progress(
        user_id=row["user_id"],
        series_id=row["series_id"],
        status=Status(row["status"]),
        episode=row["episode"],
        rewatches=row["rewatches"],
        shared=bool(row["shared"]),
        changed_at=from_ms(row["changed_at"]),
        seen_before=row["seen_before"],
    )


async def get_progress(connection: Connection, *, user_id: int, series_id: str) -> Progress | None:
    """A member's progress in a series, or None where they never said."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM progress WHERE user_id = ? AND series_id = ?", (user_id, series_id)
        )
    )
    return _progress(rows[0]) if rows else None


async def list_progress(connection: Connection, *, user_id: int, status: Status | None = None) -> list[Progress]:
    """All of a member's progress, what changed last first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM progress WHERE user_id = ? AND (CAST(? AS TEXT) IS NULL OR status = ?)"
        " ORDER BY changed_at DESC, series_id",
        (user_id, status, status),
    )
    return [_progress(row) for row in rows]


async def upsert_progress(connection: Connection, progress: Progress) -> None:
    """Keep `progress`; `changed_at` has to be set."""
    assert progress.changed_at is not None
    await connection.execute(
        "INSERT INTO progress (user_id, series_id, status, episode, rewatches, shared, changed_at, seen_before)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (user_id, series_id) DO UPDATE SET status = excluded.status,"
        " episode = excluded.episode, rewatches = excluded.rewatches, shared = excluded.shared,"
        " changed_at = excluded.changed_at, seen_before = excluded.seen_before",
        (
            progress.user_id,
            progress.series_id,
            progress.status.value,
            progress.episode,
            progress.rewatches,
            int(progress.shared),
            to_ms(progress.changed_at),
            progress.seen_before,
        ),
    )


async def delete_progress(connection: Connection, *, user_id: int, series_id: str) -> bool:
    """Forget a member's progress in a series. True when there was any."""
    cursor = await connection.execute("DELETE FROM progress WHERE user_id = ? AND series_id = ?", (user_id, series_id))
    return cursor.rowcount > 0


async def get_rating(connection: Connection, *, user_id: int, series_id: str) -> int | None:
    """A member's own rating in half points (2–20), or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT rating FROM ratings WHERE user_id = ? AND series_id = ?", (user_id, series_id)
        )
    )
    return int(rows[0]["rating"]) if rows else None


async def list_ratings(connection: Connection, *, user_id: int | None = None) -> list[tuple[int, str, int]]:
    """Ratings as (user_id, series_id, half points), of one member or of everybody."""
    rows = await connection.execute_fetchall(
        "SELECT user_id, series_id, rating FROM ratings WHERE CAST(? AS BIGINT) IS NULL OR user_id = ?",
        (user_id, user_id),
    )
    return [(row["user_id"], row["series_id"], row["rating"]) for row in rows]


async def upsert_rating(
    connection: Connection, *, user_id: int, series_id: str, rating: int, guild_id: int, at: datetime
) -> None:
    """Keep a member's own rating, in half points (2–20); `guild_id` is where it was given, 0 outside servers."""
    await connection.execute(
        "INSERT INTO ratings (user_id, series_id, rating, rated_at, guild_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, series_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at,"
        " guild_id = excluded.guild_id",
        (user_id, series_id, rating, to_ms(at), guild_id),
    )
    await connection.tell(Sort.RATINGS, user_id, series_id)


async def delete_rating(connection: Connection, *, user_id: int, series_id: str) -> bool:
    """Take a rating back. True when there was one."""
    cursor = await connection.execute("DELETE FROM ratings WHERE user_id = ? AND series_id = ?", (user_id, series_id))
    await connection.tell(Sort.RATINGS, user_id, series_id)
    return cursor.rowcount > 0
