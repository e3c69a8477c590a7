"""Durable votes a second, and answers meanwhile, by one, two and four processes on one database.

Each process has 32 callers, who wait until their vote is durable, and one reader, who asks two queries at a time; and
its own servers' reviews, of 2,000 in all, on which 50,000 votes stand already. The processes stay open, and each
composition has a database of its own; they take turns, round after round.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.votes import CALLERS, MEMBERS, POSTS, START, STORED
from bot.domain.shards import ALONE, Shards
from bot.domain.votes import Reaction, Subject, SubjectKind, Voter, VoteRules
from bot.storage.engine.database import Database
from bot.storage.ledger import posts, votes
from bot.storage.ledger.posts import Post, insert_post
from bot.storage.ledger.votes import ReactionEvent
from tests.loopback.crowds import Crowd
from tests.loopback.postgres import PostgresServer

ROUNDS, SECONDS = 4, 1.0
_FORKS = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process keeps its data, and which part of everything is its own."""

    database: Path | str
    number: int = 0
    of: int = 1

    @property
    def shards(self) -> Shards:
        return ALONE if self.of == 1 else Shards(self.number, self.number, self.of)

    @property
    def guild_id(self) -> int:
        return (self.number << 22) + 5

    @property
    def messages(self) -> range:
        first = 1_000 + self.number * POSTS
        return range(first, first + POSTS // self.of)


@dataclass(frozen=True, slots=True)
class Told:
    """What one process did in one round."""

    votes: int
    elapsed_s: float
    cpu_s: float
    answers_ms: list[float]


def a_vote(place: Place, source: random.Random) -> ReactionEvent:
    """One member's 👍 or 👎, given or taken back, on one of the process's reviews."""
    user_id = 1_000 + source.randrange(MEMBERS)
    reaction = Reaction(source.choice(place.messages), user_id, source.choice("👍👍👍👎"))
    return ReactionEvent(place.guild_id, reaction, Voter(user_id), VoteRules(), datetime.now(UTC))


def fill(raw: object, place: Place) -> None:
    source = random.Random(place.number)
    for number in place.messages:
        subject = Subject(SubjectKind.REVIEW, number)
        insert_post(raw, Post(number, place.guild_id, 10, subject, "some-th-2020", 1, START))  # type: ignore[arg-type]
    votes.record(raw, [a_vote(place, source) for _ in range(STORED // place.of)])  # type: ignore[arg-type]


async def one_round(database: Database, place: Place, source: random.Random, *, crowd: bool) -> Told:
    """So many seconds of votes, if there is a crowd, and of answers."""
    end = time.perf_counter() + SECONDS
    together = Crowd(database, votes.record)
    cast, answers_ms = 0, list[float]()

    async def voter() -> None:
        nonlocal cast
        while time.perf_counter() < end:
            await together.write(a_vote(place, source))
            cast += 1

    async def reader() -> None:
        while (began := time.perf_counter()) < end:
            number = source.choice(place.messages)
            async with database.reading() as connection:
                await connection.run(posts.get_post, place.guild_id, number)
                await connection.run(posts.get_tally, Subject(SubjectKind.REVIEW, number))
            answers_ms.append((time.perf_counter() - began) * 1_000)
            await asyncio.sleep(0.005)

    began, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(reader(), *(voter() for _ in range(CALLERS if crowd else 0)))
    return Told(cast, time.perf_counter() - began, time.process_time() - cpu, answers_ms)


def work(pipe: Connection, place: Place) -> None:
    """A process: fill what is its own, then do a round each time it is told to."""

    async def main() -> None:
        source = random.Random(place.number + 100)
        async with Database.open(place.database, shards=place.shards) as database:
            await database.write(partial(fill, place=place))
            pipe.send("filled")
            while (crowd := await asyncio.to_thread(pipe.recv)) is not None:
                pipe.send(await one_round(database, place, source, crowd=crowd))

    asyncio.run(main())


@dataclass
class Group:
    """The processes of one composition, and what they did so far."""

    label: str
    pipes: list[Connection]
    processes: list[BaseProcess]
    rates: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    server_us: list[float] = field(default_factory=list)
    alone_ms: list[float] = field(default_factory=list)
    crowded_ms: list[float] = field(default_factory=list)

    def turn(self, *, crowd: bool) -> list[Told]:
        for pipe in self.pipes:
            pipe.send(crowd)
        return [pipe.recv() for pipe in self.pipes]

    def round(self, server_cpu_s: Callable[[], float]) -> None:
        self.alone_ms += [ms for told in self.turn(crowd=False) for ms in told.answers_ms]
        before = server_cpu_s()
        told = self.turn(crowd=True)
        cast = sum(one.votes for one in told)
        self.rates.append(sum(one.votes / one.elapsed_s for one in told))
        self.cpu_us.append(sum(one.cpu_s for one in told) / cast * 1e6)
        self.server_us.append((server_cpu_s() - before) / cast * 1e6)
        self.crowded_ms += [ms for one in told for ms in one.answers_ms]


def p99(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


@contextmanager
def started(label: str, places: Sequence[Place]) -> Iterator[Group]:
    group = Group(label, [], [])
    for place in places:
        ours, theirs = _FORKS.Pipe()
        process = _FORKS.Process(target=work, args=(theirs, place), daemon=True)
        process.start()
        assert ours.recv() == "filled"
        group.pipes.append(ours)
        group.processes.append(process)
    try:
        yield group
    finally:
        for pipe in group.pipes:
            pipe.send(None)
        for process in group.processes:
            process.join(30)


def server_cpu_s(running: PostgresServer) -> float:
    """Processor time of the server and all of its sessions that live."""
    from tests.loopback.postgres import _children

    pids = [running.pid, *_children(running.pid)]
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) for pid in pids) / 1e9


def compare(running: PostgresServer, processes: Sequence[int]) -> None:
    """Print every composition beside the others."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        groups = [stack.enter_context(started("SQLite, 1", [Place(Path(folder) / "linger.sqlite3")]))]
        for count in processes:
            url = running.make(f"votes{count}")
            places = [Place(url, number, count) for number in range(count)]
            groups.append(stack.enter_context(started(f"PostgreSQL, {count}", places)))
        for _round in range(ROUNDS):
            for group in groups:
                group.round(partial(server_cpu_s, running))
        print(
            f"{'':16}{'votes/s':>9}{'times':>7}{'from–to':>12}{'µs bot':>8}{'µs server':>11}"
            f"{'p99 ms alone':>14}{'crowd':>8}"
        )
        middle, first = statistics.median, groups[0].rates
        for group in groups:
            times = sorted(mine / base for mine, base in zip(group.rates, first, strict=True))
            print(
                f"{group.label:16}{middle(group.rates):>9.0f}{middle(times):>7.2f}{f'{times[0]:.2f}–{times[-1]:.2f}':>12}"
                f"{middle(group.cpu_us):>8.0f}{middle(group.server_us) if group is not groups[0] else 0:>11.0f}"
                f"{p99(group.alone_ms):>14.1f}{p99(group.crowded_ms):>8.1f}"
            )
