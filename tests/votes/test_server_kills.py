"""kill -9 of the database server under a stream of votes and reviews, 50 times: the bot comes back by itself, every
time, and what people see is what is stored.

In five lives of ten kills each, so that they can be lived at the same time.
"""

from __future__ import annotations

import asyncio
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import PostgresServer, elsewhere, problems_of, server
from tests.loopback.running import Running, running_bot
from tests.votes.posts import posted_review
from tests.votes.test_kills import Crowd
from tests.votes.test_reconciling import drift, votes_cog

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself

LIVES, KILLS = 5, 10
PATIENCE_S = 20.0  # of whoever writes, for one review
SERIES = ("love-in-the-big-city-kr-2024", "where-your-eyes-linger-kr-2020", "semantic-error-kr-2022")


async def review(discord: TestDiscord, by: str, series: str, headline: str) -> str:
    """Write and post one; what was answered last."""
    author = discord.member(by).at("#reviews")
    form = await author.command("/review write", series=series)
    fields = {
        "Your rating": "18",
        "Headline": headline,
        "Your review": "It is tender and funny, and nothing is given away here.",
        "How far does it give things away?": "free",
        "How far you have watched": "finished",
    }
    return (await author.click(await author.submit(form, fields), "Post")).text


async def write_on_and_on(discord: TestDiscord, by: str, source: random.Random, tried: list[str]) -> None:
    """One member's reviews; what cannot be saved is tried again, as people do."""
    for series in SERIES:
        posted = False
        while not posted:
            headline = f"Tender number {len(tried)}."
            tried.append(headline)
            try:
                answer = await asyncio.wait_for(review(discord, by, series, headline), PATIENCE_S)
            except (AssertionError, TimeoutError, LookupError):
                continue  # an error in place of a form, or of a button
            posted = "not saved" not in answer
            await asyncio.sleep(source.uniform(0.1, 1.0))


async def settled(discord: TestDiscord, bot: Running, ids: list[int]) -> None:
    async with asyncio.timeout(120):
        while votes_cog(bot).keeping.is_busy or await drift(bot, discord, ids):  # noqa: ASYNC110 (what others do)
            await asyncio.sleep(0.1)


def reviews_stored(bot: Running) -> dict[str, tuple[str, int | None]]:
    with elsewhere(bot.app.db) as raw:
        rows = raw.execute("SELECT headline, state, message_id FROM reviews WHERE state <> 'deleted'").fetchall()
    return {row[0]: (row[1], row[2]) for row in rows}


@pytest.mark.parametrize("life", range(LIVES))
async def test_50_deaths_of_the_server_lose_nothing_and_the_bot_comes_back(
    discord_server: TestDiscord, tmp_path: Path, life: int
) -> None:
    with server(quick=False) as running:
        await live(discord_server, tmp_path / "unused.sqlite3", running, random.Random(life))


async def live(discord: TestDiscord, path: Path, running: PostgresServer, source: random.Random) -> None:
    async with running_bot(discord, path, database_url=running.make("alive")) as bot:
        posts = [await posted_review(discord, by) for by in ("alice", "pablo", "theo")]
        ids = [int(post.id) for post in posts]
        crowd, tried = Crowd(discord, ids, source), list[str]()
        acting = [asyncio.create_task(crowd.act())]
        writing = [asyncio.create_task(write_on_and_on(discord, by, source, tried)) for by in ("nok", "haruka", "mina")]
        for _kill in range(KILLS):
            await asyncio.sleep(source.uniform(0.3, 1.5))
            await asyncio.to_thread(running.stop, signal.SIGKILL)
            await asyncio.sleep(source.choice([0, 0, 0.5]))
            await asyncio.to_thread(running.start)
        await asyncio.wait(writing, timeout=PATIENCE_S * len(SERIES) * 3)
        for task in (*acting, *writing):
            task.cancel()
        await asyncio.gather(*acting, *writing, return_exceptions=True)
        await settled(discord, bot, ids)
        await bot.client.posts.settled()
        assert problems_of(bot.app.db) == []

        def reviews_shown() -> dict[str, list[int]]:
            shown: dict[str, list[int]] = {}
            for message in discord.all_messages("#reviews"):
                for headline in tried:
                    if headline in message.text:
                        shown.setdefault(headline, []).append(int(message.id))
            return shown

        def differing() -> set[str]:
            posted = {head: [at] for head, (_state, at) in reviews_stored(bot).items() if head in tried and at}
            shown = reviews_shown()
            return {head for head in tried if posted.get(head) != shown.get(head)}

        with suppress(AssertionError):
            await discord.wait_for(lambda: not differing(), timeout_s=60)
        states = {head: (reviews_stored(bot).get(head), reviews_shown().get(head)) for head in differing()}
        assert not states, "stored and shown differ"
        assert len(reviews_shown()) > 2, "nobody could write anything"
        assert len(crowd.standing) > KILLS
