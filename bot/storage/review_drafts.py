"""Rows of what members have written about a series and not posted yet."""

from __future__ import annotations

import json
from datetime import datetime

from msgspec.structs import replace

from bot.domain.reviews.records import Draft
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def get_draft(connection: Connection, *, user_id: int, guild_id: int, series_id: str) -> Draft | None:
    """What a member has written about a series and not posted, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT fields FROM review_drafts WHERE user_id = ? AND guild_id = ? AND series_id = ?",
            (user_id, guild_id, series_id),
        )
    )
    return Draft.from_fields(series_id, json.loads(rows[0]["fields"])) if rows else None


async def list_drafts(connection: Connection, *, user_id: int, guild_id: int) -> list[Draft]:
    """All that a member has written here and not posted, the latest first."""
    rows = await connection.execute_fetchall(
        "SELECT series_id, fields FROM review_drafts WHERE user_id = ? AND guild_id = ? ORDER BY changed_at DESC",
        (user_id, guild_id),
    )
    return [Draft.from_fields(row["series_id"], json.loads(row["fields"])) for row in rows]


async def upsert_draft(connection: Connection, draft: Draft, *, user_id: int, guild_id: int, at: datetime) -> None:
    """Keep what a member has written so far."""
    await connection.execute(
        "INSERT INTO review_drafts (user_id, guild_id, series_id, fields, changed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, guild_id, series_id) DO UPDATE SET fields = excluded.fields,"
        " changed_at = excluded.changed_at",
        (user_id, guild_id, draft.series_id, json.dumps(draft.to_fields(), ensure_ascii=False), to_ms(at)),
    )


async def delete_draft(connection: Connection, *, user_id: int, guild_id: int, series_id: str) -> bool:
    """Forget a draft. True when there was one."""
    cursor = await connection.execute(
        "DELETE FROM review_drafts WHERE user_id = ? AND guild_id = ? AND series_id = ?", (user_id, guild_id, series_id)
    )
    return cursor.rowcount > 0


async def insert_draft(connection: Connection, draft: Draft, *, user_id: int, guild_id: int, at: datetime) -> bool:
    """Keep a draft unless its member has another one of that series. True when it was kept."""
    cursor = await connection.execute(
        "INSERT INTO review_drafts (user_id, guild_id, series_id, fields, changed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (user_id, guild_id, draft.series_id, json.dumps(draft.to_fields(), ensure_ascii=False), to_ms(at)),
    )
    return cursor.rowcount > 0


async def forget_numbers(connection: Connection, *, guild_id: int, series_id: str) -> None:
    """Episodes of this series mean nothing any more: drafts that named one tell of the whole series."""
    rows = await connection.execute_fetchall(
        "SELECT user_id, fields FROM review_drafts WHERE guild_id = ? AND series_id = ?", (guild_id, series_id)
    )
    for row in rows:
        draft = Draft.from_fields(series_id, json.loads(row["fields"]))
        fields = replace(draft, horizon=None, stage_episode=None).to_fields()
        await connection.execute(
            "UPDATE review_drafts SET fields = ? WHERE user_id = ? AND guild_id = ? AND series_id = ?",
            (json.dumps(fields, ensure_ascii=False), row["user_id"], guild_id, series_id),
        )
