"""An hour of a busy server in some minutes: does anything grow?

Interactions of all kinds, and votes; what the bot holds is asked after the first tenth and at the end, when it is
idle: traced memory, resident memory, tasks, threads, open files.

    python -m benchmarks busy [--interactions 3000]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks.bots.processes import Bot
from benchmarks.commands import READ
from bot.playground.limits.components import walk
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.reviews.reviewers import LITBC, posted

QUERIES = (
    LITBC,
    "love in big citty",
    "대도시",
    "litbc",
    "bad budy",
    "semantic eror",
    "nothing like this at all",
    "the",
)
MOST_TRACED_MB = 5.0
# aiohttp looks each fifteen seconds for connections that nobody used for fifteen; now and then there are two.
_IDLE_S = 32
Json = dict[str, Any]


async def hold(discord: TestDiscord, process: Process) -> Json:
    """What the bot holds once it is idle; what the loopback server remembers of it is thrown away."""
    await asyncio.sleep(_IDLE_S)  # timers of the last answers run out, and connections that nobody uses are closed
    discord.requests.clear()
    process.send_signal(signal.SIGUSR1)
    assert process.stdout is not None
    told: Json = json.loads(await process.stdout.readline())
    bot = Bot(process.pid, 0, 0)
    return told | {"resident MB": bot.resident_mb(), "threads": bot.threads(), "files": bot.files()}


def deeds(discord: TestDiscord, review: Seen, rng: random.Random) -> Callable[[], Awaitable[object]]:
    """One more deed of somebody, each kind as often as people do it."""
    people = [discord.member(name).at("#lobby") for name in ("alice", "theo", "nok", "haruka", "pablo")]
    read = next(p["custom_id"] for p in walk(review.json["components"]) if p.get("custom_id", "").startswith(READ))

    async def act() -> None:
        one = rng.choice(people)
        kind = rng.random()
        if kind < 0.35:
            await one.autocomplete("/series", "query", rng.choice(QUERIES)[: rng.randint(1, 12)])
        elif kind < 0.55:
            await one.command("/series", query=rng.choice(QUERIES))
        elif kind < 0.7:
            await one.click(review, read)
        elif kind < 0.8:
            await one.react(review, "👍")
            await one.unreact(review, "👍")
        elif kind < 0.88:
            await one.command("/progress set", series=LITBC, episode=rng.randint(1, 8))
        elif kind < 0.94:
            await one.command("/progress list")
        else:
            await one.command("/help")

    return act


async def run(number: int) -> bool:
    async with TestDiscord(is_checked=False) as discord:
        with tempfile.TemporaryDirectory() as folder:
            where = (str(Path(folder) / "linger.sqlite3"), discord.token, discord.api_url, discord.gateway_url)
            program = (sys.executable, "-m", "benchmarks.bots.busy_program", *where)
            process = await asyncio.create_subprocess_exec(*program, stdout=PIPE)
            try:
                while not discord.gateway.is_ready:  # noqa: ASYNC110 (the server has no event for it)
                    await asyncio.sleep(0.05)
                await discord.member("alice").at("#lobby").command("/series", query="love")
                act = deeds(discord, await posted(discord), random.Random(7))
                for _ in range(number // 10):
                    await act()
                first = await hold(discord, process)
                for _ in range(number - number // 10):
                    await act()
                last = await hold(discord, process)
            finally:
                process.terminate()
                await process.wait()
    return tell(first, last, number)


def tell(first: Json, last: Json, number: int) -> bool:
    print(f"{number} interactions{'':<12}after a tenth{'':>6}at the end")
    for what, before in first.items():
        scale = 1e6 if what == "traced" else 1
        print(f"  {what:<22}{before / scale:>14.2f}{last[what] / scale:>16.2f}")
    grown_mb = (last["traced"] - first["traced"]) / 1e6
    print(f"traced memory grew by {grown_mb:.2f} MB (at most {MOST_TRACED_MB})")
    return grown_mb < MOST_TRACED_MB and all(last[what] <= first[what] for what in ("tasks", "threads", "files"))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="busy", description=__doc__)
    parser.add_argument("--interactions", type=int, default=3_000)
    options, _rest = parser.parse_known_args(arguments)
    if not asyncio.run(run(options.interactions)):
        sys.exit("something grew")


if __name__ == "__main__":
    main()
