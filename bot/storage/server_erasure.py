"""Erasing everything that belongs to a server which the bot has left."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.inspection import tables_with
from bot.storage.engine.times import to_ms

# Rows of these tables belong to members, across servers; they only remember where something was said.
OUTLIVES = ("ratings",)


async def list_left(connection: Connection, *, before: datetime) -> list[int]:
    """Servers that the bot left before that moment and has not come back to."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id FROM guilds WHERE left_at IS NOT NULL AND left_at <= ? /* AND own(guild_id) */",
        (to_ms(before),),
    )
    return [row[0] for row in rows]


async def erase_server(connection: Connection, guild_id: int) -> int:
    """Erase every row of a server, in whatever tables there are; returns how many went.

    Tables without a `guild_id` hang on one that has it and go with its rows.
    """
    tables = await connection.run(tables_with, "guild_id")
    number = 0
    for table in sorted(tables, key=lambda name: (name == "guilds", name)):
        if table in OUTLIVES:
            await connection.execute(f"UPDATE {table} SET guild_id = 0 WHERE guild_id = ?", (guild_id,))  # noqa: S608 (names from the schema)
        else:
            number += (await connection.execute(f"DELETE FROM {table} WHERE guild_id = ?", (guild_id,))).rowcount  # noqa: S608 (names from the schema)
    return number
