"""Dated copies: when one is due, how many are kept, what may be restored."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.services.outside.answers import KeptAnswers
from bot.services.upkeep import backups, retention
from bot.services.upkeep.findings import Level, look_at_backups, look_at_database
from bot.storage.engine.database import Database
from tests.loopback.hall import rows_of

pytestmark = pytest.mark.sqlite

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def put(folder: Path, *made_at: datetime) -> None:
    folder.mkdir(exist_ok=True)
    for each in made_at:
        backups.dated(folder, each).touch()


@pytest.mark.parametrize(
    ("made_at", "every", "due"),
    [
        ([], DAY, True),
        ([], timedelta(0), False),
        ([NOW - DAY], DAY, True),
        ([NOW - DAY + timedelta(seconds=1)], DAY, False),
        ([NOW + DAY], DAY, True),  # the clock was set back: a copy from the future says nothing
    ],
)
def test_when_a_copy_is_due(tmp_path: Path, made_at: list[datetime], every: timedelta, due: bool) -> None:
    put(tmp_path, *made_at)
    assert backups.is_due(tmp_path, every, NOW) is due


async def test_the_oldest_copies_go_and_other_files_stay(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    put(folder, *(NOW - number * DAY for number in range(1, 6)))
    (folder / "precious.sqlite3").touch()
    made = await backups.back_up(db, folder, keep=3, now=NOW)
    assert {each.path.name for each in backups.kept_in(folder)} == {
        backups.dated(folder, NOW - number * DAY).name for number in range(3)
    }
    assert made.stat().st_size > 0
    assert (folder / "precious.sqlite3").exists()


async def test_a_copy_that_fails_removes_none_of_the_older_ones(db: Database, tmp_path: Path) -> None:
    put(tmp_path / "backups", NOW - DAY)
    backups.dated(tmp_path / "backups", NOW).mkdir()
    with pytest.raises(Exception, match="could not be written"):
        await backups.back_up(db, tmp_path / "backups", keep=1, now=NOW)
    assert backups.dated(tmp_path / "backups", NOW - DAY).exists()


async def test_every_replaced_database_is_kept(tmp_path: Path) -> None:
    path, copy = tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    async with Database.open(path) as database:
        await database.backup(copy)
    former = [backups.restore(copy, path, now=NOW + number * timedelta(seconds=1)) for number in range(2)]
    assert len(set(former)) == 2
    assert all(each is not None and each.is_file() for each in former)


async def test_a_damaged_database_is_kept_with_its_log(tmp_path: Path) -> None:
    path, copy = tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    async with Database.open(path) as database:
        await database.backup(copy)
    path.write_bytes(b"burnt" * 2000)
    path.with_name("linger.sqlite3-wal").write_bytes(b"smoke")
    former = backups.restore(copy, path, now=NOW)
    assert former is not None
    assert former.read_bytes() == b"burnt" * 2000
    assert former.with_name(former.name + "-wal").read_bytes() == b"smoke"
    async with Database.open(path):
        pass


async def test_a_backup_of_a_newer_version_is_refused_before_anything_is_moved(tmp_path: Path) -> None:
    path, copy = tmp_path / "linger.sqlite3", tmp_path / "copy.sqlite3"
    async with Database.open(path) as database:
        await database.backup(copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES ('9999_future', '', 0)")
    before = path.read_bytes()
    with pytest.raises(StartError, match=r"newer Linger .*9999_future"):
        backups.restore(copy, path, now=NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["linger.sqlite3", "nothing.sqlite3", "words.sqlite3"])
async def test_what_is_no_backup_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "linger.sqlite3"
    async with Database.open(path):
        pass
    (tmp_path / "words.sqlite3").write_text("words " * 1000)
    with pytest.raises(StartError):
        backups.restore(tmp_path / name, path, now=NOW)
    async with Database.open(path):
        pass


async def test_old_entries_of_the_log_go_and_those_to_be_posted_stay(db: Database) -> None:
    async with db.transaction() as connection:
        for age, posted in ((400, True), (400, False), (300, True)):
            done_at = int((NOW - age * DAY).timestamp() * 1000)
            await connection.execute(
                "INSERT INTO audit_log (guild_id, actor_id, action, subject, done_at, posted_at)"
                " VALUES (1, 2, 'review.hide', ?, ?, ?)",
                (f"{age} {posted}", done_at, done_at if posted else None),
            )
    assert await retention.forget_old_entries(db, keep_days=0, now=NOW) == 0
    assert await retention.forget_old_entries(db, keep_days=365, now=NOW) == 1
    left = await rows_of(db, "SELECT subject FROM audit_log ORDER BY id")
    assert [row["subject"] for row in left] == ["400 False", "300 True"]


async def test_answers_of_other_catalogues_are_kept_as_long_as_is_said_and_no_more_than_some(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [NOW - 40 * DAY]
    answers = KeptAnswers(db, lambda: now[0], keep_days=30)
    for request in ("old", "a", "b", "c"):
        await answers.put(request, "{}", etag="e", keep_s=60.0)
        now[0] = max(now[0] + timedelta(hours=1), NOW - 20 * DAY)
    now[0] = NOW
    await answers.tidy()
    assert [row["request"] for row in await rows_of(db, "SELECT request FROM outside_answers")] == ["a", "b", "c"]
    kept = await answers.get("a")
    assert kept is not None
    assert not kept.is_fresh, "what is no longer fresh is still known again by its tag"
    monkeypatch.setattr("bot.services.outside.answers._MOST", 2)
    await answers.tidy()
    assert {row["request"] for row in await rows_of(db, "SELECT request FROM outside_answers")} == {"b", "c"}


async def test_room_that_deletions_leave_goes_back_to_the_disk(db: Database) -> None:
    async with db.transaction() as connection:
        rows = ((str(number), "x" * 3000) for number in range(2000))
        await connection.executemany("INSERT INTO installation (name, value) VALUES (?, ?)", rows)
    async with db.transaction() as connection:
        await connection.execute("DELETE FROM installation WHERE length(value) = 3000")
    async with db.reading() as connection:
        before = await connection.fetch_number("PRAGMA page_count")
    await retention.tidy(db)
    async with db.reading() as connection:
        assert await connection.fetch_number("PRAGMA page_count") < before / 2
        assert await connection.fetch_number("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") == 1


def test_copies_that_stopped_are_called_bad(tmp_path: Path) -> None:
    put(tmp_path, NOW - 3 * DAY)
    assert look_at_backups(tmp_path, DAY, NOW).level is Level.BAD
    assert look_at_backups(tmp_path, 2 * DAY, NOW).level is Level.FINE
    assert look_at_backups(tmp_path, timedelta(0), NOW).level is Level.NOTE
    assert look_at_backups(tmp_path / "none", DAY, NOW).level is Level.NOTE


async def test_a_running_and_sound_database_is_fine(db: Database) -> None:
    db.path.chmod(0o600)  # as a first start makes it
    found = list(look_at_database(db.path))
    assert {each.level for each in found} == {Level.FINE}
    assert any("in use by process" in each.says for each in found)
