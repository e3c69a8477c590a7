"""The vote ledger under load: durable votes per second, the event loop's lag meanwhile, and a flood of reactions.

32 callers react at random to 2,000 reviews that hold 50,000 votes already, each waiting until its vote is durable
(`synchronous = FULL`). Every way does the ledger's whole work: reaction, voter, vote and tally.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiosqlite

from benchmarks.lag import LoopLag
from benchmarks.storage import flush_ms
from bot.domain.votes import Reaction, Subject, SubjectKind, Voter, VoteRules
from bot.storage import votes
from bot.storage.database import Database
from bot.storage.posts import Post, insert_post

GUILD, AUTHOR = 5, 1
POSTS, MEMBERS, STORED = 2_000, 5_000, 50_000
CALLERS, SECONDS = 32, 4.0
FLOOD_PER_S, FLOOD_S = 5_000, 4.0
START = datetime(2026, 3, 1, tzinfo=UTC)
RULES = VoteRules()

Vote = Callable[[sqlite3.Connection], object]


def a_vote(source: random.Random) -> Vote:
    """One member's 👍 or 👎, given or taken back, on one of the reviews."""
    user_id = 1_000 + source.randrange(MEMBERS)
    reaction = Reaction(1_000 + source.randrange(POSTS), user_id, source.choice("👍👍👍👎"))
    if source.random() < 0.2:
        return partial(votes.remove_reaction, reaction=reaction, guild_id=GUILD, rules=RULES, at=START)
    voter = Voter(user_id, role_ids=frozenset({7, 8}))
    return partial(votes.add_reaction, reaction=reaction, voter=voter, guild_id=GUILD, rules=RULES, at=START)


def fill(raw: sqlite3.Connection) -> None:
    source = random.Random(2)
    for number in range(POSTS):
        subject = Subject(SubjectKind.REVIEW, number)
        insert_post(raw, Post(1_000 + number, GUILD, 10, subject, "some-th-2020", AUTHOR, START))
    for _ in range(STORED):
        a_vote(source)(raw)


async def filled(path: Path) -> None:
    async with Database.open(path) as database:
        await database.write(fill)


@asynccontextmanager
async def one_transaction_per_vote(path: Path) -> AsyncIterator[Callable[[Vote], Awaitable[object]]]:
    """The plain way: a lock around BEGIN, the vote's work in one hop, and COMMIT."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            await connection.execute(f"PRAGMA {pragma}")
        turn = asyncio.Lock()

        async def cast(vote: Vote) -> None:
            async with turn:
                await connection.execute("BEGIN IMMEDIATE")
                await connection._execute(vote, connection._conn)
                await connection.execute("COMMIT")

        yield cast


@asynccontextmanager
async def blocks(path: Path) -> AsyncIterator[Callable[[Vote], Awaitable[object]]]:
    async with Database.open(path) as database:

        async def cast(vote: Vote) -> None:
            async with database.transaction() as connection:
                await connection.run(vote)

        yield cast


@asynccontextmanager
async def functions(path: Path) -> AsyncIterator[Callable[[Vote], Awaitable[object]]]:
    async with Database.open(path) as database:
        yield database.write


WAYS = {
    "one transaction per vote": one_transaction_per_vote,
    "Database.transaction": blocks,
    "Database.write": functions,
}


async def closed_loop(cast: Callable[[Vote], Awaitable[object]]) -> tuple[float, float, float, float]:
    """Votes per second, median latency in ms, the loop's lag p99 in ms and CPU µs a vote with `CALLERS` callers."""
    source = random.Random(1)
    latencies: list[float] = []
    end = time.perf_counter() + SECONDS

    async def caller() -> None:
        while (start := time.perf_counter()) < end:
            await cast(a_vote(source))
            latencies.append(time.perf_counter() - start)

    async with LoopLag() as lag:
        start, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu
    number = len(latencies)
    return number / elapsed, statistics.median(latencies) * 1000, lag.percentile(99), cpu / number * 1e6


async def flood(cast: Callable[[Vote], Awaitable[object]]) -> str:
    """Reactions arrive at a fixed rate, whether or not the ledger keeps up; none may be dropped."""
    source = random.Random(3)
    latencies: list[float] = []

    async def one(vote: Vote) -> None:
        start = time.perf_counter()
        await cast(vote)
        latencies.append(time.perf_counter() - start)

    pending: set[asyncio.Task[None]] = set()
    total = int(FLOOD_PER_S * FLOOD_S)
    async with LoopLag() as lag:
        start, cpu = time.perf_counter(), time.process_time()
        sent = 0
        while sent < total:
            due = min(total, int((time.perf_counter() - start) * FLOOD_PER_S))
            for _ in range(due - sent):
                task = asyncio.create_task(one(a_vote(source)))
                pending.add(task)
                task.add_done_callback(pending.discard)
            sent = max(sent, due)
            await asyncio.sleep(0.001)
        arrived = time.perf_counter() - start
        await asyncio.gather(*pending)
        elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu
    latencies.sort()
    return (
        f"{total} reactions arriving at {total / arrived:.0f}/s: all durable after {elapsed:.2f} s,"
        f" {len(latencies)} acknowledged, latency p99 {latencies[int(len(latencies) * 0.99)] * 1000:.0f} ms,"
        f" loop lag p99 {lag.percentile(99):.1f} ms, CPU {cpu / total * 1e6:.0f} µs each"
    )


async def measure(path: Path, way: str) -> tuple[float, float, float, float]:
    async with WAYS[way](path) as cast:
        return await closed_loop(cast)


async def measure_flood(path: Path) -> str:
    async with functions(path) as cast:
        return await flood(cast)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(filled(folder / "filled.sqlite3"))
        print(f"one flush of this disk: {flush_ms(folder):.2f} ms; {CALLERS} callers, {SECONDS:.0f} s each")
        print(f"{'':28}{'votes/s':>10}{'median ms':>12}{'lag p99 ms':>12}{'CPU µs':>9}{'ratio':>8}")
        base = 0.0
        for way in WAYS:
            path = folder / f"{way}.sqlite3"
            path.write_bytes((folder / "filled.sqlite3").read_bytes())  # closed: the file is all there is
            rate, latency, lag, cpu = asyncio.run(measure(path, way))
            base = base or rate
            print(f"{way:28}{rate:>10.0f}{latency:>12.1f}{lag:>12.1f}{cpu:>9.0f}{rate / base:>8.1f}")
        print(asyncio.run(measure_flood(folder / "filled.sqlite3")))


if __name__ == "__main__":
    main()
