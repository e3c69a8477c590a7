"""Rows of the audit log: who did what to what, in one server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from bot.domain.audit import KINDS, AuditEntry, Filter
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import from_ms, to_ms

_LARGEST = 2**63 - 1  # of an SQLite integer
_CHUNK = 500  # ids in one question


def entry_of(row: Row) -> AuditEntry:
    """A whole row of the log."""
    return AuditEntry(
        id=row["id"],
        guild_id=row["guild_id"],
        actor_id=row["actor_id"],
        action=row["action"],
        subject=row["subject"],
        before=None if row["before"] is None else json.loads(row["before"]),
        after=None if row["after"] is None else json.loads(row["after"]),
        member_id=row["member_id"],
        done_at=from_ms(row["done_at"]),
        case_number=row["case_number"],
        reason=row["reason"],
        series_id=row["series_id"],
        batch_id=row["batch_id"],
    )


async def get_entry(connection: Connection, *, guild_id: int, entry_id: int) -> AuditEntry | None:
    """One entry of this server, or None."""
    rows = list(
        await connection.execute_fetchall("SELECT * FROM audit_log WHERE id = ? AND guild_id = ?", (entry_id, guild_id))
    )
    return entry_of(rows[0]) if rows else None


async def list_entries(
    connection: Connection,
    *,
    guild_id: int,
    before_id: int | None = None,
    actor_id: int | None = None,
    member_id: int | None = None,
    prefix: str = "",
    limit: int = 10,
) -> list[AuditEntry]:
    """The newest entries, newest first: older than `before_id`, by an actor, about a member, of a kind of action."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND (CAST(? AS BIGINT) IS NULL OR id < ?)"
        " AND (CAST(? AS BIGINT) IS NULL OR actor_id = ?)"
        " AND (CAST(? AS BIGINT) IS NULL OR member_id = ?) AND substr(action, 1, CAST(? AS INTEGER)) = ?"
        " ORDER BY id DESC LIMIT ?",
        (guild_id, before_id, before_id, actor_id, actor_id, member_id, member_id, len(prefix), prefix, limit),
    )
    return [entry_of(row) for row in rows]


async def list_acts(
    connection: Connection,
    *,
    guild_id: int,
    wanted: Filter,
    before_act: int | None = None,
    limit: int = 10,
) -> list[AuditEntry]:
    """Every entry of the `limit` newest acts that began before `before_act`, newest first.

    An act is one entry, or all entries of one batch; its number is its first entry's id.
    """
    where, values = _wanted(guild_id, wanted)
    before = min(before_act or _LARGEST, _LARGEST)
    acts = f"SELECT DISTINCT COALESCE(batch_id, id) AS act FROM audit_log WHERE {where}"  # noqa: S608 (constants)
    rows = await connection.execute_fetchall(
        f"SELECT * FROM audit_log WHERE {where} AND COALESCE(batch_id, id) IN"  # noqa: S608 (constants)
        f" (SELECT act FROM ({acts}) AS acts WHERE (CAST(? AS BIGINT) IS NULL OR act < ?) ORDER BY act DESC LIMIT ?)"
        " ORDER BY id DESC",
        (*values, *values, before, before, limit),
    )
    return [entry_of(row) for row in rows]


async def list_wanted(connection: Connection, *, guild_id: int, wanted: Filter, limit: int) -> list[AuditEntry]:
    """The newest entries that are wanted, newest first."""
    where, values = _wanted(guild_id, wanted)
    rows = await connection.execute_fetchall(
        f"SELECT * FROM audit_log WHERE {where} ORDER BY id DESC LIMIT ?",  # noqa: S608 (constants)
        (*values, limit),
    )
    return [entry_of(row) for row in rows]


def _wanted(guild_id: int, wanted: Filter) -> tuple[str, tuple[object, ...]]:
    where, more = ["guild_id = ?"], list[object]([guild_id])
    for column, value in (("actor_id = ?", wanted.actor_id), ("member_id = ?", wanted.member_id)):
        if value:
            where.append(column)
            more.append(min(value, _LARGEST))  # from a custom id, where anybody may forge it
    if wanted.since_s:
        where.append("done_at >= ?")
        more.append(min(wanted.since_s * 1000, _LARGEST))
    prefixes = KINDS.get(wanted.kind, ())
    if prefixes:
        where.append("(" + " OR ".join("substr(action, 1, CAST(? AS INTEGER)) = ?" for _prefix in prefixes) + ")")
        more += [part for prefix in prefixes for part in (len(prefix), prefix)]
    return " AND ".join(where), tuple(more)


async def list_batch(connection: Connection, *, guild_id: int, batch_id: int) -> list[AuditEntry]:
    """Everything that one act wrote, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND batch_id = ? ORDER BY id", (guild_id, batch_id)
    )
    return [entry_of(row) for row in rows]


async def delete_old(connection: Connection, *, before: datetime, limit: int = 500) -> int:
    """Remove entries from before a moment, but none that waits to be posted; how many."""
    cursor = await connection.execute(
        "DELETE FROM audit_log WHERE id IN"
        " (SELECT id FROM audit_log WHERE done_at < ? AND posted_at IS NOT NULL /* AND own(guild_id) */ LIMIT ?)",
        (to_ms(before), limit),
    )
    return cursor.rowcount


async def list_guilds_to_post(connection: Connection) -> list[int]:
    """Servers with entries that were not posted yet."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT guild_id FROM audit_log WHERE posted_at IS NULL /* AND own(guild_id) */ ORDER BY guild_id"
    )
    return [row["guild_id"] for row in rows]


async def list_to_post(connection: Connection, *, guild_id: int, limit: int) -> list[AuditEntry]:
    """A server's entries that were not posted yet, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND posted_at IS NULL ORDER BY id LIMIT ?", (guild_id, limit)
    )
    return [entry_of(row) for row in rows]


async def list_range(connection: Connection, *, guild_id: int, first_id: int, last_id: int) -> list[AuditEntry]:
    """A server's entries from one to another, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND id BETWEEN ? AND ? ORDER BY id", (guild_id, first_id, last_id)
    )
    return [entry_of(row) for row in rows]


async def mark_posted(connection: Connection, *, guild_id: int, last_id: int, at: datetime) -> None:
    """A server's entries up to this one are in its channel, or go to none."""
    await connection.execute(
        "UPDATE audit_log SET posted_at = ? WHERE guild_id = ? AND id <= ? AND posted_at IS NULL",
        (to_ms(at), guild_id, last_id),
    )


async def list_about(
    connection: Connection, *, guild_id: int, subject: str, prefix: str, limit: int = 20
) -> list[AuditEntry]:
    """The newest entries about something, newest first, of actions that begin with `prefix`."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND subject = ? AND substr(action, 1, CAST(? AS INTEGER)) = ?"
        " ORDER BY id DESC LIMIT ?",
        (guild_id, subject, len(prefix), prefix, limit),
    )
    return [entry_of(row) for row in rows]


async def has_entry(connection: Connection, *, guild_id: int, action: str, subject: str) -> bool:
    """Whether this stands in the log."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM audit_log WHERE guild_id = ? AND action = ? AND subject = ? LIMIT 1", (guild_id, action, subject)
    )
    return bool(list(rows))


async def list_places_of(
    connection: Connection, *, guild_id: int, review_ids: Sequence[int]
) -> dict[int, tuple[int, int]]:
    """Where those of the reviews are posted that are, as (channel_id, message_id) by their ids."""
    places: dict[int, tuple[int, int]] = {}
    for start in range(0, len(review_ids), _CHUNK):
        chunk = review_ids[start : start + _CHUNK]
        marks = ", ".join("?" for _id in chunk)
        rows = await connection.execute_fetchall(
            f"SELECT id, channel_id, message_id FROM reviews WHERE guild_id = ? AND id IN ({marks})"  # noqa: S608 (marks)
            " AND state <> 'deleted' AND channel_id IS NOT NULL AND message_id IS NOT NULL",
            (guild_id, *chunk),
        )
        places |= {row["id"]: (row["channel_id"], row["message_id"]) for row in rows}
    return places
