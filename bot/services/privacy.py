"""What members may ask of what is kept about them: see it, take it along, have it deleted."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.audit import THE_BOT
from bot.domain.published.records import PostAddress
from bot.i18n import _
from bot.services.member_export import Names, named_in, readable_export
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.engine.others import Sort
from bot.storage.engine.times import from_ms
from bot.storage.members import privacy as storage
from bot.storage.members.privacy import Forgotten
from bot.storage.published.marks import mark_member
from bot.storage.published.publications import list_naming
from bot.storage.published.steps import is_to_follow
from bot.storage.servers import insert_audit

_JSON_COLUMNS = ("fields", "before", "after", "value", "role_ids")
_LARGEST_EXACT = 2**53  # JSON readers lose digits of larger numbers


class Export(Struct, frozen=True):
    """Everything that is kept about a member, for machines and for people."""

    as_json: str
    as_markdown: str
    rows: int


async def count_kept(db: Database, user_id: int, guild_id: int | None) -> list[tuple[str, int]]:
    """What is kept about a member and how many of it, in words; of one server, or everywhere with None."""
    async with db.reading() as connection:
        found = await storage.count(connection, user_id, guild_id)
    return [(_(holding.words), number) for holding, number in found]


async def export_member(
    db: Database,
    user_id: int,
    guild_id: int | None,
    *,
    now: datetime,
    names_of: Callable[[Collection[tuple[int, str]]], Awaitable[Names]],
) -> Export:
    """Everything that is kept about a member; `names_of` is asked for the names that the readable part needs, see
    `named_in`."""
    async with db.reading() as connection:
        found = await storage.list_rows(connection, user_id, guild_id)
    tables: dict[str, list[dict[str, Any]]] = {}
    for holding, rows in found:
        tables.setdefault(f"{holding.table}.{holding.column}", []).extend(_readable(row) for row in rows)
    head = {"format": "linger-member-export", "version": 1, "member": str(user_id), "made_at": now.isoformat()}
    scope = {"server": str(guild_id) if guild_id is not None else "all"}
    as_json = json.dumps(head | scope | {"kept": tables}, ensure_ascii=False, indent=2) + "\n"
    return Export(
        as_json,
        readable_export(found, await names_of(named_in(found)), now=now),
        sum(len(rows) for _holding, rows in found),
    )


class Deleted(Struct, frozen=True):
    """What a deletion took away, and the messages on Discord that have to follow, as (guild_id, where)."""

    forgotten: Forgotten
    places: tuple[tuple[int, PostAddress], ...]


async def delete_member(
    db: Database, user_id: int, guild_id: int | None, *, now: datetime, noted_as: str | None = None
) -> Deleted:
    """Delete what is kept about a member, in one server or (None) everywhere. One transaction.

    With `noted_as` the server's log says that it was done, and not about whom.
    """
    async with db.transaction(EVERYBODY if guild_id is None else user_id) as connection:
        places = await list_naming(connection, user_id, guild_id)
        await mark_member(connection, user_id, guild_id)
        forgotten = await storage.forget_member(connection, user_id, guild_id, at=now)
        if noted_as is not None and guild_id is not None and forgotten.rows:
            await insert_audit(
                connection,
                guild_id=guild_id,
                actor_id=THE_BOT,
                action=noted_as,
                subject="",
                after=len(forgotten.reviews),
                at=now,
            )
        if guild_id is None:
            await connection.tell(Sort.FORGOTTEN, user_id)
        return Deleted(forgotten, tuple(places))


async def not_reached(db: Database, places: Iterable[tuple[int, PostAddress]]) -> list[tuple[int, PostAddress]]:
    """Those messages that have not followed a deletion yet."""
    async with db.reading() as connection:
        return [(guild_id, place) for guild_id, place in places if await is_to_follow(connection, place)]


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _readable_value(name, value) for name, value in row.items()}


def _readable_value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at") and isinstance(value, int):
        return from_ms(value).isoformat()
    if name in _JSON_COLUMNS and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    if isinstance(value, int) and abs(value) > _LARGEST_EXACT:
        return str(value)
    return value
