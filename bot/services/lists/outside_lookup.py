"""What a list names and the catalogue lacks, asked of outside catalogues: the same for certain is taken over."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.lists import Entry, ListEntry, Matcher, Medium, Sureness
from bot.domain.outside.listing import Listing
from bot.domain.search.names import comparable
from bot.domain.series import Kind, Series
from bot.errors import UserError
from bot.services.catalogue.catalogues import Catalogues
from bot.services.lists.importing import Counting, entries_of, settle
from bot.services.outside.looking_further import Outside
from bot.storage.engine.database import Database
from bot.storage.lists import imports as storage

AT_ONCE = 25  # titles that are asked about for one press: services give us a few questions a second


async def look_up(
    db: Database,
    catalogues: Catalogues,
    outside: Outside,
    import_id: int,
    user_id: int,
    *,
    guild_id: int,
    now: datetime,
    counting: Counting,
) -> list[str]:
    """Ask about the next unknown entries of an import; the ids of the series that were found and taken over.

    What no service knows for certain stays unknown, and is not asked about again.
    """
    unknown = await entries_of(db, import_id, user_id, "unknown")
    by_title: dict[str, list[ListEntry]] = {}
    for one in unknown:
        if not one.is_looked_up:
            by_title.setdefault(one.entry.title, []).append(one)
    chosen = list(by_title.values())[:AT_ONCE]
    counting.all = len(chosen)
    found: dict[str, Series] = {}
    for alike in chosen:
        for series in await _asked(outside, alike):
            known = catalogues.get(guild_id or None, series.id)
            if known is not None:
                found[known.id] = known
        counting.done += 1
    asked = [one for alike in chosen for one in alike]
    async with db.transaction(user_id) as connection:
        await storage.mark_looked_up(connection, import_id, [one.number for one in asked], now)
    taken = await asyncio.to_thread(_meant, asked, found)
    for number, series_id in taken:
        await settle(db, import_id, user_id, number, found[series_id], guild_id=guild_id, now=now)
    return list(dict.fromkeys(series_id for _number, series_id in taken))


def _meant(asked: Sequence[ListEntry], found: Mapping[str, Series]) -> list[tuple[int, str]]:
    """Which entries mean one of the series that were found, for certain."""
    matcher = Matcher(found.values())
    matched = ((one.number, matcher.match(one.entry)) for one in asked)
    return [(number, match.series_ids[0]) for number, match in matched if match.sureness is Sureness.SURE]


async def _asked(outside: Outside, alike: Sequence[ListEntry]) -> list[Series]:
    """The series that these entries of one title are for certain; with all seasons where it is a show."""
    looked = await outside.look(alike[0].entry.title)
    for one in alike:
        fitting = [listing for listing in looked.listings if is_the_same(listing, one.entry)]
        if len(fitting) == 1:
            try:
                return await outside.take(fitting[0].ids)
            except UserError:
                return []
    return []


def is_the_same(listing: Listing, entry: Entry) -> bool:
    """Whether an outside catalogue means what the entry means: by an id, or by the very name, its year and its kind."""
    if any(listing.ids.get(service) == number for service, number in entry.ids.items()):
        return True
    names = {comparable(name) for name in (listing.title, listing.native_title, *listing.aliases) if name}
    if not names & {comparable(title) for title in (entry.title, *entry.other_titles)}:
        return False
    if entry.year is not None and (listing.year is None or abs(listing.year - entry.year) > 1):
        return False
    if entry.medium is Medium.ANIME:
        return "anilist" in listing.ids or "mal" in listing.ids
    return entry.medium is Medium.ANY or (listing.kind is Kind.FILM) is (entry.medium is Medium.FILM)
