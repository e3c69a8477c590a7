"""READY and memory of one, two and four processes in thousands of servers: the whole bot on the loopback gateway.

Servers in 16 shards, all of which may identify at once, so that nobody waits for Discord. The loopback
server shares the machine's processors; what the bots use is told in processor time.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.bots.processes import Bot, environment_for, rest
from benchmarks.servers import world_of
from bot.playground.gateway.identify_rate import IdentifyRate
from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import PostgresServer

SHARDS = 16


@dataclass(frozen=True, slots=True)
class Figures:
    """One start of so many processes."""

    ready_s: list[float]  # of each, on the clock on the wall
    cpu_s: list[float]  # until it has nothing to do any more
    resident_mb: list[float]


def note(discord: TestDiscord, url: str) -> None:
    """The bot has been in all of these servers for long: it is no first start, which notes each."""
    from bot.storage.engine.postgres.raw import WRITING, PostgresRaw

    raw = PostgresRaw(url, begin=WRITING)
    ids = [(int(guild.id),) for guild in discord.world.bot_guilds()]
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO guilds (guild_id, joined_at) VALUES (?, 1)", ids)
    raw.execute("COMMIT")
    raw.close()


async def begin(discord: TestDiscord, url: str, shards: str, folder: Path) -> tuple[asyncio.subprocess.Process, float]:
    """Start one and wait for its first servers; how long that took."""
    environment = {
        **environment_for(discord),
        "DATABASE_URL": url,
        "DATABASE_PATH": str(folder / "unused.sqlite3"),
        "SHARDS": shards,
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=Path.cwd(), env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    said = b""
    while b"ready as" not in said:
        said = await process.stderr.readline()
        assert said, f"the process of {shards} ended"
    return process, time.perf_counter() - began


async def drained(process: asyncio.subprocess.Process) -> None:
    """Read what it says, so that it never waits for us."""
    assert process.stderr is not None
    while await process.stderr.readline():
        pass


async def start(discord: TestDiscord, url: str, count: int, folder: Path) -> Figures:
    """Start all at once, and wait until they have nothing more to do."""
    each = SHARDS // count
    ranges = [f"{first}-{first + each - 1}/{SHARDS}" for first in range(0, SHARDS, each)]
    begun = await asyncio.gather(*(begin(discord, url, shards, folder) for shards in ranges))
    reading = [asyncio.create_task(drained(process)) for process, _ready_s in begun]
    bots = [Bot(process.pid, ready_s, 0.0) for process, ready_s in begun]
    try:
        await asyncio.gather(*(rest(bot, every_s=3) for bot in bots))
        return Figures(
            [bot.ready_s for bot in bots], [bot.cpu_s() for bot in bots], [bot.resident_mb() for bot in bots]
        )
    finally:
        for process, _ready_s in begun:
            process.terminate()
        await asyncio.gather(*(process.wait() for process, _ready_s in begun), *reading)


async def measure(running: PostgresServer, servers: Sequence[int], processes: Sequence[int], channels: int) -> None:
    """Print a line for each number of servers and of processes."""
    print(
        f"{'servers':>8}{'processes':>11}{'READY s':>9}{'CPU s each':>12}{'CPU s all':>11}{'MB each':>9}{'MB all':>8}"
    )
    known: dict[tuple[int, int], Figures] = {}
    for number in servers:
        rate = IdentifyRate(shards=SHARDS, at_once=SHARDS)
        async with TestDiscord(
            is_checked=False, world=world_of(number, channels=channels), identifying=rate
        ) as discord:
            for count in processes:
                with tempfile.TemporaryDirectory() as folder:
                    url = running.make(f"ready{number}_{count}")
                    note(discord, url)
                    one = known[number, count] = await start(discord, url, count, Path(folder))
                print(
                    f"{number:>8}{count:>11}{max(one.ready_s):>9.1f}{max(one.cpu_s):>12.1f}{sum(one.cpu_s):>11.1f}"
                    f"{max(one.resident_mb):>9.0f}{sum(one.resident_mb):>8.0f}",
                    flush=True,
                )
    for count in processes:
        for few, many in pairwise(servers):
            less, more = known[few, count], known[many, count]
            cpu_ms = (sum(more.cpu_s) - sum(less.cpu_s)) / (many - few) * 1e3
            kilobytes = (sum(more.resident_mb) - sum(less.resident_mb)) / (many - few) * 1e3
            print(f"with {count}: a server more, from {few} to {many}, costs {cpu_ms:.2f} ms and {kilobytes:.0f} kB")
