"""A caller may be cancelled wherever it waits; nobody else notices, and nothing stays half done."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine, Generator
from pathlib import Path
from typing import Any

import pytest

from bot.storage.engine.database import Database

INSERT = "INSERT INTO installation (name, value) VALUES (?, ?)"


class CancelledAt:
    """Awaits `work` and has the task cancelled just as it waits for the `step`-th time."""

    def __init__(self, work: Coroutine[Any, Any, None], step: int) -> None:
        self._work = work
        self._step = step
        self.was_cancelled = False

    def __await__(self) -> Generator[Any, Any, None]:
        inner = self._work.__await__()
        waits = 0
        try:
            waited_for = next(inner)
            while True:
                if waits == self._step:
                    self.was_cancelled = True
                    task = asyncio.current_task()
                    assert task is not None
                    task.cancel()
                waits += 1
                try:
                    value = yield waited_for
                except BaseException as error:  # noqa: BLE001 (passed on to where it belongs)
                    waited_for = inner.throw(error)
                else:
                    waited_for = inner.send(value)
        except StopIteration:
            return


async def two_rows_in_a_block(database: Database, name: str) -> None:
    async with database.transaction() as connection:
        await connection.execute(INSERT, (f"{name} first", ""))
        await connection.execute(INSERT, (f"{name} second", ""))


async def two_rows_in_a_function(database: Database, name: str) -> None:
    def write(raw: sqlite3.Connection) -> None:
        raw.execute(INSERT, (f"{name} first", ""))
        raw.execute(INSERT, (f"{name} second", ""))

    await database.write(write)


async def stored(database: Database) -> list[str]:
    async with database.reading() as connection:
        rows = await connection.execute_fetchall("SELECT name FROM installation ORDER BY name")
        return [row["name"] for row in rows]


async def finished_when_cancelled_at(step: int, work: Coroutine[Any, Any, None]) -> bool:
    cancelled = CancelledAt(work, step)

    async def run() -> None:
        await cancelled

    outcome = await asyncio.gather(asyncio.create_task(run()), return_exceptions=True)
    if cancelled.was_cancelled:
        assert isinstance(outcome[0], asyncio.CancelledError)
    else:
        assert outcome == [None]
    return not cancelled.was_cancelled


@pytest.mark.parametrize("crowd", [0, 3])
@pytest.mark.parametrize("write", [two_rows_in_a_block, two_rows_in_a_function])
async def test_a_writer_cancelled_at_any_await_leaves_all_or_nothing(
    tmp_path: Path, write: Callable[[Database, str], Coroutine[Any, Any, None]], crowd: int
) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        for step in range(40):
            others: list[Awaitable[None]] = [
                asyncio.create_task(two_rows_in_a_block(database, f"{step} other {n}")) for n in range(crowd)
            ]
            finished = await finished_when_cancelled_at(step, write(database, f"{step} mine"))
            later = [asyncio.create_task(write(database, f"{step} later {n}")) for n in range(crowd)]
            await asyncio.gather(*others, *later)
            found = await stored(database)
            for who in (f"other {n}" for n in range(crowd)):
                assert {f"{step} {who} first", f"{step} {who} second"} <= set(found)
            mine = [name for name in found if name.startswith(f"{step} mine")]
            assert len(mine) == 2 if finished else len(mine) in (0, 2)
            if finished:
                assert step >= 1
                return
    pytest.fail("the writer waited more often than expected; raise the number of steps")


async def test_a_reader_cancelled_at_any_await_gives_its_connection_back(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3", readers=1) as database:

        async def read() -> None:
            await stored(database)

        for step in range(20):
            finished = await finished_when_cancelled_at(step, read())
            assert await asyncio.wait_for(stored(database), 5) == []
            if finished:
                assert step >= 1
                return
    pytest.fail("the reader waited more often than expected; raise the number of steps")


async def test_when_all_who_wait_for_a_turn_are_cancelled_the_batch_is_committed(database: Database) -> None:
    inside = asyncio.Event()
    go_on = asyncio.Event()

    async def first() -> None:
        async with database.transaction() as connection:
            await connection.execute(INSERT, ("first", ""))
            inside.set()
            await go_on.wait()

    kept = asyncio.create_task(first())
    await inside.wait()
    waiting = [asyncio.create_task(two_rows_in_a_block(database, str(n))) for n in range(3)]
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.sleep(0)  # the first has left and counts on those who wait
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await asyncio.wait_for(kept, 5)
    assert "first" in await stored(database)
