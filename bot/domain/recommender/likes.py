"""What counts as a like: a score at or above the member's own mean.

Members use the scale differently: one member's 7 is another's 9. The mean is drawn towards `USUAL_MEAN`
by `USUAL_WEIGHT` imaginary scores, so that the very first score already means something: a single 7 is a
like, a single 6 is not. The rule is computed in whole hundredths of a point: whole numbers have no rounding,
so one member's likes come out the same whether they are worked out alone or with a million others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

HUNDREDTHS = 100
USUAL_MEAN = 650  # in hundredths
USUAL_WEIGHT = 3
LOWEST, HIGHEST = 1.0, 10.0

IntArray = NDArray[np.signedinteger[Any]]


def to_hundredths(score: float) -> int:
    """A score from 1 to 10 in whole hundredths. Raises ValueError outside that range."""
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"a score goes from 1 to 10; this one is {score}")
    return round(score * HUNDREDTHS)


def all_to_hundredths(scores: Sequence[float]) -> NDArray[np.int16]:
    """`to_hundredths` for many scores at once."""
    array = np.asarray(scores, dtype=np.float64)
    outside = ~((array >= LOWEST) & (array <= HIGHEST))
    if outside.any():
        raise ValueError(f"a score goes from 1 to 10; this one is {array[outside][0]}")
    return np.rint(array * HUNDREDTHS).astype(np.int16)


def liked(scores: Mapping[int, int]) -> set[int]:
    """The keys that one member likes, of `scores` in hundredths."""
    weight = len(scores) + USUAL_WEIGHT
    bar = sum(scores.values()) + USUAL_WEIGHT * USUAL_MEAN
    return {key for key, score in scores.items() if score * weight >= bar}


def liked_mask(starts: IntArray, scores: IntArray) -> NDArray[np.bool_]:
    """`liked` for many members at once.

    `scores` holds all members' scores in hundredths, one member after the other; member u's are
    `scores[starts[u]:starts[u + 1]]`. Returns one truth value a score.
    """
    counts = np.diff(starts).astype(np.int64)
    running = np.concatenate([[0], np.cumsum(scores, dtype=np.int64)])
    bars = running[starts[1:]] - running[starts[:-1]] + USUAL_WEIGHT * USUAL_MEAN
    return scores.astype(np.int64) * np.repeat(counts + USUAL_WEIGHT, counts) >= np.repeat(bars, counts)
