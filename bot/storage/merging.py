"""Rows that follow a series into the one that it was merged with, in one server.

What belongs to the server moves. What belongs to members moves only where nobody outside this server can mean
the old series by it; otherwise it is copied, for the members who are known to use the series here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.storage import discussion_merging

# Tables of this and other features whose rows name a series of a server: every table with a `series_id` is
# either here, or moved by name below, or said in `STAYS` not to move.
MOVES: tuple[str, ...] = ("reviews", "review_drafts", "posts")
BY_NAME: tuple[str, ...] = ("progress", "ratings", "refusals", "suggestions", *discussion_merging.TABLES)
STAYS: tuple[str, ...] = (
    *("canon_series", "canon_aliases", "canon_lineage", "merged_series"),  # the service writes them itself
    "suggestion_drafts",  # gone after a day; until then the old id leads to the new series
)

_KNOWN_HERE = (
    "SELECT user_id FROM ratings WHERE guild_id = ? AND series_id = ?"
    " UNION SELECT author_id FROM reviews WHERE guild_id = ? AND series_id = ?"
)
# The further place in the series stays; it is shared only where both were.
_COPY_PROGRESS = (
    "INSERT INTO progress (user_id, series_id, status, episode, rewatches, shared, changed_at)"
    " SELECT user_id, ?, status, episode, rewatches, shared, changed_at FROM progress"
    " WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO UPDATE SET"
    " status = CASE WHEN excluded.episode > progress.episode OR excluded.status = 'finished'"
    " THEN excluded.status ELSE progress.status END,"
    " episode = CASE WHEN excluded.episode > progress.episode THEN excluded.episode ELSE progress.episode END,"
    " rewatches = CASE WHEN excluded.rewatches > progress.rewatches THEN excluded.rewatches"
    " ELSE progress.rewatches END,"
    " shared = excluded.shared * progress.shared,"
    " changed_at = CASE WHEN excluded.changed_at > progress.changed_at THEN excluded.changed_at"
    " ELSE progress.changed_at END"
)
_COPY_RATINGS = (
    "INSERT INTO ratings (user_id, series_id, rating, rated_at, guild_id)"
    " SELECT user_id, ?, rating, rated_at, guild_id FROM ratings WHERE {where}"
    " ON CONFLICT (user_id, series_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at,"
    " guild_id = excluded.guild_id WHERE excluded.rated_at > ratings.rated_at"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows went along, and whose older review gave way to their newer one."""

    reviews: int
    progress: int
    ratings: int
    gave_way: tuple[tuple[int, int, str], ...] = ()  # (review_id, author_id, headline)


def count(raw: sqlite3.Connection, guild_id: int, old_id: str, *, only_here: bool) -> Moved:
    """What would go along, before anything does."""
    known, values = _progress_of(guild_id, old_id, only_here=only_here)

    def number(table: str, where: str, *given: object) -> int:
        return int(raw.execute(f"SELECT COUNT(*) FROM {table} WHERE {where}", given).fetchone()[0])  # noqa: S608 (constants)

    return Moved(
        reviews=number("reviews", "guild_id = ? AND series_id = ? AND state <> 'deleted'", guild_id, old_id),
        progress=number("progress", f"series_id = ? AND user_id IN ({known})", old_id, *values),
        ratings=number("ratings", "series_id = ?", old_id)
        if only_here
        else number("ratings", "series_id = ? AND guild_id = ?", old_id, guild_id),
    )


def move(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool, at: int) -> Moved:
    """Move everything from `old_id` to `new_id`; `only_here`: no other server has a series called `old_id`.

    Where an author has reviewed both, the newer review stays and the older one is deleted (its text is kept as
    long as any deleted review's). Of two places in the series the further one stays, of two ratings the newer.
    """
    gave_way = _settle_double_reviews(raw, guild_id, old_id, new_id, at)
    progress = _merge_progress(raw, guild_id, old_id, new_id, only_here=only_here)
    ratings = _merge_ratings(raw, guild_id, old_id, new_id, only_here=only_here)
    _merge_refusals(raw, guild_id, old_id, new_id, only_here=only_here)
    _move_suggestions(raw, guild_id, old_id, new_id)
    raw.execute(
        "DELETE FROM review_drafts WHERE guild_id = ? AND series_id = ? AND user_id IN"
        " (SELECT user_id FROM review_drafts WHERE guild_id = ? AND series_id = ?)",
        (guild_id, old_id, guild_id, new_id),
    )
    discussion_merging.move(raw, guild_id, old_id, new_id, at=at)
    reviews = 0
    for table in MOVES:
        if _exists(raw, table):
            moved = raw.execute(
                f"UPDATE {table} SET series_id = ? WHERE guild_id = ? AND series_id = ?",  # noqa: S608 (constants)
                (new_id, guild_id, old_id),
            ).rowcount
            reviews = moved if table == "reviews" else reviews
    return Moved(reviews, progress, ratings, gave_way)


def _settle_double_reviews(
    raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, at: int
) -> tuple[tuple[int, int, str], ...]:
    pairs = raw.execute(
        "SELECT a.id AS one, b.id AS other, a.author_id AS author_id, a.headline AS one_headline,"
        " b.headline AS other_headline, COALESCE(a.edited_at, a.created_at) AS one_at,"
        " COALESCE(b.edited_at, b.created_at) AS other_at FROM reviews AS a JOIN reviews AS b"
        " ON b.guild_id = a.guild_id AND b.author_id = a.author_id AND b.series_id = ? AND b.state <> 'deleted'"
        " WHERE a.guild_id = ? AND a.series_id = ? AND a.state <> 'deleted'",
        (new_id, guild_id, old_id),
    ).fetchall()
    gave_way = []
    for pair in pairs:
        older = "one" if pair["one_at"] < pair["other_at"] else "other"
        raw.execute("UPDATE reviews SET state = 'deleted', deleted_at = ? WHERE id = ?", (at, pair[older]))
        gave_way.append((pair[older], pair["author_id"], pair[f"{older}_headline"]))
    return tuple(gave_way)


def _progress_of(guild_id: int, old_id: str, *, only_here: bool) -> tuple[str, tuple[object, ...]]:
    """Whose place in the series goes along: a query of user ids, and its values."""
    return ("SELECT user_id FROM progress", ()) if only_here else _known_members(guild_id, old_id)


def _merge_progress(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> int:
    known, values = _progress_of(guild_id, old_id, only_here=only_here)
    moved = raw.execute(_COPY_PROGRESS.format(known=known), (new_id, old_id, *values)).rowcount
    if only_here:
        raw.execute("DELETE FROM progress WHERE series_id = ?", (old_id,))
    return moved


def _merge_ratings(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> int:
    where, values = (
        ("series_id = ?", (old_id,)) if only_here else ("series_id = ? AND guild_id = ?", (old_id, guild_id))
    )
    moved = raw.execute(_COPY_RATINGS.format(where=where), (new_id, *values)).rowcount
    raw.execute(f"DELETE FROM ratings WHERE {where}", values)  # noqa: S608 (constants)
    return moved


def _merge_refusals(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> None:
    known, values = ("SELECT user_id FROM refusals", ()) if only_here else _known_members(guild_id, old_id)
    raw.execute(
        "INSERT INTO refusals (user_id, series_id, refused_at) SELECT user_id, ?, refused_at FROM refusals"  # noqa: S608 (constants)
        f" WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO NOTHING",
        (new_id, old_id, *values),
    )
    if only_here:
        raw.execute("DELETE FROM refusals WHERE series_id = ?", (old_id,))


def _move_suggestions(raw: sqlite3.Connection, guild_id: int, old_id: str, new_id: str) -> None:
    """One that would say what its author has said already, or recommend a series to itself, keeps the old id."""
    for column, other in (("liked_id", "try_id"), ("try_id", "liked_id")):
        raw.execute(
            f"UPDATE suggestions SET {column} = ? WHERE guild_id = ? AND {column} = ? AND {other} <> ? AND NOT EXISTS"  # noqa: S608 (constants)
            " (SELECT 1 FROM suggestions AS same WHERE same.guild_id = suggestions.guild_id"
            f" AND same.author_id = suggestions.author_id AND same.{column} = ?"
            f" AND same.{other} = suggestions.{other})",
            (new_id, guild_id, old_id, new_id, new_id),
        )


def _known_members(guild_id: int, series_id: str) -> tuple[str, tuple[object, ...]]:
    """Members who rated or reviewed the series in this server, as a query and its values."""
    return _KNOWN_HERE, (guild_id, series_id, guild_id, series_id)


def _exists(raw: sqlite3.Connection, table: str) -> bool:
    return raw.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).fetchone() is not None
