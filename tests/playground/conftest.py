"""The REST API by hand: what the server answers to well and badly formed requests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.loopback import TestDiscord

Api = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def api(discord_server: TestDiscord) -> AsyncIterator[Api]:
    """`await api("POST", "/channels/…/messages", {…})` → status and body, as the bot."""
    headers = {"Authorization": f"Bot {discord_server.token}"}
    async with aiohttp.ClientSession(headers=headers) as http:

        async def ask(method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
            if body is not None:
                options["json"] = body
            async with http.request(method, discord_server.api_url + path, **options) as answer:
                return answer.status, (await answer.json() if answer.content_length else None)

        yield ask


@pytest.fixture
def lobby(discord_server: TestDiscord) -> str:
    """The id of #lobby, where the bot may do all it needs."""
    return discord_server.channel_id("#lobby")
