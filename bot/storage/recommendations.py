"""Rows of requests, refusals, avoided content notes, and consents to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from bot.domain.recommendations import Request
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import to_ms


class Ratings(Struct, frozen=True):
    """Everybody's ratings as three columns; scores from 1 to 10."""

    user_ids: list[int]
    series_ids: list[str]
    scores: list[float]


async def read_ratings(connection: Connection) -> Ratings:
    """Everybody's ratings, a million of them without the event loop."""
    return await connection.fetch_into(_columns, "SELECT user_id, series_id, rating FROM ratings")


def _columns(rows: Iterable[Row]) -> Ratings:
    ratings = Ratings([], [], [])
    for user_id, series_id, half_points in rows:
        ratings.user_ids.append(user_id)
        ratings.series_ids.append(series_id)
        ratings.scores.append(half_points / 2)
    return ratings


async def insert_request(connection: Connection, request: Request, *, at: datetime) -> int:
    """Keep a request; returns its id."""
    request_id = await new_id(connection, "recommendation_requests")
    await connection.execute(
        "INSERT INTO recommendation_requests (id, user_id, guild_id, liked, mood, dropped, seen, asked_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            request_id,
            request.user_id,
            request.guild_id,
            json.dumps(request.liked),
            request.mood,
            json.dumps(request.dropped),
            json.dumps(request.pages),
            to_ms(at),
        ),
    )
    return request_id


async def get_request(
    connection: Connection, *, request_id: int, user_id: int, guild_id: int, since: datetime
) -> Request | None:
    """A member's own request of this server (0: of none) that was asked since then, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM recommendation_requests WHERE id = ? AND user_id = ? AND guild_id = ? AND asked_at >= ?",
            (request_id, user_id, guild_id, to_ms(since)),
        )
    )
    if not rows:
        return None
    row = rows[0]
    return Request(
        user_id=row["user_id"],
        guild_id=row["guild_id"],
        liked=tuple(json.loads(row["liked"])),
        mood=row["mood"],
        dropped=tuple(json.loads(row["dropped"])),
        pages=tuple(tuple(page) for page in json.loads(row["seen"])),
        id=row["id"],
    )


async def update_request(connection: Connection, request: Request) -> None:
    """Keep what was changed about a request, and what was shown."""
    await connection.execute(
        "UPDATE recommendation_requests SET mood = ?, dropped = ?, seen = ? WHERE id = ?",
        (request.mood, json.dumps(request.dropped), json.dumps(request.pages), request.id),
    )


async def delete_requests(connection: Connection, *, before: datetime) -> int:
    """Forget old requests; returns how many."""
    cursor = await connection.execute(
        "DELETE FROM recommendation_requests WHERE asked_at < ? /* AND own(guild_id) */", (to_ms(before),)
    )
    return cursor.rowcount


async def list_refusals(connection: Connection, *, user_id: int) -> list[str]:
    """Series that a member does not want to be shown, the latest first."""
    rows = await connection.execute_fetchall(
        "SELECT series_id FROM refusals WHERE user_id = ? ORDER BY refused_at DESC, series_id", (user_id,)
    )
    return [row["series_id"] for row in rows]


async def insert_refusal(connection: Connection, *, user_id: int, series_id: str, at: datetime) -> None:
    """Keep that a member does not want a series recommended."""
    await connection.execute(
        "INSERT INTO refusals (user_id, series_id, refused_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, series_id, to_ms(at)),
    )


async def delete_refusal(connection: Connection, *, user_id: int, series_id: str) -> None:
    """Let a series be recommended to a member again."""
    await connection.execute("DELETE FROM refusals WHERE user_id = ? AND series_id = ?", (user_id, series_id))


async def list_avoided(connection: Connection, *, user_id: int) -> set[str]:
    """Content notes that a member avoids."""
    rows = await connection.execute_fetchall("SELECT term FROM avoided_notes WHERE user_id = ?", (user_id,))
    return {row["term"] for row in rows}


async def insert_avoided(connection: Connection, *, user_id: int, terms: Iterable[str], at: datetime) -> None:
    """A member avoids these, too."""
    await connection.executemany(
        "INSERT INTO avoided_notes (user_id, term, chosen_at) VALUES (?, ?, ?) ON CONFLICT (user_id, term) DO NOTHING",
        [(user_id, term, to_ms(at)) for term in sorted(terms)],
    )


async def delete_avoided(connection: Connection, *, user_id: int, terms: Iterable[str]) -> None:
    """A member avoids these no more."""
    await connection.executemany(
        "DELETE FROM avoided_notes WHERE user_id = ? AND term = ?", [(user_id, term) for term in sorted(terms)]
    )


async def list_consents(connection: Connection, *, guild_id: int) -> set[int]:
    """Who agreed to be compared in this server."""
    rows = await connection.execute_fetchall("SELECT user_id FROM taste_consents WHERE guild_id = ?", (guild_id,))
    return {row["user_id"] for row in rows}


async def set_consent(connection: Connection, *, user_id: int, guild_id: int, agreed: bool, at: datetime) -> None:
    """A member agrees to be compared in this server, or no longer does."""
    if agreed:
        await connection.execute(
            "INSERT INTO taste_consents (user_id, guild_id, agreed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (user_id, guild_id, to_ms(at)),
        )
    else:
        await connection.execute("DELETE FROM taste_consents WHERE user_id = ? AND guild_id = ?", (user_id, guild_id))


async def list_members(connection: Connection) -> list[tuple[int, int]]:
    """(guild_id, user_id) of everybody who rated or reviewed in a server and is not known to have left it."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, user_id FROM ratings WHERE guild_id <> 0 /* AND own(guild_id) */"
        " UNION SELECT guild_id, author_id FROM reviews WHERE state <> 'deleted' /* AND own(guild_id) */"
        " EXCEPT SELECT guild_id, user_id FROM voters WHERE left_at IS NOT NULL /* AND own(guild_id) */"
    )
    return [(row[0], row[1]) for row in rows]
