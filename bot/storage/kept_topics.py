"""Rows of what members do not want to be told before they are there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.kept_back import Topic
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def list_topics(connection: Connection, *, user_id: int) -> frozenset[Topic]:
    """What is kept back from a member."""
    rows = await connection.execute_fetchall("SELECT topic FROM kept_topics WHERE user_id = ?", (user_id,))
    return frozenset(Topic(row["topic"]) for row in rows)


async def list_user_ids(connection: Connection) -> set[int]:
    """Everybody from whom anything is kept back."""
    rows = await connection.execute_fetchall("SELECT DISTINCT user_id FROM kept_topics")
    return {int(row["user_id"]) for row in rows}


async def replace_topics(connection: Connection, topics: Collection[Topic], *, user_id: int, at: datetime) -> None:
    """Keep these back from a member, and no others."""
    await connection.execute("DELETE FROM kept_topics WHERE user_id = ?", (user_id,))
    for topic in topics:
        await connection.execute(
            "INSERT INTO kept_topics (user_id, topic, asked_at) VALUES (?, ?, ?)", (user_id, topic, to_ms(at))
        )
