"""How people are called in what they wrote, in one server."""

from __future__ import annotations

from bot.storage.engine.connection import Connection


async def rename_member(connection: Connection, *, guild_id: int, user_id: int, name: str) -> bool:
    """Call a member `name` wherever their texts bear one. False where that is their name already."""
    renamed = 0
    for table in ("reviews", "suggestions"):
        renamed += (
            await connection.execute(
                f"UPDATE {table} SET author_name = ? WHERE guild_id = ? AND author_id = ? AND author_name <> ?",  # noqa: S608 (constants)
                (name, guild_id, user_id, name),
            )
        ).rowcount
    return bool(renamed)
