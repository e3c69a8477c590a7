"""A server that goes away: nothing acknowledged is lost, what was not is told, and all comes back by itself."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from typing import Any

import pytest

from bot.errors import NotYet, StartError
from bot.storage.engine.database import CommitFailedError, Database, StorageError
from bot.storage.engine.migrator import Migration, bundled_migrations
from bot.storage.engine.trouble import RefusedError, ServerAwayError, Trouble
from bot.storage.engine.writing import Call, WritingConnection
from tests.gate import kills
from tests.loopback.postgres import PostgresServer, server

INSERT = "INSERT INTO installation (name, value) VALUES (?, '')"


@pytest.fixture(scope="module")
def own_server() -> Iterator[PostgresServer]:
    """One that may be killed."""
    with server() as running:
        yield running


@pytest.fixture
def url(own_server: PostgresServer) -> Iterator[str]:
    yield own_server.make("away")
    own_server.execute("DROP DATABASE away WITH (FORCE)")


def add(name: str) -> Callable[[sqlite3.Connection], None]:
    def write(raw: sqlite3.Connection) -> None:
        raw.execute(INSERT, (name,))

    return write


async def names(database: Database) -> set[str]:
    async with database.reading() as connection:
        return {row["name"] for row in await connection.execute_fetchall("SELECT name FROM installation")}


def end_sessions(running: PostgresServer) -> None:
    running.execute("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = 'away'")


async def test_a_restart_while_nobody_asks_is_not_noticed(own_server: PostgresServer, url: str) -> None:
    async with Database.open(url) as database:
        await database.write(add("before"))
        assert await names(database) == {"before"}
        await asyncio.to_thread(own_server.stop)
        await asyncio.to_thread(own_server.start)
        assert await names(database) == {"before"}
        await database.write(add("after"))
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("in a block",))
        assert await names(database) == {"before", "after", "in a block"}


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
async def test_a_server_that_dies_under_a_stream_of_writes_loses_and_invents_nothing(
    own_server: PostgresServer, url: str, how: signal.Signals
) -> None:
    stored: set[str] = set()
    refused: set[str] = set()
    over = False

    async def stream(database: Database, worker: int) -> None:
        number = 0
        while not over:
            number += 1
            name = f"{worker}.{number}"
            try:
                if worker % 2:
                    await database.write(add(name))
                else:
                    async with database.transaction() as connection:
                        await connection.execute(INSERT, (name,))
            except (StorageError, sqlite3.Error):
                refused.add(name)
            else:
                stored.add(name)

    async with Database.open(url) as database:
        streams = [asyncio.create_task(stream(database, worker)) for worker in range(8)]
        for _life in range(kills(gate=3, home=1)):
            await asyncio.sleep(random.Random(7).uniform(0.2, 0.5))
            await asyncio.to_thread(own_server.stop, how)
            await asyncio.to_thread(own_server.start)
        before = len(stored)
        async with asyncio.timeout(60):
            while len(stored) < before + 50:  # noqa: ASYNC110 (what the streams count)
                await asyncio.sleep(0.05)
        over = True
        await asyncio.gather(*streams)
        found = await names(database)
    assert stored <= found, "acknowledged, and lost"
    assert not refused & found, "refused, and stored"
    assert found == stored


async def test_a_session_that_ends_within_a_block_fails_that_block_and_no_later_one(
    own_server: PostgresServer, url: str
) -> None:
    async def cut_off(database: Database) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("lost",))
            end_sessions(own_server)
            await connection.execute(INSERT, ("never said",))

    async with Database.open(url) as database:
        with pytest.raises((StorageError, sqlite3.OperationalError)):
            await cut_off(database)
        await database.write(add("later"))
        assert await names(database) == {"later"}


@pytest.mark.parametrize("how", ["session", "statement", "server"])
async def test_what_ends_in_the_middle_of_many_rows_keeps_nothing_from_being_stored_later(
    own_server: PostgresServer, url: str, how: str
) -> None:
    """Rows are sent one behind the other, and a session that ends then can no longer leave that way of speaking."""
    slow = "INSERT INTO installation (name, value) SELECT ?, pg_sleep(0.02)::text"

    def many(raw: sqlite3.Connection) -> None:
        raw.executemany(slow, [(str(number),) for number in range(500)])

    async with Database.open(url) as database:
        writing = asyncio.create_task(database.write(many))
        await asyncio.sleep(0.5)
        if how == "session":
            await asyncio.to_thread(end_sessions, own_server)
        elif how == "statement":
            asleep = "pg_stat_activity WHERE query LIKE '%pg_sleep(0%' AND pid <> pg_backend_pid()"
            own_server.execute(f"SELECT pg_cancel_backend(pid) FROM {asleep}")
        else:
            await asyncio.to_thread(own_server.stop, signal.SIGKILL)
            await asyncio.to_thread(own_server.start)
        with pytest.raises((StorageError, sqlite3.Error)):
            await writing
        for number in range(3):
            await database.write(add(f"later {number}"))
        assert await names(database) == {"later 0", "later 1", "later 2"}


async def test_a_session_that_is_stuck_between_many_rows_is_ended(url: str) -> None:
    """Once in a hundred restarts under load libpq ends so; every statement after it was refused, for good."""
    import psycopg

    from bot.storage.engine.postgres.raw import PostgresRaw

    def stuck(raw: PostgresRaw) -> None:
        raw.execute("SELECT 1")
        raw._session.pgconn.enter_pipeline_mode()
        raise raw.named(psycopg.OperationalError("cannot exit pipeline mode while busy"))

    async with Database.open(url) as database:
        with pytest.raises((StorageError, sqlite3.Error)):
            await database.write(stuck)  # type: ignore[arg-type]  # it is given a PostgresRaw
        for number in range(3):
            await database.write(add(f"later {number}"))
        assert await names(database) == {"later 0", "later 1", "later 2"}


async def test_what_cannot_be_undone_ends_its_session(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.storage.engine.postgres.raw import PostgresRaw

    say = PostgresRaw._say

    def refuse(raw: PostgresRaw, statements: str) -> str:
        if statements.startswith("ROLLBACK"):
            raise sqlite3.OperationalError("canceling statement due to statement timeout")
        return say(raw, statements)

    async with Database.open(url) as database:
        with monkeypatch.context() as patch:
            patch.setattr(PostgresRaw, "_say", refuse)
            with pytest.raises((StorageError, sqlite3.Error)):
                await database.write(lambda raw: raw.execute("SELEC 1").rowcount)
        async with asyncio.timeout(5):
            await database.write(add("kept"))
        assert await names(database) == {"kept"}


async def test_a_former_session_that_the_server_cannot_end_is_no_other_linger(
    own_server: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As while the server's disk hangs: who has the locks is this program itself."""
    monkeypatch.setattr("bot.storage.engine.postgres.owning.TAKE_OVER_S", 0.1)
    monkeypatch.setattr("bot.storage.engine.postgres.raw.PATIENCE_S", 0.3)
    async with Database.open(url) as database:
        raw: Any = database._writer._connection._conn
        former = raw._session.info.backend_pid
        os.kill(former, signal.SIGSTOP)
        try:
            await database._writer._connection.outside(lambda _raw: raw._session.close())
            with pytest.raises(StorageError):
                await database.write(add("lost"))
            assert database.trouble.now is Trouble.AWAY
            assert not database.trouble.taken_over.is_set()
        finally:
            os.kill(former, signal.SIGCONT)
        async with asyncio.timeout(20):
            while database.trouble.now is not None:
                await database.look_whether_back()
                await asyncio.sleep(0.05)
        await database.write(add("kept"))
        assert await names(database) == {"kept"}


async def test_a_start_that_waits_for_anothers_migrations_for_long_is_tried_again(
    own_server: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    psycopg = pytest.importorskip("psycopg")
    from bot.storage.engine.postgres import migrating

    monkeypatch.setattr(migrating, "TURN_S", 0.2)
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(f"SELECT pg_advisory_lock({migrating._LOCK})")
        found = await refused(url)
        assert isinstance(found, NotYet)
        assert "bringing its tables up to date" in str(found)
        other.execute(f"SELECT pg_advisory_unlock({migrating._LOCK})")
        async with Database.open(url):
            pass


async def test_a_disk_that_is_full_is_no_fault_of_a_migration(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("psycopg")
    from bot.storage.engine.postgres import migrating, opening

    def fill(_raw: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("could not extend file: No space left on device")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    more = Migration("9999_more", "CREATE TABLE more (x INTEGER) STRICT;")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "bundled_migrations", lambda: [*bundled_migrations(), more])
        patch.setattr(migrating, "STEPS", {more.name: fill})
        found = str(await refused(url))
    assert "No space left on device" in found
    assert "install the previous version" not in found
    async with Database.open(url):
        pass


@pytest.mark.parametrize("committed", [True, False])
async def test_a_commit_whose_answer_is_lost_is_looked_up(
    url: str, committed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.storage.engine.postgres.raw import PostgresRaw

    say = PostgresRaw._say

    def cut(raw: PostgresRaw, statements: str) -> str:
        if not statements.endswith("COMMIT"):
            return say(raw, statements)
        monkeypatch.setattr(PostgresRaw, "_say", say)
        if committed:
            say(raw, statements)
        raw._session.close()
        raise ServerAwayError("the line was cut")

    async with Database.open(url) as database:
        monkeypatch.setattr(PostgresRaw, "_say", cut)
        if committed:
            await database.write(add("told"))
        else:
            with pytest.raises(CommitFailedError):
                await database.write(add("told"))
        await database.write(add("next"))
        assert await names(database) == ({"told", "next"} if committed else {"next"})


async def test_a_server_that_stays_away_is_called_that_and_its_return_is_noticed(
    own_server: PostgresServer, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.postgres.raw.PATIENCE_S", 0.3)
    async with Database.open(url) as database:
        await asyncio.to_thread(own_server.stop)
        try:
            with pytest.raises(StorageError):
                await database.write(add("lost"))
            assert database.trouble.now is Trouble.AWAY
            async with asyncio.timeout(5):  # nobody waits for long once it is known
                for number in range(20):
                    with pytest.raises(StorageError):
                        await database.write(add(str(number)))
            await database.look_whether_back()
            assert database.trouble.now is Trouble.AWAY
        finally:
            await asyncio.to_thread(own_server.start)
        async with asyncio.timeout(10):
            while database.trouble.now is not None:
                await database.look_whether_back()
                await asyncio.sleep(0.05)
        await database.write(add("kept"))
        assert await names(database) == {"kept"}


async def test_a_full_pool_is_waited_for(own_server: PostgresServer, url: str) -> None:
    import psycopg

    own_server.execute("DROP ROLE IF EXISTS few")
    own_server.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 3")
    own_server.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO few", "away")
    theirs = url.replace("linger@", "few@")
    async with Database.open(theirs, readers=2) as database:
        end_sessions(own_server)
        full = [psycopg.connect(theirs) for _ in range(3)]
        waiting = asyncio.create_task(database.write(add("patient")))
        await asyncio.sleep(0.3)
        assert not waiting.done()
        for session in full:
            session.close()
        await asyncio.wait_for(waiting, 10)
        assert await names(database) == {"patient"}
    own_server.execute("DROP OWNED BY few", "away")


async def test_a_block_that_goes_on_after_a_failure_is_no_sentence_for_the_operator(url: str) -> None:
    """It is a mistake of ours, and no server's."""

    async def go_on(database: Database) -> None:
        async with database.transaction() as connection:
            with suppress(sqlite3.Error):
                await connection.execute("SELEC 1")

    async with Database.open(url) as database:
        with pytest.raises(CommitFailedError, match="only an exception may leave it"), database.starting():
            await go_on(database)


async def test_a_statement_that_takes_too_long_fails_alone(url: str) -> None:
    def linger(raw: sqlite3.Connection) -> None:
        raw.execute(INSERT, ("slow",))
        raw.execute("SELECT pg_sleep(5)")

    async with Database.open(f"{url}&options=-cstatement_timeout%3D200") as database:
        done = await asyncio.gather(
            database.write(add("one")), database.write(linger), database.write(add("two")), return_exceptions=True
        )
        assert isinstance(done[1], sqlite3.OperationalError)
        assert (done[0], done[2]) == (None, None)
        with pytest.raises(sqlite3.OperationalError, match="timeout"):
            async with database.reading() as connection:
                await connection.execute("SELECT pg_sleep(5)")
        assert await names(database) == {"one", "two"}


async def test_a_second_process_is_refused_and_told_who_is_there(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.engine.postgres.owning.TAKE_OVER_S", 0.2)
    async with Database.open(url):
        with pytest.raises(StartError, match=r"another Linger uses it \(linger from this machine") as refused:
            async with Database.open(url):
                pass
        assert not isinstance(refused.value, NotYet)
    async with Database.open(url):
        pass


@pytest.mark.parametrize("address", ["postgresql://linger@/nowhere?host=/nonexistent", "postgresql://localhost:1/x"])
async def test_a_server_that_is_not_there_is_one_sentence(address: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(NotYet, match="Check DATABASE_URL, and whether the server runs"):
        async with Database.open(address):
            pass


@pytest.fixture
def folder(own_server: PostgresServer) -> Iterator[str]:
    """Of the server's socket; it knows somebody who needs a password, and somebody for whom it has no session."""
    own_server.execute("CREATE ROLE locked LOGIN PASSWORD 'right'; CREATE ROLE crowded LOGIN CONNECTION LIMIT 0")
    own_server.execute("CREATE ROLE nologin")
    yield own_server.url("postgres").partition("host=")[2]
    own_server.execute("DROP ROLE locked, crowded, nologin")


async def refused(address: str) -> StartError:
    with pytest.raises(StartError) as caught:
        async with Database.open(address):
            pytest.fail("it opened")
    return caught.value


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("locked:wrong@/postgres?host=FOLDER", 'password authentication failed for user "locked"'),
        ("locked@/postgres?host=FOLDER", "fe_sendauth: no password supplied"),
        ("linger@/nowhere?host=FOLDER", 'database "nowhere" does not exist'),
        ("nobody@/postgres?host=FOLDER", 'role "nobody" does not exist'),
        ("nologin@/postgres?host=FOLDER", 'role "nologin" is not permitted to log in'),
        ("linger@/postgres?host=FOLDER&options=-cslow%3D1", 'unrecognized configuration parameter "slow"'),
        ("linger@/postgres?host=FOLDER&sslmode=some", 'invalid sslmode value: "some"'),
        ("linger@/nowhere?host=FOLDER,FOLDER/.", 'database "nowhere" does not exist'),
    ],
)
async def test_what_the_server_refuses_for_good_is_not_tried_again(folder: str, address: str, reason: str) -> None:
    found = await refused(f"postgresql://{address.replace('FOLDER', folder)}")
    assert not isinstance(found, NotYet)
    assert f"({reason.removeprefix('fe_sendauth: ')}). Correct DATABASE_URL" in str(found)


async def test_a_server_that_only_reads_is_waited_for(own_server: PostgresServer, url: str) -> None:
    """A copy of the one that is written to refuses every change, however long the session lasts."""
    own_server.execute("ALTER DATABASE away SET default_transaction_read_only = on")
    found = await refused(url)
    assert isinstance(found, NotYet)
    assert "session is read-only" in str(found)
    own_server.execute("ALTER DATABASE away SET default_transaction_read_only = off")
    async with Database.open(url) as database:
        await database.write(add("kept"))


@pytest.mark.parametrize(
    "address",
    [
        "crowded@/postgres?host=FOLDER",
        "linger@/nowhere?host=FOLDER,/nonexistent",  # which may be the one that has it
        "linger@/nowhere?host=/nonexistent,FOLDER",
        "linger@nowhere.invalid/postgres",
    ],
)
async def test_what_may_pass_by_itself_is_tried_again(folder: str, address: str) -> None:
    found = await refused(f"postgresql://{address.replace('FOLDER', folder)}")
    assert isinstance(found, NotYet)
    assert "whether the server runs" in str(found)


ONE_HOST_BY_TWO_ADDRESSES = """connection failed: Connection refused
Multiple connection attempts failed. All failures were:
- host: 'localhost', port: '1', hostaddr: '::1': connection failed: FATAL:  role "linger" does not exist
- host: 'localhost', port: '1', hostaddr: '127.0.0.1': connection failed: Connection refused
\tIs the server running on that host?"""
FULL_WITH_TLS_AND_REFUSED_WITHOUT = """connection failed: server at "h" failed: FATAL:  sorry, too many clients already
server at "h" failed: FATAL:  no pg_hba.conf entry for host "h", user "linger", no encryption"""


@pytest.mark.parametrize(
    ("words", "is_refused"),
    [
        ("connection failed: FATAL:  the database system is starting up", False),
        ("connection failed: FATAL:  the database system is shutting down", False),
        ("connection failed: FATAL:  sorry, too many clients already", False),
        ("connection failed: server closed the connection unexpectedly", False),
        (ONE_HOST_BY_TWO_ADDRESSES, True),
        (FULL_WITH_TLS_AND_REFUSED_WITHOUT, False),
    ],
)
def test_words_tell_what_is_refused(words: str, is_refused: bool) -> None:
    psycopg = pytest.importorskip("psycopg")
    from bot.storage.engine.postgres.link import not_opened

    found = not_opened(psycopg.OperationalError(words), "postgresql://localhost:1/x")
    assert isinstance(found, RefusedError) is is_refused


@pytest.mark.parametrize("code", ["28P01", "28000", "3D000", "42501", "53300", "57P03"])
def test_a_code_tells_what_is_refused_in_any_language(code: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    from bot.storage.engine.postgres.link import not_opened

    found = not_opened(psycopg.errors.lookup(code)("Passwort-Authentifizierung fehlgeschlagen"), "postgresql://h/x")
    assert isinstance(found, RefusedError) is (code[0] != "5")


@pytest.mark.parametrize("address", ["h/x?foo=1", "l:p%zz@h/x", "l:p%zz@[::1/x"])
async def test_an_address_that_cannot_be_read_is_one_sentence_without_the_password(address: str) -> None:
    pytest.importorskip("psycopg")
    found = await refused(f"postgresql://{address}")
    assert str(found).startswith("DATABASE_URL has to be an address such as postgresql://")
    assert "p%zz" not in str(found)


async def test_another_programs_database_is_left_alone(own_server: PostgresServer) -> None:
    own_server.execute("DROP DATABASE IF EXISTS foreign_one")
    own_server.execute("CREATE DATABASE foreign_one")
    own_server.execute("CREATE TABLE songs (title text)", "foreign_one")
    with pytest.raises(StartError, match="tables of another program"):
        async with Database.open(own_server.url("foreign_one")):
            pass
    tables: list[Any] = own_server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", "foreign_one")
    assert tables == [("songs",)]


@pytest.mark.parametrize("code", ["57P01", "57P02", "57P03", "25P03", "08006", "57014", "40001"])
def test_what_ends_a_session_is_told_from_what_ends_a_statement(code: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    from bot.storage.engine.postgres.link import named

    said = named(psycopg.errors.lookup(code)("as the server says it"), lost=False)
    assert isinstance(said, ServerAwayError) is (code not in ("57014", "40001"))


async def test_what_is_in_hand_is_never_left_for_another_session(own_server: PostgresServer, url: str) -> None:
    """Should a session be gone unnoticed: what comes next does not begin anew as if nothing had been written."""
    async with Database.open(url) as database:
        raw: Any = database._writer._connection._conn

        def write(_raw: object) -> None:
            raw.execute("BEGIN")
            raw.execute("SAVEPOINT block")
            raw.execute(INSERT, ("kept",))
            raw.execute("RELEASE block")
            raw._session.close()
            assert raw.in_transaction  # what was written is in hand, as far as anybody knows
            try:
                with pytest.raises(ServerAwayError, match="with something in hand"):
                    raw.execute("BEGIN")
            finally:
                raw.execute("ROLLBACK")

        await database._writer._connection.outside(write)
        await database.write(add("after"))
        assert await names(database) == {"after"}


async def commit(writing: WritingConnection) -> None:
    await writing.end_block(keep=False, commit=True)


async def write_a_block(writing: WritingConnection) -> None:
    writing.enter()
    await writing.run(add("next"))


async def run_calls(writing: WritingConnection) -> None:
    await writing.run_calls([Call(add("next"))])


@pytest.mark.parametrize("go_on", [commit, write_a_block, run_calls])
async def test_a_block_that_was_kept_is_lost_aloud_with_its_session(
    url: str, go_on: Callable[[WritingConnection], Coroutine[object, object, None]]
) -> None:
    """Its savepoint waits to be released with what comes next, which is not done as if nothing were in hand."""
    async with Database.open(url) as database:
        writing = database._writer._connection
        writing.enter()
        await writing.run(add("kept"))
        assert writing.leave_quickly()
        await writing.outside(lambda raw: raw._session.close())  # type: ignore[attr-defined]  # PostgreSQL's
        with pytest.raises((ServerAwayError, StorageError)):
            await go_on(writing)
        with suppress(StorageError):  # as the writer ends a block that has failed
            await writing.end_block(keep=False, commit=True)
        await database.write(add("after"))
        assert await names(database) == {"after"}


async def test_the_password_is_never_shown() -> None:
    pytest.importorskip("psycopg")
    from bot.storage.engine.postgres.opening import said

    assert said("postgresql://linger:secret@db.example:5433/talk") == "postgresql://linger@db.example:5433/talk"
