"""kill -9 of the whole bot under a stream of reactions, again and again: no acknowledged vote is lost, none drifts.

In lives of ten kills each, so that they can be lived at the same time; on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from bot.domain.votes import Reaction
from bot.playground.people.servers import PeopleServers
from bot.storage.engine.database import Database
from tests.gate import kills
from tests.loopback.discord import TestDiscord
from tests.loopback.forking import forked, lines_of
from tests.loopback.postgres import elsewhere, problems_of
from tests.loopback.running import running_bot
from tests.votes.dying_bot import run_dying
from tests.votes.posts import in_ledger, on_discord, posted_review
from tests.votes.test_reconciling import drift, votes_cog

pytestmark = pytest.mark.sqlite  # names its engines itself

KILLS = 10  # in each life
LIVES = max(1, kills(gate=50, home=10) // KILLS)
MEMBERS = 600

Key = tuple[int, int]  # message, member


def emoji_of(user_id: int) -> str:
    """Each member keeps to one emoji, so that nothing is replaced."""
    return "👍" if (user_id >> 22) % 3 else "👎"


class Crowd:
    """Members who react and take back, on and on."""

    def __init__(self, discord: TestDiscord, message_ids: list[int], source: random.Random) -> None:
        self._discord = discord
        self._channel = discord.channel_id("#reviews")
        guild_id = str(discord.world.channels[self._channel].guild_id)
        # So many that one who acts is seldom chosen again in the same round: then it is clear what must be stored.
        servers = PeopleServers(discord._backend)
        for number in range(MEMBERS):
            user_id = str(servers.create_person({"username": f"voter{number}"})["id"])
            servers.join(user_id, guild_id, user_id)
        members = discord.world.guilds[guild_id].members
        self._keys = [(m, int(u)) for m in message_ids for u in members if u != discord.world.bot_id]
        self._source = source
        self.standing: set[Key] = set()
        self.acts: Counter[Key] = Counter()  # in this round

    async def act(self) -> None:
        while True:
            key = self._source.choice(self._keys)
            act = self._discord.people.unreact if key in self.standing else self._discord.people.react
            act(str(key[1]), self._channel, str(key[0]), emoji_of(key[1]))
            self.standing ^= {key}
            self.acts[key] += 1
            await asyncio.sleep(self._source.uniform(0, 0.006))


async def run_until_killed(discord: TestDiscord, path: Path, url: str, source: random.Random) -> list[tuple[str, Key]]:
    """What the program acknowledged before it was killed, at some moment of its start or its work."""
    process, pipe = await forked(run_dying, str(path), url, discord.token, discord.api_url, discord.gateway_url)
    told: list[str] = []
    reading = asyncio.create_task(_read(pipe, told))
    if source.random() < 0.2:
        await asyncio.sleep(source.uniform(0.1, 1.5))
    else:
        for _ in range(6_000):
            if "ready" in told or not process.is_alive():
                break
            await asyncio.sleep(0.01)
        assert "ready" in told
        await asyncio.sleep(source.uniform(0, 0.8))
    process.kill()
    await asyncio.to_thread(process.join)
    await reading
    acknowledged = [line.split() for line in told if line != "ready"]
    return [(words[0], (int(words[1]), int(words[2]))) for words in acknowledged if len(words) == 3]


async def _read(pipe: Connection, told: list[str]) -> None:
    async for line in lines_of(pipe):
        told += [line]


@pytest.mark.e2e
@pytest.mark.slow
@pytest.mark.parametrize("life", range(LIVES))
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_kills_under_load_lose_no_acknowledged_vote(
    discord_server: TestDiscord, tmp_path: Path, life: int, engine: str, request: pytest.FixtureRequest
) -> None:
    path, source = tmp_path / "linger.sqlite3", random.Random(life)
    url = request.getfixturevalue("postgres").make(f"life{life}") if engine == "postgresql" else ""
    async with running_bot(discord_server, path, database_url=url):
        posts = [await posted_review(discord_server, by) for by in ("alice", "pablo", "theo")]
    ids = [int(post.id) for post in posts]
    crowd = Crowd(discord_server, ids, source)
    acting = asyncio.create_task(crowd.act())
    checked = 0
    for _kill in range(KILLS):
        crowd.acts.clear()
        last: dict[Key, str] = {}
        heard: Counter[Key] = Counter()
        for sign, key in await run_until_killed(discord_server, path, url, source):
            last[key] = sign
            heard[key] += 1
        acts = Counter(crowd.acts)
        async with Database.open(url or path) as database:
            assert problems_of(database) == []
            stored: set[Reaction] = set()
            for message_id in ids:
                stored |= await database.write(in_ledger(message_id))
        standing = {(reaction.message_id, reaction.user_id) for reaction in stored}
        for key, sign in last.items():
            if heard[key] == acts[key]:  # otherwise a later act was on its way
                assert (key in standing) is (sign == "+"), f"lost: {sign} {key}"
                checked += 1
    acting.cancel()
    await asyncio.gather(acting, return_exceptions=True)
    assert checked > KILLS
    async with running_bot(discord_server, path, database_url=url) as bot:
        cog = votes_cog(bot)
        await discord_server.wait_for(lambda: not cog.keeping.is_busy, timeout_s=60)
        assert await drift(bot, discord_server, ids) == []
        for message_id, post in zip(ids, posts, strict=True):
            shown = on_discord(discord_server, message_id)
            author = int(post_author(bot, message_id))
            votes = [reaction for reaction in shown if reaction.user_id != author]
            assert len(votes) > KILLS
            helpful = sum(reaction.emoji == "👍" for reaction in votes)
            words = f"{helpful} of {len(votes)} found this helpful"
            look = discord_server.member("mina").look
            await discord_server.wait_for(lambda p=post, w=words, see=look: w in see(p).text, timeout_s=30)
        assert problems_of(bot.app.db) == []


def post_author(bot, message_id: int) -> int:  # type: ignore[no-untyped-def]  # the running bot
    with elsewhere(bot.app.db) as connection:
        return int(connection.execute("SELECT author_id FROM posts WHERE message_id = ?", (message_id,)).fetchone()[0])
