"""What a server thinks of a series: ratings and reviews, counted from its reviews."""

from __future__ import annotations

from bot.storage.engine.connection import Connection


async def count_ratings(connection: Connection, *, guild_id: int, series_id: str) -> dict[int, int]:
    """Half points → how many current reviews of this server gave them. Hidden texts keep their rating."""
    rows = await connection.execute_fetchall(
        "SELECT rating, COUNT(*) AS number FROM reviews WHERE guild_id = ? AND series_id = ?"
        " AND state IN ('posted', 'hidden') GROUP BY rating ORDER BY rating",
        (guild_id, series_id),
    )
    return {row["rating"]: row["number"] for row in rows}


async def count_undertakings(connection: Connection) -> list[tuple[int, str, int]]:
    """(guild_id, series_id, how much this server does with it): its reviews, places to talk and groups."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, series_id, COUNT(*) AS number FROM ("
        "SELECT guild_id, series_id FROM reviews WHERE state <> 'deleted' /* AND own(guild_id) */"
        " UNION ALL SELECT guild_id, series_id FROM discussion_places WHERE thread_id IS NOT NULL"
        " /* AND own(guild_id) */"
        " UNION ALL SELECT guild_id, series_id FROM watch_parties /* WHERE own(guild_id) */"
        ") AS undertaken GROUP BY guild_id, series_id"
    )
    return [(row["guild_id"], row["series_id"], row["number"]) for row in rows]
