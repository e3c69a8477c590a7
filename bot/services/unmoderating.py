"""Taking a moderators' decision back: the review, the bar and the reports are again what they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.audit import AuditEntry
from bot.domain.moderation import Bar, Outcome, ReviewCase
from bot.domain.notices import Notice, NoticeKind
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.storage import moderation as storage
from bot.storage.audit import get_entry
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.notices import insert_notices
from bot.storage.servers import insert_audit
from bot.storage.times import from_ms, to_ms

UNDOABLE = tuple(f"review.{outcome.value}" for outcome in Outcome if outcome is not Outcome.WARNED)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back."""

    case: ReviewCase
    outcome: Outcome
    reopened: int  # reports that are open again


async def undo_decision(db: Database, guild_id: int, entry_id: int, actor_id: int, *, now: datetime) -> Undone:
    """Take a decision on a review back, and open its reports again.

    Raises Gone for an entry that is not of this server or not a decision, UserError where the review or the bar
    was changed since: then what was decided later stays.
    """
    at = to_ms(now)
    async with db.transaction() as connection:
        entry = await get_entry(connection, guild_id=guild_id, entry_id=entry_id)
        if entry is None or entry.action not in UNDOABLE:
            raise Gone(_("There is nothing to undo here any more."))
        case = await storage.get_case(connection, guild_id=guild_id, review_id=int(entry.subject))
        if case is None:
            raise Gone(_("This review does not exist any more."))
        if entry.action == "review.barred":
            told = await _unbar(connection, entry, actor_id, now)
        elif entry.before is not None:
            told = await _turn_back(connection, entry, case)
        else:
            told = None
        reopened = await storage.reopen_reports(
            connection, guild_id=guild_id, review_id=case.review_id, closed_at=to_ms(entry.done_at)
        )
        if told is None and not reopened:
            raise UserError(_("This was taken back already."))
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="review.undo",
            subject=entry.subject,
            before=entry.after,
            after=entry.before,
            member_id=entry.member_id,
            at=at,
        )
        if told is not None:
            fields = {"series_id": case.series_id, "headline": case.headline, "review_id": case.review_id}
            await insert_notices(connection, [Notice(case.author_id, guild_id, told, fields)], at=at)
        changed = await storage.get_case(connection, guild_id=guild_id, review_id=case.review_id)
    assert changed is not None
    return Undone(changed, Outcome(entry.action.removeprefix("review.")), reopened)


async def _turn_back(connection: Connection, entry: AuditEntry, case: ReviewCase) -> NoticeKind:
    before, after = entry.before, entry.after
    if _now(case, after) != after:
        raise UserError(
            _("Somebody has changed this review since, so it stays as it is. Look at it again before you decide.")
        )
    state = before["state"]
    if case.state == "deleted":
        if await storage.has_current_review(
            connection,
            guild_id=case.guild_id,
            author_id=case.author_id,
            series_id=case.series_id,
            other_than=case.review_id,
        ):
            raise UserError(_("The author has written a new review of this series, so the old one stays deleted."))
        if state == "posted" and case.message_id is None:
            state = "posting"  # posted again, once, like any review that has no message
    await storage.set_state(
        connection,
        guild_id=case.guild_id,
        review_id=case.review_id,
        state=state,
        hidden_reason=before["hidden_reason"],
        deleted_at=None,
    )
    if "horizon" in before:
        await storage.set_horizon(
            connection,
            guild_id=case.guild_id,
            review_id=case.review_id,
            spoiler_free=before["spoiler_free"],
            horizon=before["horizon"],
        )
    if state == "hidden":
        return NoticeKind.REVIEW_HIDDEN
    return NoticeKind.REVIEW_NARROWED if case.state == "posted" else NoticeKind.REVIEW_RESTORED


async def _unbar(connection: Connection, entry: AuditEntry, actor_id: int, now: datetime) -> NoticeKind:
    if entry.member_id is None:
        raise Gone(_("There is nothing to undo here any more."))
    bar = await storage.get_bar(connection, guild_id=entry.guild_id, user_id=entry.member_id, now=now)
    if bar is None or to_ms(bar.until) != entry.after["until"]:
        raise UserError(_("This bar was changed or is over, so nothing was taken back."))
    before: dict[str, Any] | None = entry.before
    if before is None or before["until"] <= to_ms(now):
        await storage.delete_bar(connection, guild_id=entry.guild_id, user_id=entry.member_id)
        return NoticeKind.UNBARRED
    former = Bar(entry.guild_id, entry.member_id, from_ms(before["until"]), before["reason"])
    await storage.upsert_bar(connection, former, barred_by=actor_id, at=to_ms(now))
    return NoticeKind.UNBARRED


def _now(case: ReviewCase, shape: dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(case, name) for name in shape}
