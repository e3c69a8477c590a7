"""Every server's catalogue: the bundled one with what came from outside, and on top of it what the server added or
corrected.

Series, lineage and the search index are kept in memory and answered without I/O; the canon is read once at
start and changed in place afterwards.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from bot.domain.catalogue import Catalogue, parse_series, to_record
from bot.domain.outside.merging import is_same_series
from bot.domain.search import Match
from bot.domain.series import Lineage, LineageKind, Series
from bot.domain.series import series_id as id_of
from bot.domain.vocabulary import Vocabulary
from bot.errors import CatalogueError, Gone
from bot.i18n import _
from bot.services.catalogue.late_index import LateIndex
from bot.storage.catalogue import canon as storage
from bot.storage.catalogue import outside
from bot.storage.catalogue.canon import CanonChange
from bot.storage.engine.database import Database

_log = logging.getLogger(__name__)


async def others_first() -> None:
    """Give way to whatever waits for the event loop by now."""
    for _turn in range(3):  # what has just arrived is queued behind who waits already, and a signal once more
        await asyncio.sleep(0)


class Catalogues:
    """The catalogues of all servers; scope 0 is the bundled one, otherwise a guild id."""

    def __init__(self, bundled: Catalogue) -> None:
        self.vocabulary: Vocabulary = bundled.vocabulary
        self._bundled = {series.id: series for series in bundled.series}
        self._shared: dict[str, dict[str, Any]] = {}  # from outside: a whole record, or what a bundled series lacked
        self._program = dict(self._bundled)  # as it comes with the program
        self._by_outside_id: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_origin: dict[tuple[str, int], set[str]] = defaultdict(set)  # country and year
        for series in bundled.series:
            self._note_origin(series)
        self._own: dict[int, dict[str, Series | None]] = defaultdict(dict)  # None hides a bundled series
        self._last: dict[int, dict[str, Series]] = defaultdict(dict)  # what was hidden, as it was then
        self._lineage: dict[int, dict[str, list[Lineage]]] = {0: _by_series(bundled.lineage)}
        self._cut: dict[int, set[tuple[str, str, LineageKind]]] = defaultdict(set)  # bundled edges taken away
        self._merged: dict[int, dict[str, str]] = defaultdict(dict)  # old id → the series that it is now
        self.index = LateIndex(bundled.series)
        self.sharing = asyncio.Lock()  # of whoever shares what is stored, so that nothing older is shared after it
        self.shared_revision = 0  # up to which all that any process has stored is in here
        self.edition = 0  # grows with every change, so that what was worked out from the catalogue knows its age

    async def load(self, db: Database) -> None:
        """Lay every server's canon over the bundled catalogue."""
        async with db.reading() as connection:
            shared = await outside.list_shared(connection)
            self.shared_revision = await outside.get_shared_revision(connection)
            shared_lineage = await outside.list_shared_lineage(connection)
            changes = await storage.list_changes(connection)
            aliases = await storage.list_aliases(connection)
            lineage = await storage.list_lineage(connection)
            merged = await storage.list_merged(connection)
        for series_id, fields in shared:
            self.share(series_id, fields)
        self.share_lineage(shared_lineage)
        for change in changes:
            self.apply(change.guild_id, change.series_id, change.change, change.fields)
        for guild_id, series_id, alias in aliases:
            self.apply_alias(guild_id, series_id, alias)
        for guild_id, edge, removed in lineage:
            self.apply_lineage(guild_id, edge, removed=removed)
        for guild_id, old_id, new_id in merged:
            self.apply_merge(guild_id, old_id, new_id)

    async def opened(self) -> None:
        """Return when everything can be searched, which is a moment after the start."""
        await self.index.opened()

    def get(self, guild_id: int | None, series_id: str) -> Series | None:
        """A series as this server knows it, or None; a merged one is what it was merged into."""
        series_id = self._meant(guild_id, series_id)
        own = self._own.get(guild_id or 0)
        if own is not None and series_id in own:
            return own[series_id]
        return self._bundled.get(series_id)

    def _meant(self, guild_id: int | None, series_id: str) -> str:
        return self._merged.get(guild_id or 0, {}).get(series_id, series_id)

    def require(self, guild_id: int | None, series_id: str) -> Series:
        """A series as this server knows it. Raises Gone."""
        series = self.get(guild_id, series_id)
        if series is None:
            raise Gone(_("This series is no longer in this server's catalogue. Look it up again with /series."))
        return series

    def every(self, guild_id: int | None) -> Iterator[Series]:
        """All series that this server knows."""
        own = self._own.get(guild_id or 0, {})
        yield from (series for series in own.values() if series is not None)
        yield from (series for series_id, series in self._bundled.items() if series_id not in own)

    def lineage_of(self, guild_id: int | None, series_id: str) -> list[Lineage]:
        """Edges from and to a series, both ends known to this server; those of a merged series are its heir's."""
        merged = self._merged.get(guild_id or 0, {})
        series_id = merged.get(series_id, series_id)
        edges = list(self._lineage[0].get(series_id, ()))
        if guild_id:
            if cut := self._cut.get(guild_id):
                edges = [e for e in edges if (e.source_id, e.target_id, e.kind) not in cut]
            edges += self._lineage.get(guild_id, {}).get(series_id, ())
        ends = {e.source_id for e in edges} | {e.target_id for e in edges}
        known = {end for end in ends if end not in merged and self.get(guild_id, end) is not None}
        return [e for e in edges if e.source_id in known and e.target_id in known]

    def search(
        self, guild_id: int | None, query: str, *, limit: int = 25, favour: Mapping[str, float] | None = None
    ) -> list[Match]:
        """The best matches for what somebody typed, best first."""
        return self.index.now().search(query, limit=limit, scope=guild_id or 0, favour=favour)

    async def search_while_typing(
        self, guild_id: int | None, query: str, *, favour: Mapping[str, float] | None = None
    ) -> list[Match]:
        """`search`, with a turn for everything else on the event loop between its steps."""
        await self.opened()
        found: list[Match] = []
        for so_far in self.index.now().searching(query, scope=guild_id or 0, favour=favour):
            found = so_far
            await others_first()
        return found

    def apply(self, guild_id: int, series_id: str, change: str, fields: dict[str, Any]) -> None:
        """Take a server's change over into memory: "added", "corrected" or "hidden"."""
        self.edition += 1
        changed = self.as_changed(series_id, change, fields)
        if change == "hidden":
            self._own[guild_id][series_id] = None
            self.index.hide(series_id, scope=guild_id)
            if changed is not None:
                self._last[guild_id][series_id] = changed
        elif changed is not None:
            self._put(guild_id, changed)

    def as_changed(self, series_id: str, change: str, fields: dict[str, Any]) -> Series | None:
        """The series that a server's change makes of it, or as it was when it was hidden; None where that is not known
        any more, as where the bundled catalogue has changed under a correction: the bundled series is better than none.
        """
        base = self._bundled.get(series_id) if change == "corrected" else None
        if (change == "corrected" and base is None) or not (fields or base):
            return None  # the bundled catalogue no longer has what was corrected; the correction is kept
        record = {**(to_record(base) if base else {}), **fields}
        try:
            return self.read(series_id, {name: value for name, value in record.items() if value is not None})
        except CatalogueError as error:
            _log.warning("the canon of %s does not fit any more: %s", series_id, error)
            return None

    def read(self, series_id: str, record: dict[str, Any]) -> Series:
        """A record of the catalogue's schema as a series that keeps its id even where its title was corrected.

        Raises CatalogueError naming the field.
        """
        record["id"] = id_of(str(record.get("title")), str(record.get("country")), int(record.get("year") or 0))
        text = json.dumps(record, ensure_ascii=False)
        return replace(parse_series(text, file="canon", line=1, vocabulary=self.vocabulary), id=series_id)

    def share(self, series_id: str, fields: dict[str, Any]) -> None:
        """Take a series from outside over for all servers, or what a bundled one lacked; the next search sees it.

        What a server corrected lies over it, as before.
        """
        self.edition += 1
        series = self.as_shared(series_id, fields)
        if series is None:
            return
        self._shared[series_id] = fields
        self._bundled[series_id] = series
        self._note_origin(series)
        self.index.put(series)

    def as_shared(self, series_id: str, fields: dict[str, Any]) -> Series | None:
        """The series that `fields` from outside make, with what comes with the program; None where they don't fit."""
        base = self._program.get(series_id)
        record = {**fields, **to_record(base)} if base is not None else dict(fields)
        if base is not None:
            record |= {name: fields[name] for name in ("ids", "sources") if name in fields}
        try:
            return self.read(series_id, record)
        except CatalogueError as error:
            _log.warning("what was kept of %s from outside does not fit any more: %s", series_id, error)
            return None

    def share_lineage(self, edges: Iterable[Lineage]) -> None:
        """Add edges for all servers; those that are there stay as they are."""
        for edge in edges:
            if not self.has_edge(edge):
                for series_id in {edge.source_id, edge.target_id}:
                    self._lineage[0].setdefault(series_id, []).append(edge)

    def has_edge(self, edge: Lineage) -> bool:
        """Whether all servers have an edge with the same ends and kind."""
        return self.bundled_edge(edge) is not None

    def shared_fields(self, series_id: str) -> dict[str, Any]:
        """What is kept of a series from outside: its whole record, what a bundled one lacked, or nothing."""
        return dict(self._shared.get(series_id, {}))

    def same_as(self, series: Series, *, by_ids: bool) -> Series | None:
        """The series of everybody's catalogue that is the same, by an id elsewhere or by title, country and year.

        Seasons share the ids of their show: where several have one, it says nothing.
        """
        found = self._bundled.get(series.id)
        if found is not None and is_same_series(found, series):
            return found
        if by_ids:
            for pair in series.ids.items():
                known = self._by_outside_id.get(pair, set())
                if len(known) == 1:
                    return self._bundled[next(iter(known))]
        near = sorted(self._by_origin.get((series.country, series.year), ()))
        return next((one for one in map(self._bundled.__getitem__, near) if is_same_series(one, series)), None)

    def _note_origin(self, series: Series) -> None:
        self._by_origin[series.country, series.year].add(series.id)
        for pair in series.ids.items():
            self._by_outside_id[pair].add(series.id)

    def apply_alias(self, guild_id: int, series_id: str, alias: str) -> None:
        """Add a name to a series in one server."""
        series = self.get(guild_id, series_id)
        if series is not None and alias not in series.names():
            self._put(guild_id, replace(series, aliases=(*series.aliases, alias)))

    def apply_lineage(self, guild_id: int, edge: Lineage, *, removed: bool = False) -> None:
        """Add an edge in one server, or take a bundled one away there."""
        self.drop_lineage(guild_id, edge)
        if removed:
            self._cut[guild_id].add((edge.source_id, edge.target_id, edge.kind))
            return
        edges = self._lineage.setdefault(guild_id, {})
        for series_id in {edge.source_id, edge.target_id}:
            edges.setdefault(series_id, []).append(edge)

    def drop_lineage(self, guild_id: int, edge: Lineage) -> None:
        """Forget what one server said about an edge."""
        self.edition += 1
        key = edge.source_id, edge.target_id, edge.kind
        self._cut[guild_id].discard(key)
        own = self._lineage.get(guild_id, {}) if guild_id else {}
        for series_id in {edge.source_id, edge.target_id}:
            kept = [e for e in own.get(series_id, ()) if (e.source_id, e.target_id, e.kind) != key]
            if series_id in own:
                own[series_id] = kept

    def apply_merge(self, guild_id: int, old_id: str, new_id: str) -> None:
        """From now on `old_id` means `new_id` in this server."""
        self.edition += 1
        merged = self._merged[guild_id]
        for earlier, into in merged.items():
            if into == old_id:
                merged[earlier] = new_id
        merged.pop(new_id, None)
        merged[old_id] = new_id

    def refresh(self, guild_id: int, series_id: str, change: CanonChange | None, aliases: Iterable[str]) -> None:
        """Lay one server's canon of one series anew, after it was changed; the next search sees it."""
        self.edition += 1
        self._last[guild_id].pop(series_id, None)
        if self._own[guild_id].pop(series_id, None) is not None:
            self.index.remove(series_id, scope=guild_id)
        elif change is None and series_id in self._bundled:
            # Hidden until now: the index shows it again once it was put and removed.
            self.index.put(self._bundled[series_id], scope=guild_id)
            self.index.remove(series_id, scope=guild_id)
        if change is not None:
            self.apply(guild_id, series_id, change.change, change.fields)
        for alias in aliases:
            self.apply_alias(guild_id, series_id, alias)

    def forget(self, guild_id: int) -> None:
        """Drop what is kept in memory of a server whose data was erased."""
        self.edition += 1
        for series_id in list(self._own.get(guild_id, {})):
            self.refresh(guild_id, series_id, None, ())
        for kept in (self._own, self._last, self._lineage, self._cut, self._merged):
            kept.pop(guild_id, None)

    def added(self) -> Iterator[tuple[int, Series]]:
        """(guild_id, series) of every series that does not come with the program: a server added it, or (0) everybody
        has it from outside.
        """
        for guild_id, own in self._own.items():
            for series in own.values():
                if series is not None and series.id not in self._bundled:
                    yield guild_id, series
        yield from ((0, self._bundled[series_id]) for series_id in self._shared if series_id not in self._program)

    def own_series(self, guild_id: int) -> dict[str, Series | None]:
        """What one server added or corrected, by id; None is a bundled series that it hides."""
        return dict(self._own.get(guild_id, {}))

    def own_lineage(self, guild_id: int) -> set[Lineage]:
        """Edges that one server added."""
        return {edge for edges in self._lineage.get(guild_id, {}).values() for edge in edges} if guild_id else set()

    def last_known(self, guild_id: int | None, series_id: str) -> Series | None:
        """The series as this server knows it, or where it was taken out as it was then; or None.

        For what was written about it and stays: people read its title there.
        """
        series_id = self._meant(guild_id, series_id)
        taken_out = self._last.get(guild_id or 0, {}).get(series_id)
        return self.get(guild_id, series_id) or taken_out or self._bundled.get(series_id)

    def by_its_own_id(self, guild_id: int, series_id: str) -> Series | None:
        """The series with this id, also where it has been merged into another one: as it was then; or None."""
        here, before = self._own.get(guild_id, {}), self._last.get(guild_id, {})
        return here.get(series_id) or before.get(series_id) or self._bundled.get(series_id)

    def bundled(self, series_id: str) -> Series | None:
        """A series as everybody has it before any server corrects it, or None."""
        return self._bundled.get(series_id)

    def program_ids(self) -> Collection[str]:
        """Ids of the series that come with the program."""
        return self._program.keys()

    def bundled_edge(self, edge: Lineage) -> Lineage | None:
        """The bundled edge with the same ends and kind, or None."""
        key = edge.source_id, edge.target_id, edge.kind
        edges = self._lineage[0].get(edge.source_id, ())
        return next((e for e in edges if (e.source_id, e.target_id, e.kind) == key), None)

    def _put(self, guild_id: int, series: Series) -> None:
        self._own[guild_id][series.id] = series
        self.index.put(series, scope=guild_id)


def _by_series(lineage: Iterable[Lineage]) -> dict[str, list[Lineage]]:
    edges: dict[str, list[Lineage]] = defaultdict(list)
    for edge in lineage:
        for series_id in {edge.source_id, edge.target_id}:
            edges[series_id].append(edge)
    return dict(edges)
