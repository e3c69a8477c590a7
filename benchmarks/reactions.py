"""Reactions through the real discord.py: from the loopback gateway to the ledger on the disk, none dropped.

Reactions are made at a fixed rate while the bot runs in a program of its own. Whatever the rate, none may be lost:
what comes faster than the bot can store it waits in its queue ("late": until the last one is on the disk). A rate
holds if nothing is lost and the last reaction is stored within `HOLDS_S`. Reactions on messages that nobody votes on,
which the bot drops before the library reads them, show what the gateway costs; a bare client, which only counts, what
discord.py does. Meanwhile somebody looks series up.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.bots.processes import BARE, Bot, rest, started
from bot.domain.votes import Subject, SubjectKind
from bot.playground import LoopbackDiscord, sample_world
from bot.storage.engine.database import Database
from bot.storage.ledger.posts import Post, insert_post
from tests.loopback.discord import TestDiscord
from tests.reviews.reviewers import LITBC

PROGRAM = """
import asyncio, sys
from pathlib import Path
from bot.app import open_app, until_stopped
from bot.edge.serving import serve
from bot.settings import Settings

async def tell(client):
    await client.started.wait()
    await asyncio.sleep(2)  # what a start compares is compared
    print("ready", flush=True)

async def main():
    path, token, api_url, gateway_url = sys.argv[1:]
    settings = Settings(
        discord_token=token, database_path=Path(path), discord_api_url=api_url, discord_gateway_url=gateway_url
    )
    async with open_app(settings) as app:
        await until_stopped(serve(app, on_client=lambda client: asyncio.ensure_future(tell(client)) and None))

asyncio.run(main())
"""

RATES = (1_000, 2_000, 3_000, 4_000, 5_000)
HOLDS_S = 0.25
SECONDS = 2.0
MESSAGES = 500


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
        for number in range(MESSAGES * (len(RATES) + 1))
    ]
    members = [m for m in guild.members if m != world.bot_id]
    return Field(server, guild.id, channel, messages[MESSAGES:], messages[:MESSAGES], members)


async def give(field: Field, keys: list[tuple[str, str]], rate: int) -> float:
    """Give these reactions at `rate` a second; the rate that came of it."""
    start, sent = time.perf_counter(), 0
    while sent < len(keys):
        due = min(len(keys), int((time.perf_counter() - start) * rate))
        for message, member in keys[sent:due]:
            field.server.people.react(member, field.channel_id, message, "👍")
        sent = max(sent, due)
        await asyncio.sleep(0.001)
    return sent / (time.perf_counter() - start)


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


def cpu_s(pid: int) -> float:
    """CPU time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def running_bot(server: LoopbackDiscord, path: Path) -> AsyncIterator[int]:
    """The bot in a program of its own, ready; its process id."""
    addresses = (str(path), server.token, server.api_url, server.gateway_url)
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, *addresses, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        assert bot.stdout is not None
        assert await bot.stdout.readline() == b"ready\n"
        yield bot.pid
    finally:
        bot.terminate()
        await bot.wait()


async def through_the_bot(folder: Path) -> float:
    path = folder / "linger.sqlite3"
    async with TestDiscord(is_checked=False) as server:
        field = field_of(server)
        async with Database.open(path) as database:
            await database.write(partial(fill, field=field))
        async with running_bot(server, path) as pid:
            dropped_us = await cost_of_dropping(field, pid)
            took_ms: list[float] = []
            asking = asyncio.create_task(asked(server, took_ms))
            held, cost_us = await cost_of_storing(field, path, pid)
            asking.cancel()
    ordered = sorted(took_ms)
    print(
        f"the highest rate that held: {held or 'none'} a second. At the highest rate an event cost {cost_us:.0f} µs of"
        f" CPU; one that nobody votes on {dropped_us:.0f}: this bot would end at about {1e6 / cost_us:.0f} a second."
        f" Of {len(ordered)} look-ups meanwhile half took {ordered[len(ordered) // 2]:.0f} ms, p99"
        f" {ordered[int(len(ordered) * 0.99)]:.0f} ms, their own CPU in the figures above"
    )
    return cost_us


async def cost_of_dropping(field: Field, pid: int) -> float:
    """CPU µs for a reaction that is none of the bot's business."""
    keys = field.keys(field.others)
    await rest(Bot(pid, 0, 0), every_s=1)  # what a start leaves to do is no part of it
    cpu = cpu_s(pid)
    await give(field, keys, 2_000)
    spent = -1.0
    while cpu_s(pid) > spent:  # until the bot is idle again
        spent = cpu_s(pid)
        await asyncio.sleep(0.2)
    return (spent - cpu) / len(keys) * 1e6


async def cost_of_storing(field: Field, path: Path, pid: int) -> tuple[int, float]:
    """The highest rate that held, and CPU µs for a vote at the last, highest rate."""
    held, cost_us = 0, 0.0
    with closing(sqlite3.connect(path)) as reader:

        def stored() -> int:
            return int(reader.execute("SELECT COUNT(*) FROM reaction_presence").fetchone()[0])

        print(f"{'wanted/s':>10}{'made/s':>9}{'stored/s':>10}{'lost':>6}{'late s':>8}{'CPU µs each':>13}")
        done, keys = 0, field.keys(field.messages)
        for rate in RATES:
            batch = keys[done : done + int(min(rate * SECONDS, len(keys) / len(RATES)))]
            start, cpu = time.perf_counter(), cpu_s(pid)
            made = await give(field, batch, rate)
            given = time.perf_counter() - start
            done += len(batch)
            await until(lambda: stored() >= done)  # noqa: B023 (called before the loop goes on)
            elapsed = time.perf_counter() - start
            lost, late = done - stored(), elapsed - given
            cost_us = (cpu_s(pid) - cpu) / len(batch) * 1e6
            print(f"{rate:>10}{made:>9.0f}{len(batch) / elapsed:>10.0f}{lost:>6}{late:>8.2f}{cost_us:>13.0f}")
            if not lost and late <= HOLDS_S and made > 0.95 * rate:
                held = rate
    return held, cost_us


async def counted(folder: Path) -> float:
    """CPU µs for a reaction that a bare client of the same intents counts, in a program of its own."""
    async with LoopbackDiscord(sample_world(), port=0, data=None) as server:
        field = field_of(server)
        async with started(server, BARE, folder) as bot:
            await rest(bot)
            keys = field.keys(field.messages)[: int(SECONDS * RATES[0]) * 2]
            before = bot.cpu_s()
            made = await give(field, keys, 100_000)
            await rest(bot)
            cost_us = (bot.cpu_s() - before) / len(keys) * 1e6
    print(f"a bare client: {len(keys)} made at {made:.0f}/s, each counted for {cost_us:.0f} µs of CPU")
    return cost_us


async def asked(server: TestDiscord, took_ms: list[float]) -> None:
    """Somebody who looks series up all the while."""
    alice = server.member("alice").at("#lobby")
    while True:
        began = time.perf_counter()
        await alice.command("/series", query=LITBC)
        took_ms.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.05)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        bare_us = asyncio.run(counted(Path(name)))
        ours_us = asyncio.run(through_the_bot(Path(name)))
    print(f"a vote, stored durably, costs {ours_us / bare_us:.2f} times a reaction that a bare client counts")


if __name__ == "__main__":
    main()
