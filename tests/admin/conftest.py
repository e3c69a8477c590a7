"""The real database through the real migrations, with a few reviews in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database import Database

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HOME, AWAY = 1001, 1002  # two servers
AUTHOR, READER, OTHER, MODERATOR = 501, 502, 503, 504
SERIES = "where-your-eyes-linger-kr-2020"


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        yield database


async def insert_review(db: Database, **changed: Any) -> int:
    """A posted review in HOME, with whatever is `changed`; returns its id."""
    row: dict[str, Any] = {
        "guild_id": HOME,
        "series_id": SERIES,
        "author_id": AUTHOR,
        "author_name": "Ara",
        "rating": 18,
        "headline": "Quiet and warm",
        "body": "They look at each other for eight episodes.",
        "spoiler_free": 0,
        "horizon": 3,
        "stage": "finished",
        "language": "en",
        "state": "posted",
        "channel_id": 7001,
        "message_id": None,
        "created_at": 1,
    } | changed
    names = ", ".join(row)
    marks = ", ".join("?" for _name in row)
    async with db.transaction() as connection:
        rows = await connection.execute_fetchall(
            f"INSERT INTO reviews ({names}) VALUES ({marks}) RETURNING id", tuple(row.values())
        )
    return int(next(iter(rows))["id"])


async def rows_of(db: Database, sql: str, *values: Any) -> list[dict[str, Any]]:
    """What a query finds, as dicts."""
    async with db.reading() as connection:
        return [dict(row) for row in await connection.execute_fetchall(sql, values)]


async def row_of(db: Database, sql: str, *values: Any) -> dict[str, Any]:
    """The only row that a query finds."""
    (row,) = await rows_of(db, sql, *values)
    return row
