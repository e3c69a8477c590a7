"""A member's old list: matched with the catalogue, taken over, asked about, and undone as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.lists import (
    UNDO_DAYS,
    Entry,
    ListEntry,
    Matched,
    Matcher,
    ReadList,
    Report,
    Sureness,
    WatchRecord,
    fingerprint_of,
    merged,
)
from bot.domain.series import Series
from bot.errors import Gone
from bot.i18n import _
from bot.services.catalogue.catalogues import Catalogues
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.lists import imports as storage
from bot.storage.lists.imports import ListImport
from bot.storage.lists.watch_records import list_watch_records, put_watch_records

_COUNTED = ("taken", "series", "changed", "doubtful", "unknown", "passed", "not_looked_up")
_CHUNK = 5_000  # rows written at once, so that nobody else waits long for the database


class Counting:
    """How far an import is; written by its thread, read by whoever shows it."""

    def __init__(self) -> None:
        self.done = 0
        self.all = 0


async def take_list(
    db: Database,
    catalogues: Catalogues,
    read: ReadList,
    user_id: int,
    guild_id: int,
    *,
    now: datetime,
    counting: Counting | None = None,
) -> Report:
    """Take over what is sure of a list, and keep the rest to be asked about or looked up."""
    series = list(catalogues.every(guild_id))
    async with db.reading() as connection:
        decided = await storage.decisions(connection, user_id)
    found = await asyncio.to_thread(_matched, series, read, decided, counting or Counting())
    async with db.transaction(user_id) as connection:
        # What stood there is read again inside, as the member may have changed it while the list was matched.
        records = await list_watch_records(connection, user_id)
        took = await asyncio.to_thread(_take, found, series, records, user_id, now)
        await put_watch_records(connection, user_id, took.changed.items(), guild_id=guild_id, at=now)
        import_id = await storage.insert_import(connection, user_id=user_id, service=read.service, at=now)
        await storage.insert_entries(connection, import_id, took.rows)
    rows = await asyncio.to_thread(storage.packed, user_id, took.rest)
    for start in range(0, len(rows), _CHUNK):
        async with db.transaction(user_id) as connection:
            await storage.insert_entries(connection, import_id, rows[start : start + _CHUNK])
    return await report_of(db, import_id, user_id)


def _matched(
    series: Sequence[Series], read: ReadList, decided: dict[str, str | None], counting: Counting
) -> list[ListEntry]:
    """Every entry with what it means; runs in a thread of its own."""
    matcher, known = Matcher(series), {one.id for one in series}
    counting.all = len(read.entries)
    entries: list[ListEntry] = []
    for number, entry in enumerate(read.entries, start=1):
        fingerprint = fingerprint_of(read.service, entry)
        entries.append(_decided(number, fingerprint, entry, matcher.match(entry), decided, known))
        counting.done = number
    return entries


def _decided(
    number: int,
    fingerprint: str,
    entry: Entry,
    matched: Matched,
    decided: dict[str, str | None],
    known: set[str],
) -> ListEntry:
    if matched.sureness is Sureness.SURE:
        return ListEntry(number, fingerprint, "taken", entry, matched.series_ids[0])
    if fingerprint in decided:
        series_id = decided[fingerprint]
        if series_id is None:
            return ListEntry(number, fingerprint, "passed", entry, None, matched.series_ids)
        if series_id in known:
            return ListEntry(number, fingerprint, "taken", entry, series_id, (series_id,))
    state = "doubtful" if matched.sureness is Sureness.DOUBTFUL else "unknown"
    return ListEntry(number, fingerprint, state, entry, None, matched.series_ids)


class _Taken(Struct, frozen=True):
    """What the sure entries of a list change by series, their rows, and the entries that change nothing."""

    changed: dict[str, WatchRecord]
    rows: list[storage.Row]
    rest: list[ListEntry]


def _take(
    found: Sequence[ListEntry], series: Iterable[Series], records: dict[str, WatchRecord], user_id: int, now: datetime
) -> _Taken:
    """Merge the sure ones into `records`; runs in a thread of its own, as there may be very many."""
    by_id = {one.id: one for one in series}
    changed: dict[str, WatchRecord] = {}
    kept: list[ListEntry] = []
    for one in found:
        done = _put(one, by_id, records, user_id, now) if one.state == "taken" else one
        if done.after is not None and done.series_id is not None:
            changed[done.series_id] = done.after
        kept.append(done)
    taken = [one for one in kept if one.before is not None]
    return _Taken(changed, storage.packed(user_id, taken), [one for one in kept if one.before is None])


def _put(
    one: ListEntry, by_id: dict[str, Series], records: dict[str, WatchRecord], user_id: int, now: datetime
) -> ListEntry:
    """An entry taken over into `records`; unchanged where it says nothing new."""
    series = by_id.get(one.series_id or "")
    if series is None:
        return one
    before = records.get(series.id, WatchRecord())
    after = merged(before, one.entry, series, user_id)
    if after == before:
        return one
    if after.progress is not None and after.progress != before.progress:
        after = replace(after, progress=replace(after.progress, changed_at=now))
    records[series.id] = after
    return replace(one, before=before, after=after)


async def report_of(db: Database, import_id: int, user_id: int) -> Report:
    """How an import stands. Raises Gone where it is not this member's or too old."""
    async with db.reading() as connection:
        made = await storage.get_import(connection, import_id, user_id=user_id)
        if made is None:
            raise _gone()
        counts = await storage.count_states(connection, import_id)
    numbers = {state: counts.get(state, 0) for state in _COUNTED}
    return Report(import_id, made.service, **numbers, undone=made.undone_at is not None)


async def entries_of(
    db: Database, import_id: int, user_id: int, state: str, *, page: int = 1, size: int | None = None
) -> list[ListEntry]:
    """Entries of an import in one state; a page of them, or all."""
    async with db.reading() as connection:
        if size is None:
            return await storage.list_entries(connection, import_id, state, user_id=user_id)
        offset = (page - 1) * size
        return await storage.list_entries(connection, import_id, state, user_id=user_id, limit=size, offset=offset)


async def rated_by(db: Database, import_id: int, user_id: int) -> set[str]:
    """The series that an import gave a rating to."""
    async with db.reading() as connection:
        return await storage.rated_series(connection, import_id, user_id=user_id)


async def decide(
    db: Database,
    import_id: int,
    user_id: int,
    number: int,
    series: Series | None,
    *,
    guild_id: int,
    now: datetime,
) -> None:
    """The member said what a doubtful entry means; None: none of what was offered. Raises Gone."""
    async with db.transaction(user_id) as connection:
        made, one = await _waiting(connection, import_id, user_id, number, "doubtful")
        if series is not None and series.id not in one.candidates:
            raise _gone()
        await _decide(connection, made, one, series, guild_id, now)


async def settle(
    db: Database, import_id: int, user_id: int, number: int, series: Series, *, guild_id: int, now: datetime
) -> None:
    """An entry that was unknown is found by now. Raises Gone."""
    async with db.transaction(user_id) as connection:
        made, one = await _waiting(connection, import_id, user_id, number, "unknown")
        await _decide(connection, made, one, series, guild_id, now)


async def _waiting(
    connection: Connection, import_id: int, user_id: int, number: int, state: str
) -> tuple[ListImport, ListEntry]:
    made = await storage.get_import(connection, import_id, user_id=user_id)
    one = await storage.get_entry(connection, import_id, number, user_id=user_id)
    if made is None or made.undone_at is not None or one is None or one.state != state:
        raise _gone()
    return made, one


async def _decide(
    connection: Connection, made: ListImport, one: ListEntry, series: Series | None, guild_id: int, now: datetime
) -> None:
    if series is None:
        await storage.change_entry(connection, made.id, replace(one, state="passed"))
        return
    records = await list_watch_records(connection, made.user_id)
    taken = replace(one, state="taken", series_id=series.id)
    done = _put(taken, {series.id: series}, records, made.user_id, now)
    if done.after is not None:
        await put_watch_records(connection, made.user_id, [(series.id, done.after)], guild_id=guild_id, at=now)
    await storage.change_entry(connection, made.id, done)


class Undone(Struct, frozen=True):
    """How many series are again as they were, and which stay because the member changed them since."""

    back: int
    stay: tuple[str, ...]


async def undo(db: Database, import_id: int, user_id: int, *, now: datetime) -> Undone:
    """Put back all that an import changed, as a whole. Raises Gone when it is undone already or too old."""
    async with db.transaction(user_id) as connection:
        made = await storage.get_import(connection, import_id, user_id=user_id)
        if made is None or made.undone_at is not None or made.imported_at < now - timedelta(days=UNDO_DAYS):
            raise _gone()
        return await _undo(connection, made, now)


async def _undo(connection: Connection, made: ListImport, now: datetime) -> Undone:
    records = await list_watch_records(connection, made.user_id)
    back: dict[str, WatchRecord] = {}
    stay: list[str] = []
    for one in await storage.changed_entries(connection, made.id):
        series_id = one.series_id or ""
        now_there = back.get(series_id, records.get(series_id, WatchRecord()))
        if one.before is None or series_id in stay:
            continue
        if one.after is not None and _same(now_there, one.after):
            back[series_id] = one.before
        else:
            stay.append(series_id)
    # An import gives ratings and never changes one, so that none is given anew here.
    await put_watch_records(connection, made.user_id, back.items(), guild_id=0, at=now)
    await storage.mark_undone(connection, made.id, at=now)
    return Undone(len(back), tuple(stay))


def _same(one: WatchRecord, other: WatchRecord) -> bool:
    return _undated(one) == _undated(other)


def _undated(record: WatchRecord) -> WatchRecord:
    if record.progress is None:
        return record
    return replace(record, progress=replace(record.progress, changed_at=None, shared=False))


async def last_of(db: Database, user_id: int, *, now: datetime) -> Report:
    """The member's latest import that can be undone. Raises Gone where there is none."""
    async with db.reading() as connection:
        made = await storage.last_import(connection, user_id=user_id, since=now - timedelta(days=UNDO_DAYS))
    if made is None:
        raise Gone(_("There is no import to undo: the last {days} days hold none.", days=UNDO_DAYS))
    return await report_of(db, made.id, user_id)


async def forget_old(db: Database, *, now: datetime) -> int:
    """Forget imports that can no longer be undone."""
    async with db.transaction(EVERYBODY) as connection:
        return await storage.delete_imports_before(connection, before=now - timedelta(days=UNDO_DAYS))


def _gone() -> Gone:
    return Gone(_("This import is undone, or older than {days} days.", days=UNDO_DAYS))
