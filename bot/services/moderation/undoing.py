"""Taking a moderators' decision back: the review, the bar and the reports are again what they were."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain.audit import AuditEntry
from bot.domain.moderation import Outcome, ReviewBan
from bot.domain.notices import Notice, NoticeKind
from bot.domain.published.kinds import PublishedKind
from bot.domain.reviews.records import HiddenReason, Review, ReviewState
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.moderation.restraining import follow_decision, restraint_on, sketched
from bot.storage import moderation as storage
from bot.storage import reviews as reviews_storage
from bot.storage.audit import get_entry
from bot.storage.cases import insert_case
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.engine.times import from_ms, to_ms
from bot.storage.notices import insert_notices
from bot.storage.published import marks, publications

UNDOABLE = tuple(f"review.{outcome.value}" for outcome in Outcome if outcome is not Outcome.WARNED)


class Undone(Struct, frozen=True):
    """A decision that was taken back: its review as it is now, and which decision it was."""

    review: Review
    outcome: Outcome
    reopened: int  # reports that are open again


async def decided_about(db: Database, guild_id: int, entry_id: int) -> int | None:
    """Whom a decision was about; None where it is none of this server, or they are forgotten."""
    async with db.reading() as connection:
        entry = await get_entry(connection, guild_id=guild_id, entry_id=entry_id)
    return entry.member_id if entry is not None and (entry.member_id or 0) > 0 else None


async def undo_decision(db: Database, guild_id: int, entry_id: int, actor_id: int, *, now: datetime) -> Undone:
    """Take a decision on a review back, and open its reports again.

    Raises Gone for an entry that is not of this server or not a decision, UserError where the review or the bar
    was changed since: then what was decided later stays.
    """
    to_ms(now)
    async with db.reading() as connection:
        found = await get_entry(connection, guild_id=guild_id, entry_id=entry_id)
    known = await sketched(db, guild_id, int(found.subject)) if found and found.action in UNDOABLE else ("", ())
    async with db.transaction() as connection:
        entry = await get_entry(connection, guild_id=guild_id, entry_id=entry_id)
        if entry is None or entry.action not in UNDOABLE:
            raise Gone(_("There is nothing to undo here any more."))
        review = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=int(entry.subject))
        if review is None:
            raise Gone(_("This review does not exist any more."))
        if entry.action == "review.barred":
            told = await _unbar(connection, entry, actor_id, now)
        elif entry.before is not None:
            told = await _turn_back(connection, entry, review)
        else:
            told = None
        reopened = await storage.reopen_reports(
            connection, guild_id=guild_id, review_id=review.id, closed_at=entry.done_at
        )
        if told is None and not reopened:
            raise UserError(_("This was taken back already."))
        await insert_case(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action="review.undo",
            subject=entry.subject,
            series_id=review.series_id,
            before=entry.after,
            after=entry.before,
            member_id=entry.member_id,
            at=now,
        )
        if told is not None:
            fields = {"series_id": review.series_id, "headline": review.content.headline, "review_id": review.id}
            await insert_notices(connection, [Notice(review.author_id, guild_id, told, fields)], at=now)
        changed = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=review.id)
        assert changed is not None
        floor = (await restraint_on(connection, changed)).floor
        if entry.action == "review.widened":
            floor = (entry.before or {}).get("floor")
        await follow_decision(connection, changed, known, floor=floor, now=now)
        await publications.rename_subject(
            connection,
            guild_id=guild_id,
            kind=PublishedKind.CASE,
            subject=f"{review.id}.{entry_id}",
            to=str(review.id),
        )
        await _announce(connection, changed, now)
    return Undone(changed, Outcome(entry.action.removeprefix("review.")), reopened)


async def _announce(connection: Connection, review: Review | None, now: datetime) -> None:
    """What shows the review follows; one that has no message any more is claimed, to be posted again."""
    if review is None:
        return
    await marks.mark(connection, review.guild_id, review_id=review.id)
    if review.state is ReviewState.POSTING and review.channel_id is not None:
        await publications.reclaim(
            connection,
            guild_id=review.guild_id,
            kind=PublishedKind.REVIEW,
            subject=str(review.id),
            channel_id=review.channel_id,
            after_id=None,
            at=now,
        )


async def _turn_back(connection: Connection, entry: AuditEntry, review: Review) -> NoticeKind:
    before, after = entry.before, entry.after
    if "horizon" in before and entry.series_id not in (None, review.series_id):
        raise UserError(
            _(
                "The series was merged with another one since, which may count its episodes differently. So the horizon"
                " stays as it is."
            )
        )
    if _now(review, after) != after:
        raise UserError(
            _("Somebody has changed this review since, so it stays as it is. Look at it again before you decide.")
        )
    state, hidden_reason = ReviewState(before["state"]), before["hidden_reason"]
    if review.state is ReviewState.DELETED:
        if await storage.has_current_review(
            connection,
            guild_id=review.guild_id,
            author_id=review.author_id,
            series_id=review.series_id,
            other_than=review.id,
        ):
            raise UserError(_("The author has written a new review of this series, so the old one stays deleted."))
        if state is ReviewState.POSTED and review.message_id is None:
            state = ReviewState.POSTING  # posted again, once, like any review that has no message
    await reviews_storage.set_state(
        connection,
        guild_id=review.guild_id,
        review_id=review.id,
        state=state,
        hidden_reason=None if hidden_reason is None else HiddenReason(hidden_reason),
        deleted_at=None,
    )
    if "horizon" in before:
        await reviews_storage.set_horizon(
            connection,
            guild_id=review.guild_id,
            review_id=review.id,
            spoiler_free=before["spoiler_free"],
            horizon=before["horizon"],
        )
    if state is ReviewState.HIDDEN:
        return NoticeKind.REVIEW_HIDDEN
    return NoticeKind.REVIEW_NARROWED if review.state is ReviewState.POSTED else NoticeKind.REVIEW_RESTORED


async def _unbar(connection: Connection, entry: AuditEntry, actor_id: int, now: datetime) -> NoticeKind:
    if entry.member_id is None:
        raise Gone(_("There is nothing to undo here any more."))
    ban = await storage.get_review_ban(connection, guild_id=entry.guild_id, user_id=entry.member_id, now=now)
    if ban is None or to_ms(ban.until) != entry.after["until"]:
        raise UserError(_("This bar was changed or is over, so nothing was taken back."))
    before: dict[str, Any] | None = entry.before
    if before is None or before["until"] <= to_ms(now):
        await storage.delete_review_ban(connection, guild_id=entry.guild_id, user_id=entry.member_id)
        return NoticeKind.UNBARRED
    former = ReviewBan(entry.guild_id, entry.member_id, from_ms(before["until"]), before["reason"])
    await storage.upsert_review_ban(connection, former, barred_by=actor_id, at=now)
    return NoticeKind.UNBARRED


def _now(review: Review, shape: dict[str, Any]) -> dict[str, Any]:
    known = {
        "state": review.state,
        "hidden_reason": review.hidden_reason,
        "spoiler_free": review.content.spoiler_free,
        "horizon": review.content.horizon,
    }
    return {name: known[name] for name in shape}
