"""Recall on queries of a second maker that nothing was ever tuned on, and what the index costs to build and to hold.

python -m benchmarks search_held_out --titles FILE [--sizes 35000 350000] [--each 60]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.bots.processes import resident_mb
from benchmarks.search_queries import CATEGORIES as OWN
from benchmarks.search_queries import Asked, ask
from benchmarks.search_titles import bundled, extended, from_file
from benchmarks.searching.other_queries import CATEGORIES
from benchmarks.searching.peers import MOST
from bot import memory
from bot.domain.search import SearchIndex
from bot.domain.series import Series

SEED = 11


def answer(index: SearchIndex, asked: Sequence[Asked]) -> dict[str, list[int | None]]:
    """Where the right series stood, by category."""
    places: dict[str, list[int | None]] = {}
    for one in asked:
        found = [match.series_id for match in index.search(one.query, limit=MOST)]
        place = next((place for place, series_id in enumerate(found) if series_id in one.right), None)
        places.setdefault(one.category, []).append(place)
    return places


def among(places: Sequence[int | None], count: int) -> float:
    return sum(place is not None and place < count for place in places) / len(places)


def measure(series: list[Series], ids: set[str], each: int) -> None:
    memory.settle()
    before_mb, began = resident_mb(), time.thread_time()
    index = SearchIndex(series)
    built_s, at_first_mb = time.thread_time() - began, resident_mb() - before_mb
    memory.settle()  # as the program does when it has started
    held_mb = resident_mb() - before_mb
    print(f"built in {built_s:.1f} s of CPU, {held_mb:.0f} MB more resident ({at_first_mb:.0f} before it settles)")
    for label, categories in (("the second maker", CATEGORIES), ("the first", OWN)):
        asked = ask(series, seed=SEED, each=each, categories=categories, chosen=ids.__contains__)
        places = answer(index, asked)
        print(f"{label:<28}{'@1':>7}{'@5':>7}{'@25':>7}")
        for category, one in places.items():
            print(f"  {category:<26}" + "".join(f"{among(one, count):>7.2f}" for count in (1, 5, 25)))
        means = [sum(among(one, count) for one in places.values()) / len(places) for count in (1, 5, 25)]
        print(f"  {'mean':<26}" + "".join(f"{mean:>7.3f}" for mean in means))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="search_held_out", description=__doc__)
    parser.add_argument("--titles", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[35_000])
    parser.add_argument("--each", type=int, default=60)
    options = parser.parse_args(arguments)
    for size in options.sizes:
        real = from_file(options.titles, names=min(size, 35_000)) if options.titles else bundled()
        series = extended(real, names=size)
        print(f"\n{size:,} names of {len(series):,} series")
        measure(series, {one.id for one in real}, options.each)


if __name__ == "__main__":
    main()
