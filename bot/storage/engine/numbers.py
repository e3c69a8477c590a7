"""Numbers of rows that Discord's buttons and messages name: what was given out once never comes again."""

from __future__ import annotations

from typing import Literal

from bot.storage.engine.connection import Connection

Numbered = Literal["reviews", "suggestions", "discussion_places", "watch_parties"]


async def new_id(connection: Connection, table: Numbered, *, at_least: int = 0) -> int:
    """An id for a new row of `table`, higher than any that it ever had."""
    highest = await connection.fetch_number(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 (one of a few names)
    return await _given(connection, table, max(at_least, highest + 1))


async def new_claim(connection: Connection) -> int:
    """A number for something that is about to be sent."""
    return await _given(connection, "claims", 1)


async def _given(connection: Connection, name: str, least: int) -> int:
    return await connection.fetch_number(
        "INSERT INTO numbers (name, given) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET given ="
        " CASE WHEN numbers.given < excluded.given THEN excluded.given ELSE numbers.given + 1 END RETURNING given",
        (name, least),
    )
