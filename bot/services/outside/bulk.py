"""Filling the catalogue in bulk, from a file or from an outside catalogue; what is broken off can be gone on with."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any, Final, TypeVar

from msgspec import Struct

from bot.domain.catalogue import to_record
from bot.domain.outside.listing import Listing
from bot.domain.outside.taking import supplement
from bot.domain.series import Series
from bot.errors import UserError
from bot.i18n import _
from bot.providers.protocol import OutsideError, Trouble
from bot.providers.tmdb import TMDB
from bot.providers.wikidata import Wikidata
from bot.services.catalogue.catalogues import Catalogues
from bot.services.outside.catching_up import catch_up
from bot.services.outside.looking_further import Outside
from bot.storage.catalogue import outside as storage
from bot.storage.engine.database import OUTSIDE, Database
from bot.storage.servers import get_installation, set_installation

FILE_SOURCE: Final = "File"
_AT_ONCE: Final = 200  # series of one transaction
_TRIES: Final = 20
T = TypeVar("T")
Report = Callable[[int, int], None]  # (read so far, of which now in the catalogue)


class Filled(Struct, frozen=True):
    """What came of it: how many were read, and how many of them are in the catalogue that were not, or gained facts."""

    read: int
    taken: int


async def fill_from_file(
    db: Database, catalogues: Catalogues, series: Iterable[Series], *, clock: Callable[[], datetime], report: Report
) -> Filled:
    """Put the series of a file into everybody's catalogue. What is there as it is stays untouched, so that the same
    file may be read again, and from the beginning after it was broken off.
    """
    read = taken = 0
    lines = iter(series)
    while batch := list(islice(lines, _AT_ONCE)):
        async with catalogues.sharing:
            rows = list(_rows(catalogues, batch))
            async with db.transaction(OUTSIDE) as connection:
                if not db.shards.is_alone and await catch_up(connection, catalogues):
                    rows = list(_rows(catalogues, batch))
                await storage.upsert_shared(connection, rows, at=clock())
            for series_id, fields in rows:
                catalogues.share(series_id, fields)
        read, taken = read + len(batch), taken + len(rows)
        report(read, taken)
        await asyncio.sleep(0)
    return Filled(read, taken)


def _rows(catalogues: Catalogues, batch: Iterable[Series]) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in batch:
        ours = catalogues.same_as(one, by_ids=False) or catalogues.bundled(one.id)
        kept = catalogues.shared_fields(ours.id) if ours is not None else {}
        if ours is None or "title" in kept:  # the file's own word counts, also where it came from outside before
            record = to_record(one)
            record.setdefault("sources", [FILE_SOURCE])
            if record != kept:
                yield one.id if ours is None else ours.id, record
            continue
        added = supplement(ours, one, is_ours=True)
        added.pop("sources", None)
        if kept | added != kept:
            yield ours.id, kept | added


async def fill_from_wikidata(
    db: Database,
    outside: Outside,
    wikidata: Wikidata,
    query: str,
    *,
    most: int,
    report: Report,
    pause_s: float = 15.0,
) -> Filled:
    """Take over what Wikidata finds for a query of its full-text search, fifty at a time. Goes on where the last run
    for the same query was broken off. Raises UserError where Wikidata stops answering.
    """
    place = _place("wikidata", query)
    offset = await _reached(db, place)
    read = taken = 0
    while read < most:
        ids = await _patiently(partial(wikidata.page, query, offset=offset), pause_s, offset)
        if not ids:
            await _note(db, place, 0)
            break
        listings = await _patiently(partial(wikidata.fetch_all, ids), pause_s, offset)
        taken += len(await outside.keep(listings))
        read, offset = read + len(ids), offset + len(ids)
        await _note(db, place, offset)
        report(read, taken)
    return Filled(read, taken)


async def fill_from_tmdb(
    db: Database, outside: Outside, tmdb: TMDB, language: str, *, most: int, report: Report, pause_s: float = 15.0
) -> Filled:
    """Take over series in a language of origin (`ko`, `th`), the best known first. Goes on where the last run for it
    was broken off. Raises UserError where TMDB stops answering.
    """
    place = _place("tmdb", language)
    page = await _reached(db, place) + 1
    read = taken = 0
    while read < most:
        ids = await _patiently(partial(tmdb.page, language, number=page), pause_s, page)
        if not ids:
            await _note(db, place, 0)
            break
        listings: list[Listing] = []
        for identifier in ids:
            found = await _patiently(partial(tmdb.fetch, "tmdb_tv", identifier), pause_s, page)
            if found is not None and not found.is_adult:
                listings.append(found)
        taken += len(await outside.keep(listings))
        read += len(ids)
        await _note(db, place, page)
        page += 1
        report(read, taken)
    return Filled(read, taken)


async def _patiently(ask: Callable[[], Awaitable[T]], pause_s: float, reached: int) -> T:
    """What `ask` answers, asked again while the service wants patience. Raises UserError."""
    for _try in range(_TRIES):
        try:
            return await ask()
        except OutsideError as error:
            if error.trouble not in (Trouble.BUSY, Trouble.DOWN):
                raise UserError(_stopped(error, reached)) from None
            trouble = error
        await asyncio.sleep(pause_s)
    raise UserError(_stopped(trouble, reached))


def _stopped(error: OutsideError, reached: int) -> str:
    return _(
        "It stopped at {reached}: {reason}. What came until then is kept; run the same command again to go on.",
        reached=reached,
        reason=str(error),
    )


def _place(service: str, query: str) -> str:
    return f"import:{service}:{hashlib.sha256(query.encode()).hexdigest()[:16]}"


async def _reached(db: Database, place: str) -> int:
    async with db.reading() as connection:
        return int(await get_installation(connection, place) or 0)


async def _note(db: Database, place: str, reached: int) -> None:
    async with db.transaction(OUTSIDE) as connection:
        await set_installation(connection, place, str(reached))
