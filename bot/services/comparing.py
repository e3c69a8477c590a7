"""Comparing two members' taste: only where both agreed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.taste_match import TasteMatch, taste_match
from bot.errors import UserError
from bot.i18n import _
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.database import Database
from bot.storage.times import to_ms


async def agree(db: Database, user_id: int, guild_id: int, agreed: bool, *, now: datetime) -> None:
    """A member agrees to be compared in this server, or no longer does."""
    async with db.transaction() as connection:
        await storage.set_consent(connection, user_id=user_id, guild_id=guild_id, agreed=agreed, at=to_ms(now))


async def has_agreed(db: Database, user_id: int, guild_id: int) -> bool:
    """Whether a member agreed to be compared in this server."""
    async with db.reading() as connection:
        return user_id in await storage.list_consents(connection, guild_id=guild_id)


async def compare(db: Database, guild_id: int, user_id: int, other_id: int, *, other_name: str) -> TasteMatch:
    """Two members' taste. Raises UserError unless both agreed here, whatever either has rated."""
    if user_id == other_id:
        raise UserError(_("You agree with yourself on everything. Name somebody else."))
    async with db.reading() as connection:
        agreed = await storage.list_consents(connection, guild_id=guild_id)
        if user_id not in agreed:
            raise UserError(_("First agree to be compared yourself: press “Compare me”."))
        if other_id not in agreed:
            raise UserError(
                _("{name} has not agreed to be compared here. They can, with /taste and “Compare me”.", name=other_name)
            )
        mine = await progress_storage.list_ratings(connection, user_id=user_id)
        yours = await progress_storage.list_ratings(connection, user_id=other_id)
    return taste_match({s: half / 2 for _u, s, half in mine}, {s: half / 2 for _u, s, half in yours})
