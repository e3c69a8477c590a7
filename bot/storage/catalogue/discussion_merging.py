"""How places, groups and polls follow a series into the one that it was merged with, in one server."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms

TABLES: tuple[str, ...] = ("discussion_places", "watch_parties", "episode_polls", "episode_poll_counts")


async def move(
    connection: Connection, guild_id: int, old_id: str, new_id: str, *, same_numbers: bool, at: datetime
) -> None:
    """Move everything that does not exist for `new_id` yet.

    Without the `same_numbers`, places, groups and polls of an episode stay with the old one, and its groups end.

    Of two places of one episode the new series' stays one; of two groups the new series' goes on and the other ends;
    of two polls the new series' counts. What becomes of a thread that is no place any more is for the caller to note.
    """
    if not same_numbers:
        await _leave_episodes(connection, guild_id, old_id, at)
    both = (guild_id, old_id, guild_id, new_id)
    for table in ("discussion_places", "episode_polls", "episode_poll_counts"):
        await connection.execute(
            f"DELETE FROM {table} WHERE guild_id = ? AND series_id = ? AND episode IN"  # noqa: S608 (constants)
            f" (SELECT episode FROM {table} WHERE guild_id = ? AND series_id = ?)",
            both,
        )
    await connection.execute(
        "UPDATE watch_parties SET state = 'ended', ended_at = ?, due_at = NULL"
        " WHERE guild_id = ? AND series_id = ? AND state = 'running' AND EXISTS"
        " (SELECT 1 FROM watch_parties AS other WHERE other.guild_id = ? AND other.series_id = ?"
        " AND other.state = 'running')",
        (to_ms(at), *both),
    )
    for table in TABLES if same_numbers else ("discussion_places", "watch_parties"):
        await connection.execute(
            f"UPDATE {table} SET series_id = ? WHERE guild_id = ? AND series_id = ?",  # noqa: S608 (constants)
            (new_id, guild_id, old_id),
        )


async def _leave_episodes(connection: Connection, guild_id: int, old_id: str, at: datetime) -> None:
    """Threads of single episodes are no places any more; groups end, for nobody can tell what comes next."""
    await connection.execute(
        "DELETE FROM discussion_places WHERE guild_id = ? AND series_id = ? AND episode <> 0", (guild_id, old_id)
    )
    await connection.execute(
        "UPDATE watch_parties SET state = 'ended', ended_at = ?, due_at = NULL"
        " WHERE guild_id = ? AND series_id = ? AND state = 'running'",
        (to_ms(at), guild_id, old_id),
    )
