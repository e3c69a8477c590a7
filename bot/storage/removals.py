"""Rows of messages that have to go from Discord, or may have to: they stay until that is done. And how much waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import Stray
from bot.storage.engine.connection import Connection
from bot.storage.engine.inspection import first_row
from bot.storage.engine.times import to_ms

if TYPE_CHECKING:
    from bot.storage.engine.postgres.opening import ServerLook

_A_ROUND = 20  # strays
_OFTEN = 20  # refusals from which on somebody should look: a channel out of reach, or a permission that is missing


async def list_removals(
    connection: Connection, *, now: datetime, pause_s: float, limit: int = 50
) -> list[tuple[int, int, int]]:
    """What has to go, as (guild_id, channel_id, message_id).

    What was refused is tried again more and more seldom and never given up: the nth time n² · `pause_s` after it was
    asked for.
    """
    rows = await connection.execute_fetchall(
        "SELECT guild_id, channel_id, message_id FROM removals WHERE asked_at + tried * tried * ? <= ?"
        " /* AND own(guild_id) */ ORDER BY asked_at LIMIT ?",
        (int(pause_s * 1000), to_ms(now), limit),
    )
    return [(row["guild_id"], row["channel_id"], row["message_id"]) for row in rows]


async def mark_removed(connection: Connection, *, channel_id: int, message_id: int) -> None:
    """Take a message that is gone off the list of those to remove."""
    await connection.execute("DELETE FROM removals WHERE channel_id = ? AND message_id = ?", (channel_id, message_id))


async def mark_tried(connection: Connection, *, channel_id: int, message_id: int) -> None:
    """Discord refused; it is tried again later."""
    await connection.execute(
        "UPDATE removals SET tried = tried + 1 WHERE channel_id = ? AND message_id = ?", (channel_id, message_id)
    )


async def insert_stray(
    connection: Connection, *, guild_id: int, kind: PublishedKind, subject: str, at: datetime
) -> None:
    """A claim is about to be given up: what it claimed is looked for some more. An older one keeps its place."""
    await connection.execute(
        "INSERT INTO strays (guild_id, kind, subject, channel_id, after_id, given_up_at)"
        " SELECT guild_id, kind, subject, channel_id, after_id, ? FROM published"
        " WHERE guild_id = ? AND kind = ? AND subject = ? AND message_id IS NULL"
        " ON CONFLICT (guild_id, kind, subject) DO UPDATE SET given_up_at = excluded.given_up_at, looked = 0",
        (to_ms(at), guild_id, kind.value, subject),
    )


async def list_strays(connection: Connection, *, now: datetime, pauses_s: Sequence[float]) -> list[Stray]:
    """What is due to be looked for: `pauses_s[n]` after it was given up where it was looked for n times."""
    due = " OR ".join("looked = ? AND given_up_at + ? <= ?" for _pause in pauses_s)
    values = [value for n, pause_s in enumerate(pauses_s) for value in (n, int(pause_s * 1000), to_ms(now))]
    rows = await connection.execute_fetchall(
        f"SELECT * FROM strays WHERE ({due}) /* AND own(guild_id) */ ORDER BY given_up_at LIMIT ?",  # noqa: S608 (places for values)
        (*values, _A_ROUND),
    )
    return [
        Stray(
            row["guild_id"],
            PublishedKind(row["kind"]),
            row["subject"],
            row["channel_id"],
            row["after_id"],
            row["looked"],
        )
        for row in rows
    ]


async def mark_looked(connection: Connection, stray: Stray, *, most: int) -> None:
    """It was looked for; after `most` times it is forgotten."""
    values = (stray.guild_id, stray.kind.value, stray.subject)
    await connection.execute(
        "UPDATE strays SET looked = looked + 1 WHERE guild_id = ? AND kind = ? AND subject = ?", values
    )
    await connection.execute(
        "DELETE FROM strays WHERE guild_id = ? AND kind = ? AND subject = ? AND looked >= ?", (*values, most)
    )


class Waiting(Struct, frozen=True):
    """Numbers of rows; `refused` are those of the messages to remove that Discord has refused again and again."""

    steps: int
    removals: int
    notices: int
    refused: int


_WAITING = (
    "SELECT (SELECT COUNT(*) FROM published_steps /* WHERE own(guild_id) */) AS steps,"
    " (SELECT COUNT(*) FROM removals /* WHERE own(guild_id) */) AS removals,"
    " (SELECT COUNT(*) FROM notices WHERE refused_at IS NULL /* AND own(guild_id) */) AS notices,"
    " (SELECT COUNT(*) FROM removals WHERE tried >= ? /* AND own(guild_id) */) AS refused"
)


async def count_waiting(connection: Connection) -> Waiting:
    """How many messages wait to be removed, in all servers."""
    row = await connection.fetch_one(_WAITING, (_OFTEN,))
    assert row is not None
    return Waiting(*row)


_ASKED = frozenset({"published_steps", "removals", "notices"})


def waiting_in_file(path: Path) -> Waiting | None:
    """What waits in a database file; None in one that is older than these tables. Raises StorageError."""
    row = first_row(path, _WAITING, (_OFTEN,), tables=_ASKED)
    return None if row is None else Waiting(*row)


def waiting_on_server(server: ServerLook) -> Waiting | None:
    """The same of a database on a server. Raises sqlite3.Error."""
    row = server.first_row(_WAITING, (_OFTEN,), tables=_ASKED)
    return None if row is None else Waiting(*row)
