"""Rows of what is published: claimed, settled, and what each of them shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.domain.published.kinds import SETTINGS_SHOWN, PublishedKind, Step
from bot.domain.published.records import PostAddress, Publication, Shows
from bot.storage.engine.connection import Connection
from bot.storage.engine.numbers import new_claim
from bot.storage.engine.times import to_ms
from bot.storage.published.rows import publication_of
from bot.storage.published.steps import ask_step, put_steps

# How many changes the server of the one bound value has seen.
_MARKS = "COALESCE((SELECT number FROM published_marks WHERE guild_id = ?), 0)"


async def get_publication(
    connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str
) -> Publication | None:
    """A publication or claim of this server, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM published WHERE guild_id = ? AND kind = ? AND subject = ?", (guild_id, kind.value, subject)
        )
    )
    return publication_of(rows[0]) if rows else None


async def get_by_message(connection: Connection, *, guild_id: int, message_id: int) -> Publication | None:
    """What this server has published as this message, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM published WHERE guild_id = ? AND message_id = ?", (guild_id, message_id)
        )
    )
    return publication_of(rows[0]) if rows else None


async def claim(
    connection: Connection,
    *,
    guild_id: int,
    kind: PublishedKind,
    subject: str,
    channel_id: int,
    after_id: int | None,
    at: datetime,
) -> bool:
    """Claim what is about to be sent, before it is drawn. False where it is claimed or sent already."""
    cursor = await connection.execute(
        "INSERT INTO published (guild_id, kind, subject, channel_id, after_id, claimed_at, claim, marks)"  # noqa: S608 (texts of this module)
        f" VALUES (?, ?, ?, ?, ?, ?, ?, {_MARKS}) ON CONFLICT (guild_id, kind, subject) DO NOTHING",
        (guild_id, kind.value, subject, channel_id, after_id, to_ms(at), await new_claim(connection), guild_id),
    )
    return cursor.rowcount > 0


async def reclaim(
    connection: Connection,
    *,
    guild_id: int,
    kind: PublishedKind,
    subject: str,
    channel_id: int,
    after_id: int | None,
    at: datetime,
) -> None:
    """Its message is gone and another one is to be sent; a claim that waits stays as it is."""
    await connection.execute(
        "INSERT INTO published (guild_id, kind, subject, channel_id, after_id, claimed_at, claim, marks)"  # noqa: S608 (texts of this module)
        f" VALUES (?, ?, ?, ?, ?, ?, ?, {_MARKS})"
        " ON CONFLICT (guild_id, kind, subject) DO UPDATE SET channel_id = excluded.channel_id, message_id = NULL,"
        " thread_id = NULL, after_id = excluded.after_id, claimed_at = excluded.claimed_at, settled_at = NULL,"
        " claim = excluded.claim,"
        " marks = excluded.marks WHERE published.settled_at IS NOT NULL",
        (guild_id, kind.value, subject, channel_id, after_id, to_ms(at), await new_claim(connection), guild_id),
    )


async def settle(
    connection: Connection,
    *,
    guild_id: int,
    kind: PublishedKind,
    subject: str,
    place: PostAddress | None,
    shows: Shows,
    at: datetime,
    steps: Iterable[Step] = (),
    marks_then: int = 0,
) -> None:
    """It is there, or (None) had nothing to say. `steps` are left to do. Unclaimed things are noted all the same, as
    drawn when the number of marks was `marks_then`."""
    values = (place.channel_id, place.message_id, place.thread_id) if place is not None else (0, None, None)
    await connection.execute(
        "INSERT INTO published"
        " (guild_id, kind, subject, channel_id, message_id, thread_id, claimed_at, settled_at, marks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, kind, subject) DO UPDATE SET"
        " channel_id = CASE WHEN excluded.channel_id = 0 THEN published.channel_id ELSE excluded.channel_id END,"
        " message_id = excluded.message_id, thread_id = excluded.thread_id, settled_at = excluded.settled_at",
        (guild_id, kind.value, subject, *values, to_ms(at), to_ms(at), marks_then),
    )
    publication = await get_publication(connection, guild_id=guild_id, kind=kind, subject=subject)
    assert publication is not None
    await put_shows(connection, publication, shows)
    # Something has changed since it was claimed, and it may have been drawn before that.
    await put_steps(connection, guild_id, f"p.id = ? AND p.marks < {_MARKS}", (publication.id, guild_id))
    for step in steps:
        await ask_step(connection, guild_id=guild_id, kind=kind, subject=subject, step=step)


async def put_shows(connection: Connection, publication: Publication, shows: Shows) -> None:
    """Keep what it shows now in place of what it showed."""
    await connection.execute("DELETE FROM published_shows WHERE published_id = ?", (publication.id,))
    await add_shows(connection, publication, shows)


async def add_shows(connection: Connection, publication: Publication, shows: Shows) -> None:
    """Keep what it is about to show beside what it showed: until it is drawn anew, nobody knows which it is."""
    rows = [(series_id, 0, 0) for series_id in sorted(shows.series)]
    rows += [("", member_id, 0) for member_id in sorted(shows.members)]
    rows += [("", 0, review_id) for review_id in sorted(shows.reviews)]
    await connection.executemany(
        "INSERT INTO published_shows (published_id, guild_id, series_id, member_id, review_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(publication.id, publication.guild_id, *row) for row in rows],
    )


async def set_thread(
    connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, thread_id: int | None
) -> None:
    """A thread hangs on it now, whose name follows what it shows."""
    await connection.execute(
        "UPDATE published SET thread_id = ? WHERE guild_id = ? AND kind = ? AND subject = ?",
        (thread_id, guild_id, kind.value, subject),
    )


async def has_messages(connection: Connection, *, guild_id: int, message_ids: Collection[int]) -> bool:
    """Whether something is published as one of these messages, at most a hundred."""
    row = await connection.fetch_one(
        f"SELECT 1 FROM published WHERE guild_id = ? AND message_id IN ({', '.join('?' * len(message_ids))}) LIMIT 1",  # noqa: S608 (places for values)
        (guild_id, *message_ids),
    )
    return row is not None


async def forget_messages(connection: Connection, *, guild_id: int, message_ids: Iterable[int]) -> None:
    """These messages are gone from Discord. That they were sent stays known: nothing is sent again because of it.

    A member's recommendation is its message: it is no longer published.
    """
    for message_id in message_ids:
        await connection.execute(
            "DELETE FROM published WHERE guild_id = ? AND message_id = ? AND kind = ?",
            (guild_id, message_id, PublishedKind.SUGGESTION.value),
        )
        await connection.execute(
            "UPDATE published SET message_id = NULL WHERE guild_id = ? AND message_id = ?", (guild_id, message_id)
        )


async def forget_channel(connection: Connection, *, guild_id: int, channel_id: int) -> None:
    """A channel or thread is gone from Discord, with what was published in it."""
    await connection.execute(
        "UPDATE published SET message_id = NULL WHERE guild_id = ? AND channel_id = ?", (guild_id, channel_id)
    )
    await connection.execute(
        "UPDATE published SET thread_id = NULL WHERE guild_id = ? AND thread_id = ?", (guild_id, channel_id)
    )


async def rename_subject(connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, to: str) -> None:
    """What is published goes by another name from now on, and its old one is free. A claim keeps its name."""
    await connection.execute(
        "UPDATE published SET subject = ? WHERE guild_id = ? AND kind = ? AND subject = ? AND settled_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM published AS other WHERE other.guild_id = ? AND other.kind = ?"
        " AND other.subject = ?)",
        (to, guild_id, kind.value, subject, guild_id, kind.value, to),
    )


async def delete_publication(connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str) -> None:
    """It is no longer published, or could not be."""
    await connection.execute(
        "DELETE FROM published WHERE guild_id = ? AND kind = ? AND subject = ?", (guild_id, kind.value, subject)
    )


async def delete_as_it_was(connection: Connection, publication: Publication) -> None:
    """What it showed is no more; a claim, and what was claimed, settled or called anew since it was read, stays."""
    await connection.execute(
        "DELETE FROM published WHERE id = ? AND subject = ? AND claim = ? AND COALESCE(message_id, 0) = ?"
        " AND settled_at IS NOT NULL",
        (publication.id, publication.subject, publication.claim, publication.message_id or 0),
    )


async def first_claim(connection: Connection, *, guild_id: int, kind: PublishedKind) -> Publication | None:
    """The oldest claim of a kind in this server that is not settled, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT * FROM published WHERE guild_id = ? AND kind = ? AND settled_at IS NULL ORDER BY id LIMIT 1",
            (guild_id, kind.value),
        )
    )
    return publication_of(rows[0]) if rows else None


async def list_claims(connection: Connection) -> list[Publication]:
    """What is claimed in any server and not settled, the oldest first."""
    rows = await connection.execute_fetchall(
        "SELECT * FROM published WHERE settled_at IS NULL /* AND own(guild_id) */ ORDER BY id"
    )
    return [publication_of(row) for row in rows]


async def list_naming(connection: Connection, user_id: int, guild_id: int | None) -> list[tuple[int, PostAddress]]:
    """What names somebody or shows what they wrote, here or (None) everywhere, as (guild_id, where)."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT p.guild_id, p.channel_id, p.message_id, p.thread_id FROM published AS p"
        " JOIN published_shows AS s ON s.published_id = p.id WHERE p.message_id IS NOT NULL"
        " AND (CAST(? AS BIGINT) IS NULL OR p.guild_id = ?) AND (s.member_id = ? OR s.review_id IN"
        " (SELECT id FROM reviews WHERE author_id = ?)) ORDER BY p.message_id",
        (guild_id, guild_id, user_id, user_id),
    )
    return [(r["guild_id"], PostAddress(r["channel_id"], r["message_id"], thread_id=r["thread_id"])) for r in rows]


async def note_moved(
    connection: Connection, *, guild_id: int, thread_id: int, card_id: int | None, into_id: int | None, at: datetime
) -> None:
    """A thread is no place any more: the talk goes on in another one, or (None) in this one without the bot.

    What is left to do is to say so instead of its card, and to close it where the talk goes on elsewhere.
    """
    moved, subject = PublishedKind.MOVED, str(thread_id)
    await connection.execute(
        "INSERT INTO published (guild_id, kind, subject, channel_id, message_id, thread_id, claim, claimed_at,"
        " settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, kind, subject) DO UPDATE SET"
        " thread_id = excluded.thread_id",
        (
            *(guild_id, moved.value, subject, thread_id, card_id, into_id),
            *(await new_claim(connection), to_ms(at), to_ms(at)),
        ),
    )
    await ask_step(connection, guild_id=guild_id, kind=moved, subject=subject, step=Step.CLOSE)


async def keep_talk(connection: Connection, *, guild_id: int, thread_id: int, series_id: str, at: datetime) -> None:
    """A review goes and the comments on it stay: their thread, called after its author, is called after its series."""
    await settle(
        connection,
        guild_id=guild_id,
        kind=PublishedKind.TALK,
        subject=str(thread_id),
        place=PostAddress(thread_id, thread_id, thread_id=thread_id),
        shows=Shows(series=frozenset({series_id})),
        at=at,
        steps=[Step.RENAME],
    )


async def list_shown_series(connection: Connection) -> list[str]:
    """Which series are shown somewhere."""
    rows = await connection.execute_fetchall(
        "SELECT DISTINCT series_id FROM published_shows WHERE series_id <> '' /* AND own(guild_id) */"
    )
    return [row["series_id"] for row in rows]


async def list_showing(connection: Connection, series_ids: Sequence[str]) -> list[tuple[int, str]]:
    """In which servers which of these series are shown, as (guild_id, series_id)."""
    marks = ", ".join("?" for _id in series_ids)
    rows = await connection.execute_fetchall(
        f"SELECT DISTINCT guild_id, series_id FROM published_shows WHERE series_id IN ({marks})"  # noqa: S608 (marks)
        " /* AND own(guild_id) */ ORDER BY guild_id, series_id",
        series_ids,
    )
    return [(row["guild_id"], row["series_id"]) for row in rows]


async def list_members_of(connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str) -> list[int]:
    """The members whom a publication names, by id."""
    rows = await connection.execute_fetchall(
        "SELECT s.member_id FROM published AS p JOIN published_shows AS s ON s.published_id = p.id"
        " WHERE p.guild_id = ? AND p.kind = ? AND p.subject = ? AND s.member_id > 0 ORDER BY s.member_id",
        (guild_id, kind.value, subject),
    )
    return [row["member_id"] for row in rows]


async def list_series_of(connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str) -> list[str]:
    """The series that a publication shows, by id."""
    rows = await connection.execute_fetchall(
        "SELECT s.series_id FROM published AS p JOIN published_shows AS s ON s.published_id = p.id"
        " WHERE p.guild_id = ? AND p.kind = ? AND p.subject = ? AND s.series_id <> '' ORDER BY s.series_id",
        (guild_id, kind.value, subject),
    )
    return [row["series_id"] for row in rows]


async def count_showing(connection: Connection, *, guild_id: int, setting: str) -> int:
    """How many publications of a server show this setting."""
    kinds = sorted(kind.value for kind, shown in SETTINGS_SHOWN.items() if setting in shown)
    marks = ", ".join("?" for _kind in kinds)
    return await connection.fetch_number(
        f"SELECT COUNT(*) FROM published WHERE guild_id = ? AND message_id IS NOT NULL AND kind IN ({marks})",  # noqa: S608 (only marks)
        (guild_id, *kinds),
    )
