"""How good and how fast the recommendations are, beside four others, in one run with one split.

    python -m benchmarks.recommend [--quick] [--ratings FILE [--series FILE] [--cold]] [--skip-large]

`--ratings` takes real ratings (see `recommending.real_sets`) in place of invented communities: peers are tuned on a
validation split, and all judged once on the test split (see `recommending.real_ratings`); `--cold` adds the grid.

In the grid members who ask are kept out of what is learnt. Each gives some of their ratings as their own;
of the rest, those at or above their mean are what a good answer finds. Every recommender sees the same likes.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.lag import LoopLag
from benchmarks.recommending import baselines
from benchmarks.recommending.communities import Community, Recipe, large, plant, read_ratings
from benchmarks.recommending.real_ratings import loaded, print_real
from benchmarks.recommending.splits import Split, split
from bot.domain.recommender import Recommender

COMMUNITIES = (
    Recipe("small circle", 500, 800, 35, told=0.7, taste=3.0, dimensions=10, seed=3),
    Recipe("varied tastes", 2000, 1000, 100, told=0.5, taste=2.5, dimensions=30, loyalty=0.8, seed=11),
    Recipe("loyal fans", 2000, 800, 60, told=0.5, taste=1.5, dimensions=20, loyalty=1.2, seed=12),
    Recipe("mild tastes", 1500, 1200, 50, told=0.6, taste=1.0, dimensions=15, loyalty=0.5, seed=23),
)
QUICK = (Recipe("quick", 600, 500, 40, told=0.6, dimensions=10, loyalty=0.5, seed=5),)
REAL_SYSTEM_SIZES = (0, 5, 50, 500, 5_000, 50_000, None)
REAL_ASKER_SIZES = (0, 1, 3, 5, 20)
SYSTEM_SIZES = (0, 5, 50, 500, 5_000, None)  # ratings in the system; None: all
ASKER_SIZES = (5, 20, None)  # ratings of the asker's own; None: half
LINGER = "linger"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print tables of quality, then of time and memory."""
    parser = argparse.ArgumentParser(description="Measure the recommender beside four others.")
    parser.add_argument("--quick", action="store_true", help="one small community and 1/10 of the large one")
    parser.add_argument("--ratings", type=Path, metavar="FILE", help="a user,item,rating[,timestamp] file instead")
    parser.add_argument("--series", type=Path, metavar="FILE", help="item,role,value lines: facets for --ratings")
    parser.add_argument(
        "--cold", action="store_true", help="with --ratings: the grid of small systems and new askers, too"
    )
    parser.add_argument("--skip-large", action="store_true", help="quality only")
    parser.add_argument("--timing-of", nargs=2, type=int, metavar=("SERIES", "RATINGS"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    console = Console(width=max(110, Console().width))
    if options.timing_of:
        _print_timing(console, *options.timing_of)
        return
    if options.ratings:
        community = read_ratings(options.ratings, options.series)
        print_real(community, console)
        if options.cold:
            print_summary(measure_quality(community, console, REAL_SYSTEM_SIZES, REAL_ASKER_SIZES), console)
        return
    communities = [plant(recipe) for recipe in (QUICK if options.quick else COMMUNITIES)]
    ratios = [ratio for community in communities for ratio in measure_quality(community, console)]
    print_summary(ratios, console)
    if not options.skip_large:
        for series, ratings in ((2_000, 500), (35_000, 100_000 if options.quick else 1_000_000)):
            # Each in a process of its own: memory is the most it ever held.
            timing = ["--timing-of", str(series), str(ratings)]
            subprocess.run([sys.executable, "-m", "benchmarks.recommend", *timing], check=True)


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
    community: Community,
    console: Console,
    systems: Sequence[int | None] = SYSTEM_SIZES,
    askers: Sequence[int | None] = ASKER_SIZES,
) -> list[Ratio]:
    """NDCG@10 and Recall@20 of every recommender at every size of the system and of the asker.

    "±" is the standard error, over the askers, of the ratio to EASE before it.
    """
    ratios: list[Ratio] = []
    console.print(
        f"\n[bold]{community.name}[/]: {community.member_count:,} members, {community.series_count:,} series, "
        f"{len(community.scores):,} ratings"
    )
    columns = ("in system", "own", "popularity", "content", "item-kNN", "EASE", LINGER, "of best", "of EASE", "±")
    quality = Table(*columns, title="NDCG@10", title_justify="left")
    recall = Table(*columns, title="Recall@20", title_justify="left")
    for size in systems:
        for own in askers:
            parts = split(community, size, own)
            found = {name: _judge(lists, parts) for name, lists in _answers(community, parts).items()}
            for measure, table in enumerate((quality, recall)):
                values = {name: float(judged[measure].mean()) for name, judged in found.items()}
                best = max(value for name, value in values.items() if name != LINGER)
                of_best, of_ease = _ratio(values[LINGER], best), _ratio(values[LINGER], values["EASE"])
                beyond = found[LINGER][measure] - of_ease * found["EASE"][measure]
                error = _ratio(float(beyond.std()) / len(beyond) ** 0.5, values["EASE"])
                table.add_row(
                    "all" if size is None else f"{size:,}",
                    "half" if own is None else str(own),
                    *(f"{values[name]:.4f}" for name in columns[2:7]),
                    *(f"{ratio:.3f}" for ratio in (of_best, of_ease, error)),
                )
                if table is quality:
                    ratios.append(Ratio(size, of_best, of_ease))
    console.print(quality, recall)
    return ratios


def _answers(community: Community, parts: Split) -> dict[str, list[list[int]]]:
    """The best 20 of every recommender for every asker; where there is something to tune, the best setting."""
    fewest = 5 if len(parts.train) > 10_000 and community.series_count > 2_000 else 1
    tuned: dict[str, list[baselines.Baseline]] = {
        "popularity": [baselines.popularity],
        "content": [baselines.content(community.facets)],
        "item-kNN": [
            baselines.of_the_known(partial(baselines.item_knn, neighbours=neighbours, shrink=shrink), fewest)
            for neighbours in (20, 50, 200)
            for shrink in (0.0, 10.0)
        ],
        "EASE": [
            baselines.of_the_known(partial(baselines.ease, ridge=ridge), fewest)
            for ridge in (30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0)
        ],
    }
    answers = {}
    for name, settings in tuned.items():
        lists = [_best(setting(parts.likes, parts.asked), parts) for setting in settings]
        answers[name] = max(
            lists, key=lambda one: _judge(one, parts)[0].mean()
        )  # tuned on the test itself: in their favour
    answers[LINGER] = _linger(community, parts)
    return answers


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


def _ratio(value: float, base: float) -> float:
    return value / base if base else float("nan")


def _judge(lists: list[list[int]], parts: Split) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """NDCG@10 and Recall@20 of each asker."""
    discounts = 1 / np.log2(np.arange(2, 12))
    gains, recalls = [], []
    for answer, wanted in zip(lists, parts.wanted, strict=True):
        hits = np.array([series in wanted for series in answer], dtype=float)
        gains.append((hits[:10] * discounts[: len(hits[:10])]).sum() / discounts[: min(10, len(wanted))].sum())
        recalls.append(hits[:20].sum() / min(20, len(wanted)))
    return np.array(gains), np.array(recalls)


def _print_timing(console: Console, series: int, ratings: int) -> None:
    before = _memory_mb()
    members = max(20, ratings // 50)
    community = large(members, series, ratings)
    recommender = Recommender()
    for number, facets in enumerate(community.facets):
        recommender.add_series(str(number), facets)
    community.facets.clear()
    step = 100_000
    for start in range(0, len(community.scores), step):
        part = slice(start, start + step)
        names = [str(number) for number in community.series[part].tolist()]
        recommender.load(community.members[part].tolist(), names, community.scores[part].tolist())
    prepared = _time(recommender.prepare)
    rng = np.random.default_rng(1)
    rates, answers, reasons = [], [], []
    for _ in range(300):
        member, name = int(rng.integers(members)), str(rng.integers(series))
        score = float(rng.integers(12, 21) / 2)
        rates.append(_time(partial(recommender.rate, member, name, score)))
        answers.append(_time(partial(recommender.recommend, member, 20)))
    for _ in range(50):
        member = int(rng.integers(members))
        name = recommender.recommend(member, 1)[0][0]
        reasons.append(_time(partial(recommender.explain, member, name)))
    with_answers, alone = asyncio.run(_loop_lag(recommender, members, series))
    both = np.add(rates, answers)
    table = Table(
        "ms",
        "p50",
        "p95",
        "p50 on a core",
        "p95 on a core",
        title=f"{series:,} series, {recommender.rating_count:,} ratings",
    )
    rows = (("a rating", rates), ("an answer", answers), ("rate then answer", both), ("a full reason", reasons))
    for label, times in rows:
        table.add_row(
            label, *(f"{np.percentile([t[clock] for t in times], q) * 1000:.2f}" for clock in (0, 1) for q in (50, 95))
        )
    console.print(table)
    console.print(
        f"facets folded in {prepared[1] * 1000:.0f} ms; the most memory held: {_memory_mb():.0f} MB, of which "
        f"{before:.0f} MB the interpreter and its libraries (the making of the test data included)"
    )
    console.print(
        f"the event loop is late by p99 {with_answers:.1f} ms while ratings and answers follow one another in a "
        f"thread, by {alone:.1f} ms at rest"
    )


async def _loop_lag(recommender: Recommender, members: int, series: int) -> tuple[float, float]:
    """The event loop's lag p99 in ms while members rate and ask as the bot has them, in a thread; and at rest."""
    rng = np.random.default_rng(2)
    async with LoopLag() as busy:
        for _ in range(200):
            member, name = int(rng.integers(members)), str(rng.integers(series))
            await asyncio.to_thread(recommender.rate, member, name, float(rng.integers(12, 21) / 2))
            await asyncio.to_thread(recommender.recommend, member, 20)
    async with LoopLag() as idle:
        await asyncio.sleep(2)
    return busy.percentile(99), idle.percentile(99)


def _time(call: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall, and seconds of this thread on a core: what is left of a busy machine's wait."""
    wall, core = time.perf_counter(), time.thread_time()
    call()
    return time.perf_counter() - wall, time.thread_time() - core


def _memory_mb() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform != "darwin" else most / 1024**2


if __name__ == "__main__":
    main()
