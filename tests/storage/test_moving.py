"""Everything from one database into another: nothing is lost on the way, and nothing is written over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StartError
from bot.services.upkeep.moving import move
from bot.storage.engine.database import Database
from bot.storage.engine.moving import PAGE, layout
from tests.loopback.hall import insert_review
from tests.loopback.postgres import PostgresServer, problems_of
from tests.loopback.running import put_new_database

ROWS = PAGE + 7  # more than a page
ENTRY = "INSERT INTO audit_log (guild_id, actor_id, action, subject, done_at) VALUES (1, 2, 'settings.change', ?, 3)"


@pytest.fixture
def url(postgres: PostgresServer) -> Iterator[str]:
    yield postgres.make("moved")
    postgres.drop_unused()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as raw:
        return {
            table.name: raw.execute(f"SELECT * FROM {table.rows} ORDER BY {', '.join(table.key)}").fetchall()
            for table in layout()
        }


async def fill(path: Path) -> None:
    put_new_database(path)
    async with Database.open(path) as db:
        await insert_review(db)
        async with db.transaction() as connection:
            for number in range(3):
                await connection.execute(ENTRY, (f"ß{number}",))
            await connection.executemany(
                "INSERT INTO progress (user_id, series_id, status, changed_at) VALUES (?, ?, 'watching', 1)",
                [(number // 3, f"{'Äzaß가'[number % 5]}{number}") for number in range(ROWS)],
            )


def heard() -> tuple[list[int], list[tuple[str, int]]]:
    return [], []


@pytest.mark.sqlite  # opens both engines by itself
async def test_there_and_back_is_the_same(tmp_path: Path, url: str) -> None:
    there, back = tmp_path / "there.sqlite3", tmp_path / "back.sqlite3"
    await fill(there)
    total, told = heard()
    moved = await move(there, url, total.append, lambda table, rows: told.append((table, rows)))
    assert total == [moved.rows] == [sum(rows for _table, rows in told)]
    assert ("progress", 7) in told
    again = await move(url, back, total.append, lambda _table, _rows: None)
    assert again == moved
    assert contents(back) == contents(there)
    assert problems_of(back) == []


@pytest.mark.sqlite
async def test_what_comes_afterwards_gets_higher_numbers(tmp_path: Path, url: str) -> None:
    await fill(tmp_path / "there.sqlite3")
    await move(tmp_path / "there.sqlite3", url, lambda _total: None, lambda _table, _rows: None)
    async with Database.open(url) as db:
        async with db.transaction() as connection:
            await connection.execute(ENTRY, ("new",))
        async with db.reading() as connection:
            rows = await connection.execute_fetchall("SELECT id FROM audit_log ORDER BY id")
    assert [row["id"] for row in rows] == [1, 2, 3, 4]


@pytest.mark.sqlite
async def test_a_database_in_use_is_not_written_over(tmp_path: Path, url: str) -> None:
    one, other = tmp_path / "one.sqlite3", tmp_path / "other.sqlite3"
    await fill(one)
    await fill(other)
    before = contents(other)
    with pytest.raises(StartError, match=r"Nothing was moved: .* rows already"):
        await move(one, other, lambda _total: None, lambda _table, _rows: None)
    assert contents(other) == before
    async with Database.open(one):
        with pytest.raises(StartError, match="in use by another Linger"):
            await move(one, url, lambda _total: None, lambda _table, _rows: None)


@pytest.mark.sqlite
async def test_what_breaks_a_promise_is_not_stored(tmp_path: Path, url: str) -> None:
    """A tally that no vote stands for: whoever wrote it, it does not go into the new database."""
    await fill(tmp_path / "there.sqlite3")
    with closing(sqlite3.connect(tmp_path / "there.sqlite3", isolation_level=None)) as raw:
        raw.execute("INSERT INTO vote_tallies VALUES ('review', 1, 1, 9, 0, 1)")
    with pytest.raises(StartError, match="every tally is the sum of its counted votes"):
        await move(tmp_path / "there.sqlite3", url, lambda _total: None, lambda _table, _rows: None)
    async with Database.open(url) as db, db.reading() as connection:
        assert await connection.fetch_number("SELECT COUNT(*) FROM progress") == 0


async def test_mistakes_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="There is no database"):
        await move(tmp_path / "none", tmp_path / "new", lambda _total: None, lambda _table, _rows: None)
    (tmp_path / "one").touch()
    with pytest.raises(StartError, match="the same place twice"):
        await move(tmp_path / "one", tmp_path / "one", lambda _total: None, lambda _table, _rows: None)
