"""How much any two of the best-known series are liked together, kept up to date rating by rating.

With R the members × series matrix of levels this is RᵀR, cut down to the columns with the most levels. A rating that
comes or goes changes one row and one column of it, by whole numbers: what stands here is the same as if it had been
counted anew, whatever was rated and taken back before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.recommender.likematrix import LikeView, Vector

ROOM = 2048  # 16 MB; of 7,000 series of anime those with eleven ratings and more
FEW = 64  # so many new columns are counted one by one; more, all of them at once
_BLOCK = 256  # columns that are multiplied at once, which bounds what lies about meanwhile

IntArray = NDArray[np.signedinteger[Any]]


def best_known(levels: Vector) -> NDArray[np.int64]:
    """At most `ROOM` columns with the highest sums of levels, in column order; of equals the first, and none with 0."""
    rated = np.flatnonzero(levels > 0)
    if len(rated) <= ROOM:
        return rated
    keys = levels[rated] * len(levels) - rated  # whole numbers, and no two of them alike
    chosen: NDArray[np.int64] = np.sort(rated[np.argpartition(-keys, ROOM)[:ROOM]])
    return chosen


class Together:
    """RᵀR of the columns that `best_known` names, in whole numbers."""

    def __init__(self) -> None:
        self._held = np.empty(0, dtype=np.int64)  # the column of each place; -1 where none is
        self._places = np.empty(0, dtype=np.int64)  # the place of each column; -1 for those that are not held
        self._gram = np.empty((0, 0), dtype=np.int32)

    @property
    def holds_any(self) -> bool:
        """Whether there is anything to keep up to date."""
        return len(self._held) > 0

    def forget(self) -> None:
        """Count everything anew at the next question."""
        self._held, self._places = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)

    def drop(self, column: int) -> None:
        """A series is gone, with all that anybody said of it."""
        place = self._place(column)
        if place >= 0:
            self._held[place] = self._places[column] = -1

    def change(self, row: Mapping[int, int], changes: Mapping[int, int]) -> None:
        """A member's levels became those of `row`, by column; `changes` says by how much they rose or fell."""
        columns = [column for column in row.keys() | changes.keys() if self._place(column) >= 0]
        changed = [column for column in changes if self._place(column) >= 0]
        if not changed:
            return
        after = np.array([row.get(column, 0) for column in columns], dtype=np.int32)
        steps = np.array([changes[column] for column in changed], dtype=np.int32)
        all_, some = self._places[columns], self._places[changed]
        self._gram[np.ix_(some, all_)] += np.outer(steps, after)
        self._gram[np.ix_(all_, some)] += np.outer(after, steps)
        self._gram[np.ix_(some, some)] -= np.outer(steps, steps)

    def hold(self, columns: IntArray, view: LikeView) -> None:
        """Hold these columns, at most `ROOM`, in place of others; `view` shows the levels of all members."""
        self._places = np.pad(self._places, (0, len(view.columns) - len(self._places)), constant_values=-1)
        missing = columns[self._places[columns] < 0]
        if len(missing) > FEW:
            self._count_all(columns, view)
        elif len(missing):
            self._make_room(columns, len(missing))
            for place, column in zip(np.flatnonzero(self._held < 0).tolist(), missing.tolist(), strict=False):
                self._count(place, column, view)

    def of(self, columns: IntArray) -> NDArray[np.int32]:
        """RᵀR of these columns, which must be held."""
        places = self._places[columns]
        found: NDArray[np.int32] = self._gram[places].take(places, axis=1)  # three times as fast as both at once
        return found

    def _place(self, column: int) -> int:
        return int(self._places[column]) if column < len(self._places) else -1

    def _make_room(self, columns: IntArray, needed: int) -> None:
        """Free places for so many columns: first those that nothing holds, then those of what is not in `columns`."""
        if not self.holds_any:
            self._held = np.full(ROOM, -1, dtype=np.int64)
            self._gram = np.zeros((ROOM, ROOM), dtype=np.int32)
        spare = needed - int((self._held < 0).sum())
        if spare > 0:
            kept = np.isin(self._held, columns) | (self._held < 0)
            going = np.flatnonzero(~kept)[:spare]
            self._places[self._held[going]] = -1
            self._held[going] = -1

    def _count(self, place: int, column: int, view: LikeView) -> None:
        """Count one column with those that are held."""
        self._held[place], self._places[column] = column, place
        unit = np.zeros(len(view.columns))
        unit[column] = 1.0
        sums = view.transposed(view.forward(unit))
        used = np.flatnonzero(self._held >= 0)
        self._gram[place, used] = self._gram[used, place] = sums[self._held[used]]

    def _count_all(self, columns: IntArray, view: LikeView) -> None:
        """Count these columns and no others."""
        part = view.part(None, columns).tocsc()
        gram = np.zeros((ROOM, ROOM), dtype=np.int32)
        for start in range(0, len(columns), _BLOCK):
            block = (part[:, start : start + _BLOCK].T @ part).toarray()
            gram[start : start + block.shape[0], : len(columns)] = block
        self._gram = gram
        self._held = np.full(ROOM, -1, dtype=np.int64)
        self._held[: len(columns)] = columns
        self._places = np.full(len(view.columns), -1, dtype=np.int64)
        self._places[columns] = np.arange(len(columns))
