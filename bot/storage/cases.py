"""Rows of moderators' cases: entries of the audit log that bear a number of their server, and a reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.audit import AuditEntry
from bot.storage.audit import entry_of
from bot.storage.engine.connection import Connection
from bot.storage.servers import insert_audit


class NewCase(Struct, frozen=True):
    """A case that was just recorded."""

    entry_id: int  # in the audit log
    number: int  # in its server, from 1


async def insert_case(
    connection: Connection,
    *,
    guild_id: int,
    actor_id: int,
    action: str,
    subject: str,
    member_id: int | None,
    reason: str = "",
    series_id: str | None = None,
    before: Any = None,
    after: Any = None,
    at: datetime,
) -> NewCase:
    """Record a moderators' deed as this server's next case; the arguments are those of `insert_audit`."""
    entry_id = await insert_audit(
        connection,
        guild_id=guild_id,
        actor_id=actor_id,
        action=action,
        subject=subject,
        before=before,
        after=after,
        member_id=member_id,
        at=at,
    )
    number = await connection.fetch_number(
        "SELECT COALESCE(MAX(case_number), 0) + 1 FROM audit_log WHERE guild_id = ? AND case_number IS NOT NULL",
        (guild_id,),
    )
    await connection.execute(
        "UPDATE audit_log SET case_number = ?, reason = ?, series_id = ? WHERE id = ?",
        (number, reason, series_id, entry_id),
    )
    return NewCase(entry_id, number)


async def get_case(connection: Connection, *, guild_id: int, number: int) -> AuditEntry | None:
    """A case of this server by its number, or None."""
    row = await connection.fetch_one(
        "SELECT * FROM audit_log WHERE guild_id = ? AND case_number = ?", (guild_id, number)
    )
    return entry_of(row) if row is not None else None


async def list_cases(
    connection: Connection, *, guild_id: int, member_id: int, before: int | None = None, limit: int = 10
) -> list[AuditEntry]:
    """The cases about a member, the newest first: older than the case `before`."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM audit_log WHERE guild_id = ? AND member_id = ? AND case_number IS NOT NULL"
        " AND (CAST(? AS BIGINT) IS NULL OR case_number < ?) ORDER BY case_number DESC LIMIT ?",
        (guild_id, member_id, before, before, limit),
    )
    return [entry_of(row) for row in rows]


async def count_cases(connection: Connection, *, guild_id: int, member_id: int) -> dict[str, int]:
    """How many cases about a member there are, by action."""
    rows = await connection.execute_fetchall(
        "SELECT action, COUNT(*) AS number FROM audit_log WHERE guild_id = ? AND member_id = ?"
        " AND case_number IS NOT NULL GROUP BY action",
        (guild_id, member_id),
    )
    return {row["action"]: row["number"] for row in rows}


async def set_reason(connection: Connection, *, guild_id: int, number: int, reason: str) -> None:
    """Give a case of this server another reason."""
    await connection.execute(
        "UPDATE audit_log SET reason = ? WHERE guild_id = ? AND case_number = ?", (reason, guild_id, number)
    )
