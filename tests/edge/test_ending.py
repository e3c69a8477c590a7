"""How the bot ends while somebody waits for an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.published.kinds import PublishedKind, Step
from bot.storage.engine.database import Database
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import CLUB, row_of
from tests.loopback.replies import Reply
from tests.loopback.running import QUICK, Running, running_bot
from tests.reviews.reviewers import posted

pytestmark = pytest.mark.e2e


@asynccontextmanager
async def every_reader_taken(db: Database) -> AsyncIterator[AsyncExitStack]:
    """Nobody can read until the stack is closed: every command waits in the middle of its work."""
    async with AsyncExitStack() as stack:
        for _ in range(4):

            async def hold(let_go: asyncio.Event, held: asyncio.Event) -> None:
                async with db.reading():
                    held.set()
                    await let_go.wait()

            let_go, held = asyncio.Event(), asyncio.Event()
            task = asyncio.create_task(hold(let_go, held))
            await held.wait()
            stack.push_async_callback(lambda task=task: task)
            stack.callback(let_go.set)
        yield stack


async def commanded(discord: TestDiscord) -> asyncio.Task[Reply]:
    return asyncio.create_task(discord.member("alice").at("#lobby").command("/watchlist"))


async def pressed(discord: TestDiscord) -> asyncio.Task[Reply]:
    alice = discord.member("alice").at("#lobby")
    return asyncio.create_task(alice.click(alice.messages()[-1], "Reviews"))


def is_under_way() -> bool:
    names = {task.get_name() for task in asyncio.all_tasks()}
    return "CommandTree-invoker" in names or "discord.py: on_interaction" in names


@pytest.mark.parametrize("asked", [commanded, pressed])
async def test_an_answer_under_way_is_given_before_the_end(
    discord_server: TestDiscord,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    asked: Callable[[TestDiscord], Awaitable[asyncio.Task[Reply]]],
) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", pace=replace(QUICK, grace_s=30.0)) as bot:
        await discord_server.member("alice").at("#lobby").command("/series", query="love-in-the-big-city-kr-2024")
        await discord_server.wait_for(lambda: not is_under_way())  # its handler ends a moment after its answer
        async with every_reader_taken(bot.app.db) as readers:
            asking = await asked(discord_server)
            await discord_server.wait_for(is_under_way)
            closing = asyncio.create_task(bot.client.close())
            await asyncio.sleep(0.1)
            assert not closing.done()
            too_late = await commanded(discord_server)
            await asyncio.sleep(0.1)
            await readers.aclose()
        assert (await asking).outcome == "message"
        await closing
        discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
        assert (await too_late).failed
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("asked", [commanded, pressed])
async def test_what_takes_too_long_is_cut_short_without_a_trace_of_trouble(
    discord_server: TestDiscord,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    asked: Callable[[TestDiscord], Awaitable[asyncio.Task[Reply]]],
) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", pace=replace(QUICK, grace_s=0.1)) as bot:
        await discord_server.member("alice").at("#lobby").command("/series", query="love-in-the-big-city-kr-2024")
        await discord_server.wait_for(lambda: not is_under_way())  # its handler ends a moment after its answer
        async with every_reader_taken(bot.app.db):
            asking = await asked(discord_server)
            await discord_server.wait_for(is_under_way)
            await bot.client.close()
            assert not is_under_way()
        discord_server.clock.advance(discord_server.interactions.answer_within_s + 0.1)
        assert (await asking).failed
    assert any("cut short" in record.message for record in caplog.records)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_no_post_is_begun_once_the_end_has_come(discord_server: TestDiscord, tmp_path: Path) -> None:
    """What is asked for then waits in the database; a post drawn without it would find it closed."""
    database, guild_id = tmp_path / "linger.sqlite3", int(discord_server.guild_id(CLUB))

    async def steps(bot: Running) -> int:
        return int((await row_of(bot.app.db, "SELECT COUNT(*) AS left FROM published_steps"))["left"])

    async with running_bot(discord_server, database) as bot:
        await posted(discord_server)
        subject = str((await row_of(bot.app.db, "SELECT id FROM reviews"))["id"])
        await bot.client.posts.settled()
        assert await steps(bot) == 0
        await bot.client.posts.close()
        tasks, edits = asyncio.all_tasks(), len(discord_server.requests)
        bot.client.posts.schedule_edit(PublishedKind.REVIEW, guild_id, subject)
        assert asyncio.all_tasks() == tasks
        await bot.client.posts.do_now(PublishedKind.REVIEW, guild_id, subject, Step.RENDER)
        assert await steps(bot) == 1
        assert not [one for one in discord_server.requests[edits:] if one.method == "PATCH"]
    async with running_bot(discord_server, database) as again:

        async def is_done() -> bool:
            return await steps(again) == 0

        await discord_server.wait_for(is_done)
