"""What was reported and decided about a review, as moderators see it on its card."""

from __future__ import annotations

from bot.domain.audit import AuditEntry
from bot.domain.moderation import Outcome
from bot.domain.reviews.reported import Decided, ReportedReview
from bot.errors import Gone
from bot.i18n import _
from bot.storage import moderation as storage
from bot.storage import reviews as reviews_storage
from bot.storage.audit import list_about
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database

_UNDO = "undo"


async def reported_review(db: Database, guild_id: int, review_id: int) -> ReportedReview:
    """A review of this server with its reports and decisions. Raises Gone."""
    async with db.reading() as connection:
        review = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=review_id)
        if review is None:
            raise Gone(_("This review does not exist any more."))
        reports = await storage.list_reports(connection, guild_id=guild_id, review_id=review_id, only_open=False)
        return ReportedReview(review, tuple(reports), await _decisions(connection, guild_id, review_id))


async def decisions_on(db: Database, guild_id: int, review_id: int) -> tuple[Decided, ...]:
    """What was decided about a review, also one that is gone; the oldest first."""
    async with db.reading() as connection:
        return await _decisions(connection, guild_id, review_id)


async def _decisions(connection: Connection, guild_id: int, review_id: int) -> tuple[Decided, ...]:
    entries = await list_about(connection, guild_id=guild_id, subject=str(review_id), prefix="review.")
    found = (_decided(entry) for entry in reversed(entries))
    return tuple(one for one in found if one is not None)


def _decided(entry: AuditEntry) -> Decided | None:
    name = entry.action.removeprefix("review.")
    if name != _UNDO and name not in set(Outcome):
        return None
    outcome = None if name == _UNDO else Outcome(name)
    return Decided(entry.id, entry.actor_id or 0, entry.done_at, outcome, entry.case_number, entry.reason)
