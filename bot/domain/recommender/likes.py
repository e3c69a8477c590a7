"""What a score says: how strongly the series is liked, and whether it counts as a like of this member.

A *level* grades the score itself, from 1 (a 3 of 10 and below) to `LEVELS` (a 9 and above): it is what others'
ratings are learnt from, and does not depend on the member's other scores. A *like* is a score at or above the
member's own mean or at or above 8, whichever is lower: one member's 7 is another's 9, and to somebody who gives
10, 10, 10, 8.5 and 8 the 8 is a like, too. The mean is drawn towards `USUAL_MEAN` by `USUAL_WEIGHT` imaginary
scores, so that the very first score already means something: a single 7 is a like, a single 6 is not.

All of it is computed in whole hundredths of a point: whole numbers have no rounding, so what comes out for one
member is the same whether it is worked out alone or with a million others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

HUNDREDTHS = 100
USUAL_MEAN = 650  # in hundredths
USUAL_WEIGHT = 3
SURELY_LIKED = 800  # in hundredths: no member's bar for a like lies higher
LONG_RECORD = 100.0  # the likes, added up, with which the power that likes are taken to is half-way from 1 to 2
FADING = 200  # hundredths below the bar at which a score says nothing any more for the member who asks
LEVELS = 12
LOWEST, HIGHEST = 1.0, 10.0
_LEVEL_STEP = 50  # hundredths: one level a half point
_LEVEL_ZERO = 300

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


def level(score: int) -> int:
    """How strongly a score in hundredths speaks for a series, from 1 to `LEVELS`."""
    return min(LEVELS, max(1, (score - _LEVEL_ZERO + _LEVEL_STEP // 2) // _LEVEL_STEP))


def levels(scores: IntArray) -> NDArray[np.int64]:
    """`level` for many scores at once."""
    steps = (scores.astype(np.int64) - _LEVEL_ZERO + _LEVEL_STEP // 2) // _LEVEL_STEP
    return np.clip(steps, 1, LEVELS)


def liked(scores: Mapping[int, int]) -> set[int]:
    """The keys that one member likes, of `scores` in hundredths."""
    weight = len(scores) + USUAL_WEIGHT
    bar = sum(scores.values()) + USUAL_WEIGHT * USUAL_MEAN
    return {key for key, score in scores.items() if score >= SURELY_LIKED or score * weight >= bar}


def liked_mask(starts: IntArray, scores: IntArray) -> NDArray[np.bool_]:
    """`liked` for many members at once.

    `scores` holds all members' scores in hundredths, one member after the other; member u's are
    `scores[starts[u]:starts[u + 1]]`. Returns one truth value a score.
    """
    counts = np.diff(starts).astype(np.int64)
    running = np.concatenate([[0], np.cumsum(scores, dtype=np.int64)])
    bars = running[starts[1:]] - running[starts[:-1]] + USUAL_WEIGHT * USUAL_MEAN
    own = scores.astype(np.int64) * np.repeat(counts + USUAL_WEIGHT, counts) >= np.repeat(bars, counts)
    return own | (scores >= SURELY_LIKED)


def appetite(scores: Mapping[int, int]) -> dict[int, float]:
    """How much each scored series says about what its member wants next, above 0 up to 1, by key.

    A like counts as much as its level; what lies below the bar fades out within `FADING`, and what lies lower
    still is left out: it was watched, but more like it is not wanted. The longer the record, the more the best of it
    stands out: the weights are taken to a power that goes from 1 to 2.
    """
    mean = (sum(scores.values()) + USUAL_WEIGHT * USUAL_MEAN) / (len(scores) + USUAL_WEIGHT)
    bar = min(mean, SURELY_LIKED)
    weights = {key: level(score) / LEVELS * min(1.0, 1 + (score - bar) / FADING) for key, score in scores.items()}
    power = _choosiness(sum(weight for weight in weights.values() if weight > 0))
    return {key: weight**power for key, weight in weights.items() if weight > 0}


def _choosiness(likes: float) -> float:
    """From 1 to 2: who likes three series likes all three; of three hundred, the best say more than the rest."""
    return 1.0 + likes / (likes + LONG_RECORD)
