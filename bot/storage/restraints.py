"""Rows of what was decided about members' texts, and outlives them."""

from __future__ import annotations

import json
from datetime import datetime

from bot.domain.reviews.records import HiddenReason
from bot.domain.reviews.restraints import Restraint
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def get_restraint(connection: Connection, *, guild_id: int, author_id: int, series_id: str) -> Restraint | None:
    """What holds for a member's text on a series in this server, or None."""
    row = await connection.fetch_one(
        "SELECT floor, hidden_reason, sketch FROM review_restraints"
        " WHERE guild_id = ? AND author_id = ? AND series_id = ?",
        (guild_id, author_id, series_id),
    )
    if row is None:
        return None
    hidden = row["hidden_reason"]
    return Restraint(
        row["floor"], HiddenReason(hidden) if hidden is not None else None, tuple(json.loads(row["sketch"]))
    )


async def put_restraint(
    connection: Connection, restraint: Restraint, *, guild_id: int, author_id: int, series_id: str, at: datetime
) -> None:
    """Keep what holds now; a restraint that restrains nothing is forgotten."""
    if restraint.floor is None and restraint.hidden_reason is None:
        await connection.execute(
            "DELETE FROM review_restraints WHERE guild_id = ? AND author_id = ? AND series_id = ?",
            (guild_id, author_id, series_id),
        )
        return
    await connection.execute(
        "INSERT INTO review_restraints (guild_id, author_id, series_id, floor, hidden_reason, sketch, decided_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, author_id, series_id) DO UPDATE SET"
        " floor = excluded.floor, hidden_reason = excluded.hidden_reason, sketch = excluded.sketch,"
        " decided_at = excluded.decided_at",
        (
            guild_id,
            author_id,
            series_id,
            restraint.floor,
            restraint.hidden_reason,
            json.dumps(restraint.sketch),
            to_ms(at),
        ),
    )
