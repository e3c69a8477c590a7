"""From what was typed to the nearest names: picked, measured, weighed and put in order."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.search import candidates, hints, scoring
from bot.domain.search.fragments import Sort, word
from bot.domain.search.hints import Hints
from bot.domain.search.matches import VERY_NAME, Match, MatchedAs
from bot.domain.search.names import numbers
from bot.domain.search.scoring import Compared, Query
from bot.domain.search.table import NameIds, NameTable
from bot.domain.series import Series

Steps = Generator[list[Match], None, list["Near"]]  # at each pause nothing has been found yet: []

# Where a server's favourites stand on the scale of popularity, which ends at 1.
_MOST_FAVOURED: Final = 1.05
# Points for being written just as it was typed ("Nisekoi", not "Nisekoi:"). It decides between names of about equal
# fame; whoever types "cherry magic" still means the famous "Cherry Magic!".
_LITERAL: Final = 1.0


class View(Struct, frozen=True):
    """Who asks: the scope they see, what is hidden there, and which series its server favours, how much in [0, 1]."""

    scope: int
    hidden: set[str]
    favour: Mapping[str, float] | None
    typed: str = ""  # as it was written, case folded


class Near(NamedTuple):
    """The best name of a series for a query."""

    series: Series
    points: float
    favour: float
    written: str
    matched_as: MatchedAs
    is_literal: bool

    def order(self) -> tuple[bool, float, float, int, str]:
        """Sorts the likeliest first; of the very name typed, what this server favours, then the best known."""
        is_very = self.points >= VERY_NAME
        return (not is_very, -self.favour if is_very else 0.0, -self.points, -self.series.year, self.series.id)


def nearest(key: str, table: NameTable, view: View, limit: int) -> Steps:
    """At most `limit` series that the key may mean, the likeliest first. The table may change during a pause.

    A key with hints or idle words in it is read twice: as the name in it, narrowed by the hints, and as it is, for
    the names that hold one of those words themselves.
    """
    name, narrowing = hints.read(key)
    if name and name != key:
        found = yield from _named(name, narrowing, table, view, limit)
        yield []
        found += yield from _named(key, hints.NONE, table, view, limit, holding=hints.read_away(key, name))
    else:
        found = yield from _named(key, hints.NONE, table, view, limit)
        if narrowing.is_telling:
            found += _narrowed(narrowing, table, view, limit)
    best: dict[str, Near] = {}
    for near in sorted(found, key=Near.order):
        best.setdefault(near.series.id, near)
    return list(best.values())[:limit]


def measured(key: str, table: NameTable, view: View) -> tuple[NameIds, NDArray[np.float64], NDArray[np.float64]]:
    """The names that a key is measured against, their measures and their bonuses; what the weights are fitted on."""
    query, ids, compared = _compared(key, table, view)
    if not len(ids):
        return ids, np.zeros((0, len(scoring.WEIGHTS))), np.zeros(0)
    found = scoring.measured(query, compared.texts)
    return ids[found.places], found.measures.T, scoring.bonus(found)


def _named(
    key: str, narrowing: Hints, table: NameTable, view: View, limit: int, *, holding: frozenset[str] = frozenset()
) -> Steps:
    query, _, compared = _compared(key, table, view, holding)
    if not compared.series:
        return []
    yield []
    measured = scoring.measured(query, compared.texts)
    points, nearness = scoring.points(measured)
    is_near = nearness >= scoring.NEAR_ENOUGH
    places, points = measured.places[is_near], points[is_near]
    years, favoured = compared.years[places], compared.favoured[places]
    if narrowing:
        points = points + [narrowing.points(compared.series[place]) for place in places.tolist()]
    is_very = points >= VERY_NAME
    is_literal = is_very.copy()
    for place in np.flatnonzero(is_very).tolist():
        is_literal[place] = compared.texts.names[places[place]].written.casefold() == view.typed
    points = points + _LITERAL * is_literal
    order = np.lexsort((-years, -points, -favoured * is_very, ~is_very))
    return _first_of_each(query, compared, places[order], (points[order], favoured[order], is_literal[order]), limit)


def _first_of_each(
    query: Query, compared: _Compared, places: NDArray[np.intp], columns: Sequence[NDArray[Any]], limit: int
) -> list[Near]:
    """The best name of each series, of the names at these places, the likeliest first; their columns are points,
    favour, and whether they are written as they were typed."""
    found: dict[str, Near] = {}
    acronyms = compared.texts.is_acronym[places].tolist()
    each = zip(places.tolist(), acronyms, *(column.tolist() for column in columns), strict=True)
    for place, is_acronym, points, favour, is_literal in each:
        series, name = compared.series[place], compared.texts.names[place]
        if series.id not in found:
            is_other = is_acronym and name.squeezed != query.squeezed
            matched_as: MatchedAs = "acronym" if is_other else name.matched_as
            found[series.id] = Near(series, points, favour, name.written, matched_as, is_literal=is_literal)
            if len(found) == limit:
                break
    return list(found.values())


def _narrowed(narrowing: Hints, table: NameTable, view: View, limit: int) -> list[Near]:
    """The best known series of a year, a country, a kind."""
    held = table.postings.find([word(Sort.HINT, each) for each in narrowing.words()])
    fit = held[0]
    for other in held[1:]:
        fit = np.intersect1d(fit, other)
    ids = fit.astype(np.intp)
    seen = ids[table.are_visible(ids, view.scope, view.hidden)]
    owners = table.owners(seen)
    known, favoured = _known(seen, owners, table, view)
    order = np.lexsort((-table.years(seen), -known))[:limit]
    return [
        Near(
            owners[place],
            scoring.NARROWED + float(known[place]),
            float(favoured[place]),
            owners[place].title,
            "title",
            is_literal=False,
        )
        for place in order.tolist()
    ]


class _Compared(NamedTuple):
    """Names to compare, with all that is asked of the table about them, as parallel columns."""

    texts: Compared
    series: list[Series]
    years: NDArray[np.int16]
    favoured: NDArray[np.float64]


def _compared(
    key: str, table: NameTable, view: View, holding: frozenset[str] = frozenset()
) -> tuple[Query, NameIds, _Compared]:
    query, picked = candidates.pick(key, numbers(key), table, holding)
    is_seen = table.are_visible(picked.ids, view.scope, view.hidden)
    ids = picked.ids[is_seen]
    owners = table.owners(ids)
    known, favoured = _known(ids, owners, table, view)
    texts = Compared(
        names=table.names(ids),
        share=picked.share[is_seen],
        popularity=known,
        kinds=table.kinds(ids),
        lengths=table.lengths(ids),
        begins_acronym=picked.begins_acronym[is_seen],
        is_acronym=picked.is_acronym[is_seen],
    )
    return query, ids, _Compared(texts, owners, table.years(ids), favoured)


def _known(
    ids: NameIds, owners: Sequence[Series], table: NameTable, view: View
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How well the series of these names count as known, and how much the server favours them."""
    known, favoured, favour = table.popularity(ids), np.zeros(len(ids)), view.favour or {}
    places = [place for place, series in enumerate(owners) if series.id in favour]
    if places:
        favoured[places] = [min(max(favour[owners[place].id], 0.0), 1.0) for place in places]
        known += (_MOST_FAVOURED - known) * favoured  # what a server watches most is better known there than all else
    return known, favoured
