"""Backups: one snapshot of a database in use, checked, and the way back."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.storage.engine import backup
from bot.storage.engine.database import Database, StorageError

pytestmark = pytest.mark.sqlite

INSERT = "INSERT INTO installation (name, value) VALUES (?, ?)"


async def add(database: Database, *names: str) -> None:
    async with database.transaction() as connection:
        for name in names:
            await connection.execute(INSERT, (name, ""))


def names(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM installation")}


async def test_a_backup_under_load_is_one_snapshot(database: Database, tmp_path: Path) -> None:
    """Each block writes a pair: a copy with half a pair would not be a snapshot."""
    stop = asyncio.Event()

    async def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            await add(database, f"{number} a", f"{number} b")
            number += 1

    writer = asyncio.create_task(keep_writing())
    await add(database, "before")
    for number in range(5):
        target = tmp_path / "backups" / f"{number}.sqlite3"
        await database.backup(target)
        found = names(target)
        assert "before" in found
        assert {name[:-2] for name in found if name.endswith(" a")} == {
            name[:-2] for name in found if name.endswith(" b")
        }
    stop.set()
    await writer
    assert {file.suffix for file in (tmp_path / "backups").iterdir()} == {".sqlite3"}


async def test_a_backup_replaces_an_older_one(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    await database.backup(target)
    await add(database, "a")
    await database.backup(target)
    assert names(target) == {"a"}


async def test_a_backup_that_cannot_be_written_says_where(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"copy\.sqlite3 could not be written"):
        await database.backup(tmp_path / "file" / "copy.sqlite3")


async def test_a_damaged_database_is_not_passed_off_as_a_backup(tmp_path: Path) -> None:
    source = tmp_path / "linger.sqlite3"
    async with Database.open(source) as database:
        await add(database, *(f"{number:0500}" for number in range(400)))
    content = bytearray(source.read_bytes())
    content[-8192:] = b"\xa5" * 8192
    source.write_bytes(content)
    with pytest.raises(StorageError):
        backup.copy(source, tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.sqlite3").exists()


async def test_restoring_brings_the_backup_back_and_keeps_the_former_file(tmp_path: Path) -> None:
    path, copy = tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    async with Database.open(path) as database:
        await add(database, "old")
        await database.backup(copy)
        await add(database, "new")
    former = backup.restore(copy, path, former=tmp_path / "former.sqlite3")
    assert former is not None
    assert names(former) == {"old", "new"}
    async with Database.open(path):
        pass
    assert names(path) == {"old"}


async def test_a_database_in_use_is_not_restored_over(database: Database, tmp_path: Path) -> None:
    await database.backup(tmp_path / "copy.sqlite3")
    with pytest.raises(StartError, match="in use"):
        backup.restore(tmp_path / "copy.sqlite3", database.path, former=tmp_path / "former")


async def test_a_broken_backup_is_not_restored(tmp_path: Path) -> None:
    path, copy = tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    async with Database.open(path) as database:
        await add(database, "old")
    copy.write_text("no database " * 100)
    with pytest.raises(StorageError):
        backup.restore(copy, path, former=tmp_path / "former")
    assert names(path) == {"old"}


async def test_a_row_that_points_nowhere_is_found(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"
    await database.backup(target)
    assert backup.check(target) == []
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("INSERT INTO spoils_me (review_id, user_id, pressed_at) VALUES (1, 2, 3)")
    assert backup.check(target) == ["a row of spoils_me points to a missing row of reviews"]


async def test_a_copy_is_never_made_onto_the_database_itself(database: Database) -> None:
    with pytest.raises(StorageError, match="is the database itself"):
        await database.backup(database.path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
async def test_only_the_account_itself_reads_the_file_its_log_and_its_copies(
    database: Database, tmp_path: Path
) -> None:
    await add(database, "a")
    await database.backup(tmp_path / "copy.sqlite3")
    names = ("linger.sqlite3", "linger.sqlite3-wal", "linger.sqlite3-shm", "linger.sqlite3.lock", "copy.sqlite3")
    assert {name: (tmp_path / name).stat().st_mode & 0o777 for name in names} == dict.fromkeys(names, 0o600)


async def test_another_programs_database_is_no_backup(database: Database, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "music.sqlite3")) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    with pytest.raises(StorageError, match="no database of Linger's"):
        backup.copy(tmp_path / "music.sqlite3", tmp_path / "copy.sqlite3")
