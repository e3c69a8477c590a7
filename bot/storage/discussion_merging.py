"""How places, groups and polls follow a series into the one that it was merged with, in one server.

Functions take the raw connection: pass them to `Connection.run` within a block.
"""

from __future__ import annotations

import sqlite3

TABLES: tuple[str, ...] = ("discussion_places", "watch_parties", "episode_polls", "episode_poll_counts")


def move(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, *, at: int) -> None:
    """Move everything that does not exist for `new_id` yet.

    Of two places of one episode the new series' stays one, the other's thread lives on without the bot; of two
    groups the new series' goes on and the other ends; of two polls the new series' counts.
    """
    both = (guild_id, old_id, guild_id, new_id)
    for table in ("discussion_places", "episode_polls", "episode_poll_counts"):
        raw.execute(
            f"DELETE FROM {table} WHERE guild_id = ? AND series_id = ? AND episode IN"  # noqa: S608 (constants)
            f" (SELECT episode FROM {table} WHERE guild_id = ? AND series_id = ?)",
            both,
        )
    raw.execute(
        "UPDATE watch_parties SET state = 'ended', ended_at = ?, due_at = NULL"
        " WHERE guild_id = ? AND series_id = ? AND state = 'running' AND EXISTS"
        " (SELECT 1 FROM watch_parties AS other WHERE other.guild_id = ? AND other.series_id = ?"
        " AND other.state = 'running')",
        (at, *both),
    )
    for table in TABLES:
        raw.execute(
            f"UPDATE {table} SET series_id = ? WHERE guild_id = ? AND series_id = ?",  # noqa: S608 (constants)
            (new_id, guild_id, old_id),
        )
