"""What members may ask of what is kept about them: see it, take it along, have it deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.i18n import _
from bot.storage import privacy as storage
from bot.storage.database import Database
from bot.storage.holdings import Holding
from bot.storage.privacy import Forgotten
from bot.storage.times import from_ms, to_ms

_JSON_COLUMNS = ("fields", "before", "after", "value", "role_ids")
_LARGEST_EXACT = 2**53  # JSON readers lose digits of larger numbers


@dataclass(frozen=True, slots=True)
class Export:
    """Everything that is kept about a member, for machines and for people."""

    as_json: str
    as_markdown: str
    rows: int


async def count_kept(db: Database, user_id: int, guild_id: int | None) -> list[tuple[str, int]]:
    """What is kept about a member and how many of it, in words; of one server, or everywhere with None."""
    async with db.reading() as connection:
        found = await connection.run(storage.count, user_id, guild_id)
    return [(_(holding.words), number) for holding, number in found]


async def export_member(
    db: Database, user_id: int, guild_id: int | None, *, now: datetime, title_of: Callable[[int, str], str]
) -> Export:
    """Everything that is kept about a member; `title_of(guild_id, series_id)` names series for the readable part."""
    async with db.reading() as connection:
        found = await connection.run(storage.list_rows, user_id, guild_id)
    tables: dict[str, list[dict[str, Any]]] = {}
    for holding, rows in found:
        tables.setdefault(f"{holding.table}.{holding.column}", []).extend(_readable(row) for row in rows)
    head = {"format": "linger-member-export", "version": 1, "member": str(user_id), "made_at": now.isoformat()}
    scope = {"server": str(guild_id) if guild_id is not None else "all"}
    as_json = json.dumps(head | scope | {"kept": tables}, ensure_ascii=False, indent=2) + "\n"
    return Export(as_json, _markdown(found, title_of, now), sum(len(rows) for _holding, rows in found))


async def delete_member(db: Database, user_id: int, guild_id: int | None, *, now: datetime) -> Forgotten:
    """Delete what is kept about a member, in one server or (None) everywhere. One transaction."""
    async with db.transaction() as connection:
        return await connection.run(storage.forget_member, user_id, guild_id, at=to_ms(now))


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


def _markdown(
    found: list[tuple[Holding, list[dict[str, Any]]]], title_of: Callable[[int, str], str], now: datetime
) -> str:
    lines = [f"# {_('What Linger keeps about you')}", "", f"{now:%Y-%m-%d %H:%M} UTC", ""]
    if not found:
        lines.append(_("Nothing."))
    for holding, rows in found:
        words = _(holding.words)
        lines += [f"## {words[:1].upper()}{words[1:]} ({len(rows)})", ""]
        for row in rows:
            lines += _entry(row, title_of)
        lines.append("")
    return "\n".join(lines)


def _entry(row: dict[str, Any], title_of: Callable[[int, str], str]) -> list[str]:
    series_id = row.get("series_id")
    title = title_of(row.get("guild_id") or 0, series_id) if isinstance(series_id, str) else ""
    if "body" in row and "headline" in row:
        body = "\n".join(f"> {line}" for line in str(row["body"]).splitlines())
        return [f"### {title}: {row['headline']}", "", body, ""]
    shown = _readable(row)
    parts = [f"{name}: {_inline(value)}" for name, value in shown.items() if value not in (None, "", {}, [])]
    return [f"- {f'**{title}** · ' if title else ''}{' · '.join(parts)}"]


def _inline(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.split())
