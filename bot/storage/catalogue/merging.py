"""Rows that follow a series into the one that it was merged with, in one server.

What belongs to the server moves. What belongs to members moves only where nobody outside this server can mean
the old series by it; otherwise it is copied, for the members who are known to use the series here.

Where the two count their episodes differently, an episode of the one means nothing in the other: what rests on such a
number is taken for the whole series where it hides something, and starts over where it shows something.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from bot.storage.catalogue import discussion_merging
from bot.storage.engine.connection import Connection
from bot.storage.engine.others import Sort
from bot.storage.engine.times import to_ms
from bot.storage.review_drafts import forget_numbers

# Tables of this and other features whose rows name a series of a server: every table with a `series_id` is
# either here, or moved by name below, or said in `STAYS` not to move.
MOVES: tuple[str, ...] = ("reviews", "review_drafts", "posts")
BY_NAME: tuple[str, ...] = (
    *("progress", "ratings", "refusals", "suggestions", "review_restraints", "watch_notes", *discussion_merging.TABLES),
    "published_shows",  # by `published.follow_merge`
)
STAYS: tuple[str, ...] = (
    *("canon_series", "canon_aliases", "canon_lineage", "merged_series"),  # the service writes them itself
    "audit_log",  # it says what was so; the old id leads to the new series' title
    "list_entries",  # what a list said, for a month; the old id leads to the new series
    *("shared_series", "shared_lineage", "airings", "airing_checks"),  # everybody's: a merge is one server's
    "reminders",  # they follow the series whose schedule they were asked for
    "suggestion_drafts",  # gone after a day; until then the old id leads to the new series
)

_KNOWN_HERE = (
    "SELECT user_id FROM ratings WHERE guild_id = ? AND series_id = ?"
    " UNION SELECT author_id FROM reviews WHERE guild_id = ? AND series_id = ?"
)
# The further place in the series stays; it is shared only where both were.
_COPY_PROGRESS = (
    "INSERT INTO progress (user_id, series_id, status, episode, rewatches, shared, changed_at, seen_before)"
    " SELECT user_id, ?, status, episode, rewatches, shared, changed_at, seen_before FROM progress"
    " WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO UPDATE SET"
    " status = CASE WHEN excluded.episode > progress.episode OR excluded.status = 'finished'"
    " THEN excluded.status ELSE progress.status END,"
    " episode = CASE WHEN excluded.episode > progress.episode THEN excluded.episode ELSE progress.episode END,"
    " rewatches = CASE WHEN excluded.rewatches > progress.rewatches THEN excluded.rewatches"
    " ELSE progress.rewatches END,"
    " seen_before = CASE WHEN excluded.seen_before > progress.seen_before THEN excluded.seen_before"
    " ELSE progress.seen_before END,"
    " shared = excluded.shared * progress.shared,"
    " changed_at = CASE WHEN excluded.changed_at > progress.changed_at THEN excluded.changed_at"
    " ELSE progress.changed_at END"
)
# Nobody is told less than before for having had a place in the other series, nor shown more.
_COPY_WITHOUT_EPISODES = (
    "INSERT INTO progress (user_id, series_id, status, episode, rewatches, shared, changed_at)"
    " SELECT user_id, ?, CASE WHEN status = 'finished' THEN 'watching' ELSE status END, 0, 0, shared, changed_at"
    " FROM progress WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO NOTHING"
)
_COPY_RATINGS = (
    "INSERT INTO ratings (user_id, series_id, rating, rated_at, guild_id)"
    " SELECT user_id, ?, rating, rated_at, guild_id FROM ratings WHERE {where}"
    " ON CONFLICT (user_id, series_id) DO UPDATE SET rating = excluded.rating, rated_at = excluded.rated_at,"
    " guild_id = excluded.guild_id WHERE excluded.rated_at > ratings.rated_at"
)


class GaveWay(Struct, frozen=True):
    """An older review, deleted because its author had written a newer one of what is the same series now."""

    review_id: int
    author_id: int
    headline: str
    body: str


class Moved(Struct, frozen=True):
    """How many rows went along, and whose older review gave way to their newer one."""

    reviews: int
    progress: int
    ratings: int
    gave_way: tuple[GaveWay, ...] = ()
    renumbered: tuple[tuple[int, str], ...] = ()  # (author_id, headline) of reviews whose horizon means nothing now


async def count_reviews(connection: Connection, guild_id: int, series_id: str) -> int:
    """How many reviews of a series stand in a server."""
    return await connection.fetch_number(
        "SELECT COUNT(*) FROM reviews WHERE guild_id = ? AND series_id = ? AND state <> 'deleted'",
        (guild_id, series_id),
    )


async def move(
    connection: Connection,
    guild_id: int,
    old_id: str,
    new_id: str,
    *,
    only_here: bool,
    same_numbers: bool,
    at: datetime,
) -> Moved:
    """Move everything from `old_id` to `new_id`; `only_here`: no other server has a series called `old_id`.

    `same_numbers`: episode 5 of the one is episode 5 of the other.

    Where an author has reviewed both, the newer review stays and the older one is deleted (its text is kept as
    long as any deleted review's). Of two places in the series the further one stays, of two ratings the newer.
    """
    gave_way = await _settle_double_reviews(connection, guild_id, old_id, new_id, at)
    renumbered = () if same_numbers else await _forget_numbers(connection, guild_id, old_id)
    progress = await _merge_progress(
        connection, guild_id, old_id, new_id, only_here=only_here, same_numbers=same_numbers
    )
    ratings = await _merge_ratings(connection, guild_id, old_id, new_id, only_here=only_here)
    await _merge_notes(connection, guild_id, old_id, new_id, only_here=only_here)
    await _merge_refusals(connection, guild_id, old_id, new_id, only_here=only_here)
    await _move_suggestions(connection, guild_id, old_id, new_id)
    await _move_restraints(connection, guild_id, old_id, new_id, same_numbers=same_numbers)
    await connection.execute(
        "DELETE FROM review_drafts WHERE guild_id = ? AND series_id = ? AND user_id IN"
        " (SELECT user_id FROM review_drafts WHERE guild_id = ? AND series_id = ?)",
        (guild_id, old_id, guild_id, new_id),
    )
    await discussion_merging.move(connection, guild_id, old_id, new_id, same_numbers=same_numbers, at=at)
    reviews = await count_reviews(connection, guild_id, old_id)
    for table in MOVES:
        await connection.execute(
            f"UPDATE {table} SET series_id = ? WHERE guild_id = ? AND series_id = ?",  # noqa: S608 (constants)
            (new_id, guild_id, old_id),
        )
    return Moved(reviews, progress, ratings, gave_way, renumbered)


async def _settle_double_reviews(
    connection: Connection, guild_id: int, old_id: str, new_id: str, at: datetime
) -> tuple[GaveWay, ...]:
    pairs = await connection.execute_fetchall(
        "SELECT a.id AS one, b.id AS other, a.author_id AS author_id, a.headline AS one_headline,"
        " b.headline AS other_headline, a.body AS one_body, b.body AS other_body,"
        " COALESCE(a.edited_at, a.created_at) AS one_at,"
        " COALESCE(b.edited_at, b.created_at) AS other_at FROM reviews AS a JOIN reviews AS b"
        " ON b.guild_id = a.guild_id AND b.author_id = a.author_id AND b.series_id = ? AND b.state <> 'deleted'"
        " WHERE a.guild_id = ? AND a.series_id = ? AND a.state <> 'deleted'",
        (new_id, guild_id, old_id),
    )
    gave_way = []
    for pair in pairs:
        older = "one" if pair["one_at"] < pair["other_at"] else "other"
        await connection.execute(
            "UPDATE reviews SET state = 'deleted', deleted_at = ? WHERE id = ?", (to_ms(at), pair[older])
        )
        gave_way.append(GaveWay(pair[older], pair["author_id"], pair[f"{older}_headline"], pair[f"{older}_body"]))
    return tuple(gave_way)


def _progress_of(guild_id: int, old_id: str, *, only_here: bool) -> tuple[str, tuple[object, ...]]:
    """Whose place in the series goes along: a query of user ids, and its values."""
    return ("SELECT user_id FROM progress", ()) if only_here else _known_members(guild_id, old_id)


async def _forget_numbers(connection: Connection, guild_id: int, old_id: str) -> tuple[tuple[int, str], ...]:
    """Reviews and drafts whose horizon was an episode spoil the whole series from now on; returns whose reviews they
    are. So do those that were deleted, for they may come back: of them nobody has to be told."""
    await forget_numbers(connection, guild_id=guild_id, series_id=old_id)
    rows = await connection.execute_fetchall(
        "UPDATE reviews SET horizon = NULL, stage_episode = NULL"
        " WHERE guild_id = ? AND series_id = ? AND spoiler_free = 0 AND horizon IS NOT NULL"
        " RETURNING author_id, headline, state",
        (guild_id, old_id),
    )
    return tuple((row["author_id"], row["headline"]) for row in rows if row["state"] != "deleted")


async def _merge_progress(
    connection: Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool, same_numbers: bool
) -> int:
    known, values = _progress_of(guild_id, old_id, only_here=only_here)
    copy = _COPY_PROGRESS if same_numbers else _COPY_WITHOUT_EPISODES
    moved = (await connection.execute(copy.format(known=known), (new_id, old_id, *values))).rowcount
    if only_here:
        await connection.execute("DELETE FROM progress WHERE series_id = ?", (old_id,))
    return moved


async def _merge_ratings(connection: Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> int:
    where, values = (
        ("series_id = ?", (old_id,)) if only_here else ("series_id = ? AND guild_id = ?", (old_id, guild_id))
    )
    moved = (await connection.execute(_COPY_RATINGS.format(where=where), (new_id, *values))).rowcount
    await connection.execute(f"DELETE FROM ratings WHERE {where}", values)  # noqa: S608 (constants)
    await connection.tell(Sort.RATINGS)
    return moved


async def _merge_notes(connection: Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> None:
    """Days and notes about the old series stand where the new one has none."""
    known, values = ("SELECT user_id FROM watch_notes", ()) if only_here else _known_members(guild_id, old_id)
    await connection.execute(
        "INSERT INTO watch_notes (user_id, series_id, started_on, finished_on, note)"  # noqa: S608 (constants)
        " SELECT user_id, ?, started_on, finished_on, note FROM watch_notes"
        f" WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO NOTHING",
        (new_id, old_id, *values),
    )
    if only_here:
        await connection.execute("DELETE FROM watch_notes WHERE series_id = ?", (old_id,))


async def _merge_refusals(connection: Connection, guild_id: int, old_id: str, new_id: str, *, only_here: bool) -> None:
    known, values = ("SELECT user_id FROM refusals", ()) if only_here else _known_members(guild_id, old_id)
    await connection.execute(
        "INSERT INTO refusals (user_id, series_id, refused_at) SELECT user_id, ?, refused_at FROM refusals"  # noqa: S608 (constants)
        f" WHERE series_id = ? AND user_id IN ({known}) ON CONFLICT (user_id, series_id) DO NOTHING",
        (new_id, old_id, *values),
    )
    if only_here:
        await connection.execute("DELETE FROM refusals WHERE series_id = ?", (old_id,))


async def _move_suggestions(connection: Connection, guild_id: int, old_id: str, new_id: str) -> None:
    """One that would say what its author has said already, or recommend a series to itself, keeps the old id."""
    for column, other in (("liked_id", "try_id"), ("try_id", "liked_id")):
        await connection.execute(
            f"UPDATE suggestions SET {column} = ? WHERE guild_id = ? AND {column} = ? AND {other} <> ? AND NOT EXISTS"  # noqa: S608 (constants)
            " (SELECT 1 FROM suggestions AS same WHERE same.guild_id = suggestions.guild_id"
            f" AND same.author_id = suggestions.author_id AND same.{column} = ?"
            f" AND same.{other} = suggestions.{other})",
            (new_id, guild_id, old_id, new_id, new_id),
        )


async def _move_restraints(
    connection: Connection, guild_id: int, old_id: str, new_id: str, *, same_numbers: bool
) -> None:
    """What was decided goes along; a horizon that is counted otherwise is the whole series."""
    floor = "floor" if same_numbers else "CASE WHEN floor IS NULL THEN NULL ELSE 0 END"
    await connection.execute(
        "INSERT INTO review_restraints (guild_id, author_id, series_id, floor, hidden_reason, sketch, decided_at)"  # noqa: S608 (constants)
        f" SELECT guild_id, author_id, ?, {floor}, hidden_reason, sketch, decided_at FROM review_restraints"
        " WHERE guild_id = ? AND series_id = ? ON CONFLICT DO NOTHING",
        (new_id, guild_id, old_id),
    )
    await connection.execute("DELETE FROM review_restraints WHERE guild_id = ? AND series_id = ?", (guild_id, old_id))


def _known_members(guild_id: int, series_id: str) -> tuple[str, tuple[object, ...]]:
    """Members who rated or reviewed the series in this server, as a query and its values."""
    return _KNOWN_HERE, (guild_id, series_id, guild_id, series_id)
