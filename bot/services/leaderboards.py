"""Leaderboards: gathered for a stretch of time, and once a month for everybody."""

from __future__ import annotations

from datetime import datetime

from bot.domain.leaderboards import PLACES, Listing, Tops, top_reviewers, top_reviews
from bot.domain.ranking import rank_series, server_mean
from bot.domain.votes import SubjectKind
from bot.storage import leaderboards as storage
from bot.storage.engine.database import Database
from bot.storage.ledger.calls import get_guild_tally


async def gather(db: Database, guild_id: int, since: datetime, until: datetime, listing: Listing) -> Tops:
    """A server's leaderboards from `since` up to `until`, of the reviews that are listed."""
    async with db.reading() as connection:
        total = await get_guild_tally(connection, guild_id, SubjectKind.REVIEW)
        voted = await storage.list_voted(connection, guild_id, since, until, listing)
        rated = await storage.list_rated(connection, guild_id, since, until, listing)
    series = tuple(rank_series(rated)[:PLACES])
    return Tops(top_reviews(voted, mean=server_mean(total)), top_reviewers(voted), series)
