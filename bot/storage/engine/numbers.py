"""Numbers that are known outside of their row, by Discord's buttons or by what is under way: none ever comes again."""

from __future__ import annotations

from typing import Literal

from bot.storage.engine.connection import Connection

Numbered = Literal[
    "reviews",
    "suggestions",
    "suggestion_drafts",
    "recommendation_requests",
    "discussion_places",
    "place_openings",
    "watch_parties",
    "list_imports",
    "notices",
]


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
