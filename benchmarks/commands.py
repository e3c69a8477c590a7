"""What a slash command costs: CPU of the whole bot beside a bare discord.py command that sends a constant, on the
same loopback server in one run; and from start to READY, with resident memory.

    python -m benchmarks commands [--commands 300] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.playground.interactions.access import commands_in
from bot.playground.server import LoopbackDiscord

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
SERIES = "love-in-the-big-city-kr-2024"


@dataclass
class Figures:
    """One bot's figures, a value a round."""

    cpu_ms: dict[str, list[float]] = field(default_factory=dict)
    ready_s: list[float] = field(default_factory=list)
    resident_mb: list[float] = field(default_factory=list)


def cpu_s(pid: int) -> float:
    """CPU seconds that the process has used, all threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_mb(pid: int) -> float:
    """Resident memory in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6


@asynccontextmanager
async def started(discord: LoopbackDiscord, module: list[str], folder: str, figures: Figures) -> AsyncIterator[int]:
    """Run a bot as a process of its own until the block ends; notes its start."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "DATABASE_PATH": f"{folder}/linger.sqlite3",
        "LOG_LEVEL": "ERROR",
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *module, cwd=Path.cwd(), env=environment)
    try:
        while not discord.gateway.is_ready:
            await asyncio.sleep(0.01)
            assert process.returncode is None, f"{module} ended with {process.returncode}"
        figures.ready_s.append(time.perf_counter() - began)
        await asyncio.sleep(1.0)
        figures.resident_mb.append(resident_mb(process.pid))
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        while discord.gateway.is_ready:  # noqa: ASYNC110 (the server has no event for it, and we only wait)
            await asyncio.sleep(0.01)


async def ask(discord: LoopbackDiscord, query: str) -> None:
    """Type /series as a member."""
    world = discord.world
    user = next(user for user in world.users.values() if user.name == "alice")
    guild = world.guilds[next(iter(user.guild_ids))]
    channel_id = next(c for c in guild.channel_ids if world.channels[c].data["name"] == "lobby")
    command = next(c for c in commands_in(world, guild) if c["name"] == "series")
    options = [{"name": "query", "type": 3, "value": query}]
    data = {"id": command["id"], "name": "series", "type": 1, "options": options}
    outcome = await discord.people.interact(user.id, {"type": 2, "channel_id": channel_id, "data": data})
    assert outcome["outcome"] == "message", outcome


async def measure(discord: LoopbackDiscord, pid: int, figures: Figures, what: str, query: str, number: int) -> None:
    """CPU per command in milliseconds, after a short warm-up."""
    for _ in range(20):
        await ask(discord, query)
    before = cpu_s(pid)
    for _ in range(number):
        await ask(discord, query)
    figures.cpu_ms.setdefault(what, []).append((cpu_s(pid) - before) / number * 1e3)


async def run(number: int, rounds: int) -> None:
    """Take turns, so that a busy machine is unfair to both."""
    bare, linger = Figures(), Figures()
    for _ in range(rounds):
        async with LoopbackDiscord() as discord:
            with tempfile.TemporaryDirectory() as folder:
                async with started(discord, ["benchmarks.bare_bot"], folder, bare) as pid:
                    await measure(discord, pid, bare, "constant", "x", number)
                async with started(discord, ["bot", "run"], folder, linger) as pid:
                    await measure(discord, pid, linger, "card, by id", SERIES, number)
                    await measure(discord, pid, linger, "card, misspelt", "love in big citty", number)
    yardstick = statistics.median(bare.cpu_ms["constant"])
    print(f"\nCPU per slash command (median of {rounds} rounds of {number})")
    print(f"  {'bare, a constant':<24}{yardstick:7.2f} ms   1.00 ×")
    for what, values in linger.cpu_ms.items():
        ours = statistics.median(values)
        print(f"  {'Linger, ' + what:<24}{ours:7.2f} ms   {ours / yardstick:.2f} ×")
    for title, unit, get in (
        ("Start to READY", "s", lambda f: f.ready_s),
        ("Resident memory at READY", "MB", lambda f: f.resident_mb),
    ):
        base, ours = statistics.median(get(bare)), statistics.median(get(linger))
        print(f"\n{title}\n  bare {base:8.2f} {unit}\n  Linger {ours:6.2f} {unit}   {ours / base:.2f} ×")


def main(arguments: list[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="commands")
    parser.add_argument("--commands", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options, _rest = parser.parse_known_args(arguments)
    asyncio.run(run(options.commands, options.rounds))


if __name__ == "__main__":
    main()
