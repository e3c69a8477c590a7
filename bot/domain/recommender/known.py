"""What is known: series with their facets, members with their ratings, in rows and columns of numbers."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.recommender.content import Content
from bot.domain.recommender.likematrix import LikeMatrix, LikeView
from bot.domain.recommender.likes import LEVELS, level
from bot.domain.recommender.order import tie_order
from bot.domain.recommender.ratings import Change, RatingTable
from bot.domain.recommender.together import IntArray, Together

_MOST_RATINGS, _MOST_PAIRS = 200_000, 2_000_000  # that are counted for one question, in some 10 ms; of one member each

Link = tuple[str, str, str]  # (role, one series, another): a facet that just these two bear
Rows = NDArray[np.int64] | None  # of members; None for all
Ends = Mapping[tuple[int, int], Sequence[str]]  # roles of links by the columns that they join, the lower one first


class Known:
    """Series are columns and members rows. Not safe from several threads: `Recommender` sees to that."""

    def __init__(self) -> None:
        self.content = Content()
        self.ratings = RatingTable()
        self.columns: dict[str, int] = {}
        self.ids: list[str] = []
        self._levels = LikeMatrix(LEVELS)  # what the equations learn from
        self._likes = LikeMatrix()  # what is told: how many like both
        self.together = Together()  # of the best-known series
        self._rows: dict[Hashable, int] = {}
        self._alive = np.zeros(0, dtype=bool)
        self._prior: list[float] = []
        self._ties: NDArray[np.int64] | None = None

    # Series

    def put_series(self, series_id: str, facets: Mapping[str, Sequence[str]], text: str, prior: float) -> None:
        """Add a series, or change what it is made of."""
        column = self._column(series_id)
        self._alive[column] = True
        self._prior[column] = prior
        self.content.put(column, facets, text)
        self._ties = None

    def remove_series(self, series_id: str) -> None:
        """Take a series and its ratings out."""
        if not self.has(series_id):
            return
        column = self.columns[series_id]
        self._alive[column] = False
        self.content.put(column, {})
        self.ratings.drop_columns([column])
        self.together.drop(column)
        self._fold()

    def has(self, series_id: str) -> bool:
        """Whether a series is there."""
        column = self.columns.get(series_id)
        return column is not None and bool(self._alive[column])

    def require(self, series_ids: Iterable[str]) -> None:
        """Raise KeyError for the first series that is not there."""
        for series_id in series_ids:
            if not self.has(series_id):
                raise KeyError(series_id)

    def open_columns(self) -> NDArray[np.bool_]:
        """Which columns stand for series that are there; the caller's own to change."""
        return self._alive[: len(self.ids)].copy()

    def ties(self) -> NDArray[np.int64]:
        """The place of each column among equal scores."""
        if self._ties is None or len(self._ties) != len(self.ids):
            self._ties = tie_order(self._prior)
        return self._ties

    def fame(self) -> NDArray[np.float64]:
        """How widely each series is known, as a part of the most widely known."""
        prior = np.array(self._prior)
        return np.maximum(prior / max(float(prior.max(initial=0.0)), 1.0), 0.0)

    def named(self, named: Mapping[str, float]) -> dict[int, float]:
        """Weights of named series by column, in column order; without those that are not there."""
        return dict(sorted((self.columns[name], weight) for name, weight in named.items() if self.has(name)))

    def ends(self, links: Iterable[Link]) -> dict[tuple[int, int], list[str]]:
        """Where these links begin and end; without those to a series that is not there."""
        ends: dict[tuple[int, int], list[str]] = {}
        for role, one, other in links:
            if self.has(one) and self.has(other) and one != other:
                first, second = sorted((self.columns[one], self.columns[other]))
                ends.setdefault((first, second), []).append(role)
        return ends

    def mask(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """The columns of these series."""
        mask = np.zeros(len(self.ids), dtype=bool)
        mask[[self.columns[name] for name in ids if name in self.columns]] = True
        return mask

    # Members

    def rate(self, user: Hashable, series_id: str, hundredths: int | None) -> None:
        """Set a score, or take it back."""
        if hundredths is None and (user not in self._rows or series_id not in self.columns):
            return
        row, column = self._row(user), self._column(series_id)
        if hundredths is not None:
            self._alive[column] = True
        self._log(row, self.ratings.put(row, column, hundredths))

    def load(self, users: Sequence[Hashable], series: Sequence[str], hundredths: NDArray[np.int16]) -> None:
        """Set many scores at once; the last of two for the same pair counts."""
        rows = np.fromiter((self._row(user) for user in users), dtype=np.int64, count=len(users))
        columns = np.fromiter((self._column(name) for name in series), dtype=np.int32, count=len(series))
        self._alive[columns] = True
        self.ratings.add_many(rows, columns, hundredths)
        self.together.forget()
        self._fold()

    def forget(self, user: Hashable) -> None:
        """Take back all that a member said, and the member's id."""
        row = self._rows.pop(user, None)
        if row is not None:
            self._log(row, self.ratings.clear(row))

    def own(self, user: Hashable) -> dict[int, int]:
        """A member's scores in hundredths by column."""
        row = self._rows.get(user)
        return {} if row is None else self.ratings.of(row)

    def chosen(self, members: Iterable[Hashable] | None) -> Rows:
        """The rows of these members, or None for all."""
        if members is None:
            return None
        return np.array(sorted({self._rows[user] for user in members if user in self._rows}), dtype=np.int64)

    def levels(self, rows: Rows) -> LikeView:
        """How much the members in these rows like what they rated."""
        self._grow(0)
        return self._levels.view(rows)

    def likes(self, rows: Rows) -> LikeView:
        """What the members in these rows like."""
        self._grow(0)
        return self._likes.view(rows)

    def liked_together(self, columns: IntArray, well_known: IntArray, levels: LikeView, rows: Rows) -> NDArray[Any]:
        """RᵀR of some of the columns in `well_known`, R being `levels`, those of the members in these rows.

        That of some members is counted anew each time: those with the fewest ratings first, as long as there are no
        more than `_MOST_RATINGS` and pairs of them than `_MOST_PAIRS`.
        """
        if rows is None:
            self.together.hold(well_known, levels)
            return self.together.of(columns)
        few = rows[_fewest(self.ratings.counts()[rows], _MOST_RATINGS)]
        part = levels.part(few, columns)
        counted = part[_fewest(np.diff(part.indptr).astype(np.int64) ** 2, _MOST_PAIRS)]
        gram: NDArray[Any] = (counted.T @ counted).toarray()
        return gram

    def rating_count(self, rows: Rows) -> int:
        """How many ratings the members in these rows gave."""
        return self.ratings.count if rows is None else int(self.ratings.counts()[rows].sum())

    def _row(self, user: Hashable) -> int:
        row = self._rows.get(user)
        if row is None:
            row = self._rows[user] = self.ratings.new_member()
            self._grow(row + 1)
        return row

    def _column(self, series_id: str) -> int:
        column = self.columns.get(series_id)
        if column is None:
            column = self.columns[series_id] = len(self.ids)
            self.ids.append(series_id)
            if column >= len(self._alive):
                self._alive = np.pad(self._alive, (0, 64 + column))
            self._alive[column] = True
            self._prior.append(0.0)
            self.content.put(column, {})
            self._ties = None
        return column

    def _log(self, row: int, change: Change) -> None:
        self._grow(row + 1)
        if self.together.holds_any:
            row_now = {column: level(score) for column, score in self.ratings.of(row).items()}
            self.together.change(row_now, change.levels)
        if self._levels.has_room(len(change.levels)) and self._likes.has_room(len(change.likes)):
            self._levels.change(row, change.levels)
            self._likes.change(row, change.likes)
        else:
            self._fold()

    def _grow(self, members: int) -> None:
        self._levels.grow(members, len(self.ids))
        self._likes.grow(members, len(self.ids))

    def _fold(self) -> None:
        """Pack the ratings and both matrices anew."""
        self.ratings.pack()
        self._grow(0)
        self._levels.fold(self.ratings.starts, self.ratings.columns, self.ratings.levels())
        self._likes.fold(self.ratings.starts, self.ratings.columns, self.ratings.liked())


def _fewest(amounts: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Where the least amounts stand, of equals the first, as long as they are no more than `most` together."""
    order = np.argsort(amounts, kind="stable")
    return order[np.cumsum(amounts[order]) <= most]
