"""Starting and stopping as an operator sees it: one clear line, a retry where it helps, never a hang or a traceback."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp.test_utils
import pytest

from tests.loopback.discord import TestDiscord

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 40


class Process:
    """`linger run` as a process of its own; `lines` is what it has said so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.lines.append(line.decode().rstrip())

    async def said(self, words: str) -> str:
        """The first line with these words, as soon as it is said."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = next((line for line in self.lines if words in line), None)
                if found is not None:
                    return found
                assert not self._reading.done(), f"it ended and said: {self.lines}"
                await asyncio.sleep(0.02)

    async def ended(self) -> int:
        """The exit status."""
        async with asyncio.timeout(PATIENCE_S):
            await self._reading
            return await self.process.wait()


@asynccontextmanager
async def linger_run(folder: Path, **environment: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        stderr=asyncio.subprocess.PIPE,
    )
    running = Process(process)
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        await running._reading


def addresses(discord: TestDiscord) -> dict[str, str]:
    return {"DISCORD_API_URL": discord.api_url, "DISCORD_GATEWAY_URL": discord.gateway_url}


async def test_it_starts_and_a_termination_ends_it_in_order(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("ready as Linger")
        linger.process.send_signal(signal.SIGTERM)
        assert await linger.ended() == 0
    assert "Traceback" not in "\n".join(linger.lines)


async def test_a_wrong_token_is_one_sentence(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with linger_run(tmp_path, DISCORD_TOKEN="not.the.token", **addresses(discord_server)) as linger:
        assert await linger.ended() == 2
    assert "does not accept DISCORD_TOKEN" in linger.lines[-1]
    assert not any("Traceback" in line or "not.the.token" in line for line in linger.lines)


async def test_a_refused_intent_is_one_sentence(discord_server: TestDiscord, tmp_path: Path) -> None:
    wanted = {"DISCORD_TOKEN": discord_server.token, "MEMBERS_INTENT": "yes", **addresses(discord_server)}
    async with linger_run(tmp_path, **wanted) as linger:
        assert await linger.ended() == 2
    assert "Server Members intent" in linger.lines[-1]
    assert "Traceback" not in "\n".join(linger.lines)


async def test_it_waits_for_a_discord_that_is_not_there_yet(tmp_path: Path) -> None:
    port = aiohttp.test_utils.unused_port()
    here = f"127.0.0.1:{port}"
    discord = TestDiscord(port=port)
    wanted = {"DISCORD_API_URL": f"http://{here}/api/v10", "DISCORD_GATEWAY_URL": f"ws://{here}/gateway"}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord.token, **wanted) as linger:
        line = await linger.said("cannot be reached")
        assert "Trying again in 1 s" in line
        async with discord:
            await linger.said("ready as Linger")
    assert "Traceback" not in "\n".join(linger.lines)


async def test_it_waits_for_a_gateway_that_refuses_connections(discord_server: TestDiscord, tmp_path: Path) -> None:
    closed = f"ws://127.0.0.1:{aiohttp.test_utils.unused_port()}/gateway"
    wanted = {"DISCORD_API_URL": discord_server.api_url, "DISCORD_GATEWAY_URL": closed}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **wanted) as linger:
        assert "Trying again" in await linger.said("gateway cannot be reached")
        linger.process.send_signal(signal.SIGTERM)
        assert await linger.ended() == 0
    assert "Traceback" not in "\n".join(linger.lines)


async def test_a_lost_gateway_is_found_again(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("ready as Linger")
        discord_server.faults.drop_gateway()
        await discord_server.wait_for(lambda: not discord_server.gateway.is_ready)
        await discord_server.wait_for(lambda: discord_server.gateway.is_ready)
        reply = await discord_server.member("alice").at("#lobby").command("/series", query="litbc")
        assert "Love in the Big City" in reply.text
    assert "Traceback" not in "\n".join(linger.lines)
