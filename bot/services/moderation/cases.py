"""A server's numbered cases: what moderators did about somebody, looked up, and their reasons changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain import moderation as rules
from bot.domain.audit import AuditEntry
from bot.domain.notices import Notice, NoticeKind
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.storage import cases as storage
from bot.storage import moderation as bans
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from bot.storage.notices import insert_notices
from bot.storage.published.marks import mark
from bot.storage.servers import insert_audit

# Deeds whose reason the member was told, so that they are told a new one as well.
_TOLD = frozenset({"review.hidden", "review.widened", "review.deleted", "review.warned", "review.barred", "member.bar"})
_BARS = ("review.barred", "member.bar")


async def history_of(
    db: Database, guild_id: int, member_id: int, *, before: int | None = None, limit: int = 10
) -> tuple[list[AuditEntry], dict[str, int]]:
    """The newest cases about a member, older than the case `before`; and how many there are, by action."""
    async with db.reading() as connection:
        entries = await storage.list_cases(
            connection, guild_id=guild_id, member_id=member_id, before=before, limit=limit
        )
        return entries, await storage.count_cases(connection, guild_id=guild_id, member_id=member_id)


async def case_of(db: Database, guild_id: int, number: int) -> AuditEntry:
    """A case of this server. Raises UserError."""
    async with db.reading() as connection:
        return await _require(connection, guild_id, number)


async def change_reason(
    db: Database, guild_id: int, number: int, actor_id: int, *, reason: str, now: datetime
) -> AuditEntry:
    """Give a case another reason; whoever was told the old one is told the new one.

    Raises UserError where there is no such case, or the reason says nothing new.
    """
    checked = rules.check_note(reason)
    async with db.transaction() as connection:
        case = await _require(connection, guild_id, number)
        if checked == case.reason:
            raise UserError(_("Case {number} has that reason already.", number=number))
        await storage.set_reason(connection, guild_id=guild_id, number=number, reason=checked)
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="case.reason",
            subject=str(number),
            before=case.reason,
            after=checked,
            member_id=case.member_id,
            at=now,
        )
        if case.action.startswith("review."):  # the moderators' card says why
            await mark(connection, guild_id, review_id=int(case.subject))
        if case.action in _BARS:
            await _explain_bar(connection, case, checked, now)
        if checked and case.action in _TOLD and case.member_id is not None and case.member_id > 0:
            await insert_notices(connection, [_told(case, case.member_id, checked)], at=now)
        return await _require(connection, guild_id, number)


async def _explain_bar(connection: Connection, case: AuditEntry, reason: str, now: datetime) -> None:
    """The bar that a case placed says the new reason at every refusal, as long as it is the one in force."""
    after: dict[str, Any] = case.after or {}
    if case.member_id is None:
        return
    ban = await bans.get_review_ban(connection, guild_id=case.guild_id, user_id=case.member_id, now=now)
    if ban is not None and to_ms(ban.until) == after.get("until"):
        await bans.set_ban_reason(connection, guild_id=case.guild_id, user_id=case.member_id, reason=reason)


def _told(case: AuditEntry, member_id: int, reason: str) -> Notice:
    if case.series_id is None:
        return Notice(member_id, case.guild_id, NoticeKind.BAR_REASON, {"reason": reason})
    fields = {"series_id": case.series_id, "reason": reason}
    return Notice(member_id, case.guild_id, NoticeKind.REASON, fields)


async def _require(connection: Connection, guild_id: int, number: int) -> AuditEntry:
    case = await storage.get_case(connection, guild_id=guild_id, number=number)
    if case is None:
        raise Gone(_("There is no case {number} in this server. /moderation history lists a member's.", number=number))
    return case
