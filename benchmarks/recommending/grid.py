"""NDCG@10 and Recall@20 by how much is known: of the others, and of the one who asks.

Members who ask are kept out of what is learnt. Each gives some of their ratings as their own; of the rest, those at
or above their mean are what a good answer finds. Every recommender sees the same likes.

A system of 50 ratings is one or two members: what one of them happened to rate decides more than who asks. So a cell
may be measured on several draws of the others, and its figures are those of all draws together. Series are numbered
anew in each draw, as their order breaks ties, of which there are many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from scipy import sparse

from benchmarks.recommending import baselines
from benchmarks.recommending.communities import Community
from benchmarks.recommending.real_ratings import loaded, paired_ratio
from benchmarks.recommending.splits import Split, split

LINGER = "linger"
_PEERS = ("popularity", "content", "item-kNN", "EASE")
_COLUMNS = ("in system", "own", *_PEERS, LINGER, "of best", "±", "of EASE", "±")

Judged = NDArray[np.float64]  # NDCG@10 and Recall@20, 2 × askers


@dataclass(frozen=True)
class Ratio:
    """Linger's NDCG@10 beside the others' in one cell of a table."""

    system: int | None
    of_best: float
    of_ease: float


def print_summary(ratios: Sequence[Ratio], console: Console) -> None:
    """The mean and the lowest of the ratios where all ratings are known, and where 500 are."""
    warm = [ratio.of_ease for ratio in ratios if ratio.system is None]
    early = [ratio.of_best for ratio in ratios if ratio.system == 500]
    for label, found in (("all ratings known: of EASE", warm), ("500 ratings: of the best other", early)):
        console.print(
            f"{label} {np.nanmean(found):.3f} on average, {np.nanmin(found):.3f} at the lowest of {len(found)}"
        )
    beaten = [ratio.of_best >= 1 for ratio in ratios if not np.isnan(ratio.of_best)]
    console.print(f"at least as good as the best other in {sum(beaten)} of {len(beaten)} rows")


def measure_quality(
    community: Community, console: Console, systems: Sequence[int | None], askers: Sequence[int | None], draws: int = 1
) -> list[Ratio]:
    """Every recommender at every size of the system and of the asker, as two tables.

    "±" is the standard error, over the askers of all draws, of the ratio before it.
    """
    ratios: list[Ratio] = []
    console.print(
        f"\n[bold]{community.name}[/]: {community.member_count:,} members, {community.series_count:,} series, "
        f"{len(community.scores):,} ratings"
    )
    quality = Table(*_COLUMNS, title="NDCG@10", title_justify="left")
    recall = Table(*_COLUMNS, title="Recall@20", title_justify="left")
    for size in systems:
        for own, found in zip(askers, _judged(community, size, askers, draws), strict=True):
            for measure, table in enumerate((quality, recall)):
                row, ratio = _row(size, own, {name: judged[measure] for name, judged in found.items()})
                table.add_row(*row)
                if table is quality:
                    ratios.append(ratio)
    console.print(quality, recall)
    return ratios


def _row(size: int | None, own: int | None, found: dict[str, NDArray[np.float64]]) -> tuple[list[str], Ratio]:
    """One line of a table from each recommender's value for every asker."""
    best = max(_PEERS, key=lambda name: found[name].mean())
    of_best, best_error = paired_ratio(found[LINGER], found[best])
    of_ease, ease_error = paired_ratio(found[LINGER], found["EASE"])
    cells = ["all" if size is None else f"{size:,}", "half" if own is None else str(own)]
    cells += [f"{found[name].mean():.4f}" for name in (*_PEERS, LINGER)]
    cells += [f"{value:.3f}" for value in (of_best, best_error, of_ease, ease_error)]
    return cells, Ratio(size, of_best, of_ease)


def _judged(
    community: Community, size: int | None, askers: Sequence[int | None], draws: int
) -> Iterator[dict[str, Judged]]:
    """For each size of the asker, how every recommender does; of a peer's settings the best is taken.

    That is tuned on the test itself, in the peers' favour.
    """
    settings: dict[str, list[list[list[Judged]]]] = {}  # by recommender, setting and draw, one a size of the asker
    for draw in range(draws):
        drawn = _renumbered(community, draw) if draw else community
        parts = [split(drawn, size, own, draw) for own in askers]
        for name, recommenders in _peers(drawn, parts[0]).items():
            columns = settings.setdefault(name, [[] for _ in recommenders])
            for column, recommender in zip(columns, recommenders, strict=True):
                column.append(_judge_peer(recommender, parts))
        settings.setdefault(LINGER, [[]])[0].append([_judge(_linger(drawn, one), one) for one in parts])
    for number in range(len(askers)):
        yield {
            name: max((_joined(column, number) for column in columns), key=lambda judged: judged[0].mean())
            for name, columns in settings.items()
        }


def _renumbered(community: Community, draw: int) -> Community:
    order = np.random.default_rng(draw).permutation(community.series_count)  # the old number of each new one
    places = np.argsort(order)
    facets = [community.facets[number] for number in order]
    return replace(community, series=places[community.series], facets=facets)


def _joined(draws: list[list[Judged]], number: int) -> Judged:
    return np.concatenate([draw[number] for draw in draws], axis=1)


def _peers(community: Community, parts: Split) -> dict[str, list[baselines.Baseline]]:
    """Every setting of every peer."""
    fewest = 5 if len(parts.train) > 10_000 and community.series_count > 2_000 else 1
    nearest = [
        baselines.of_the_known(partial(baselines.item_knn, neighbours=neighbours, shrink=shrink), fewest)
        for neighbours in (20, 50, 200)
        for shrink in (0.0, 10.0)
    ]
    ease = [
        baselines.of_the_known(partial(baselines.ease, ridge=ridge), fewest)
        for ridge in (30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0)
    ]
    alike = baselines.content(community.facets)
    return {"popularity": [baselines.popularity], "content": [alike], "item-kNN": nearest, "EASE": ease}


def _judge_peer(peer: baselines.Baseline, parts: Sequence[Split]) -> list[Judged]:
    """All sizes of the asker at once, as they learn from the same likes, and learning is what takes long."""
    scores = peer(parts[0].likes, sparse.vstack([one.asked for one in parts]).tocsr())
    ends = np.cumsum([len(one.own) for one in parts])[:-1]
    return [_judge(_best(rows, one), one) for rows, one in zip(np.split(scores, ends), parts, strict=True)]


def _best(scores: NDArray[np.float64], parts: Split) -> list[list[int]]:
    lists = []
    for row, own in zip(scores, parts.own, strict=True):
        open_ = row.copy()
        open_[list(own)] = -np.inf
        lists.append(np.argsort(-open_, kind="stable")[:20].tolist())
    return lists


def _linger(community: Community, parts: Split) -> list[list[int]]:
    recommender = loaded(community, parts.train)
    lists = []
    for own in parts.own:
        for series, score in own.items():
            recommender.rate("asker", str(series), score)
        lists.append([int(name) for name, _ in recommender.recommend("asker", 20)])
        recommender.forget("asker")
    return lists


def _judge(lists: list[list[int]], parts: Split) -> Judged:
    discounts = 1 / np.log2(np.arange(2, 12))
    gains, recalls = [], []
    for answer, wanted in zip(lists, parts.wanted, strict=True):
        hits = np.array([series in wanted for series in answer], dtype=float)
        gains.append((hits[:10] * discounts[: len(hits[:10])]).sum() / discounts[: min(10, len(wanted))].sum())
        recalls.append(hits[:20].sum() / min(20, len(wanted)))
    return np.array([gains, recalls])
