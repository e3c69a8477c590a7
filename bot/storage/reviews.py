"""Rows of reviews, their versions, openings and "this spoils me"."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from bot.domain.reviews.records import Draft, HiddenReason, Review, ReviewNumbers, ReviewState
from bot.domain.reviews.rules import SUB_SCORES, Stage
from bot.storage.engine.connection import Connection, Row, by_name
from bot.storage.engine.numbers import new_id
from bot.storage.engine.times import from_ms, to_ms

_AUTHORED = (
    "rating, story, acting, music, rewatch, headline, body, spoiler_free, horizon, stage, stage_episode, language,"
    " accepted"
)
_NOTHING_ACCEPTED = "[]"  # as nearly every review has it


def _review(found: Row) -> Review:
    row = by_name(found)
    return Review(
        id=row["id"],
        guild_id=row["guild_id"],
        author_id=row["author_id"],
        author_name=row["author_name"],
        content=Draft(
            row["series_id"],
            rating=row["rating"],
            headline=row["headline"],
            body=row["body"],
            spoiler_free=bool(row["spoiler_free"]),
            horizon=row["horizon"],
            stage=Stage(row["stage"]),
            stage_episode=row["stage_episode"],
            scores={name: row[name] for name in SUB_SCORES if row[name] is not None},
            language=row["language"],
            accepted=tuple(json.loads(row["accepted"])) if row["accepted"] != _NOTHING_ACCEPTED else (),
        ),
        state=ReviewState(row["state"]),
        hidden_reason=HiddenReason(row["hidden_reason"]) if row["hidden_reason"] is not None else None,
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        thread_id=row["thread_id"],
        comments=row["comments"],
        created_at=from_ms(row["created_at"]),
        posted_at=from_ms(row["posted_at"]) if row["posted_at"] is not None else None,
        edited_at=from_ms(row["edited_at"]) if row["edited_at"] is not None else None,
        deleted_at=from_ms(row["deleted_at"]) if row["deleted_at"] is not None else None,
        has_poster=bool(row["has_poster"]),
    )


def _authored(draft: Draft) -> tuple[object, ...]:
    return (
        draft.rating,
        *(draft.scores.get(name) for name in SUB_SCORES),
        draft.headline,
        draft.body,
        int(draft.spoiler_free),
        draft.horizon,
        draft.stage,
        draft.stage_episode,
        draft.language,
        json.dumps(draft.accepted),
    )


async def _one(connection: Connection, where: str, *values: object) -> Review | None:
    rows = list(await connection.execute_fetchall(f"SELECT * FROM reviews WHERE {where}", values))  # noqa: S608 (fixed texts of this module)
    return _review(rows[0]) if rows else None


async def get_review(connection: Connection, *, guild_id: int, review_id: int) -> Review | None:
    """A review of this server, whatever its state, or None."""
    return await _one(connection, "guild_id = ? AND id = ?", guild_id, review_id)


async def get_current(connection: Connection, *, guild_id: int, author_id: int, series_id: str) -> Review | None:
    """A member's current review of a series in this server, or None."""
    where = "guild_id = ? AND author_id = ? AND series_id = ? AND state <> 'deleted'"
    return await _one(connection, where, guild_id, author_id, series_id)


async def get_by_message(connection: Connection, *, guild_id: int, message_id: int) -> Review | None:
    """The review that is posted as this message, or None."""
    return await _one(connection, "guild_id = ? AND message_id = ?", guild_id, message_id)


async def get_by_thread(connection: Connection, *, guild_id: int, thread_id: int) -> Review | None:
    """The review whose comments live in this thread, or None."""
    return await _one(connection, "guild_id = ? AND thread_id = ? AND state <> 'deleted'", guild_id, thread_id)


async def list_without_message(connection: Connection, *, guild_id: int) -> list[Review]:
    """This server's reviews that were posted once and have no message any more."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM reviews WHERE guild_id = ? AND message_id IS NULL AND state IN ('posted', 'hidden')"
        " ORDER BY created_at",
        (guild_id,),
    )
    return [_review(row) for row in rows]


async def list_for_series(connection: Connection, *, guild_id: int, series_id: str) -> list[Review]:
    """This server's posted and hidden reviews of a series, newest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM reviews WHERE guild_id = ? AND series_id = ? AND state IN ('posted', 'hidden')"
        " ORDER BY created_at DESC",
        (guild_id, series_id),
    )
    return [_review(row) for row in rows]


async def list_by_author(
    connection: Connection, *, guild_id: int, author_id: int, also_waiting: bool = False
) -> list[Review]:
    """A member's posted and hidden reviews in this server, newest first; also those that wait to be posted."""
    states = "'posted', 'hidden', 'posting'" if also_waiting else "'posted', 'hidden'"
    rows = await connection.execute_fetchall(
        f"SELECT * FROM reviews WHERE guild_id = ? AND author_id = ? AND state IN ({states})"  # noqa: S608 (fixed texts)
        " ORDER BY created_at DESC",
        (guild_id, author_id),
    )
    return [_review(row) for row in rows]


async def insert_review(
    connection: Connection,
    draft: Draft,
    *,
    guild_id: int,
    author_id: int,
    author_name: str,
    channel_id: int,
    at: datetime,
) -> int:
    """Keep a new review in state "posting"; returns its id. `channel_id` is where it was asked for."""
    # Ids follow the clock too: a database that was restored does not know what was given out after its backup.
    review_id = await new_id(connection, "reviews", at_least=to_ms(at))
    await connection.execute(
        f"INSERT INTO reviews (id, guild_id, series_id, author_id, author_name, {_AUTHORED}, state, channel_id,"  # noqa: S608 (fixed column names)
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'posting', ?, ?)",
        (review_id, guild_id, draft.series_id, author_id, author_name, *_authored(draft), channel_id, to_ms(at)),
    )
    return review_id


async def update_text(connection: Connection, draft: Draft, *, review_id: int, author_name: str, at: datetime) -> None:
    """Replace everything its author can change."""
    columns = ", ".join(f"{name.strip()} = ?" for name in _AUTHORED.split(","))
    await connection.execute(
        f"UPDATE reviews SET {columns}, author_name = ?, edited_at = ? WHERE id = ?",  # noqa: S608 (fixed column names)
        (*_authored(draft), author_name, to_ms(at), review_id),
    )


async def insert_version(connection: Connection, review: Review, *, at: datetime) -> None:
    """Keep the text of `review` as it is now, before it is edited."""
    await connection.execute(
        "INSERT INTO review_versions (review_id, version, fields, saved_at)"
        " SELECT ?, COALESCE(MAX(version), 0) + 1, ?, ? FROM review_versions WHERE review_id = ?",
        (review.id, json.dumps(review.content.to_fields(), ensure_ascii=False), to_ms(at), review.id),
    )


async def list_versions(connection: Connection, *, review_id: int) -> list[tuple[int, str]]:
    """Earlier texts as (version, body), the oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT version, fields FROM review_versions WHERE review_id = ? ORDER BY version", (review_id,)
    )
    return [(row["version"], Draft.from_fields("", json.loads(row["fields"])).body) for row in rows]


async def mark_posted(
    connection: Connection,
    *,
    review_id: int,
    channel_id: int,
    message_id: int,
    thread_id: int | None,
    has_poster: bool = False,
    at: datetime,
) -> bool:
    """The review is posted as this message. False when it has a message, or was deleted, meanwhile."""
    cursor = await connection.execute(
        "UPDATE reviews SET state = CASE WHEN hidden_reason IS NULL THEN 'posted' ELSE 'hidden' END, channel_id = ?,"
        " message_id = ?, thread_id = ?, has_poster = ?, posted_at = COALESCE(posted_at, ?)"
        " WHERE id = ? AND message_id IS NULL AND state <> 'deleted'",
        (channel_id, message_id, thread_id, int(has_poster), to_ms(at), review_id),
    )
    return cursor.rowcount > 0


async def set_state(
    connection: Connection,
    *,
    guild_id: int,
    review_id: int,
    state: ReviewState,
    hidden_reason: HiddenReason | None = None,
    deleted_at: datetime | None = None,
) -> None:
    """Move a review to another state. Raises IntegrityError where the author has a newer current one."""
    await connection.execute(
        "UPDATE reviews SET state = ?, hidden_reason = ?, deleted_at = ? WHERE id = ? AND guild_id = ?",
        (state, hidden_reason, to_ms(deleted_at) if deleted_at is not None else None, review_id, guild_id),
    )


async def set_horizon(
    connection: Connection, *, guild_id: int, review_id: int, spoiler_free: bool, horizon: int | None
) -> None:
    """Change how far a review says it spoils."""
    await connection.execute(
        "UPDATE reviews SET spoiler_free = ?, horizon = ? WHERE id = ? AND guild_id = ?",
        (int(spoiler_free), horizon, review_id, guild_id),
    )


async def forget_messages(connection: Connection, *, guild_id: int, message_ids: Iterable[int]) -> None:
    """These messages are gone from Discord; the reviews that they showed stay."""
    for message_id in message_ids:
        await connection.execute(
            "UPDATE reviews SET message_id = NULL WHERE guild_id = ? AND message_id = ?", (guild_id, message_id)
        )


async def forget_channel(connection: Connection, *, guild_id: int, channel_id: int) -> None:
    """A channel or thread is gone from Discord, with the posts and the comments in it."""
    await connection.execute(
        "UPDATE reviews SET message_id = NULL WHERE guild_id = ? AND channel_id = ?", (guild_id, channel_id)
    )
    await connection.execute(
        "UPDATE reviews SET thread_id = NULL, comments = 0 WHERE guild_id = ? AND thread_id = ?", (guild_id, channel_id)
    )


async def set_channel(connection: Connection, *, review_id: int, channel_id: int) -> None:
    """Where a review that has no message is to be posted."""
    await connection.execute(
        "UPDATE reviews SET channel_id = ? WHERE id = ? AND message_id IS NULL", (channel_id, review_id)
    )


async def set_thread(connection: Connection, *, review_id: int, thread_id: int | None) -> None:
    """Comments live in this thread now."""
    await connection.execute("UPDATE reviews SET thread_id = ? WHERE id = ?", (thread_id, review_id))


async def change_comments(connection: Connection, *, guild_id: int, thread_id: int, by: int) -> int | None:
    """Count comments more or less; returns the review's id, or None where the thread belongs to none."""
    rows = list(
        await connection.execute_fetchall(
            "UPDATE reviews SET comments = CASE WHEN comments + ? < 0 THEN 0 ELSE comments + ? END"
            " WHERE guild_id = ? AND thread_id = ? AND state <> 'deleted' RETURNING id",
            (by, by, guild_id, thread_id),
        )
    )
    return rows[0]["id"] if rows else None


async def set_comments(connection: Connection, *, guild_id: int, thread_id: int, count: int) -> int | None:
    """Correct the number of comments; returns the review's id where it was another."""
    rows = list(
        await connection.execute_fetchall(
            "UPDATE reviews SET comments = ? WHERE guild_id = ? AND thread_id = ? AND comments <> ?"
            " AND state <> 'deleted' RETURNING id",
            (count, guild_id, thread_id, count),
        )
    )
    return rows[0]["id"] if rows else None


async def delete_review(connection: Connection, *, review_id: int) -> None:
    """Forget a review for good, with its versions, openings and presses."""
    await connection.execute("DELETE FROM reviews WHERE id = ?", (review_id,))


async def is_deleted_by_moderators(connection: Connection, review: Review) -> bool:
    """Whether the deletion of `review` is one that the audit log knows; those by authors are not in it."""
    if review.deleted_at is None:
        return False
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM audit_log WHERE guild_id = ? AND done_at = ? AND action = 'review.deleted' AND subject = ?",
        (review.guild_id, to_ms(review.deleted_at), str(review.id)),
    )
    return bool(list(rows))


async def list_deleted(connection: Connection, *, before: datetime) -> list[Review]:
    """Reviews that were deleted before then, oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM reviews WHERE state = 'deleted' AND deleted_at < ? /* AND own(guild_id) */ ORDER BY deleted_at",
        (to_ms(before),),
    )
    return [_review(row) for row in rows]


async def insert_opening(connection: Connection, *, review_id: int, user_id: int, at: datetime) -> bool:
    """Somebody opened a review. True the first time."""
    cursor = await connection.execute(
        "INSERT INTO review_openings (review_id, user_id, opened_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (review_id, user_id, to_ms(at)),
    )
    return cursor.rowcount > 0


async def has_opened(connection: Connection, *, review_id: int, user_id: int) -> bool:
    """Whether somebody has opened a review."""
    sql = "SELECT 1 FROM review_openings WHERE review_id = ? AND user_id = ?"
    return await connection.fetch_one(sql, (review_id, user_id)) is not None


async def insert_spoils_me(connection: Connection, *, review_id: int, user_id: int, counts: bool, at: datetime) -> int:
    """Somebody says that a review spoils them; returns how many said so of those who count. A press that counted once
    goes on to count."""
    await connection.execute(
        "INSERT INTO spoils_me (review_id, user_id, counts, pressed_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (review_id, user_id) DO UPDATE SET counts = excluded.counts WHERE spoils_me.counts = 0",
        (review_id, user_id, int(counts), to_ms(at)),
    )
    rows = await connection.execute_fetchall(
        "SELECT COUNT(*) AS number FROM spoils_me WHERE review_id = ? AND counts = 1", (review_id,)
    )
    return int(next(iter(rows))["number"])


async def standings_of(connection: Connection, review_ids: list[int]) -> dict[int, ReviewNumbers]:
    """Counted votes, openings and comments by review id."""
    if not review_ids:
        return {}
    marks = ", ".join("?" * len(review_ids))
    rows = await connection.execute_fetchall(
        "SELECT r.id, r.comments, COALESCE(t.helpful, 0) AS helpful, COALESCE(t.not_helpful, 0) AS not_helpful,"  # noqa: S608 (only question marks are put in)
        " (SELECT COUNT(*) FROM review_openings o WHERE o.review_id = r.id) AS openings,"
        " COALESCE(p.parent_id, p.channel_id, 0) AS counted_in"
        " FROM reviews r LEFT JOIN vote_tallies t ON t.subject_kind = 'review' AND t.subject_id = r.id"
        " LEFT JOIN posts p ON p.subject_kind = 'review' AND p.subject_id = r.id"
        f" WHERE r.id IN ({marks})",
        review_ids,
    )
    return {
        row["id"]: ReviewNumbers(
            row["helpful"], row["not_helpful"], row["openings"], row["comments"], row["counted_in"]
        )
        for row in rows
    }


async def delete_spoils_me(connection: Connection, *, review_id: int) -> None:
    """Start counting again: moderators have looked at the review and show it."""
    await connection.execute("DELETE FROM spoils_me WHERE review_id = ?", (review_id,))
