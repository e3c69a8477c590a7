"""Files that cannot be used stop the start with one sentence that names the file and the next step."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.errors import StartError
from bot.settings import Settings
from bot.storage.engine import backup, home, migrator, preparing
from bot.storage.engine.database import CommitFailedError, Database, StorageError
from bot.storage.engine.lock import lock_path
from bot.storage.engine.migrator import Migration
from bot.storage.engine.preparing import start_errors
from bot.storage.engine.schema_check import what_is_missing
from tests.loopback.running import new_catalogues

pytestmark = pytest.mark.sqlite


async def refusal(path: Path) -> str:
    with pytest.raises(StartError) as caught:
        async with Database.open(path):
            pytest.fail("the database opened")
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    return sentence


def names_in(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


async def make(path: Path) -> None:
    async with Database.open(path):
        pass


async def test_folders_are_made(tmp_path: Path) -> None:
    await make(tmp_path / "a" / "b" / "linger.sqlite3")
    assert names_in(tmp_path / "a" / "b") == {"linger.sqlite3", "linger.sqlite3.lock"}


async def test_a_closed_database_is_one_file(tmp_path: Path) -> None:
    await make(tmp_path / "linger.sqlite3")
    assert names_in(tmp_path) == {"linger.sqlite3", "linger.sqlite3.lock"}


async def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    path.write_text("Dear diary, " * 200)
    assert "is not a database. Set DATABASE_PATH" in await refusal(path)
    assert path.read_text() == "Dear diary, " * 200


async def test_a_truncated_database(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "is damaged" in await refusal(path)


async def test_a_database_with_overwritten_pages(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    path.write_bytes(content)
    assert "linger restore" in await refusal(path)


@pytest.mark.parametrize("table", ["guild_settings", "canon_series", "shared_series"])
async def test_a_damage_that_is_met_while_the_program_reads_what_it_keeps_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    monkeypatch.setattr(preparing, "CHECKED_AT_START_BYTES", 0)  # as in a large file
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(content)
    with pytest.raises(StartError, match=r"is damaged .*linger restore FILE"):
        async with open_app(Settings(database_path=path), new_catalogues=new_catalogues):
            pytest.fail("it started")


async def test_a_file_that_cannot_be_opened_once_more_for_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = home.connected
    monkeypatch.setattr(home, "connected", lambda _path, pragmas: usual(tmp_path / "no" / "file", pragmas))
    assert "cannot be written (unable to open database file)" in await refusal(tmp_path / "linger.sqlite3")


async def test_a_mistake_of_ours_is_no_sentence_for_the_operator(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        for mistake in ("SELEC 1", "INSERT INTO installation (name) VALUES (NULL)"):
            with pytest.raises(sqlite3.Error), database.starting():
                await database.write(lambda raw, sql=mistake: raw.execute(sql))  # type: ignore[misc]
        with pytest.raises(ZeroDivisionError), database.starting():
            raise ZeroDivisionError
        for error in (StorageError("a lock is waited for"), CommitFailedError("it was not stored")):
            with pytest.raises(type(error)), database.starting():
                raise error from ZeroDivisionError()


async def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "music.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = path.read_bytes()
    assert "another program" in await refusal(path)
    assert path.read_bytes() == before


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert "is the folder" in await refusal(tmp_path)


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match=r"The folder .*file of the database cannot be made"):
        async with Database.open(tmp_path / "file" / "linger.sqlite3"):
            pass


async def test_a_lock_file_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    lock_path(path).mkdir()
    assert "Cannot write beside the database" in await refusal(path)


def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    path.touch()
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        pytest.raises(StartError, match=r"cannot be written .*write access"),
        start_errors(path),
    ):
        connection.execute("CREATE TABLE a (x)")


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        ("DROP TABLE votes", "votes"),
        ("ALTER TABLE notices DROP COLUMN fields", "notices.fields"),
        ("DROP INDEX votes_by_time", "votes_by_time"),
    ],
)
async def test_what_somebody_took_out_of_the_database_is_missed_at_start(
    tmp_path: Path, spoilt: str, named: str
) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(spoilt)
    said = await refusal(path)
    assert "lacks" in said
    assert named in said
    assert "linger restore" in said


async def test_what_was_found_whole_is_not_compared_anew_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing takes all migrations again, a twentieth of a start."""
    path = tmp_path / "linger.sqlite3"
    await make(path)
    compared: list[object] = []

    def compare(raw: sqlite3.Connection, migrations: Sequence[Migration]) -> list[str]:
        compared.append(raw)
        return what_is_missing(raw, migrations)

    monkeypatch.setattr(preparing, "what_is_missing", compare)
    await make(path)
    assert not compared
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE of_somebody (x)")
    await make(path)
    await make(path)
    assert len(compared) == 1


def test_a_database_that_another_program_writes_to(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    with (
        closing(sqlite3.connect(path, timeout=0)) as one,
        closing(sqlite3.connect(path, timeout=0)) as two,
    ):
        one.execute("BEGIN IMMEDIATE")
        with pytest.raises(StartError, match="Another program is writing"), start_errors(path):
            two.execute("BEGIN IMMEDIATE")


HOLDER = """
import asyncio, sys
from bot.storage.engine.database import CommitFailedError, Database, StorageError

async def main():
    async with Database.open(sys.argv[1]):
        print("open", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_a_second_open_is_refused_and_names_the_process(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(path), stdout=asyncio.subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert await holder.stdout.readline() == b"open\n"
        assert f"in use by another Linger (process {holder.pid})" in await refusal(path)
    finally:
        holder.kill()
        await holder.communicate()
    await make(path)  # the lock went with its holder


async def test_the_same_process_cannot_open_it_twice_either(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    async with Database.open(path):
        assert "in use" in await refusal(path)


async def test_reopening_finds_everything(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    async with Database.open(path) as database, database.transaction() as connection:
        await connection.execute("INSERT INTO installation (name, value) VALUES ('a', 'b')")
    async with Database.open(path) as database, database.reading() as connection:
        rows = list(await connection.execute_fetchall("SELECT value FROM installation"))
    assert [row["value"] for row in rows] == ["b"]


async def test_a_file_that_is_gone_is_not_made_anew_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    path.unlink()
    assert "is gone" in (sentence := await refusal(path))
    assert "linger run --new" in sentence
    assert not path.exists()
    async with Database.open(path, start_anew=True):
        pass
    await make(path)


@pytest.mark.parametrize("content", [0, 4096], ids=["nothing", "a first page alone"])
async def test_an_empty_file_is_not_taken_for_a_new_one(tmp_path: Path, content: int) -> None:
    """A copy of a live database without the log beside it is such a file."""
    live, path = tmp_path / "live.sqlite3", tmp_path / "linger.sqlite3"
    with closing(sqlite3.connect(live)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE reviews (body TEXT)")
        path.write_bytes(live.read_bytes()[:content])
    assert "is empty" in (sentence := await refusal(path))
    assert "linger backup" in sentence
    async with Database.open(path, start_anew=True):
        pass


async def test_an_empty_file_that_becomes_the_database_is_private(tmp_path: Path) -> None:
    path = tmp_path / "linger.sqlite3"
    path.touch(mode=0o644)
    async with Database.open(path, start_anew=True):
        pass
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("pages", [8, 60, 120])
async def test_a_disk_that_is_full_at_the_start_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    """Whatever migration it comes in the way of: nothing is wrong with that one."""
    path = tmp_path / "linger.sqlite3"
    prepare = preparing.prepare

    def on_a_small_disk(raw: sqlite3.Connection, *rest: Any) -> list[str]:
        raw.execute(f"PRAGMA max_page_count = {pages}")
        return prepare(raw, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(preparing, "prepare", on_a_small_disk)
        assert f"The disk of the database {path} is full. Free some space" in await refusal(path)
    assert not path.exists()
    await make(path)


async def test_a_first_start_that_fails_leaves_the_next_one_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linger.sqlite3"
    with monkeypatch.context() as patched:
        patched.setattr(migrator, "bundled_migrations", lambda: [Migration("0001_broken", "CREATE TABLE broken (")])
        assert "0001_broken failed" in await failure(path)
    assert not path.exists()
    await make(path)


async def failure(path: Path) -> str:
    with pytest.raises(StartError) as caught:
        async with Database.open(path):
            pass
    return str(caught.value)


async def test_a_copy_is_made_before_an_upgrade_and_kept_until_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linger.sqlite3"
    known = migrator.bundled_migrations()
    await make(path)
    for number in (1, 2):
        known = [*known, Migration(f"999{number}_more", f"CREATE TABLE more_{number} (x INTEGER) STRICT;")]
        with monkeypatch.context() as patched:
            patched.setattr(migrator, "bundled_migrations", lambda now=tuple(known): list(now))
            await make(path)
        copies = sorted(name for name in names_in(tmp_path) if "before" in name)
        assert copies == [f"linger.sqlite3.before-999{number}_more"]
    with closing(sqlite3.connect(tmp_path / copies[0])) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "more_1" in tables
    assert "more_2" not in tables


async def test_a_newer_database_names_the_copy_to_go_back_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "linger.sqlite3"
    newer = [*migrator.bundled_migrations(), Migration("9999_more", "CREATE TABLE more (x INTEGER) STRICT;")]
    await make(path)
    with monkeypatch.context() as patched:
        patched.setattr(migrator, "bundled_migrations", lambda: newer)
        await make(path)
    copied = tmp_path / "linger.sqlite3.before-9999_more"
    assert f"linger restore {copied}" in await refusal(path)
    backup.restore(copied, path, former=tmp_path / "former.sqlite3")
    await make(path)


async def test_files_of_earlier_versions_learn_to_give_room_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "linger.sqlite3"
    await make(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA auto_vacuum = NONE")
        connection.execute("VACUUM")
        connection.execute("DELETE FROM migrations WHERE name = (SELECT MAX(name) FROM migrations)")
    newer = [*migrator.bundled_migrations()[:-1], Migration("9999_more", "CREATE TABLE more (x INTEGER) STRICT;")]
    monkeypatch.setattr(migrator, "bundled_migrations", lambda: newer)
    await make(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA auto_vacuum").fetchone() == (2,)
