"""Real ratings: a fifth of what each member rated is to be found from the rest, by peers tuned on a split of that.

A good answer finds what the member rated at or above their own mean. Of members with fewer than five ratings the models
only learn. Peers see likes in the form that suits them best: scores of 8 and more, or everything that was rated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import product

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy import sparse

from benchmarks.recommending import baselines
from benchmarks.recommending.communities import Community
from bot.domain.recommender import Recommender

FEWEST_RATINGS = 5
_FEWEST_LIKES = 5  # of a series, for the peers that invert a matrix of all of them
_DISCOUNTS = 1 / np.log2(np.arange(2, 12))


@dataclass(frozen=True)
class HoldOut:
    """Ratings that are known (positions in the community's), and by asker what a good answer finds."""

    community: Community
    known: NDArray[np.int64]
    askers: NDArray[np.int64]
    wanted: list[set[int]]

    def likes(self, least: float) -> sparse.csr_matrix:
        """What every member rated so high, members × series."""
        good = self.known[self.community.scores[self.known] >= least]
        shape = (self.community.member_count, self.community.series_count)
        return sparse.csr_matrix(
            (np.ones(len(good)), (self.community.members[good], self.community.series[good])), shape=shape
        )


def hold_out(community: Community, known: NDArray[np.int64], seed: int) -> HoldOut:
    """Take a fifth of each member's known ratings away; all are asked about who have something to find."""
    rng = np.random.default_rng(seed)
    members = community.members[known]
    counts = np.bincount(members, minlength=community.member_count)
    order = np.lexsort((rng.random(len(known)), members))
    ranks = np.empty(len(known), dtype=np.int64)
    ranks[order] = np.arange(len(known)) - np.repeat(np.cumsum(counts) - counts, counts)
    fifth = np.where(counts >= FEWEST_RATINGS, np.maximum(1, np.round(counts * 0.2)), 0)
    away = ranks < fifth[members]
    means = np.bincount(members, community.scores[known], community.member_count) / np.maximum(1, counts)
    good = known[away & (community.scores[known] >= means[members])]
    wanted: dict[int, set[int]] = {}
    for member, series in zip(community.members[good].tolist(), community.series[good].tolist(), strict=True):
        wanted.setdefault(member, set()).add(series)
    askers = np.array(sorted(wanted))
    return HoldOut(community, known[~away], askers, [wanted[asker] for asker in askers.tolist()])


def peers() -> Iterator[tuple[str, float, baselines.Baseline]]:
    """(name, lowest score that counts as a like, recommender): every setting that is tried."""
    for least in (8.0, 1.0):
        yield "popularity", least, baselines.popularity
        settings: list[tuple[str, baselines.Baseline]] = [
            ("item-kNN", partial(baselines.item_knn, neighbours=50, shrink=10.0)),
            ("item-kNN", partial(baselines.item_knn, neighbours=200, shrink=10.0)),
            ("ALS", partial(baselines.als, factors=32, ridge=10.0, trust=10.0)),
        ]
        penalties = product((1.0, 3.0), (10.0, 30.0, 100.0))
        settings += [("SLIM", partial(baselines.slim, sparsity=one, ridge=two)) for one, two in penalties]
        settings += [("EASE", partial(baselines.ease, ridge=ridge)) for ridge in (30.0, 100.0, 200.0, 400.0)]
        for name, setting in settings:
            yield name, least, baselines.of_the_known(setting, _FEWEST_LIKES)


def print_real(community: Community, console: Console) -> None:
    """Tune the peers on the validation split, then judge all of them and Linger once on the test split."""
    test = hold_out(community, np.arange(len(community.scores)), seed=1)
    validation = hold_out(community, test.known, seed=2)
    best: dict[str, tuple[float, float, baselines.Baseline]] = {}
    for name, least, peer in peers():
        value = _judge(_peer_answers(validation, least, peer), validation.wanted).mean()
        if name not in best or value > best[name][0]:
            best[name] = (float(value), least, peer)
    answers = {name: _peer_answers(test, least, peer) for name, (_, least, peer) in best.items()}
    answers["Linger"] = _linger_answers(test)
    judged = {name: _judge(lists, test.wanted) for name, lists in answers.items()}
    table = Table(
        "recommender", "NDCG@10", "of EASE", "±", "Linger of it", "±", "coverage",
        title=f"{community.name}: {len(test.askers):,} askers, {community.series_count:,} series, "
        f"{len(community.scores):,} ratings", title_justify="left",
    )  # fmt: skip
    for name, values in judged.items():
        coverage = len({series for answer in answers[name] for series in answer[:10]}) / community.series_count
        cells = (*paired_ratio(values, judged["EASE"]), *paired_ratio(judged["Linger"], values), coverage)
        table.add_row(name, f"{values.mean():.4f}", *(f"{cell:.3f}" for cell in cells))
    console.print(table)


def paired_ratio(values: NDArray[np.float64], base: NDArray[np.float64]) -> tuple[float, float]:
    """The ratio of two means over the same askers, and its standard error: that of the askers' differences."""
    if not base.mean():
        return float("nan"), float("nan")
    ratio = values.mean() / base.mean()
    return float(ratio), float((values - ratio * base).std() / len(base) ** 0.5 / base.mean())


def _peer_answers(parts: HoldOut, least: float, peer: baselines.Baseline) -> list[list[int]]:
    likes, seen = parts.likes(least), parts.likes(0.0)
    scores = peer(likes, likes[parts.askers])
    lists = []
    for row, asker in zip(scores, parts.askers.tolist(), strict=True):
        open_ = row.astype(np.float64)
        open_[seen.indices[seen.indptr[asker] : seen.indptr[asker + 1]]] = -np.inf
        lists.append(np.argsort(-open_, kind="stable")[:10].tolist())
    return lists


def _linger_answers(parts: HoldOut) -> list[list[int]]:
    recommender = loaded(parts.community, parts.known)
    return [[int(name) for name, _ in recommender.recommend(asker, 10)] for asker in parts.askers.tolist()]


def loaded(community: Community, known: NDArray[np.int64]) -> Recommender:
    """Linger's recommender with these ratings of a community."""
    recommender = Recommender()
    for number, facets in enumerate(community.facets):
        recommender.add_series(str(number), facets)
    names = [str(number) for number in community.series[known].tolist()]
    recommender.load(community.members[known].tolist(), names, community.scores[known].tolist())
    return recommender


def _judge(lists: list[list[int]], wanted: list[set[int]]) -> NDArray[np.float64]:
    """NDCG@10 of each asker."""
    gains = []
    for answer, good in zip(lists, wanted, strict=True):
        hits = np.array([series in good for series in answer], dtype=float)
        gains.append((hits * _DISCOUNTS[: len(hits)]).sum() / _DISCOUNTS[: min(10, len(good))].sum())
    return np.array(gains)
