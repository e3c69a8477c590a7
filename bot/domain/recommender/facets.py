"""What a series is made of, as the recommender's facets."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.lineage import LineageGraph
from bot.domain.series import Kind, Series

_LEADS = 6  # cast members that count; the rest are guests
_QUEER = frozenset({"bisexual-lead", "closeted", "coming-out", "queer-parents", "trans-character"})  # tropes

Facets = dict[str, list[str]]


def facets_of(series: Series, lineage: LineageGraph | None = None, suggestions: Iterable[str] = ()) -> Facets:
    """Facets of one series by role; roles without a value are left out.

    `suggestions` are the series that members recommended together with this one, either way ("if you liked
    … try …"). A relation to another series is a facet that both of them bear. Endings and content notes are no
    facets: a reason must not give an ending away.
    """
    facets: Facets = {
        "kind": _kinds(series),
        "country": [series.country],
        "decade": [f"{series.year // 10 * 10}s"],
        "genre": list(series.genres),
        "trope": list(series.tropes),
        "director": list(series.directors),
        "writer": list(series.writers),
        "cast": list(series.cast[:_LEADS]),
        "couple": list(series.couples),
        "network": list(series.networks),
    }
    if series.based_on is not None:
        facets["source"] = [series.based_on.title]
        facets["author"] = [series.based_on.author] if series.based_on.author else []
        facets["source-kind"] = [series.based_on.kind]
    if lineage is not None:
        facets["lineage"] = [pair_value(edge.source_id, edge.target_id) for edge in lineage.of(series.id)]
        franchise = lineage.franchise(series.id)
        facets["franchise"] = [min(franchise)] if len(franchise) > 1 else []
    facets["suggested"] = [pair_value(series.id, other) for other in suggestions]
    return {role: list(dict.fromkeys(values)) for role, values in facets.items() if values}


def _kinds(series: Series) -> list[str]:
    """The kind of a series; a film's says only that it is one, and whether it is queer is told by its tropes."""
    is_queer_film = series.kind is Kind.FILM and not _QUEER.isdisjoint(series.tropes)
    return [series.kind.value, *([Kind.QUEER.value] if is_queer_film else [])]


def pair_value(one: str, other: str) -> str:
    """The value of a facet that joins two series, whichever is named first."""
    return " + ".join(sorted((one, other)))
