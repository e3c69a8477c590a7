"""What a server does to the bots on it: it is full, it answers too late, and somebody takes an owner's place."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp.test_utils
import pytest

from bot.app import open_app
from bot.domain.shards import Shards
from bot.errors import NotYet
from bot.settings import Settings
from bot.storage.engine.database import Database
from bot.storage.engine.postgres.sharing import NUMBERS_AT_ONCE
from tests.edge.test_start import linger_run
from tests.loopback.discord import TestDiscord
from tests.loopback.members import Member
from tests.loopback.postgres import PostgresServer, server
from tests.loopback.running import new_catalogues
from tests.scale.conftest import NAME
from tests.scale.fleet import PATIENCE_S, club_on, fleet, here, write_review
from tests.scale.stored import problems_at

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.sqlite]  # names its engine itself
LITBC = "love-in-the-big-city-kr-2024"


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    """One that may be stopped."""
    with server() as running:
        yield running


async def test_what_was_reserved_before_a_restart_is_asked_for_again(own_server: PostgresServer) -> None:
    url = own_server.make(NAME)
    async with Database.open(url, shards=Shards(0, 0, 2)) as one:
        numbers = [await _next_number(one)]
        await asyncio.to_thread(own_server.stop)
        await asyncio.to_thread(own_server.start)
        numbers += [await _next_number(one) for _time in range(3 * NUMBERS_AT_ONCE)]
    assert len(set(numbers)) == len(numbers)


async def _next_number(database: Database) -> int:
    async with database.transaction() as connection:
        return await connection.next_number("claims", least=1, highest=0)


@asynccontextmanager
async def of_few_sessions(running: PostgresServer, url: str, most: int) -> AsyncIterator[str]:
    """The address for somebody who may open so many sessions."""
    running.execute(f"CREATE ROLE few LOGIN CONNECTION LIMIT {most}")
    running.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO few; GRANT ALL ON SCHEMA public TO few", NAME)
    try:
        yield url.replace("linger@", "few@")
    finally:
        running.execute("DROP OWNED BY few", NAME)
        running.execute("DROP ROLE few")


async def test_a_process_for_which_a_full_server_has_no_session_says_so_and_disturbs_nobody(
    sharded: TestDiscord, postgres: PostgresServer, url: str
) -> None:
    place = here(sharded, club_on(sharded, 0, 2), "lobby")
    async with of_few_sessions(postgres, url, 9) as theirs, fleet(sharded, theirs, "0/2") as bots:
        second = await bots.begin("1/2")
        assert await second.ended() == 0
        assert second.refusal is not None
        assert "too many connections" in second.refusal
        told = await Member(sharded, "nok").at(place).command("/progress set", series=LITBC, episode=2)
        assert "Noted." in told.text
        postgres.execute("ALTER ROLE few CONNECTION LIMIT -1")
        await bots.start("1/2")


async def test_a_process_that_cannot_hear_the_others_does_not_start_and_says_why(
    postgres: PostgresServer, url: str, tmp_path: Path
) -> None:
    async with of_few_sessions(postgres, url, 5) as theirs:
        wanted = Settings(database_url=theirs, shards=Shards(0, 0, 2), database_path=tmp_path / "linger.sqlite3")
        with pytest.raises(NotYet, match=r"cannot be used \(.*too many connections.* Check DATABASE_URL"):
            async with open_app(wanted, new_catalogues=new_catalogues):
                pytest.fail("it started")


async def test_a_server_that_is_away_while_the_bot_starts_is_waited_for(
    own_server: PostgresServer, tmp_path: Path
) -> None:
    url = own_server.make(NAME)
    port = aiohttp.test_utils.unused_port()
    discord = TestDiscord(port=port)
    wanted = {
        "DATABASE_URL": url,
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": f"http://127.0.0.1:{port}/api/v10",
        "DISCORD_GATEWAY_URL": f"ws://127.0.0.1:{port}/gateway",
    }
    async with linger_run(tmp_path, **wanted) as linger:
        await linger.said("cannot be reached")  # Discord, while the server is there
        await asyncio.to_thread(own_server.stop)
        async with discord:
            said = await linger.said("Check DATABASE_URL, and whether the server runs. Trying again")
            await asyncio.to_thread(own_server.start)
            await linger.said("ready as Linger")
    assert url.partition("?")[0].split("@")[1] in said
    async with linger_run(tmp_path, **wanted | {"DATABASE_URL": "postgresql://localhost:1/x"}) as linger:
        assert await linger.ended() == 1
    assert "Check DATABASE_URL" in linger.lines[-1]
    assert "Traceback" not in "\n".join(linger.lines)


async def test_a_statement_that_takes_too_long_fails_for_its_person_alone(
    sharded: TestDiscord, postgres: PostgresServer, url: str
) -> None:
    import psycopg

    place = here(sharded, club_on(sharded, 0, 2), "lobby")
    async with fleet(sharded, f"{url}&options=-cstatement_timeout%3D5000", "0/2"):
        nok, pablo = Member(sharded, "nok").at(place), Member(sharded, "pablo").at(place)
        with psycopg.connect(url) as session:
            session.execute("LOCK TABLE progress IN ACCESS EXCLUSIVE MODE")
            late, prompt = await asyncio.gather(
                nok.command("/progress set", series=LITBC, episode=2), pablo.command("/top reviews")
            )
            session.rollback()
        assert "Noted." not in late.text
        assert late.ephemeral
        assert prompt.outcome in ("message", "deferred")
        assert "Noted." in (await nok.command("/progress set", series=LITBC, episode=2)).text
    assert problems_at(url) == []


async def test_an_owner_that_was_away_while_another_took_its_shards_does_nothing_twice(
    sharded: TestDiscord, postgres: PostgresServer, url: str
) -> None:
    guild_id = club_on(sharded, 0, 2)
    place, mina = here(sharded, guild_id, "reviews"), sharded.member("mina")
    async with fleet(sharded, url, "0/2") as bots:
        post = await write_review(sharded, guild_id, "alice", LITBC, "Tender, from before.")
        old = bots.processes["0/2"]
        assert old.running.pid is not None
        os.kill(old.running.pid, signal.SIGSTOP)  # as a machine that was paused, or cut off
        postgres.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NAME}'")
        try:
            (new,) = await bots.start("0/2")
        finally:
            os.kill(old.running.pid, signal.SIGCONT)
        for name in ("nok", "pablo"):
            sharded.people.react(sharded.user_id(name), post.channel_id, post.id, "👍")
            await asyncio.sleep(1)
        said = "2 of 2 found this helpful"
        await sharded.wait_for(lambda: said in mina.look(post).text, timeout_s=PATIENCE_S)
        assert new.running.is_alive()
        await old.kill()  # whatever it believes by now
        await write_review(sharded, guild_id, "haruka", LITBC, "Tender, and once.")
        assert sum("Tender, " in one.text for one in sharded.all_messages(place)) == 2
    assert problems_at(url) == []
