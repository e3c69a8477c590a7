"""What moderators do about a review: hide, widen, delete, warn, bar, and all of it back.

Every decision is one transaction: the review's row, the open reports, the audit entry and the notices to the
author and the reporters. Nothing here speaks to Discord; the cogs send the notices and draw the posts anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct

from bot.domain import moderation as rules
from bot.domain.audit import THE_BOT
from bot.domain.moderation import Outcome, Reason, Report, ReviewBan
from bot.domain.notices import Notice, NoticeKind
from bot.domain.published.kinds import PublishedKind
from bot.domain.reviews.records import HiddenReason, Review, ReviewState
from bot.domain.reviews.restraints import WHOLE
from bot.errors import UserError
from bot.i18n import _
from bot.services.moderation.reporting import gone, require_review
from bot.services.moderation.restraining import follow_decision, restraint_on, sketched, widened
from bot.services.moderation.review_bans import place_review_ban
from bot.storage import moderation as storage
from bot.storage import reviews as reviews_storage
from bot.storage.cases import insert_case
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from bot.storage.notices import insert_notices
from bot.storage.published.marks import mark
from bot.storage.published.publications import rename_subject


class Decision(Struct, frozen=True):
    """What was done to a review; `entry_id` is its audit entry, by which it can be undone, `case` its number here."""

    review: Review
    outcome: Outcome
    entry_id: int
    case: int
    reports: tuple[Report, ...]  # those that it closed
    is_shown_again: bool = False  # it was hidden before, and is no longer


class Overtaken(UserError):
    """Somebody was faster: what was asked for is so already, or is no longer possible."""


# Does the deed inside the transaction; returns what was before and after, as JSON-able values.
_Deed = Callable[[Connection, Review], Awaitable[tuple[Any, Any]]]


async def queue_spoiling_review(connection: Connection, review: Review, *, now: datetime) -> None:
    """Put a review that "this spoils me" has hidden into the queue and tell its author.

    For whoever counts the presses: call it in the transaction that hides the review. A second call does nothing.
    """
    report = Report(0, review.guild_id, review.id, THE_BOT, Reason.SPOILS_ME, "", now)
    if await storage.insert_report(connection, report) is not None:
        await insert_notices(connection, [_to_author(review, NoticeKind.REVIEW_SPOILED)], at=now)


async def hide_review(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, reason: str = "", now: datetime
) -> Decision:
    """Hide a posted review from everybody but its author and the moderators."""

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        _require_state(review, ReviewState.POSTED, ReviewState.HIDDEN)
        if review.hidden_reason is HiddenReason.MODERATOR:
            raise Overtaken(_("This review is hidden already."))
        return await _turn(connection, review, state=ReviewState.HIDDEN, hidden_reason=HiddenReason.MODERATOR)

    told = NoticeKind.REVIEW_HIDDEN
    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.HIDDEN, told, reason=reason, now=now)


async def restore_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Show a hidden review again. The reports on it are closed: nothing was wrong."""

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        _require_state(review, ReviewState.HIDDEN)
        return await _turn(connection, review, state=ReviewState.POSTED, hidden_reason=None)

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.KEPT, NoticeKind.REVIEW_RESTORED, now=now)


async def keep_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Close the reports: nothing is wrong with the review, which is shown again where readers had hidden it.

    Raises UserError where none is open.
    """

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        if not await storage.list_reports(connection, guild_id=guild_id, review_id=review_id):
            raise Overtaken(_("No report on this review is open any more."))
        if review.hidden_reason is not HiddenReason.SPOILS_ME:
            return None, None
        return await _turn(connection, review, state=ReviewState.POSTED, hidden_reason=None)

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.KEPT, None, now=now)


async def delete_review(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, reason: str = "", now: datetime
) -> Decision:
    """Delete a review; `undo` brings it back as long as its row is kept."""

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        _require_state(review, ReviewState.POSTED, ReviewState.HIDDEN, ReviewState.POSTING)
        return await _turn(connection, review, state=ReviewState.DELETED, hidden_reason=None, deleted_at=now)

    told = NoticeKind.REVIEW_DELETED
    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.DELETED, told, reason=reason, now=now)


async def widen_horizon(
    db: Database,
    guild_id: int,
    review_id: int,
    actor_id: int,
    *,
    horizon: int | None,
    episodes: int | None,
    reason: str = "",
    now: datetime,
) -> Decision:
    """Say that a review spoils more than its author said: through `horizon`, or the whole series with None.

    A review that "this spoils me" has hidden is shown again: its horizon was what was wrong.
    """

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        _require_state(review, ReviewState.POSTED, ReviewState.HIDDEN, ReviewState.POSTING)
        wider = rules.check_wider(review, horizon, episodes=episodes)
        await reviews_storage.set_horizon(
            connection, guild_id=guild_id, review_id=review_id, spoiler_free=False, horizon=wider
        )
        before = _state_of(review) | {"spoiler_free": review.content.spoiler_free, "horizon": review.content.horizon}
        before["floor"] = (await restraint_on(connection, review)).floor
        after = _state_of(review) | {"spoiler_free": False, "horizon": wider}
        if review.hidden_reason is HiddenReason.SPOILS_ME:
            after |= (await _turn(connection, review, state=ReviewState.POSTED, hidden_reason=None))[1]
        return before, after

    told = NoticeKind.REVIEW_WIDENED
    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.WIDENED, told, reason=reason, now=now)


async def warn_author(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, note: str, now: datetime
) -> Decision:
    """Tell the author what was wrong, in the moderator's words. Raises UserError for a note that says nothing."""
    checked = rules.check_note(note)
    if not checked:
        raise UserError(_("A warning needs a sentence: what should the author change?"))

    async def deed(_connection: Connection, _case: Review) -> tuple[Any, Any]:
        return None, None

    told = NoticeKind.WARNED
    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.WARNED, told, reason=checked, now=now)


async def ban_author(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, days: int, reason: str = "", now: datetime
) -> Decision:
    """Bar the author of a review from reviewing in this server for `days`."""
    until, checked = rules.ban_until(now, days), rules.check_note(reason)

    async def deed(connection: Connection, review: Review) -> tuple[Any, Any]:
        ban = ReviewBan(guild_id, review.author_id, until, checked)
        return await place_review_ban(connection, ban, actor_id, now=now)

    return await _decide(
        db,
        guild_id,
        review_id,
        actor_id,
        deed,
        Outcome.BARRED,
        NoticeKind.BARRED,
        reason=checked,
        now=now,
        until=to_ms(until),
    )


async def _decide(
    db: Database,
    guild_id: int,
    review_id: int,
    actor_id: int,
    deed: _Deed,
    outcome: Outcome,
    told: NoticeKind | None,
    *,
    reason: str = "",
    now: datetime,
    **fields: Any,
) -> Decision:
    to_ms(now)
    reason = rules.check_note(reason)
    known = await sketched(db, guild_id, review_id)
    async with db.transaction() as connection:
        review = await require_review(connection, guild_id, review_id)
        before, after = await deed(connection, review)
        reports = await storage.close_reports(
            connection, guild_id=guild_id, review_id=review_id, outcome=outcome, closed_by=actor_id, at=now
        )
        case = await insert_case(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action=f"review.{outcome.value}",
            subject=str(review_id),
            reason=reason,
            series_id=review.series_id,
            before=before,
            after=after,
            member_id=review.author_id,
            at=now,
        )
        changed = await require_review(connection, guild_id, review_id)
        is_shown_again = review.is_hidden and changed.state is ReviewState.POSTED and not changed.is_hidden
        if is_shown_again:  # what was pressed before the moderators looked counts no more
            await reviews_storage.delete_spoils_me(connection, review_id=review_id)
            told = told or NoticeKind.REVIEW_RESTORED
        notices = [] if told is None else [_to_author(review, told, reason=reason, **fields)]
        await insert_notices(connection, [*notices, *_to_reporters(review, reports, outcome)], at=now)
        floor = (await restraint_on(connection, review)).floor
        if outcome is Outcome.WIDENED:
            floor = await widened(connection, review, changed.content.horizon or WHOLE)
        await follow_decision(connection, changed, known, floor=floor, now=now)
        # The card goes on following what becomes of the review; the next report gets one of its own.
        await rename_subject(
            connection,
            guild_id=guild_id,
            kind=PublishedKind.CASE,
            subject=str(review_id),
            to=f"{review_id}.{case.entry_id}",
        )
        await mark(connection, guild_id, review_id=review_id)
    return Decision(changed, outcome, case.entry_id, case.number, tuple(reports), is_shown_again)


async def _turn(
    connection: Connection,
    review: Review,
    *,
    state: ReviewState,
    hidden_reason: HiddenReason | None,
    deleted_at: datetime | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    await reviews_storage.set_state(
        connection,
        guild_id=review.guild_id,
        review_id=review.id,
        state=state,
        hidden_reason=hidden_reason,
        deleted_at=deleted_at,
    )
    return _state_of(review), {"state": state, "hidden_reason": hidden_reason}


def _state_of(review: Review) -> dict[str, Any]:
    return {"state": review.state, "hidden_reason": review.hidden_reason}


def _to_author(review: Review, kind: NoticeKind, **fields: Any) -> Notice:
    named = {"series_id": review.series_id, "headline": review.content.headline, "review_id": review.id}
    return Notice(review.author_id, review.guild_id, kind, named | fields)


def _to_reporters(review: Review, reports: Iterable[Report], outcome: Outcome) -> list[Notice]:
    fields = {"series_id": review.series_id, "headline": review.content.headline, "outcome": outcome.value}
    return [
        Notice(report.reporter_id, review.guild_id, NoticeKind.REPORT_CLOSED, fields)
        for report in reports
        if report.reporter_id > THE_BOT
    ]


def _require_state(review: Review, *states: ReviewState) -> None:
    if review.state in states:
        return
    if review.state is ReviewState.DELETED:
        raise gone()
    if review.state is ReviewState.HIDDEN:
        raise Overtaken(_("This review is hidden already."))
    if review.state is ReviewState.POSTING:
        raise Overtaken(_("This review is just being posted. Try again in a minute."))
    raise Overtaken(_("This review is not hidden."))
