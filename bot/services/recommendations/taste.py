"""Comparing two members' taste: only where both agreed."""

from __future__ import annotations

from datetime import datetime

from bot.domain.members.taste_match import TasteMatch, taste_match
from bot.errors import NotAllowed
from bot.i18n import _
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.engine.database import Database

_LISTED = 25  # more than is shown: a server may not know all of them


async def agree(db: Database, user_id: int, guild_id: int, *, agreed: bool, now: datetime) -> None:
    """A member agrees to be compared in this server, or no longer does."""
    async with db.transaction() as connection:
        await storage.set_consent(connection, user_id=user_id, guild_id=guild_id, agreed=agreed, at=now)


async def consents_of(db: Database, guild_id: int, user_ids: tuple[int, int]) -> tuple[bool, bool]:
    """Which of two members agreed to be compared in this server."""
    async with db.reading() as connection:
        agreed = await storage.list_consents(connection, guild_id=guild_id)
    return user_ids[0] in agreed, user_ids[1] in agreed


async def compare(db: Database, guild_id: int, user_id: int, other_id: int) -> TasteMatch:
    """Two members' taste, with lists of up to 25. Raises NotAllowed unless both agreed here.

    Consent and ratings are read together: whoever withdraws is not shown a moment later.
    """
    async with db.reading() as connection:
        if not {user_id, other_id} <= await storage.list_consents(connection, guild_id=guild_id):
            raise NotAllowed(_("Both of you have to agree to be compared here."))
        mine = await progress_storage.list_ratings(connection, user_id=user_id)
        yours = await progress_storage.list_ratings(connection, user_id=other_id)
    return taste_match(_scores(mine), _scores(yours), limit=_LISTED)


def _scores(ratings: list[tuple[int, str, int]]) -> dict[str, float]:
    return {series_id: half / 2 for _user_id, series_id, half in ratings}
