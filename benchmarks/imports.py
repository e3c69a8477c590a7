"""A list of 100,000 rows brought along: time, memory, and how late the bot attends to others meanwhile.

Two lists: one as people have them (a few thousand titles, most of them known, watched again and again), and the worst
one, where every row is another title that nobody knows and is looked for by its letters.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import random
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.lag import LoopLag
from bot import memory
from bot.app import bundled_catalogues
from bot.domain.lists import read_upload
from bot.services.lists import importing
from bot.storage.engine.database import Database
from bot.ui.lists import MOST_LINES, report_text

USER = 1
NOW = datetime(2026, 3, 1, tzinfo=UTC)
HEAD = "Title,Year,Rating,Status,Episode,Started,Finished,Notes\n"
ROW = "{title},{year},{rating},Completed,{episode},2024-01-02,2024-02-03,some words of my own\n"


def a_list(titles: list[tuple[str, int]], rows: int) -> bytes:
    """A CSV of so many rows."""
    source = random.Random(3)
    lines = [HEAD]
    for number in range(rows):
        title, year = titles[number % len(titles)]
        lines.append(
            ROW.format(title=f'"{title}"', year=year, rating=source.randint(1, 10), episode=source.randint(1, 16))
        )
    return "".join(lines).encode()


def csv_alone_s(data: bytes) -> float:
    """Seconds of processor that the standard library takes to part the file into rows and cells, and nothing else.

    Other figures are told as multiples of it, which are about the same on every machine, however busy.
    """
    start = time.process_time()
    for _row in csv.DictReader(io.StringIO(data.decode())):
        pass
    return time.process_time() - start


def unknown_titles(count: int) -> list[tuple[str, int]]:
    """Titles made of words that titles are made of."""
    source = random.Random(5)
    words = ["love", "moon", "star", "night", "boy", "secret", "prince", "winter", "heart", "time", "the", "of", "my"]
    return [(" ".join(source.choices(words, k=4)) + f" {number:x}", 2000 + number % 25) for number in range(count)]


async def bring(what: str, data: bytes) -> None:
    """Import `data` into a new database, and say what it took."""
    catalogues = bundled_catalogues()
    with tempfile.TemporaryDirectory() as folder:
        async with Database.open(Path(folder) / "linger.db") as db:
            memory.settle()  # as the bot does once it has started
            alone_s, used_s = csv_alone_s(data), time.process_time()
            before_mb = _peak_mb()
            start = time.perf_counter()
            async with LoopLag() as lag:
                read = await asyncio.to_thread(read_upload, "list.csv", data)
                read_s = time.perf_counter() - start
                report = await importing.take_list(db, catalogues, read, USER, 0, now=NOW)
                states = ("taken", "doubtful", "unknown", "passed")
                entries = {
                    state: await importing.entries_of(db, report.id, USER, state, size=MOST_LINES) for state in states
                }
                await asyncio.to_thread(report_text, report, entries, read.unread, catalogues.bundled)
            whole_s, used_s = time.perf_counter() - start, time.process_time() - used_s
    more_mb = _peak_mb() - before_mb
    print(
        f"{what}: {len(data) / 1024**2:.1f} MB, {len(read.entries):,} entries: read in {read_s:.1f} s, in all"
        f" {whole_s:.1f} s; {report.taken:,} taken, {report.doubtful:,} doubtful, {report.unknown:,} unknown;"
        f" +{more_mb:.0f} MB at most; the loop attends late by"
        f" {lag.percentile(50):.1f} ms (median), {lag.percentile(99):.1f} ms (99 %), {lag.percentile(100):.1f} ms"
        f" (worst; {lag.percentile(100, own=True):.1f} ms of it work of its own);"
        f" {used_s / alone_s:.0f} × the processor time of csv alone,"
        f" {more_mb * 1024**2 / len(data):.0f} × the file in memory"
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    known = [(one.title, one.year) for one in bundled_catalogues().every(None)]
    asyncio.run(bring("as people have it", a_list(known + unknown_titles(2_000), rows)))
    asyncio.run(bring("nothing known", a_list(unknown_titles(rows), rows)))


if __name__ == "__main__":
    main()
