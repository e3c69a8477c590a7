"""Places to talk: claimed, opened, found again, and whom they warn."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.discussion.places import WHOLE_SERIES, Opener, Place, is_beyond, touched_by
from bot.domain.progress import Progress
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Shows
from bot.errors import LingerError, UserError
from bot.i18n import _n
from bot.storage import discussion as storage
from bot.storage.catalogue import canon
from bot.storage.engine.database import Connection, Database
from bot.storage.progress import get_progress
from bot.storage.published import publications, steps


class Merged(LingerError):
    """The series was merged into another one after it was looked up."""


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


async def claimed_places(db: Database, guild_id: int, channel_id: int) -> list[Place]:
    """Places that wait for their thread in a channel, the earliest claim first."""
    async with db.reading() as connection:
        return await storage.list_claimed(connection, guild_id=guild_id, channel_id=channel_id)


async def claim(
    db: Database,
    guild_id: int,
    series_id: str,
    episode: int,
    channel_id: int,
    *,
    called: str,
    after_id: int | None = None,
    now: datetime,
) -> Place:
    """Claim the place of an episode before Discord is asked for it; an older claim gives way, as nothing came of it.

    Its thread is going to be `called` that. `after_id` is an id of Discord's from before it can have been made.
    Raises Merged.
    """
    async with db.transaction() as connection:
        if await canon.get_meant(connection, guild_id=guild_id, series_id=series_id) != series_id:
            raise Merged
        await storage.claim_place(
            connection,
            guild_id=guild_id,
            series_id=series_id,
            episode=episode,
            channel_id=channel_id,
            at=now,
        )
        place = await storage.get_place(connection, guild_id=guild_id, series_id=series_id, episode=episode)
        assert place is not None
        if place.thread_id is None:
            await storage.set_thread(connection, place_id=place.id, channel_id=channel_id, thread_id=None)
            await storage.set_called(connection, place_id=place.id, called=called)
            after_id = await _oldest(connection, place, channel_id, after_id)
            await _forget_post(connection, place)
            await publications.claim(
                connection,
                guild_id=guild_id,
                kind=PublishedKind.PLACE,
                subject=str(place.id),
                channel_id=channel_id,
                after_id=after_id,
                at=now,
            )
        return await _again(connection, place)


async def _oldest(connection: Connection, place: Place, channel_id: int, after_id: int | None) -> int | None:
    """A thread of the claim before may still turn up: the new claim looks back as far."""
    before = await publications.get_publication(
        connection, guild_id=place.guild_id, kind=PublishedKind.PLACE, subject=str(place.id)
    )
    if before is None or before.channel_id != channel_id or before.after_id is None or after_id is None:
        return after_id
    return min(before.after_id, after_id)


async def note_opening(db: Database, guild_id: int, opener: Opener, *, now: datetime) -> int:
    """A member is about to open a place; the note's id. Raises UserError for one too many in a day."""
    since = now - timedelta(days=1)
    async with db.transaction() as connection:
        await storage.delete_openings_before(connection, before=since)
        count = await storage.count_openings(connection, guild_id=guild_id, user_id=opener.user_id, since=since)
        if count >= opener.most_a_day:
            said = _n(
                "You have opened {count} new place in a day, as many as one member may here. Those that are open stay"
                " open to you.",
                "You have opened {count} new places in a day, as many as one member may here. Those that are open stay"
                " open to you.",
                count,
            )
            raise UserError(said)
        return await storage.insert_opening(connection, guild_id=guild_id, user_id=opener.user_id, at=now)


async def take_opening_back(db: Database, opening_id: int) -> None:
    """Nothing came of it, so it does not count."""
    async with db.transaction() as connection:
        await storage.delete_opening(connection, opening_id=opening_id)


async def note_thread(db: Database, place: Place, channel_id: int, thread_id: int) -> Place:
    """The thread of a claimed place is made."""
    async with db.transaction() as connection:
        await storage.set_thread(connection, place_id=place.id, channel_id=channel_id, thread_id=thread_id)
        return await _again(connection, place)


async def note_card(db: Database, place: Place, message_id: int, *, now: datetime) -> Place:
    """The card of a place is posted: it stands."""
    async with db.transaction() as connection:
        await storage.set_card(connection, place_id=place.id, message_id=message_id, at=now)
        place = await _again(connection, place)
        assert place.thread_id is not None
        await publications.settle(
            connection,
            guild_id=place.guild_id,
            kind=PublishedKind.PLACE,
            subject=str(place.id),
            place=PostAddress(place.thread_id, message_id, thread_id=place.thread_id),
            shows=Shows(frozenset({place.series_id})),
            at=now,
            steps=[Step.PIN] if place.episode == WHOLE_SERIES else [Step.PIN, Step.POLL],
        )
        await _mark_beside(connection, place)
        return place


async def let_go(db: Database, place: Place) -> None:
    """The place is gone, or Discord refused to make it: the episode is free for another one."""
    async with db.transaction() as connection:
        await _forget_post(connection, place)
        await storage.delete_place(connection, place_id=place.id)
        await _mark_beside(connection, place)


async def let_channel_go(db: Database, guild_id: int, channel_id: int) -> list[int]:
    """A channel is gone with all its threads; returns the ids of those that were places."""
    async with db.transaction() as connection:
        gone = await storage.delete_places_of_channel(connection, guild_id=guild_id, channel_id=channel_id)
        for place in gone:
            await _forget_post(connection, place)
        return [place.thread_id for place in gone if place.thread_id is not None]


async def _forget_post(connection: Connection, place: Place) -> None:
    await publications.delete_publication(
        connection, guild_id=place.guild_id, kind=PublishedKind.PLACE, subject=str(place.id)
    )


async def _mark_beside(connection: Connection, place: Place) -> None:
    """The cards of the places around it name it, or name it no longer."""
    places = await storage.list_places(connection, guild_id=place.guild_id, series_id=place.series_id)
    for other in touched_by(place, places):
        await steps.ask_step(
            connection,
            guild_id=other.guild_id,
            kind=PublishedKind.PLACE,
            subject=str(other.id),
            step=Step.RENDER,
        )


async def warn(
    db: Database, place: Place, user_id: int, *, episodes: int | None, now: datetime
) -> tuple[bool, Progress | None]:
    """Whether somebody who enters has to be told now that the place is beyond them, and their progress.

    `episodes` is how many the series is known to have now.
    Each place tells a member once; a member whose progress is not known is told once for the whole series;
    nobody is told who does not want to be. True is given once only: whoever gets it does the telling.
    """
    async with db.transaction() as connection:
        progress = await get_progress(connection, user_id=user_id, series_id=place.series_id)
        if not is_beyond(place.episode, progress, episodes):
            return False, progress
        if await storage.is_muted(connection, guild_id=place.guild_id, user_id=user_id):
            return False, progress
        if progress is None and await storage.was_warned_of_series(
            connection, guild_id=place.guild_id, series_id=place.series_id, user_id=user_id
        ):
            return False, progress
        first = await storage.insert_warning(connection, place_id=place.id, user_id=user_id, at=now)
        return first, progress


async def take_warning_back(db: Database, place: Place, user_id: int) -> None:
    """A warning that `warn` gave out did not reach the member: the next chance to tell them counts as the first."""
    async with db.transaction() as connection:
        await storage.delete_warning(connection, place_id=place.id, user_id=user_id)


async def mute(db: Database, guild_id: int, user_id: int, *, now: datetime) -> None:
    """Do not tell this member in this server any more."""
    async with db.transaction() as connection:
        await storage.insert_mute(connection, guild_id=guild_id, user_id=user_id, at=now)


async def unmute(db: Database, guild_id: int, user_id: int) -> None:
    """Warn this member of spoilers in this server's places again."""
    async with db.transaction() as connection:
        await storage.delete_mute(connection, guild_id=guild_id, user_id=user_id)


async def _again(connection: Connection, place: Place) -> Place:
    found = await storage.get_place_by_id(connection, guild_id=place.guild_id, place_id=place.id)
    assert found is not None
    return found
