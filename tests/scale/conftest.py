"""A Discord with several shards, and a database on a server of the tests' own."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.playground.gateway.identify_rate import IdentifyRate
from tests.loopback.discord import TestDiscord
from tests.loopback.postgres import PostgresServer

NAME = "several"


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    """A new database, as a first start leaves it."""
    return postgres.make(NAME)


@pytest.fixture
async def sharded() -> AsyncIterator[TestDiscord]:
    """The sample world in four shards, all of which may identify at once; requests are checked."""
    async with TestDiscord(identifying=IdentifyRate(shards=4, at_once=4)) as discord:
        with discord.library_pointed_here():
            yield discord
        violations = list(discord.violations)
    assert not violations, "Discord would not take these requests:\n" + "\n".join(violations)
