"""Rows of requests, refusals, avoided content notes, consents to be compared, and members' own recommendations."""

from __future__ import annotations

import json
import sqlite3

from bot.domain.suggestions import Request, Suggestion
from bot.storage.connection import Connection
from bot.storage.times import from_ms

# Columns of `Suggestion` with its counted votes.
_SUGGESTIONS = (
    "SELECT s.*, COALESCE(t.helpful, 0) AS helpful, COALESCE(t.not_helpful, 0) AS not_helpful FROM suggestions s"
    " LEFT JOIN vote_tallies t ON t.subject_kind = 'suggestion' AND t.subject_id = s.id"
)


async def insert_request(connection: Connection, request: Request, *, at: int) -> int:
    """Keep a request; returns its id."""
    rows = await connection.execute_fetchall(
        "INSERT INTO recommendation_requests (user_id, guild_id, liked, mood, dropped, seen, asked_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            request.user_id,
            request.guild_id,
            json.dumps(request.liked),
            request.mood,
            json.dumps(request.dropped),
            json.dumps(request.seen),
            at,
        ),
    )
    return int(next(iter(rows))["id"])


async def get_request(connection: Connection, *, request_id: int, user_id: int) -> Request | None:
    """A member's own request, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM recommendation_requests WHERE id = ? AND user_id = ?", (request_id, user_id)
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
        seen=tuple(json.loads(row["seen"])),
        id=row["id"],
    )


async def update_request(connection: Connection, request: Request) -> None:
    """Keep what was changed about a request, and what was shown."""
    await connection.execute(
        "UPDATE recommendation_requests SET dropped = ?, seen = ? WHERE id = ?",
        (json.dumps(request.dropped), json.dumps(request.seen), request.id),
    )


async def delete_requests(connection: Connection, *, before: int) -> int:
    """Forget old requests; returns how many."""
    cursor = await connection.execute("DELETE FROM recommendation_requests WHERE asked_at < ?", (before,))
    return cursor.rowcount


async def list_refusals(connection: Connection, *, user_id: int) -> set[str]:
    """Series that a member does not want to be shown."""
    rows = await connection.execute_fetchall("SELECT series_id FROM refusals WHERE user_id = ?", (user_id,))
    return {row["series_id"] for row in rows}


async def insert_refusal(connection: Connection, *, user_id: int, series_id: str, at: int) -> None:
    """Not for this member."""
    await connection.execute(
        "INSERT INTO refusals (user_id, series_id, refused_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (user_id, series_id, at),
    )


async def delete_refusal(connection: Connection, *, user_id: int, series_id: str) -> None:
    """The member thought again."""
    await connection.execute("DELETE FROM refusals WHERE user_id = ? AND series_id = ?", (user_id, series_id))


async def list_avoided(connection: Connection, *, user_id: int) -> set[str]:
    """Content notes that a member avoids."""
    rows = await connection.execute_fetchall("SELECT term FROM avoided_notes WHERE user_id = ?", (user_id,))
    return {row["term"] for row in rows}


async def replace_avoided(connection: Connection, *, user_id: int, terms: set[str], at: int) -> None:
    """A member avoids just these content notes."""
    await connection.execute("DELETE FROM avoided_notes WHERE user_id = ?", (user_id,))
    for term in sorted(terms):
        await connection.execute(
            "INSERT INTO avoided_notes (user_id, term, chosen_at) VALUES (?, ?, ?)", (user_id, term, at)
        )


async def list_consents(connection: Connection, *, guild_id: int) -> set[int]:
    """Who agreed to be compared in this server."""
    rows = await connection.execute_fetchall("SELECT user_id FROM taste_consents WHERE guild_id = ?", (guild_id,))
    return {row["user_id"] for row in rows}


async def set_consent(connection: Connection, *, user_id: int, guild_id: int, agreed: bool, at: int) -> None:
    """A member agrees to be compared in this server, or no longer does."""
    if agreed:
        await connection.execute(
            "INSERT INTO taste_consents (user_id, guild_id, agreed_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (user_id, guild_id, at),
        )
    else:
        await connection.execute("DELETE FROM taste_consents WHERE user_id = ? AND guild_id = ?", (user_id, guild_id))


async def list_members(connection: Connection) -> list[tuple[int, int]]:
    """(guild_id, user_id) of everybody who rated or reviewed in a server, as far as we know who is where."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, user_id FROM ratings WHERE guild_id <> 0"
        " UNION SELECT guild_id, author_id FROM reviews WHERE state <> 'deleted'"
    )
    return [(row[0], row[1]) for row in rows]


def _suggestion(row: sqlite3.Row) -> Suggestion:
    return Suggestion(
        id=row["id"],
        guild_id=row["guild_id"],
        liked_id=row["liked_id"],
        try_id=row["try_id"],
        because=row["because"],
        author_id=row["author_id"],
        author_name=row["author_name"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        created_at=from_ms(row["created_at"]),
        helpful=row["helpful"],
        not_helpful=row["not_helpful"],
    )


async def upsert_suggestion(connection: Connection, suggestion: Suggestion, *, at: int) -> int:
    """Keep a member's recommendation, or its new reason; returns its id."""
    rows = await connection.execute_fetchall(
        "INSERT INTO suggestions (guild_id, liked_id, try_id, because, author_id, author_name, state, channel_id,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, 'posting', ?, ?)"
        " ON CONFLICT (guild_id, liked_id, try_id, author_id) DO UPDATE SET because = excluded.because,"
        " author_name = excluded.author_name RETURNING id",
        (
            suggestion.guild_id,
            suggestion.liked_id,
            suggestion.try_id,
            suggestion.because,
            suggestion.author_id,
            suggestion.author_name,
            suggestion.channel_id,
            at,
        ),
    )
    return int(next(iter(rows))["id"])


async def get_suggestion(connection: Connection, *, guild_id: int, suggestion_id: int) -> Suggestion | None:
    """A recommendation of this server, or None."""
    rows = list(
        await connection.execute_fetchall(
            f"{_SUGGESTIONS} WHERE s.guild_id = ? AND s.id = ?", (guild_id, suggestion_id)
        )
    )
    return _suggestion(rows[0]) if rows else None


async def list_suggestions(connection: Connection, *, guild_id: int, series_id: str) -> list[Suggestion]:
    """This server's recommendations from and to a series, the most helpful first."""
    rows = await connection.execute_fetchall(
        f"{_SUGGESTIONS} WHERE s.guild_id = ? AND (s.liked_id = ? OR s.try_id = ?) AND s.state = 'posted'"
        " ORDER BY COALESCE(t.helpful, 0) - COALESCE(t.not_helpful, 0) DESC, s.id DESC",
        (guild_id, series_id, series_id),
    )
    return [_suggestion(row) for row in rows]


async def list_all_suggestions(connection: Connection) -> list[tuple[str, str]]:
    """(liked_id, try_id) of every posted recommendation of every server."""
    rows = await connection.execute_fetchall("SELECT liked_id, try_id FROM suggestions WHERE state = 'posted'")
    return [(row["liked_id"], row["try_id"]) for row in rows]


async def mark_suggestion_posted(
    connection: Connection, *, suggestion_id: int, channel_id: int, message_id: int
) -> None:
    """The recommendation's message is there."""
    await connection.execute(
        "UPDATE suggestions SET state = 'posted', channel_id = ?, message_id = ? WHERE id = ?",
        (channel_id, message_id, suggestion_id),
    )


async def delete_suggestion(connection: Connection, *, suggestion_id: int) -> None:
    """Forget a recommendation."""
    await connection.execute("DELETE FROM suggestions WHERE id = ?", (suggestion_id,))
