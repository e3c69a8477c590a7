"""The moderators' queue: which reviews wait, and where their cards are."""

from __future__ import annotations

from datetime import datetime

from bot.domain.moderation import Report, ReviewBan
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Shows
from bot.domain.reviews.records import Review
from bot.domain.reviews.reported import ReportedReview
from bot.services import publishing
from bot.storage import moderation as storage
from bot.storage import reviews as reviews_storage
from bot.storage.engine.database import Database


async def waiting_reviews(db: Database, guild_id: int, *, limit: int = 5) -> list[tuple[Review, list[Report]]]:
    """Reviews with open reports in this server, the longest waiting first, with those reports."""
    async with db.reading() as connection:
        found = []
        for review_id, _number in await storage.list_open_reviews(connection, guild_id=guild_id, limit=limit):
            review = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=review_id)
            reports = await storage.list_reports(connection, guild_id=guild_id, review_id=review_id)
            if review is not None:
                found.append((review, reports))
        return found


async def reviews_without_card(db: Database) -> list[tuple[int, int]]:
    """Reviews of all servers whose reports have no card in a channel yet, as (guild_id, review_id)."""
    async with db.reading() as connection:
        return await storage.list_reviews_without_card(connection)


async def needless_cards(db: Database) -> list[tuple[int, int]]:
    """Reviews of all servers whose card may have been posted or not, and is not needed any more."""
    async with db.reading() as connection:
        return await storage.list_needless_cards(connection)


async def keep_card(db: Database, found: ReportedReview, *, channel_id: int, message_id: int, now: datetime) -> None:
    """Remember where a review's card is, and what it shows."""
    review, place = found.review, PostAddress(channel_id, message_id)
    shows = shown_of(found)
    await publishing.settle(db, review.guild_id, PublishedKind.CASE, str(review.id), place, shows, now=now)


def shown_of(found: ReportedReview) -> Shows:
    """What a review's card shows: also the note of whoever reported it, and who decided."""
    return Shows(frozenset({found.review.series_id}), found.people, frozenset({found.review.id}))


def review_of(subject: str) -> int:
    """The review that a card is about. One that was decided on bears the decision's number behind it."""
    return int(subject.partition(".")[0])


async def is_card(db: Database, review: Review, message_id: int) -> bool:
    """Whether this message is a card about the review in the moderators' channel."""
    found = await publishing.by_message(db, review.guild_id, message_id)
    return found is not None and found.kind is PublishedKind.CASE and review_of(found.subject) == review.id


async def barred_members(db: Database, guild_id: int, *, now: datetime) -> list[ReviewBan]:
    """Everybody who may not review in this server now."""
    async with db.reading() as connection:
        return await storage.list_review_bans(connection, guild_id=guild_id, now=now)
