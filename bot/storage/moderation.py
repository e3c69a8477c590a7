"""Rows of moderation: reports, their cards in the queue, bars, and what happens to a review's own row."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.domain.moderation import Bar, Outcome, Reason, Report, ReviewCase
from bot.storage.connection import Connection
from bot.storage.times import from_ms, to_ms

_CASE = (
    "SELECT id, guild_id, series_id, author_id, author_name, headline, body, spoiler_free, horizon, state,"
    " hidden_reason, channel_id, message_id FROM reviews"
)


def _case(row: sqlite3.Row) -> ReviewCase:
    return ReviewCase(
        review_id=row["id"],
        guild_id=row["guild_id"],
        series_id=row["series_id"],
        author_id=row["author_id"],
        author_name=row["author_name"],
        headline=row["headline"],
        body=row["body"],
        spoiler_free=bool(row["spoiler_free"]),
        horizon=row["horizon"],
        state=row["state"],
        hidden_reason=row["hidden_reason"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
    )


def _report(row: sqlite3.Row) -> Report:
    return Report(
        id=row["id"],
        guild_id=row["guild_id"],
        review_id=row["review_id"],
        reporter_id=row["reporter_id"],
        reason=Reason(row["reason"]),
        note=row["note"],
        reported_at=from_ms(row["reported_at"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
    )


async def get_case(connection: Connection, *, guild_id: int, review_id: int) -> ReviewCase | None:
    """A review of this server, in any state, or None."""
    rows = list(await connection.execute_fetchall(f"{_CASE} WHERE id = ? AND guild_id = ?", (review_id, guild_id)))
    return _case(rows[0]) if rows else None


async def get_case_by_message(connection: Connection, *, guild_id: int, message_id: int) -> ReviewCase | None:
    """The review that is posted as this message, or None."""
    rows = list(
        await connection.execute_fetchall(f"{_CASE} WHERE message_id = ? AND guild_id = ?", (message_id, guild_id))
    )
    return _case(rows[0]) if rows else None


async def insert_report(connection: Connection, report: Report) -> int | None:
    """Keep an open report. Returns its id, or None where that member has an open one on the review already."""
    rows = list(
        await connection.execute_fetchall(
            "INSERT INTO review_reports (guild_id, review_id, reporter_id, reason, note, reported_at)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (review_id, reporter_id) WHERE outcome IS NULL DO NOTHING"
            " RETURNING id",
            (
                report.guild_id,
                report.review_id,
                report.reporter_id,
                report.reason.value,
                report.note,
                to_ms(report.reported_at),
            ),
        )
    )
    return int(rows[0]["id"]) if rows else None


async def list_reports(
    connection: Connection, *, guild_id: int, review_id: int, only_open: bool = True
) -> list[Report]:
    """The reports on a review, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM review_reports WHERE guild_id = ? AND review_id = ? AND (? = 0 OR outcome IS NULL) ORDER BY id",
        (guild_id, review_id, int(only_open)),
    )
    return [_report(row) for row in rows]


async def list_open_reviews(connection: Connection, *, guild_id: int, limit: int = 10) -> list[tuple[int, int]]:
    """Reviews with open reports as (review_id, number of reports), the longest waiting first."""
    rows = await connection.execute_fetchall(
        "SELECT review_id, COUNT(*) AS reports FROM review_reports WHERE guild_id = ? AND outcome IS NULL"
        " GROUP BY review_id ORDER BY MIN(id) LIMIT ?",
        (guild_id, limit),
    )
    return [(row["review_id"], row["reports"]) for row in rows]


async def close_reports(
    connection: Connection, *, guild_id: int, review_id: int, outcome: Outcome, closed_by: int, at: int
) -> list[Report]:
    """Close every open report on a review; returns them as they were."""
    reports = await list_reports(connection, guild_id=guild_id, review_id=review_id)
    await connection.execute(
        "UPDATE review_reports SET outcome = ?, closed_by = ?, closed_at = ?"
        " WHERE guild_id = ? AND review_id = ? AND outcome IS NULL",
        (outcome.value, closed_by, at, guild_id, review_id),
    )
    return reports


async def reopen_reports(connection: Connection, *, guild_id: int, review_id: int, closed_at: int) -> int:
    """Open again what one decision closed, unless the same member has reported anew. Returns how many."""
    cursor = await connection.execute(
        "UPDATE review_reports SET outcome = NULL, closed_by = NULL, closed_at = NULL"
        " WHERE guild_id = ? AND review_id = ? AND closed_at = ? AND NOT EXISTS (SELECT 1 FROM review_reports AS newer"
        " WHERE newer.review_id = review_reports.review_id AND newer.reporter_id = review_reports.reporter_id"
        " AND newer.outcome IS NULL)",
        (guild_id, review_id, closed_at),
    )
    return cursor.rowcount


async def set_state(
    connection: Connection,
    *,
    guild_id: int,
    review_id: int,
    state: str,
    hidden_reason: str | None,
    deleted_at: int | None,
) -> None:
    """Hide, show or delete a review's row. Raises sqlite3.IntegrityError where the author has a newer current one."""
    await connection.execute(
        "UPDATE reviews SET state = ?, hidden_reason = ?, deleted_at = ? WHERE id = ? AND guild_id = ?",
        (state, hidden_reason, deleted_at, review_id, guild_id),
    )


async def has_current_review(
    connection: Connection, *, guild_id: int, author_id: int, series_id: str, other_than: int
) -> bool:
    """Whether the author has a current review of the series in this server besides `other_than`."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM reviews WHERE guild_id = ? AND author_id = ? AND series_id = ? AND state <> 'deleted'"
        " AND id <> ?",
        (guild_id, author_id, series_id, other_than),
    )
    return bool(list(rows))


async def set_horizon(
    connection: Connection, *, guild_id: int, review_id: int, spoiler_free: bool, horizon: int | None
) -> None:
    """Change how far a review says it spoils."""
    await connection.execute(
        "UPDATE reviews SET spoiler_free = ?, horizon = ? WHERE id = ? AND guild_id = ?",
        (int(spoiler_free), horizon, review_id, guild_id),
    )


async def get_bar(connection: Connection, *, guild_id: int, user_id: int, now: datetime) -> Bar | None:
    """The bar that a member is under now, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM review_bars WHERE guild_id = ? AND user_id = ? AND until_at > ?",
            (guild_id, user_id, to_ms(now)),
        )
    )
    return _bar(rows[0]) if rows else None


def _bar(row: sqlite3.Row) -> Bar:
    return Bar(row["guild_id"], row["user_id"], from_ms(row["until_at"]), row["reason"])


async def list_bars(connection: Connection, *, guild_id: int, now: datetime) -> list[Bar]:
    """Everybody who is barred now, whose bar ends first at the top."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM review_bars WHERE guild_id = ? AND until_at > ? ORDER BY until_at LIMIT 50",
        (guild_id, to_ms(now)),
    )
    return [_bar(row) for row in rows]


async def upsert_bar(connection: Connection, bar: Bar, *, barred_by: int, at: int) -> None:
    """Bar a member, or change when their bar ends."""
    await connection.execute(
        "INSERT INTO review_bars (guild_id, user_id, until_at, reason, barred_by, barred_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason,"
        " barred_by = excluded.barred_by, barred_at = excluded.barred_at",
        (bar.guild_id, bar.user_id, to_ms(bar.until), bar.reason, barred_by, at),
    )


async def delete_bar(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """Lift a bar."""
    await connection.execute("DELETE FROM review_bars WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def delete_bars_over(connection: Connection, *, now: datetime) -> int:
    """Clear away bars whose time is over. Returns how many."""
    cursor = await connection.execute("DELETE FROM review_bars WHERE until_at <= ?", (to_ms(now),))
    return cursor.rowcount


async def get_queue_card(connection: Connection, *, guild_id: int, review_id: int) -> tuple[int, int] | None:
    """Where a review's card is in the queue, as (channel_id, message_id), or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT channel_id, message_id FROM queue_cards WHERE review_id = ? AND guild_id = ?",
            (review_id, guild_id),
        )
    )
    return (rows[0]["channel_id"], rows[0]["message_id"]) if rows else None


async def upsert_queue_card(
    connection: Connection, *, guild_id: int, review_id: int, channel_id: int, message_id: int
) -> None:
    """Remember where a review's card is."""
    await connection.execute(
        "INSERT INTO queue_cards (review_id, guild_id, channel_id, message_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (review_id) DO UPDATE SET channel_id = excluded.channel_id, message_id = excluded.message_id",
        (review_id, guild_id, channel_id, message_id),
    )


async def delete_queue_card(connection: Connection, *, guild_id: int, review_id: int) -> None:
    """The card is done with: the next report gets a new one."""
    await connection.execute("DELETE FROM queue_cards WHERE review_id = ? AND guild_id = ?", (review_id, guild_id))


async def list_reviews_without_card(connection: Connection) -> list[tuple[int, int]]:
    """Reviews with open reports that have no card yet, as (guild_id, review_id); of all servers."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT guild_id, review_id FROM review_reports WHERE outcome IS NULL"
        " AND review_id NOT IN (SELECT review_id FROM queue_cards)"
    )
    return [(row["guild_id"], row["review_id"]) for row in rows]
