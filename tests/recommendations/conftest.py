"""The bot in one club, shared by a module's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.loopback.discord import TestDiscord
from tests.loopback.running import running_bot
from tests.recommendations.club import CLUB, Club


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def club(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Club]:
    """The bot on a fresh sample world, shared by a module's tests; what it asked of Discord is checked at the end."""
    database: Path = tmp_path_factory.mktemp("club") / "linger.sqlite3"
    async with TestDiscord() as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, database) as running:
                yield Club(discord, running.app, running.client, int(discord.guild_id(CLUB)))
    assert not discord.violations, "Discord would not take these requests:\n" + "\n".join(discord.violations)
