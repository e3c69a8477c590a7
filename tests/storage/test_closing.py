"""Closing always ends the process, whatever hangs in the database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
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


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_process_ends_within_seconds(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "linger.sqlite3"
    start = time.monotonic()
    program = BEGINNING + ENDINGS[ending] + "\nasyncio.run(main())\n"
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, timeout=30, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - start < 20
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM installation").fetchall() == [("kept",)]
