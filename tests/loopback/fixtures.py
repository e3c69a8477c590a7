"""Fixtures for tests against the loopback Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.loopback.discord import TestDiscord


@pytest.fixture
async def discord_server() -> AsyncIterator[TestDiscord]:
    """A fresh loopback Discord with the sample world, discord.py pointed at it; its requests are checked."""
    async with TestDiscord() as server:
        with server.library_pointed_here():
            yield server
        violations = list(server.violations)
    assert not violations, "Discord would not take these requests:\n" + "\n".join(violations)
