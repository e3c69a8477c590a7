"""The search index: every name of every series in memory, changed in place, asked at each keystroke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search import ranking
from bot.domain.search.matches import Match, score_of
from bot.domain.search.names import comparable
from bot.domain.search.ranking import View
from bot.domain.search.table import NO_NAME, NameTable
from bot.domain.series import Series

LONGEST_QUERY: Final = 100  # characters; the rest is cut


class SearchIndex:
    """Finds series by whatever people type. Pure and synchronous; for one thread at a time.

    A series belongs to a scope: 0 is everyone's, any other is a guild's. In its guild, a guild's series shadows
    the one of scope 0 with the same id.
    """

    def __init__(self, series: Iterable[Series] = ()) -> None:
        self._table = NameTable()
        once = {each.id: each for each in series}
        # Scope → series id → the number of its first name, or `NO_NAME`.
        self._firsts = defaultdict(dict, {0: dict(zip(once, self._table.fill(once.values()), strict=True))})
        self._hidden: dict[int, set[str]] = {}

    def __len__(self) -> int:
        """How many series it holds, over all scopes."""
        return sum(map(len, self._firsts.values()))

    def __contains__(self, series_id: object) -> bool:
        """Whether everyone's scope holds a series with this id."""
        return series_id in self._firsts[0]

    def put(self, series: Series, *, scope: int = 0) -> None:
        """Add a series, or change the one with its id in that scope; the next search sees it."""
        self._drop(series.id, scope)
        self._firsts[scope][series.id] = self._table.add(series, scope=scope)
        if scope:
            self._hidden.setdefault(scope, set()).add(series.id)

    def remove(self, series_id: str, *, scope: int = 0) -> None:
        """Take a series out of a scope; what it shadowed is seen again. KeyError when it is not there."""
        if series_id not in self._firsts[scope]:
            raise KeyError(series_id)
        self._drop(series_id, scope)
        self.show(series_id, scope=scope)

    def hide(self, series_id: str, *, scope: int) -> None:
        """Keep the series of scope 0 with this id from one guild, until `show` or `remove` there."""
        self._hidden.setdefault(scope, set()).add(series_id)

    def show(self, series_id: str, *, scope: int) -> None:
        """Undo `hide`; nothing happens when it was not hidden, or is shadowed by the guild's own."""
        if series_id not in self._firsts[scope]:
            self._hidden.get(scope, set()).discard(series_id)

    def search(
        self, query: str, *, limit: int = 25, scope: int = 0, favour: Mapping[str, float] | None = None
    ) -> list[Match]:
        """The series that the query may mean, the likeliest first; [] when nothing comes close.

        `favour` gives, in [0, 1], how much this server watches and reviews a series, if at all; it decides between
        names that are equally near, before how widely the series are known does, and the newer one wins what is left.
        """
        *_, found = self.searching(query, limit=limit, scope=scope, favour=favour)
        return found

    def searching(
        self, query: str, *, limit: int = 25, scope: int = 0, favour: Mapping[str, float] | None = None
    ) -> Iterator[list[Match]]:
        """`search` in steps, each about half of it: nothing yet at every pause, then the answer.

        Whoever has others waiting attends to them meanwhile. The index may change, too: what the answer names is as
        it was when a step met it.
        """
        key = comparable(query[:LONGEST_QUERY])
        if not key or limit < 1 or not len(self):
            yield []
            return
        view = View(scope, self._hidden.get(scope, set()), favour, query.strip().casefold())
        matches: list[Match] = []
        score = 100.0
        for near in (yield from ranking.nearest(key, self._table, view, limit)):
            score = min(score, score_of(near.points))
            matches.append(Match(near.series.id, score, near.written, near.matched_as, near.is_literal))
        yield matches

    def measured(self, query: str) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
        """The series ids of the names that a query is compared with, their measures (one row each) and bonuses.

        What benchmarks/search_fit.py fits the weights on.
        """
        key = comparable(query[:LONGEST_QUERY])
        ids, measures, bonuses = ranking.measured(key, self._table, View(0, set(), None))
        return [self._table.series(name_id).id for name_id in ids.tolist()], measures, bonuses

    def _drop(self, series_id: str, scope: int) -> None:
        first = self._firsts[scope].pop(series_id, NO_NAME)
        if first != NO_NAME:
            self._table.discard(first)
