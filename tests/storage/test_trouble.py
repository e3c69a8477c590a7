"""A file that is taken away is not written to, and a full disk is called that."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.engine.database import CommitFailedError, Database
from bot.storage.engine.trouble import Trouble, trouble_of

pytestmark = pytest.mark.sqlite


def _note(raw: sqlite3.Connection) -> None:
    raw.execute("INSERT INTO installation (name, value) VALUES ('note', 'kept')")


@pytest.mark.parametrize("what", ["removed", "replaced"])
async def test_nothing_is_acknowledged_into_a_file_that_is_gone(tmp_path: Path, what: str) -> None:
    path = tmp_path / "linger.sqlite3"
    async with Database.open(path) as db:
        if what == "replaced":
            shutil.copy(path, tmp_path / "other")
            (tmp_path / "other").replace(path)
        else:
            path.unlink()
        with pytest.raises(CommitFailedError) as by_call:
            await db.write(_note)
        with pytest.raises(CommitFailedError) as by_block:
            async with db.transaction() as connection:
                await connection.run(_note)
        assert trouble_of(by_call.value) is trouble_of(by_block.value) is Trouble.FILE_MOVED


async def test_a_file_that_comes_back_is_written_to_again(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    async with Database.open(path) as db:
        path.rename(tmp_path / "away")
        with pytest.raises(CommitFailedError):
            await db.write(_note)
        (tmp_path / "away").rename(path)
        await db.write(_note)
        async with db.reading() as connection:
            assert await connection.fetch_number("SELECT COUNT(*) FROM installation WHERE name = 'note'") == 1


async def test_who_never_read_before_reads_and_saves_what_is_open_after_the_file_was_removed(tmp_path: Path) -> None:
    path, notes, all_at_once = tmp_path / "linger.sqlite3", "SELECT COUNT(*) FROM installation", asyncio.Barrier(4)

    async def read() -> int:
        async with db.reading() as connection, all_at_once:
            return await connection.fetch_number(notes)

    async with Database.open(path, readers=4) as db:
        await db.write(_note)
        path.unlink()
        assert len(set(await asyncio.gather(read(), read(), read(), read()))) == 1
        saved = await db.save_beside()
    with closing(sqlite3.connect(saved)) as raw:
        assert raw.execute("SELECT COUNT(*) FROM installation WHERE name = 'note'").fetchone() == (1,)


def test_an_error_that_was_raised_from_itself_is_looked_at_once() -> None:
    error = ValueError("an answer")
    error.__cause__ = error
    assert trouble_of(error) is None


async def test_a_full_disk_is_told_from_other_failures(tmp_path: Path) -> None:
    def fill(raw: sqlite3.Connection) -> None:
        raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0]}")
        raw.execute("INSERT INTO installation (name, value) VALUES ('big', hex(zeroblob(1000000)))")

    async with Database.open(tmp_path / "linger.sqlite3") as db:
        with pytest.raises((CommitFailedError, sqlite3.Error)) as full:
            await db.write(fill)
        assert trouble_of(full.value) is Trouble.DISK_FULL
        with pytest.raises(sqlite3.Error) as other:
            await db.write(lambda raw: raw.execute("SELECT nothing FROM nowhere").rowcount)
        assert trouble_of(other.value) is None
