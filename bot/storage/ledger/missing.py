"""Posts whose messages Discord says it does not have: kept with their votes, until that is certain.

Functions take the raw connection, like those of `bot.storage.ledger.posts`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.storage.engine.times import to_ms
from bot.storage.ledger.posts import COLUMNS, Post, post_of


def mark_missing(raw: sqlite3.Connection, guild_id: int, message_ids: Iterable[int], *, at: datetime) -> int:
    """Discord does not know these messages; how many of them are posts. The first time counts as the beginning."""
    return sum(
        raw.execute(
            "UPDATE posts SET missing_at = COALESCE(missing_at, ?) WHERE message_id = ? AND guild_id = ?",
            (to_ms(at), message_id, guild_id),
        ).rowcount
        for message_id in message_ids
    )


def mark_missing_again(raw: sqlite3.Connection, guild_id: int, message_id: int) -> None:
    """Asked again, by another route, Discord does not show it either."""
    raw.execute(
        "UPDATE posts SET missing_again = missing_again + 1"
        " WHERE message_id = ? AND guild_id = ? AND missing_at IS NOT NULL",
        (message_id, guild_id),
    )


def mark_found(raw: sqlite3.Connection, guild_id: int, message_ids: Iterable[int]) -> list[int]:
    """These messages are there; those of them that were missing."""
    return [
        message_id
        for message_id in message_ids
        if raw.execute(
            "UPDATE posts SET missing_at = NULL, missing_again = 0"
            " WHERE message_id = ? AND guild_id = ? AND missing_at IS NOT NULL",
            (message_id, guild_id),
        ).rowcount
    ]


def list_missing(
    raw: sqlite3.Connection, *, asked_once_before: datetime, missing_before: datetime, limit: int = 500
) -> list[tuple[Post, bool]]:
    """Missing posts to ask for again: those asked for only once, before the one moment, and those missing since before
    the other, of which True tells that Discord was asked again in between. The longest missing first."""
    rows = raw.execute(
        f"SELECT {COLUMNS}, missing_again, missing_at <= ? FROM posts"  # noqa: S608 (constants)
        " WHERE missing_at IS NOT NULL AND ((missing_again = 0 AND missing_at <= ?) OR missing_at <= ?)"
        " /* AND own(guild_id) */ ORDER BY missing_at, message_id LIMIT ?",
        (to_ms(missing_before), to_ms(asked_once_before), to_ms(missing_before), limit),
    )
    width = len(COLUMNS.split(","))
    return [(post_of(row), bool(row[width] and row[width + 1])) for row in rows]


def release_missing_review(raw: sqlite3.Connection, guild_id: int, author_id: int, series_id: str) -> None:
    """The author posts a review again whose message is missing: it is sent anew, and its votes go along."""
    raw.execute(
        "UPDATE reviews SET message_id = NULL WHERE guild_id = ? AND author_id = ? AND series_id = ?"
        " AND state <> 'deleted' AND message_id IN"
        " (SELECT message_id FROM posts WHERE guild_id = ? AND missing_at IS NOT NULL)",
        (guild_id, author_id, series_id, guild_id),
    )
