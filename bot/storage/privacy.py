"""Rows that are kept about one member: counted, read out, and forgotten.

Functions take the raw connection: pass them to `Connection.run` within a block.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from bot.domain.audit import FORGOTTEN
from bot.storage import posts
from bot.storage.holdings import HOLDINGS, Forgetting, Holding
from bot.storage.pseudonyms import pseudonym


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a deletion took away. Its messages are in `removals` until they are gone from Discord."""

    reviews: tuple[tuple[int, int], ...]  # (guild_id, review_id)
    rows: int


def count(raw: sqlite3.Connection, user_id: int, guild_id: int | None) -> list[tuple[Holding, int]]:
    """How many rows of each kind are kept about a member, in one server or (None) everywhere; none are left out."""
    found = []
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        number = raw.execute(f"SELECT COUNT(*) FROM {holding.table} WHERE {where}", values).fetchone()[0]  # noqa: S608 (constants)
        if number:
            found.append((holding, int(number)))
    return found


def list_rows(
    raw: sqlite3.Connection, user_id: int, guild_id: int | None
) -> list[tuple[Holding, list[dict[str, Any]]]]:
    """Every row that is kept about a member; other members' ids in them are left out."""
    found = []
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        cursor = raw.execute(f"SELECT * FROM {holding.table} WHERE {where}", values)  # noqa: S608 (constants)
        others = {h.column for h in HOLDINGS if h.table == holding.table and h.column != holding.column}
        rows = [
            {name: row[name] for name in row.keys() if name not in others or row[name] == user_id}  # noqa: SIM118 (a Row)
            for row in cursor
        ]
        if rows:
            found.append((holding, rows))
    return found


def forget_member(raw: sqlite3.Connection, user_id: int, guild_id: int | None, *, at: int) -> Forgotten:
    """Delete what is kept about a member, in one server or (None) everywhere; what stays leads to nobody.

    With one server, progress and ratings stay: they belong to the member, not to the server.
    """
    reviews = _forget_reviews(raw, user_id, guild_id, at)
    number = len(reviews)
    other = pseudonym(raw, user_id)
    for holding in HOLDINGS:
        where, values = _where(holding, user_id, guild_id)
        if holding.forgetting is Forgetting.ERASE:
            number += raw.execute(f"DELETE FROM {holding.table} WHERE {where}", values).rowcount  # noqa: S608 (constants)
        elif holding.forgetting is not Forgetting.KEEP:
            number += _rename(raw, holding, where, values, other)
    _settle_ledger(raw, other)
    return Forgotten(tuple(reviews), number)


def _rename(raw: sqlite3.Connection, holding: Holding, where: str, values: tuple[object, ...], other: int) -> int:
    name = FORGOTTEN
    if holding.forgetting is Forgetting.RENAME:
        name = other
        # Somebody who came back and deletes again has a row under that number already where the keys are equal.
        keys = ", ".join(holding.key)
        raw.execute(
            f"DELETE FROM {holding.table} WHERE {where} AND ({keys}) IN"  # noqa: S608 (constants)
            f" (SELECT {keys} FROM {holding.table} WHERE {holding.column} = ?)",
            (*values, name),
        )
    sets = "".join(f", {column} = ?" for column, _value in holding.clears)
    return raw.execute(
        f"UPDATE {holding.table} SET {holding.column} = ?{sets} WHERE {where}",  # noqa: S608 (constants)
        (name, *(value for _column, value in holding.clears), *values),
    ).rowcount


def _forget_reviews(raw: sqlite3.Connection, user_id: int, guild_id: int | None, at: int) -> list[tuple[int, int]]:
    """Reviews go first: their messages are noted for removal, and the votes on them go with them."""
    rows = raw.execute(
        "SELECT id, guild_id, channel_id, message_id FROM reviews WHERE author_id = ? AND (? IS NULL OR guild_id = ?)",
        (user_id, guild_id, guild_id),
    ).fetchall()
    for row in rows:
        if row["message_id"] is not None and row["channel_id"] is not None:
            note_removal(raw, row["guild_id"], row["channel_id"], row["message_id"], at=at)
        raw.execute("DELETE FROM reviews WHERE id = ?", (row["id"],))
    shown = raw.execute(
        "SELECT guild_id, channel_id, message_id FROM posts WHERE author_id = ? AND (? IS NULL OR guild_id = ?)",
        (user_id, guild_id, guild_id),
    ).fetchall()
    for post in shown:
        note_removal(raw, post["guild_id"], post["channel_id"], post["message_id"], at=at)
        posts.delete_posts(raw, post["guild_id"], [post["message_id"]])
    return [(row["guild_id"], row["id"]) for row in rows]


def note_removal(raw: sqlite3.Connection, guild_id: int, channel_id: int, message_id: int, *, at: int) -> None:
    """Have a message of the bot taken down, now or when Discord can be reached again."""
    raw.execute(
        "INSERT INTO removals (channel_id, message_id, guild_id, asked_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (channel_id, message_id) DO NOTHING",
        (channel_id, message_id, guild_id, at),
    )


def _settle_ledger(raw: sqlite3.Connection, other: int) -> None:
    """Renamed reactions are not compared with Discord any more; tallies equal the votes that are left."""
    raw.execute("UPDATE reaction_presence SET carried = 1 WHERE user_id = ?", (other,))
    raw.execute(
        "UPDATE posts SET has_carried = 1 WHERE message_id IN"
        " (SELECT message_id FROM reaction_presence WHERE user_id = ?)",
        (other,),
    )
    for column, helpful in (("helpful", 1), ("not_helpful", 0)):
        raw.execute(
            f"UPDATE vote_tallies SET {column} = (SELECT COUNT(*) FROM votes AS v"  # noqa: S608 (constants)
            " WHERE v.subject_kind = vote_tallies.subject_kind AND v.subject_id = vote_tallies.subject_id"
            " AND v.counted = 1 AND v.helpful = ?) WHERE EXISTS (SELECT 1 FROM votes AS mine"
            " WHERE mine.subject_kind = vote_tallies.subject_kind AND mine.subject_id = vote_tallies.subject_id"
            " AND mine.user_id = ?)",
            (helpful, other),
        )


def _where(holding: Holding, user_id: int, guild_id: int | None) -> tuple[str, tuple[object, ...]]:
    own = f"{holding.column} = ?"
    if guild_id is None:
        return own, (user_id,)
    if holding.server is None:
        return "1 = 0", ()
    return f"{own} AND {holding.server} = ?", (user_id, guild_id)
