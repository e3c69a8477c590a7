"""A few of many series, of several kinds and countries: where nothing is known of who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.domain.series import Series

_TALK = 4.0  # how much a series that a server is busy with weighs beside one that it is not


def spread(series: Iterable[Series], count: int, *, talk: Callable[[str], float]) -> list[Series]:
    """`count` of `series` (best first) over their kinds and countries, more of those that a server talks about.

    `talk` goes from 0 (nobody here cares) to 1. Within a kind and country, what is talked about comes first, then
    the best. Places go round by highest averages (Sainte-Laguë) over the roots of the groups' weights, so that a large
    group has more places than a small one, but not all of them.
    """
    groups: dict[tuple[str, str], list[Series]] = {}
    for one in series:
        groups.setdefault((one.kind.value, one.country), []).append(one)
    weights = {key: sum(1 + _TALK * talk(one.id) for one in alike) ** 0.5 for key, alike in groups.items()}
    for alike in groups.values():
        alike.sort(key=lambda one: -talk(one.id))
    taken = dict.fromkeys(groups, 0)
    chosen: list[Series] = []
    while len(chosen) < count and any(taken[key] < len(groups[key]) for key in groups):
        open_ = [key for key in groups if taken[key] < len(groups[key])]
        best = max(open_, key=lambda key: weights[key] / (2 * taken[key] + 1))  # of equals, the one met first
        chosen.append(groups[best][taken[best]])
        taken[best] += 1
    return chosen
