"""Rows of who has left a server and is to be forgotten there."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms
from bot.storage.members.holdings import HOLDINGS, Forgetting


async def note(connection: Connection, guild_id: int, user_id: int, *, banned: bool, at: datetime) -> None:
    """Somebody is no member any more; the first moment counts, and a ban is kept."""
    await connection.execute(
        "INSERT INTO departures (guild_id, user_id, noticed_at, banned) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET"
        " banned = CASE WHEN excluded.banned = 1 THEN 1 ELSE departures.banned END",
        (guild_id, user_id, to_ms(at), int(banned)),
    )


async def drop(connection: Connection, guild_id: int, user_id: int) -> None:
    """Somebody is back."""
    await connection.execute("DELETE FROM departures WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def drop_all(connection: Connection, guild_id: int) -> None:
    """The server wants nobody forgotten any more."""
    await connection.execute("DELETE FROM departures WHERE guild_id = ?", (guild_id,))


async def list_due(
    connection: Connection, guild_id: int, *, left_before: datetime | None, banned: bool
) -> list[tuple[int, bool]]:
    """Who left a server at that moment or before (None: does not matter), and, if asked for, who was banned there;
    as (user_id, was banned)."""
    rows = await connection.execute_fetchall(
        "SELECT user_id, banned FROM departures WHERE guild_id = ? AND (noticed_at <= ? OR (banned = 1 AND ? = 1))"
        " ORDER BY noticed_at, user_id",
        (guild_id, -1 if left_before is None else to_ms(left_before), int(banned)),
    )
    return [(row["user_id"], bool(row["banned"])) for row in rows]


async def list_people(connection: Connection, guild_id: int, *, after: int = 0, limit: int = 100) -> list[int]:
    """Of whom something is kept in a server that would go with a deletion, by id from behind `after` on.

    Never those who are known to have left, nor numbers that lead to nobody.
    """
    kept = [h for h in HOLDINGS if h.server is not None and h.forgetting is not Forgetting.KEEP]
    each = (f"SELECT {h.column} AS user_id FROM {h.table} WHERE {h.server} = ? AND {h.column} > ?" for h in kept)  # noqa: S608 (constants)
    rows = await connection.execute_fetchall(
        f"SELECT DISTINCT user_id FROM ({' UNION ALL '.join(each)}) AS people WHERE user_id NOT IN"  # noqa: S608 (constants)
        " (SELECT user_id FROM departures WHERE guild_id = ?) ORDER BY user_id LIMIT ?",
        (*(guild_id, after) * len(kept), guild_id, limit),
    )
    return [row["user_id"] for row in rows]
