"""Deleting reviews: their authors may undo it for a while, then they are forgotten for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.published.kinds import PublishedKind
from bot.domain.reviews.records import Review, ReviewState
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services.reviews.reviewing import announce
from bot.storage import reviews as storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as ledger
from bot.storage.members.privacy import note_removal
from bot.storage.published import marks, publications
from bot.storage.removals import insert_stray

UNDO_DELETION = timedelta(minutes=15)


async def delete_review(db: Database, guild_id: int, review_id: int, author_id: int, *, now: datetime) -> Review:
    """The author deletes their review; it can be undone for 15 minutes. Returns it as it was.

    Raises Gone, and NotAllowed for anybody else.
    """
    async with db.transaction() as connection:
        review = await _own(connection, guild_id, review_id, author_id)
        if review.state is ReviewState.DELETED:
            raise Gone(_("This review is already deleted."))
        await storage.set_state(
            connection,
            guild_id=guild_id,
            review_id=review_id,
            state=ReviewState.DELETED,
            hidden_reason=review.hidden_reason,
            deleted_at=now,
        )
        await marks.mark(connection, guild_id, review_id=review_id)
        return review


async def undo_deletion(
    db: Database, guild_id: int, review_id: int, author_id: int, *, after_id: int | None = None, now: datetime
) -> Review:
    """The author wants their review back, with the votes on its post; where the post is gone, it is to be posted
    again (state "posting").

    Raises Gone after 15 minutes, UserError when they have written another one meanwhile, NotAllowed where
    moderators deleted it.
    """
    async with db.transaction() as connection:
        review = await _own(connection, guild_id, review_id, author_id)
        if review.state is not ReviewState.DELETED or review.deleted_at is None:
            return review
        if await storage.is_deleted_by_moderators(connection, review):
            raise NotAllowed(_("The moderators deleted this review, so only they can bring it back."))
        if now - review.deleted_at > UNDO_DELETION:
            raise Gone(_("A deleted review can be brought back for 15 minutes; that time is over."))
        other = await storage.get_current(
            connection, guild_id=guild_id, author_id=author_id, series_id=review.series_id
        )
        if other is not None:
            raise UserError(_("You have written another review of this series meanwhile, so this one stays deleted."))
        shown = ReviewState.HIDDEN if review.hidden_reason else ReviewState.POSTED
        await storage.set_state(
            connection,
            guild_id=guild_id,
            review_id=review_id,
            state=shown if review.message_id else ReviewState.POSTING,
            hidden_reason=review.hidden_reason,
        )
        restored = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
        assert restored is not None
        if restored.channel_id is not None:
            await announce(connection, restored, restored.channel_id, after_id, now)
        return restored


async def _own(connection: Connection, guild_id: int, review_id: int, author_id: int) -> Review:
    review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    if review is None:
        raise Gone(_("This review is gone."))
    if review.author_id != author_id:
        raise NotAllowed(_("Only its author can do that."))
    return review


async def expired_deletions(db: Database, *, now: datetime) -> list[Review]:
    """Reviews that were deleted more than 15 minutes ago and can be forgotten."""
    async with db.reading() as connection:
        return await storage.list_deleted(connection, before=now - UNDO_DELETION)


async def forget_review(db: Database, review: Review, *, now: datetime, remove_later: bool = False) -> None:
    """Forget a deleted review for good. With `remove_later` its message is taken down when Discord allows it."""
    async with db.transaction() as connection:
        if remove_later and review.message_id is not None and review.channel_id is not None:
            await note_removal(connection, review.guild_id, review.channel_id, review.message_id, at=now)
        if review.message_id is not None:
            await ledger.delete_posts(connection, review.guild_id, [review.message_id])
        else:
            kind, subject = PublishedKind.REVIEW, str(review.id)
            await insert_stray(connection, guild_id=review.guild_id, kind=kind, subject=subject, at=now)
        await marks.mark(connection, review.guild_id, review_id=review.id)
        await publications.delete_publication(
            connection, guild_id=review.guild_id, kind=PublishedKind.REVIEW, subject=str(review.id)
        )
        is_alone = review.thread_id == review.channel_id and not review.comments  # a forum post, which goes as a whole
        if review.thread_id is not None and (remove_later or not is_alone):
            await publications.keep_talk(
                connection,
                guild_id=review.guild_id,
                thread_id=review.thread_id,
                series_id=review.series_id,
                at=now,
            )
        await storage.delete_review(connection, review_id=review.id)
