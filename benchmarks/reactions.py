"""Reactions through the real discord.py: from the loopback gateway to the ledger on the disk, none dropped.

First a bare client, which only counts, and Linger take turns at the same reactions, at the same rate, each in a program
of its own: what one costs. Then reactions come faster and faster, while somebody looks series up. Whatever the rate,
none may be lost: what comes faster than the bot can store it waits in its queue ("late": until the last one is on the
disk). A rate holds if nothing is lost and the last reaction is stored within `HOLDS_S`. Reactions on messages that
nobody votes on, which the bot drops before the library reads them, show what the gateway costs.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.bots.processes import ATTENTIVE, BARE, LINGER, Bot, rest, started
from benchmarks.bots.reacting import give, written
from bot.domain.votes import Subject, SubjectKind
from bot.playground import LoopbackDiscord
from bot.storage.engine.database import Database
from bot.storage.ledger.posts import Post, insert_post
from tests.loopback.discord import TestDiscord
from tests.reviews.reviewers import LITBC

RATES = (1_000, 2_000, 3_000, 4_000, 5_000, 6_000)
HOLDS_S = 0.25
SECONDS = 2.0
MESSAGES = 500
EQUAL_RATE = 3_000
ROUNDS = 3


@dataclass
class Field:
    """Where reactions are given: messages of the bot in one channel, and the members who react."""

    server: LoopbackDiscord
    guild_id: str
    channel_id: str
    messages: list[str]  # voted on
    others: list[str]  # not voted on
    members: list[str]

    def keys(self, messages: list[str]) -> list[tuple[str, str]]:
        """Every (message, member), message by message."""
        return [(message, member) for message in messages for member in self.members]


def field_of(server: LoopbackDiscord) -> Field:
    world = server.world
    guild = next(g for g in world.guilds.values() if world.bot_id in g.members and len(g.members) > 8)
    channel = next(c for c in guild.channel_ids if world.channels[c].data.get("name") == "reviews")
    messages = [
        str(server.people.say(world.bot_id, channel, {"content": f"review {number}"})["id"])
        for number in range(MESSAGES * (len(RATES) + ROUNDS + 1))
    ]
    members = [m for m in guild.members if m != world.bot_id]
    return Field(server, guild.id, channel, messages[MESSAGES:], messages[:MESSAGES], members)


def fill(raw: sqlite3.Connection, field: Field) -> None:
    """Have votes on every message counted."""
    at = datetime.now(UTC)
    for number, message in enumerate(field.messages):
        subject = Subject(SubjectKind.REVIEW, number)
        post = Post(int(message), int(field.guild_id), int(field.channel_id), subject, "some-th-2020", 1, at)
        insert_post(raw, post)


async def until(condition: Callable[[], bool]) -> None:
    """Wait until it is true, a minute at most."""
    ends = time.perf_counter() + 60
    while time.perf_counter() < ends and not condition():  # noqa: ASYNC110 (what is waited for happens in another program)
        await asyncio.sleep(0.02)


@asynccontextmanager
async def idle(server: LoopbackDiscord, module: tuple[str, ...], folder: Path) -> AsyncIterator[Bot]:
    """A bot in a program of its own that has done what a start leaves to do."""
    async with started(server, module, folder) as bot:
        await asyncio.sleep(2)
        await rest(bot, every_s=1)
        yield bot


async def cost_us(bot: Bot, field: Field, keys: list[tuple[str, str]], rate: int) -> float:
    """CPU µs for a reaction, whatever follows from it included."""
    events = written(field.server, field.channel_id, keys)
    before = bot.cpu_s()
    await give(field.server, events, rate)
    await rest(bot, every_s=1)
    return (bot.cpu_s() - before) / len(keys) * 1e6


def stored_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as reader:
        return int(reader.execute("SELECT COUNT(*) FROM reaction_presence").fetchone()[0])


async def in_turns(server: LoopbackDiscord, field: Field, folder: Path) -> None:
    """What a reaction costs both, a busy machine being unfair to both."""
    bare, ours = [], []
    counted = field.keys(field.others)
    for number in range(ROUNDS):
        async with idle(server, BARE, folder) as bot:
            bare.append(await cost_us(bot, field, counted, EQUAL_RATE))
        for message, member in counted:
            server.people.unreact(member, field.channel_id, message, "👍")
        async with idle(server, LINGER, folder) as bot:
            votes = field.keys(field.messages[number * MESSAGES : (number + 1) * MESSAGES])
            ours.append(await cost_us(bot, field, votes, EQUAL_RATE))
        assert stored_in(folder / "linger.sqlite3") == len(votes) * (number + 1), "votes were lost"
    theirs_us, ours_us = statistics.median(bare), statistics.median(ours)
    print(
        f"{ROUNDS} rounds of {len(counted)} at {EQUAL_RATE}/s: a reaction that a bare client counts {theirs_us:.0f} µs,"
        f" a vote, stored durably, {ours_us:.0f} µs: {ours_us / theirs_us:.2f} times"
    )
    del field.messages[: ROUNDS * MESSAGES]


async def faster_and_faster(server: TestDiscord, field: Field, folder: Path) -> None:
    async with idle(server, ATTENTIVE, folder) as bot:
        dropped_us = await cost_us(bot, field, field.keys(field.others), 2_000)
        took_ms: list[float] = []
        asking = asyncio.create_task(asked(server, took_ms))
        held, stored_us = await cost_of_storing(field, folder / "linger.sqlite3", bot)
        asking.cancel()
    ordered = sorted(took_ms)
    print(
        f"the highest rate that held: {held or 'none'} a second. At the highest rate an event cost {stored_us:.0f} µs"
        f" of CPU; one that nobody votes on {dropped_us:.0f}: this bot would end at about {1e6 / stored_us:.0f} a"
        f" second. Of {len(ordered)} look-ups meanwhile half took {ordered[len(ordered) // 2]:.0f} ms, p99"
        f" {ordered[int(len(ordered) * 0.99)]:.0f} ms, their own CPU in the figures above"
    )


async def cost_of_storing(field: Field, path: Path, bot: Bot) -> tuple[int, float]:
    """The highest rate that held, and CPU µs for a vote at the last, highest rate."""
    held, each_us, before = 0, 0.0, stored_in(path)
    with closing(sqlite3.connect(path)) as reader:

        def stored() -> int:
            return int(reader.execute("SELECT COUNT(*) FROM reaction_presence").fetchone()[0]) - before

        print(
            f"{'wanted/s':>10}{'made/s':>9}{'stored/s':>10}{'lost':>6}{'late s':>8}{'CPU µs each':>13}{'giver µs':>10}"
            f"{'lag p99 ms':>12}{'MB':>6}"
        )
        done, keys = 0, field.keys(field.messages)
        for rate in RATES:
            batch = keys[done : done + int(min(rate * SECONDS, len(keys) / len(RATES)))]
            events = written(field.server, field.channel_id, batch)
            async with loop_lag(bot, path.parent) as lag_ms:
                start, cpu, own = time.perf_counter(), bot.cpu_s(), time.process_time()
                made = await give(field.server, events, rate)
                given = time.perf_counter() - start
                done += len(batch)
                await until(lambda: stored() >= done)  # noqa: B023 (called before the loop goes on)
                elapsed = time.perf_counter() - start
                each_us = (bot.cpu_s() - cpu) / len(batch) * 1e6
                giver_us = (time.process_time() - own) / len(batch) * 1e6
            lost, late = done - stored(), elapsed - given
            print(
                f"{rate:>10}{made:>9.0f}{len(batch) / elapsed:>10.0f}{lost:>6}{late:>8.2f}{each_us:>13.0f}"
                f"{giver_us:>10.0f}{lag_ms[0]:>12.1f}{bot.resident_mb():>6.0f}"
            )
            if not lost and late <= HOLDS_S and made > 0.95 * rate:
                held = rate
    return held, each_us


@asynccontextmanager
async def loop_lag(bot: Bot, folder: Path) -> AsyncIterator[list[float]]:
    """How late the bot's loop attends to what arrives in the block, in ms: p99, there when it has ended."""
    told, found = folder / "lag.txt", list[float]()
    told.unlink(missing_ok=True)
    os.kill(bot.pid, signal.SIGUSR1)
    yield found
    os.kill(bot.pid, signal.SIGUSR1)
    await until(lambda: told.exists() and told.read_text(encoding="ascii").endswith("\n"))
    found.append(float(told.read_text(encoding="ascii")))


async def asked(server: TestDiscord, took_ms: list[float]) -> None:
    """Somebody who looks series up all the while."""
    alice = server.member("alice").at("#lobby")
    while True:
        began = time.perf_counter()
        await alice.command("/series", query=LITBC)
        took_ms.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.05)


async def run(folder: Path) -> None:
    async with TestDiscord(is_checked=False) as server:
        field = field_of(server)
        async with Database.open(folder / "linger.sqlite3") as database:
            await database.write(partial(fill, field=field))
        await in_turns(server, field, folder)
        await faster_and_faster(server, field, folder)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(run(Path(name)))


if __name__ == "__main__":
    main()
