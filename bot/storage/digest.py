"""The queries of what goes into a digest. Every query takes the server."""

from __future__ import annotations

from datetime import datetime

from bot.domain.discussion.digest import Headline
from bot.domain.leaderboards import Listing
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.times import to_ms
from bot.storage.leaderboards import listed


async def wanted_since(connection: Connection, *, guild_id: int) -> int | None:
    """When the digest was last switched on or given another channel (milliseconds), or None where it never was."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT MAX(changed_at) AS at FROM guild_settings WHERE guild_id = ?"
            " AND name IN ('digest', 'digest_channel_id')",
            (guild_id,),
        )
    )
    found: int | None = rows[0]["at"]
    return found


def _headline(row: Row) -> Headline:
    return Headline(
        row["id"],
        row["series_id"],
        row["author_name"],
        row["headline"],
        row["rating"],
        row["channel_id"],
        row["message_id"],
        row["helpful"],
        row["votes"],
    )


async def list_new_reviews(
    connection: Connection, *, guild_id: int, since: datetime, until: datetime, listing: Listing
) -> list[Headline]:
    """Listed reviews that were posted in the week and stand, the newest first."""
    condition, channels = listed(listing, "reviews")
    rows = await connection.execute_fetchall(
        "SELECT id, series_id, author_name, headline, rating, channel_id, message_id, 0 AS helpful, 0 AS votes"  # noqa: S608 (only question marks are put in)
        " FROM reviews WHERE guild_id = ? AND state = 'posted' AND message_id IS NOT NULL AND channel_id IS NOT NULL"
        f" AND posted_at >= ? AND posted_at < ?{condition} ORDER BY posted_at DESC, id DESC",
        (guild_id, to_ms(since), to_ms(until), *channels),
    )
    return [_headline(row) for row in rows]


async def list_voted_reviews(
    connection: Connection, *, guild_id: int, since: datetime, until: datetime, listing: Listing
) -> list[Headline]:
    """Listed reviews that stand, with the counted votes that they were given in the week."""
    condition, channels = listed(listing, "r")
    rows = await connection.execute_fetchall(
        "SELECT r.id, r.series_id, r.author_name, r.headline, r.rating, r.channel_id, r.message_id,"  # noqa: S608 (as above)
        " SUM(v.helpful) AS helpful, COUNT(*) AS votes FROM votes AS v JOIN reviews AS r"
        " ON v.subject_kind = 'review' AND r.id = v.subject_id WHERE v.guild_id = ? AND r.guild_id = v.guild_id"
        " AND v.counted = 1 AND v.cast_at >= ? AND v.cast_at < ? AND r.state = 'posted'"
        f" AND r.message_id IS NOT NULL AND r.channel_id IS NOT NULL{condition}"
        " GROUP BY r.id, r.series_id, r.author_name, r.headline, r.rating, r.channel_id, r.message_id",
        (guild_id, to_ms(since), to_ms(until), *channels),
    )
    return [_headline(row) for row in rows]


async def count_activity(connection: Connection, *, guild_id: int, since: datetime, until: datetime) -> dict[str, int]:
    """Series → how often the server reviewed it, voted on its reviews, opened a place for it or started a group."""
    window = (guild_id, to_ms(since), to_ms(until))
    rows = await connection.execute_fetchall(
        "SELECT series_id, COUNT(*) AS number FROM ("
        " SELECT series_id FROM reviews WHERE guild_id = ? AND state = 'posted' AND posted_at >= ? AND posted_at < ?"
        " UNION ALL SELECT r.series_id FROM votes AS v JOIN reviews AS r ON v.subject_kind = 'review'"
        " AND r.id = v.subject_id WHERE v.guild_id = ? AND v.counted = 1 AND v.cast_at >= ? AND v.cast_at < ?"
        " UNION ALL SELECT series_id FROM discussion_places WHERE guild_id = ? AND opened_at >= ? AND opened_at < ?"
        " UNION ALL SELECT series_id FROM watch_parties WHERE guild_id = ? AND started_at >= ? AND started_at < ?"
        ") AS happened GROUP BY series_id",
        window * 4,
    )
    return {row["series_id"]: row["number"] for row in rows}
