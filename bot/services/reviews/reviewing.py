"""Writing, posting and editing reviews. Nothing a person wrote is ever lost on the way."""

from __future__ import annotations

import asyncio
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.audit import THE_BOT
from bot.domain.moderation import Reason, Report
from bot.domain.notices import Notice, NoticeKind
from bot.domain.progress import Progress, Status, has_finished, moved_to
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Shows
from bot.domain.reviews.records import Draft, HiddenReason, Review, ReviewNumbers, ReviewState, validated
from bot.domain.reviews.restraints import Sketch, held_to, is_the_same_again, sketch
from bot.domain.reviews.rules import Stage
from bot.domain.series import Series
from bot.domain.votes import Subject, SubjectKind, Tally, VoteRules
from bot.errors import Gone
from bot.i18n import _
from bot.storage import progress as progress_storage
from bot.storage import review_drafts as drafts
from bot.storage import reviews as storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as ledger
from bot.storage.ledger.posts import Post
from bot.storage.moderation import insert_report
from bot.storage.notices import insert_notices
from bot.storage.published import marks, publications
from bot.storage.removals import insert_stray
from bot.storage.restraints import get_restraint


class Author(Struct, frozen=True):
    """Who writes, as the server knows them."""

    user_id: int
    guild_id: int
    name: str


async def current_review(db: Database, user_id: int, guild_id: int, series_id: str) -> Review | None:
    """A member's current review of a series in this server, or None."""
    async with db.reading() as connection:
        return await storage.get_current(connection, guild_id=guild_id, author_id=user_id, series_id=series_id)


async def post_review(
    db: Database, series: Series, author: Author, *, channel_id: int, after_id: int | None = None, now: datetime
) -> Review:
    """Turn the member's draft into their review, to be posted in `channel_id` unless it has a message already.

    Its message is claimed with it; `after_id` is an id of Discord's from before it can have been sent.
    An edit keeps the text before as a version. Two submissions at once are one: the second finds no draft.
    Raises UserError where the draft is not ready (it stays), Gone where there is none.
    """
    while True:
        async with db.reading() as connection:
            written = await _draft_of(connection, series, author)
        # A hostile text takes its time: off the event loop, and not while the database waits.
        checked, mark = await asyncio.to_thread(_validated_and_sketched, written, series)
        async with db.transaction(author.user_id) as connection:
            if await _draft_of(connection, series, author) != written:
                continue  # it was changed meanwhile: check what it is now
            restraint = await get_restraint(
                connection, guild_id=author.guild_id, author_id=author.user_id, series_id=series.id
            )
            held = held_to(checked, restraint.floor if restraint else None)
            review_id = await _put(connection, held, author, channel_id, now)
            if held != checked:
                await _tell(connection, author, held, NoticeKind.FLOOR_KEPT, now)
            if is_the_same_again(restraint, mark):
                await _hide_again(connection, author, review_id, held, now)
            await drafts.delete_draft(connection, user_id=author.user_id, guild_id=author.guild_id, series_id=series.id)
            await _keep_rating_and_progress(connection, checked, series, author, now)
            review = await storage.get_review(connection, guild_id=author.guild_id, review_id=review_id)
            assert review is not None
            await announce(connection, review, channel_id, after_id, now)
            return review


async def announce(
    connection: Connection, review: Review, channel_id: int, after_id: int | None, now: datetime
) -> None:
    """Have everything that shows a review follow, and claim its message where it has none."""
    await marks.mark(connection, review.guild_id, review_id=review.id)
    if review.message_id is None:
        await publications.reclaim(
            connection,
            guild_id=review.guild_id,
            kind=PublishedKind.REVIEW,
            subject=str(review.id),
            channel_id=channel_id,
            after_id=after_id,
            at=now,
        )


def _validated_and_sketched(written: Draft, series: Series) -> tuple[Draft, Sketch]:
    checked = validated(written, series)
    return checked, sketch(checked.body)


async def _hide_again(connection: Connection, author: Author, review_id: int, draft: Draft, now: datetime) -> None:
    """The text that was hidden comes back under another row: a new one is hidden until a moderator has looked."""
    review = await storage.get_review(connection, guild_id=author.guild_id, review_id=review_id)
    if review is None or review.hidden_reason is not None:
        return
    await storage.set_state(
        connection,
        guild_id=author.guild_id,
        review_id=review_id,
        state=ReviewState.HIDDEN if review.message_id is not None else review.state,
        hidden_reason=HiddenReason.MODERATOR,
    )
    again = Report(0, author.guild_id, review_id, THE_BOT, Reason.POSTED_AGAIN, "", now)
    await insert_report(connection, again)
    await _tell(connection, author, draft, NoticeKind.HIDE_KEPT, now)


async def _tell(connection: Connection, author: Author, draft: Draft, kind: NoticeKind, now: datetime) -> None:
    fields = {"series_id": draft.series_id, "headline": draft.headline}
    await insert_notices(connection, [Notice(author.user_id, author.guild_id, kind, fields)], at=now)


async def _draft_of(connection: Connection, series: Series, author: Author) -> Draft:
    draft = await drafts.get_draft(connection, user_id=author.user_id, guild_id=author.guild_id, series_id=series.id)
    if draft is None:
        raise Gone(_("There is nothing to post: this draft was already posted or discarded."))
    return draft


async def _put(connection: Connection, draft: Draft, author: Author, channel_id: int, now: datetime) -> int:
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
            at=now,
        )
    await storage.insert_version(connection, current, at=now)
    await storage.update_text(connection, draft, review_id=current.id, author_name=author.name, at=now)
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
        at=now,
    )
    if draft.stage not in (Stage.FINISHED, Stage.REWATCH):
        return
    before = await progress_storage.get_progress(connection, user_id=author.user_id, series_id=series.id)
    if not has_finished(before, series.episodes):
        start = before or Progress(author.user_id, series.id, Status.PLANNED)
        after = moved_to(start, series, status=Status.FINISHED)
        await progress_storage.upsert_progress(
            connection,
            replace(after, changed_at=now),
        )


async def mark_posted(db: Database, review: Review, place: PostAddress, *, rules: VoteRules, now: datetime) -> bool:
    """The review's message is there, and votes on it count by the server's `rules`, also those that it brings along.

    False when it was marked or deleted meanwhile.
    """
    async with db.transaction() as connection:
        before = await storage.get_review(connection, guild_id=review.guild_id, review_id=review.id)
        marked = await storage.mark_posted(
            connection,
            review_id=review.id,
            channel_id=place.channel_id,
            message_id=place.message_id,
            thread_id=place.thread_id,
            has_poster=place.has_poster,
            at=now,
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
            await ledger.insert_post(connection, post, shown=Tally())
            counted = await ledger.rederive_post(connection, review.guild_id, post.message_id, rules=rules, at=now)
            brings_votes = counted is not None and counted.post.has_carried  # its card was drawn as they counted before
            await publications.settle(
                connection,
                guild_id=review.guild_id,
                kind=PublishedKind.REVIEW,
                subject=str(review.id),
                place=place,
                shows=Shows(frozenset({review.series_id}), frozenset({review.author_id}), frozenset({review.id})),
                at=now,
                steps=[Step.OFFER, Step.RENDER] if brings_votes else [Step.OFFER],
            )
            if before is not None and before.thread_id not in (None, place.thread_id):
                await _leave_talk(connection, review, before.thread_id, now)
        return marked


async def _leave_talk(connection: Connection, review: Review, thread_id: int, now: datetime) -> None:
    """Its message was deleted and it stands anew: the comments under the old one stay, and are its no more."""
    await publications.keep_talk(
        connection, guild_id=review.guild_id, thread_id=thread_id, series_id=review.series_id, at=now
    )


async def take_back(db: Database, review: Review, *, now: datetime, may_stand: bool = False) -> str | None:
    """It could not be posted: its text, as it is by now, is a draft again. Where it `may_stand` all the same, its
    message is looked for some more, to take it down.

    A review that had been posted before keeps its row, with all that readers made of it. Returns the text
    where the member has a newer draft, which stays.
    """
    async with db.transaction() as connection:
        found = await storage.get_review(connection, guild_id=review.guild_id, review_id=review.id)
        if found is None or found.message_id is not None or found.state is ReviewState.DELETED:
            return None
        if may_stand:
            await insert_stray(
                connection, guild_id=found.guild_id, kind=PublishedKind.REVIEW, subject=str(found.id), at=now
            )
        await publications.delete_publication(
            connection, guild_id=found.guild_id, kind=PublishedKind.REVIEW, subject=str(found.id)
        )
        kept = await drafts.insert_draft(
            connection, found.content, user_id=found.author_id, guild_id=found.guild_id, at=now
        )
        if found.posted_at is None:
            await storage.delete_review(connection, review_id=found.id)
        elif found.state is ReviewState.POSTING:
            state = ReviewState.HIDDEN if found.hidden_reason else ReviewState.POSTED
            await storage.set_state(
                connection,
                guild_id=found.guild_id,
                review_id=found.id,
                state=state,
                hidden_reason=found.hidden_reason,
            )
        return None if kept else found.content.body


async def lost_posts(db: Database, guild_id: int) -> dict[int, list[Review]]:
    """Reviews of a server that were posted and have no message any more, by the channel that held it."""
    found: dict[int, list[Review]] = {}
    async with db.reading() as connection:
        for review in await storage.list_without_message(connection, guild_id=guild_id):
            if review.channel_id is not None:
                found.setdefault(review.channel_id, []).append(review)
    return found


async def release_missing(db: Database, author: Author, series_id: str) -> None:
    """The author posts again: a message that Discord does not have is not waited for, its votes go along."""
    await ledger.release_missing_review(db, author.guild_id, author.user_id, series_id)


async def review_with_standing(
    db: Database, guild_id: int, review_id: int, *, also_deleted: bool = False
) -> tuple[Review, ReviewNumbers]:
    """A review of this server with its votes, openings and comments. Raises Gone."""

    async def read(connection: Connection) -> tuple[Review, ReviewNumbers]:
        review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
        if review is None or (review.state is ReviewState.DELETED and not also_deleted):
            raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
        standings = await storage.standings_of(connection, [review_id])
        return review, standings.get(review_id, ReviewNumbers())

    return await db.read(read)


async def mark_shown(db: Database, review: Review, standing: ReviewNumbers, *, now: datetime) -> None:
    """The post shows this tally now, so that a restart knows which posts are behind."""
    if review.message_id is None:
        return
    tally = Tally(standing.helpful, standing.not_helpful)
    async with db.transaction() as connection:
        await ledger.mark_shown(connection, review.message_id, tally, at=now)


async def list_versions(db: Database, review: Review) -> list[tuple[int, str]]:
    """Earlier texts of a review as (version, body), the oldest first."""
    async with db.reading() as connection:
        return await storage.list_versions(connection, review_id=review.id)
