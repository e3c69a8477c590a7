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
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import cycle
from pathlib import Path

import aiosqlite

from benchmarks.lag import LoopLag
from benchmarks.storage import flush_ms
from bot.domain.votes import Reaction, Subject, SubjectKind, Voter, VoteRules
from bot.storage.engine.database import Database
from bot.storage.engine.writing import PRAGMAS
from bot.storage.ledger import votes
from bot.storage.ledger.posts import Post, insert_post
from bot.storage.ledger.votes import ReactionEvent
from tests.loopback.crowds import Crowd

GUILD, AUTHOR = 5, 1
POSTS, MEMBERS, STORED = 2_000, 5_000, 50_000
CALLERS, ROUNDS, SECONDS = 32, 12, 0.5
LOAD = 40_000  # votes, more than any way casts
FLOOD_PER_S, FLOOD_S = 5_000, 4.0
START = datetime(2026, 3, 1, tzinfo=UTC)
RULES = VoteRules()

Vote = ReactionEvent
Cast = Callable[[Vote], Awaitable[object]]


def a_vote(source: random.Random) -> Vote:
    """One member's 👍 or 👎, given or taken back, on one of the reviews."""
    user_id = 1_000 + source.randrange(MEMBERS)
    reaction = Reaction(1_000 + source.randrange(POSTS), user_id, source.choice("👍👍👍👎"))
    voter = Voter(user_id, role_ids=frozenset({7, 8})) if source.random() < 0.8 else None
    return ReactionEvent(GUILD, reaction, voter, RULES, datetime.now(UTC))


def store(raw: sqlite3.Connection, vote: Vote) -> object:
    """The ledger's whole work for one reaction."""
    return votes.record(raw, [vote])


def fill(raw: sqlite3.Connection) -> None:
    source = random.Random(2)
    for number in range(POSTS):
        subject = Subject(SubjectKind.REVIEW, number)
        insert_post(raw, Post(1_000 + number, GUILD, 10, subject, "some-th-2020", AUTHOR, START))
    votes.record(raw, [a_vote(source) for _ in range(STORED)])


async def filled(path: Path) -> None:
    async with Database.open(path) as database:
        await database.write(fill)


@asynccontextmanager
async def one_transaction_per_vote(path: Path) -> AsyncIterator[Cast]:
    """The plain way: a lock around BEGIN, the vote's work in one hop, and COMMIT."""
    async with aiosqlite.connect(path, isolation_level=None) as connection:
        connection.row_factory = sqlite3.Row
        for pragma in ("PRAGMA journal_mode = WAL", *PRAGMAS):  # FULL as well
            await connection.execute(pragma)
        turn = asyncio.Lock()

        async def cast(vote: Vote) -> None:
            async with turn:
                await connection.execute("BEGIN IMMEDIATE")
                await connection._execute(store, connection._conn, vote)
                await connection.execute("COMMIT")

        yield cast


@asynccontextmanager
async def blocks(path: Path) -> AsyncIterator[Cast]:
    async with Database.open(path) as database:

        async def cast(vote: Vote) -> None:
            async with database.transaction() as connection:
                await connection.run(store, vote)

        yield cast


@asynccontextmanager
async def functions(path: Path) -> AsyncIterator[Cast]:
    async with Database.open(path) as database:
        yield lambda vote: database.write(partial(store, vote=vote))


@asynccontextmanager
async def crowds(path: Path) -> AsyncIterator[Cast]:
    """The way of the bot."""
    async with Database.open(path) as database:
        yield Crowd(database, votes.record).write


WAYS = {
    "one transaction per vote": one_transaction_per_vote,
    "Database.transaction": blocks,
    "Database.write": functions,
    "Database.write_each": crowds,
}


@dataclass
class Measured:
    """What one way did, round by round."""

    rates: list[float] = field(default_factory=list)  # votes a second
    latencies_ms: list[float] = field(default_factory=list)
    lags_ms: list[float] = field(default_factory=list)  # p99 of the loop's lag
    cpu_us: list[float] = field(default_factory=list)  # a vote


async def closed_loop(cast: Cast, load: Iterator[Vote], into: Measured) -> None:
    """One round with `CALLERS` callers, each of whom waits for its vote before it casts the next."""
    latencies: list[float] = []
    end = time.perf_counter() + SECONDS

    async def caller() -> None:
        while (start := time.perf_counter()) < end:
            await cast(next(load))
            latencies.append((time.perf_counter() - start) * 1000)

    async with LoopLag() as lag:
        start, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(caller() for _ in range(CALLERS)))
        elapsed, cpu = time.perf_counter() - start, time.process_time() - cpu
    into.rates.append(len(latencies) / elapsed)
    into.latencies_ms += latencies
    into.lags_ms.append(lag.percentile(99))
    into.cpu_us.append(cpu / len(latencies) * 1e6)


async def flood(cast: Cast) -> str:
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


async def compare(folder: Path) -> dict[str, Measured]:
    """The ways in turn, round after round, so that a busy machine is busy for all of them."""
    measured = {way: Measured() for way in WAYS}
    source = random.Random(1)
    load = [a_vote(source) for _ in range(LOAD)]
    loads = {way: cycle(load) for way in WAYS}  # the same votes for each way
    async with AsyncExitStack() as stack:
        casts = {}
        for number, (way, opened) in enumerate(WAYS.items()):
            path = folder / f"{number}.sqlite3"
            path.write_bytes((folder / "filled.sqlite3").read_bytes())  # closed: the file is all there is
            casts[way] = await stack.enter_async_context(opened(path))
        for _round in range(ROUNDS):
            for way, cast in casts.items():
                await closed_loop(cast, loads[way], measured[way])
    return measured


async def measure_flood(path: Path) -> str:
    async with crowds(path) as cast:
        return await flood(cast)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(filled(folder / "filled.sqlite3"))
        print(f"one flush of this disk: {flush_ms(folder):.2f} ms; {CALLERS} callers, {ROUNDS} rounds in turn, medians")
        print(f"{'':28}{'votes/s':>10}{'median ms':>12}{'lag p99 ms':>12}{'CPU µs':>9}{'times':>8}{'from–to':>12}")
        measured = asyncio.run(compare(folder))
        base = next(iter(measured.values())).rates
        for way, found in measured.items():
            times = sorted(rate / plain for rate, plain in zip(found.rates, base, strict=True))
            middle = statistics.median
            print(
                f"{way:28}{middle(found.rates):>10.0f}{middle(found.latencies_ms):>12.1f}"
                f"{middle(found.lags_ms):>12.1f}{middle(found.cpu_us):>9.0f}{middle(times):>8.1f}"
                f"{f'{times[0]:.1f}–{times[-1]:.1f}':>12}"
            )
        print(asyncio.run(measure_flood(folder / "filled.sqlite3")))


if __name__ == "__main__":
    main()
