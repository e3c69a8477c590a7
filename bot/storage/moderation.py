"""Rows of moderation: reports, their cards in the queue, bars, and what happens to a review's own row."""

from __future__ import annotations

from datetime import datetime

from bot.domain.moderation import Outcome, Reason, Report, ReviewBan
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import from_ms, to_ms


def _report(row: Row) -> Report:
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


async def count_reports(connection: Connection, *, guild_id: int, reporter_id: int, since: datetime) -> int:
    """How many reports a member has sent in this server since then."""
    return await connection.fetch_number(
        "SELECT COUNT(*) FROM review_reports WHERE reporter_id = ? AND guild_id = ? AND reported_at > ?",
        (reporter_id, guild_id, to_ms(since)),
    )


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
    connection: Connection, *, guild_id: int, review_id: int, outcome: Outcome, closed_by: int, at: datetime
) -> list[Report]:
    """Close every open report on a review; returns them as they were."""
    reports = await list_reports(connection, guild_id=guild_id, review_id=review_id)
    await connection.execute(
        "UPDATE review_reports SET outcome = ?, closed_by = ?, closed_at = ?"
        " WHERE guild_id = ? AND review_id = ? AND outcome IS NULL",
        (outcome.value, closed_by, to_ms(at), guild_id, review_id),
    )
    return reports


async def reopen_reports(connection: Connection, *, guild_id: int, review_id: int, closed_at: datetime) -> int:
    """Open again what one decision closed, unless the same member has reported anew. Returns how many."""
    cursor = await connection.execute(
        "UPDATE review_reports SET outcome = NULL, closed_by = NULL, closed_at = NULL"
        " WHERE guild_id = ? AND review_id = ? AND closed_at = ? AND NOT EXISTS (SELECT 1 FROM review_reports AS newer"
        " WHERE newer.review_id = review_reports.review_id AND newer.reporter_id = review_reports.reporter_id"
        " AND newer.outcome IS NULL)",
        (guild_id, review_id, to_ms(closed_at)),
    )
    return cursor.rowcount


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


async def get_review_ban(connection: Connection, *, guild_id: int, user_id: int, now: datetime) -> ReviewBan | None:
    """The bar that a member is under now, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM review_bars WHERE guild_id = ? AND user_id = ? AND until_at > ?",
            (guild_id, user_id, to_ms(now)),
        )
    )
    return _ban(rows[0]) if rows else None


def _ban(row: Row) -> ReviewBan:
    return ReviewBan(row["guild_id"], row["user_id"], from_ms(row["until_at"]), row["reason"])


async def list_review_bans(connection: Connection, *, guild_id: int, now: datetime) -> list[ReviewBan]:
    """Everybody who is barred now, whose bar ends first at the top."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM review_bars WHERE guild_id = ? AND until_at > ? ORDER BY until_at LIMIT 50",
        (guild_id, to_ms(now)),
    )
    return [_ban(row) for row in rows]


async def upsert_review_ban(connection: Connection, ban: ReviewBan, *, barred_by: int, at: datetime) -> None:
    """Bar a member, or change when their bar ends."""
    await connection.execute(
        "INSERT INTO review_bars (guild_id, user_id, until_at, reason, barred_by, barred_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason,"
        " barred_by = excluded.barred_by, barred_at = excluded.barred_at",
        (ban.guild_id, ban.user_id, to_ms(ban.until), ban.reason, barred_by, to_ms(at)),
    )


async def set_ban_reason(connection: Connection, *, guild_id: int, user_id: int, reason: str) -> None:
    """Give a bar another reason."""
    await connection.execute(
        "UPDATE review_bars SET reason = ? WHERE guild_id = ? AND user_id = ?", (reason, guild_id, user_id)
    )


async def delete_review_ban(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """Lift a bar."""
    await connection.execute("DELETE FROM review_bars WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))


async def delete_review_bans_over(connection: Connection, *, now: datetime) -> int:
    """Clear away bars whose time is over. Returns how many."""
    cursor = await connection.execute(
        "DELETE FROM review_bars WHERE until_at <= ? /* AND own(guild_id) */", (to_ms(now),)
    )
    return cursor.rowcount


async def list_needless_cards(connection: Connection) -> list[tuple[int, int]]:
    """Reviews whose card is claimed, not known to be posted, and not needed any more, as (guild_id, review_id)."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, subject FROM published AS p WHERE kind = 'case' AND settled_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM review_reports AS r WHERE r.guild_id = p.guild_id AND CAST(r.review_id AS TEXT) = p.subject"
        " AND r.outcome IS NULL) /* AND own(p.guild_id) */"
    )
    return [(row["guild_id"], int(row["subject"])) for row in rows]


async def list_reviews_without_card(connection: Connection) -> list[tuple[int, int]]:
    """Reviews with open reports whose card is not known to be posted, as (guild_id, review_id); of all servers."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT guild_id, review_id FROM review_reports AS r WHERE outcome IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM published AS p WHERE p.guild_id = r.guild_id AND p.kind = 'case'"
        " AND p.subject = CAST(r.review_id AS TEXT) AND p.settled_at IS NOT NULL) /* AND own(r.guild_id) */"
    )
    return [(row["guild_id"], row["review_id"]) for row in rows]
