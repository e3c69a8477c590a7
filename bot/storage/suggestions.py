"""Rows of members' own recommendations, and of those that their author was asked to read once more."""

from __future__ import annotations

from datetime import datetime

from bot.domain.suggestions import Draft, Suggestion
from bot.storage.engine.connection import Connection, Row
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import from_ms, to_ms

# Columns of `Suggestion` with its counted votes.
_SUGGESTIONS = (
    "SELECT s.*, COALESCE(t.helpful, 0) AS helpful, COALESCE(t.not_helpful, 0) AS not_helpful,"
    " COALESCE(p.parent_id, s.channel_id) AS counted_in FROM suggestions s"
    " LEFT JOIN vote_tallies t ON t.subject_kind = 'suggestion' AND t.subject_id = s.id"
    " LEFT JOIN posts p ON p.subject_kind = 'suggestion' AND p.subject_id = s.id"
)


def _suggestion(row: Row) -> Suggestion:
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
        counted_in=row["counted_in"],
    )


async def upsert_suggestion(connection: Connection, suggestion: Suggestion, *, at: datetime) -> int:
    """Keep a member's recommendation, or its new reason; returns its id."""
    rows = await connection.execute_fetchall(
        "INSERT INTO suggestions (id, guild_id, liked_id, try_id, because, author_id, author_name, state, channel_id,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'posting', ?, ?)"
        " ON CONFLICT (guild_id, liked_id, try_id, author_id) DO UPDATE SET because = excluded.because,"
        " author_name = excluded.author_name RETURNING id",
        (
            await new_id(connection, "suggestions"),
            suggestion.guild_id,
            suggestion.liked_id,
            suggestion.try_id,
            suggestion.because,
            suggestion.author_id,
            suggestion.author_name,
            suggestion.channel_id,
            to_ms(at),
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


async def list_pairs(connection: Connection, guild_id: int | None = None) -> set[tuple[int, str, str]]:
    """(guild_id, liked_id, try_id) of the posted recommendations that are not mostly voted down: of one server, or
    all."""
    posted = f"{_SUGGESTIONS} WHERE s.state = 'posted' /* AND own(s.guild_id) */"
    one = () if guild_id is None else (guild_id,)
    rows = await connection.execute_fetchall(posted + " AND s.guild_id = ?" * len(one), one)
    return {(row["guild_id"], row["liked_id"], row["try_id"]) for row in rows if row["helpful"] >= row["not_helpful"]}


async def mark_suggestion_posted(
    connection: Connection, *, suggestion_id: int, channel_id: int, message_id: int
) -> None:
    """Keep as which message a member's recommendation is posted."""
    await connection.execute(
        "UPDATE suggestions SET state = 'posted', channel_id = ?, message_id = ? WHERE id = ?",
        (channel_id, message_id, suggestion_id),
    )


async def delete_suggestion(connection: Connection, *, suggestion_id: int) -> None:
    """Delete a member's recommendation."""
    await connection.execute("DELETE FROM suggestions WHERE id = ?", (suggestion_id,))


async def upsert_draft(connection: Connection, draft: Draft, *, guild_id: int, user_id: int, at: datetime) -> int:
    """Keep the one draft of a member in this server; returns its id."""
    await connection.execute("DELETE FROM suggestion_drafts WHERE guild_id = ? AND user_id = ?", (guild_id, user_id))
    draft_id = await new_id(connection, "suggestion_drafts")
    await connection.execute(
        "INSERT INTO suggestion_drafts (id, guild_id, user_id, liked_id, try_id, because, kept_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (draft_id, guild_id, user_id, draft.liked_id, draft.try_id, draft.because, to_ms(at)),
    )
    return draft_id


async def take_draft(connection: Connection, *, draft_id: int, guild_id: int, user_id: int) -> Draft | None:
    """A member's own draft, which is kept no longer, or None."""
    rows = list(
        await connection.execute_fetchall(
            "DELETE FROM suggestion_drafts WHERE id = ? AND guild_id = ? AND user_id = ?"
            " RETURNING liked_id, try_id, because",
            (draft_id, guild_id, user_id),
        )
    )
    return Draft(rows[0]["liked_id"], rows[0]["try_id"], rows[0]["because"]) if rows else None


async def delete_drafts(connection: Connection, *, before: datetime) -> None:
    """Forget drafts that nobody came back to."""
    await connection.execute(
        "DELETE FROM suggestion_drafts WHERE kept_at < ? /* AND own(guild_id) */", (to_ms(before),)
    )
