"""Quality and cost of the search index beside the usual choices, all in one run over the same names and queries.

    python -m benchmarks search --titles FILE --sizes 35000 350000

Without a file of real titles the names are made from the bundled catalogue's. Cost is the processor time of the one
thread that searches, so that other work on the machine does not count. docs/search.md explains the categories.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from benchmarks.lag import LoopLag
from benchmarks.search_fans import read as read_fans
from benchmarks.search_fans import wrong
from benchmarks.search_queries import CATEGORIES, FURTHER, Asked, ask
from benchmarks.search_titles import bundled, extended, from_file
from benchmarks.searching.peers import NAIVE, PEERS, Find, linger
from bot.domain.search import SearchIndex
from bot.domain.series import Series
from bot.services.catalogue.catalogues import others_first

ASKED = 2  # times each query is asked; the quicker counts, as what else the machine does can only add
SEED = 7  # the weights of the scorer were fitted on others
HOSTILE = (
    "x" * 10_000, "the " * 25, "love the season series bl thai 2024 " * 3, "\u0e01\u0e31" * 60, "\u200b" * 100,
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 2, "no ni wa ga to de mo ka ra na shi ta te ku su " * 2,
    "ne ko na ri " * 9, "\u202e" + "evol" * 30, "(?:a+)+$" * 12, "가나다라마바사아자차카타파하" * 8, "\u611b" * 100,
    "\ud800" * 50, "\U0001f525" * 100, "a", "t", "2",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the right series stood (0 is first, None is not there), and what the query cost."""

    asked: Asked
    place: int | None
    cost_ms: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks search", description=__doc__.splitlines()[0])
    parser.add_argument("--titles", type=Path, help="real titles: source, popularity, title, all names; tab separated")
    parser.add_argument("--sizes", type=int, nargs="+", default=[35_000], help="numbers of names (default: 35000)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--each", type=int, default=100, help="queries a category (default: 100)")
    parser.add_argument("--wratio-each", type=int, help="queries a category for WRatio, which is slow")
    parser.add_argument("--quick", action="store_true", help="20 queries a category, 4 for WRatio, 10,000 names")
    options = parser.parse_args(arguments)
    if options.quick:
        options.each, options.wratio_each, options.sizes = 20, 4, [10_000]
    console = Console()
    if not console.is_terminal:
        console = Console(width=150)  # the tables are for reading, also in a file
    fans(console)
    for size in options.sizes:
        real = from_file(options.titles, names=min(size, 35_000)) if options.titles else bundled()
        series = extended(real, names=size)
        made = sum(len(one.names()) for one in series) - sum(len(one.names()) for one in real)
        console.rule(f"{size:,} names of {len(series):,} series, {made:,} of the names made up; seed {options.seed}")
        ids = {one.id for one in real}
        compare(console, series, ids, options)
        cost_of_holding(console, series)
    asyncio.run(keystrokes(console, options.titles))


def fans(console: Console) -> None:
    """How often the first result is what fans mean, with the curated aliases and without."""
    catalogue, asked = bundled(), read_fans()
    for label, series in (("with", catalogue), ("without", [replace(one, aliases=()) for one in catalogue])):
        missed = wrong(SearchIndex(series), asked)
        share = 1 - len(missed) / len(asked)
        console.print(f"bundled catalogue, {label} aliases: {share:.1%} of {len(asked)} things fans type come first")
        console.print("  missed: " + ", ".join(query for query, _ in missed), markup=False)


def compare(console: Console, series: list[Series], ids: set[str], options: argparse.Namespace) -> None:
    """Everyone's recall by category and cost, side by side."""
    wanted = CATEGORIES | FURTHER
    asked = ask(series, seed=options.seed, each=options.each, categories=wanted, chosen=ids.__contains__)
    fewer = [one for place, one in enumerate(asked) if place % options.each < (options.wratio_each or options.each)]
    results: dict[str, list[Answered]] = {}
    builds: dict[str, float] = {}
    for label, build in {"Linger": linger, **PEERS}.items():
        gc.collect()
        started = time.thread_time()
        find = build(series)
        builds[label] = time.thread_time() - started
        if find is None:
            console.print(f"{label}: not installed, left out")
            continue
        find("warm up")
        results[label] = answer(find, fewer if label == NAIVE else asked)
        del find
    quality_table(console, results)
    cost_table(console, results, builds)


def answer(find: Find, asked: Sequence[Asked]) -> list[Answered]:
    answered: list[Answered] = []
    gc.collect()
    gc.freeze()  # as the program does once it has started: what stays for good is not looked through again and again
    for one in asked:
        costs: list[float] = []
        for _ in range(ASKED):
            started = time.thread_time()
            found = find(one.query)
            costs.append((time.thread_time() - started) * 1000)
        place = next((place for place, series_id in enumerate(found) if series_id in one.right), None)
        answered.append(Answered(one, place, min(costs)))
    return answered


def recall(answered: Sequence[Answered], among: int) -> float:
    return sum(one.place is not None and one.place < among for one in answered) / len(answered)


def reciprocal(answered: Sequence[Answered]) -> float:
    return sum(1 / (1 + one.place) for one in answered if one.place is not None) / len(answered)


def percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def quality_table(console: Console, results: dict[str, list[Answered]]) -> None:
    table = Table(title="recall@1 / @5 / @25, MRR; the mean weighs the first 15 categories alike")
    table.add_column("category", no_wrap=True)
    for label in results:
        table.add_column(label, justify="right", no_wrap=True)
    means = {label: [0.0, 0.0, 0.0, 0.0] for label in results}
    for category in CATEGORIES | FURTHER:
        cells: list[str] = []
        for label, answered in results.items():
            mine = [one for one in answered if one.asked.category == category]
            figures = [*(recall(mine, among) for among in (1, 5, 25)), reciprocal(mine)]
            cells.append(" ".join(f"{figure:.2f}" for figure in figures))
            if category in CATEGORIES:
                means[label] = [m + f / len(CATEGORIES) for m, f in zip(means[label], figures, strict=True)]
        table.add_row(category, *cells, end_section=category == list(CATEGORIES)[-1])
    table.add_row("mean of 15", *(" ".join(f"{figure:.3f}" for figure in means[label]) for label in results))
    table.add_row("queries", *(f"{len(answered):,}" for answered in results.values()))
    console.print(table)


def cost_table(console: Console, results: dict[str, list[Answered]], builds: dict[str, float]) -> None:
    table = Table("", "p50 ms", "p95 ms", "p99 ms", "slowest ms", "p99 × Linger's", "build s", title="cost, one thread")
    own = percentile([one.cost_ms for one in results["Linger"]], 99)
    for label, answered in results.items():
        costs = [one.cost_ms for one in answered]
        figures = [f"{percentile(costs, percent):.2f}" for percent in (50, 95, 99, 100)]
        ratio = percentile(costs, 99) / own
        table.add_row(label, *figures, f"{ratio:.1f}", f"{builds[label]:.2f}")
    console.print(table)


def cost_of_holding(console: Console, series: list[Series]) -> None:
    """Memory of the index, time of an update, and the slowest of the queries made to be slow."""
    memory = _memory_mb(series)
    index = SearchIndex(series)
    gc.collect()
    gc.freeze()
    rng = random.Random(SEED)
    updates: list[float] = []
    for one in rng.sample(series, 300):
        started = time.thread_time()
        index.put(replace(one, aliases=(*one.aliases, "A Name Nobody Gave")))
        updates.append((time.thread_time() - started) * 1000)
    slowest: list[tuple[float, str]] = []
    for query in HOSTILE:
        costs = []
        for _ in range(9):
            started = time.thread_time()
            index.search(query)
            costs.append((time.thread_time() - started) * 1000)
        slowest.append((percentile(costs, 50), query))
    cost, query = max(slowest)
    console.print(f"index: {memory:.0f} MB beside the series")
    console.print(f"put in place: p50 {percentile(updates, 50):.2f} ms, p99 {percentile(updates, 99):.2f} ms")
    console.print(f"slowest of {len(HOSTILE)} hostile queries: {cost:.2f} ms ({query[:24]!a})", markup=False)


def _memory_mb(series: list[Series]) -> float:
    """What the index holds beside the series themselves, by Python's own account."""
    gc.collect()
    tracemalloc.start()
    index = SearchIndex(series)
    gc.collect()
    held, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(index) == len(series)
    return held / 1e6


async def keystrokes(console: Console, titles: Path | None, *, rounds: int = 8) -> None:
    """How late the loop attends to others while 20 keystrokes a second are answered on it, and while none are.

    The two take turns every 2.5 seconds, so that other work on the machine weighs on both alike.
    """
    series = from_file(titles) if titles else extended(bundled(), names=35_000)
    index = SearchIndex(series)
    gc.collect()
    gc.freeze()
    typed = [one.query[:end] for one in ask(series, seed=SEED, each=10) for end in range(1, len(one.query) + 1)]
    random.Random(SEED).shuffle(typed)
    idle, busy = LoopLag(), LoopLag()
    for turn in range(rounds):
        async with idle:
            await asyncio.sleep(2.5)
        async with busy:
            for query in typed[50 * turn : 50 * turn + 50]:
                for _ in index.searching(query):  # as the bot answers while somebody types
                    await others_first()
                await asyncio.sleep(0.05)
    for label, lag in (("20 keystrokes a second over 35,000 names", busy), ("none, in turns with it", idle)):
        figures = ", ".join(f"p{percent} {lag.percentile(percent):.2f}" for percent in (50, 90, 99))
        console.print(f"loop lag with {label}: {figures} ms; by its own work p99 {lag.percentile(99, own=True):.2f} ms")


if __name__ == "__main__":
    main()
