"""Which rules each server's votes were last derived by."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.storage.engine.times import to_ms


def list_derived_rules(raw: sqlite3.Connection) -> dict[int, str]:
    """Fingerprints of rules by server; a server without one has had the default rules only."""
    rows = raw.execute("SELECT guild_id, fingerprint FROM settled_rules /* WHERE own(guild_id) */")
    return {row[0]: row[1] for row in rows}


def upsert_derived_rules(raw: sqlite3.Connection, guild_id: int, fingerprint: str, *, at: datetime) -> None:
    """All votes of the server are derived by these rules."""
    raw.execute(
        "INSERT INTO settled_rules (guild_id, fingerprint, settled_at) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id) DO UPDATE SET fingerprint = excluded.fingerprint, settled_at = excluded.settled_at",
        (guild_id, fingerprint, to_ms(at)),
    )
