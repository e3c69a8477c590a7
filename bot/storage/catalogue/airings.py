"""Rows of when episodes are out, and of who wants to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.outside.airing import Outing, Reminder
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import from_ms, to_ms

_TRACKED = (
    "SELECT series_id FROM reminders UNION SELECT series_id FROM progress WHERE status IN ('watching', 'planned')"
    " UNION SELECT series_id FROM discussion_places UNION SELECT series_id FROM watch_parties WHERE state = 'running'"
)


def _outing(row: Row) -> Outing:
    return Outing(row["series_id"], row["episode"], from_ms(row["airs_at"]))


async def replace_airings(
    connection: Connection, series_id: str, airings: Iterable[tuple[int, datetime]], *, at: datetime
) -> None:
    """Take over what the outside says now: what was put off moves, what is no longer said is gone, the past stays."""
    said = {episode: to_ms(airs_at) for episode, airs_at in airings}
    now = to_ms(at)
    await connection.executemany(
        "INSERT INTO airings (series_id, episode, airs_at) VALUES (?, ?, ?)"
        " ON CONFLICT (series_id, episode) DO UPDATE SET airs_at = excluded.airs_at",
        [(series_id, episode, airs_at) for episode, airs_at in said.items()],
    )
    rows = await connection.execute_fetchall(
        "SELECT episode FROM airings WHERE series_id = ? AND airs_at > ?", (series_id, now)
    )
    gone = [(series_id, row["episode"]) for row in rows if row["episode"] not in said]
    await connection.executemany("DELETE FROM airings WHERE series_id = ? AND episode = ?", gone)
    await note_checked(connection, [series_id], at=at)


async def note_checked(connection: Connection, series_ids: Collection[str], *, at: datetime) -> None:
    """The outside was asked about these, whatever it said."""
    await connection.executemany(
        "INSERT INTO airing_checks (series_id, checked_at) VALUES (?, ?)"
        " ON CONFLICT (series_id) DO UPDATE SET checked_at = excluded.checked_at",
        [(series_id, to_ms(at)) for series_id in series_ids],
    )


async def list_stale(connection: Connection, *, before: datetime) -> list[str]:
    """Series that somebody follows and about which the outside was not asked since `before`, the longest ago first."""
    rows = await connection.execute_fetchall(
        f"SELECT t.series_id FROM ({_TRACKED}) AS t LEFT JOIN airing_checks AS c ON c.series_id = t.series_id"  # noqa: S608 (a constant)
        " WHERE COALESCE(c.checked_at, 0) < ? ORDER BY COALESCE(c.checked_at, 0), t.series_id",
        (to_ms(before),),
    )
    return [row["series_id"] for row in rows]


async def list_next(connection: Connection, *, series_id: str, after: datetime) -> list[Outing]:
    """The episodes that are out at the next moment there is one: several, where it is a double."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM airings WHERE series_id = ? AND airs_at ="
        " (SELECT MIN(airs_at) FROM airings WHERE series_id = ? AND airs_at > ?) ORDER BY episode",
        (series_id, series_id, to_ms(after)),
    )
    return [_outing(row) for row in rows]


async def get_airs_at(connection: Connection, *, series_id: str, episode: int) -> datetime | None:
    """When an episode is out, or None where nobody says."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT airs_at FROM airings WHERE series_id = ? AND episode = ?", (series_id, episode)
        )
    )
    return from_ms(rows[0]["airs_at"]) if rows else None


async def list_between(connection: Connection, *, since: datetime, until: datetime) -> list[Outing]:
    """Every episode that is out from `since` to before `until`, the earliest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM airings WHERE airs_at >= ? AND airs_at < ? ORDER BY airs_at, series_id, episode",
        (to_ms(since), to_ms(until)),
    )
    return [_outing(row) for row in rows]


async def take_untold(connection: Connection, *, since: datetime, now: datetime) -> list[Outing]:
    """Episodes that are out since `since` and of which nobody was told; they count as told from now on."""
    rows = await connection.execute_fetchall(
        "UPDATE airings SET told_at = ? WHERE told_at IS NULL AND airs_at > ? AND airs_at <= ? RETURNING *",
        (to_ms(now), to_ms(since), to_ms(now)),
    )
    return sorted((_outing(row) for row in rows), key=lambda one: (one.airs_at, one.series_id, one.episode))


async def list_reminders(connection: Connection, *, series_id: str) -> list[Reminder]:
    """Who wants to be told of a series."""
    rows = await connection.execute_fetchall(
        "SELECT user_id, series_id, guild_id, channel_id FROM reminders WHERE series_id = ? ORDER BY user_id",
        (series_id,),
    )
    return [Reminder(row["user_id"], row["series_id"], row["guild_id"], row["channel_id"]) for row in rows]


async def list_reminded_series(connection: Connection, *, user_id: int) -> list[str]:
    """The series that a member wants to be told of."""
    rows = await connection.execute_fetchall("SELECT series_id FROM reminders WHERE user_id = ?", (user_id,))
    return [row["series_id"] for row in rows]


async def upsert_reminder(connection: Connection, reminder: Reminder, *, at: datetime) -> None:
    """Tell a member from now on, there."""
    await connection.execute(
        "INSERT INTO reminders (user_id, series_id, guild_id, channel_id, asked_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, series_id) DO UPDATE SET guild_id = excluded.guild_id,"
        " channel_id = excluded.channel_id, asked_at = excluded.asked_at",
        (reminder.user_id, reminder.series_id, reminder.guild_id, reminder.channel_id, to_ms(at)),
    )


async def delete_reminder(connection: Connection, *, user_id: int, series_id: str) -> bool:
    """Tell a member no more. True when they were told until now."""
    cursor = await connection.execute("DELETE FROM reminders WHERE user_id = ? AND series_id = ?", (user_id, series_id))
    return cursor.rowcount > 0
