"""The search index: every name of every series in memory, changed in place, asked at each keystroke."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search import candidates, hints, scoring
from bot.domain.search.matches import VERY_NAME, Match, MatchedAs, score_of
from bot.domain.search.names import comparable, names_of, numbers
from bot.domain.search.postings import HINT
from bot.domain.search.scoring import Query
from bot.domain.search.table import NameIds, NameTable, Owner
from bot.domain.series import Series

LONGEST_QUERY: Final = 100  # characters; the rest is cut
Favour = Callable[[str], float] | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Near:
    """A name that comes close to what was typed."""

    series: Series
    points: float
    favour: float
    written: str
    matched_as: MatchedAs

    def order(self) -> tuple[bool, float, float, int, str]:
        """Sorts the likeliest first; of the very name typed, what this server favours, then the best known."""
        is_very = self.points >= VERY_NAME
        return (not is_very, -self.favour if is_very else 0.0, -self.points, -self.series.year, self.series.id)


class SearchIndex:
    """Finds series by whatever people type. Pure and synchronous; for one thread at a time.

    A series belongs to a scope: 0 is everyone's, any other is a guild's. In its guild, a guild's series shadows
    the one of scope 0 with the same id.
    """

    def __init__(self, series: Iterable[Series] = ()) -> None:
        self._table = NameTable()
        self._name_ids: dict[tuple[int, str], list[int]] = {}
        self._hidden: dict[int, set[str]] = {}
        for each in series:
            self.put(each)

    def __len__(self) -> int:
        """How many series it holds, over all scopes."""
        return len(self._name_ids)

    def __contains__(self, series_id: object) -> bool:
        """Whether everyone's scope holds a series with this id."""
        return (0, series_id) in self._name_ids

    def put(self, series: Series, *, scope: int = 0) -> None:
        """Add a series, or change the one with its id in that scope; the next search sees it."""
        self._drop(series.id, scope)
        owner = Owner(series, scope)
        ids: list[int] = []
        for name in names_of(series):
            ids.append(self._table.add(name, owner, hints=() if ids else hints.of(series)))
        self._name_ids[scope, series.id] = ids
        if scope:
            self._hidden.setdefault(scope, set()).add(series.id)

    def remove(self, series_id: str, *, scope: int = 0) -> None:
        """Take a series out of a scope; what it shadowed is seen again. KeyError when it is not there."""
        if (scope, series_id) not in self._name_ids:
            raise KeyError(series_id)
        self._drop(series_id, scope)
        self.show(series_id, scope=scope)

    def hide(self, series_id: str, *, scope: int) -> None:
        """Keep the series of scope 0 with this id from one guild, until `show` or `remove` there."""
        self._hidden.setdefault(scope, set()).add(series_id)

    def show(self, series_id: str, *, scope: int) -> None:
        """Undo `hide`; nothing happens when it was not hidden, or is shadowed by the guild's own."""
        hidden = self._hidden.get(scope)
        if hidden is not None and (scope, series_id) not in self._name_ids:
            hidden.discard(series_id)

    def search(self, query: str, *, limit: int = 25, scope: int = 0, favour: Favour | None = None) -> list[Match]:
        """The series that the query may mean, the likeliest first; [] when nothing comes close.

        `favour` gives, in [0, 1], how much this server watches and reviews a series; it decides between names
        that are equally near, before how widely the series are known does, and the newer one wins what is left.
        """
        key = comparable(query[:LONGEST_QUERY])
        if not key or limit < 1:
            return []
        best: dict[str, _Near] = {}
        for near in self._near(key, scope, _reader(favour)):
            series_id = near.series.id
            if series_id not in best or near.points > best[series_id].points:
                best[series_id] = near
        ordered = sorted(best.values(), key=_Near.order)[:limit]
        matches: list[Match] = []
        score = 100.0
        for near in ordered:
            score = min(score, score_of(near.points))
            matches.append(Match(near.series.id, score, near.written, near.matched_as))
        return matches

    def measured(self, query: str, *, scope: int = 0) -> tuple[list[str], NDArray[np.float64]]:
        """The series ids of the names that a query is compared with, and their measures; to fit the weights by."""
        asked = candidates.read(key := comparable(query[:LONGEST_QUERY]), numbers(key), self._table)
        ids, measures, _ = self._compare(asked, scope, None)
        return [self._table.owner(name_id).series.id for name_id in ids.tolist()], measures

    def _near(self, key: str, scope: int, favour: Callable[[str], float] | None) -> list[_Near]:
        """Points, year and match of every name that comes close, read as a name and, if it has hints, narrowed."""
        found = self._read_as(key, scope, favour, hints.NONE)
        name, narrowing = hints.read(key)
        if narrowing and name:
            found += self._read_as(name, scope, favour, narrowing)
        elif narrowing.is_telling:
            found += self._only_narrowed(narrowing, scope, favour)
        return found

    def _read_as(
        self, key: str, scope: int, favour: Callable[[str], float] | None, narrowing: hints.Hints
    ) -> list[_Near]:
        query = candidates.read(key, numbers(key), self._table)
        ids, measures, favoured = self._compare(query, scope, favour)
        if not len(ids):
            return []
        points, nearness = scoring.points(measures)
        found: list[_Near] = []
        for place in np.flatnonzero(nearness >= scoring.NEAR_ENOUGH).tolist():
            name_id = int(ids[place])
            series, name = self._table.owner(name_id).series, self._table.name(name_id)
            total = float(points[place]) + (narrowing.points(series) if narrowing else 0.0)
            matched_as = "acronym" if scoring.is_acronym(query, name) else name.matched_as
            found.append(_Near(series, total, float(favoured[place]), name.written, matched_as))
        return found

    def _only_narrowed(self, narrowing: hints.Hints, scope: int, favour: Callable[[str], float] | None) -> list[_Near]:
        """The best known series of a year, a country, a kind."""
        held = [self._table.postings.ids(HINT + word) for word in narrowing.words()]
        ids = held[0]
        for other in held[1:]:
            ids = np.intersect1d(ids, other)
        seen = self._visible(ids.astype(np.intp), scope)
        seen = self._table.best_known(seen.astype(np.int32), candidates.COMPARED).astype(np.intp)
        known, favoured = self._known(seen, favour)
        found: list[_Near] = []
        for place, name_id in enumerate(seen.tolist()):
            series = self._table.owner(name_id).series
            total = scoring.NARROWED + float(known[place])
            found.append(_Near(series, total, float(favoured[place]), series.title, "title"))
        return found

    def _compare(
        self, query: Query, scope: int, favour: Callable[[str], float] | None
    ) -> tuple[NameIds, NDArray[np.float64], NDArray[np.float64]]:
        if not self._name_ids:
            return np.zeros(0, dtype=np.intp), np.zeros((0, len(scoring.FEATURES))), np.zeros(0)
        picked, share = candidates.pick(query, self._table)
        ids = self._visible(picked, scope)
        if not len(ids):
            return ids, np.zeros((0, len(scoring.FEATURES))), np.zeros(0)
        known, favoured = self._known(ids, favour)
        names = [self._table.name(name_id) for name_id in ids.tolist()]
        shares = share if len(ids) == len(picked) else share[np.isin(picked, ids)]
        return ids, scoring.measures(query, names, shares, known), favoured

    def _known(
        self, ids: NameIds, favour: Callable[[str], float] | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How well the series of these names count as known, and how much the server favours them."""
        known = self._table.popularity(ids)
        if favour is None:
            return known, np.zeros(len(ids))
        favoured = np.array([favour(self._table.owner(name_id).series.id) for name_id in ids.tolist()])
        favoured = np.clip(favoured, 0.0, 1.0)
        # What a server watches most counts as better known there than anything else.
        return known + (scoring.MOST_FAVOURED - known) * favoured, favoured

    def _visible(self, ids: NameIds, scope: int) -> NameIds:
        return self._table.visible(ids, scope, self._hidden.get(scope, set()))

    def _drop(self, series_id: str, scope: int) -> None:
        for name_id in reversed(self._name_ids.pop((scope, series_id), [])):
            self._table.discard(name_id)


def _reader(favour: Favour | None) -> Callable[[str], float] | None:
    if isinstance(favour, Mapping):
        return lambda series_id: favour.get(series_id, 0.0)
    return favour
