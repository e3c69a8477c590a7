"""Rows of what servers added to the bundled catalogue or corrected in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bot.storage.connection import Connection


@dataclass(frozen=True, slots=True)
class CanonChange:
    """One server's change to one series; `fields` as in the catalogue's own schema."""

    guild_id: int
    series_id: str
    change: str  # "added", "corrected" or "hidden"
    fields: dict[str, Any]


async def list_changes(connection: Connection) -> list[CanonChange]:
    """Every change of every server, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, series_id, change, fields FROM canon_series ORDER BY changed_at"
    )
    return [CanonChange(r["guild_id"], r["series_id"], r["change"], json.loads(r["fields"])) for r in rows]


async def list_aliases(connection: Connection) -> list[tuple[int, str, str]]:
    """Every added alias as (guild_id, series_id, alias), oldest first."""
    rows = await connection.execute_fetchall("SELECT guild_id, series_id, alias FROM canon_aliases ORDER BY added_at")
    return [(row["guild_id"], row["series_id"], row["alias"]) for row in rows]


async def list_lineage(connection: Connection) -> list[tuple[int, str, str, str, str | None]]:
    """Every added edge as (guild_id, source_id, target_id, kind, note), oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, source_id, target_id, kind, note FROM canon_lineage ORDER BY added_at"
    )
    return [(r["guild_id"], r["source_id"], r["target_id"], r["kind"], r["note"]) for r in rows]
