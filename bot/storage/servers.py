"""Rows that belong to a server: settings, feature switches, joining and leaving, the audit log."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.shards import ALONE, Shards
from bot.storage.engine.connection import Connection
from bot.storage.engine.times import from_ms, to_ms


async def list_settings(connection: Connection) -> list[tuple[int, str, str]]:
    """Every setting of every server as (guild_id, name, value), the value as the JSON that is stored."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, name, value FROM guild_settings /* WHERE own(guild_id) */"
    )
    return [(row["guild_id"], row["name"], row["value"]) for row in rows]


async def list_switches(connection: Connection) -> list[tuple[int, int, str, bool]]:
    """Every feature switch as (guild_id, channel_id or 0, feature, is_on)."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, channel_id, feature, is_on FROM feature_switches /* WHERE own(guild_id) */"
    )
    return [(row["guild_id"], row["channel_id"], row["feature"], bool(row["is_on"])) for row in rows]


async def upsert_setting(
    connection: Connection, *, guild_id: int, name: str, value: Any, user_id: int, at: datetime
) -> None:
    """Keep `value` (JSON-able) as the setting `name`."""
    await connection.execute(
        "INSERT INTO guild_settings (guild_id, name, value, changed_by, changed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (guild_id, name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,"
        " changed_at = excluded.changed_at",
        (guild_id, name, json.dumps(value, ensure_ascii=False), user_id, to_ms(at)),
    )


async def delete_setting(connection: Connection, *, guild_id: int, name: str) -> None:
    """Fall back to the default."""
    await connection.execute("DELETE FROM guild_settings WHERE guild_id = ? AND name = ?", (guild_id, name))


async def upsert_switch(
    connection: Connection,
    *,
    guild_id: int,
    channel_id: int,
    feature: str,
    is_on: bool,
    user_id: int,
    at: datetime,
) -> None:
    """Switch `feature` in a channel, or in the whole server where channel_id is 0."""
    await connection.execute(
        "INSERT INTO feature_switches (guild_id, channel_id, feature, is_on, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, channel_id, feature) DO UPDATE SET"
        " is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        (guild_id, channel_id, feature, int(is_on), user_id, to_ms(at)),
    )


async def delete_switch(connection: Connection, *, guild_id: int, channel_id: int, feature: str) -> None:
    """Forget a switch: the feature follows the server's switch, or is on."""
    await connection.execute(
        "DELETE FROM feature_switches WHERE guild_id = ? AND channel_id = ? AND feature = ?",
        (guild_id, channel_id, feature),
    )


class NotedServer(Struct, frozen=True):
    """A server that the bot is in, or was and is not erased; `joined_at` is when that was noted first."""

    guild_id: int
    joined_at: datetime
    is_away: bool


async def list_noted(connection: Connection, within: Shards = ALONE) -> list[NotedServer]:
    """Every server on these shards of which anything may be kept."""
    rows = await connection.execute_fetchall(
        "SELECT guild_id, joined_at, left_at FROM guilds WHERE (guild_id >> 22) % ? BETWEEN ? AND ?"
        " /* AND own(guild_id) */",
        (within.count, within.first, within.last),
    )
    return [NotedServer(row["guild_id"], from_ms(row["joined_at"]), row["left_at"] is not None) for row in rows]


async def first_noted(connection: Connection) -> datetime | None:
    """When the first server was noted; None where none was."""
    row = await connection.fetch_one("SELECT MIN(joined_at) FROM guilds /* WHERE own(guild_id) */")
    return None if row is None or row[0] is None else from_ms(row[0])


async def insert_joined(connection: Connection, guild_ids: Iterable[int], *, at: datetime) -> None:
    """The bot is in these servers."""
    await connection.executemany(
        "INSERT INTO guilds (guild_id, joined_at) VALUES (?, ?) ON CONFLICT (guild_id) DO UPDATE SET left_at = NULL",
        [(guild_id, to_ms(at)) for guild_id in guild_ids],
    )


async def mark_joined(connection: Connection, *, guild_id: int, at: datetime) -> bool:
    """The bot is in this server. True when it was not there before, or had left."""
    rows = list(await connection.execute_fetchall("SELECT left_at FROM guilds WHERE guild_id = ?", (guild_id,)))
    await insert_joined(connection, [guild_id], at=at)
    return not rows or rows[0]["left_at"] is not None


async def count_kept(connection: Connection, *, guild_id: int, bot_id: int) -> dict[str, int]:
    """What is kept of a server: its reviews and their votes, what admins have set, the series of its own catalogue.

    What the bot `bot_id` has set by itself is left out.
    """
    queries = {
        "reviews": "SELECT COUNT(*) FROM reviews WHERE guild_id = ? AND state IN ('posted', 'hidden')",
        "votes": "SELECT COUNT(*) FROM votes WHERE guild_id = ? AND counted = 1",
        "series": "SELECT COUNT(*) FROM canon_series WHERE guild_id = ? AND change = 'added'",
    }
    found = {
        name: int(next(iter(await connection.execute_fetchall(query, (guild_id,))))[0])
        for name, query in queries.items()
    }
    chosen = await connection.execute_fetchall(
        "SELECT COUNT(*) FROM guild_settings WHERE guild_id = ? AND changed_by <> ?", (guild_id, bot_id)
    )
    switched = await connection.execute_fetchall(
        "SELECT COUNT(*) FROM feature_switches WHERE guild_id = ?", (guild_id,)
    )
    found["settings"] = int(next(iter(chosen))[0]) + int(next(iter(switched))[0])
    return found


async def mark_left(connection: Connection, *, guild_id: int, at: datetime) -> None:
    """The bot was removed from this server."""
    await connection.execute("UPDATE guilds SET left_at = ? WHERE guild_id = ?", (to_ms(at), guild_id))


async def insert_audit(
    connection: Connection,
    *,
    guild_id: int,
    actor_id: int,
    action: str,
    subject: str,
    before: Any = None,
    after: Any = None,
    member_id: int | None = None,
    at: datetime,
) -> int:
    """Record who did what to what; `before` and `after` are JSON-able. Returns the entry's id.

    A member whom it is about goes into `member_id`, never into the texts: there they can be forgotten.
    """
    rows = await connection.execute_fetchall(
        "INSERT INTO audit_log (guild_id, actor_id, action, subject, before, after, member_id, done_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (guild_id, actor_id, action, subject, _json(before), _json(after), member_id, to_ms(at)),
    )
    return int(next(iter(rows))["id"])


async def mark_batch(connection: Connection, entry_ids: Sequence[int]) -> None:
    """These entries of the audit log are one act, named after the first."""
    await connection.executemany(
        "UPDATE audit_log SET batch_id = ? WHERE id = ?", [(entry_ids[0], entry_id) for entry_id in entry_ids]
    )


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


async def list_present(connection: Connection, guild_ids: Collection[int]) -> set[int]:
    """Those of these servers that the bot is in."""
    if not guild_ids:
        return set()
    marks = ", ".join("?" for _id in guild_ids)
    rows = await connection.execute_fetchall(
        f"SELECT guild_id FROM guilds WHERE left_at IS NULL AND guild_id IN ({marks})",  # noqa: S608 (marks)
        tuple(guild_ids),
    )
    return {row["guild_id"] for row in rows}


async def count_present(connection: Connection) -> int:
    """How many servers the bot is in, of all processes together."""
    return await connection.fetch_number("SELECT COUNT(*) FROM guilds WHERE left_at IS NULL")


async def get_installation(connection: Connection, name: str) -> str | None:
    """A fact about this installation, or None."""
    rows = list(await connection.execute_fetchall("SELECT value FROM installation WHERE name = ?", (name,)))
    return rows[0]["value"] if rows else None


async def list_installation(connection: Connection, beginning: str) -> dict[str, str]:
    """All facts about this installation whose names begin like this."""
    rows = await connection.execute_fetchall(
        "SELECT name, value FROM installation WHERE name LIKE ?", (beginning + "%",)
    )
    return {row["name"]: row["value"] for row in rows if row["name"].startswith(beginning)}


async def set_installation(connection: Connection, name: str, value: str) -> None:
    """Keep a fact about this installation."""
    await connection.execute(
        "INSERT INTO installation (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
