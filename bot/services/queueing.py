"""The moderators' queue: which reviews wait, and where their cards are."""

from __future__ import annotations

from datetime import datetime

from bot.domain.moderation import Bar, Report, ReviewCase
from bot.storage import moderation as storage
from bot.storage.database import Database


async def waiting_cases(db: Database, guild_id: int, *, limit: int = 5) -> list[tuple[ReviewCase, list[Report]]]:
    """Reviews with open reports in this server, the longest waiting first, with those reports."""
    async with db.reading() as connection:
        found = []
        for review_id, _number in await storage.list_open_reviews(connection, guild_id=guild_id, limit=limit):
            case = await storage.get_case(connection, guild_id=guild_id, review_id=review_id)
            reports = await storage.list_reports(connection, guild_id=guild_id, review_id=review_id)
            if case is not None:
                found.append((case, reports))
        return found


async def cases_without_card(db: Database) -> list[tuple[int, int]]:
    """Reviews of all servers whose reports have no card in a channel yet, as (guild_id, review_id)."""
    async with db.reading() as connection:
        return await storage.list_reviews_without_card(connection)


async def card_of(db: Database, guild_id: int, review_id: int) -> tuple[int, int] | None:
    """Where a review's card is, as (channel_id, message_id), or None."""
    async with db.reading() as connection:
        return await storage.get_queue_card(connection, guild_id=guild_id, review_id=review_id)


async def keep_card(db: Database, guild_id: int, review_id: int, *, channel_id: int, message_id: int) -> None:
    """Remember where a review's card is."""
    async with db.transaction() as connection:
        await storage.upsert_queue_card(
            connection, guild_id=guild_id, review_id=review_id, channel_id=channel_id, message_id=message_id
        )


async def forget_card(db: Database, guild_id: int, review_id: int) -> None:
    """The card is done with, or gone: the next report gets a new one."""
    async with db.transaction() as connection:
        await storage.delete_queue_card(connection, guild_id=guild_id, review_id=review_id)


async def barred_members(db: Database, guild_id: int, *, now: datetime) -> list[Bar]:
    """Everybody who may not review in this server now."""
    async with db.reading() as connection:
        return await storage.list_bars(connection, guild_id=guild_id, now=now)
