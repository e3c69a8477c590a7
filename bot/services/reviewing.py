"""Writing, posting, editing and deleting reviews. Nothing a person wrote is ever lost on the way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.progress import Progress, Status, moved_to
from bot.domain.review_records import Draft, Review, Standing, ready
from bot.domain.reviews import Stage
from bot.domain.series import Series
from bot.domain.votes import Subject, SubjectKind, Tally
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.storage import posts
from bot.storage import progress as progress_storage
from bot.storage import review_drafts as drafts
from bot.storage import reviews as storage
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.posts import Post
from bot.storage.times import to_ms

UNDO_DELETION = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, as the server knows them."""

    user_id: int
    guild_id: int
    name: str


@dataclass(frozen=True, slots=True)
class PostPlace:
    """Where a review's message is. `thread_id` is the forum post it opened, `parent_id` that forum."""

    channel_id: int
    message_id: int
    thread_id: int | None = None
    parent_id: int | None = None


async def current_review(db: Database, user_id: int, guild_id: int, series_id: str) -> Review | None:
    """A member's current review of a series in this server, or None."""
    async with db.reading() as connection:
        return await storage.get_current(connection, guild_id=guild_id, author_id=user_id, series_id=series_id)


async def post_review(db: Database, series: Series, author: Author, *, channel_id: int, now: datetime) -> Review:
    """Turn the member's draft into their review, to be posted in `channel_id` unless it has a message already.

    An edit keeps the text before as a version. Two submissions at once are one: the second finds no draft.
    Raises UserError where the draft is not ready (it stays), Gone where there is none.
    """
    while True:
        async with db.reading() as connection:
            written = await _draft_of(connection, series, author)
        # A hostile text takes its time: off the event loop, and not while the database waits.
        checked = await asyncio.to_thread(ready, written, series)
        async with db.transaction() as connection:
            if await _draft_of(connection, series, author) != written:
                continue  # it was changed meanwhile: check what it is now
            review_id = await _put(connection, checked, author, channel_id, to_ms(now))
            await drafts.delete_draft(connection, user_id=author.user_id, guild_id=author.guild_id, series_id=series.id)
            await _keep_rating_and_progress(connection, checked, series, author, now)
            review = await storage.get_review(connection, guild_id=author.guild_id, review_id=review_id)
            assert review is not None
            return review


async def _draft_of(connection: Connection, series: Series, author: Author) -> Draft:
    draft = await drafts.get_draft(connection, user_id=author.user_id, guild_id=author.guild_id, series_id=series.id)
    if draft is None:
        raise Gone(_("There is nothing to post: this draft was already posted or discarded."))
    return draft


async def _put(connection: Connection, draft: Draft, author: Author, channel_id: int, at: int) -> int:
    """A new review, or the member's current one with its former text among the versions; returns its id."""
    guild_id, author_id = author.guild_id, author.user_id
    current = await storage.get_current(connection, guild_id=guild_id, author_id=author_id, series_id=draft.series_id)
    if current is None:
        return await storage.insert_review(
            connection,
            draft,
            guild_id=guild_id,
            author_id=author_id,
            author_name=author.name,
            channel_id=channel_id,
            at=at,
        )
    await storage.insert_version(connection, current, at=at)
    await storage.update_text(connection, draft, review_id=current.id, author_name=author.name, at=at)
    await storage.set_channel(connection, review_id=current.id, channel_id=channel_id)
    return current.id


async def _keep_rating_and_progress(
    connection: Connection, draft: Draft, series: Series, author: Author, now: datetime
) -> None:
    """The rating is the member's own, across servers; who has finished has seen it all."""
    assert draft.rating is not None
    await progress_storage.upsert_rating(
        connection,
        user_id=author.user_id,
        series_id=series.id,
        rating=draft.rating,
        guild_id=author.guild_id,
        at=to_ms(now),
    )
    if draft.stage not in (Stage.FINISHED, Stage.REWATCH):
        return
    before = await progress_storage.get_progress(connection, user_id=author.user_id, series_id=series.id)
    if before is None or not before.has_finished:
        start = before or Progress(author.user_id, series.id, Status.PLANNED)
        after = moved_to(start, series, status=Status.FINISHED)
        await progress_storage.upsert_progress(
            connection,
            Progress(after.user_id, after.series_id, after.status, after.episode, after.rewatches, after.shared, now),
        )


async def mark_posted(db: Database, review: Review, place: PostPlace, *, now: datetime) -> bool:
    """The review's message is there, and votes on it count. False when it was marked or deleted meanwhile."""
    async with db.transaction() as connection:
        marked = await storage.mark_posted(
            connection,
            review_id=review.id,
            channel_id=place.channel_id,
            message_id=place.message_id,
            thread_id=place.thread_id,
            at=to_ms(now),
        )
        if marked:
            post = Post(
                message_id=place.message_id,
                guild_id=review.guild_id,
                channel_id=place.channel_id,
                subject=Subject(SubjectKind.REVIEW, review.id),
                series_id=review.series_id,
                author_id=review.author_id,
                posted_at=now,
                parent_id=place.parent_id,
            )
            await connection.run(posts.insert_post, post, shown=Tally())
        return marked


async def take_back(db: Database, review: Review, *, now: datetime) -> str | None:
    """It could not be posted: its text, as it is by now, is a draft again.

    A review that had been posted before keeps its row, with all that readers made of it. Returns the text
    where the member has a newer draft, which stays.
    """
    async with db.transaction() as connection:
        found = await storage.get_review(connection, guild_id=review.guild_id, review_id=review.id)
        if found is None or found.message_id is not None or found.state == "deleted":
            return None
        kept = await drafts.insert_draft(
            connection, found.draft, user_id=found.author_id, guild_id=found.guild_id, at=to_ms(now)
        )
        if found.posted_at is None:
            await storage.delete_review(connection, review_id=found.id)
        elif found.state == "posting":
            state = "hidden" if found.hidden_reason else "posted"
            await storage.set_state(connection, review_id=found.id, state=state, hidden_reason=found.hidden_reason)
        return None if kept else found.draft.body


async def delete_review(db: Database, guild_id: int, review_id: int, author_id: int, *, now: datetime) -> Review:
    """The author deletes their review; it can be undone for 15 minutes. Returns it as it was.

    Raises Gone, and NotAllowed for anybody else.
    """
    async with db.transaction() as connection:
        review = await _own(connection, guild_id, review_id, author_id)
        if review.state == "deleted":
            raise Gone(_("This review is already deleted."))
        await storage.set_state(
            connection,
            review_id=review_id,
            state="deleted",
            hidden_reason=review.hidden_reason,
            deleted_at=to_ms(now),
        )
        return review


async def undo_deletion(db: Database, guild_id: int, review_id: int, author_id: int, *, now: datetime) -> Review:
    """The author wants their review back, with the votes on its post; where the post is gone, it is to be posted
    again (state "posting").

    Raises Gone after 15 minutes, UserError when they have written another one meanwhile, NotAllowed where
    moderators deleted it.
    """
    async with db.transaction() as connection:
        review = await _own(connection, guild_id, review_id, author_id)
        if review.state != "deleted" or review.deleted_at is None:
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
        shown = "hidden" if review.hidden_reason else "posted"
        await storage.set_state(
            connection,
            review_id=review_id,
            state=shown if review.message_id else "posting",
            hidden_reason=review.hidden_reason,
        )
        restored = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
        assert restored is not None
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
        return await storage.list_deleted(connection, before=to_ms(now - UNDO_DELETION))


async def forget_review(db: Database, review: Review) -> None:
    """Forget a deleted review for good."""
    async with db.transaction() as connection:
        if review.message_id is not None:
            await connection.run(posts.delete_posts, review.guild_id, [review.message_id])
        await storage.delete_review(connection, review_id=review.id)


async def unposted(db: Database) -> list[Review]:
    """Reviews that were saved and have no message yet."""
    async with db.reading() as connection:
        return await storage.list_unposted(connection)


async def review_with_standing(
    db: Database, guild_id: int, review_id: int, *, also_deleted: bool = False
) -> tuple[Review, Standing]:
    """A review of this server with its votes, openings and comments. Raises Gone."""
    async with db.reading() as connection:
        review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
        if review is None or (review.state == "deleted" and not also_deleted):
            raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
        standings = await storage.standings_of(connection, [review_id])
        return review, standings.get(review_id, Standing())


async def mark_shown(db: Database, review: Review, standing: Standing, *, now: datetime) -> None:
    """The post shows this tally now, so that a restart knows which posts are behind."""
    if review.message_id is None:
        return
    tally = Tally(standing.helpful, standing.not_helpful)
    async with db.transaction() as connection:
        await connection.run(posts.mark_shown, review.message_id, tally, at=now)


async def list_versions(db: Database, review: Review) -> list[tuple[int, str]]:
    """Earlier texts of a review as (version, body), the oldest first."""
    async with db.reading() as connection:
        return await storage.list_versions(connection, review_id=review.id)
