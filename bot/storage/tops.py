"""What leaderboards are made of, and which months were posted.

Functions take the raw connection, like those of `bot.storage.votes`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ranking import SeriesRating
from bot.domain.tops import TopReview
from bot.storage.times import from_ms, to_ms

_NOTHING = 0  # the message of a month that had nothing to show


def list_voted(raw: sqlite3.Connection, guild_id: int, since: datetime, until: datetime) -> list[TopReview]:
    """A server's reviews with the counted votes that were cast in the stretch; what moderators hid is left out."""
    rows = raw.execute(
        "SELECT r.id, r.series_id, r.author_id, r.author_name, r.headline, r.hidden_reason IS NOT NULL AS doubted,"
        " SUM(v.helpful) AS helpful, COUNT(*) AS votes FROM votes AS v JOIN reviews AS r ON r.id = v.subject_id"
        " WHERE v.guild_id = ? AND r.guild_id = ? AND v.subject_kind = 'review' AND v.counted = 1"
        " AND v.cast_at >= ? AND v.cast_at < ? AND r.state IN ('posted', 'hidden')"
        " AND COALESCE(r.hidden_reason, '') <> 'moderator'"
        " GROUP BY r.id, r.series_id, r.author_id, r.author_name, r.headline, r.hidden_reason",
        (guild_id, guild_id, to_ms(since), to_ms(until)),
    )
    return [
        TopReview(
            row["id"],
            row["series_id"],
            row["author_id"],
            row["author_name"],
            row["headline"],
            bool(row["doubted"]),
            row["helpful"],
            row["votes"],
        )
        for row in rows
    ]


def list_rated(raw: sqlite3.Connection, guild_id: int, since: datetime, until: datetime) -> list[SeriesRating]:
    """How a server's reviews that were posted in the stretch rate each series; hidden texts keep their rating."""
    rows = raw.execute(
        "SELECT series_id, SUM(rating) AS total, COUNT(*) AS number FROM reviews WHERE guild_id = ?"
        " AND state IN ('posted', 'hidden') AND posted_at >= ? AND posted_at < ? GROUP BY series_id",
        (guild_id, to_ms(since), to_ms(until)),
    )
    return [SeriesRating(row["series_id"], row["total"], row["number"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Claim:
    """A month that was claimed; settled when it was posted or found to be empty."""

    claimed_at: datetime
    channel_id: int
    is_settled: bool


def get_claim(raw: sqlite3.Connection, guild_id: int, month: str) -> Claim | None:
    """The claim of a month, or None."""
    row = raw.execute(
        "SELECT claimed_at, channel_id, message_id FROM monthly_tops WHERE guild_id = ? AND month = ?",
        (guild_id, month),
    ).fetchone()
    return None if row is None else Claim(from_ms(row[0]), row[1], row[2] is not None)


def insert_claim(raw: sqlite3.Connection, guild_id: int, month: str, channel_id: int, *, at: datetime) -> bool:
    """Claim a month. False if somebody has."""
    cursor = raw.execute(
        "INSERT INTO monthly_tops (guild_id, month, claimed_at, channel_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (guild_id, month) DO NOTHING",
        (guild_id, month, to_ms(at), channel_id),
    )
    return cursor.rowcount > 0


def settle_claim(raw: sqlite3.Connection, guild_id: int, month: str, message_id: int | None) -> None:
    """The month is posted; None: there was nothing to post."""
    raw.execute(
        "UPDATE monthly_tops SET message_id = ? WHERE guild_id = ? AND month = ?",
        (message_id or _NOTHING, guild_id, month),
    )
