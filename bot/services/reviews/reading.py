"""Reading reviews: what one reader may see, openings, and "this spoils me"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.progress import Progress, has_finished, watched_through
from bot.domain.reviews.horizon import may_see
from bot.domain.reviews.records import HiddenReason, Review, ReviewNumbers, ReviewState
from bot.domain.reviews.spoils_me import Press, judged
from bot.domain.series import Series
from bot.domain.spoilers import Reading, Span, hide_all
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services.moderation.moderating import queue_spoiling_review
from bot.services.moderation.restraining import follow_decision, restraint_on
from bot.storage import progress as progress_storage
from bot.storage import reviews as storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database
from bot.storage.published.marks import mark

T = TypeVar("T")


class ReaderView(Struct, frozen=True):
    """A review as it was opened by one reader."""

    review: Review
    standing: ReviewNumbers
    progress: Progress | None
    is_first: bool = False  # whether this reader had not opened it before


def reading_for(review: Review, series: Series | None, progress: Progress | None, reader_id: int) -> Reading:
    """The text as one reader may see it: open is what cannot spoil them, stretch by stretch.

    A stretch that says how far it goes is held to that, the rest to the review's horizon. What others said
    spoils them is for those who have finished.
    """
    reading = review.reading
    is_doubted = review.hidden_reason is HiddenReason.SPOILS_ME
    if is_doubted and reader_id != review.author_id:
        reading = Reading(tuple(hide_all(reading.spans)))

    episodes = series.episodes if series else None

    def sees(span: Span) -> bool:
        if not span.hidden or reader_id == review.author_id:
            return True
        horizon = None if is_doubted else review.content.horizon
        return may_see(
            span.until if span.until is not None else horizon,
            spoiler_free=False,
            watched=watched_through(progress, episodes) if progress else None,
            finished=has_finished(progress, episodes),
            episodes=episodes,
        )

    spans = tuple(Span(span.text, hidden=not sees(span), until=span.until) for span in reading.spans)
    return Reading(spans, reading.trouble, reading.widened)


def reader_may_see(review: Review, series: Series | None, progress: Progress | None, reader_id: int) -> bool:
    """Whether nothing in `review` can spoil this reader."""
    return not reading_for(review, series, progress, reader_id).marked


async def open_review(
    db: Database,
    guild_id: int,
    review_id: int,
    reader_id: int,
    *,
    is_moderator: Callable[[], bool],
    cut: Callable[[ReaderView], T],
    now: datetime,
) -> tuple[ReaderView, T]:
    """A review for one reader, and what `cut` makes of it; counts the opening once a person, the author's own never.

    `cut` runs where the review was read, beside the event loop: a hostile text takes its time. Raises Gone, and
    NotAllowed for what moderators have hidden from everybody but its author and themselves.
    """

    async def look(connection: Connection) -> tuple[ReaderView, T, bool]:
        review = await _shown(connection, guild_id, review_id, reader_id)
        if review.hidden_reason is HiddenReason.MODERATOR and reader_id != review.author_id and not is_moderator():
            raise NotAllowed(_("The moderators have hidden this review for now."))
        is_counted = reader_id == review.author_id or await storage.has_opened(
            connection, review_id=review_id, user_id=reader_id
        )
        opened = await _as_opened(connection, review, reader_id)
        return opened, cut(opened), is_counted

    async def count(connection: Connection) -> tuple[bool, ReviewNumbers]:
        await _shown(connection, guild_id, review_id, reader_id)
        is_first = await storage.insert_opening(connection, review_id=review_id, user_id=reader_id, at=now)
        return is_first, await _standing(connection, review_id)

    opened, text, is_counted = await db.read(look)
    if not is_counted:  # only who opens it for the first time waits for the disk
        is_first, standing = await db.change(count)
        opened = replace(opened, is_first=is_first, standing=standing)
    return opened, text


async def _as_opened(connection: Connection, review: Review, reader_id: int) -> ReaderView:
    progress = await progress_storage.get_progress(connection, user_id=reader_id, series_id=review.series_id)
    return ReaderView(review, await _standing(connection, review.id), progress)


async def _standing(connection: Connection, review_id: int) -> ReviewNumbers:
    standings = await storage.standings_of(connection, [review_id])
    return standings.get(review_id, ReviewNumbers())


async def say_it_spoils(
    db: Database,
    guild_id: int,
    review_id: int,
    reader_id: int,
    *,
    episodes: int | None,
    is_settled: bool,
    threshold: int,
    now: datetime,
) -> Press:
    """Somebody says that a review spoils them; the `threshold`th of those who can be spoiled hides it.

    `episodes`: how many the series is known to have now; `is_settled`: the reader has been here as long as the
    server asks. Raises UserError for the author, Gone.
    """
    async with db.transaction() as connection:
        review = await _shown(connection, guild_id, review_id, reader_id)
        if review.author_id == reader_id:
            raise UserError(_("This is your own review. Edit it, or change how far it tells, with /review write."))
        if review.is_hidden:
            return Press.HIDDEN_ALREADY
        progress = await progress_storage.get_progress(connection, user_id=reader_id, series_id=review.series_id)
        opened = await storage.has_opened(connection, review_id=review_id, user_id=reader_id)
        press = judged(opened=opened, finished=has_finished(progress, episodes), is_settled=is_settled)
        count = await storage.insert_spoils_me(
            connection, review_id=review_id, user_id=reader_id, counts=press is Press.COUNTED, at=now
        )
        if press is not Press.COUNTED or count < threshold or review.state is not ReviewState.POSTED:
            return press
        await storage.set_state(
            connection,
            guild_id=guild_id,
            review_id=review_id,
            state=ReviewState.HIDDEN,
            hidden_reason=HiddenReason.SPOILS_ME,
        )
        await queue_spoiling_review(connection, review, now=now)
        hidden = replace(review, state=ReviewState.HIDDEN, hidden_reason=HiddenReason.SPOILS_ME)
        floor = (await restraint_on(connection, review)).floor
        await follow_decision(connection, hidden, ("", ()), floor=floor, now=now)
        await mark(connection, guild_id, review_id=review_id)
        return Press.HIDES


async def list_reviews(
    db: Database, guild_id: int, reader_id: int, *, series_id: str | None = None, author_id: int | None = None
) -> list[ReaderView]:
    """This server's reviews of a series, or of an author, that the reader may know of; the newest first.

    What moderators have hidden is left out for everybody but its author, who also finds what waits to be posted.
    """
    async with db.reading() as connection:
        if series_id is not None:
            reviews = await storage.list_for_series(connection, guild_id=guild_id, series_id=series_id)
        else:
            assert author_id is not None
            reviews = await storage.list_by_author(
                connection, guild_id=guild_id, author_id=author_id, also_waiting=author_id == reader_id
            )
        reviews = [
            review
            for review in reviews
            if review.hidden_reason is not HiddenReason.MODERATOR or review.author_id == reader_id
        ]
        standings = await storage.standings_of(connection, [review.id for review in reviews])
        progress = {p.series_id: p for p in await progress_storage.list_progress(connection, user_id=reader_id)}
    return [
        ReaderView(review, standings.get(review.id, ReviewNumbers()), progress.get(review.series_id))
        for review in reviews
    ]


async def _shown(connection: Connection, guild_id: int, review_id: int, reader_id: int) -> Review:
    review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    is_waiting = review is not None and review.state is ReviewState.POSTING and review.author_id != reader_id
    if review is None or review.state is ReviewState.DELETED or is_waiting:
        raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
    return review
