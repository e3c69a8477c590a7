"""Durable votes per second with group commit, against one transaction per vote on the same disk in the same run.

Both write the same rows with `synchronous = FULL`, from 32 callers at once, each waiting for its own
acknowledgement. Meanwhile a task measures how late the event loop wakes it: what a command would feel.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiosqlite

from benchmarks.lag import LoopLag
from bot.storage.engine.database import Database

CALLERS = 32
SECONDS = 4.0
MEMBERS = 5_000
MESSAGES = 500

VOTES = (
    "CREATE TABLE bench_votes (message_id INTEGER, user_id INTEGER, helpful INTEGER NOT NULL,"
    " PRIMARY KEY (message_id, user_id)) STRICT"
)
TALLIES = "CREATE TABLE bench_tallies (message_id INTEGER PRIMARY KEY, helpful INTEGER NOT NULL) STRICT"
SCHEMA = (VOTES, TALLIES)
VOTE = (
    "INSERT INTO bench_votes (message_id, user_id, helpful) VALUES (?, ?, ?)"
    " ON CONFLICT (message_id, user_id) DO UPDATE SET helpful = excluded.helpful"
)
TALLY = (
    "INSERT INTO bench_tallies (message_id, helpful) VALUES (?, ?)"
    " ON CONFLICT (message_id) DO UPDATE SET helpful = bench_tallies.helpful + excluded.helpful"
)


def some_vote(source: random.Random) -> tuple[int, int, int]:
    return source.randrange(MESSAGES), source.randrange(MEMBERS), source.randrange(2)


async def rate(cast: Callable[[tuple[int, int, int]], Awaitable[None]]) -> tuple[float, float, float]:
    """Votes per second, median latency and 99th percentile of the loop's lag, both in ms."""
    source = random.Random(1)
    latencies: list[float] = []
    end = time.perf_counter() + SECONDS

    async def caller() -> None:
        while (start := time.perf_counter()) < end:
            await cast(some_vote(source))
            latencies.append(time.perf_counter() - start)

    async with LoopLag() as lag:
        start = time.perf_counter()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        elapsed = time.perf_counter() - start
    return len(latencies) / elapsed, statistics.median(latencies) * 1000, lag.percentile(99)


async def one_transaction_per_vote(path: Path) -> tuple[float, float, float]:
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        await connection.execute("PRAGMA journal_mode = WAL")
        await connection.execute("PRAGMA synchronous = FULL")
        for statement in SCHEMA:
            await connection.execute(statement)
        turn = asyncio.Lock()

        async def cast(vote: tuple[int, int, int]) -> None:
            async with turn:
                await connection.execute("BEGIN IMMEDIATE")
                await connection.execute(VOTE, vote)
                await connection.execute(TALLY, (vote[0], vote[2]))
                await connection.execute("COMMIT")

        return await rate(cast)


async def group_commit(path: Path) -> tuple[float, float, float]:
    async with Database.open(path) as database:
        async with database.transaction() as connection:
            for statement in SCHEMA:
                await connection.execute(statement)

        async def cast(vote: tuple[int, int, int]) -> None:
            async with database.transaction() as connection:
                await connection.execute(VOTE, vote)
                await connection.execute(TALLY, (vote[0], vote[2]))

        return await rate(cast)


async def group_commit_of_functions(path: Path) -> tuple[float, float, float]:
    async with Database.open(path) as database:
        async with database.transaction() as connection:
            for statement in SCHEMA:
                await connection.execute(statement)

        async def cast(vote: tuple[int, int, int]) -> None:
            def store(raw: sqlite3.Connection) -> None:
                raw.execute(VOTE, vote)
                raw.execute(TALLY, (vote[0], vote[2]))

            await database.write(store)

        return await rate(cast)


WAYS = {
    "one transaction per vote": one_transaction_per_vote,
    "blocks, group commit": group_commit,
    "functions, group commit": group_commit_of_functions,
}


def flush_ms(folder: Path) -> float:
    """What one flush of the disk costs here; the figures mean little without it."""
    times = []
    with (folder / "flush").open("wb") as file:
        for _ in range(200):
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"one flush of this disk: {flush_ms(folder):.2f} ms; {CALLERS} callers, {SECONDS:.0f} s each")
        print(f"{'':32}{'votes/s':>10}{'median ms':>12}{'lag p99 ms':>12}{'ratio':>8}")
        base = 0.0
        for label, way in WAYS.items():
            votes, latency, lag = asyncio.run(way(folder / f"{way.__name__}.sqlite3"))
            base = base or votes
            print(f"{label:32}{votes:>10.0f}{latency:>12.1f}{lag:>12.1f}{votes / base:>8.1f}")


if __name__ == "__main__":
    main()
