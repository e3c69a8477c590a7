"""What of an explanation may be said in a server: only what its own catalogue and its own members know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.services.recommendations.live_recommender import Link

if TYPE_CHECKING:
    from bot.domain.recommender import Explanation


def said_here(
    why: Explanation, series: Series, catalogues: Catalogues, guild_id: int, links: Iterable[Link]
) -> Explanation:
    """`why` with common ground left out that this server does not know of.

    The model knows series that other servers added, and what they call them; nothing of that is told.
    """
    linked = {(role, frozenset((one, other))) for role, one, other in links}
    here = _facets(catalogues, guild_id, series)
    shares = []
    for share in why.shares:
        liked = catalogues.get(guild_id or None, share.series_id)
        known = here & _facets(catalogues, guild_id, liked) if liked is not None else set()
        pair = frozenset((series.id, share.series_id))
        shared = tuple(
            facet for facet in share.shared if facet in known or (liked is not None and (facet[0], pair) in linked)
        )
        shares.append(replace(share, shared=shared))
    return replace(why, shares=tuple(shares))


def _facets(catalogues: Catalogues, guild_id: int, series: Series) -> set[tuple[str, str]]:
    from bot.domain.lineage import LineageGraph
    from bot.domain.recommender import facets_of

    graph = LineageGraph(catalogues.lineage_of(guild_id or None, series.id))
    return {(role, value) for role, values in facets_of(series, graph).items() for value in values}
