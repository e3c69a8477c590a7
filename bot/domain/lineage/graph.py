"""The neighbourhood of a series: what paved its way, what came of it, and who tells the same story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from bot.domain.series import Lineage, LineageKind


class Relation(StrEnum):
    """How a relative stands to the series in the middle."""

    ANCESTOR = "ancestor"  # paved its way, directly or through others
    DESCENDANT = "descendant"  # came of it
    EARLIER_PART = "earlier-part"  # the story so far: earlier seasons, the series it is a sequel or spin-off of
    LATER_PART = "later-part"  # the story goes on: later seasons, sequels, spin-offs
    REMAKE = "remake"  # a remake of it, its original, or another remake of the same original
    SAME_SOURCE = "same-source"  # tells the same novel, comic or film


# kind of edge → (relation when walked along the edge, relation when walked against it)
_WALKS: Mapping[LineageKind, tuple[Relation, Relation]] = {
    LineageKind.PAVED_THE_WAY: (Relation.DESCENDANT, Relation.ANCESTOR),
    LineageKind.SEQUEL: (Relation.LATER_PART, Relation.EARLIER_PART),
    LineageKind.SEASON: (Relation.LATER_PART, Relation.EARLIER_PART),
    LineageKind.SPIN_OFF: (Relation.LATER_PART, Relation.EARLIER_PART),
    LineageKind.REMAKE: (Relation.REMAKE, Relation.REMAKE),
    LineageKind.SAME_SOURCE: (Relation.SAME_SOURCE, Relation.SAME_SOURCE),
}


def opposite_of(edge: Lineage, edges: Iterable[Lineage]) -> Lineage | None:
    """The one of `edges` that says the opposite: that B led to A, where `edge` says that A led to B.

    What tells the same work reads the same both ways, and has no opposite.
    """
    if edge.kind is LineageKind.SAME_SOURCE:
        return None
    ends = (edge.target_id, edge.source_id)
    return next(
        (other for other in edges if other.kind is edge.kind and (other.source_id, other.target_id) == ends), None
    )


class Relative(Struct, frozen=True):
    """A series near another one, with the edges that lead to it from there, the nearest first."""

    series_id: str
    relation: Relation
    path: tuple[Lineage, ...]

    @property
    def depth(self) -> int:
        """How many steps away it is; 1 for an edge of its own."""
        return len(self.path)


class LineageGraph:
    """Edges between series, to be walked either way. Edges from a series to itself are ignored."""

    def __init__(self, edges: Iterable[Lineage]) -> None:
        self._steps: dict[str, list[tuple[Relation, str, Lineage]]] = {}
        self._edges = tuple(dict.fromkeys(edge for edge in edges if edge.source_id != edge.target_id))
        for edge in self._edges:
            along, against = _WALKS[edge.kind]
            self._steps.setdefault(edge.source_id, []).append((along, edge.target_id, edge))
            self._steps.setdefault(edge.target_id, []).append((against, edge.source_id, edge))
        spun_off = Counter(edge.target_id for edge in self._edges if edge.kind is LineageKind.SPIN_OFF)
        self._gatherings = frozenset(series_id for series_id, sources in spun_off.items() if sources > 1)

    @property
    def edges(self) -> tuple[Lineage, ...]:
        """Every edge, in the order given."""
        return self._edges

    def of(self, series_id: str) -> tuple[Lineage, ...]:
        """The edges of one series, in the order given."""
        return tuple(edge for _, _, edge in self._steps.get(series_id, ()))

    def neighbourhood(self, series_id: str, *, depth: int = 2) -> tuple[Relative, ...]:
        """Relatives at most `depth` steps away, nearest first, each once and by its shortest way.

        A way keeps to one relation: an ancestor's ancestor is an ancestor, an ancestor's remake is no
        relative. Where two ways are equally short, the relation that comes first in `Relation` is told.
        Cycles are walked once. Empty for an unknown series.
        """
        found: dict[str, Relative] = {}
        for relation in Relation:
            for relative in self._walk(series_id, relation, depth):
                known = found.get(relative.series_id)
                if known is None or relative.depth < known.depth:
                    found[relative.series_id] = relative
        order = list(Relation)
        return tuple(sorted(found.values(), key=lambda r: (r.depth, order.index(r.relation), r.series_id)))

    def by_relation(self, series_id: str, *, depth: int = 2) -> dict[Relation, tuple[Relative, ...]]:
        """The neighbourhood sorted into its relations; relations without a relative are left out."""
        sorted_: dict[Relation, tuple[Relative, ...]] = {}
        relatives = self.neighbourhood(series_id, depth=depth)
        for relation in Relation:
            alike = tuple(relative for relative in relatives if relative.relation is relation)
            if alike:
                sorted_[relation] = alike
        return sorted_

    def franchise(self, series_id: str) -> frozenset[str]:
        """All series of one story: parts, spin-offs, remakes and tellings of the same source, itself included.

        A series that goes on with several stories ("Our Skyy 2") makes none of them a part of another.
        """
        reached = {series_id}
        edge_of_the_known = [series_id]
        while edge_of_the_known:
            here = edge_of_the_known.pop()
            for relation, other, edge in self._steps.get(here, ()):
                if edge.kind is LineageKind.SPIN_OFF and edge.target_id in self._gatherings:
                    continue
                if relation not in (Relation.ANCESTOR, Relation.DESCENDANT) and other not in reached:
                    reached.add(other)
                    edge_of_the_known.append(other)
        return frozenset(reached)

    def _walk(self, start: str, relation: Relation, depth: int) -> list[Relative]:
        """Everything reached from `start` by steps of one relation, breadth first."""
        reached = {start}
        found: list[Relative] = []
        frontier: list[tuple[str, tuple[Lineage, ...]]] = [(start, ())]
        for _ in range(depth):
            following: list[tuple[str, tuple[Lineage, ...]]] = []
            for here, path in frontier:
                for step, other, edge in self._steps.get(here, ()):
                    if step is relation and other not in reached:
                        reached.add(other)
                        following.append((other, (*path, edge)))
            found += [Relative(series_id, relation, path) for series_id, path in following]
            frontier = following
        return found
