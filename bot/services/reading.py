"""Reading reviews: what one reader may see, openings, and "this spoils me"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.horizon import may_see
from bot.domain.progress import Progress
from bot.domain.review_records import Review, Standing
from bot.domain.series import Series
from bot.errors import Gone, NotAllowed, UserError
from bot.i18n import _
from bot.services.moderating import queue_spoiling_review
from bot.storage import progress as progress_storage
from bot.storage import reviews as storage
from bot.storage.connection import Connection
from bot.storage.database import Database
from bot.storage.moderation import get_case
from bot.storage.times import to_ms


@dataclass(frozen=True, slots=True)
class Opened:
    """A review as it was opened by one reader."""

    review: Review
    standing: Standing
    progress: Progress | None
    is_first: bool = False  # whether this reader had not opened it before


def reader_may_see(review: Review, series: Series | None, progress: Progress | None, reader_id: int) -> bool:
    """Whether nothing in `review` can spoil this reader; what others said spoils them is for those who finished."""
    if reader_id == review.author_id:
        return True
    is_doubted = review.hidden_reason == "spoils-me"
    return may_see(
        None if is_doubted else review.draft.horizon,
        False if is_doubted else review.draft.spoiler_free and not review.reading.marked,
        watched=progress.episode if progress else None,
        finished=progress.has_finished if progress else False,
        episodes=series.episodes if series else None,
    )


async def open_review(
    db: Database, guild_id: int, review_id: int, reader_id: int, *, is_moderator: bool = False, now: datetime
) -> Opened:
    """A review for one reader; counts the opening once a person, the author's own never.

    Raises Gone, and NotAllowed for what moderators have hidden from everybody but its author and themselves.
    """
    async with db.transaction() as connection:
        review = await _shown(connection, guild_id, review_id, reader_id)
        if review.hidden_reason == "moderator" and reader_id != review.author_id and not is_moderator:
            raise NotAllowed(_("The moderators have hidden this review for now."))
        is_first = False
        if reader_id != review.author_id:
            is_first = await storage.insert_opening(connection, review_id=review_id, user_id=reader_id, at=to_ms(now))
        progress = await progress_storage.get_progress(connection, user_id=reader_id, series_id=review.series_id)
        standings = await storage.standings_of(connection, [review_id])
    return Opened(review, standings.get(review_id, Standing()), progress, is_first)


async def say_it_spoils(
    db: Database, guild_id: int, review_id: int, reader_id: int, *, threshold: int, now: datetime
) -> tuple[Review, int, bool]:
    """Somebody says that a review spoils them. Returns it, how many said so, and whether that hid it now.

    Raises UserError for the author, Gone.
    """
    async with db.transaction() as connection:
        review = await _shown(connection, guild_id, review_id, reader_id)
        if review.author_id == reader_id:
            raise UserError(_("This is your own review. Edit it, or set its horizon, with /review write."))
        count = await storage.insert_spoils_me(connection, review_id=review_id, user_id=reader_id, at=to_ms(now))
        hides = count >= threshold and review.state == "posted"
        if hides:
            await storage.set_state(connection, review_id=review_id, state="hidden", hidden_reason="spoils-me")
            case = await get_case(connection, guild_id=guild_id, review_id=review_id)
            assert case is not None
            await queue_spoiling_review(connection, case, now=now)
        return review, count, hides


async def list_reviews(
    db: Database, guild_id: int, reader_id: int, *, series_id: str | None = None, author_id: int | None = None
) -> list[Opened]:
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
        reviews = [review for review in reviews if review.hidden_reason != "moderator" or review.author_id == reader_id]
        standings = await storage.standings_of(connection, [review.id for review in reviews])
        progress = {p.series_id: p for p in await progress_storage.list_progress(connection, user_id=reader_id)}
    return [Opened(review, standings.get(review.id, Standing()), progress.get(review.series_id)) for review in reviews]


async def _shown(connection: Connection, guild_id: int, review_id: int, reader_id: int) -> Review:
    review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    is_waiting = review is not None and review.state == "posting" and review.author_id != reader_id
    if review is None or review.state == "deleted" or is_waiting:
        raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
    return review
