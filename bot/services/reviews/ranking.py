"""Reviews in the order in which they are shown, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from msgspec import Struct

from bot.domain.ranking import Candidate, RankedReview, Wish, rank_reviews, server_mean
from bot.domain.reviews.records import Review, ReviewNumbers
from bot.domain.votes import Subject, SubjectKind, Tally
from bot.storage.engine.database import Database
from bot.storage.ledger import calls as ledger


class Ranked(Protocol):
    """Anything that is about one review, such as `bot.services.reading.Opened`."""

    @property
    def review(self) -> Review:
        """The review that is placed."""

    @property
    def standing(self) -> ReviewNumbers:
        """What readers made of it."""


T = TypeVar("T", bound=Ranked)


class Acquaintance(Struct, frozen=True):
    """Helpful votes, told apart by what their givers had seen of the series when they voted."""

    convinced: int  # had seen nothing of it
    matches: int  # had seen some of it


def turn_of(reader_id: int, now: datetime) -> int:
    """Whose turn the newcomers' place is today in this reader's lists: another one each day and for each reader,
    and the same while they turn pages."""
    return now.toordinal() + (reader_id >> 22)


async def ranked(
    db: Database, guild_id: int, found: Sequence[T], *, wish: Wish | None = None, turn: int = 0
) -> list[tuple[T, RankedReview]]:
    """`found`, which are of this server, best first by their helpful votes, each with its place."""
    async with db.reading() as connection:
        total = await ledger.get_guild_tally(connection, guild_id, SubjectKind.REVIEW)
    by_id = {one.review.id: one for one in found}
    candidates = [
        Candidate(
            one.review.id,
            Tally(one.standing.helpful, one.standing.not_helpful),
            one.review.posted_at or one.review.created_at,
            one.review.content.language,
            one.review.content.stage,
        )
        for one in found
    ]
    places = rank_reviews(candidates, mean=server_mean(total), wish=wish, turn=turn)
    return [(by_id[place.review_id], place) for place in places]


async def acquaintances(db: Database, review_ids: Sequence[int]) -> dict[int, Acquaintance]:
    """Helpful votes on reviews by what their givers had seen; never asked for, told from their progress."""
    subjects = [Subject(SubjectKind.REVIEW, review_id) for review_id in review_ids]
    async with db.reading() as connection:
        counts = await ledger.count_acquainted(connection, subjects)
    return {review_id: Acquaintance(*count) for review_id, count in zip(review_ids, counts, strict=True)}
