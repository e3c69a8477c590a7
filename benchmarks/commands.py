"""What answers cost: CPU of the whole bot beside a bare discord.py client that sends the very same card with the same
intents, on the same loopback server in one run; and from start to READY, with resident memory.

    python -m benchmarks commands [--commands 200] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.bots.processes import BARE, LINGER, Bot, rest, started
from bot.playground.limits.components import walk
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.reviews.reviewers import LITBC, posted

Figures = dict[str, list[float]]
MISSPELT = "love in big citty"
READ = "reviews.read"


async def cost_ms(bot: Bot, act: Callable[[], Awaitable[object]], number: int) -> float:
    """CPU per deed in milliseconds, after a short warm-up."""
    for _ in range(20):
        await act()
    await rest(bot)
    before = bot.cpu_s()
    for _ in range(number):
        await act()
    return (bot.cpu_s() - before) / number * 1e3


async def prepare(discord: TestDiscord, folder: Path) -> tuple[Seen, str]:
    """A review to read, and the cards that Linger sends, for the bare client; the custom id that leads to it."""
    async with started(discord, LINGER, folder) as bot:
        alice = discord.member("alice").at("#lobby")
        await alice.command("/series", query="love")  # whatever is loaded late is, before somebody waits for a form
        await rest(bot)
        sent = await posted(discord)
        alice.at("#lobby")
        card = await alice.command("/series", query=LITBC)
        (folder / "series.json").write_text(json.dumps(card.seen.json["components"]))
        reads = [one["custom_id"] for one in walk(sent.json["components"]) if one.get("custom_id", "").startswith(READ)]
        told = await alice.click(sent, reads[0])
        (folder / "review.json").write_text(json.dumps(told.seen.json["components"]))
        return sent, reads[0]


async def run(number: int, rounds: int) -> None:
    """Take turns, so that a busy machine is unfair to both."""
    bare, linger = defaultdict(list), defaultdict(list)
    async with TestDiscord(is_checked=False) as discord:
        with tempfile.TemporaryDirectory() as name:
            review, custom_id = await prepare(discord, Path(name))
            for _ in range(rounds):
                for module, figures in ((BARE, bare), (LINGER, linger)):
                    async with started(discord, module, Path(name)) as bot:
                        await measure(discord, bot, figures, review, custom_id, number)
    tell(bare, linger, f"median of {rounds} rounds of {number}")


async def measure(discord: TestDiscord, bot: Bot, figures: Figures, review: Seen, custom_id: str, number: int) -> None:
    figures["start to READY, s of CPU"].append(bot.ready_cpu_s)
    figures["start to READY, s"].append(bot.ready_s)
    await rest(bot)
    figures["resident at rest, MB"].append(bot.resident_mb())
    alice: Member = discord.member("alice").at("#lobby")
    deeds = {
        "card, by id, ms": lambda: alice.command("/series", query=LITBC),
        "card, misspelt, ms": lambda: alice.command("/series", query=MISSPELT),
        "a review read, ms": lambda: alice.click(review, custom_id),
    }
    for what, act in deeds.items():
        figures[what].append(await cost_ms(bot, act, number))


def tell(bare: Figures, linger: Figures, how: str) -> None:
    print(f"{how:<34}{'bare':>9}{'Linger':>9}{'ratio':>8}")
    for what, values in linger.items():
        ours, theirs = statistics.median(values), statistics.median(bare[what])
        print(f"{what:<34}{theirs:>9.2f}{ours:>9.2f}{ours / theirs:>7.2f}×")


def main(arguments: list[str] | None = None) -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="commands")
    parser.add_argument("--commands", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options, _rest = parser.parse_known_args(arguments)
    asyncio.run(run(options.commands, options.rounds))


if __name__ == "__main__":
    main()
