"""Closing always ends the process, whatever hangs in the database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.sqlite

BEGINNING = """
import asyncio, sys
from bot.storage.engine.database import Database

INSERT = "INSERT INTO installation (name, value) VALUES (?, '')"
SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"

async def write(database, name, *, hangs=False):
    async with database.transaction() as connection:
        await connection.execute(INSERT, (name,))
        if hangs:
            await asyncio.sleep(3600)

async def read(database, sql):
    async with database.reading() as connection:
        await connection.execute_fetchall(sql)
        await asyncio.sleep(3600)

async def run_in_block(database, sql):
    async with database.transaction() as connection:
        await connection.execute_fetchall(sql)
"""

ENDINGS = {
    "nothing pending": """
async def main():
    async with Database.open(sys.argv[1]) as database:
        await write(database, "kept")
""",
    "a block that never ends, and callers behind it": """
async def main():
    async with Database.open(sys.argv[1]) as database:
        await write(database, "kept")
        tasks = [asyncio.create_task(write(database, str(n), hangs=True)) for n in range(5)]
        await asyncio.sleep(0.05)
""",
    "a statement that never ends": """
async def main():
    async with Database.open(sys.argv[1]) as database:
        await write(database, "kept")
        tasks = [asyncio.create_task(run_in_block(database, SLOW))]
        await asyncio.sleep(0.05)
""",
    "readers that never end": """
async def main():
    async with Database.open(sys.argv[1]) as database:
        await write(database, "kept")
        tasks = [asyncio.create_task(read(database, sql)) for sql in (SLOW, "SELECT 1", SLOW) * 4]
        await asyncio.sleep(0.05)
""",
    "an exception in the program": """
async def main():
    async with Database.open(sys.argv[1]) as database:
        await write(database, "kept")
        task = asyncio.create_task(write(database, "x", hangs=True))
        await asyncio.sleep(0.05)
        sys.exit(0)
""",
    "never closed at all": """
async def main():
    opening = Database.open(sys.argv[1])
    database = await opening.__aenter__()
    await write(database, "kept")
    sys.stdout.flush()
    global held
    held = opening
    asyncio.get_running_loop().shutdown_asyncgens = nothing

async def nothing():
    pass
""",
}


def test_the_process_ends_within_seconds(tmp_path: Path) -> None:
    """Each of them; they wait side by side."""
    start = time.monotonic()
    with ExitStack() as stack:
        running = {
            ending: stack.enter_context(program(body, tmp_path / f"{number}.sqlite3"))
            for number, (ending, body) in enumerate(ENDINGS.items())
        }
        for ending, process in running.items():
            _said, complained = process.communicate(timeout=30)
            assert process.returncode == 0, (ending, complained)
            assert time.monotonic() - start < 20, ending
    for number, ending in enumerate(ENDINGS):
        with closing(sqlite3.connect(tmp_path / f"{number}.sqlite3")) as connection:
            assert connection.execute("SELECT name FROM installation").fetchall() == [("kept",)], ending


@contextmanager
def program(body: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """One that lives with the database at `path`; it does not outlive the block."""
    command = [sys.executable, "-c", f"{BEGINNING}{body}\nasyncio.run(main())\n", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
