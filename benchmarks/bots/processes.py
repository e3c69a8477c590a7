"""Bots as processes of their own on one loopback server, and what they use."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.playground.server import LoopbackDiscord

BARE = ("benchmarks.bots.bare",)
LINGER = ("bot", "run")
ATTENTIVE = ("benchmarks.bots.attentive",)  # the same, which tells how late its loop is
_PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_mb(pid: int | str = "self") -> float:
    """Resident memory of a process, or of this one."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot that has reached READY."""

    pid: int
    ready_s: float  # from its beginning, on the clock on the wall
    ready_cpu_s: float

    def cpu_s(self) -> float:
        """Processor time that the process has used, all threads, those that have ended included."""
        return int(Path(f"/proc/{self.pid}/schedstat").read_text().split()[0]) / 1e9 + self._others_s()

    def _others_s(self) -> float:
        tasks = (task for task in Path(f"/proc/{self.pid}/task").iterdir() if task.name != str(self.pid))
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def resident_mb(self) -> float:
        """Resident memory."""
        return resident_mb(self.pid)

    def files(self) -> int:
        """Open files, sockets included."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def threads(self) -> int:
        """Threads."""
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))


def environment_for(discord: LoopbackDiscord) -> dict[str, str]:
    """Where a bot finds its code and this Discord; it asks nobody else."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join((str(Path.cwd()), *sys.path)),
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "PROVIDERS": "",
    }


@asynccontextmanager
async def started(discord: LoopbackDiscord, module: tuple[str, ...], folder: Path, **more: str) -> AsyncIterator[Bot]:
    """Run a bot until the block ends; it keeps its data in `folder`."""
    environment = {
        **environment_for(discord),
        "DATABASE_PATH": str(folder / "linger.sqlite3"),
        "CARDS": str(folder),
        "LOG_LEVEL": "ERROR",
        **more,
    }
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", *module, cwd=Path.cwd(), env=environment)
    try:
        while not discord.gateway.is_ready:
            await asyncio.sleep(0.005)
            assert process.returncode is None, f"{module} ended with {process.returncode}"
        waits = Bot(process.pid, 0.0, 0.0)
        yield Bot(process.pid, time.perf_counter() - began, waits.cpu_s())
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        while discord.gateway.is_ready:  # noqa: ASYNC110 (the server has no event for it, and we only wait)
            await asyncio.sleep(0.01)


async def rest(bot: Bot, *, every_s: float = 0.5) -> None:
    """Wait until the bot does next to nothing."""
    used_s = bot.cpu_s()
    while True:
        await asyncio.sleep(every_s)
        now_s = bot.cpu_s()
        if now_s - used_s < 0.02 * every_s:
            return
        used_s = now_s
