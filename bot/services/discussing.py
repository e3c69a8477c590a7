"""Places to talk: claimed, opened, found again, and whom they warn."""

from __future__ import annotations

from datetime import datetime

from bot.domain.discussion import Place, is_beyond
from bot.domain.progress import Progress
from bot.storage import discussion as storage
from bot.storage.database import Connection, Database
from bot.storage.progress import get_progress
from bot.storage.times import to_ms


async def find_place(db: Database, guild_id: int, series_id: str, episode: int) -> Place | None:
    """The place of an episode (0: of the series), or None."""
    async with db.reading() as connection:
        return await storage.get_place(connection, guild_id=guild_id, series_id=series_id, episode=episode)


async def place_by_id(db: Database, guild_id: int, place_id: int) -> Place | None:
    """A place of this server, or None."""
    async with db.reading() as connection:
        return await storage.get_place_by_id(connection, guild_id=guild_id, place_id=place_id)


async def places_of(db: Database, guild_id: int, series_id: str) -> list[Place]:
    """The places of a series, the series' own first, then by episode."""
    async with db.reading() as connection:
        return await storage.list_places(connection, guild_id=guild_id, series_id=series_id)


async def standing_places(db: Database) -> list[Place]:
    """Every place of every server that has a thread."""
    async with db.reading() as connection:
        return await storage.list_threads(connection)


async def unfinished_places(db: Database) -> list[Place]:
    """Places that a crash may have left half made."""
    async with db.reading() as connection:
        return await storage.list_unfinished(connection)


async def claim(db: Database, guild_id: int, series_id: str, episode: int, channel_id: int, *, now: datetime) -> Place:
    """Claim the place of an episode before Discord is asked for it; an older claim stays as it is."""
    async with db.transaction() as connection:
        await storage.claim_place(
            connection,
            guild_id=guild_id,
            series_id=series_id,
            episode=episode,
            channel_id=channel_id,
            at=to_ms(now),
        )
        place = await storage.get_place(connection, guild_id=guild_id, series_id=series_id, episode=episode)
        assert place is not None
        return place


async def note_thread(db: Database, place: Place, channel_id: int, thread_id: int) -> Place:
    """The thread of a claimed place is made."""
    async with db.transaction() as connection:
        await storage.set_thread(connection, place_id=place.id, channel_id=channel_id, thread_id=thread_id)
        return await _again(connection, place)


async def note_card(db: Database, place: Place, message_id: int, *, now: datetime) -> Place:
    """The card of a place is posted: it stands."""
    async with db.transaction() as connection:
        await storage.set_card(connection, place_id=place.id, message_id=message_id, at=to_ms(now))
        return await _again(connection, place)


async def let_go(db: Database, place: Place) -> None:
    """The place is gone, or Discord refused to make it: the episode is free for another one."""
    async with db.transaction() as connection:
        await storage.delete_place(connection, place_id=place.id)


async def let_channel_go(db: Database, guild_id: int, channel_id: int) -> list[int]:
    """A channel is gone with all its threads; returns the ids of those that were places."""
    async with db.transaction() as connection:
        return await storage.delete_places_of_channel(connection, guild_id=guild_id, channel_id=channel_id)


async def warn(db: Database, place: Place, user_id: int, *, now: datetime) -> tuple[bool, Progress | None]:
    """Whether somebody who enters has to be told now that the place is beyond them, and their progress.

    Each place tells a member once; a member whose progress is not known is told once for the whole series;
    nobody is told who does not want to be. True is given once only: whoever gets it does the telling.
    """
    async with db.transaction() as connection:
        progress = await get_progress(connection, user_id=user_id, series_id=place.series_id)
        if not is_beyond(place.episode, progress):
            return False, progress
        if await storage.is_muted(connection, guild_id=place.guild_id, user_id=user_id):
            return False, progress
        if progress is None and await storage.was_warned_of_series(
            connection, guild_id=place.guild_id, series_id=place.series_id, user_id=user_id
        ):
            return False, progress
        first = await storage.insert_warning(connection, place_id=place.id, user_id=user_id, at=to_ms(now))
        return first, progress


async def mute(db: Database, guild_id: int, user_id: int, *, now: datetime) -> None:
    """Do not tell this member in this server any more."""
    async with db.transaction() as connection:
        await storage.insert_mute(connection, guild_id=guild_id, user_id=user_id, at=to_ms(now))


async def unmute(db: Database, guild_id: int, user_id: int) -> None:
    """Tell this member again."""
    async with db.transaction() as connection:
        await storage.delete_mute(connection, guild_id=guild_id, user_id=user_id)


async def _again(connection: Connection, place: Place) -> Place:
    found = await storage.get_place_by_id(connection, guild_id=place.guild_id, place_id=place.id)
    assert found is not None
    return found
