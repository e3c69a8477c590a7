"""How well the tastes of two members go together."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

_SHRINK = 5  # imaginary series that both rated and that say nothing either way
_AGREE = 1.0  # points apart, each measured from the member's own mean
_DIFFER = 2.5
_SAME = 0.5  # points apart as they were given: both would say that they agree
_LIKED = 0.0  # at or above the member's own mean


class RatedByBoth(Struct, frozen=True):
    """A series that both rated."""

    series_id: str
    mine: float
    yours: float

    @property
    def apart(self) -> float:
        """Points between the two scores."""
        return abs(self.mine - self.yours)


class TasteMatch(Struct, frozen=True):
    """Two members compared; "mine" is the one who asks.

    `closeness` goes from 0 to 1. The fewer series both rated, the nearer it is drawn to ½, which says nothing either
    way; it is None when there is none.
    """

    closeness: float | None
    both: tuple[RatedByBoth, ...]  # every series both rated, by id
    agree: tuple[RatedByBoth, ...]  # both liked it, or both did not; the most loved first
    differ: tuple[RatedByBoth, ...]  # the widest apart first
    to_show: tuple[str, ...]  # I liked it, you have not rated it; my favourites first
    to_see: tuple[str, ...]  # you liked it, I have not rated it


def taste_match(mine: Mapping[str, float], yours: Mapping[str, float], *, limit: int = 5) -> TasteMatch:
    """Compare two members' ratings (1 to 10 by series id). Lists hold at most `limit` series.

    Scores are measured from each member's own mean, as one's 7 is another's 9, and as they were given; what brings
    the two closer counts, as a mean of few ratings says little. Closeness is the mean
    agreement, where a pair of scores agrees by 1 − distance / 6 (not below 0), with `_SHRINK` imaginary pairs
    of ½ added. Symmetric but for the sides: swapping the two swaps mine with yours, to_show with to_see.
    """
    mine_from, yours_from = _from_mean(mine), _from_mean(yours)
    both = tuple(RatedByBoth(name, mine[name], yours[name]) for name in sorted(mine.keys() & yours.keys()))
    apart = {one.series_id: min(one.apart, abs(mine_from[one.series_id] - yours_from[one.series_id])) for one in both}
    closeness = None
    if both:
        agreement = sum(max(0.0, 1.0 - distance / 6.0) for distance in apart.values())
        closeness = (agreement + _SHRINK * 0.5) / (len(both) + _SHRINK)
    agree = [
        one
        for one in both
        if one.apart <= _SAME
        or (
            apart[one.series_id] <= _AGREE
            and (mine_from[one.series_id] >= _LIKED) == (yours_from[one.series_id] >= _LIKED)
        )
    ]
    agree.sort(key=lambda one: (-(one.mine + one.yours), one.series_id))
    differ = [one for one in both if apart[one.series_id] >= _DIFFER]
    differ.sort(key=lambda one: (-apart[one.series_id], one.series_id))
    return TasteMatch(
        closeness,
        both,
        tuple(agree[:limit]),
        tuple(differ[:limit]),
        _favourites(mine, mine_from, yours, limit),
        _favourites(yours, yours_from, mine, limit),
    )


def _from_mean(ratings: Mapping[str, float]) -> dict[str, float]:
    mean = sum(ratings.values()) / len(ratings) if ratings else 0.0
    return {name: score - mean for name, score in ratings.items()}


def _favourites(
    ratings: Mapping[str, float], from_mean: Mapping[str, float], other: Mapping[str, float], limit: int
) -> tuple[str, ...]:
    liked = [name for name in ratings if from_mean[name] >= _LIKED and name not in other]
    liked.sort(key=lambda name: (-ratings[name], name))
    return tuple(liked[:limit])
