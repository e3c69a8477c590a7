"""Choosing a few of many good suggestions, so that they are not all the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

Facets = Mapping[str, Sequence[str]]

# One of these in common, and two series are too much alike to be suggested side by side.
_ONE_ONLY = ("couple", "franchise", "source")
# How much sharing a value of a role counts against a series; the rest of the roles do not count.
_LIKENESS = {"director": 0.5, "cast": 0.35, "writer": 0.35, "trope": 0.1, "genre": 0.05, "country": 0.05}
_WEIGHT = 0.35
_NEW_MAY_MISS = 0.4  # of the score that has to give way to it
_NEW_WITHIN = 8  # the room for the new is taken from the best k times this many


def diversify(
    ranked: Sequence[tuple[str, float]],
    facets: Mapping[str, Facets],
    k: int,
    *,
    new: Collection[str] = (),
    kept: Sequence[str] = (),
) -> list[tuple[str, float]]:
    """Pick `k` of `ranked` (best first), trading some score for variety; the first stays the first.

    No two picks share a couple, a franchise or a source work, unless nothing else is left. Sharing a director,
    writers, cast, tropes or a country costs a part of the score. If none of the picks is in `new` (little known or just
    out), the best new one among the first `8 k` takes the last place, from three picks on, unless it is far behind.
    Picks come in the order they were chosen. Deterministic; series without facets are unlike all others.
    `kept` are picks of before that stand beside these: nothing too much like them is picked, nor they themselves.
    """
    pool = [one for one in ranked if one[0] not in kept]
    picks: list[tuple[str, float]] = []
    span = _span(pool)
    while pool and len(picks) < k:
        beside = [*kept, *(pick[0] for pick in picks)]
        fitting = [one for one in pool if not any(_too_alike(one[0], other, facets) for other in beside)] or pool
        best = max(
            range(len(fitting)),
            key=lambda index: (_worth(fitting[index], beside, facets, span), -index),
        )
        picks.append(fitting[best])
        pool.remove(fitting[best])
    return _with_room_for_the_new(picks, ranked[: _NEW_WITHIN * k], facets, new, k)


def _span(ranked: Sequence[tuple[str, float]]) -> float:
    """The scale that likeness is weighed against: the upper quartile above the worst score.

    The best score is left out of it: a sequel or a season may stand far above all the rest, and must not turn
    every likeness among them into a reason to leave something out.
    """
    if not ranked:
        return 0.0
    scores = sorted(score for _, score in ranked)
    return scores[len(scores) * 3 // 4] - scores[0]


def _worth(one: tuple[str, float], beside: Sequence[str], facets: Mapping[str, Facets], span: float) -> float:
    series_id, score = one
    alike = max((_likeness(series_id, other, facets) for other in beside), default=0.0)
    return score - _WEIGHT * span * alike


def _likeness(one: str, other: str, facets: Mapping[str, Facets]) -> float:
    """From 0 (nothing in common) to 1."""
    left, right = facets.get(one, {}), facets.get(other, {})
    total = sum(weight * len(set(left.get(role, ())) & set(right.get(role, ()))) for role, weight in _LIKENESS.items())
    return min(1.0, total)


def _too_alike(one: str, other: str, facets: Mapping[str, Facets]) -> bool:
    left, right = facets.get(one, {}), facets.get(other, {})
    return any(set(left.get(role, ())) & set(right.get(role, ())) for role in _ONE_ONLY)


def _with_room_for_the_new(
    picks: list[tuple[str, float]],
    ranked: Sequence[tuple[str, float]],
    facets: Mapping[str, Facets],
    new: Collection[str],
    k: int,
) -> list[tuple[str, float]]:
    if k < 3 or len(picks) < k or any(series_id in new for series_id, _ in picks):
        return picks
    kept = picks[:-1]
    bar = picks[-1][1] - abs(picks[-1][1]) * _NEW_MAY_MISS
    for one in ranked:
        if one[0] in new and one[1] >= bar and not any(_too_alike(one[0], pick[0], facets) for pick in kept):
            return [*kept, one]
    return picks
