"""What a server's rules ask of the members who react, as last seen.

Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.votes import Voter
from bot.storage.times import from_ms, to_ms


def get_voter(raw: sqlite3.Connection, guild_id: int, user_id: int) -> Voter:
    """What is known of a member who reacted."""
    row = raw.execute(
        "SELECT is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id = ?",
        (guild_id, user_id),
    ).fetchone()
    return Voter(user_id) if row is None else _voter(user_id, row)


def upsert_voter(
    raw: sqlite3.Connection, guild_id: int, voter: Voter, *, at: datetime | None = None
) -> tuple[Voter, bool]:
    """Store what is known of a member: all that is known now, and whether it differs from before.

    What `voter` does not know stays as it was. `at` dates a leaving.
    """
    row = raw.execute(
        "SELECT is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id = ?",
        (guild_id, voter.user_id),
    ).fetchone()
    joined_at = None if voter.joined_at is None else to_ms(voter.joined_at)
    role_ids = None if voter.role_ids is None else json.dumps(sorted(voter.role_ids))
    left_at = to_ms(at) if voter.has_left and at is not None else None
    if row is not None:
        joined_at = row[1] if joined_at is None else joined_at
        role_ids = row[2] if role_ids is None else role_ids
        left_at = row[3] if voter.has_left and row[3] is not None else left_at
        if (int(voter.is_bot), joined_at, role_ids, left_at) == tuple(row):
            return _voter(voter.user_id, row), False
    raw.execute(
        "INSERT INTO voters (guild_id, user_id, is_bot, joined_at, role_ids, left_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET is_bot = excluded.is_bot,"
        " joined_at = excluded.joined_at, role_ids = excluded.role_ids, left_at = excluded.left_at",
        (guild_id, voter.user_id, int(voter.is_bot), joined_at, role_ids, left_at),
    )
    return _voter(voter.user_id, (voter.is_bot, joined_at, role_ids, left_at)), True


def list_voters(raw: sqlite3.Connection, guild_id: int, *, after: int = 0, limit: int = 100) -> list[Voter]:
    """Members who reacted, by id from behind `after` on; never those who had their data deleted."""
    rows = raw.execute(
        "SELECT user_id, is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id > ?"
        " ORDER BY user_id LIMIT ?",
        (guild_id, after, limit),
    )
    return [_voter(row[0], tuple(row)[1:]) for row in rows]


def _voter(user_id: int, facts: Sequence[Any]) -> Voter:
    is_bot, joined_at, role_ids, left_at = facts
    return Voter(
        user_id,
        bool(is_bot),
        None if joined_at is None else from_ms(joined_at),
        None if role_ids is None else frozenset(json.loads(role_ids)),
        left_at is not None,
    )


def insert_unknown_voter(raw: sqlite3.Connection, guild_id: int, user_id: int) -> None:
    """Note that a member of whom nothing is known reacted; facts that are stored stay."""
    raw.execute(
        "INSERT INTO voters (guild_id, user_id, is_bot) VALUES (?, ?, 0) ON CONFLICT (guild_id, user_id) DO NOTHING",
        (guild_id, user_id),
    )
