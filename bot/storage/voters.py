"""What a server's rules ask of the members who react, as last seen.

Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.domain.votes import Voter
from bot.storage.times import from_ms, to_ms


def get_voter(raw: sqlite3.Connection, guild_id: int, user_id: int) -> Voter:
    """What is known of a member who reacted."""
    row = raw.execute(
        "SELECT is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id = ?",
        (guild_id, user_id),
    ).fetchone()
    if row is None:
        return Voter(user_id)
    return Voter(
        user_id,
        is_bot=bool(row["is_bot"]),
        joined_at=None if row["joined_at"] is None else from_ms(row["joined_at"]),
        role_ids=None if row["role_ids"] is None else frozenset(json.loads(row["role_ids"])),
        has_left=row["left_at"] is not None,
    )


def upsert_voter(
    raw: sqlite3.Connection, guild_id: int, voter: Voter, *, at: datetime | None = None
) -> tuple[Voter, bool]:
    """Store what is known of a member: all that is known now, and whether it differs from before.

    What `voter` does not know stays as it was. `at` dates a leaving.
    """
    known = get_voter(raw, guild_id, voter.user_id)
    joined_at = known.joined_at if voter.joined_at is None else from_ms(to_ms(voter.joined_at))
    role_ids = known.role_ids if voter.role_ids is None else voter.role_ids
    merged = Voter(voter.user_id, voter.is_bot, joined_at, role_ids, voter.has_left)
    if merged != known:
        raw.execute(
            "INSERT INTO voters (guild_id, user_id, is_bot, joined_at, role_ids, left_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (guild_id, user_id) DO UPDATE SET is_bot = excluded.is_bot,"
            " joined_at = excluded.joined_at, role_ids = excluded.role_ids, left_at = excluded.left_at",
            (
                guild_id,
                merged.user_id,
                int(merged.is_bot),
                None if joined_at is None else to_ms(joined_at),
                None if role_ids is None else json.dumps(sorted(role_ids)),
                to_ms(at) if merged.has_left and at is not None else None,
            ),
        )
    elif merged == Voter(voter.user_id):
        insert_unknown_voter(raw, guild_id, voter.user_id)
    return merged, merged != known


def insert_unknown_voter(raw: sqlite3.Connection, guild_id: int, user_id: int) -> None:
    """Note that a member of whom nothing is known reacted; facts that are stored stay."""
    raw.execute(
        "INSERT INTO voters (guild_id, user_id, is_bot) VALUES (?, ?, 0) ON CONFLICT (guild_id, user_id) DO NOTHING",
        (guild_id, user_id),
    )
