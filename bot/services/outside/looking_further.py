"""Asking outside catalogues for what is not here, and taking over what somebody chose, for all servers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.catalogue import to_record
from bot.domain.outside.listing import Listing
from bot.domain.outside.merging import is_same_series, merged
from bot.domain.outside.taking import as_parts, seasons_of, supplement
from bot.domain.series import Lineage, Series, series_id
from bot.domain.spoilers import sanitise_inline
from bot.errors import UserError
from bot.i18n import _
from bot.providers.door import Http
from bot.providers.protocol import KeepsLists, OutsideError, Provider, Trouble
from bot.services.catalogue.catalogues import Catalogues
from bot.services.outside.catching_up import catch_up
from bot.storage.catalogue import airings as airing_storage
from bot.storage.catalogue import outside as storage
from bot.storage.engine.database import OUTSIDE, Database

_log = logging.getLogger(__name__)

MOST_OFFERED = 20
_LONGEST_QUERY = 100  # characters
_LOOK_S = 6.0  # a person waits
_TAKE_S = 10.0


class LookedUp(Struct, frozen=True):
    """What outside catalogues know by a name, each thing once, and those that did not answer in time."""

    listings: tuple[Listing, ...]
    silent: tuple[str, ...] = ()  # names of services


class Outside:
    """The outside catalogues that this installation may ask; with none, nothing ever leaves the machine."""

    def __init__(
        self,
        db: Database,
        catalogues: Catalogues,
        clock: Callable[[], datetime],
        http: Http,
        providers: Sequence[Provider],
    ) -> None:
        self._db = db
        self._catalogues = catalogues
        self._clock = clock
        self._http = http
        self._providers = tuple(providers)
        self._completed: set[str] = set()  # series that were asked about since the start
        self._completing: set[asyncio.Task[None]] = set()

    @property
    def is_open(self) -> bool:
        """Whether there is anybody to ask."""
        return bool(self._providers)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the providers, in the order in which they are asked."""
        return tuple(provider.name for provider in self._providers)

    async def close(self) -> None:
        """Stop what is under way, and hang up."""
        for task in self._completing:
            task.cancel()
        await asyncio.gather(*self._completing, return_exceptions=True)
        await self._http.close()

    def complete_later(self, series: Series) -> None:
        """Ask in the background for what a series without a poster lacks, once since the start; nobody waits for it."""
        if not self._providers or series.poster is not None or series.id in self._completed:
            return
        self._completed.add(series.id)
        task = asyncio.create_task(self._complete(series), name="completing a series")
        self._completing.add(task)
        task.add_done_callback(self._completing.discard)

    async def _complete(self, series: Series) -> None:
        try:
            known = {name: series.ids[name] for name in self._services() if name in series.ids}
            listing = await self.fetch(known or await self.ids_of(series))
            if listing is not None:
                await self.keep([listing])
        except UserError:
            return  # nobody answers just now
        except Exception:  # noqa: BLE001 (whatever it met, nobody waits for it)
            _log.exception("what %s lacks could not be asked for", series.id)

    def _services(self) -> set[str]:
        return {service for provider in self._providers for service in provider.services}

    async def ids_of(self, series: Series) -> dict[str, str]:
        """The ids elsewhere of a series of ours that has none: those of the one listing that is the same."""
        for listing in (await self.look(series.title)).listings:
            for _part, found in as_parts(listing, self._catalogues.vocabulary):
                ours = self._catalogues.same_as(found, by_ids=False)
                if ours is not None and ours.id == series.id:
                    return dict(listing.ids)
        return {}

    async def look(self, typed: str) -> LookedUp:
        """Ask everybody at once; whoever takes longer than a person waits is left out and named."""
        query = " ".join(typed.split())[:_LONGEST_QUERY]
        if not query or not self._providers:
            return LookedUp((), ())
        answers = await asyncio.gather(*(self._search(provider, query) for provider in self._providers))
        found = [listing for listings in answers for listing in listings or ()]
        silent = tuple(p.name for p, listings in zip(self._providers, answers, strict=True) if listings is None)
        return LookedUp(tuple(merged(found)[:MOST_OFFERED]), silent)

    async def _search(self, provider: Provider, query: str) -> list[Listing] | None:
        try:
            async with asyncio.timeout(_LOOK_S):
                return await provider.search(query)
        except (OutsideError, TimeoutError):
            return None

    async def fetch(self, ids: Mapping[str, str]) -> Listing | None:
        """Everything that outside catalogues say of the thing with these ids; None where nobody knows it.

        Raises UserError where nobody answers.
        """
        asked = [(p, service) for p in self._providers for service in p.services if service in ids]
        answers = await asyncio.gather(*(self._fetch(p, service, ids[service]) for p, service in asked))
        found = [listing for listing in answers if isinstance(listing, Listing)]
        if not found and any(isinstance(answer, OutsideError) for answer in answers):
            raise UserError(_("The catalogues that I asked don't answer just now. Try again in a minute."))
        wholes = merged(found)
        return wholes[0] if wholes else None

    async def _fetch(self, provider: Provider, service: str, identifier: str) -> Listing | OutsideError | None:
        try:
            async with asyncio.timeout(_TAKE_S):
                return await provider.fetch(service, identifier)
        except OutsideError as error:
            return error
        except TimeoutError:
            return OutsideError(Trouble.DOWN, "it takes too long")

    async def member_list(self, service: str, name: str) -> dict[str, Any] | None:
        """The public list of a member of a service, in its own words; None where it is not asked.

        Raises OutsideError.
        """
        for provider in self._providers:
            if service in provider.services and isinstance(provider, KeepsLists):
                return await provider.member_list(name)
        return None

    async def take(self, ids: Mapping[str, str]) -> list[Series]:
        """Take over what somebody chose: its series, the first season first, now in everybody's catalogue and index.

        What is in the catalogue already is never doubled: it gains what it lacked. Raises UserError where it can't be
        taken, such as without a year.
        """
        listing = await self.fetch(ids)
        if listing is None:
            raise UserError(_("It is no longer there. Look again."))
        found = await self.keep([listing])
        if not found:
            raise UserError(
                _(
                    "Nobody says from which country and year {title} is, so it can't be told apart from others.",
                    title=sanitise_inline(listing.title),
                )
            )
        return found

    async def keep(self, listings: Sequence[Listing]) -> list[Series]:
        """Put listings into everybody's catalogue, in one transaction; those that can't be taken are left out.

        What was planned by what is in memory is planned anew where another process has stored more since.
        """
        async with self._catalogues.sharing:  # two people may choose the same at once
            plan = _Plan(self._catalogues, listings)
            async with self._db.transaction(OUTSIDE) as connection:
                if not self._db.shards.is_alone and await catch_up(connection, self._catalogues):
                    plan = _Plan(self._catalogues, listings)
                await storage.upsert_shared(connection, list(plan.rows.items()), at=self._clock())
                await storage.insert_shared_lineage(connection, plan.edges)
                for series_id, airings in plan.airings.items():
                    await airing_storage.replace_airings(connection, series_id, airings, at=self._clock())
            for series_id, fields in plan.rows.items():
                self._catalogues.share(series_id, fields)
            self._catalogues.share_lineage(plan.edges)
        return [self._catalogues.require(None, series_id) for series_id in plan.series_ids]


class _Plan:
    """What is to be written for some listings, and which series they are."""

    def __init__(self, catalogues: Catalogues, listings: Sequence[Listing]) -> None:
        self._catalogues = catalogues
        self._planned: dict[str, Series] = {}  # as they will be
        self.rows: dict[str, dict[str, Any]] = {}
        self.edges: list[Lineage] = []
        self.airings: dict[str, list[tuple[int, datetime]]] = {}
        self.series_ids: list[str] = []
        for listing in listings:
            self._add(listing)

    def _add(self, listing: Listing) -> None:
        """Plan the series of one listing, season by season, with their lineage and airings; nothing is written yet."""
        taken = as_parts(listing, self._catalogues.vocabulary)
        wholes = [series for _part, series in taken]
        final = [self._placed(listing, series, alone=len(wholes) == 1) for series in wholes]
        self.edges += [edge for edge in seasons_of(final) if not self._catalogues.has_edge(edge)]
        self.series_ids += [series.id for series in final]
        for (part, _series), series in zip(taken, final, strict=True):
            if listing.airings:
                self.airings[series.id] = [(a.episode, a.airs_at) for a in listing.airings if part in (None, a.part)]

    def _placed(self, listing: Listing, series: Series, *, alone: bool) -> Series:
        ours = self._planned_like(series, alone=alone) or self._catalogues.same_as(series, by_ids=alone)
        if ours is None:
            new = replace(series, id=self._free_id(series))
            self.rows[new.id] = to_record(new)
            self._planned[new.id] = new
            return new
        kept = self.rows.get(ours.id) or self._catalogues.shared_fields(ours.id)
        added = supplement(ours, series, is_ours="title" not in kept)
        if added:
            self.rows[ours.id] = kept | added
            self._planned[ours.id] = ours = self._catalogues.as_shared(ours.id, kept | added) or ours
        return ours

    def _planned_like(self, series: Series, *, alone: bool) -> Series | None:
        """What an earlier listing has planned of the same series, as `Catalogues.same_as` knows it."""
        ids = series.ids.items() if alone else ()
        for one in self._planned.values():
            if is_same_series(one, series) or any(pair in one.ids.items() for pair in ids):
                return one
        return None

    def _free_id(self, series: Series) -> str:
        """Its id, or another where something else has that: a film of the same name and year, or a name of which only
        what is not Latin differs."""
        names = (series.title if not number else f"{series.kind.value} {number} {series.title}" for number in count())
        ids = (series_id(name, series.country, series.year) for name in names)
        return next(one for one in ids if one not in self._planned and self._catalogues.bundled(one) is None)
