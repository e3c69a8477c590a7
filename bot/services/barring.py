"""Barring members from reviewing for a time, and letting them again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain import moderation as rules
from bot.domain.moderation import Bar
from bot.domain.notices import Notice, NoticeKind
from bot.errors import NotAllowed, UserError
from bot.i18n import _
from bot.storage import moderation as storage
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.notices import insert_notices
from bot.storage.servers import insert_audit
from bot.storage.times import to_ms


async def bar_member(
    db: Database, guild_id: int, user_id: int, actor_id: int, *, days: int, reason: str = "", now: datetime
) -> Bar:
    """Bar a member from reviewing in this server for `days`, without a report. Raises UserError."""
    bar = Bar(guild_id, user_id, rules.bar_until(now, days), rules.check_note(reason))
    at = to_ms(now)
    async with db.transaction() as connection:
        before, after = await place_bar(connection, bar, actor_id, now=now)
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="member.bar",
            subject="",
            before=before,
            after=after,
            member_id=user_id,
            at=at,
        )
        told = Notice(user_id, guild_id, NoticeKind.BARRED, {"until": to_ms(bar.until), "note": bar.reason})
        await insert_notices(connection, [told], at=at)
    return bar


async def lift_bar(db: Database, guild_id: int, user_id: int, actor_id: int, *, now: datetime) -> None:
    """Let a barred member review again. Raises UserError where they are not barred."""
    at = to_ms(now)
    async with db.transaction() as connection:
        bar = await storage.get_bar(connection, guild_id=guild_id, user_id=user_id, now=now)
        if bar is None:
            raise UserError(_("This member is not barred from reviewing here."))
        await storage.delete_bar(connection, guild_id=guild_id, user_id=user_id)
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="member.unbar",
            subject="",
            before={"until": to_ms(bar.until), "reason": bar.reason},
            member_id=user_id,
            at=at,
        )
        await insert_notices(connection, [Notice(user_id, guild_id, NoticeKind.UNBARRED, {})], at=at)


async def bar_of(db: Database, guild_id: int, user_id: int, *, now: datetime) -> Bar | None:
    """The bar that a member is under now, or None."""
    async with db.reading() as connection:
        return await storage.get_bar(connection, guild_id=guild_id, user_id=user_id, now=now)


async def is_barred(db: Database, guild_id: int, user_id: int, now: datetime) -> bool:
    """Whether a member may not review in this server now."""
    return await bar_of(db, guild_id, user_id, now=now) is not None


async def require_not_barred(db: Database, guild_id: int, user_id: int, *, now: datetime) -> None:
    """Raises NotAllowed, naming the day it ends, for a member who may not review here now."""
    bar = await bar_of(db, guild_id, user_id, now=now)
    if bar is not None:
        raise NotAllowed(
            _(
                "The moderators of this server have barred you from reviewing until <t:{until}:f>.",
                until=int(bar.until.timestamp()),
            )
        )


async def place_bar(connection: Connection, bar: Bar, actor_id: int, *, now: datetime) -> tuple[Any, Any]:
    """Bar a member inside a transaction; returns what was before and after, as the audit log keeps it."""
    former = await storage.get_bar(connection, guild_id=bar.guild_id, user_id=bar.user_id, now=now)
    await storage.upsert_bar(connection, bar, barred_by=actor_id, at=to_ms(now))
    before = {"until": to_ms(former.until), "reason": former.reason} if former else None
    return before, {"until": to_ms(bar.until), "reason": bar.reason}
