"""Where a series comes from and what came of it, as one server sees it."""

from __future__ import annotations

from bot.domain.lineage import LineageGraph, Neighbourhood, Relation, Relative
from bot.domain.series import Lineage, Series
from bot.services.catalogue.catalogues import Catalogues

_DEPTH = 2


def neighbourhood(catalogues: Catalogues, guild_id: int | None, series: Series) -> Neighbourhood:
    """Everything at most two steps from `series` in this server's lineage."""
    edges: set[Lineage] = set()
    reached, frontier = {series.id}, {series.id}
    for _step in range(_DEPTH + 1):  # one further, for edges among those that are farthest
        found = {edge for series_id in frontier for edge in catalogues.lineage_of(guild_id, series_id)}
        frontier = {end for edge in found for end in (edge.source_id, edge.target_id)} - reached
        reached |= frontier
        edges |= found
    graph = LineageGraph(sorted(edges, key=lambda edge: (edge.source_id, edge.target_id, edge.kind)))
    relatives: dict[Relation, tuple[tuple[Relative, Series], ...]] = {}
    shown = {series.id}
    for relation, alike in graph.by_relation(series.id, depth=_DEPTH).items():
        known = [(relative, catalogues.get(guild_id, relative.series_id)) for relative in alike]
        relatives[relation] = tuple((relative, other) for relative, other in known if other is not None)
        shown |= {other.id for _relative, other in relatives[relation]}
    among = tuple(edge for edge in graph.edges if edge.source_id in shown and edge.target_id in shown)
    return Neighbourhood(series, relatives, among)
