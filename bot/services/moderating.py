"""What members and moderators do about a review: report, hide, widen, delete, warn, bar, and all of it back.

Every decision is one transaction: the review's row, the open reports, the audit entry and the notices to the
author and the reporters. Nothing here speaks to Discord; the cogs send the notices and draw the posts anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain import moderation as rules
from bot.domain.audit import THE_BOT
from bot.domain.moderation import Bar, Outcome, Reason, Report, ReviewCase
from bot.domain.notices import Notice, NoticeKind
from bot.errors import Gone, UserError
from bot.i18n import _
from bot.services.barring import place_bar
from bot.storage import moderation as storage
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.notices import insert_notices
from bot.storage.servers import insert_audit
from bot.storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done to a review; `entry_id` is its audit entry, by which it can be undone."""

    case: ReviewCase
    outcome: Outcome
    entry_id: int
    reports: tuple[Report, ...]  # those that it closed


# Does the deed inside the transaction; returns what was before and after, as JSON-able values.
_Deed = Callable[[Connection, ReviewCase], Awaitable[tuple[Any, Any]]]


async def case_of(db: Database, guild_id: int, review_id: int) -> tuple[ReviewCase, list[Report]]:
    """A review of this server and the open reports on it. Raises Gone."""
    async with db.reading() as connection:
        case = await _require(connection, guild_id, review_id)
        return case, await storage.list_reports(connection, guild_id=guild_id, review_id=review_id)


async def case_by_message(db: Database, guild_id: int, message_id: int) -> ReviewCase:
    """The review that is posted as this message. Raises Gone, in the words of the context menu."""
    async with db.reading() as connection:
        case = await storage.get_case_by_message(connection, guild_id=guild_id, message_id=message_id)
    if case is None:
        raise Gone(_("This message is not a review of mine. Use this on a message that shows a review."))
    return case


async def reportable(db: Database, guild_id: int, review_id: int, reporter_id: int) -> ReviewCase:
    """A review that the member may report, asked before they write a word. Raises UserError as `report_review` does."""
    case, reports = await case_of(db, guild_id, review_id)
    _check_reportable(case, reporter_id)
    if any(report.reporter_id == reporter_id for report in reports):
        raise _reported_already()
    return case


async def report_review(
    db: Database, guild_id: int, review_id: int, reporter_id: int, *, reason: str, note: str = "", now: datetime
) -> Report:
    """Keep a member's report. Raises UserError: an unknown reason, a second open report, one's own review."""
    checked, note = rules.check_reason(reason), rules.check_note(note)
    async with db.transaction() as connection:
        case = await _require(connection, guild_id, review_id)
        _check_reportable(case, reporter_id)
        report = Report(0, guild_id, review_id, reporter_id, checked, note, now)
        report_id = await storage.insert_report(connection, report)
    if report_id is None:
        raise _reported_already()
    return Report(report_id, guild_id, review_id, reporter_id, checked, note, now)


def _check_reportable(case: ReviewCase, reporter_id: int) -> None:
    if case.state == "deleted":
        raise _gone()
    if case.author_id == reporter_id:
        raise UserError(_("This review is your own: you can edit or delete it yourself, with /review mine."))


def _reported_already() -> UserError:
    return UserError(_("You have reported this review already. The moderators will get to it."))


async def queue_spoiling_review(connection: Connection, case: ReviewCase, *, now: datetime) -> None:
    """Put a review that "this spoils me" has hidden into the queue and tell its author.

    For whoever counts the presses: call it in the transaction that hides the review. A second call does nothing.
    """
    report = Report(0, case.guild_id, case.review_id, THE_BOT, Reason.SPOILS_ME, "", now)
    if await storage.insert_report(connection, report) is not None:
        await insert_notices(connection, [_to_author(case, NoticeKind.REVIEW_SPOILED)], at=to_ms(now))


async def hide_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Hide a posted review from everybody but its author and the moderators."""

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        _require_state(case, "posted", "hidden")
        if case.hidden_reason == "moderator":
            raise UserError(_("This review is hidden already."))
        return await _turn(connection, case, state="hidden", hidden_reason="moderator")

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.HIDDEN, NoticeKind.REVIEW_HIDDEN, now=now)


async def restore_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Show a hidden review again. The reports on it are closed: nothing was wrong."""

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        _require_state(case, "hidden")
        return await _turn(connection, case, state="posted", hidden_reason=None)

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.KEPT, NoticeKind.REVIEW_RESTORED, now=now)


async def keep_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Close the reports: nothing is wrong with the review. Raises UserError where none is open."""

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        if not await storage.list_reports(connection, guild_id=guild_id, review_id=review_id):
            raise UserError(_("No report on this review is open any more."))
        return None, None

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.KEPT, None, now=now)


async def delete_review(db: Database, guild_id: int, review_id: int, actor_id: int, *, now: datetime) -> Decision:
    """Delete a review; `undo` brings it back as long as its row is kept."""

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        _require_state(case, "posted", "hidden", "posting")
        return await _turn(connection, case, state="deleted", hidden_reason=None, deleted_at=to_ms(now))

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.DELETED, NoticeKind.REVIEW_DELETED, now=now)


async def widen_horizon(
    db: Database,
    guild_id: int,
    review_id: int,
    actor_id: int,
    *,
    horizon: int | None,
    episodes: int | None,
    now: datetime,
) -> Decision:
    """Say that a review spoils more than its author said: through `horizon`, or the whole series with None.

    A review that "this spoils me" has hidden is shown again: its horizon was what was wrong.
    """

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        _require_state(case, "posted", "hidden", "posting")
        wider = rules.check_wider(case, horizon, episodes=episodes)
        await storage.set_horizon(connection, guild_id=guild_id, review_id=review_id, spoiler_free=False, horizon=wider)
        before = _state_of(case) | {"spoiler_free": case.spoiler_free, "horizon": case.horizon}
        after = _state_of(case) | {"spoiler_free": False, "horizon": wider}
        if case.hidden_reason == "spoils-me":
            after |= (await _turn(connection, case, state="posted", hidden_reason=None))[1]
        return before, after

    return await _decide(db, guild_id, review_id, actor_id, deed, Outcome.WIDENED, NoticeKind.REVIEW_WIDENED, now=now)


async def warn_author(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, note: str, now: datetime
) -> Decision:
    """Tell the author what was wrong, in the moderator's words. Raises UserError for a note that says nothing."""
    checked = rules.check_note(note)
    if not checked:
        raise UserError(_("A warning needs a sentence: what should the author change?"))

    async def deed(_connection: Connection, _case: ReviewCase) -> tuple[Any, Any]:
        return None, checked

    return await _decide(
        db, guild_id, review_id, actor_id, deed, Outcome.WARNED, NoticeKind.WARNED, now=now, note=checked
    )


async def bar_author(
    db: Database, guild_id: int, review_id: int, actor_id: int, *, days: int, now: datetime
) -> Decision:
    """Bar the author of a review from reviewing in this server for `days`."""
    until = rules.bar_until(now, days)

    async def deed(connection: Connection, case: ReviewCase) -> tuple[Any, Any]:
        return await place_bar(connection, Bar(guild_id, case.author_id, until), actor_id, now=now)

    return await _decide(
        db, guild_id, review_id, actor_id, deed, Outcome.BARRED, NoticeKind.BARRED, now=now, until=to_ms(until)
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
    now: datetime,
    **fields: Any,
) -> Decision:
    at = to_ms(now)
    async with db.transaction() as connection:
        case = await _require(connection, guild_id, review_id)
        before, after = await deed(connection, case)
        reports = await storage.close_reports(
            connection, guild_id=guild_id, review_id=review_id, outcome=outcome, closed_by=actor_id, at=at
        )
        entry_id = await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=actor_id,
            action=f"review.{outcome.value}",
            subject=str(review_id),
            before=before,
            after=after,
            member_id=case.author_id,
            at=at,
        )
        notices = [] if told is None else [_to_author(case, told, **fields)]
        await insert_notices(connection, [*notices, *_to_reporters(case, reports, outcome)], at=at)
        changed = await _require(connection, guild_id, review_id)
    return Decision(changed, outcome, entry_id, tuple(reports))


async def _turn(
    connection: Connection,
    case: ReviewCase,
    *,
    state: str,
    hidden_reason: str | None,
    deleted_at: int | None = None,
) -> tuple[dict[str, Any], dict[str, Any]]:
    await storage.set_state(
        connection,
        guild_id=case.guild_id,
        review_id=case.review_id,
        state=state,
        hidden_reason=hidden_reason,
        deleted_at=deleted_at,
    )
    return _state_of(case), {"state": state, "hidden_reason": hidden_reason}


def _state_of(case: ReviewCase) -> dict[str, Any]:
    return {"state": case.state, "hidden_reason": case.hidden_reason}


def _to_author(case: ReviewCase, kind: NoticeKind, **fields: Any) -> Notice:
    named = {"series_id": case.series_id, "headline": case.headline, "review_id": case.review_id}
    return Notice(case.author_id, case.guild_id, kind, named | fields)


def _to_reporters(case: ReviewCase, reports: Iterable[Report], outcome: Outcome) -> list[Notice]:
    fields = {"series_id": case.series_id, "headline": case.headline, "outcome": outcome.value}
    return [
        Notice(report.reporter_id, case.guild_id, NoticeKind.REPORT_CLOSED, fields)
        for report in reports
        if report.reporter_id > THE_BOT
    ]


def _require_state(case: ReviewCase, *states: str) -> None:
    if case.state in states:
        return
    if case.state == "deleted":
        raise _gone()
    if case.state == "hidden":
        raise UserError(_("This review is hidden already."))
    if case.state == "posting":
        raise UserError(_("This review is just being posted. Try again in a minute."))
    raise UserError(_("This review is not hidden."))


async def _require(connection: Connection, guild_id: int, review_id: int) -> ReviewCase:
    case = await storage.get_case(connection, guild_id=guild_id, review_id=review_id)
    if case is None:
        raise _gone()
    return case


def _gone() -> Gone:
    return Gone(_("This review does not exist any more."))
