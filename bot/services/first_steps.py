"""What somebody has done here so far, to know what is new to them."""

from __future__ import annotations

from bot.domain.members.first_tries import Deeds
from bot.storage.engine.database import Database
from bot.storage.members.deeds import count_deeds


async def deeds_of(db: Database, user_id: int, *, is_set_up: bool) -> Deeds:
    """A member's deeds; `is_set_up` tells of their server."""
    async with db.reading() as connection:
        return Deeds(is_set_up=is_set_up, **await count_deeds(connection, user_id=user_id))
