"""A stop that comes while a shard connects again may be swallowed inside the library; it ends the bot all the same."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.edge.client import Linger
from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot

pytestmark = pytest.mark.e2e


async def test_a_stop_that_was_swallowed_once_is_said_again(
    discord_server: TestDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starting, swallowed = Linger.start, []

    async def start(client: Linger, token: str) -> None:
        try:
            await starting(client, token)
        except asyncio.CancelledError:
            swallowed.append(client)
            await asyncio.Event().wait()

    monkeypatch.setattr(Linger, "start", start)
    async with asyncio.timeout(60):
        async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
            client = bot.client
    assert swallowed == [client]
    assert client.is_closed()
