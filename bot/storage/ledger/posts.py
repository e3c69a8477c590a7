"""Messages that are voted on: which they are, and which tally their cards show.

Functions here take the raw connection, like those of `bot.storage.votes`: pass them to `Database.write`,
or to `Connection.run` within a block.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from bot.domain.votes import Subject, SubjectKind, Tally
from bot.storage.engine.times import from_ms, to_ms


class Post(Struct, frozen=True):
    """A message that is voted on. `author_id` wrote its subject; the message is the bot's."""

    message_id: int
    guild_id: int
    channel_id: int  # the channel or thread that holds the message
    subject: Subject
    series_id: str
    author_id: int
    posted_at: datetime
    parent_id: int | None = None  # the channel that holds that thread
    # What spares the ledger some queries; no part of what the post is.
    is_fetched: bool = False  # its reactions are being fetched from Discord
    has_carried: bool = False  # it may hold reactions of a former message

    @property
    def counted_in(self) -> int:
        """The channel whose rules decide which votes count: a thread follows the one that it hangs in."""
        return self.parent_id or self.channel_id


class StalePost(Struct, frozen=True):
    """A post whose card shows another tally than the ledger's, or none that is known."""

    post: Post
    tally: Tally  # the ledger's


# In the order that `post_of` reads them.
COLUMNS = (
    "message_id, guild_id, channel_id, parent_id, subject_kind, subject_id, series_id, author_id, posted_at,"
    " fetch_started_at, has_carried"
)


def insert_post(raw: sqlite3.Connection, post: Post, *, shown: Tally | None = None) -> None:
    """Have votes on this message counted; `shown` is the tally that its card was sent with.

    A subject that is sent anew, into another channel or another form, takes its votes along: each stands until
    its member reacts on the new message. Inserting the same post again is harmless.
    """
    former = get_post_of(raw, post.subject)
    if former is not None and former.message_id == post.message_id:
        return
    values = (
        post.message_id,
        post.guild_id,
        post.channel_id,
        post.parent_id,
        post.series_id,
        post.author_id,
        to_ms(post.posted_at),
        shown.helpful if shown else None,
        shown.not_helpful if shown else None,
        to_ms(post.posted_at) if shown else None,
        post.subject.kind,
        post.subject.id,
    )
    if former is None:
        raw.execute(
            "INSERT INTO posts (message_id, guild_id, channel_id, parent_id, series_id, author_id, posted_at,"
            " shown_helpful, shown_not_helpful, shown_at, subject_kind, subject_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        return
    raw.execute("DELETE FROM touched_presence WHERE message_id = ?", (former.message_id,))
    raw.execute(
        "UPDATE posts SET message_id = ?, guild_id = ?, channel_id = ?, parent_id = ?, series_id = ?,"
        " author_id = ?, posted_at = ?, shown_helpful = ?, shown_not_helpful = ?, shown_at = ?,"
        " fetch_started_at = NULL, has_carried = 1, missing_at = NULL, missing_again = 0"
        " WHERE subject_kind = ? AND subject_id = ?",
        values,
    )
    raw.execute("UPDATE reaction_presence SET carried = 1 WHERE message_id = ?", (post.message_id,))


def get_post(raw: sqlite3.Connection, guild_id: int, message_id: int) -> Post | None:
    """The post with this message, or None if nothing is voted on there."""
    row = raw.execute(
        f"SELECT {COLUMNS} FROM posts WHERE message_id = ? AND guild_id = ?",  # noqa: S608 (constants)
        (message_id, guild_id),
    ).fetchone()
    return post_of(row) if row else None


def get_post_of(raw: sqlite3.Connection, subject: Subject) -> Post | None:
    """The message that this subject is voted on at."""
    row = raw.execute(
        f"SELECT {COLUMNS} FROM posts WHERE subject_kind = ? AND subject_id = ?",  # noqa: S608 (constants)
        (subject.kind.value, subject.id),
    ).fetchone()
    return post_of(row) if row else None


def list_posts(
    raw: sqlite3.Connection, guild_id: int, *, before_message_id: int | None = None, limit: int = 100
) -> list[Post]:
    """A server's posts, newest first; the next page starts before the last one's message id."""
    rows = raw.execute(
        f"SELECT {COLUMNS} FROM posts WHERE guild_id = ? AND message_id < ? ORDER BY message_id DESC LIMIT ?",  # noqa: S608 (constants)
        (guild_id, before_message_id if before_message_id is not None else 2**63 - 1, limit),
    )
    return [post_of(row) for row in rows]


def count_posts(raw: sqlite3.Connection, guild_id: int) -> int:
    """How many posts of a server are voted on."""
    count: int = raw.execute("SELECT COUNT(*) FROM posts WHERE guild_id = ?", (guild_id,)).fetchone()[0]
    return count


def list_post_keys(raw: sqlite3.Connection) -> list[tuple[int, int]]:
    """(guild_id, message_id) of every post, for a listener's first, cheap look at a reaction."""
    rows = raw.execute("SELECT guild_id, message_id FROM posts /* WHERE own(guild_id) */")
    return [(row[0], row[1]) for row in rows]


def delete_posts(raw: sqlite3.Connection, guild_id: int, message_ids: Iterable[int]) -> list[Post]:
    """Forget that these messages are voted on, with their reactions, votes and tallies; those that were posts.

    Reactions vanish with their message: the ledger holds what Discord shows.
    """
    gone = []
    for message_id in message_ids:
        post = get_post(raw, guild_id, message_id)
        if post is None:
            continue
        _delete_votes(raw, post.subject)
        raw.execute("DELETE FROM posts WHERE message_id = ?", (message_id,))
        gone.append(post)
    return gone


def forget_messages(raw: sqlite3.Connection, guild_id: int, message_ids: Iterable[int]) -> list[Post]:
    """These messages are gone from Discord; those of them that were posts.

    Their votes are gone. A review stays, not posted, until its author posts it again; a member's recommendation was
    its message, and goes with it.
    """
    gone = delete_posts(raw, guild_id, message_ids)
    for post in gone:
        key = (guild_id, post.subject.id, post.message_id)
        if post.subject.kind is SubjectKind.REVIEW:
            raw.execute("UPDATE reviews SET message_id = NULL WHERE guild_id = ? AND id = ? AND message_id = ?", key)
        else:
            raw.execute("DELETE FROM suggestions WHERE guild_id = ? AND id = ? AND message_id = ?", key)
    return gone


def forget_messages_in(raw: sqlite3.Connection, guild_id: int, channel_id: int) -> list[Post]:
    """`forget_messages` of a deleted channel or thread, also of the channel's threads."""
    rows = raw.execute(
        "SELECT message_id FROM posts WHERE guild_id = ? AND (channel_id = ? OR parent_id = ?)",
        (guild_id, channel_id, channel_id),
    ).fetchall()
    return forget_messages(raw, guild_id, [row[0] for row in rows])


def _delete_votes(raw: sqlite3.Connection, subject: Subject) -> None:
    for table in ("votes", "vote_tallies"):
        raw.execute(
            f"DELETE FROM {table} WHERE subject_kind = ? AND subject_id = ?",  # noqa: S608 (constants)
            (subject.kind.value, subject.id),
        )


def list_stale_posts(raw: sqlite3.Connection, *, limit: int = 500) -> list[StalePost]:
    """Posts whose cards have to be edited, those waiting longest first; what a restart goes on with."""
    columns = ", ".join(f"p.{name}" for name in COLUMNS.split(", "))
    rows = raw.execute(
        f"SELECT {columns}, COALESCE(t.helpful, 0) AS helpful, COALESCE(t.not_helpful, 0) AS not_helpful"  # noqa: S608 (constants)
        " FROM posts AS p LEFT JOIN vote_tallies AS t"
        " ON t.subject_kind = p.subject_kind AND t.subject_id = p.subject_id"
        " WHERE p.missing_at IS NULL AND (p.shown_helpful IS NULL OR p.shown_helpful <> COALESCE(t.helpful, 0)"
        " OR p.shown_not_helpful <> COALESCE(t.not_helpful, 0)) /* AND own(p.guild_id) */"
        " ORDER BY COALESCE(t.changed_at, p.posted_at), p.message_id LIMIT ?",
        (limit,),
    )
    return [StalePost(post_of(row), Tally(row["helpful"], row["not_helpful"])) for row in rows]


def mark_shown(raw: sqlite3.Connection, message_id: int, tally: Tally, *, at: datetime) -> None:
    """The card was edited to show `tally`."""
    raw.execute(
        "UPDATE posts SET shown_helpful = ?, shown_not_helpful = ?, shown_at = ? WHERE message_id = ?",
        (tally.helpful, tally.not_helpful, to_ms(at), message_id),
    )


def get_tally(raw: sqlite3.Connection, subject: Subject) -> Tally:
    """The counted votes on a subject."""
    row = raw.execute(
        "SELECT helpful, not_helpful FROM vote_tallies WHERE subject_kind = ? AND subject_id = ?",
        (subject.kind.value, subject.id),
    ).fetchone()
    return Tally(row[0], row[1]) if row else Tally()


def get_guild_tally(raw: sqlite3.Connection, guild_id: int, kind: SubjectKind) -> Tally:
    """All counted votes of a server on one kind of subject: where its mean comes from."""
    row = raw.execute(
        "SELECT COALESCE(SUM(helpful), 0), COALESCE(SUM(not_helpful), 0) FROM vote_tallies"
        " WHERE guild_id = ? AND subject_kind = ?",
        (guild_id, kind),
    ).fetchone()
    return Tally(row[0], row[1])


def post_of(row: sqlite3.Row) -> Post:
    """The post that a row tells of; `COLUMNS` come first in it."""
    # By position: reading columns by name is a tenth of what a reaction costs.
    return Post(
        row[0],
        row[1],
        row[2],
        Subject(_KINDS[row[4]], row[5]),
        row[6],
        row[7],
        from_ms(row[8]),
        row[3],
        row[9] is not None,
        bool(row[10]),
    )


_KINDS = {kind.value: kind for kind in SubjectKind}
