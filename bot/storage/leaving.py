"""Erasing everything that belongs to a server which the bot has left.

Functions take the raw connection: pass them to `Connection.run` within a block.
"""

from __future__ import annotations

import sqlite3

# Rows of these tables belong to members, across servers; they only remember where something was said.
OUTLIVES = ("ratings",)


def list_left(raw: sqlite3.Connection, *, before: int) -> list[int]:
    """Servers that the bot left before that moment and has not come back to."""
    rows = raw.execute("SELECT guild_id FROM guilds WHERE left_at IS NOT NULL AND left_at <= ?", (before,))
    return [row[0] for row in rows]


def list_present(raw: sqlite3.Connection) -> list[int]:
    """Servers that the bot is in, as far as is known."""
    return [row[0] for row in raw.execute("SELECT guild_id FROM guilds WHERE left_at IS NULL")]


def erase_server(raw: sqlite3.Connection, guild_id: int) -> int:
    """Erase every row of a server, in whatever tables there are; returns how many went.

    Tables without a `guild_id` hang on one that has it and go with its rows.
    """
    tables = [
        row[0]
        for row in raw.execute(
            "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND c.name = 'guild_id' ORDER BY m.name = 'guilds', m.name"
        )
    ]
    number = 0
    for table in tables:
        if table in OUTLIVES:
            raw.execute(f"UPDATE {table} SET guild_id = 0 WHERE guild_id = ?", (guild_id,))  # noqa: S608 (names from the schema)
        else:
            number += raw.execute(f"DELETE FROM {table} WHERE guild_id = ?", (guild_id,)).rowcount  # noqa: S608 (names from the schema)
    return number
