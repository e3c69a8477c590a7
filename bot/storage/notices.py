"""Rows of what members have to be told: written with the deed itself, gone when told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.notices import Notice, NoticeKind
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.numbers import new_ids
from bot.storage.engine.times import to_ms


def _notice(row: Row) -> Notice:
    return Notice(row["user_id"], row["guild_id"], NoticeKind(row["kind"]), json.loads(row["fields"]), row["id"])


async def insert_notices(connection: Connection, notices: Sequence[Notice], *, at: datetime) -> None:
    """Keep what has to be told, in the same transaction as what it tells about."""
    ids = await new_ids(connection, "notices", len(notices)) if notices else []
    rows = [
        (number, n.user_id, n.guild_id, n.kind.value, _fields(n), to_ms(at))
        for number, n in zip(ids, notices, strict=True)
    ]
    await connection.executemany(
        "INSERT INTO notices (id, user_id, guild_id, kind, fields, left_at) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _fields(notice: Notice) -> str:
    return json.dumps(notice.fields, ensure_ascii=False)


async def replace_kept(connection: Connection, notice: Notice, *, at: datetime) -> None:
    """Keep this one for the member's next command, in the place of any of its kind and server."""
    await connection.execute(
        "DELETE FROM notices WHERE user_id = ? AND guild_id = ? AND kind = ? AND refused_at IS NOT NULL",
        (notice.user_id, notice.guild_id, notice.kind.value),
    )
    await insert_notices(connection, [notice], at=at)
    await connection.execute(
        "UPDATE notices SET refused_at = left_at WHERE user_id = ? AND guild_id = ? AND kind = ?",
        (notice.user_id, notice.guild_id, notice.kind.value),
    )


async def list_untried(connection: Connection, *, limit: int = 50) -> list[Notice]:
    """What was not tried yet, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM notices WHERE refused_at IS NULL /* AND own(guild_id) */ ORDER BY id LIMIT ?", (limit,)
    )
    return [_notice(row) for row in rows]


async def list_kept_for(connection: Connection, *, user_id: int) -> list[Notice]:
    """What waits for a member whose direct messages are closed, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM notices WHERE user_id = ? AND refused_at IS NOT NULL ORDER BY id", (user_id,)
    )
    return [_notice(row) for row in rows]


async def list_waiting_users(connection: Connection) -> set[int]:
    """Everybody for whom something is kept until their next command."""
    rows = await connection.execute_fetchall("SELECT DISTINCT user_id FROM notices WHERE refused_at IS NOT NULL")
    return {row["user_id"] for row in rows}


async def mark_refused(connection: Connection, *, notice_id: int, at: datetime) -> None:
    """Their direct messages are closed: keep it."""
    await connection.execute("UPDATE notices SET refused_at = ? WHERE id = ?", (to_ms(at), notice_id))


async def delete_notices(connection: Connection, ids: Iterable[int]) -> int:
    """Delete notices that their members were told; returns how many were there."""
    told = [await connection.execute("DELETE FROM notices WHERE id = ?", (notice_id,)) for notice_id in ids]
    return sum(cursor.rowcount for cursor in told)
