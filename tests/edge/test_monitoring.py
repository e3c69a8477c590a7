"""What an operator's tools see of a running bot, and what its owner hears."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from msgspec.structs import replace
from prometheus_client.parser import text_string_to_metric_families

from bot.app import utc_now
from bot.edge.gateway.events import ids_of
from bot.edge.loops.background import PatientLoop
from bot.edge.monitoring.server import monitoring
from bot.edge.monitoring.updates import newer_version, newest_in
from bot.services.upkeep import concerns
from bot.services.upkeep.concerns import Concerns
from bot.services.upkeep.meters import Meters
from bot.storage.engine.database import Database
from tests.console.terminal import linger, refused
from tests.edge.test_start import addresses, linger_run
from tests.loopback.discord import TestDiscord
from tests.loopback.running import QUICK, running_bot
from tests.votes.posts import posted_review

pytestmark = pytest.mark.e2e


async def fetch(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


def numbers(text: str) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, as Prometheus' own parser reads them."""
    families = text_string_to_metric_families(text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


async def test_a_day_is_told_in_numbers(discord_server: TestDiscord, tmp_path: Path) -> None:
    port = unused_port()
    async with (
        running_bot(discord_server, tmp_path / "linger.sqlite3", metrics_port=port) as bot,
        monitoring(bot.app) as monitor,
    ):
        assert await fetch(port, "/healthz") == (
            503,
            '{"status": "unwell", "reasons": ["not connected to Discord yet"]}',
        )
        assert numbers((await fetch(port, "/metrics"))[1])["linger_healthy",] == 0
        monitor.watch(bot.client)
        post = await posted_review(discord_server)
        await discord_server.member("pablo").at("#reviews").react(post, "👍")
        alice = discord_server.member("alice").at("#lobby")
        await alice.command("/series", query="litbc")
        await alice.command("/series", query="qqqqqqqqqqq")
        await discord_server.wait_for(lambda: "1 of 1 found" in alice.look(post).text)
        assert await fetch(port, "/healthz") == (200, '{"status": "well", "reasons": []}')
        said = numbers((await fetch(port, "/metrics"))[1])
        env_file = tmp_path / "settings.env"
        await asyncio.to_thread(env_file.write_text, f"METRICS_PORT={port}")
        assert (await asyncio.to_thread(linger, "health", "--env-file", env_file)).status == 0
        discord_server.faults.refuse_gateway()
        discord_server.faults.drop_gateway()
        await discord_server.wait_for(lambda: not discord_server.gateway.is_ready)
    assert said["linger_healthy",] == said["linger_storing",] == said["linger_shard_connected", "0"] == 1
    assert said["linger_answers_total", "/series", "done"] == 2
    assert said["linger_answer_seconds_count", "/series"] == 2
    assert said["linger_answers_total", "/review write", "done"] == 1
    assert said["linger_vote_changes_total",] == 1
    assert said["linger_commit_changes_count",] > 0
    assert said["linger_waiting", "removals"] == 0
    assert said["linger_servers",] >= 1
    assert said["linger_series_cards_total", "hit"] + said["linger_series_cards_total", "miss"] >= 1
    assert said["linger_database_bytes",] > 0
    assert said["linger_shard_heartbeat_age_seconds", "0"] < 120
    assert ("linger_event_loop_lag_seconds_count",) in said
    assert ("process_resident_memory_bytes",) in said


async def test_a_running_linger_answers_and_writes_its_log_for_programs(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    port = unused_port()
    wanted = {"METRICS_PORT": str(port), "LOG_FORMAT": "json", "LOG_LEVEL": "INFO", **addresses(discord_server)}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **wanted) as running:
        await running.said("ready as Linger")
        status, _text = await fetch(port, "/healthz")
        running.terminate()
        assert await running.ended() == 0
    assert status == 200
    records = [json.loads(line) for line in running.lines]
    ready = next(record for record in records if "ready as" in record["event"])
    assert (ready["level"], ready["logger"]) == ("info", "bot.edge.client")
    assert ready["timestamp"].endswith("Z")


async def test_every_record_of_an_interaction_bears_its_ids_and_nobodys_words(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    wanted = {"LOG_FORMAT": "json", "LOG_LEVEL": "DEBUG", **addresses(discord_server)}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **wanted) as running:
        await running.said("ready as Linger")
        post = await posted_review(discord_server, body="Cherries on a rooftop.")
        pablo = discord_server.member("pablo").at("#reviews")
        await pablo.click(post, "Read")
        await pablo.react(post, "👍")
        await discord_server.wait_for(lambda: "1 of 1 found" in pablo.look(post).text)
        running.terminate()
        assert await running.ended() == 0
    records = [json.loads(line) for line in running.lines]
    guild_id = next(iter(discord_server.world.guilds))
    of_interactions = [record for record in records if "interaction" in record]
    assert {record["command"] for record in of_interactions} >= {"/review write", "reviews.read"}
    for record in of_interactions:
        assert (record["shard"], record["guild"]) == (0, guild_id), record
        assert int(record["interaction"]) > 0
    votes = [record for record in records if "guild" in record and "interaction" not in record]
    assert votes, "what a reaction led to bears its server"
    written = "".join(running.lines)
    assert "Cherries" not in written
    assert discord_server.token not in written


async def test_a_port_that_is_taken_is_one_sentence(discord_server: TestDiscord, tmp_path: Path) -> None:
    port = int(discord_server.api_url.split(":")[2].split("/")[0])
    wanted = {"METRICS_PORT": str(port), **addresses(discord_server)}
    async with linger_run(tmp_path, DISCORD_TOKEN=discord_server.token, **wanted) as running:
        assert await running.ended() == 2
    assert f"METRICS_PORT {port} on 127.0.0.1 cannot be used" in running.lines[-1]


def test_health_needs_a_port_and_says_who_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "off.env").write_text("METRICS_PORT=0")
    refused(linger("health", "--env-file", tmp_path / "off.env"), "METRICS_PORT is off")
    port = unused_port()
    (tmp_path / "on.env").write_text(f"METRICS_PORT={port}")
    done = linger("health", "--env-file", tmp_path / "on.env")
    assert done.status == 1
    assert f"nobody answers on port {port}" in done.out


@pytest.mark.parametrize(
    ("status", "body"), [(200, "well"), (200, "[]"), (200, "{}"), (404, "nothing"), (503, "<html>"), (503, "{}")]
)
async def test_another_program_on_the_port_is_not_taken_for_linger(tmp_path: Path, status: int, body: str) -> None:
    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=body, status=status)

    app = web.Application()
    app.router.add_get("/healthz", answer)
    async with TestServer(app) as server:
        env_file = tmp_path / "settings.env"
        await asyncio.to_thread(env_file.write_text, f"METRICS_PORT={server.port}")
        done = await asyncio.to_thread(linger, "health", "--env-file", env_file)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("another program than Linger answers on port")


async def test_health_asks_by_no_proxy_and_by_ipv6(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{unused_port()}")
    app = web.Application()
    app.router.add_get("/healthz", well)
    async with TestServer(app, host="::1") as server:
        env_file = tmp_path / "settings.env"
        await asyncio.to_thread(env_file.write_text, f"METRICS_PORT={server.port}\nMETRICS_HOST=::1")
        done = await asyncio.to_thread(linger, "health", "--env-file", env_file)
    assert (done.status, done.out) == (0, "well\n")


async def well(_request: web.Request) -> web.Response:
    return web.json_response({"status": "well", "reasons": []})


@pytest.mark.parametrize(
    ("event", "data", "found"),
    [
        ("TYPING_START", None, {}),
        ("MESSAGE_DELETE", {"guild_id": "8388608"}, {"shard": 0, "guild": "8388608"}),
        (
            "INTERACTION_CREATE",
            {"id": "7", "data": {"name": "review", "options": [{"type": 1, "name": "write", "options": []}]}},
            {"interaction": "7", "command": "/review write"},
        ),
        (
            "INTERACTION_CREATE",
            {"id": "7", "data": {"custom_id": "reviews.read:412"}},
            {"interaction": "7", "command": "reviews.read"},
        ),
        ("INTERACTION_CREATE", {"id": "7", "data": {"custom_id": "a\nb: x"}}, {"interaction": "7", "command": "ab"}),
        ("INTERACTION_CREATE", {"id": "7", "data": 3}, {"interaction": "7", "command": "?"}),
    ],
)
def test_a_record_bears_ids_and_nobodys_words(event: str, data: object, found: dict[str, object]) -> None:
    assert ids_of(event, data, 2) == found


def told_owner(discord: TestDiscord) -> list[str]:
    world = discord.world
    return [m.text for c in world.users[world.owner_id].dm_ids for m in discord.all_messages(c)]


@pytest.mark.sqlite  # a server's is not copied by Linger itself
async def test_the_owner_hears_once_a_day_what_needs_them(discord_server: TestDiscord, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("no folder")
    now = [utc_now()]
    often = replace(QUICK, upkeep_every_s=0.05)
    for day in (1, 2):
        async with running_bot(
            discord_server,
            tmp_path / "linger.sqlite3",
            pace=often,
            clock=lambda: now[0],
            backup_every=timedelta(days=1),
            metrics_port=9464,  # otherwise nothing is counted
        ) as bot:
            await discord_server.wait_for(lambda count=day: len(told_owner(discord_server)) == count)
            assert "I could not copy my database" in told_owner(discord_server)[-1]
            now[0] += timedelta(hours=23)
            rounds = bot.app.meters.backups.labels("failed")
            await discord_server.wait_for(lambda meter=rounds: meter._value.get() >= 2)
            assert len(told_owner(discord_server)) == day
        now[0] += timedelta(hours=1)


@pytest.mark.sqlite  # asks for room where the file lies
async def test_the_owner_hears_of_a_full_disk_of_silence_outside_and_of_a_newer_version(
    discord_server: TestDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concerns, "LITTLE_ROOM_BYTES", 2**60)
    now = [utc_now()]
    often = replace(QUICK, upkeep_every_s=0.05)
    async with TestServer(releases("v9.0.0")) as server:
        feed = str(server.make_url("/feed"))
        wanted: dict[str, Any] = {"providers": ("tvmaze",), "update_feed": feed, "clock": lambda: now[0]}
        async with running_bot(discord_server, tmp_path / "linger.sqlite3", pace=often, **wanted) as bot:
            await discord_server.wait_for(lambda: told_owner(discord_server))
            assert "MB are left on the disk" in told_owner(discord_server)[0]
            assert "is out" not in told_owner(discord_server)[0], "nobody is asked at once"
            bot.app.meters.count_outside("TVmaze", "down")
            bot.app.meters._silent_since["TVmaze"] -= 13 * 3600
            now[0] += timedelta(days=1)
            await discord_server.wait_for(lambda: len(told_owner(discord_server)) == 2)
            await discord_server.wait_for(lambda: any("9.0.0" in each for each in told_owner(discord_server)))
    second = "\n".join(told_owner(discord_server)[1:])
    assert "MB are left on the disk" in second
    assert "TVmaze has not answered me for 13 hours" in second


def releases(version: str) -> web.Application:
    """A feed that names one version."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=version)

    app = web.Application()
    app.router.add_get("/feed", answer)
    return app


@pytest.mark.sqlite  # a server's is not copied by Linger itself
async def test_copies_are_made_while_the_bot_runs(discord_server: TestDiscord, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    often = replace(QUICK, upkeep_every_s=0.05)
    wanted: dict[str, Any] = {"backup_every": timedelta(days=1), "backup_folder": folder, "metrics_port": 9464}
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", pace=often, **wanted) as bot:
        made = await discord_server.wait_for(lambda: list(folder.glob("*.sqlite3")))
        await discord_server.wait_for(lambda: bot.app.meters.backups.labels("made")._value.get() == 1)
    assert len(made) == 1
    async with Database.open(made[0]):
        pass


async def test_a_round_that_fails_again_and_again_becomes_a_concern() -> None:
    bot = SimpleNamespace(started=asyncio.Event(), meters=Meters(), concerns=Concerns())
    bot.started.set()
    runs = asyncio.Queue[int]()
    failing = True

    async def work() -> None:
        runs.put_nowait(1)
        if failing:
            raise ValueError("no")

    loop = PatientLoop(cast(Any, bot), work, every_s=0.01, name="knitting")
    loop.start()
    for _round in range(concerns.ROUNDS_BEFORE_CONCERN + 1):
        await asyncio.wait_for(runs.get(), 20)
    assert "“knitting”" in bot.concerns.sentences[0]
    failing = False
    for _round in range(10):
        await asyncio.wait_for(runs.get(), 20)
    assert bot.concerns.sentences == []
    await loop.stop()


def test_a_provider_is_silent_from_its_first_failure_until_it_answers() -> None:
    meters = Meters()
    for outcome in ("answered", "kept", "busy"):
        meters.count_outside("tvmaze", outcome)
    assert meters.silent_for_s() == {}
    for outcome in ("down", "kept", "refused"):
        meters.count_outside("tvmaze", outcome)
    assert set(meters.silent_for_s()) == {"tvmaze"}
    meters.count_outside("tvmaze", "missing")
    assert meters.silent_for_s() == {}


@pytest.mark.parametrize(
    ("page", "newest"),
    [
        ("<title>v1.10.0</title><title>v1.9.2</title>", (1, 10, 0)),
        ('{"tag_name": "v2.0.1", "body": "needs Python 3.11"}', (2, 0, 1)),
        ("2.0.0-rc1 and 10.0.0.1", None),
        ("nothing", None),
    ],
)
def test_the_newest_finished_version_of_a_page(page: str, newest: tuple[int, int, int] | None) -> None:
    assert newest_in(page) == newest


async def test_a_newer_version_is_found_only_where_the_page_can_be_had() -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(text="v9.0.0") if request.path == "/feed" else web.Response(status=500, text="v9.9.9")

    app = web.Application()
    app.router.add_get("/{any:.*}", answer)
    async with TestServer(app) as server:
        assert await newer_version(str(server.make_url("/feed")), "0.1.0") == "9.0.0"
        assert await newer_version(str(server.make_url("/feed")), "9.0.0") is None
        assert await newer_version(str(server.make_url("/broken")), "0.1.0") is None
    assert await newer_version(f"http://127.0.0.1:{unused_port()}/", "0.1.0") is None


async def test_a_loop_that_is_woken_while_it_is_stopped_ends() -> None:
    """The two meet when the bot is shut down while somebody's command wakes a loop."""
    bot = SimpleNamespace(started=asyncio.Event(), meters=Meters(), concerns=Concerns())
    bot.started.set()
    rounds = asyncio.Semaphore(0)

    async def work() -> None:
        rounds.release()

    loop = PatientLoop(cast(Any, bot), work, every_s=3600, name="knitting")
    loop.start()
    await rounds.acquire()
    await asyncio.sleep(0)  # it waits now
    loop.wake()
    async with asyncio.timeout(10):
        await loop.stop()
