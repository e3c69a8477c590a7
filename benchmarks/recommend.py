"""How good and how fast the recommendations are, beside four others, in one run with one split.

    python -m benchmarks.recommend [--quick] [--ratings FILE [--series FILE] [--cold [--draws N]]] [--skip-large]

`--ratings` takes real ratings (see `recommending.real_sets`) in place of invented communities: peers are tuned on a
validation split, and all judged once on the test split (see `recommending.real_ratings`); `--cold` adds the grid.

The grid (see `recommending.grid`) goes over how much is known of others and of the one who asks.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.lag import LoopLag
from benchmarks.recommending.communities import Recipe, large, plant, read_ratings
from benchmarks.recommending.grid import measure_quality, print_summary
from benchmarks.recommending.real_ratings import print_real
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


def main(arguments: Sequence[str] | None = None) -> None:
    """Print tables of quality, then of time and memory."""
    parser = argparse.ArgumentParser(description="Measure the recommender beside four others.")
    parser.add_argument("--quick", action="store_true", help="one small community and 1/10 of the large one")
    parser.add_argument("--ratings", type=Path, metavar="FILE", help="a user,item,rating[,timestamp] file instead")
    parser.add_argument("--series", type=Path, metavar="FILE", help="item,role,value lines: facets for --ratings")
    parser.add_argument(
        "--cold", action="store_true", help="with --ratings: the grid of small systems and new askers, too"
    )
    parser.add_argument(
        "--draws", type=int, default=1, metavar="N", help="with --cold: know so many small systems, one after the other"
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
            ratios = measure_quality(community, console, REAL_SYSTEM_SIZES, REAL_ASKER_SIZES, options.draws)
            print_summary(ratios, console)
        return
    communities = [plant(recipe) for recipe in (QUICK if options.quick else COMMUNITIES)]
    ratios = [
        ratio for community in communities for ratio in measure_quality(community, console, SYSTEM_SIZES, ASKER_SIZES)
    ]
    print_summary(ratios, console)
    if not options.skip_large:
        for series, ratings in ((2_000, 500), (35_000, 100_000 if options.quick else 1_000_000)):
            # Each in a process of its own: memory is the most it ever held.
            timing = ["--timing-of", str(series), str(ratings)]
            subprocess.run([sys.executable, "-m", "benchmarks.recommend", *timing], check=True)


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
