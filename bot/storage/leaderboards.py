"""What leaderboards are made of."""

from __future__ import annotations

from datetime import datetime

from bot.domain.leaderboards import TopReview
from bot.domain.ranking import SeriesRating
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def list_voted(connection: Connection, guild_id: int, since: datetime, until: datetime) -> list[TopReview]:
    """A server's reviews with the counted votes that were cast in the stretch; what is hidden is left out."""
    rows = await connection.execute_fetchall(
        "SELECT r.id, r.series_id, r.author_id, r.author_name, r.headline,"
        " SUM(v.helpful) AS helpful, COUNT(*) AS votes FROM votes AS v JOIN reviews AS r ON r.id = v.subject_id"
        " WHERE v.guild_id = ? AND r.guild_id = ? AND v.subject_kind = 'review' AND v.counted = 1"
        " AND v.cast_at >= ? AND v.cast_at < ? AND r.state = 'posted'"
        " GROUP BY r.id, r.series_id, r.author_id, r.author_name, r.headline",
        (guild_id, guild_id, to_ms(since), to_ms(until)),
    )
    return [
        TopReview(
            row["id"],
            row["series_id"],
            row["author_id"],
            row["author_name"],
            row["headline"],
            row["helpful"],
            row["votes"],
        )
        for row in rows
    ]


async def list_rated(connection: Connection, guild_id: int, since: datetime, until: datetime) -> list[SeriesRating]:
    """How a server's reviews that were posted in the stretch rate each series; hidden texts keep their rating."""
    rows = await connection.execute_fetchall(
        "SELECT series_id, SUM(rating) AS total, COUNT(*) AS number FROM reviews WHERE guild_id = ?"
        " AND state IN ('posted', 'hidden') AND posted_at >= ? AND posted_at < ? GROUP BY series_id",
        (guild_id, to_ms(since), to_ms(until)),
    )
    return [SeriesRating(row["series_id"], row["total"], row["number"]) for row in rows]
