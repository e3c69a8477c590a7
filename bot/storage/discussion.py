"""Rows of places to talk, of whom they warned, and of who does not want that."""

from __future__ import annotations

from datetime import datetime

from bot.domain.discussion.places import Place
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import from_ms, to_ms


def _place(row: Row) -> Place:
    return Place(
        id=row["id"],
        guild_id=row["guild_id"],
        series_id=row["series_id"],
        episode=row["episode"],
        channel_id=row["channel_id"],
        thread_id=row["thread_id"],
        message_id=row["message_id"],
        opened_at=from_ms(row["opened_at"]) if row["opened_at"] is not None else None,
        called=row["called"],
    )


async def get_place(connection: Connection, *, guild_id: int, series_id: str, episode: int) -> Place | None:
    """The place of an episode (0: of the series), or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM discussion_places WHERE guild_id = ? AND series_id = ? AND episode = ?",
            (guild_id, series_id, episode),
        )
    )
    return _place(rows[0]) if rows else None


async def get_place_by_id(connection: Connection, *, guild_id: int, place_id: int) -> Place | None:
    """A place of this server, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM discussion_places WHERE guild_id = ? AND id = ?", (guild_id, place_id)
        )
    )
    return _place(rows[0]) if rows else None


async def list_claimed(connection: Connection, *, guild_id: int, channel_id: int) -> list[Place]:
    """Places that wait for their thread in a channel, the earliest claim first."""
    rows = await connection.execute_fetchall(
        "SELECT d.* FROM discussion_places AS d JOIN published AS p ON p.guild_id = d.guild_id AND p.kind = 'place'"
        " AND p.subject = CAST(d.id AS TEXT) WHERE d.guild_id = ? AND d.channel_id = ? AND d.thread_id IS NULL"
        " ORDER BY p.claim",
        (guild_id, channel_id),
    )
    return [_place(row) for row in rows]


async def list_places(connection: Connection, *, guild_id: int, series_id: str) -> list[Place]:
    """The places of a series, the series' own first, then by episode."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM discussion_places WHERE guild_id = ? AND series_id = ? ORDER BY episode", (guild_id, series_id)
    )
    return [_place(row) for row in rows]


async def is_opening(connection: Connection, *, guild_id: int, series_id: str) -> bool:
    """Whether a place of the series is claimed and does not stand yet."""
    row = await connection.fetch_one(
        "SELECT 1 FROM discussion_places AS d JOIN published AS p ON p.guild_id = d.guild_id AND p.kind = 'place'"
        " AND p.subject = CAST(d.id AS TEXT) WHERE d.guild_id = ? AND d.series_id = ? AND p.settled_at IS NULL LIMIT 1",
        (guild_id, series_id),
    )
    return row is not None


async def list_opened_between(
    connection: Connection, *, guild_id: int, since: datetime, until: datetime
) -> list[Place]:
    """Places that were opened at or after `since` and before `until`, the newest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM discussion_places WHERE guild_id = ? AND opened_at >= ? AND opened_at < ?"
        " ORDER BY opened_at DESC, id DESC",
        (guild_id, to_ms(since), to_ms(until)),
    )
    return [_place(row) for row in rows]


async def count_openings(connection: Connection, *, guild_id: int, user_id: int, since: datetime) -> int:
    """How many places a member has opened in this server since then."""
    return await connection.fetch_number(
        "SELECT COUNT(*) FROM place_openings WHERE user_id = ? AND guild_id = ? AND opened_at > ?",
        (user_id, guild_id, to_ms(since)),
    )


async def insert_opening(connection: Connection, *, guild_id: int, user_id: int, at: datetime) -> int:
    """A member opens a place; the row's id."""
    opening_id = await new_id(connection, "place_openings")
    await connection.execute(
        "INSERT INTO place_openings (id, guild_id, user_id, opened_at) VALUES (?, ?, ?, ?)",
        (opening_id, guild_id, user_id, to_ms(at)),
    )
    return opening_id


async def delete_opening(connection: Connection, *, opening_id: int) -> None:
    """Delete an opening of which nothing came, so that it does not count for its member."""
    await connection.execute("DELETE FROM place_openings WHERE id = ?", (opening_id,))


async def delete_openings_before(connection: Connection, *, before: datetime) -> None:
    """Delete the openings that are too old to count for their members."""
    await connection.execute(
        "DELETE FROM place_openings WHERE opened_at <= ? /* AND own(guild_id) */", (to_ms(before),)
    )


async def list_threads(connection: Connection) -> list[Place]:
    """Every place of every server that has a thread."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM discussion_places WHERE thread_id IS NOT NULL /* AND own(guild_id) */"
    )
    return [_place(row) for row in rows]


async def claim_place(
    connection: Connection, *, guild_id: int, series_id: str, episode: int, channel_id: int, at: datetime
) -> None:
    """Claim the place of an episode; where there is one already, nothing changes."""
    await connection.execute(
        "INSERT INTO discussion_places (id, guild_id, series_id, episode, channel_id, claimed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, series_id, episode) DO NOTHING",
        (await new_id(connection, "discussion_places"), guild_id, series_id, episode, channel_id, to_ms(at)),
    )


async def set_thread(connection: Connection, *, place_id: int, channel_id: int, thread_id: int | None) -> None:
    """The thread is made, or (None) is to be made there."""
    await connection.execute(
        "UPDATE discussion_places SET channel_id = ?, thread_id = ? WHERE id = ?", (channel_id, thread_id, place_id)
    )


async def set_card(connection: Connection, *, place_id: int, message_id: int, at: datetime) -> None:
    """The card is posted: the place stands."""
    await connection.execute(
        "UPDATE discussion_places SET message_id = ?, opened_at = COALESCE(opened_at, ?) WHERE id = ?",
        (message_id, to_ms(at), place_id),
    )


async def set_called(connection: Connection, *, place_id: int, called: str) -> None:
    """The thread is going to be made with that name."""
    await connection.execute("UPDATE discussion_places SET called = ? WHERE id = ?", (called, place_id))


async def delete_place(connection: Connection, *, place_id: int) -> None:
    """The thread is gone, or was never made."""
    await connection.execute("DELETE FROM discussion_places WHERE id = ?", (place_id,))


async def delete_places_of_channel(connection: Connection, *, guild_id: int, channel_id: int) -> list[Place]:
    """A channel is gone with all its threads; returns the places that were in it."""
    rows = await connection.execute_fetchall(
        "DELETE FROM discussion_places WHERE guild_id = ? AND channel_id = ? RETURNING *", (guild_id, channel_id)
    )
    return [_place(row) for row in rows]


async def insert_warning(connection: Connection, *, place_id: int, user_id: int, at: datetime) -> bool:
    """Note that somebody is told now. False when they were told before."""
    cursor = await connection.execute(
        "INSERT INTO discussion_warnings (place_id, user_id, told_at) VALUES (?, ?, ?)"
        " ON CONFLICT (place_id, user_id) DO NOTHING",
        (place_id, user_id, to_ms(at)),
    )
    return cursor.rowcount > 0


async def delete_warning(connection: Connection, *, place_id: int, user_id: int) -> None:
    """What was to be told did not arrive."""
    await connection.execute("DELETE FROM discussion_warnings WHERE place_id = ? AND user_id = ?", (place_id, user_id))


async def was_warned_of_series(connection: Connection, *, guild_id: int, series_id: str, user_id: int) -> bool:
    """Whether any place of the series has told this member something."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM discussion_warnings AS w JOIN discussion_places AS p ON p.id = w.place_id"
        " WHERE p.guild_id = ? AND p.series_id = ? AND w.user_id = ? LIMIT 1",
        (guild_id, series_id, user_id),
    )
    return bool(list(rows))


async def is_muted(connection: Connection, *, guild_id: int, user_id: int) -> bool:
    """Whether the member does not want to be told in this server."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM discussion_mutes WHERE guild_id = ? AND user_id = ?", (guild_id, user_id)
    )
    return bool(list(rows))


async def insert_mute(connection: Connection, *, guild_id: int, user_id: int, at: datetime) -> None:
    """The member does not want to be told in this server."""
    await connection.execute(
        "INSERT INTO discussion_mutes (guild_id, user_id, muted_at) VALUES (?, ?, ?)"
        " ON CONFLICT (guild_id, user_id) DO NOTHING",
        (guild_id, user_id, to_ms(at)),
    )


async def delete_mute(connection: Connection, *, guild_id: int, user_id: int) -> None:
    """The member wants to be told again."""
    await connection.execute("DELETE FROM discussion_mutes WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))
