"""A member's profile: what their series tell of them, and whom they let look at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.members.profiles import Profile, profile_of
from bot.domain.published.kinds import PublishedKind
from bot.domain.series import Series
from bot.storage import profiles as storage
from bot.storage import progress as progress_storage
from bot.storage.engine.database import Connection, Database
from bot.storage.published.marks import mark

Look = Callable[[str], Series | None]
Names = Callable[[Series], bool]  # whether a series' cast may be named to whoever reads it


async def own_profile(db: Database, user_id: int, look: Look, *, names_cast: Names) -> Profile:
    """A member's own profile, of the series that `look` knows."""
    async with db.reading() as connection:
        return await _profile(connection, user_id, look, names_cast)


async def profile_for_others(
    db: Database, user_id: int, guild_id: int, look: Look, *, names_cast: Names
) -> Profile | None:
    """The same as the members of a server may see it, or None: it is private unless it is shared there.

    Consent and places are read together: whoever withdraws is not shown a moment later.
    """
    async with db.reading() as connection:
        if not await storage.is_shared(connection, user_id=user_id, guild_id=guild_id):
            return None
        return await _profile(connection, user_id, look, names_cast)


async def is_shared(db: Database, user_id: int, guild_id: int) -> bool:
    """Whether a member lets a server look."""
    async with db.reading() as connection:
        return await storage.is_shared(connection, user_id=user_id, guild_id=guild_id)


async def share(db: Database, user_id: int, guild_id: int, *, shared: bool, now: datetime) -> None:
    """Let a server look, or no longer; what was posted there follows."""
    async with db.transaction() as connection:
        await storage.set_shared(connection, user_id=user_id, guild_id=guild_id, shared=shared, at=now)
        await mark(connection, guild_id, member_id=user_id)


async def member_shown(db: Database, guild_id: int, subject: str) -> int | None:
    """Whose profile was posted as `subject`, or None where they had it forgotten."""
    async with db.reading() as connection:
        return await storage.shown_member(connection, guild_id=guild_id, kind=PublishedKind.PROFILE, subject=subject)


async def _profile(connection: Connection, user_id: int, look: Look, names_cast: Names) -> Profile:
    places = await progress_storage.list_progress(connection, user_id=user_id)
    ratings = await progress_storage.list_ratings(connection, user_id=user_id)
    rated = {series_id: rating for _user_id, series_id, rating in ratings}
    return profile_of(places, rated, look, names_cast=names_cast)
