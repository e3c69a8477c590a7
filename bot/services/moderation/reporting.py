"""Reports of members on a review: who may write one, and what is kept of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain import moderation as rules
from bot.domain.moderation import Report
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.reviews.records import Review, ReviewState
from bot.errors import Gone, UserError
from bot.i18n import _, _n
from bot.storage import moderation as storage
from bot.storage import reviews as reviews_storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.published.steps import ask_step


async def review_with_reports(db: Database, guild_id: int, review_id: int) -> tuple[Review, list[Report]]:
    """A review of this server and the open reports on it. Raises Gone."""
    async with db.reading() as connection:
        review = await require_review(connection, guild_id, review_id)
        return review, await storage.list_reports(connection, guild_id=guild_id, review_id=review_id)


async def review_by_message(db: Database, guild_id: int, message_id: int) -> Review:
    """The review that is posted as this message. Raises Gone, in the words of the context menu."""
    async with db.reading() as connection:
        review = await reviews_storage.get_by_message(connection, guild_id=guild_id, message_id=message_id)
    if review is None:
        raise Gone(_("This message is not a review of mine. Use this on a message that shows a review."))
    return review


async def reportable(
    db: Database, guild_id: int, review_id: int, reporter_id: int, *, most_a_day: int, now: datetime
) -> Review:
    """A review that the member may report, asked before they write a word. Raises UserError as `report_review` does."""
    review, reports = await review_with_reports(db, guild_id, review_id)
    _check_reportable(review, reporter_id)
    if any(report.reporter_id == reporter_id for report in reports):
        raise _reported_already()
    async with db.reading() as connection:
        await _check_few(connection, guild_id, reporter_id, most_a_day, now)
    return review


async def report_review(
    db: Database,
    guild_id: int,
    review_id: int,
    reporter_id: int,
    *,
    reason: str,
    note: str = "",
    most_a_day: int = 10,
    now: datetime,
) -> Report:
    """Keep a member's report.

    Raises UserError: an unknown reason, a second open report, one's own review, more than `most_a_day`.
    """
    checked, note = rules.check_reason(reason), rules.check_note(note)
    async with db.transaction() as connection:
        review = await require_review(connection, guild_id, review_id)
        _check_reportable(review, reporter_id)
        await _check_few(connection, guild_id, reporter_id, most_a_day, now)
        report = Report(0, guild_id, review_id, reporter_id, checked, note, now)
        report_id = await storage.insert_report(connection, report)
        await ask_step(connection, guild_id=guild_id, kind=PublishedKind.CASE, subject=str(review_id), step=Step.RENDER)
    if report_id is None:
        raise _reported_already()
    return Report(report_id, guild_id, review_id, reporter_id, checked, note, now)


def _check_reportable(review: Review, reporter_id: int) -> None:
    if review.state is ReviewState.DELETED:
        raise gone()
    if review.author_id == reporter_id:
        raise UserError(_("This review is your own: you can edit or delete it yourself, with /review mine."))


async def _check_few(connection: Connection, guild_id: int, reporter_id: int, most_a_day: int, now: datetime) -> None:
    since = now - timedelta(days=1)
    count = await storage.count_reports(connection, guild_id=guild_id, reporter_id=reporter_id, since=since)
    if count >= most_a_day:
        said = _n(
            "You have sent {count} report today, as many as one member may here. Write to the moderators instead.",
            "You have sent {count} reports today, as many as one member may here. Write to the moderators instead.",
            count,
        )
        raise UserError(said)


def _reported_already() -> UserError:
    return UserError(_("You have reported this review already. The moderators will get to it."))


async def require_review(connection: Connection, guild_id: int, review_id: int) -> Review:
    """A review of this server. Raises Gone."""
    review = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    if review is None:
        raise gone()
    return review


def gone() -> Gone:
    """What is said of a review that there was."""
    return Gone(_("This review does not exist any more."))
