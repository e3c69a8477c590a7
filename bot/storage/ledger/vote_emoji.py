"""Rows of the emoji that stood for votes before, and of those that are gone from Discord."""

from __future__ import annotations

from datetime import datetime

from bot.domain.votes import FormerEmoji
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import to_ms


def _former(row: Row) -> FormerEmoji:
    return FormerEmoji(row["written"], is_helpful=bool(row["helpful"]), is_gone=bool(row["gone"]))


async def list_all_vote_emoji(connection: Connection) -> list[tuple[int, FormerEmoji]]:
    """Those of all servers, as (guild_id, emoji), in the order in which they were noted."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, written, helpful, gone FROM vote_emoji /* WHERE own(guild_id) */"
        " ORDER BY guild_id, noted_at, emoji"
    )
    return [(row["guild_id"], _former(row)) for row in rows]


async def list_vote_emoji(connection: Connection, guild_id: int) -> tuple[FormerEmoji, ...]:
    """Those of one server."""
    rows = await connection.execute_fetchall(
        "SELECT written, helpful, gone FROM vote_emoji WHERE guild_id = ? ORDER BY noted_at, emoji", (guild_id,)
    )
    return tuple(map(_former, rows))


async def upsert_vote_emoji(connection: Connection, guild_id: int, emoji: FormerEmoji, *, at: datetime) -> None:
    """Note an emoji; one that is gone stays gone."""
    await connection.execute(
        "INSERT INTO vote_emoji (guild_id, emoji, written, helpful, gone, noted_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, emoji) DO UPDATE SET helpful = excluded.helpful, noted_at = excluded.noted_at,"
        " gone = CASE WHEN excluded.gone > vote_emoji.gone THEN excluded.gone ELSE vote_emoji.gone END",
        (guild_id, emoji.key, emoji.written, int(emoji.is_helpful), int(emoji.is_gone), to_ms(at)),
    )


async def delete_vote_emoji(connection: Connection, guild_id: int, key: str) -> None:
    """It stands for a vote by the settings themselves."""
    await connection.execute("DELETE FROM vote_emoji WHERE guild_id = ? AND emoji = ?", (guild_id, key))
