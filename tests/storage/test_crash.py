"""kill -9 at a random moment under load: every acknowledged change is there afterwards."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.engine import backup
from tests.gate import kills

pytestmark = pytest.mark.sqlite

ROUNDS = kills(gate=15, home=4)

PROGRAM = """
import asyncio, os, sys
from functools import partial
from bot.storage.engine.database import Database

INSERT = "INSERT INTO installation (name, value) VALUES (?, '')"

def store(raw, name):
    raw.execute(INSERT, (name + " a",))
    raw.execute(INSERT, (name + " b",))

async def caller(database, label):
    number = 0
    while True:
        name = f"{label}-{number}"
        if number % 2:
            await database.write(partial(store, name=name))
        else:
            async with database.transaction() as connection:
                await connection.execute(INSERT, (name + " a",))
                await connection.execute(INSERT, (name + " b",))
        os.write(1, (name + "\\n").encode())
        number += 1

async def main():
    async with Database.open(sys.argv[1]) as database:
        os.write(1, b"open\\n")
        await asyncio.gather(*(caller(database, f"{sys.argv[2]}-{n}") for n in range(16)))

asyncio.run(main())
"""


@pytest.mark.slow
def test_no_acknowledged_change_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    source = random.Random(20)
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), str(number)], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(source.uniform(0.0, 0.3))
        process.kill()
        output, _ = process.communicate()
        # The pipe may have been cut in the middle of the last line.
        acknowledged.update(output[: output.rfind("\n") + 1].split())
        assert backup.check(path) == []
        with closing(sqlite3.connect(path)) as connection:
            stored = {row[0] for row in connection.execute("SELECT name FROM installation")}
        halves = [{name[:-2] for name in stored if name.endswith(half)} for half in (" a", " b")]
        assert halves[0] == halves[1]
        assert acknowledged <= halves[0]
    assert len(acknowledged) > ROUNDS
