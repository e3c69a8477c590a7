"""The whole bot on the loopback Discord, as people meet it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.app import App, open_app, utc_now
from bot.client import Linger, serve
from bot.settings import Settings
from tests.loopback.discord import TestDiscord


@dataclass
class Running:
    """A started bot; `stop` ends it as an operator would."""

    app: App
    client: Linger


@asynccontextmanager
async def running_bot(
    discord: TestDiscord, database: Path, *, clock: Callable[[], datetime] = utc_now, **settings: object
) -> AsyncIterator[Running]:
    """Start the bot on `discord` with its data in `database`, living by `clock`; leave the block to stop it."""
    wanted = Settings(
        discord_token=discord.token,
        database_path=database,
        discord_api_url=discord.api_url,
        discord_gateway_url=discord.gateway_url,
        **settings,  # type: ignore[arg-type]  # a test names settings as they are
    )
    clients: asyncio.Queue[Linger] = asyncio.Queue()
    async with open_app(wanted, clock=clock) as app:
        serving = asyncio.create_task(serve(app, on_client=clients.put_nowait))
        try:
            client = await asyncio.wait_for(clients.get(), 60)
            started = asyncio.create_task(client.started.wait())
            await asyncio.wait({started, serving}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
            assert started.done(), "the bot did not start" if not serving.done() else repr(serving.exception())
            yield Running(app, client)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


@pytest.fixture
async def bot(discord_server: TestDiscord, tmp_path: Path) -> AsyncIterator[Running]:
    """The bot, started on a fresh sample world."""
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as running:
        yield running
