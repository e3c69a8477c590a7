"""When episodes are out: asked of the outside now and then, shown as a calendar, told to who wants it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from bot.domain.notices import Notice, NoticeKind
from bot.domain.outside.airing import WEEK, Entry, Outing, Reminder, entries, may_be_named
from bot.domain.progress import Progress, Status
from bot.domain.series import Series
from bot.errors import UserError
from bot.services.catalogue.catalogues import Catalogues
from bot.services.outside.looking_further import Outside
from bot.storage import notices as notice_storage
from bot.storage import progress as progress_storage
from bot.storage.catalogue import airings as storage
from bot.storage.catalogue import outside as shared_storage
from bot.storage.engine.database import OUTSIDE, Connection, Database

_FRESH: Final = timedelta(hours=6)  # schedules change, but not by the hour
_TOO_LATE: Final = timedelta(days=2)  # after a long absence nobody is told of what everybody has seen
_OLD: Final = timedelta(days=150)  # TMDB's terms let nothing be kept for longer than six months
_AT_ONCE: Final = 3  # series of one round: nobody waits for it
_FOLLOWED: Final = (Status.WATCHING, Status.PLANNED, Status.ON_HOLD)
_SCHEDULES: Final = ("tvmaze", "anilist")


async def week_of_member(
    db: Database, catalogues: Catalogues, guild_id: int | None, user_id: int, *, now: datetime
) -> list[Entry]:
    """What is out within a week of the series that a member follows."""
    async with db.reading() as connection:
        kept = await progress_storage.list_progress(connection, user_id=user_id)
        wanted = {one.series_id for one in kept if one.status in _FOLLOWED}
        wanted |= set(await storage.list_reminded_series(connection, user_id=user_id))
        outings = await storage.list_between(connection, since=now, until=now + WEEK)
    progress = {one.series_id: one for one in kept}
    return _entries(catalogues, guild_id, [one for one in outings if one.series_id in wanted], progress)


async def week_of_server(
    db: Database, catalogues: Catalogues, guild_id: int, series_ids: Collection[str], *, now: datetime
) -> list[Entry]:
    """What is out within a week of the series that a server has to do with; for everybody to see."""
    async with db.reading() as connection:
        outings = await storage.list_between(connection, since=now, until=now + WEEK)
    return _entries(catalogues, guild_id, [one for one in outings if one.series_id in series_ids], None)


def _entries(
    catalogues: Catalogues, guild_id: int | None, outings: list[Outing], progress: dict[str, Progress] | None
) -> list[Entry]:
    known = {one.series_id: catalogues.get(guild_id, one.series_id) for one in outings}
    return entries(outings, {name: series for name, series in known.items() if series is not None}, progress)


async def remind(db: Database, reminder: Reminder, *, now: datetime) -> None:
    """Tell a member of new episodes from now on."""
    async with db.transaction(reminder.user_id) as connection:
        await storage.upsert_reminder(connection, reminder, at=now)


async def flip_reminder(db: Database, reminder: Reminder, *, now: datetime) -> bool:
    """Tell a member of new episodes, or no more; returns which."""
    async with db.transaction(reminder.user_id) as connection:
        if await storage.delete_reminder(connection, user_id=reminder.user_id, series_id=reminder.series_id):
            return False
        await storage.upsert_reminder(connection, reminder, at=now)
        return True


async def forget_reminder(db: Database, user_id: int, series_id: str) -> bool:
    """Tell a member no more. True when they were told until now."""
    async with db.transaction(user_id) as connection:
        return await storage.delete_reminder(connection, user_id=user_id, series_id=series_id)


async def out_since(db: Database, *, since: datetime, now: datetime) -> list[Outing]:
    """Episodes that came out from `since` until now."""
    async with db.reading() as connection:
        return await storage.list_between(connection, since=since, until=now)


async def airs_at(db: Database, series_id: str, episode: int) -> datetime | None:
    """When an episode is out, or None where nobody says."""
    async with db.reading() as connection:
        return await storage.get_airs_at(connection, series_id=series_id, episode=episode)


async def tell_due(
    db: Database, catalogues: Catalogues, may_tell: Callable[[int | None, int | None], bool], *, now: datetime
) -> int:
    """Leave a notice for everybody who wants to be told of what is out now; in one transaction, so that nobody is told
    twice. Episodes that are out at once are one notice; `may_tell(guild, channel)` says whether reminders run where one
    was asked for. Returns how many there are.
    """
    async with db.transaction(OUTSIDE) as connection:
        due = await storage.take_untold(connection, since=now - _TOO_LATE, now=now)
        told: list[Notice] = []
        for series_id in dict.fromkeys(one.series_id for one in due):
            series = catalogues.get(None, series_id)
            numbers = [one.episode for one in due if one.series_id == series_id]
            if series is not None:
                told += [
                    notice
                    for notice in await _notices(connection, series, numbers)
                    if may_tell(notice.guild_id or None, notice.fields.get("channel_id"))
                ]
        await notice_storage.insert_notices(connection, told, at=now)
    return len(told)


async def _notices(connection: Connection, series: Series, numbers: list[int]) -> list[Notice]:
    told: list[Notice] = []
    for wish in await storage.list_reminders(connection, series_id=series.id):
        progress = await progress_storage.get_progress(connection, user_id=wish.user_id, series_id=series.id)
        fields: dict[str, object] = {"series_id": series.id}
        if wish.channel_id is not None:
            fields["channel_id"] = wish.channel_id  # others read it there: no number
        elif may_be_named(progress, numbers[0], series.episodes):
            fields |= {"first": numbers[0], "last": numbers[-1]}
        told.append(Notice(wish.user_id, wish.guild_id, NoticeKind.EPISODE_OUT, fields))
    return told


async def refresh(db: Database, catalogues: Catalogues, outside: Outside, *, now: datetime) -> int:
    """Ask the outside about some of the series that people follow and that go on, and about some that came from there
    so long ago that they have to be asked for anew; returns how many.
    """
    async with db.reading() as connection:
        stale = await storage.list_stale(connection, before=now - _FRESH)
        old = await shared_storage.list_old_shared(connection, before=now - _OLD, limit=_AT_ONCE)
    followed = [series for name in stale if (series := catalogues.get(None, name)) and series.status != "finished"]
    asked = followed[:_AT_ONCE] or [series for name in old if (series := catalogues.get(None, name))]
    for series in asked:
        ids: dict[str, str] = {name: series.ids[name] for name in _SCHEDULES if name in series.ids}
        ids = ids or (series.ids if series.id in old else {})
        try:
            listing = await outside.fetch(ids or await outside.ids_of(series))
        except UserError:
            continue  # nobody answers; it is noted as asked, so that the others have their turn
        if listing is not None:
            await outside.keep([listing])
    async with db.transaction(OUTSIDE) as connection:
        await storage.note_checked(connection, [series.id for series in asked], at=now)
        await shared_storage.touch_shared(connection, [series.id for series in asked], at=now)
    return len(asked)
