"""Starting and stopping as an operator sees it: one clear line, a retry where it helps, never a hang or a traceback."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread, current_thread
from types import SimpleNamespace

import aiohttp.test_utils
import pytest

from bot.console import run
from bot.edge.serving import point_library_at
from bot.settings import Settings
from bot.storage.engine.database import Database
from tests.loopback.discord import TestDiscord
from tests.loopback.forking import forked, lines_of, run_linger
from tests.loopback.postgres import place_of

pytestmark = pytest.mark.e2e
PATIENCE_S = 40


class Program:
    """`linger run` as a process of its own; `lines` is what it has said so far."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self._process = process
        self.lines: list[str] = []
        self._reading = asyncio.create_task(self._read(pipe))

    async def _read(self, pipe: Connection) -> None:
        async for line in lines_of(pipe):
            self.lines.append(line)

    async def said(self, words: str) -> str:
        """The first line with these words, as soon as it is said."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = next((line for line in self.lines if words in line), None)
                if found is not None:
                    return found
                assert not self._reading.done(), f"it ended and said: {self.lines}"
                await asyncio.sleep(0.02)

    def terminate(self, number: signal.Signals = signal.SIGTERM) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, number)

    async def ended(self) -> int | None:
        """The exit status."""
        async with asyncio.timeout(PATIENCE_S):
            await self._reading
            await asyncio.to_thread(self._process.join)
            return self._process.exitcode

    async def kill(self) -> None:
        self._process.kill()
        await self._reading


@asynccontextmanager
async def linger_run(folder: Path, **environment: str) -> AsyncIterator[Program]:
    place = place_of(folder / "linger.sqlite3")
    program = Program(*await forked(run_linger, str(folder), {**place, **environment}))
    try:
        yield program
    finally:
        await program.kill()


def addresses(discord: TestDiscord) -> dict[str, str]:
    return {"DISCORD_API_URL": discord.api_url, "DISCORD_GATEWAY_URL": discord.gateway_url}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
async def test_it_starts_and_a_termination_ends_it_in_order(
    discord_server: TestDiscord, tmp_path: Path, number: signal.Signals
) -> None:
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("ready as Linger")
        linger.terminate(number)
        assert await linger.ended() == 0
    assert "Traceback" not in "\n".join(linger.lines)


async def test_junk_in_a_setting_is_named_and_the_bot_starts(discord_server: TestDiscord, tmp_path: Path) -> None:
    junk = {"rating_style": "{", "digest": '"hourly"', "spoils_me_threshold": "9" * 5_000, "time_zone": '"Factory"'}
    async with Database.open(tmp_path / "linger.sqlite3") as db, db.transaction() as connection:
        for name, value in junk.items():
            await connection.execute("INSERT INTO guild_settings VALUES (7, ?, ?, 1, 1)", (name, value))
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("ready as Linger")
        for name in junk:
            await linger.said(f"server 7: what is stored for the setting {name} is not used")
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
        linger.terminate()
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


_HTML = b"<html>no bot was here</html>"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/users/@me", "429"),
        ("/users/@me", "429 without Via"),
        ("/users/@me", "403"),
        ("/users/@me", "[]"),
        ("/oauth2/applications/@me", "{"),
        ("/oauth2/applications/@me", "html"),
        ("/gateway/bot", "429 without Via"),
        ("/gateway/bot", "{}"),
        ("/gateway/bot", "null"),
        ("/applications/*/commands", "429 without Via"),
        ("/applications/*/commands", "401"),
        ("/applications/*/commands", "403"),
        ("/applications/*/commands", "7"),
        ("/applications/*/commands", "[{"),
    ],
)
async def test_a_strange_answer_at_the_start_is_said_and_waited_out(
    discord_server: TestDiscord, tmp_path: Path, path: str, fault: str
) -> None:
    faults, method = discord_server.faults, "PUT" if "commands" in path else "GET"
    if fault.startswith("429"):
        via = "without" not in fault
        faults.rate_limit(method, path, via=via, times=5 if via else 1)
    elif fault == "html":
        faults.answer(method, path, _HTML, content_type="text/html")
    elif fault.isdigit() and len(fault) == 3:
        faults.fail(method, path, status=int(fault))
    else:
        faults.answer(method, path, fault.encode())
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("rying again in")
        await linger.said("ready as Linger")
    assert "Traceback" not in "\n".join(linger.lines)


async def test_a_login_that_is_not_authorised_is_one_sentence(discord_server: TestDiscord, tmp_path: Path) -> None:
    discord_server.faults.fail("GET", "/oauth2/applications/@me", status=401)
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        assert await linger.ended() == 2
    assert "does not accept DISCORD_TOKEN" in linger.lines[-1]
    assert "Traceback" not in "\n".join(linger.lines)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (4004, "does not accept DISCORD_TOKEN any more"),
        (4010, "Start Linger again"),
        (4011, "more shards"),
        (4012, "Update Linger"),
        (4013, "intents"),
        (4014, "Privileged Gateway Intents"),
    ],
)
async def test_being_closed_for_good_says_what_to_do(
    discord_server: TestDiscord, tmp_path: Path, code: int, words: str
) -> None:
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **addresses(discord_server)) as linger:
        await linger.said("ready as Linger")
        discord_server.faults.drop_gateway(code)
        assert await linger.ended() == 2
    assert words in linger.lines[-1]
    assert "Traceback" not in "\n".join(linger.lines)


async def test_debug_shows_neither_texts_nor_tokens(discord_server: TestDiscord, tmp_path: Path) -> None:
    wanted = {"LOG_LEVEL": "DEBUG", **addresses(discord_server)}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **wanted) as linger:
        await linger.said("ready as Linger")
        alice = discord_server.member("alice").at("#reviews")
        form = await alice.command("/review write", series="love-in-the-big-city-kr-2024")
        answers = {
            "Your rating": "18",
            "How far does it give things away?": "free",
            "How far you have watched": "finished",
        }
        await alice.submit(
            form, {"Your review": "Nobody reads this in a log", "Headline": "Nor this headline", **answers}
        )
    said = "\n".join(linger.lines)
    assert "DEBUG" in said
    assert "Nobody reads this" not in said
    assert "Nor this headline" not in said
    assert discord_server.token not in said
    tokens = [request.path.split("/")[4] for request in discord_server.requests if "/interactions/" in request.path]
    assert not [token for token in tokens if len(token) > 20 and token in said]


@pytest.mark.parametrize("is_proxy", [True, False])
async def test_pictures_come_from_discord_where_only_the_rest_goes_through_a_proxy(
    discord_server: TestDiscord, is_proxy: bool
) -> None:
    from discord.asset import Asset

    theirs = Asset.BASE = "https://cdn.discordapp.com"
    gateway = "" if is_proxy else discord_server.gateway_url
    point_library_at(Settings(discord_api_url=discord_server.api_url, discord_gateway_url=gateway))
    assert (theirs if is_proxy else discord_server.cdn_url) == Asset.BASE


async def test_what_two_threads_would_get_half_made_is_loaded_on_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """babel's modules import each other: one thread that begins with dates and one that begins with languages fail."""
    loaded: dict[str, Thread] = {}
    monkeypatch.setattr(run, "import_module", lambda name: loaded.setdefault(name, current_thread()))
    monkeypatch.setattr(run.memory, "settle", lambda: None)
    monkeypatch.setattr(run, "compile_what_waits", lambda: None)
    client = SimpleNamespace(started=asyncio.Event(), gate=SimpleNamespace(asked=asyncio.Event()))
    client.app = SimpleNamespace(catalogues=SimpleNamespace(opened=lambda: asyncio.sleep(0)))
    client.started.set()
    settling = asyncio.create_task(run._settle(client))  # type: ignore[arg-type]  # what it asks of a client
    await asyncio.sleep(0.01)
    assert {name for name in loaded if name.startswith("babel")} == loaded.keys(), "the rest waits until somebody asks"
    assert set(loaded.values()) == {current_thread()}
    client.gate.asked.set()
    await settling
    assert loaded["bot.domain.leaks.checking"] is not current_thread()
