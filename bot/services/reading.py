"""Reading reviews: what one reader may see, openings, and "this spoils me"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.horizon import may_see
from bot.domain.progress import Progress
from bot.domain.review_records import Review, Standing
from bot.domain.series import Series
from bot.errors import Gone, UserError
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
    """A review as one reader gets it."""

    review: Review
    standing: Standing
    progress: Progress | None
    allowed: bool  # whether the reader is past its horizon
    is_first: bool = False  # whether this reader had not opened it before


def reader_may_see(review: Review, series: Series | None, progress: Progress | None, reader_id: int) -> bool:
    """Whether nothing in `review` can spoil this reader; what others said spoils them is for those who finished."""
    if reader_id == review.author_id:
        return True
    if review.hidden_reason == "moderator":
        return False
    hidden = review.state == "hidden"
    return may_see(
        None if hidden else review.draft.horizon,
        False if hidden else review.draft.spoiler_free and not review.reading.marked,
        watched=progress.episode if progress else None,
        finished=progress.has_finished if progress else False,
        episodes=series.episodes if series else None,
    )


async def open_review(
    db: Database, guild_id: int, review_id: int, reader_id: int, *, series: Series | None, now: datetime
) -> Opened:
    """A review for one reader; counts the opening once a person, the author's own never. Raises Gone."""
    async with db.transaction() as connection:
        review = await _shown(connection, guild_id, review_id)
        is_first = False
        if reader_id != review.author_id:
            is_first = await storage.insert_opening(connection, review_id=review_id, user_id=reader_id, at=to_ms(now))
        progress = await progress_storage.get_progress(connection, user_id=reader_id, series_id=review.series_id)
        standings = await storage.standings_of(connection, [review_id])
    allowed = reader_may_see(review, series, progress, reader_id)
    return Opened(review, standings.get(review_id, Standing()), progress, allowed, is_first)


async def say_it_spoils(
    db: Database, guild_id: int, review_id: int, reader_id: int, *, threshold: int, now: datetime
) -> tuple[Review, int, bool]:
    """Somebody says that a review spoils them. Returns it, how many said so, and whether that hid it now.

    Raises UserError for the author, Gone.
    """
    async with db.transaction() as connection:
        review = await _shown(connection, guild_id, review_id)
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
    """This server's reviews of a series, or of an author, as the reader may see them; the newest first.

    `allowed` is left False: the cog knows the series and asks `reader_may_see`.
    """
    async with db.reading() as connection:
        if series_id is not None:
            reviews = await storage.list_for_series(connection, guild_id=guild_id, series_id=series_id)
        else:
            assert author_id is not None
            reviews = await storage.list_by_author(connection, guild_id=guild_id, author_id=author_id)
        standings = await storage.standings_of(connection, [review.id for review in reviews])
        progress = {p.series_id: p for p in await progress_storage.list_progress(connection, user_id=reader_id)}
    return [
        Opened(review, standings.get(review.id, Standing()), progress.get(review.series_id), allowed=False)
        for review in reviews
        if author_id is None or review.author_id == author_id
    ]


async def _shown(connection: Connection, guild_id: int, review_id: int) -> Review:
    review = await storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    if review is None or review.state == "deleted":
        raise Gone(_("This review is gone: it was deleted by its author or the moderators."))
    return review
