"""Rows of forms that were filled in and could not be taken."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bot.storage.engine.connection import Connection
from bot.storage.engine.times import to_ms


async def insert_form(
    connection: Connection, key: str, form: dict[str, Any], *, guild_id: int, user_id: int, at: datetime
) -> None:
    """Keep a form under `key`."""
    await connection.execute(
        "INSERT INTO kept_forms (form_key, guild_id, user_id, form, kept_at) VALUES (?, ?, ?, ?, ?)",
        (key, guild_id, user_id, json.dumps(form, ensure_ascii=False), to_ms(at)),
    )


async def get_form(connection: Connection, key: str, *, guild_id: int, user_id: int) -> dict[str, Any] | None:
    """A member's kept form, or None."""
    rows = list(
        await connection.execute_fetchall(
            "SELECT form FROM kept_forms WHERE form_key = ? AND guild_id = ? AND user_id = ?", (key, guild_id, user_id)
        )
    )
    return json.loads(rows[0]["form"]) if rows else None


async def update_form(connection: Connection, key: str, form: dict[str, Any], *, guild_id: int, user_id: int) -> None:
    """Put another form in the place of a member's kept one."""
    await connection.execute(
        "UPDATE kept_forms SET form = ? WHERE form_key = ? AND guild_id = ? AND user_id = ?",
        (json.dumps(form, ensure_ascii=False), key, guild_id, user_id),
    )


async def delete_older(connection: Connection, *, before: datetime) -> None:
    """Forget what was kept before that moment, in all servers."""
    await connection.execute("DELETE FROM kept_forms WHERE kept_at < ? /* AND own(guild_id) */", (to_ms(before),))
