"""Rows of the audit log: who did what to what, in one server."""

from __future__ import annotations

import json
import sqlite3

from bot.domain.audit import AuditEntry
from bot.storage.connection import Connection
from bot.storage.times import from_ms


def _entry(row: sqlite3.Row) -> AuditEntry:
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
    )


async def get_entry(connection: Connection, *, guild_id: int, entry_id: int) -> AuditEntry | None:
    """One entry of this server, or None."""
    rows = list(
        await connection.execute_fetchall("SELECT * FROM audit_log WHERE id = ? AND guild_id = ?", (entry_id, guild_id))
    )
    return _entry(rows[0]) if rows else None


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
        "SELECT * FROM audit_log WHERE guild_id = ? AND (? IS NULL OR id < ?) AND (? IS NULL OR actor_id = ?)"
        " AND (? IS NULL OR member_id = ?) AND substr(action, 1, ?) = ? ORDER BY id DESC LIMIT ?",
        (guild_id, before_id, before_id, actor_id, actor_id, member_id, member_id, len(prefix), prefix, limit),
    )
    return [_entry(row) for row in rows]


async def list_since(connection: Connection, *, after_id: int, limit: int = 100) -> list[AuditEntry]:
    """Entries of all servers after `after_id`, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE id > ? ORDER BY id LIMIT ?", (after_id, limit)
    )
    return [_entry(row) for row in rows]


async def last_id(connection: Connection) -> int:
    """The id of the newest entry of all servers, 0 where there is none."""
    rows = list(await connection.execute_fetchall("SELECT COALESCE(MAX(id), 0) AS last FROM audit_log"))
    return int(rows[0]["last"])
