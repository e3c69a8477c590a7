"""The same ledger on SQLite and on PostgreSQL, in turn on one machine: durable votes, blocks and answers a second.

Votes are cast by 32 callers, as in `benchmarks.votes`; answers are one reader's block of two queries each. PostgreSQL
runs in its usual configuration (`fsync` and `synchronous_commit` on) behind a socket of this machine, so that it and
the bot share the processors.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from itertools import cycle
from pathlib import Path

from benchmarks.votes import CALLERS, GUILD, LOAD, Cast, Measured, Vote, a_vote, closed_loop, fill, store
from bot.domain.votes import Subject, SubjectKind
from bot.storage.engine.database import Database
from bot.storage.ledger import posts, votes
from tests.loopback.crowds import Crowd
from tests.loopback.postgres import PostgresServer

ROUNDS = 8
Ways = dict[str, Cast]


def ways_of(database: Database) -> Ways:
    """What is measured, by name."""

    async def block(vote: Vote) -> None:
        async with database.transaction() as connection:
            await connection.run(store, vote)

    async def answer(vote: Vote) -> None:
        number = vote.reaction.message_id
        async with database.reading() as connection:
            await connection.run(posts.get_post, GUILD, number)
            await connection.run(posts.get_tally, Subject(SubjectKind.REVIEW, number - 1_000))

    return {
        "votes (write_each)": Crowd(database, votes.record).write,
        "blocks (transaction)": block,
        "answers (reading)": answer,
    }


async def compare(places: dict[str, Path | str]) -> dict[str, dict[str, Measured]]:
    """Every way on every engine in turn, round after round; the same votes for each."""
    source = random.Random(1)
    load = [a_vote(source) for _ in range(LOAD)]
    async with AsyncExitStack() as stack:
        ways: dict[str, Ways] = {}
        for engine, place in places.items():
            database = await stack.enter_async_context(Database.open(place))
            await database.write(fill)
            ways[engine] = ways_of(database)
        measured = {name: {engine: Measured() for engine in places} for name in next(iter(ways.values()))}
        loads: dict[str, Iterator[Vote]] = {engine: cycle(load) for engine in places}
        for _round in range(ROUNDS):
            for name, found in measured.items():
                for engine in places:
                    await closed_loop(ways[engine][name], loads[engine], found[engine])
        return measured


async def under_the_crowd(place: Path | str) -> tuple[float, float]:
    """The p99 of an answer in ms: alone, and while 32 callers vote."""
    async with Database.open(place) as database:
        ways = ways_of(database)
        source = random.Random(4)

        async def answers() -> float:
            taken = []
            for _ in range(300):
                began = time.perf_counter()
                await ways["answers (reading)"](a_vote(source))
                taken.append((time.perf_counter() - began) * 1_000)
            return sorted(taken)[-3]

        async def caller(cast: Callable[[Vote], Awaitable[object]]) -> None:
            while True:
                await cast(a_vote(source))

        alone = await answers()
        crowd = [asyncio.create_task(caller(ways["votes (write_each)"])) for _ in range(CALLERS)]
        crowded = await answers()
        for task in crowd:
            task.cancel()
        await asyncio.gather(*crowd, return_exceptions=True)
        return alone, crowded


def measure(running: PostgresServer) -> None:
    """Print both engines beside each other."""
    with tempfile.TemporaryDirectory() as name:
        places: dict[str, Path | str] = {"SQLite": Path(name) / "linger.sqlite3", "PostgreSQL": running.make("scale")}
        print(f"{CALLERS} callers, {ROUNDS} rounds, medians")
        print(f"{'':24}{'SQLite /s':>12}{'PostgreSQL /s':>15}{'times':>8}{'from–to':>12}{'CPU µs':>14}")
        middle = statistics.median
        for way, found in asyncio.run(compare(places)).items():
            here, there = found["SQLite"], found["PostgreSQL"]
            times = sorted(b / a for a, b in zip(here.rates, there.rates, strict=True))
            print(
                f"{way:24}{middle(here.rates):>12.0f}{middle(there.rates):>15.0f}{middle(times):>8.2f}"
                f"{f'{times[0]:.2f}–{times[-1]:.2f}':>12}{f'{middle(here.cpu_us):.0f}, {middle(there.cpu_us):.0f}':>14}"
            )
        for engine, place in places.items():
            alone, crowded = asyncio.run(under_the_crowd(place))
            print(f"an answer on {engine}: p99 {alone:.1f} ms alone, {crowded:.1f} ms under the vote crowd")
