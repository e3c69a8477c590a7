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
    return (await new_ids(connection, table, 1, at_least=at_least))[0]


async def new_ids(connection: Connection, table: Numbered, count: int, *, at_least: int = 0) -> list[int]:
    """Ids for so many new rows, in rising order."""
    highest = await connection.fetch_number(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 (one of a few names)
    return [await connection.next_number(table, least=at_least, highest=highest) for _row in range(count)]


async def new_claim(connection: Connection) -> int:
    """A number for something that is about to be sent."""
    return await connection.next_number("claims", least=1, highest=0)
