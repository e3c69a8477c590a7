"""What a search answers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

MatchedAs = Literal["title", "native", "alias", "acronym", "person", "couple"]

# A match is clear when, by the scorer's own chances, it is at least this likely to be what was meant.
CLEAR: Final = 0.8
# Points that only the very name reaches, hints that do not fit taken off.
VERY_NAME: Final = 45.0
_HALVING: Final = 6.0  # so many more points halve what is missing to a score of 100


class Match(Struct, frozen=True):
    """A series that answers a query, and the name by which it does.

    `score` says how near, 0–100; it never rises down the list. `matched` is the name as written.
    """

    series_id: str
    score: float
    matched: str
    matched_as: MatchedAs
    is_literal: bool = False  # the name is written just as it was typed, case aside


def score_of(points: float) -> float:
    """The points of the scorer on a scale from 0 to 100; the very name comes close to 100."""
    return 100.0 * (1.0 - math.exp2(-max(0.0, points) / _HALVING))


def clear_best(matches: Sequence[Match]) -> Match | None:
    """The match that a person means without being asked, or None when they should choose.

    Of two series that bear the very name typed, one is clear only where it alone is written just so ("Nisekoi", not
    "Nisekoi:"); the many series of one person or couple never are. Otherwise the first must be at least four times as
    likely as all others together.
    """
    if not matches:
        return None
    best, others = matches[0], matches[1:]
    if best.is_literal and best.matched_as in ("title", "native") and not any(one.is_literal for one in others):
        return best
    if others and (_points_of(others[0]) >= VERY_NAME or _are_by_one_name(best, others[0])):
        return None
    points = _points_of(best)
    rivals = sum(math.exp(min(0.0, _points_of(other) - points)) for other in others)
    return best if 1.0 / (1.0 + rivals) >= CLEAR else None


def _points_of(match: Match) -> float:
    missing = max(1e-15, 1.0 - match.score / 100.0)
    return -_HALVING * math.log2(missing)


def _are_by_one_name(best: Match, other: Match) -> bool:
    return best.matched_as in ("person", "couple") and other.matched == best.matched
