"""The like matrix with every member weighed: who rates a lot says less with each rating.

With R the levels of likes as parts of the highest and one column more, the *house*, which every member likes,
and W the members' weights on its diagonal, this multiplies with RᵀWR. A member's weight is (sum of the row)^-`taper`,
all of them scaled so that ratings weigh 1 on average. Without it, those who rate thousands of series decide
for everybody else what goes together.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from bot.domain.recommender.likematrix import LikeView, Vector
from bot.domain.recommender.likes import LEVELS

WEIGHT_STEPS = 2.0**20  # weights are whole parts of it: their sums are exact


class WeighedLikes:
    """Products with RᵀWR of the members in a view of levels."""

    def __init__(self, view: LikeView, taper: float) -> None:
        self._view = view
        self._weights = _tapered(_room(view.mass), taper)[view.mass.astype(np.int64)]
        weighed = float((self._weights * view.mass).sum())
        self._scale = float(view.mass.sum()) / weighed if weighed else 0.0
        self.likes_of: Vector = view.columns / LEVELS  # not weighed: that would cost another product, for nothing
        self.usual = _usual(view.columns) / LEVELS
        self.members = float(self._weights.sum()) * self._scale

    def gram(self, vector: Vector) -> Vector:
        """RᵀWR `vector`, which has one value a series and one for the house.

        It is rounded to 2^-bits of its largest value first (28 bits at a million ratings, more below), and so is what
        members add up to, which makes the sums exact.
        """
        whole, step = self._view.whole(vector)
        members = self._view.forward(whole[:-1]) + (whole[-1] * LEVELS) * self._view.present
        sums, sum_step = self._view.whole(self._weights * members)
        out = np.empty_like(vector)
        out[:-1] = self._view.transposed(sums)
        out[-1] = sums.sum() * LEVELS
        out *= step * sum_step * (self._scale / LEVELS**2)
        return out


def _usual(columns: Vector) -> float:
    """The likes of the series that a usual like is for: of whole numbers, so that the sums are exact in any order."""
    total = float(columns.sum())
    return float((columns * columns).sum()) / total if total else 0.0


def _room(mass: Vector) -> int:
    """The size of a table that holds every mass: a power of two, so that few tables are ever made."""
    return 1 << int(mass.max(initial=1.0)).bit_length()


@cache
def _tapered(size: int, taper: float) -> Vector:
    """Weights by mass, 0 for members without a rating."""
    masses = np.arange(size, dtype=np.float64)
    masses[0] = np.inf
    return np.rint(WEIGHT_STEPS * (masses / LEVELS) ** -taper)
