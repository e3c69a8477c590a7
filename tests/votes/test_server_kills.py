"""kill -9 of the database server under a stream of votes and reviews, again and again: the bot comes back by itself,
every time, and what people see is what is stored.

In lives of ten kills each, so that they can be lived at the same time.
"""

from __future__ import annotations

import asyncio
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.gate import kills
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB
from tests.loopback.postgres import PostgresServer, elsewhere, problems_of, server
from tests.loopback.running import Running, running_bot
from tests.scale.crowd import Writers
from tests.votes.posts import posted_review
from tests.votes.test_kills import Crowd
from tests.votes.test_reconciling import drift, votes_cog

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself

KILLS = 10  # in each life
LIVES = max(1, kills(gate=50, home=10) // KILLS)
WRITING_S = 120.0  # of all who write, when the server stays


async def settled(discord: TestDiscord, bot: Running, ids: list[int]) -> None:
    async with asyncio.timeout(120):
        while votes_cog(bot).keeping.is_busy or await drift(bot, discord, ids):  # noqa: ASYNC110 (what others do)
            await asyncio.sleep(0.1)


def reviews_stored(bot: Running) -> dict[str, tuple[str, int | None]]:
    with elsewhere(bot.app.db) as raw:
        rows = raw.execute("SELECT headline, state, message_id FROM reviews WHERE state <> 'deleted'").fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}


@pytest.mark.parametrize("life", range(LIVES))
async def test_deaths_of_the_server_lose_nothing_and_the_bot_comes_back(
    discord_server: TestDiscord, tmp_path: Path, life: int
) -> None:
    with server() as running:
        await live(discord_server, tmp_path / "unused.sqlite3", running, random.Random(life))


async def live(discord: TestDiscord, path: Path, running: PostgresServer, source: random.Random) -> None:
    async with running_bot(discord, path, database_url=running.make("alive")) as bot:
        posts = [await posted_review(discord, by) for by in ("alice", "pablo", "theo")]
        ids = [int(post.id) for post in posts]
        crowd, writers = Crowd(discord, ids, source), Writers(discord, [discord.guild_id(CLUB)], source)
        acting = [asyncio.create_task(crowd.act())]
        writing = [asyncio.create_task(writers.write(name)) for name in ("nok", "haruka", "mina")]
        for _kill in range(KILLS):
            await asyncio.sleep(source.uniform(0.3, 1.5))
            await asyncio.to_thread(running.stop, signal.SIGKILL)
            await asyncio.sleep(source.choice([0, 0, 0.5]))
            await asyncio.to_thread(running.start)
        writers.is_enough = True
        await asyncio.wait(writing, timeout=WRITING_S)
        for task in (*acting, *writing):
            task.cancel()
        found = await asyncio.gather(*acting, *writing, return_exceptions=True)
        assert [one for one in found if isinstance(one, Exception)] == []
        await settled(discord, bot, ids)
        await bot.client.posts.settled()
        assert problems_of(bot.app.db) == []

        def reviews_shown() -> dict[str, list[int]]:
            shown: dict[str, list[int]] = {}
            for message in discord.all_messages("#reviews"):
                for headline in writers.tried:
                    if headline in message.text:
                        shown.setdefault(headline, []).append(int(message.id))
            return shown

        def differing() -> set[str]:
            posted = {head: [at] for head, (_state, at) in reviews_stored(bot).items() if head in writers.tried and at}
            shown = reviews_shown()
            wrong = {head for head in writers.tried if posted.get(head) != shown.get(head)}
            return wrong | (writers.posted - shown.keys())

        with suppress(AssertionError):
            await discord.wait_for(lambda: not differing(), timeout_s=60)
        states = {head: (reviews_stored(bot).get(head), reviews_shown().get(head)) for head in differing()}
        assert not states, "stored and shown differ"
        assert len(writers.posted) > 2, "nobody could write anything"
        assert len(crowd.standing) > KILLS
