"""kill -9 of the whole bot under a stream of reactions, 50 times: no acknowledged vote is lost, and none drifts."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.domain.votes import Reaction
from bot.playground.people.servers import PeopleServers
from bot.storage import backup
from bot.storage.database import Database
from tests.e2e.conftest import running_bot
from tests.loopback.discord import TestDiscord
from tests.votes.conftest import in_ledger, on_discord, posted_review
from tests.votes.test_reconciling import drift, votes_cog

KILLS = 50
MEMBERS = 600

PROGRAM = """
import asyncio, os, sys
from pathlib import Path
import bot.app
from bot.client import serve
from bot.services.voting import Ledger
from bot.settings import Settings

def told(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

class TellingLedger(Ledger):
    # Says what is acknowledged, after it is.
    def add(self, guild_id, reaction, voter):
        return self.telling("+", reaction, super().add(guild_id, reaction, voter))

    def remove(self, guild_id, reaction):
        return self.telling("-", reaction, super().remove(guild_id, reaction))

    def telling(self, sign, reaction, stored):
        def tell(done):
            if done.result() is not None:
                told(sign, reaction.message_id, reaction.user_id)
        stored.add_done_callback(tell)
        return stored

bot.app.Ledger = TellingLedger

async def main():
    path, token, api_url, gateway_url = sys.argv[1:]
    settings = Settings(
        discord_token=token, database_path=Path(path), discord_api_url=api_url, discord_gateway_url=gateway_url
    )
    async with bot.app.open_app(settings) as app:
        def watch(client):
            asyncio.ensure_future(tell_ready(client))
        async def tell_ready(client):
            await client.started.wait()
            told("ready")
        await serve(app, on_client=watch)

asyncio.run(main())
"""

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


async def run_until_killed(discord: TestDiscord, path: Path, source: random.Random) -> list[tuple[str, Key]]:
    """What the program acknowledged before it was killed, at some moment of its start or its work."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(path), discord.token, discord.api_url, discord.gateway_url,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    told: list[str] = []
    reading = asyncio.create_task(_read(process.stdout, told))
    if source.random() < 0.2:
        await asyncio.sleep(source.uniform(0.5, 2.5))
    else:
        for _ in range(3_000):
            if "ready" in told or process.returncode is not None:
                break
            await asyncio.sleep(0.01)
        assert "ready" in told
        await asyncio.sleep(source.uniform(0, 0.8))
    process.kill()
    await process.wait()
    await reading
    acknowledged = [line.split() for line in told if line != "ready"]
    return [(words[0], (int(words[1]), int(words[2]))) for words in acknowledged if len(words) == 3]


async def _read(stream: asyncio.StreamReader, told: list[str]) -> None:
    async for line in stream:
        told += [line.decode().strip()] if line.endswith(b"\n") else []


@pytest.mark.e2e
@pytest.mark.slow
async def test_50_kills_under_load_lose_no_acknowledged_vote(discord_server: TestDiscord, tmp_path: Path) -> None:
    path, source = tmp_path / "linger.sqlite3", random.Random(9)
    async with running_bot(discord_server, path):
        posts = [await posted_review(discord_server, by) for by in ("alice", "pablo", "theo")]
    ids = [int(post.id) for post in posts]
    crowd = Crowd(discord_server, ids, source)
    acting = asyncio.create_task(crowd.act())
    checked = 0
    for _kill in range(KILLS):
        crowd.acts.clear()
        last: dict[Key, str] = {}
        heard: Counter[Key] = Counter()
        for sign, key in await run_until_killed(discord_server, path, source):
            last[key] = sign
            heard[key] += 1
        acts = Counter(crowd.acts)
        assert backup.check(path) == []
        async with Database.open(path) as database:
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
    async with running_bot(discord_server, path) as bot:
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
    assert backup.check(path) == []


def post_author(bot, message_id: int) -> int:  # type: ignore[no-untyped-def]  # the running bot
    import sqlite3

    with sqlite3.connect(bot.app.db.path) as connection:
        return int(connection.execute("SELECT author_id FROM posts WHERE message_id = ?", (message_id,)).fetchone()[0])
