"""One split of a community's ratings for all recommenders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.recommending.communities import Community
from bot.domain.recommender.likes import all_to_hundredths, liked, liked_mask

_SEED = 3
_MOST_ASKERS = 300
_FEWEST_RATINGS = 30  # of an asker, so that something is left to find


@dataclass(frozen=True)
class Split:
    """What is learnt from, who asks, and what they would like.

    `train` are positions in the community's ratings; `likes` are its likes, members × series; `asked` are the
    askers' own likes, askers × series; `own` their own ratings, `wanted` the series a good answer finds.
    """

    train: NDArray[np.int64]
    likes: sparse.csr_matrix
    asked: sparse.csr_matrix
    own: list[dict[int, float]]
    wanted: list[set[int]]


def split(community: Community, system: int | None, own: int | None, draw: int = 0) -> Split:
    """Askers are up to a fifth of the members; `system` ratings of the others are known (None: all).

    Members join one after the other, each with all their ratings, until there are enough. Askers give `own` of their
    ratings (None: half). An asker whose remaining ratings hold nothing to find is left out. In every draw the same
    members ask; what is known of them and of the others is drawn anew. It does not depend on `own` what is known of
    the others.
    """
    rng = np.random.default_rng(_SEED)
    counts = np.bincount(community.members, minlength=community.member_count)
    able = rng.permutation(np.flatnonzero(counts >= _FEWEST_RATINGS))
    askers = able[: min(_MOST_ASKERS, len(counts) // 5)]
    if draw:
        rng = np.random.default_rng([_SEED, draw])
    train = _known(community, askers, counts, system, rng)
    by_member = np.split(np.argsort(community.members, kind="stable"), np.cumsum(counts)[:-1])
    given: list[dict[int, float]] = []
    wanted: list[set[int]] = []
    for asker in askers:
        places = rng.permutation(by_member[asker])
        first = len(places) // 2 if own is None else own
        mean = community.scores[places].mean()
        rest = places[first:]
        good = set(community.series[rest][community.scores[rest] >= mean].tolist())
        if good:
            mine = places[:first]
            given.append(dict(zip(community.series[mine].tolist(), community.scores[mine].tolist(), strict=True)))
            wanted.append(good)
    return Split(train, _likes(community, train), _asked(given, community.series_count), given, wanted)


def _known(
    community: Community,
    askers: NDArray[np.int64],
    counts: NDArray[np.int64],
    system: int | None,
    rng: np.random.Generator,
) -> NDArray[np.int64]:
    others = rng.permutation(np.setdiff1d(np.arange(community.member_count), askers))
    if system is None:
        return np.flatnonzero(np.isin(community.members, others))
    joined = others[: int(np.searchsorted(np.cumsum(counts[others]), system)) + 1]
    known = np.flatnonzero(np.isin(community.members, joined))
    return np.sort(rng.permutation(known)[:system])


def _likes(community: Community, train: NDArray[np.int64]) -> sparse.csr_matrix:
    order = train[np.argsort(community.members[train], kind="stable")]
    members, series = community.members[order], community.series[order]
    starts = np.concatenate([[0], np.cumsum(np.bincount(members, minlength=community.member_count))])
    mask = liked_mask(starts, all_to_hundredths(community.scores[order]))
    shape = (community.member_count, community.series_count)
    return sparse.csr_matrix((np.ones(mask.sum()), (members[mask], series[mask])), shape=shape)


def _asked(given: list[dict[int, float]], series: int) -> sparse.csr_matrix:
    likes = [liked({name: round(score * 100) for name, score in own.items()}) for own in given]
    rows = np.repeat(np.arange(len(likes)), [len(own) for own in likes])
    columns = np.array([name for own in likes for name in sorted(own)], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(likes), series))
