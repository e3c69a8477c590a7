"""Polls about episodes: claimed, posted, taken over when they end, and read as far as a reader has watched."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct

from bot.domain.discussion.episode_curve import EpisodePoll, EpisodeScore, curve, seen_through
from bot.domain.discussion.places import Place
from bot.domain.discussion.watching import Party
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress, Shows
from bot.domain.series import Series
from bot.storage import polls as storage
from bot.storage.discussion import list_places
from bot.storage.engine.database import Database
from bot.storage.progress import get_progress
from bot.storage.published import publications
from bot.storage.watching import get_latest

OPEN_FOR = timedelta(days=7)


async def claim(db: Database, poll: EpisodePoll, *, now: datetime) -> tuple[bool, EpisodePoll]:
    """Claim the poll of an episode before it is posted: whether nobody did before in its thread, and how it stands."""
    async with db.transaction() as connection:
        fresh = await storage.claim_poll(connection, poll, at=now, ends_at=now + OPEN_FOR)
        found = await storage.get_poll(
            connection, guild_id=poll.guild_id, series_id=poll.series_id, episode=poll.episode
        )
        assert found is not None
        return fresh, found


async def note_posted(db: Database, poll: EpisodePoll, message_id: int, *, now: datetime) -> None:
    """Note that the poll is posted, so that it is kept true and never posted twice."""
    async with db.transaction() as connection:
        await storage.set_message(connection, poll, message_id=message_id)
        await publications.settle(
            connection,
            guild_id=poll.guild_id,
            kind=PublishedKind.POLL,
            subject=f"{poll.series_id}:{poll.episode}",
            place=PostAddress(poll.thread_id, message_id),
            shows=Shows(frozenset({poll.series_id})),
            at=now,
        )


async def over(db: Database, *, now: datetime) -> list[EpisodePoll]:
    """Polls whose time is over and whose result is not known yet."""
    async with db.reading() as connection:
        return await storage.list_over(connection, at=now)


async def open_poll_of(db: Database, guild_id: int, message_id: int) -> EpisodePoll | None:
    """The poll that a message holds, if it is one of ours whose result is not known yet."""
    async with db.reading() as connection:
        return await storage.get_by_message(connection, guild_id=guild_id, message_id=message_id)


async def take_over(db: Database, poll: EpisodePoll, counts: dict[int, int], *, now: datetime) -> bool:
    """Keep the final result of a poll, half points → votes; False when it was kept before."""
    async with db.transaction() as connection:
        if not await storage.end_poll(connection, poll, at=now):
            return False
        await storage.put_counts(connection, poll, counts)
        return True


async def give_up(db: Database, poll: EpisodePoll, *, now: datetime) -> None:
    """The poll was deleted on Discord, or could never be posted; nothing is known of its result."""
    async with db.transaction() as connection:
        await storage.end_poll(connection, poll, at=now)


class EpisodesSeen(Struct, frozen=True):
    """A series' episodes as one reader may see them in one server."""

    scores: list[EpisodeScore]  # how the server liked those that the reader has watched
    through: int  # the last of those; 0: nothing is known
    places: dict[int, Place]  # where each is talked about, by episode
    group: Party | None  # that watches it together now


async def episodes_for(db: Database, guild_id: int, series: Series, reader_id: int) -> EpisodesSeen:
    """What this server says about a series' episodes: places and dates of all, ratings as far as the reader is."""
    async with db.reading() as connection:
        progress = await get_progress(connection, user_id=reader_id, series_id=series.id)
        counts = await storage.list_counts(connection, guild_id=guild_id, series_id=series.id)
        places = await list_places(connection, guild_id=guild_id, series_id=series.id)
        group = await get_latest(connection, guild_id=guild_id, series_id=series.id)
    through = seen_through(progress, series)
    standing = {place.episode: place for place in places if place.thread_id is not None}
    running = group if group is not None and group.is_running else None
    return EpisodesSeen(curve(counts, through=through), through, standing, running)
