"""kill -9 of any of four processes, and of PostgreSQL itself, under a stream of votes and reviews: what was
acknowledged is there, and in the end all is as Discord shows it.

`LINGER_KILLS=50 pytest tests/scale/test_kills.py` kills 50 times of each; otherwise it is a few.
"""

from __future__ import annotations

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.playground.gateway.identify_rate import IdentifyRate
from bot.storage.ledger import reactions
from tests.gate import kills
from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import PostgresServer, server
from tests.scale.crowd import Acknowledged, Key, Voters, Writers
from tests.scale.fleet import Fleet, club_on, fleet, here, write_review
from tests.scale.stored import problems_at, stored_at
from tests.votes.posts import on_discord

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself

KILLS = kills(gate=3, home=2)
COUNT = 4
SHARDS = [f"{number}/{COUNT}" for number in range(COUNT)]
SETTLED_S = 180.0
Failing = Callable[[PostgresServer, float], Awaitable[None]]


class Life:
    """Four processes, a server on the shard of each, and people who act there."""

    def __init__(self, discord: TestDiscord, running: PostgresServer, bots: Fleet, seed: int) -> None:
        self.discord, self.running, self.bots = discord, running, bots
        self.source = random.Random(seed)
        self.clubs = {f"{number}/{COUNT}": club_on(discord, number, COUNT) for number in range(COUNT)}
        self.posts: dict[str, int] = {}  # by shard
        self.checked = 0
        self.voters: Voters
        self.writers: Writers
        self._acting: list[asyncio.Task[None]] = []

    async def begin(self) -> None:
        for shard, guild_id in self.clubs.items():
            post = await write_review(self.discord, guild_id, "alice", "bad-buddy-th-2021", f"First, on {shard}")
            self.posts[shard] = int(post.id)
        by_message = {self.posts[shard]: guild_id for shard, guild_id in self.clubs.items()}
        self.voters = Voters(self.discord, by_message, self.source)
        self.writers = Writers(self.discord, list(self.clubs.values()), self.source)
        self._acting = [asyncio.create_task(self.voters.act())]
        self._acting += [asyncio.create_task(self.writers.write(name)) for name in ("nok", "haruka", "pablo")]

    async def end(self) -> None:
        """Nobody acts any more, once everybody who writes has written."""
        _voting, *writing = self._acting
        self.writers.is_enough = self.voters.rest = True
        await asyncio.wait(writing, timeout=SETTLED_S)
        for task in self._acting:
            task.cancel()
        found = await asyncio.gather(*self._acting, return_exceptions=True)
        assert [one for one in found if isinstance(one, Exception)] == []

    def standing(self, message_ids: list[int]) -> set[Key]:
        """What is stored of reactions on these messages."""
        with stored_at(self.bots.url) as raw:
            found = [each for message_id in message_ids for each in reactions.list_standing(raw, message_id)]
        return {(each.message_id, each.user_id) for each in found}

    def tallies(self) -> dict[int, tuple[int, int]]:
        """Helpful and not, by message, as stored."""
        with stored_at(self.bots.url) as raw:
            rows = raw.execute(
                "SELECT p.message_id, t.helpful, t.not_helpful FROM posts AS p JOIN vote_tallies AS t"
                " ON t.subject_kind = p.subject_kind AND t.subject_id = p.subject_id"
            ).fetchall()
        return {row[0]: (row[1], row[2]) for row in rows if row[0] in self.posts.values()}

    def differing(self) -> list[str]:
        """What is not, or not yet, as on Discord."""
        found = []
        tallies = self.tallies()
        for message_id in self.posts.values():
            shown = {(each.message_id, each.user_id, each.emoji) for each in on_discord(self.discord, message_id)}
            stored = self.standing([message_id])
            if stored != {(message, user) for message, user, _emoji in shown}:
                found.append(f"reactions on {message_id}: {len(stored)} stored, {len(shown)} shown")
            helpful = sum(emoji == "👍" for _message, _user, emoji in shown)
            if tallies.get(message_id) != (helpful, len(shown) - helpful):
                found.append(f"tally of {message_id}: {tallies.get(message_id)}, not {helpful} of {len(shown)}")
            post = self.discord.member("mina").look(self.seen(message_id))
            if f"{helpful} of {len(shown)} found this helpful" not in post.text:
                found.append(f"the card of {message_id} does not say {helpful} of {len(shown)}")
        return found + [f"review {head!r}: {states}" for head, states in self.reviews_differing().items()]

    def seen(self, message_id: int) -> object:
        (guild_id,) = [self.clubs[shard] for shard, posted in self.posts.items() if posted == message_id]
        place = here(self.discord, guild_id, "reviews")
        return next(one for one in self.discord.all_messages(place) if one.id == str(message_id))

    def reviews_differing(self) -> dict[str, object]:
        with stored_at(self.bots.url) as raw:
            rows = raw.execute("SELECT headline, message_id FROM reviews WHERE state <> 'deleted'").fetchall()
        stored = {row[0]: [row[1]] for row in rows if row[1] is not None}
        shown: dict[str, list[int]] = {}
        for guild_id in self.clubs.values():
            for message in self.discord.all_messages(here(self.discord, guild_id, "reviews")):
                for headline in self.writers.tried:
                    if headline in message.text:
                        shown.setdefault(headline, []).append(int(message.id))
        return {
            headline: (stored.get(headline), shown.get(headline))
            for headline in self.writers.tried
            if stored.get(headline) != shown.get(headline)
            or (headline in self.writers.posted and headline not in shown)
        }


@asynccontextmanager
async def life(seed: int) -> AsyncIterator[Life]:
    """Everything for a life; at the end all is settled and compared."""
    rate = IdentifyRate(shards=COUNT, at_once=16)
    with server() as running:
        url = running.make("alive")
        async with TestDiscord(is_checked=False, identifying=rate) as discord, fleet(discord, url) as bots:
            lived = Life(discord, running, bots, seed)
            await bots.start(*SHARDS)
            await lived.begin()
            yield lived
            await lived.end()
            await compare(lived)


async def compare(lived: Life) -> None:
    """In the end everything is as on Discord, and no promise between tables is broken."""
    await asyncio.gather(*(lived.bots.processes[shard].ready() for shard in SHARDS))
    differing = ["not looked at"]
    until_s = asyncio.get_running_loop().time() + SETTLED_S
    while differing and asyncio.get_running_loop().time() < until_s:
        await asyncio.sleep(0.2)
        differing = await asyncio.to_thread(lived.differing)
    assert differing == []
    assert problems_at(lived.bots.url) == []
    assert lived.checked > KILLS
    assert len(lived.writers.posted) >= COUNT
    acts, posted, tried = sum(lived.voters.acts.values()), len(lived.writers.posted), len(lived.writers.tried)
    print(f"\n{KILLS} kills, {acts} acts: {lived.checked} acknowledged votes looked for, none lost;", end=" ")
    print(f"{posted} reviews posted in {tried} tries")


async def test_kills_of_any_process_lose_nothing_and_the_others_go_on() -> None:
    async with life(1) as lived:
        begun = {shard: Counter(lived.voters.acts) for shard in SHARDS}
        for _kill in range(KILLS):
            await asyncio.sleep(lived.source.uniform(0.3, 1.5))
            shard = lived.source.choice(SHARDS)
            victim = lived.bots.processes[shard]
            if lived.source.random() < 0.8:  # the others die at some moment of their start
                await victim.ready()
                await asyncio.sleep(lived.source.uniform(0, 0.8))
            await victim.kill()
            since = lived.voters.acts - begun[shard]
            message_id = lived.posts[shard]
            standing = await asyncio.to_thread(lived.standing, [message_id])
            lost, checked = Acknowledged.of(victim.told).lost(since, standing)
            assert lost == [], f"acknowledged by {shard}, and lost"
            lived.checked += checked
            begun[shard] = Counter(lived.voters.acts)
            await lived.bots.begin(shard)


async def killed(running: PostgresServer, pause_s: float) -> None:
    """Like a power cut for its processes."""
    await asyncio.to_thread(running.stop, signal.SIGKILL)
    await asyncio.sleep(pause_s)
    await asyncio.to_thread(running.start)


async def restarted(running: PostgresServer, pause_s: float) -> None:
    """In order, as for an upgrade or a failover."""
    await asyncio.to_thread(running.stop)
    await asyncio.sleep(pause_s)
    await asyncio.to_thread(running.start)


async def cut_off(running: PostgresServer, _pause_s: float) -> None:
    """The server goes on, and every session of the bots is ended."""
    await asyncio.to_thread(
        running.execute, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'alive'"
    )


@pytest.mark.parametrize("failing", [killed, restarted, cut_off])
async def test_failures_of_the_server_lose_nothing_and_all_four_come_back(failing: Failing) -> None:
    async with life(2) as lived:
        for kill in range(KILLS):
            await asyncio.sleep(lived.source.uniform(0.5, 2.0))
            # While people go on, most is changed before it is looked at.
            lived.voters.rest = not kill or lived.source.random() < 0.5
            acknowledged = {shard: list(lived.bots.processes[shard].told) for shard in SHARDS}
            acts = Counter(lived.voters.acts)
            await failing(lived.running, lived.source.choice([0, 0, 0.5]))
            standing = await asyncio.to_thread(lived.standing, list(lived.posts.values()))
            for shard, told in acknowledged.items():
                said = Acknowledged.of(told)
                said.last = {key: sign for key, sign in said.last.items() if acts[key] == lived.voters.acts[key]}
                lost, checked = said.lost(acts, standing)
                assert lost == [], f"acknowledged by {shard}, and lost"
                lived.checked += checked
            lived.voters.rest = False
        for shard in SHARDS:
            assert lived.bots.processes[shard].running.is_alive(), f"{shard} did not outlive the server"
