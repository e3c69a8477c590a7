"""Members who leave a server or are banned there: forgotten in it, where and when the server wants that."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.settings import ServerSettings
from bot.services import privacy
from bot.services.privacy import Deleted
from bot.storage.engine.database import Database
from bot.storage.members import departures as storage


def is_wanted(settings: ServerSettings, *, banned: bool = True) -> bool:
    """Whether a server wants somebody forgotten who has left, or (`banned`) whom it has banned."""
    return settings.forget_leavers_days > 0 or (banned and settings.forget_banned == "erase")


async def note_left(
    db: Database, settings: ServerSettings, guild_id: int, user_id: int, *, banned: bool, now: datetime
) -> bool:
    """Somebody is no member any more; False where the server keeps what they did."""
    if not is_wanted(settings, banned=banned):
        return False
    async with db.transaction() as connection:
        await storage.note(connection, guild_id, user_id, banned=banned, at=now)
    return True


async def note_back(db: Database, guild_id: int, user_id: int) -> None:
    """Somebody is a member again: nothing of theirs goes."""
    async with db.transaction() as connection:
        await storage.drop(connection, guild_id, user_id)


async def keep_all(db: Database, guild_id: int) -> None:
    """The server wants nobody forgotten: who has left it is not kept."""
    async with db.transaction() as connection:
        await storage.drop_all(connection, guild_id)


async def due(db: Database, settings: ServerSettings, guild_id: int, *, now: datetime) -> list[tuple[int, bool]]:
    """Whose time is over in a server, as (user_id, was banned)."""
    days = settings.forget_leavers_days
    before = now - timedelta(days=days) if days else None
    async with db.reading() as connection:
        return await storage.list_due(
            connection, guild_id, left_before=before, banned=settings.forget_banned == "erase"
        )


async def people(db: Database, guild_id: int, *, after: int) -> list[int]:
    """Some of those of whom something is kept in a server and who are not known to have left, by id."""
    async with db.reading() as connection:
        return await storage.list_people(connection, guild_id, after=after)


async def forget(db: Database, guild_id: int, user_id: int, *, banned: bool, now: datetime) -> Deleted:
    """Forget somebody in a server they are no member of, as `/privacy delete` there does; the log says so."""
    return await privacy.delete_member(
        db, user_id, guild_id, now=now, noted_as="member.banned-forgotten" if banned else "member.left-forgotten"
    )
