"""Rows of polls about episodes, and of what they said."""

from __future__ import annotations

from datetime import datetime

from bot.domain.discussion.episode_curve import EpisodePoll
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import to_ms


def _poll(row: Row) -> EpisodePoll:
    return EpisodePoll(
        row["guild_id"], row["series_id"], row["episode"], row["thread_id"], row["message_id"], row["scale"]
    )


async def claim_poll(connection: Connection, poll: EpisodePoll, *, at: datetime, ends_at: datetime) -> bool:
    """Claim the poll of an episode in a thread. False where that thread has one; one in a former thread gives way."""
    cursor = await connection.execute(
        "INSERT INTO episode_polls (guild_id, series_id, episode, thread_id, scale, claimed_at, ends_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, series_id, episode) DO UPDATE SET"
        " thread_id = excluded.thread_id, message_id = NULL, scale = excluded.scale,"
        " claimed_at = excluded.claimed_at, ends_at = excluded.ends_at, ended_at = NULL"
        " WHERE episode_polls.thread_id <> excluded.thread_id",
        (poll.guild_id, poll.series_id, poll.episode, poll.thread_id, poll.scale, to_ms(at), to_ms(ends_at)),
    )
    return cursor.rowcount > 0


async def set_message(connection: Connection, poll: EpisodePoll, *, message_id: int) -> None:
    """Keep as which message a poll is posted."""
    await connection.execute(
        "UPDATE episode_polls SET message_id = ? WHERE guild_id = ? AND series_id = ? AND episode = ?",
        (message_id, poll.guild_id, poll.series_id, poll.episode),
    )


async def get_by_message(connection: Connection, *, guild_id: int, message_id: int) -> EpisodePoll | None:
    """The poll that a message holds, if it is one of ours whose result is not known yet."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM episode_polls WHERE guild_id = ? AND message_id = ? AND ended_at IS NULL",
            (guild_id, message_id),
        )
    )
    return _poll(rows[0]) if rows else None


async def get_poll(connection: Connection, *, guild_id: int, series_id: str, episode: int) -> EpisodePoll | None:
    """The poll of an episode, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM episode_polls WHERE guild_id = ? AND series_id = ? AND episode = ?",
            (guild_id, series_id, episode),
        )
    )
    return _poll(rows[0]) if rows else None


async def list_over(connection: Connection, *, at: datetime) -> list[EpisodePoll]:
    """Posted polls whose time was over at `at` and whose result is not known yet."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM episode_polls WHERE message_id IS NOT NULL AND ended_at IS NULL AND ends_at <= ?"
        " /* AND own(guild_id) */",
        (to_ms(at),),
    )
    return [_poll(row) for row in rows]


async def end_poll(connection: Connection, poll: EpisodePoll, *, at: datetime) -> bool:
    """The poll is over. False when that was noted before."""
    cursor = await connection.execute(
        "UPDATE episode_polls SET ended_at = ?"
        " WHERE guild_id = ? AND series_id = ? AND episode = ? AND ended_at IS NULL",
        (to_ms(at), poll.guild_id, poll.series_id, poll.episode),
    )
    return cursor.rowcount > 0


async def put_counts(connection: Connection, poll: EpisodePoll, counts: dict[int, int]) -> None:
    """Keep what a poll said (half points → votes) in place of what was known of its episode."""
    key = (poll.guild_id, poll.series_id, poll.episode)
    await connection.execute(
        "DELETE FROM episode_poll_counts WHERE guild_id = ? AND series_id = ? AND episode = ?", key
    )
    await connection.executemany(
        "INSERT INTO episode_poll_counts (guild_id, series_id, episode, points, votes) VALUES (?, ?, ?, ?, ?)",
        [(*key, points, votes) for points, votes in counts.items()],
    )


async def list_counts(connection: Connection, *, guild_id: int, series_id: str) -> list[tuple[int, int, int]]:
    """(episode, half points, votes) of a series in this server."""
    rows = await connection.execute_fetchall(
        "SELECT episode, points, votes FROM episode_poll_counts WHERE guild_id = ? AND series_id = ?"
        " ORDER BY episode, points",
        (guild_id, series_id),
    )
    return [(row["episode"], row["points"], row["votes"]) for row in rows]
