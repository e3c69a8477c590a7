"""Rows that are kept about one member: counted, read out, and forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.audit import FORGOTTEN
from bot.domain.published.kinds import PublishedKind
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms
from bot.storage.ledger import calls as ledger
from bot.storage.members.holdings import HOLDINGS, Forgetting, Holding
from bot.storage.published import publications
from bot.storage.removals import insert_stray


class Forgotten(Struct, frozen=True):
    """What a deletion took away. Its messages are in `removals` until they are gone from Discord."""

    reviews: tuple[tuple[int, int], ...]  # (guild_id, review_id)
    rows: int


async def count(connection: Connection, user_id: int, guild_id: int | None) -> list[tuple[Holding, int]]:
    """How many rows of each kind are kept about a member, in one server or (None) everywhere; none are left out."""
    found = []
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        number = await connection.fetch_number(f"SELECT COUNT(*) FROM {holding.table} WHERE {where}", values)  # noqa: S608 (constants)
        if number:
            found.append((holding, number))
    return found


async def list_rows(
    connection: Connection, user_id: int, guild_id: int | None
) -> list[tuple[Holding, list[dict[str, Any]]]]:
    """Every row that is kept about a member; other members' ids in them are left out."""
    found = []
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        cursor = await connection.execute_fetchall(f"SELECT * FROM {holding.table} WHERE {where}", values)  # noqa: S608 (constants)
        others = {h.column for h in HOLDINGS if h.table == holding.table and h.column != holding.column}
        rows = [
            {name: row[name] for name in row.keys() if name not in others or row[name] == user_id}  # noqa: SIM118 (a Row)
            for row in cursor
        ]
        if rows:
            found.append((holding, rows))
    return found


async def forget_member(connection: Connection, user_id: int, guild_id: int | None, *, at: datetime) -> Forgotten:
    """Delete what is kept about a member, in one server or (None) everywhere; what stays leads to nobody.

    With one server, progress and ratings stay: they belong to the member, not to the server.
    """
    await _forget_claims(connection, user_id, guild_id, at)
    reviews = await _forget_reviews(connection, user_id, guild_id, at)
    number = len(reviews)
    other = await ledger.pseudonym(connection, user_id)
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        if holding.forgetting is Forgetting.ERASE:
            number += (await connection.execute(f"DELETE FROM {holding.table} WHERE {where}", values)).rowcount  # noqa: S608 (constants)
        elif holding.forgetting is not Forgetting.KEEP:
            number += await _rename(connection, holding, where, values, other)
    await _settle_ledger(connection, other, guild_id)
    return Forgotten(tuple(reviews), number)


async def _rename(connection: Connection, holding: Holding, where: str, values: tuple[object, ...], other: int) -> int:
    name = FORGOTTEN
    if holding.forgetting is Forgetting.RENAME:
        name = other
        # Somebody who came back and deletes again has a row under that number already where the keys are equal.
        keys = ", ".join(holding.key)
        await connection.execute(
            f"DELETE FROM {holding.table} WHERE {where} AND ({keys}) IN"  # noqa: S608 (constants)
            f" (SELECT {keys} FROM {holding.table} WHERE {holding.column} = ?)",
            (*values, name),
        )
    sets = "".join(f", {column} = ?" for column, _value in holding.clears)
    return (
        await connection.execute(
            f"UPDATE {holding.table} SET {holding.column} = ?{sets} WHERE {where}",  # noqa: S608 (constants)
            (name, *(value for _column, value in holding.clears), *values),
        )
    ).rowcount


async def _forget_claims(connection: Connection, user_id: int, guild_id: int | None, at: datetime) -> None:
    """What is being posted just now may stand already: it is looked for, and goes."""
    for kind, table in ((PublishedKind.REVIEW, "reviews"), (PublishedKind.SUGGESTION, "suggestions")):
        rows = await connection.execute_fetchall(
            f"SELECT guild_id, id FROM {table} WHERE author_id = ? AND (CAST(? AS BIGINT) IS NULL OR guild_id = ?)"  # noqa: S608 (constants)
            " AND state = 'posting'",
            (user_id, guild_id, guild_id),
        )
        for row in rows:
            of = {"guild_id": row["guild_id"], "kind": kind, "subject": str(row["id"])}
            await insert_stray(connection, **of, at=at)
            await publications.delete_publication(connection, **of)
    await _forget_cards(connection, user_id, guild_id, at)


async def _forget_cards(connection: Connection, user_id: int, guild_id: int | None, at: datetime) -> None:
    """Moderators' cards that nobody noted may stand there with the whole text of a review."""
    rows = await connection.execute_fetchall(
        "SELECT p.guild_id, p.subject FROM published AS p JOIN reviews AS r ON r.guild_id = p.guild_id"
        " AND CAST(r.id AS TEXT) = p.subject WHERE p.kind = 'case' AND p.settled_at IS NULL AND r.author_id = ?"
        " AND r.guild_id = COALESCE(?, r.guild_id)",
        (user_id, guild_id),
    )
    for row in rows:
        await insert_stray(connection, guild_id=row["guild_id"], kind=PublishedKind.CASE, subject=row["subject"], at=at)
        await publications.delete_publication(
            connection, guild_id=row["guild_id"], kind=PublishedKind.CASE, subject=row["subject"]
        )


async def _forget_reviews(
    connection: Connection, user_id: int, guild_id: int | None, at: datetime
) -> list[tuple[int, int]]:
    """Reviews go first: their messages are noted for removal, and the votes on them go with them."""
    rows = await connection.execute_fetchall(
        "SELECT id, guild_id, channel_id, message_id, thread_id, series_id FROM reviews"
        " WHERE author_id = ? AND (CAST(? AS BIGINT) IS NULL OR guild_id = ?)",
        (user_id, guild_id, guild_id),
    )
    for row in rows:
        if row["message_id"] is not None and row["channel_id"] is not None:
            await note_removal(connection, row["guild_id"], row["channel_id"], row["message_id"], at=at)
        if row["thread_id"] is not None:
            await publications.keep_talk(
                connection,
                guild_id=row["guild_id"],
                thread_id=row["thread_id"],
                series_id=row["series_id"],
                at=at,
            )
        await publications.delete_publication(
            connection, guild_id=row["guild_id"], kind=PublishedKind.REVIEW, subject=str(row["id"])
        )
        await connection.execute("DELETE FROM reviews WHERE id = ?", (row["id"],))
    shown = await connection.execute_fetchall(
        "SELECT guild_id, channel_id, message_id FROM posts WHERE author_id = ?"
        " AND (CAST(? AS BIGINT) IS NULL OR guild_id = ?)",
        (user_id, guild_id, guild_id),
    )
    for post in shown:
        await note_removal(connection, post["guild_id"], post["channel_id"], post["message_id"], at=at)
        await ledger.delete_posts(connection, post["guild_id"], [post["message_id"]])
    return [(row["guild_id"], row["id"]) for row in rows]


async def note_removal(
    connection: Connection, guild_id: int, channel_id: int, message_id: int, *, at: datetime
) -> None:
    """Have a message of the bot taken down, now or when Discord can be reached again."""
    await connection.execute(
        "INSERT INTO removals (channel_id, message_id, guild_id, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (channel_id, message_id) DO NOTHING",
        (channel_id, message_id, guild_id, to_ms(at)),
    )


async def _settle_ledger(connection: Connection, other: int, guild_id: int | None) -> None:
    """Renamed reactions are not compared with Discord any more; tallies equal the votes that are left."""
    here, of = "(CAST(? AS BIGINT) IS NULL OR guild_id = ?)", (guild_id, guild_id)
    await connection.execute(f"UPDATE reaction_presence SET carried = 1 WHERE user_id = ? AND {here}", (other, *of))  # noqa: S608 (constants)
    await connection.execute(
        f"UPDATE posts SET has_carried = 1 WHERE {here} AND message_id IN"  # noqa: S608 (constants)
        " (SELECT message_id FROM reaction_presence WHERE user_id = ?)",
        (*of, other),
    )
    for column, helpful in (("helpful", 1), ("not_helpful", 0)):
        await connection.execute(
            f"UPDATE vote_tallies SET {column} = (SELECT COUNT(*) FROM votes AS v"  # noqa: S608 (constants)
            " WHERE v.subject_kind = vote_tallies.subject_kind AND v.subject_id = vote_tallies.subject_id"
            f" AND v.counted = 1 AND v.helpful = ?) WHERE {here} AND EXISTS (SELECT 1 FROM votes AS mine"
            " WHERE mine.subject_kind = vote_tallies.subject_kind AND mine.subject_id = vote_tallies.subject_id"
            " AND mine.user_id = ?)",
            (helpful, *of, other),
        )


def _where(holding: Holding, user_id: int, guild_id: int | None) -> tuple[str, tuple[object, ...]]:
    own = f"{holding.column} = ?"
    if guild_id is None:
        return own, (user_id,)
    if holding.server is None:
        return "1 = 0", ()
    return f"{own} AND {holding.server} = ?", (user_id, guild_id)
