"""Rows that tell who lets a server look at their profile."""

from __future__ import annotations

from datetime import datetime

from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def is_shared(connection: Connection, *, user_id: int, guild_id: int) -> bool:
    """Whether a member lets this server look at their profile."""
    found = await connection.fetch_one(
        "SELECT 1 FROM profile_shares WHERE user_id = ? AND guild_id = ?", (user_id, guild_id)
    )
    return found is not None


async def set_shared(connection: Connection, *, user_id: int, guild_id: int, shared: bool, at: datetime) -> None:
    """A member lets this server look at their profile, or no longer does."""
    if shared:
        await connection.execute(
            "INSERT INTO profile_shares (user_id, guild_id, shared_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (user_id, guild_id, to_ms(at)),
        )
    else:
        await connection.execute("DELETE FROM profile_shares WHERE user_id = ? AND guild_id = ?", (user_id, guild_id))


async def shown_member(connection: Connection, *, guild_id: int, kind: str, subject: str) -> int | None:
    """Whose profile a publication shows, or None where they had it forgotten."""
    row = await connection.fetch_one(
        "SELECT s.member_id FROM published AS p JOIN published_shows AS s ON s.published_id = p.id"
        " WHERE p.guild_id = ? AND p.kind = ? AND p.subject = ? AND s.member_id <> 0",
        (guild_id, kind, subject),
    )
    return int(row["member_id"]) if row is not None else None
