"""What people wrote bears the name that they have now."""

from __future__ import annotations

from bot.storage.engine.database import Database
from bot.storage.members.names import rename_member
from bot.storage.published.marks import mark


async def note_name(db: Database, guild_id: int, user_id: int, name: str) -> bool:
    """A member is called `name` in this server now; posts that say another follow. Whether one does."""
    async with db.transaction() as connection:
        if not await rename_member(connection, guild_id=guild_id, user_id=user_id, name=name):
            return False
        await mark(connection, guild_id, member_id=user_id)
        return True
