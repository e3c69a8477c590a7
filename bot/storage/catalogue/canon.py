"""Rows of what servers added to the bundled catalogue or corrected in it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.series import Lineage, LineageKind
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import to_ms


class CanonChange(Struct, frozen=True):
    """One server's change to one series; `fields` as in the catalogue's own schema, None clears a field."""

    guild_id: int
    series_id: str
    change: str  # "added", "corrected" or "hidden"
    fields: dict[str, Any]


def _change(row: Row) -> CanonChange:
    return CanonChange(row["guild_id"], row["series_id"], row["change"], json.loads(row["fields"]))


async def list_changes(connection: Connection) -> list[CanonChange]:
    """Every change of every server, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, series_id, change, fields FROM canon_series /* WHERE own(guild_id) */ ORDER BY changed_at"
    )
    return [_change(row) for row in rows]


async def get_change(connection: Connection, *, guild_id: int, series_id: str) -> CanonChange | None:
    """A server's change to a series, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT guild_id, series_id, change, fields FROM canon_series WHERE guild_id = ? AND series_id = ?",
            (guild_id, series_id),
        )
    )
    return _change(rows[0]) if rows else None


async def upsert_change(connection: Connection, change: CanonChange, *, user_id: int, at: datetime) -> None:
    """Keep a server's change to a series, in the place of an earlier one."""
    await connection.execute(
        "INSERT INTO canon_series (guild_id, series_id, change, fields, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, series_id) DO UPDATE SET change = excluded.change,"
        " fields = excluded.fields, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        (
            change.guild_id,
            change.series_id,
            change.change,
            json.dumps(change.fields, ensure_ascii=False),
            user_id,
            to_ms(at),
        ),
    )


async def delete_change(connection: Connection, *, guild_id: int, series_id: str) -> None:
    """The series is again as it is bundled."""
    await connection.execute("DELETE FROM canon_series WHERE guild_id = ? AND series_id = ?", (guild_id, series_id))


async def is_used_elsewhere(connection: Connection, *, guild_id: int, series_id: str) -> bool:
    """Whether another server added or corrected a series with this id."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM canon_series WHERE series_id = ? AND guild_id <> ? LIMIT 1", (series_id, guild_id)
    )
    return bool(list(rows))


async def list_aliases(connection: Connection) -> list[tuple[int, str, str]]:
    """Every added alias as (guild_id, series_id, alias), oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, series_id, alias FROM canon_aliases /* WHERE own(guild_id) */ ORDER BY added_at"
    )
    return [(row["guild_id"], row["series_id"], row["alias"]) for row in rows]


async def list_aliases_of(connection: Connection, *, guild_id: int, series_id: str) -> list[str]:
    """The aliases that a server added to a series, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT alias FROM canon_aliases WHERE guild_id = ? AND series_id = ? ORDER BY added_at", (guild_id, series_id)
    )
    return [row["alias"] for row in rows]


async def insert_alias(
    connection: Connection, *, guild_id: int, series_id: str, alias: str, user_id: int, at: datetime
) -> None:
    """Add a name; adding it again changes nothing."""
    await connection.execute(
        "INSERT INTO canon_aliases (guild_id, series_id, alias, added_by, added_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, series_id, alias) DO NOTHING",
        (guild_id, series_id, alias, user_id, to_ms(at)),
    )


async def delete_alias(connection: Connection, *, guild_id: int, series_id: str, alias: str) -> bool:
    """Take an added name away. True when there was one."""
    cursor = await connection.execute(
        "DELETE FROM canon_aliases WHERE guild_id = ? AND series_id = ? AND alias = ?", (guild_id, series_id, alias)
    )
    return cursor.rowcount > 0


async def list_lineage(connection: Connection) -> list[tuple[int, Lineage, bool]]:
    """Every edge that a server added, or (True) took away from the bundled ones, as (guild_id, edge, removed)."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, source_id, target_id, kind, note, removed FROM canon_lineage /* WHERE own(guild_id) */"
        " ORDER BY added_at"
    )
    return [
        (r["guild_id"], Lineage(r["source_id"], r["target_id"], LineageKind(r["kind"]), r["note"]), bool(r["removed"]))
        for r in rows
    ]


async def upsert_lineage(
    connection: Connection, edge: Lineage, *, guild_id: int, removed: bool, user_id: int, at: datetime
) -> None:
    """Add an edge, or take a bundled one away from this server."""
    await connection.execute(
        "INSERT INTO canon_lineage (guild_id, source_id, target_id, kind, note, removed, added_by, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, source_id, target_id, kind) DO UPDATE SET"
        " note = excluded.note, removed = excluded.removed, added_by = excluded.added_by, added_at = excluded.added_at",
        (guild_id, edge.source_id, edge.target_id, edge.kind.value, edge.note, int(removed), user_id, to_ms(at)),
    )


async def delete_lineage(connection: Connection, edge: Lineage, *, guild_id: int) -> None:
    """Forget what the server said about an edge."""
    await connection.execute(
        "DELETE FROM canon_lineage WHERE guild_id = ? AND source_id = ? AND target_id = ? AND kind = ?",
        (guild_id, edge.source_id, edge.target_id, edge.kind.value),
    )


async def list_merged(connection: Connection) -> list[tuple[int, str, str]]:
    """Every merged series as (guild_id, old_id, new_id)."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, old_id, new_id FROM merged_series /* WHERE own(guild_id) */ ORDER BY merged_at"
    )
    return [(row["guild_id"], row["old_id"], row["new_id"]) for row in rows]


async def get_meant(connection: Connection, *, guild_id: int, series_id: str) -> str:
    """The series that this one was merged into here, if it was; else itself."""
    row = await connection.fetch_one(
        "SELECT new_id FROM merged_series WHERE guild_id = ? AND old_id = ?", (guild_id, series_id)
    )
    return series_id if row is None else str(row["new_id"])


async def upsert_merged(
    connection: Connection, *, guild_id: int, old_id: str, new_id: str, user_id: int, at: datetime
) -> None:
    """Remember that `old_id` is now `new_id` here, also for what was merged into `old_id` before."""
    await connection.execute(
        "UPDATE merged_series SET new_id = ? WHERE guild_id = ? AND new_id = ?", (new_id, guild_id, old_id)
    )
    await connection.execute(
        "INSERT INTO merged_series (guild_id, old_id, new_id, merged_by, merged_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, old_id) DO UPDATE SET new_id = excluded.new_id, merged_by = excluded.merged_by,"
        " merged_at = excluded.merged_at",
        (guild_id, old_id, new_id, user_id, to_ms(at)),
    )
