"""Barring members from reviewing for a time, and letting them again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain import moderation as rules
from bot.domain.moderation import ReviewBan
from bot.domain.notices import Notice, NoticeKind
from bot.domain.spoilers import quoted
from bot.errors import NotAllowed, UserError
from bot.i18n import _, moment
from bot.storage import moderation as storage
from bot.storage.cases import insert_case
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from bot.storage.notices import insert_notices


async def ban_from_reviewing(
    db: Database, guild_id: int, user_id: int, actor_id: int, *, days: int, reason: str = "", now: datetime
) -> tuple[ReviewBan, int]:
    """Bar a member from reviewing in this server for `days`, without a report; also the case's number.

    Raises UserError.
    """
    ban = ReviewBan(guild_id, user_id, rules.ban_until(now, days), rules.check_note(reason))
    to_ms(now)
    async with db.transaction() as connection:
        before, after = await place_review_ban(connection, ban, actor_id, now=now)
        case = await insert_case(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="member.bar",
            subject="",
            reason=ban.reason,
            before=before,
            after=after,
            member_id=user_id,
            at=now,
        )
        told = Notice(user_id, guild_id, NoticeKind.BARRED, {"until": to_ms(ban.until), "reason": ban.reason})
        await insert_notices(connection, [told], at=now)
    return ban, case.number


async def lift_review_ban(
    db: Database, guild_id: int, user_id: int, actor_id: int, *, reason: str = "", now: datetime
) -> int:
    """Let a barred member review again; returns the case's number. Raises UserError where they are not barred."""
    to_ms(now)
    async with db.transaction() as connection:
        ban = await storage.get_review_ban(connection, guild_id=guild_id, user_id=user_id, now=now)
        if ban is None:
            raise UserError(_("This member is not barred from reviewing here."))
        await storage.delete_review_ban(connection, guild_id=guild_id, user_id=user_id)
        case = await insert_case(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="member.unbar",
            subject="",
            reason=rules.check_note(reason),
            before={"until": to_ms(ban.until), "reason": ban.reason},
            member_id=user_id,
            at=now,
        )
        await insert_notices(
            connection, [Notice(user_id, guild_id, NoticeKind.UNBARRED, {"reason": reason.strip()})], at=now
        )
    return case.number


async def review_ban_of(db: Database, guild_id: int, user_id: int, *, now: datetime) -> ReviewBan | None:
    """The ban that a member is under now, or None."""
    async with db.reading() as connection:
        return await storage.get_review_ban(connection, guild_id=guild_id, user_id=user_id, now=now)


async def require_not_banned(db: Database, guild_id: int, user_id: int, *, now: datetime) -> None:
    """Raises NotAllowed, naming the day it ends, for a member who may not review here now."""
    ban = await review_ban_of(db, guild_id, user_id, now=now)
    if ban is not None:
        raise NotAllowed(_refusal(ban))


def _refusal(ban: ReviewBan) -> str:
    until = moment(ban.until)
    if not ban.reason:
        return _("The moderators of this server have barred you from reviewing until {until}.", until=until)
    return _(
        "The moderators of this server have barred you from reviewing until {until}. Their reason: “{reason}”",
        until=until,
        reason=quoted(ban.reason, limit=500),
    )


async def place_review_ban(connection: Connection, ban: ReviewBan, actor_id: int, *, now: datetime) -> tuple[Any, Any]:
    """Bar a member inside a transaction; returns what was before and after, as the audit log keeps it."""
    former = await storage.get_review_ban(connection, guild_id=ban.guild_id, user_id=ban.user_id, now=now)
    await storage.upsert_review_ban(connection, ban, barred_by=actor_id, at=now)
    before = {"until": to_ms(former.until), "reason": former.reason} if former else None
    return before, {"until": to_ms(ban.until), "reason": ban.reason}
