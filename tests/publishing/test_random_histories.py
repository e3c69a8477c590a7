"""Whatever happens, what is published says what is the case once the dust has settled: random histories.

In each of many servers people write, edit, delete, vote, correct, merge, decide and forget at random, while Discord
refuses, loses answers and goes away; then every message and every thread's name is compared with a plain model.
"""

from __future__ import annotations

import asyncio
import os
import random
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.forking import forked, lines_of
from tests.loopback.running import running_bot
from tests.publishing.comparing import differences, left_to_do
from tests.publishing.dying_bot import Shifted, run_dying
from tests.publishing.histories import OWNER, History

pytestmark = pytest.mark.e2e

SERVERS = 20  # histories at a time, under one bot
ACTS = 14  # of each
SETTLED_WITHIN_S = 150.0

_POSTS, _POST = "/channels/*/messages", "/channels/*/messages/*"
_OWN_REACTION = "/channels/*/messages/*/reactions/*/@me"
_DOORS = (("PATCH", _POST), ("POST", _POSTS), ("PUT", _OWN_REACTION), ("DELETE", _POST), ("PATCH", "/channels/*"))


def lives() -> tuple[datetime, datetime]:
    """When the bot lives: first in the week before a month that begins on a Monday, then at noon of that Monday.

    So the digest of the one week and the lists of the one month are due in the second life, and tell of the first.
    """
    first = datetime.now(UTC).replace(day=1, hour=12, minute=0) + timedelta(days=62)
    while first.day != 1 or first.weekday() != 0:
        first += timedelta(days=1)
    return first - timedelta(days=5), first


class Weather:
    """What Discord does meanwhile."""

    def __init__(self, discord: TestDiscord, histories: list[History], dice: random.Random) -> None:
        self._discord, self._histories, self._dice = discord, histories, dice
        self._out: set[str] = set()

    async def blow(self) -> None:
        """Trouble after trouble, until it is cancelled."""
        while True:
            await asyncio.sleep(self._dice.uniform(0.02, 0.2))
            trouble = self._dice.choice([self._refuse, self._refuse, self._lose, self._limit, self._outage, self._drop])
            trouble()

    def _refuse(self) -> None:
        method, path = self._dice.choice(_DOORS)
        status, code = self._dice.choice([(403, 50013), (403, 50001), (404, 0), (500, 0), (503, 0)])
        self._discord.faults.fail(method, path, status=status, code=code, times=self._dice.randint(1, 3))

    def _lose(self) -> None:
        method, path = self._dice.choice(_DOORS)
        self._discord.faults.cut(method, path, taken=self._dice.random() < 0.5)

    def _limit(self) -> None:
        method, path = self._dice.choice(_DOORS)
        self._discord.faults.rate_limit(method, path, retry_after=0.02)

    def _outage(self) -> None:
        guild_id = self._dice.choice(self._histories).guild_id
        if guild_id not in self._out:
            self._out.add(guild_id)
            self._discord.faults.outage(guild_id)
            asyncio.get_running_loop().call_later(self._dice.uniform(0.05, 0.3), self._recover, guild_id)

    def _recover(self, guild_id: str) -> None:
        if guild_id in self._out:
            self._out.discard(guild_id)
            self._discord.faults.recover(guild_id)

    def _drop(self) -> None:
        if self._dice.random() < 0.2:
            self._discord.faults.drop_gateway()

    def clear(self) -> None:
        """The sun comes out."""
        self._discord.faults.clear()
        for guild_id in list(self._out):
            self._recover(guild_id)


class Bot:
    """The bot on one world, in a process of its own where it is to be killed."""

    def __init__(self, discord: TestDiscord, database: Path, *, dies: bool) -> None:
        self._discord, self._database, self._dies = discord, database, dies

    @asynccontextmanager
    async def running(self, begins: datetime) -> AsyncIterator[None]:
        """Started at that time of its own; at the end it is stopped as an operator would, or killed."""
        if not self._dies:
            async with running_bot(self._discord, self._database, clock=Shifted(begins)):
                yield
            return
        where = str(self._database), self._discord.token, self._discord.api_url, self._discord.gateway_url
        process, pipe = await forked(run_dying, *where, begins)
        try:
            async with asyncio.timeout(120):
                said = [line async for line in lines_of(pipe) if line]
            assert said == ["ready"], "the bot did not start"
            yield
        finally:
            process.kill()
            await asyncio.to_thread(process.join)


async def live(discord: TestDiscord, database: Path, seed: int, *, dies: bool) -> list[str]:
    """Histories side by side under one bot, which is ended in the middle of them; what differs afterwards."""
    dice = random.Random(seed)
    bot = Bot(discord, database, dies=dies)
    midweek, monday = lives()
    async with bot.running(midweek):
        histories = [History(discord, str(database), n, dice.randrange(2**32)) for n in range(1, SERVERS + 1)]
        await _few_at_once(history.begin() for history in histories)
        await _go_on(discord, histories, dice, acts=ACTS // 2, cut_short=dies)
    async with bot.running(monday):
        for history in histories:  # what was being posted is posted, or a draft again, before anybody goes on
            await discord.wait_for(history.is_posting_nothing, timeout_s=SETTLED_WITHIN_S)
            history.resolve()
        await _go_on(discord, histories, dice, acts=ACTS // 2, cut_short=False)
        found = await asyncio.gather(*(_settled(discord, history) for history in histories))
        return [line for lines in found for line in lines]


async def _few_at_once(beginning: Iterable[Coroutine[Any, Any, None]]) -> None:
    """So that on a busy machine nobody waits for an answer longer than people would."""
    turns = asyncio.Semaphore(5)

    async def take_turn(one: Coroutine[Any, Any, None]) -> None:
        async with turns:
            await one

    await asyncio.gather(*map(take_turn, beginning))


async def _go_on(
    discord: TestDiscord, histories: list[History], dice: random.Random, *, acts: int, cut_short: bool
) -> None:
    weather = Weather(discord, histories, dice)
    blowing = asyncio.create_task(weather.blow())

    async def go_on(history: History) -> None:
        for _each in range(acts):
            await history.random_act()

    going = [asyncio.create_task(go_on(history)) for history in histories]
    try:
        if cut_short:  # somebody pulls the plug while all of them are at it
            await asyncio.wait(going, timeout=dice.uniform(0.3, 3))
        else:
            await asyncio.gather(*going)
    finally:
        for task in (*going, blowing):
            task.cancel()
        await asyncio.gather(*going, blowing, return_exceptions=True)
        weather.clear()


async def _settled(discord: TestDiscord, history: History) -> list[str]:
    """What differs once nothing is left to do; "" where nothing does."""
    if history.cleared:
        await history.people[OWNER].command("/config reconcile")
    loop = asyncio.get_running_loop()
    ends, looks = loop.time() + SETTLED_WITHIN_S, [["nobody looked yet"]]
    while loop.time() < ends and any(looks[-2:]):  # what Discord refused is tried more and more seldom
        history.catch_up()
        history.forget_erased()
        if history.is_unsure:
            history.resolve()
        looks.append(_look(history))  # one look may fall between two deeds, also the last
        await asyncio.sleep(0.3)
    found = history.wrong + looks[-1]
    if history.facts != history.known():
        found.append(f"what was acknowledged is not what is stored: {history.facts} {history.known()}")
    return [f"server {history.number}: {line}\n    {' '.join(history.trace)}" for line in found]


def _look(history: History) -> list[str]:
    return [f"still left to do: {one}" for one in left_to_do(history)] or differences(history)


async def many(tmp_path: Path, seeds: range, *, dies: bool) -> list[str]:
    """What differs in any of the histories."""
    found: list[str] = []
    for seed in seeds:
        async with TestDiscord(is_checked=seed == 1) as discord:
            with discord.library_pointed_here():
                lines = await live(discord, tmp_path / f"{seed}.sqlite3", seed, dies=dies)
                found += [f"seed {seed}, {line}" for line in lines]
        assert not discord.violations
    return found


def _seeds() -> range:
    """The gate lives through one world of each kind; more histories are asked for by name."""
    return range(1, 1 + int(os.environ.get("LINGER_HISTORIES", SERVERS)) // SERVERS)


async def test_whatever_happens_every_message_says_what_is_the_case(tmp_path: Path) -> None:
    found = await many(tmp_path, _seeds(), dies=False)
    assert not found, "\n".join(found)


@pytest.mark.slow
async def test_the_same_with_a_kill_in_each_history(tmp_path: Path) -> None:
    found = await many(tmp_path, _seeds(), dies=True)
    assert not found, "\n".join(found)
