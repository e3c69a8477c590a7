"""What a server's rules ask of the members who react, as last seen.

Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from bot.domain.votes import Voter
from bot.storage.engine.times import from_ms, to_ms

# What is stored of a member: is_bot, joined_at, role_ids, left_at.
Facts = tuple[int, int | None, str | None, int | None]
UNKNOWN: Facts = (0, None, None, None)  # who reacted, and of whom nothing is known


def get_facts(raw: sqlite3.Connection, guild_id: int, user_id: int) -> Facts | None:
    """What is stored of a member; None of one who never reacted."""
    row = raw.execute(
        "SELECT is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id = ?",
        (guild_id, user_id),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3])


def merged(voter: Voter, facts: Facts | None, *, at: datetime | None = None) -> Facts:
    """What is known of a member after `facts` were stored so far; what `voter` does not know stays as it was.

    `at` dates a leaving.
    """
    joined_at = None if voter.joined_at is None else to_ms(voter.joined_at)
    role_ids = None if voter.role_ids is None else _written_roles(voter.role_ids)
    left_at = to_ms(at) if voter.has_left and at is not None else None
    if facts is not None:
        joined_at = facts[1] if joined_at is None else joined_at
        role_ids = facts[2] if role_ids is None else role_ids
        left_at = facts[3] if voter.has_left and facts[3] is not None else left_at
    return int(voter.is_bot), joined_at, role_ids, left_at


def upsert_facts(
    raw: sqlite3.Connection, rows: Iterable[tuple[int, int, int, int | None, str | None, int | None]]
) -> None:
    """Store what is known of members: (server, member, …facts)."""
    raw.executemany(
        "INSERT INTO voters (guild_id, user_id, is_bot, joined_at, role_ids, left_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET is_bot = excluded.is_bot,"
        " joined_at = excluded.joined_at, role_ids = excluded.role_ids, left_at = excluded.left_at",
        rows,
    )


def list_voters(raw: sqlite3.Connection, guild_id: int, *, after: int = 0, limit: int = 100) -> list[Voter]:
    """Members who reacted, by id from behind `after` on; never those who had their data deleted."""
    rows = raw.execute(
        "SELECT user_id, is_bot, joined_at, role_ids, left_at FROM voters WHERE guild_id = ? AND user_id > ?"
        " ORDER BY user_id LIMIT ?",
        (guild_id, after, limit),
    )
    return [voter_of(row[0], (row[1], row[2], row[3], row[4])) for row in rows]


def voter_of(user_id: int, facts: Facts | None) -> Voter:
    """The member whom stored facts describe."""
    if facts is None or facts == UNKNOWN:
        return Voter(user_id)
    is_bot, joined_at, role_ids, left_at = facts
    return Voter(
        user_id,
        bool(is_bot),
        None if joined_at is None else from_ms(joined_at),
        None if role_ids is None else _read_roles(role_ids),
        left_at is not None,
    )


# Many members have the same roles, and each vote reads and compares them.
@lru_cache(maxsize=1024)
def _written_roles(role_ids: frozenset[int]) -> str:
    return json.dumps(sorted(role_ids))


@lru_cache(maxsize=1024)
def _read_roles(written: str) -> frozenset[int]:
    return frozenset(json.loads(written))
