"""A members × series matrix of small whole numbers with its log, and products with it that are exact.

A change is an entry in a log; the log is folded into the packed matrix every `LOG_ROOM` entries. Vectors of whole
numbers that are small enough (`whole`) have sums without rounding, whatever their order. Matrix plus log, and the
matrix after folding, therefore give the same bits, and a rating that was given and taken back leaves no trace in
any score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.domain.recommender.products import product

LOG_ROOM = 4096
_EXACT_BITS = 51  # below the 53 of a double: one for the sign of rounding, one for pairs that cancel in the log

Vector = NDArray[np.float64]


class LikeMatrix:
    """How much each member (row) likes each series (column), as whole numbers from 0 to `most`."""

    def __init__(self, most: int = 1) -> None:
        self._most = most
        self._packed = sparse.csr_matrix((0, 0), dtype=np.float64)
        self._by_series = self._packed
        self._log_members = np.empty(LOG_ROOM, dtype=np.int64)
        self._log_columns = np.empty(LOG_ROOM, dtype=np.int64)
        self._log_changes = np.empty(LOG_ROOM, dtype=np.float64)
        self._logged = 0
        self._mass = np.zeros(0)  # the sum of each member's row
        self._columns = np.zeros(0)  # and of each series' column

    def grow(self, members: int, columns: int) -> None:
        """Make room for this many members and series; a quarter more is taken, so growing is rare."""
        if members > len(self._mass):
            self._mass = np.pad(self._mass, (0, members + members // 4 - len(self._mass)))
        if columns > len(self._columns):
            self._columns = np.pad(self._columns, (0, columns - len(self._columns)))

    def has_room(self, entries: int) -> bool:
        """Whether the log can take this many more entries before it must be folded."""
        return self._logged + entries <= LOG_ROOM

    def change(self, member: int, changes: Mapping[int, int]) -> None:
        """Log by how much one member's entries rise or fall, by column. Ask `has_room` first."""
        for column, change in sorted(changes.items()):
            self._log_members[self._logged] = member
            self._log_columns[self._logged] = column
            self._log_changes[self._logged] = change
            self._logged += 1
            self._mass[member] += change
            self._columns[column] += change

    def fold(self, starts: NDArray[np.int64], columns: NDArray[np.int32], entries: NDArray[np.int64]) -> None:
        """Take these as the packed matrix and empty the log: member u's are at `starts[u]` up to `starts[u + 1]`."""
        kept = entries != 0
        running = np.concatenate([[0], np.cumsum(kept)])
        self._packed = sparse.csr_matrix(
            (entries[kept].astype(np.float64), columns[kept], running[starts].astype(np.int32)),
            shape=(len(starts) - 1, len(self._columns)),
        )
        self._by_series = self._packed.T.tocsr()
        self._logged = 0
        self._mass = np.asarray(self._packed @ np.ones(len(self._columns)))
        self._columns = np.asarray(self._by_series @ np.ones(len(starts) - 1))

    def view(self, members: NDArray[np.int64] | None = None) -> LikeView:
        """The matrix as it is now, of all members or of some rows only."""
        used = slice(self._logged)
        present = (self._mass > 0).astype(np.float64)
        if members is not None:
            chosen = np.zeros(len(present))
            chosen[members] = 1.0
            present *= chosen
        log = (self._log_members[used], self._log_columns[used], self._log_changes[used])
        terms = int(self._mass.sum()) + self._most * (2 * LOG_ROOM + int((self._mass > 0).sum()))
        view = LikeView(self._packed, self._by_series, log, present, self._mass * present, self._columns, terms)
        if members is not None:
            view.columns = view.transposed(present)
        return view


class LikeView:
    """Products with the like matrix of the members in `present` (1.0 or 0.0 a row).

    `mass` is the sum of each such row, `columns` that of each column over these members.
    """

    def __init__(
        self,
        packed: sparse.csr_matrix,
        by_series: sparse.csr_matrix,
        log: tuple[NDArray[np.int64], NDArray[np.int64], Vector],
        present: Vector,
        mass: Vector,
        columns: Vector,
        terms: int,
    ) -> None:
        self._packed = packed
        self._by_series = by_series
        self._log_members, self._log_columns, self._log_changes = log
        self.present = present
        self.mass = mass
        self.columns = columns
        self._bits = _EXACT_BITS - terms.bit_length()

    def forward(self, series: Vector) -> Vector:
        """One sum a member over the series of its row; members not present get 0."""
        rows, columns = self._packed.shape
        out = np.zeros(len(self.present))
        out[:rows] = product(self._packed, self._by_series, series[:columns])
        if len(self._log_changes):
            logged = self._log_changes * series[self._log_columns]
            out += np.bincount(self._log_members, logged, minlength=len(out))
        out *= self.present
        return out

    def transposed(self, members: Vector) -> Vector:
        """One sum a series over the members of its column."""
        rows, columns = self._packed.shape
        out = np.zeros(len(self.columns))
        out[:columns] = product(self._by_series, self._packed, members[:rows])
        if len(self._log_changes):
            logged = self._log_changes * members[self._log_members]
            out += np.bincount(self._log_columns, logged, minlength=len(out))
        return out

    def part(self, members: NDArray[np.int64] | None, columns: NDArray[np.signedinteger[Any]]) -> sparse.csr_matrix:
        """The entries of these columns and of these rows (None: all), in the order in which they are given."""
        rows = np.arange(len(self.present)) if members is None else members
        (folded,) = np.nonzero(rows < self._packed.shape[0])
        packed = self._packed if members is None else self._packed[rows[folded]]
        seats, places = _inverse(rows, len(self.present)), _inverse(columns, len(self.columns))
        across = np.concatenate([np.repeat(folded, np.diff(packed.indptr)), seats[self._log_members]])
        down = np.concatenate([places[packed.indices], places[self._log_columns]])
        inside = (across >= 0) & (down >= 0)
        entries = np.concatenate([packed.data, self._log_changes])[inside]
        return sparse.csr_matrix((entries, (across[inside], down[inside])), shape=(len(rows), len(columns)))

    def whole(self, vector: Vector) -> tuple[Vector, float]:
        """`vector` in whole numbers of a step, and the step: few enough bits that sums with it are exact."""
        largest = float(np.abs(vector).max(initial=0.0))
        if largest == 0.0:
            return np.zeros_like(vector), 1.0
        step = float(2.0 ** (np.ceil(np.log2(largest)) - self._bits))
        return np.rint(vector / step), step


def _inverse(chosen: NDArray[np.signedinteger[Any]], size: int) -> NDArray[np.int64]:
    """Where each number below `size` stands in `chosen`; -1 for those that do not."""
    places = np.full(size, -1, dtype=np.int64)
    places[chosen] = np.arange(len(chosen))
    return places
