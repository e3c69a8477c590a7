"""Erasing everything that belongs to a server which the bot has left."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.inspection import tables_with
from bot.storage.engine.times import to_ms

# Rows of these tables belong to members, across servers; they only remember where something was said or asked for.
OF_MEMBERS = ("ratings", "reminders")


async def list_left(connection: Connection, *, before: datetime) -> list[int]:
    """Servers that the bot left before that moment and has not come back to."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id FROM guilds WHERE left_at IS NOT NULL AND left_at <= ? /* AND own(guild_id) */",
        (to_ms(before),),
    )
    return [row[0] for row in rows]


async def forget_where(connection: Connection, guild_id: int) -> None:
    """Of what belongs to members, what they rated stays, and was rated nowhere; what they are told here goes."""
    await connection.execute("UPDATE ratings SET guild_id = 0 WHERE guild_id = ?", (guild_id,))
    await connection.execute("DELETE FROM reminders WHERE guild_id = ?", (guild_id,))


async def erase_server(connection: Connection, guild_id: int) -> int:
    """Erase every row of a server, in whatever tables there are but those of OF_MEMBERS; returns how many went.

    Tables without a `guild_id` hang on one that has it and go with its rows.
    """
    tables = set(await connection.run(tables_with, "guild_id")) - set(OF_MEMBERS)
    number = 0
    for table in sorted(tables, key=lambda name: (name == "guilds", name)):
        number += (await connection.execute(f"DELETE FROM {table} WHERE guild_id = ?", (guild_id,))).rowcount  # noqa: S608 (names from the schema)
    return number
