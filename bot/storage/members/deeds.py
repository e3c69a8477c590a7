"""How often a member has done what one may do here."""

from __future__ import annotations

from bot.storage.engine.connection import Connection

_QUERIES = {
    "ratings": "SELECT COUNT(*) FROM ratings WHERE user_id = ?",
    "places": "SELECT COUNT(*) FROM progress WHERE user_id = ?",
    "votes": "SELECT COUNT(*) FROM votes WHERE user_id = ?",
    "reviews": "SELECT COUNT(*) FROM reviews WHERE author_id = ? AND state <> 'deleted'",
    "groups": "SELECT COUNT(*) FROM watch_members WHERE user_id = ?",
}


async def count_deeds(connection: Connection, *, user_id: int) -> dict[str, int]:
    """In all servers together: ratings, places in series, votes, reviews, groups."""
    return {name: await connection.fetch_number(query, (user_id,)) for name, query in _QUERIES.items()}
