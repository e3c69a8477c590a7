"""Telling members what happened, as soon as they can be reached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.notices import Notice
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Shows
from bot.storage import notices as storage
from bot.storage.engine.database import Database
from bot.storage.engine.others import Sort
from bot.storage.published import publications


async def untried_notices(db: Database) -> list[Notice]:
    """The notices that were never tried to be told, of all members."""
    async with db.reading() as connection:
        return await storage.list_untried(connection)


async def users_with_notices(db: Database) -> set[int]:
    """Members whose direct messages are closed and who are told at their next command."""
    async with db.reading() as connection:
        return await storage.list_waiting_users(connection)


async def keep_notice(db: Database, notice: Notice, *, now: datetime) -> None:
    """Their direct messages are closed: they are told at their next command."""
    async with db.transaction(notice.user_id) as connection:
        await storage.mark_refused(connection, notice_id=notice.id, at=now)
        await connection.tell(Sort.NOTICES, notice.user_id)


async def leave_for_next_command(db: Database, notice: Notice, *, now: datetime) -> None:
    """Have a member told at their next command, and not before; one of a kind is enough for each server.

    One that says no more than what is kept already does not take its place.
    """
    async with db.transaction(notice.user_id) as connection:
        kept = [one for one in await storage.list_kept_for(connection, user_id=notice.user_id) if _is_like(one, notice)]
        if not kept or any(notice.fields.values()):
            await storage.replace_kept(connection, notice, at=now)
            await connection.tell(Sort.NOTICES, notice.user_id)


def _is_like(one: Notice, other: Notice) -> bool:
    return (one.guild_id, one.kind) == (other.guild_id, other.kind)


async def kept_notices(db: Database, user_id: int) -> list[Notice]:
    """The notices that wait for a member whose direct messages were closed."""
    async with db.reading() as connection:
        return await storage.list_kept_for(connection, user_id=user_id)


async def note_told_in_channel(
    db: Database, notice: Notice, place: PostAddress, *, marks_then: int, now: datetime
) -> None:
    """A member was told in a channel of their choice: that message, drawn when the number of marks was `marks_then`,
    follows what it names, and goes with them."""
    async with db.transaction(notice.user_id) as connection:
        # Whoever had everything deleted while it was being sent is named nowhere any more.
        known = [notice.user_id] if await storage.delete_notices(connection, [notice.id]) else []
        await publications.settle(
            connection,
            guild_id=notice.guild_id,
            kind=PublishedKind.REMINDER,
            subject=str(notice.id),
            place=place,
            shows=Shows(frozenset({str(notice.fields["series_id"])}), frozenset(known)),
            at=now,
            steps=() if known else (Step.RENDER,),
            marks_then=marks_then,
        )


async def drop_notices(db: Database, notices: Sequence[Notice]) -> None:
    """They were told, or cannot be; all of one member."""
    async with db.transaction(notices[0].user_id) as connection:
        await storage.delete_notices(connection, [notice.id for notice in notices])
