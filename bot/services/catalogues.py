"""Every server's catalogue: the bundled one, and on top of it what the server added or corrected.

Series, lineage and the search index are kept in memory and answered without I/O; the canon is read once at
start and changed in place afterwards.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from bot.domain.catalogue import Catalogue, parse_series, to_record
from bot.domain.search import Match, SearchIndex
from bot.domain.series import Lineage, LineageKind, Series
from bot.domain.series import series_id as id_of
from bot.domain.vocabulary import Vocabulary
from bot.errors import Gone
from bot.i18n import _
from bot.storage import canon as storage
from bot.storage.database import Database


class Catalogues:
    """The catalogues of all servers; scope 0 is the bundled one, otherwise a guild id."""

    def __init__(self, bundled: Catalogue) -> None:
        self.vocabulary: Vocabulary = bundled.vocabulary
        self._bundled = {series.id: series for series in bundled.series}
        self._own: dict[int, dict[str, Series | None]] = defaultdict(dict)  # None hides a bundled series
        self._lineage: dict[int, dict[str, list[Lineage]]] = {0: _by_series(bundled.lineage)}
        self.index = SearchIndex(bundled.series)

    async def load(self, db: Database) -> None:
        """Lay every server's canon over the bundled catalogue."""
        async with db.reading() as connection:
            changes = await storage.list_changes(connection)
            aliases = await storage.list_aliases(connection)
            lineage = await storage.list_lineage(connection)
        for change in changes:
            self.apply(change.guild_id, change.series_id, change.change, change.fields)
        for guild_id, series_id, alias in aliases:
            self.apply_alias(guild_id, series_id, alias)
        for guild_id, source_id, target_id, kind, note in lineage:
            self.apply_lineage(guild_id, Lineage(source_id, target_id, LineageKind(kind), note))

    def get(self, guild_id: int | None, series_id: str) -> Series | None:
        """A series as this server knows it, or None."""
        own = self._own.get(guild_id or 0)
        if own is not None and series_id in own:
            return own[series_id]
        return self._bundled.get(series_id)

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
        """Edges from and to a series, both ends known to this server."""
        edges = list(self._lineage[0].get(series_id, ()))
        if guild_id:
            edges += self._lineage.get(guild_id, {}).get(series_id, ())
        return [e for e in edges if self.get(guild_id, e.source_id) and self.get(guild_id, e.target_id)]

    def search(
        self, guild_id: int | None, query: str, *, limit: int = 25, favour: Callable[[str], float] | None = None
    ) -> list[Match]:
        """The best matches for what somebody typed, best first."""
        return self.index.search(query, limit=limit, scope=guild_id or 0, favour=favour)

    def apply(self, guild_id: int, series_id: str, change: str, fields: dict[str, Any]) -> None:
        """Take a server's change over into memory: "added", "corrected" or "hidden"."""
        if change == "hidden":
            self._own[guild_id][series_id] = None
            self.index.hide(series_id, scope=guild_id)
            return
        base = self._bundled.get(series_id) if change == "corrected" else None
        if change == "corrected" and base is None:
            return  # the bundled catalogue no longer has what was corrected; the correction is kept
        self._put(guild_id, self.read(series_id, {**(to_record(base) if base else {}), **fields}))

    def read(self, series_id: str, record: dict[str, Any]) -> Series:
        """A record of the catalogue's schema as a series that keeps its id even where its title was corrected.

        Raises CatalogueError naming the field.
        """
        record["id"] = id_of(str(record.get("title")), str(record.get("country")), int(record.get("year") or 0))
        text = json.dumps(record, ensure_ascii=False)
        return replace(parse_series(text, file="canon", line=1, vocabulary=self.vocabulary), id=series_id)

    def apply_alias(self, guild_id: int, series_id: str, alias: str) -> None:
        """Add a name to a series in one server."""
        series = self.get(guild_id, series_id)
        if series is not None and alias not in series.names():
            self._put(guild_id, replace(series, aliases=(*series.aliases, alias)))

    def apply_lineage(self, guild_id: int, edge: Lineage) -> None:
        """Add an edge in one server."""
        edges = self._lineage.setdefault(guild_id, {})
        for series_id in {edge.source_id, edge.target_id}:
            edges.setdefault(series_id, []).append(edge)

    def _put(self, guild_id: int, series: Series) -> None:
        self._own[guild_id][series.id] = series
        self.index.put(series, scope=guild_id)


def _by_series(lineage: Iterable[Lineage]) -> dict[str, list[Lineage]]:
    edges: dict[str, list[Lineage]] = defaultdict(list)
    for edge in lineage:
        for series_id in {edge.source_id, edge.target_id}:
            edges[series_id].append(edge)
    return dict(edges)
