"""What moderators and readers decide about a text goes on to hold when it is posted anew."""

from __future__ import annotations

import asyncio
from datetime import datetime

from msgspec.structs import replace

from bot.domain.reviews.records import HiddenReason, Review, ReviewState
from bot.domain.reviews.restraints import Restraint, Sketch, sketch, wider
from bot.storage import restraints as storage
from bot.storage import reviews as reviews_storage
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import Database


async def sketched(db: Database, guild_id: int, review_id: int) -> tuple[str, Sketch]:
    """A review's text and its sketch, made off the event loop before a transaction; empty where it is gone."""
    async with db.reading() as connection:
        review = await reviews_storage.get_review(connection, guild_id=guild_id, review_id=review_id)
    text = review.content.body if review is not None else ""
    return text, await asyncio.to_thread(sketch, text)


async def restraint_on(connection: Connection, review: Review) -> Restraint:
    """What holds for this review's author and series."""
    found = await storage.get_restraint(
        connection, guild_id=review.guild_id, author_id=review.author_id, series_id=review.series_id
    )
    return found or Restraint()


async def follow_decision(
    connection: Connection, review: Review, known: tuple[str, Sketch], *, floor: int | None, now: datetime
) -> None:
    """Keep what was just decided, in the same transaction; `review` is as it is now, `known` what `sketched` made."""
    hidden = HiddenReason.MODERATOR if review.state is ReviewState.DELETED else review.hidden_reason
    text, mark = known
    if hidden is not None and text != review.content.body:  # it was edited since it was sketched
        mark = await asyncio.to_thread(sketch, review.content.body)
    former = await restraint_on(connection, review)
    await storage.put_restraint(
        connection,
        replace(former, floor=floor, hidden_reason=hidden, sketch=mark if hidden is not None else former.sketch),
        guild_id=review.guild_id,
        author_id=review.author_id,
        series_id=review.series_id,
        at=now,
    )


async def widened(connection: Connection, review: Review, to: int) -> int | None:
    """The floor that a widening to `to` leaves behind: never narrower than the one before."""
    return wider((await restraint_on(connection, review)).floor, to)
