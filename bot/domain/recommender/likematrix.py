"""The members × series matrix of likes with its log, and products with it that are exact.

A change is an entry of +1 or −1 in a log; the log is folded into the packed matrix every `LOG_ROOM`
entries. Vectors are rounded to whole numbers before they are multiplied, scaled so that no sum can pass
2^53: such sums have no rounding, whatever their order. Matrix plus log, and the matrix after folding,
therefore give the same bits, and a like that was given and taken back leaves no trace in any score.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.domain.recommender.products import product
from bot.domain.recommender.ratings import RatingTable

LOG_ROOM = 4096
_BLOCK = 1024
_EXACT_BITS = 51  # below the 53 of a double: one for the sign of rounding, one for pairs that cancel in the log

Vector = NDArray[np.float64]


class LikeMatrix:
    """Likes by member row and series column. `likes_of[j]` counts the likes of series j."""

    def __init__(self) -> None:
        self._packed = sparse.csr_matrix((0, 0), dtype=np.float64)
        self._by_series = self._packed
        self._log_members = np.empty(LOG_ROOM, dtype=np.int64)
        self._log_columns = np.empty(LOG_ROOM, dtype=np.int64)
        self._log_signs = np.empty(LOG_ROOM, dtype=np.float64)
        self._logged = 0
        self.likes_of = np.zeros(0)
        self._likes_by = np.zeros(0)

    def grow(self, members: int, columns: int) -> None:
        """Make room for this many members and series; a quarter more is taken, so growing is rare."""
        if members > len(self._likes_by):
            self._likes_by = np.pad(self._likes_by, (0, members + members // 4 - len(self._likes_by)))
        if columns > len(self.likes_of):
            self.likes_of = np.pad(self.likes_of, (0, columns - len(self.likes_of)))

    def has_room(self, entries: int) -> bool:
        """Whether the log can take this many more entries before it must be folded."""
        return self._logged + entries <= LOG_ROOM

    def change(self, member: int, came: set[int], went: set[int]) -> None:
        """Log one member's changed likes. Ask `has_room` first."""
        for columns, sign in ((came, 1.0), (went, -1.0)):
            for column in sorted(columns):
                self._log_members[self._logged] = member
                self._log_columns[self._logged] = column
                self._log_signs[self._logged] = sign
                self._logged += 1
                self.likes_of[column] += sign
                self._likes_by[member] += sign

    def fold(self, ratings: RatingTable, columns: int) -> None:
        """Build the packed matrix from the ratings again and empty the log."""
        ratings.pack()
        mask = ratings.liked()
        running = np.concatenate([[0], np.cumsum(mask)])
        indices = ratings.columns[mask]
        self._packed = sparse.csr_matrix(
            (np.ones(len(indices)), indices, running[ratings.starts].astype(np.int32)),
            shape=(ratings.members, columns),
        )
        self._by_series = self._packed.T.tocsr()
        self._logged = 0
        self.likes_of = np.bincount(indices, minlength=columns).astype(np.float64)
        self._likes_by = np.diff(self._packed.indptr).astype(np.float64)

    def view(self, members: NDArray[np.int64] | None = None) -> LikeView:
        """The matrix as it is now, of all members or of some rows only."""
        used = slice(self._logged)
        everyone = (self._likes_by > 0).astype(np.float64)
        likes_of = self.likes_of
        if members is not None:
            chosen = np.zeros(len(everyone))
            chosen[members] = 1.0
            everyone = everyone * chosen
        view = LikeView(
            self._packed,
            self._by_series,
            self._log_members[used],
            self._log_columns[used],
            self._log_signs[used],
            everyone,
            likes_of,
        )
        if members is not None:
            view.likes_of = view.transposed(everyone)
        return view


class LikeView:
    """Products with the like matrix of the members in `present` (1.0 or 0.0 a row)."""

    def __init__(
        self,
        packed: sparse.csr_matrix,
        by_series: sparse.csr_matrix,
        log_members: NDArray[np.int64],
        log_columns: NDArray[np.int64],
        log_signs: Vector,
        present: Vector,
        likes_of: Vector,
    ) -> None:
        self._packed = packed
        self._by_series = by_series
        self._log_members, self._log_columns, self._log_signs = log_members, log_columns, log_signs
        self.present = present
        self.likes_of = likes_of

    @property
    def members(self) -> float:
        """How many members have a like."""
        return float(self.present.sum())

    def forward(self, series: Vector) -> Vector:
        """One sum a member over the series the member likes; members not present get 0."""
        rows, columns = self._packed.shape
        out = np.zeros(len(self.present))
        out[:rows] = product(self._packed, self._by_series, series[:columns])
        if len(self._log_signs):
            logged = self._log_signs * series[self._log_columns]
            out += np.bincount(self._log_members, logged, minlength=len(out))
        out *= self.present
        return out

    def transposed(self, members: Vector) -> Vector:
        """One sum a series over the members who like it."""
        rows, columns = self._packed.shape
        out = np.zeros(len(self.likes_of))
        out[:columns] = product(self._by_series, self._packed, members[:rows])
        if len(self._log_signs):
            logged = self._log_signs * members[self._log_members]
            out += np.bincount(self._log_columns, logged, minlength=len(out))
        return out

    def gram(self, vector: Vector) -> Vector:
        """RᵀR `vector`, where R's last column is the house, which every member likes.

        `vector` has one value a series and one for the house. It is rounded to 2^-bits of its largest
        value first (28 bits at a million likes, more below), which makes the sums exact.
        """
        whole, step = self._whole(vector)
        sums = self.forward(whole[:-1])
        out = np.empty_like(vector)
        # What the house adds needs no product: a series is liked `likes_of` times.
        out[:-1] = self.transposed(sums) + whole[-1] * self.likes_of
        out[-1] = sums.sum() + whole[-1] * self.members
        out *= step
        return out

    def energy(self, vector: Vector) -> float:
        """vectorᵀ RᵀR `vector`, in half the time of `gram`."""
        whole, step = self._whole(vector)
        sums = self.forward(whole[:-1]) + whole[-1] * self.present
        # Squares are too large to add up without rounding. Blocks of fixed size, added one by one, keep the
        # sum the same however many empty rows follow.
        room = np.zeros(-(-len(sums) // _BLOCK) * _BLOCK)
        room[: len(sums)] = sums * step
        np.square(room, out=room)
        return float(sum(room.reshape(-1, _BLOCK).sum(axis=1).tolist()))

    def _whole(self, vector: Vector) -> tuple[Vector, float]:
        """`vector` in whole numbers of a step, and the step."""
        largest = float(np.abs(vector).max(initial=0.0))
        if largest == 0.0:
            return np.zeros_like(vector), 1.0
        terms = int(self.likes_of.sum() + self.members) + 2 * LOG_ROOM
        step = float(2.0 ** (np.ceil(np.log2(largest)) - (_EXACT_BITS - terms.bit_length())))
        return np.rint(vector / step), step
