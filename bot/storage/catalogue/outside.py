"""Rows of what was found outside: kept answers, and the series that came from there for all servers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from bot.domain.series import Lineage, LineageKind
from bot.storage.engine.connection import Connection
from bot.storage.engine.others import Sort
from bot.storage.engine.times import to_ms


class AnswerRow(Struct, frozen=True):
    """A kept answer."""

    body: str
    etag: str | None
    expires_at: int  # unix milliseconds


async def get_answer(connection: Connection, request: str) -> AnswerRow | None:
    """The kept answer to a request, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT body, etag, expires_at FROM outside_answers WHERE request = ?", (request,)
        )
    )
    return AnswerRow(rows[0]["body"], rows[0]["etag"], rows[0]["expires_at"]) if rows else None


async def upsert_answer(
    connection: Connection, request: str, body: str, *, etag: str | None, at: datetime, keep_s: float
) -> None:
    """Keep an answer in the place of an earlier one."""
    await connection.execute(
        "INSERT INTO outside_answers (request, body, etag, fetched_at, expires_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (request) DO UPDATE SET body = excluded.body, etag = excluded.etag,"
        " fetched_at = excluded.fetched_at, expires_at = excluded.expires_at",
        (request, body, etag, to_ms(at), to_ms(at + timedelta(seconds=keep_s))),
    )


async def delete_answers(connection: Connection, *, before: datetime, most: int) -> None:
    """Clear away what was fetched before `before`, and of the rest the oldest beyond `most`."""
    await connection.execute("DELETE FROM outside_answers WHERE fetched_at < ?", (to_ms(before),))
    await connection.execute(
        "DELETE FROM outside_answers WHERE request NOT IN (SELECT request FROM outside_answers"
        " ORDER BY fetched_at DESC, request LIMIT ?)",
        (most,),
    )


async def list_shared(connection: Connection, *, only: Sequence[str] = ()) -> list[tuple[str, dict[str, Any]]]:
    """Series from outside as (series_id, fields), oldest first: every one, or some."""
    which = f"WHERE series_id IN ({', '.join('?' for _id in only)})" if only else ""
    rows = await connection.execute_fetchall(
        f"SELECT series_id, fields FROM shared_series {which} ORDER BY added_at, series_id",  # noqa: S608 (marks)
        only,
    )
    return [(row["series_id"], json.loads(row["fields"])) for row in rows]


async def list_shared_since(connection: Connection, revision: int) -> list[tuple[str, dict[str, Any]]]:
    """As `list_shared`, those that were stored since."""
    rows = await connection.execute_fetchall(
        "SELECT series_id, fields FROM shared_series WHERE revision > ? ORDER BY added_at, series_id", (revision,)
    )
    return [(row["series_id"], json.loads(row["fields"])) for row in rows]


async def get_shared_revision(connection: Connection) -> int:
    """Which storing of series from outside was the last; 0 before the first."""
    return await connection.fetch_number("SELECT COALESCE(MAX(revision), 0) FROM shared_series")


async def upsert_shared(connection: Connection, series: Sequence[tuple[str, dict[str, Any]]], *, at: datetime) -> None:
    """Keep series for all servers, each in the place of what was known of it. Within a block of OUTSIDE."""
    if not series:
        return
    now, revision = to_ms(at), await get_shared_revision(connection) + 1
    await connection.executemany(
        "INSERT INTO shared_series (series_id, fields, added_at, checked_at, revision) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (series_id) DO UPDATE SET fields = excluded.fields, checked_at = excluded.checked_at,"
        " revision = excluded.revision",
        [(series_id, json.dumps(fields, ensure_ascii=False), now, now, revision) for series_id, fields in series],
    )
    await connection.tell_each(Sort.SHARED, [series_id for series_id, _fields in series])


async def list_old_shared(connection: Connection, *, before: datetime, limit: int) -> list[str]:
    """Series about which the outside was last asked before `before`, the longest ago first."""
    rows = await connection.execute_fetchall(
        "SELECT series_id FROM shared_series WHERE checked_at < ? ORDER BY checked_at, series_id LIMIT ?",
        (to_ms(before), limit),
    )
    return [row["series_id"] for row in rows]


async def touch_shared(connection: Connection, series_ids: Iterable[str], *, at: datetime) -> None:
    """The outside was asked about these, whatever it said."""
    await connection.executemany(
        "UPDATE shared_series SET checked_at = ? WHERE series_id = ?", [(to_ms(at), name) for name in series_ids]
    )


async def list_shared_lineage(connection: Connection) -> list[Lineage]:
    """Every edge between series from outside."""
    rows = await connection.execute_fetchall("SELECT source_id, target_id, kind FROM shared_lineage")
    return [Lineage(row["source_id"], row["target_id"], LineageKind(row["kind"])) for row in rows]


async def insert_shared_lineage(connection: Connection, edges: Sequence[Lineage]) -> None:
    """Keep edges; those that are there stay."""
    await connection.executemany(
        "INSERT INTO shared_lineage (source_id, target_id, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (source_id, target_id, kind) DO NOTHING",
        [(edge.source_id, edge.target_id, edge.kind.value) for edge in edges],
    )
    if edges:
        await connection.tell(Sort.LINEAGE)
