"""A series among its relatives: what a picture of its lineage shows."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from msgspec import Struct

from bot.domain.lineage.graph import Relation, Relative
from bot.domain.series import Lineage, LineageKind, Series


class Neighbourhood(Struct, frozen=True):
    """A series with its relatives, nearest first within each relation, and all edges among them."""

    series: Series
    relatives: dict[Relation, tuple[tuple[Relative, Series], ...]]
    edges: tuple[Lineage, ...]

    @property
    def near(self) -> list[Series]:
        """The relatives, the nearest first."""
        found = [pair for pairs in self.relatives.values() for pair in pairs]
        return [series for _relative, series in sorted(found, key=lambda pair: pair[0].depth)]


def in_order(series: Iterable[Series], edges: Sequence[Lineage]) -> list[Series]:
    """By year, and within what years leave open what led to something above what it led to.

    An edge that says otherwise than the years is believed: what follows stands below. Edges that go round in a
    circle are followed as far as they go. Series of one year without an edge between them come by title.
    """
    left = {one.id: one for one in series}
    before: dict[str, set[str]] = {series_id: set() for series_id in left}
    for edge in edges:
        if edge.kind is not LineageKind.SAME_SOURCE and edge.source_id in left and edge.target_id in left:
            before[edge.target_id].add(edge.source_id)
    ordered: list[Series] = []
    while left:
        free = [one for one in left.values() if not before[one.id] & left.keys()]
        (first,) = heapq.nsmallest(1, free or left.values(), key=lambda one: (one.year, one.title, one.id))
        ordered.append(left.pop(first.id))
    return ordered
