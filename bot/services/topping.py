"""Leaderboards: gathered for a stretch of time, and once a month for everybody."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.domain.ranking import rank_series, server_mean
from bot.domain.tops import PLACES, Month, Tops, top_reviewers, top_reviews
from bot.domain.votes import SubjectKind
from bot.storage import tops as storage
from bot.storage.database import Database
from bot.storage.posts import get_guild_tally
from bot.storage.tops import Claim

__all__ = ["Claim", "claim", "claim_of", "gather", "settle"]


async def gather(db: Database, guild_id: int, since: datetime, until: datetime) -> Tops:
    """A server's leaderboards from `since` up to `until`."""
    async with db.reading() as connection:
        total = await connection.run(get_guild_tally, guild_id, SubjectKind.REVIEW)
        voted = await connection.run(storage.list_voted, guild_id, since, until)
        rated = await connection.run(storage.list_rated, guild_id, since, until)
    series = tuple(rank_series(rated)[:PLACES])
    return Tops(top_reviews(voted, mean=server_mean(total)), top_reviewers(voted), series)


async def claim_of(db: Database, guild_id: int, month: Month) -> Claim | None:
    """Whether this month's post was begun, or None."""
    async with db.reading() as connection:
        return await connection.run(storage.get_claim, guild_id, month.key)


async def claim(db: Database, guild_id: int, month: Month, channel_id: int, *, now: datetime) -> bool:
    """Begin this month's post: False if it was begun before."""
    return await db.write(
        partial(storage.insert_claim, guild_id=guild_id, month=month.key, channel_id=channel_id, at=now)
    )


async def settle(db: Database, guild_id: int, month: Month, message_id: int | None) -> None:
    """This month's post is there; None: there was nothing to post."""
    await db.write(partial(storage.settle_claim, guild_id=guild_id, month=month.key, message_id=message_id))
