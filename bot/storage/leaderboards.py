"""What leaderboards are made of, and which reviews the lists take that everybody sees."""

from __future__ import annotations

from datetime import datetime

from bot.domain.leaderboards import Listing, TopReview
from bot.domain.ranking import SeriesRating
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


def listed(listing: Listing, review: str) -> tuple[str, tuple[int, ...]]:
    """What follows a WHERE, and its parameters; `review` is what the query calls the table of reviews.

    A review whose post is gone follows the rule of the whole server.
    """
    if not listing.others:
        return ("" if listing.is_open else " AND 1 = 0"), ()
    marks = ", ".join("?" * len(listing.others))
    post = f"posts.subject_kind = 'review' AND posts.subject_id = {review}.id"
    place = f"(SELECT COALESCE(posts.parent_id, posts.channel_id) FROM posts WHERE {post})"  # noqa: S608 (a constant)
    return f" AND COALESCE({place}, 0) {'NOT IN' if listing.is_open else 'IN'} ({marks})", tuple(sorted(listing.others))


async def list_voted(
    connection: Connection, guild_id: int, since: datetime, until: datetime, listing: Listing
) -> list[TopReview]:
    """A server's listed reviews with the counted votes that were cast in the stretch; what is hidden is left out."""
    condition, channels = listed(listing, "r")
    rows = await connection.execute_fetchall(
        "SELECT r.id, r.series_id, r.author_id, r.author_name, r.headline,"  # noqa: S608 (only question marks are put in)
        " SUM(v.helpful) AS helpful, COUNT(*) AS votes FROM votes AS v JOIN reviews AS r ON r.id = v.subject_id"
        " WHERE v.guild_id = ? AND r.guild_id = ? AND v.subject_kind = 'review' AND v.counted = 1"
        f" AND v.cast_at >= ? AND v.cast_at < ? AND r.state = 'posted'{condition}"
        " GROUP BY r.id, r.series_id, r.author_id, r.author_name, r.headline",
        (guild_id, guild_id, to_ms(since), to_ms(until), *channels),
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


async def list_rated(
    connection: Connection, guild_id: int, since: datetime, until: datetime, listing: Listing
) -> list[SeriesRating]:
    """How a server's listed reviews of the stretch rate each series; hidden texts keep their rating."""
    condition, channels = listed(listing, "reviews")
    rows = await connection.execute_fetchall(
        "SELECT series_id, SUM(rating) AS total, COUNT(*) AS number FROM reviews WHERE guild_id = ?"  # noqa: S608 (as above)
        f" AND state IN ('posted', 'hidden') AND posted_at >= ? AND posted_at < ?{condition} GROUP BY series_id",
        (guild_id, to_ms(since), to_ms(until), *channels),
    )
    return [SeriesRating(row["series_id"], row["total"], row["number"]) for row in rows]
