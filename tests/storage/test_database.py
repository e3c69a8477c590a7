"""Blocks of the database: what is kept, what is undone, who sees what."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Sequence
from contextvars import ContextVar
from functools import partial
from pathlib import Path

import pytest

from bot.storage.engine import writer
from bot.storage.engine.connection import Connection
from bot.storage.engine.database import CommitFailedError, Database, DatabaseClosedError, StorageError
from tests.loopback.crowds import Crowd
from tests.loopback.postgres import elsewhere

INSERT = "INSERT INTO installation (name, value) VALUES (?, ?)"


async def names(database: Database) -> set[str]:
    async with database.reading() as connection:
        return {row["name"] for row in await connection.execute_fetchall("SELECT name FROM installation")}


def names_on_disk(database: Database) -> set[str]:
    """What another program reads from it now."""
    with elsewhere(database) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM installation")}


async def test_an_acknowledged_change_is_in_the_file(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("a", "1"))
    assert names_on_disk(database) == {"a"}


async def test_an_exception_undoes_just_its_own_block(database: Database) -> None:
    async def write(name: str, *, fails: bool) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, (name, ""))
            await asyncio.sleep(0)
            if fails:
                raise ValueError(name)

    outcomes = await asyncio.gather(
        *(write(str(number), fails=number % 3 == 0) for number in range(60)), return_exceptions=True
    )
    assert [isinstance(outcome, ValueError) for outcome in outcomes] == [n % 3 == 0 for n in range(60)]
    assert await names(database) == {str(number) for number in range(60) if number % 3}


async def test_a_failing_statement_undoes_its_whole_block(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("taken", ""))

    async def write() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("mine", ""))
            await connection.execute(INSERT, ("taken", ""))

    with pytest.raises(sqlite3.IntegrityError):
        await write()
    assert await names(database) == {"taken"}


@pytest.mark.sqlite  # PostgreSQL takes nothing more of a block in which a statement failed
async def test_a_block_may_go_on_after_a_statement_that_failed(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("a", ""))
        with pytest.raises(sqlite3.IntegrityError):
            await connection.execute(INSERT, ("a", ""))
        await connection.execute(INSERT, ("b", ""))
    assert await names(database) == {"a", "b"}


async def test_readers_see_committed_data_only(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("a", ""))
        assert await names(database) == set()
    assert await names(database) == {"a"}


async def test_a_reader_sees_one_snapshot_throughout_its_block(database: Database) -> None:
    async def count() -> int:
        rows = list(await reader.execute_fetchall("SELECT COUNT(*) FROM installation"))
        return int(rows[0][0])

    async with database.reading() as reader:
        assert await count() == 0
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("a", ""))
        assert await count() == 0
    assert await names(database) == {"a"}


async def test_a_reader_cannot_write(database: Database) -> None:
    async with database.reading() as connection:
        with pytest.raises(sqlite3.OperationalError, match=r"read-?only"):
            await connection.execute(INSERT, ("a", ""))


async def test_a_function_of_statements_runs_in_the_block(database: Database) -> None:
    def write(raw: sqlite3.Connection, *names: str) -> int:
        for name in names:
            raw.execute(INSERT, (name, ""))
        return len(names)

    async with database.transaction() as connection:
        assert await connection.run(write, "a", "b") == 2
    assert await names(database) == {"a", "b"}


async def test_a_transaction_inside_a_transaction_is_refused_instead_of_hanging(database: Database) -> None:
    async with database.transaction():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            async with database.transaction():
                pass
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await database.write(lambda raw: raw.execute("SELECT 1").fetchone())


async def test_a_block_cannot_commit_by_itself(database: Database) -> None:
    async def commit() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("a", ""))
            await connection.commit()

    with pytest.raises(RuntimeError, match="leaving the block commits"):
        await commit()
    assert await names(database) == set()


async def test_a_connection_is_useless_after_its_block(database: Database) -> None:
    async with database.transaction() as connection:
        pass
    with pytest.raises(RuntimeError, match="after its block"):
        await connection.execute(INSERT, ("a", ""))


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        pass
    with pytest.raises(DatabaseClosedError):
        async with database.transaction():
            pass
    with pytest.raises(DatabaseClosedError):
        async with database.reading():
            pass


@pytest.mark.sqlite  # INSERT OR ROLLBACK; what ends a session of PostgreSQL's: tests/storage/test_postgres_away.py
async def test_a_transaction_ended_by_sqlite_fails_all_its_blocks_and_the_next_one_works(
    database: Database,
) -> None:
    """As a full disk does: SQLite rolls the outer transaction back under everyone's feet."""
    entered = asyncio.Event()

    async def write(name: str) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, (name, ""))
            entered.set()
            await asyncio.sleep(0.01)

    async def disaster() -> None:
        await entered.wait()
        async with database.transaction() as connection:
            await connection.execute("INSERT OR ROLLBACK INTO installation (name, value) VALUES ('early', '')")

    early = asyncio.create_task(write("early"))
    crash = asyncio.create_task(disaster())
    outcomes = await asyncio.gather(early, crash, return_exceptions=True)
    assert isinstance(outcomes[0], StorageError)
    assert isinstance(outcomes[1], sqlite3.IntegrityError)
    assert await names(database) == set()
    await write("later")
    assert await names(database) == {"later"}


async def test_functions_share_a_commit_and_fail_alone(database: Database) -> None:
    def write(raw: sqlite3.Connection, number: int) -> int:
        raw.execute(INSERT, (str(number), ""))
        if number % 3 == 0:
            raise ValueError(number)
        return number

    outcomes = await asyncio.gather(
        *(database.write(partial(write, number=number)) for number in range(60)), return_exceptions=True
    )
    assert [n if n % 3 else "undone" for n in range(60)] == [
        "undone" if isinstance(outcome, ValueError) else outcome for outcome in outcomes
    ]
    assert names_on_disk(database) == {str(number) for number in range(60) if number % 3}


async def test_whole_blocks_share_a_commit_and_fail_alone_in_their_callers_language(database: Database) -> None:
    language = ContextVar("language", default="en")  # as `speaking` keeps it
    committed: list[int] = []
    database.on_commit(committed.append)

    async def change(number: int) -> int:
        async def work(connection: Connection) -> int:
            await connection.execute(INSERT, (str(number), ""))
            assert await connection.fetch_one("SELECT 1 FROM installation WHERE name = ?", (str(number),))
            if number % 3 == 0:
                raise ValueError(language.get())
            return number

        language.set(f"language {number}")
        return await database.change(work)

    outcomes = await asyncio.gather(*(change(number) for number in range(60)), return_exceptions=True)
    assert [n if n % 3 else f"language {n}" for n in range(60)] == [
        str(outcome) if isinstance(outcome, ValueError) else outcome for outcome in outcomes
    ]
    assert names_on_disk(database) == {str(number) for number in range(60) if number % 3}
    assert max(committed) > 1


async def test_a_whole_change_can_await_nothing_else_and_leaves_its_connection_in_order(database: Database) -> None:
    left: list[Connection] = []

    async def waits(connection: Connection) -> None:
        left.append(connection)
        await connection.execute(INSERT, ("a", ""))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="awaits something else"):
        await database.change(waits)
    with pytest.raises(RuntimeError, match="after its block"):
        await left[0].execute("SELECT 1")
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("b", ""))
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await database.change(waits)
    assert names_on_disk(database) == {"b"}


async def test_items_of_several_callers_travel_together_and_fail_alone(database: Database) -> None:
    sizes = []

    def write(raw: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
        sizes.append(len(numbers))
        for number in numbers:
            raw.execute(INSERT, (str(number), ""))
            if number % 30 == 7:
                raise ValueError(number)
        return [number * 2 for number in numbers]

    crowd = Crowd(database, write)
    outcomes = await asyncio.gather(*(crowd.write(number) for number in range(60)), return_exceptions=True)
    fine = [number for number in range(60) if number % 30 != 7]
    assert [outcome for outcome in outcomes if not isinstance(outcome, ValueError)] == [n * 2 for n in fine]
    assert names_on_disk(database) == {str(number) for number in fine}
    assert sizes == [60, *[1] * 60]


async def test_a_function_that_forgets_an_item_stores_nothing_of_it(database: Database) -> None:
    def write(raw: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
        raw.executemany(INSERT, [(str(number), "") for number in numbers])
        return []

    with pytest.raises(ValueError, match="told of 0 of 1"):
        await Crowd(database, write).write(1)
    assert names_on_disk(database) == set()


async def test_items_and_functions_keep_the_order_in_which_they_were_told(database: Database) -> None:
    told: list[str] = []

    def together(raw: sqlite3.Connection, items: Sequence[str]) -> list[None]:
        told.extend(items)
        return [None] * len(items)

    crowd = Crowd(database, together)

    async def tell(item: str) -> None:
        await crowd.write(item)

    await asyncio.gather(
        tell("first"), tell("second"), database.write(lambda raw: told.append("third")), tell("fourth")
    )
    assert told == ["first", "second", "third", "fourth"]


async def test_a_crowd_gathers_until_somebody_waits(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "GATHER_S", 1e9)  # longer than any machine has been running
    sizes: list[int] = []

    def together(raw: sqlite3.Connection, items: Sequence[str]) -> list[None]:
        sizes.append(len(items))
        return [None] * len(items)

    crowd = Crowd(database, together)
    await crowd.write("alone")
    gathering = [crowd.write(str(number)) for number in range(7)]
    await asyncio.sleep(0.05)
    assert sizes == [1]
    await database.write(lambda raw: sizes.append(0))
    await asyncio.gather(*gathering)
    assert sizes == [1, 7, 0]
    await asyncio.gather(*(crowd.write(str(number)) for number in range(writer.BATCH_BLOCKS)))
    assert sizes == [1, 7, 0, writer.BATCH_BLOCKS]


async def test_what_gathers_is_stored_at_the_end(tmp_path: Path) -> None:
    stored: list[str] = []

    def together(raw: sqlite3.Connection, items: Sequence[str]) -> list[None]:
        raw.executemany(INSERT, [(item, "") for item in items])
        stored.extend(items)
        return [None] * len(items)

    async with Database.open(tmp_path / "linger.sqlite3") as database:
        crowd = Crowd(database, together)
        await crowd.write("first")
        for number in range(3):
            crowd.write(str(number))
    assert stored == ["first", "0", "1", "2"]


async def test_functions_and_blocks_take_turns(database: Database) -> None:
    async def block(name: str) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, (name, "1"))
            await connection.execute("UPDATE installation SET value = '2' WHERE name = ?", (name,))

    def function(raw: sqlite3.Connection, name: str) -> None:
        raw.execute(INSERT, (name, "1"))

    await asyncio.gather(
        *(block(f"block {n}") for n in range(40)),
        *(database.write(partial(function, name=f"function {n}")) for n in range(40)),
    )
    assert len(names_on_disk(database)) == 80


@pytest.mark.sqlite  # INSERT OR ROLLBACK
async def test_a_function_that_ends_the_transaction_fails_its_companions(database: Database) -> None:
    def disaster(raw: sqlite3.Connection) -> None:
        raw.execute(INSERT, ("taken", ""))
        raw.execute("INSERT OR ROLLBACK INTO installation (name, value) VALUES ('taken', '')")

    def write(raw: sqlite3.Connection) -> None:
        raw.execute(INSERT, ("mine", ""))

    outcomes = await asyncio.gather(database.write(write), database.write(disaster), return_exceptions=True)
    assert all(isinstance(outcome, CommitFailedError) for outcome in outcomes)
    await database.write(write)
    assert await names(database) == {"mine"}


async def test_a_failing_commit_is_told_to_every_caller_of_the_batch(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A deferred constraint fails at COMMIT, as a full disk does."""
    monkeypatch.setattr("bot.storage.engine.writer.BATCH_AGE_S", 60.0)  # one batch, however busy the machine is
    async with database.transaction() as connection:
        await connection.execute("CREATE TABLE parents (id BIGINT PRIMARY KEY)")
        await connection.execute(
            "CREATE TABLE children (id BIGINT REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)"
        )

    async def write(statement: str) -> None:
        async with database.transaction() as connection:
            await connection.execute(statement)

    outcomes = await asyncio.gather(
        *(write(f"INSERT INTO parents (id) VALUES ({n})") for n in range(5)),
        write("INSERT INTO children (id) VALUES (99)"),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [CommitFailedError] * 6
    await write("INSERT INTO parents (id) VALUES (1)")
    async with database.reading() as connection:
        rows = list(await connection.execute_fetchall("SELECT id FROM parents"))
    assert [row["id"] for row in rows] == [1]


async def test_an_error_that_nobody_expects_leaves_nothing_half_done(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours at the wrong moment: nobody waits for ever, and the next commit stores nothing of it."""

    def fail(_self: object, _raw: object) -> None:
        raise RecursionError

    async def add(name: str) -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, (name, ""))

    with monkeypatch.context() as patch:
        for kind in type(database._writer._connection).__mro__:
            if "_commit" in vars(kind):
                patch.setattr(kind, "_commit", fail)
        async with asyncio.timeout(20):
            one, two, called = await asyncio.gather(
                add("one"),
                add("two"),
                database.write(lambda raw: raw.execute(INSERT, ("called", "")) and None),
                return_exceptions=True,
            )
    for outcome in (one, two, called):
        assert isinstance(outcome, CommitFailedError)
    await add("next")
    assert await names(database) == {"next"}


async def test_more_readers_than_connections_take_turns(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, ("a", ""))
    assert await asyncio.gather(*(names(database) for _ in range(30))) == [{"a"}] * 30


async def test_reading_inside_reading_is_refused_instead_of_hanging(database: Database) -> None:
    async with database.reading():
        with pytest.raises(RuntimeError, match="reading already"):
            async with database.reading():
                pass


async def count(connection: Connection) -> int:
    """Two queries of one snapshot."""
    first = await connection.fetch_number("SELECT COUNT(*) FROM installation")
    rows = await connection.execute_fetchall("SELECT name FROM installation")
    assert len(list(rows)) == first
    return first


async def test_a_whole_block_of_queries_reads_what_was_acknowledged(database: Database) -> None:
    for number in range(3):
        async with database.transaction() as connection:
            await connection.execute(INSERT, (str(number), ""))
        assert await database.read(count) == number + 1
    assert await asyncio.gather(*(database.read(count) for _ in range(20))) == [3] * 20
    assert await names(database) == {"0", "1", "2"}


async def test_a_whole_block_knows_its_readers_language_and_gives_its_connection_back(database: Database) -> None:
    language = ContextVar("language", default="en")  # as `speaking` keeps it

    async def refuses(connection: Connection) -> None:
        await connection.fetch_one("SELECT 1")
        raise ValueError(language.get())

    language.set("ko")
    for _number in range(9):
        with pytest.raises(ValueError, match="ko"):
            await database.read(refuses)
    assert await database.read(count) == 0


async def test_a_whole_block_can_neither_write_nor_await_anything_else(database: Database) -> None:
    async def writes(connection: Connection) -> None:
        await connection.execute(INSERT, ("a", ""))

    async def waits(connection: Connection) -> None:
        await connection.fetch_one("SELECT 1")
        await asyncio.sleep(0)

    with pytest.raises(sqlite3.OperationalError):
        await database.read(writes)
    with pytest.raises(RuntimeError, match="awaits something else"):
        await database.read(waits)
    assert await database.read(count) == 0


async def test_a_whole_block_whose_caller_is_cancelled_leaves_its_connection_in_order(database: Database) -> None:
    begun, may_end = threading.Event(), threading.Event()

    async def takes_long(connection: Connection) -> int:
        begun.set()
        may_end.wait(20)
        return await count(connection)

    calls = [asyncio.create_task(database.read(takes_long)) for _ in range(4)]
    await asyncio.to_thread(begun.wait, 20)
    for call in calls:
        call.cancel()
    late = asyncio.create_task(database.read(count))
    await asyncio.sleep(0)
    may_end.set()
    assert await late == 0
    assert [type(told) for told in await asyncio.gather(*calls, return_exceptions=True)] == [asyncio.CancelledError] * 4
    assert await names(database) == set()


async def test_reading_at_once_while_reading_is_refused_instead_of_hanging(database: Database) -> None:
    async with database.reading():
        with pytest.raises(RuntimeError, match="reading already"):
            await database.read(count)


async def test_what_waits_to_be_written_when_closing_begins_is_stored(tmp_path: Path) -> None:
    def write(raw: sqlite3.Connection, number: int) -> None:
        raw.execute(INSERT, (str(number), ""))

    async with Database.open(tmp_path / "linger.sqlite3") as database:
        tasks = [asyncio.create_task(database.write(partial(write, number=number))) for number in range(50)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    assert len(names_on_disk(database)) == 50


async def test_callers_learn_it_when_the_writer_is_cancelled_under_them(database: Database) -> None:
    """As `asyncio.run` does with every task that is left at its end."""
    task = asyncio.create_task(database.write(lambda raw: raw.execute(INSERT, ("a", "")).rowcount))
    await asyncio.sleep(0)
    for other in asyncio.all_tasks():
        if other.get_name() == "group writes":
            await asyncio.sleep(0)
            other.cancel()
    with pytest.raises(StorageError, match="not known whether"):
        await task
