"""Everything from one database into another, empty one, whichever engines the two run on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from msgspec import Struct

from bot.storage.engine.connection import Connection, StorageError, is_sqlite
from bot.storage.engine.database import Database
from bot.storage.engine.invariants import broken
from bot.storage.engine.migrator import bundled_migrations, migrate

PAGE = 2_000  # rows at once
_STAYS = "migrations"  # each database has its own
# A server's own number of its last commit (`PostgresRaw.number_commits`) belongs to that server.
_ROWS = {"numbers": "numbers WHERE name <> 'commits'"}
_MADE_BY_MIGRATIONS = ("numbers",)

Told = Callable[[str, int], None]  # of a table, and how many more of its rows are there now


class Table(Struct, frozen=True):
    """A table as the migrations leave it."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def rows(self) -> str:
        """What to say after FROM."""
        return _ROWS.get(self.name, self.name)


class Moved(Struct, frozen=True):
    """What was moved."""

    tables: int
    rows: int


async def count(source: Database) -> int:
    """How many rows there are to be moved."""
    async with source.reading() as connection:
        return sum(await connection.run(_counts))


async def move(source: Database, target: Database, told: Told) -> Moved:
    """Put all of `source` into `target`, which is empty, in one transaction: read back, counted, and held against
    every promise between tables before it is stored.

    Raises StorageError; nothing is stored in `target` then, and `source` is never changed.
    """
    try:
        async with source.reading() as reading, target.transaction() as writing:
            await writing.run(_require_empty)
            for table in layout():
                await _carry_over(reading, writing, table, told)
            counted = await reading.run(_counts)
            await writing.run(_require_whole, counted)
            await writing.run(_count_on)
    except sqlite3.Error as error:
        raise StorageError(str(error)) from error
    return Moved(len(counted), sum(counted))


async def _carry_over(reading: Connection, writing: Connection, table: Table, told: Told) -> None:
    last: tuple[Any, ...] | None = None
    while page := await reading.run(_page, table, last):
        await writing.run(_insert, table, page)
        if await writing.run(_page, table, last) != page:
            raise StorageError(f"rows of {table.name} came out otherwise than they went in")
        told(table.name, len(page))
        last = tuple(page[-1][table.columns.index(column)] for column in table.key)


@cache
def layout() -> tuple[Table, ...]:
    """Every table whose rows are moved, those before that others point to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh, bundled_migrations(), now_ms=0)
        names = [
            str(row[0])
            for row in fresh.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        ]
        parents = {
            name: {str(row[2]) for row in fresh.execute(f"PRAGMA foreign_key_list({name})")}
            for name in sorted(names)
            if name != _STAYS
        }
        return tuple(_table(fresh, name) for name in TopologicalSorter(parents).static_order())


def _table(fresh: sqlite3.Connection, name: str) -> Table:
    columns = list(fresh.execute(f"PRAGMA table_info({name})"))
    key = sorted((row[5], str(row[1])) for row in columns if row[5])
    return Table(name, tuple(str(row[1]) for row in columns), tuple(column for _number, column in key))


def _page(raw: sqlite3.Connection, table: Table, last: Sequence[Any] | None) -> list[tuple[Any, ...]]:
    key = ", ".join(table.key)
    places = ", ".join("?" for _column in table.key)
    after = "" if last is None else f"{'AND' if 'WHERE' in table.rows else 'WHERE'} ({key}) > ({places})"
    rows = raw.execute(
        f"SELECT {', '.join(table.columns)} FROM {table.rows} {after} ORDER BY {key} LIMIT ?",  # noqa: S608 (names from our own schema)
        (*(last or ()), PAGE),
    )
    return [tuple(row) for row in rows]


def _insert(raw: sqlite3.Connection, table: Table, page: Sequence[tuple[Any, ...]]) -> None:
    places = ", ".join("?" for _column in table.columns)
    raw.executemany(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})", page)  # noqa: S608 (as above)


def _counts(raw: sqlite3.Connection) -> list[int]:
    return [raw.execute(f"SELECT COUNT(*) FROM {table.rows}").fetchone()[0] for table in layout()]  # noqa: S608 (as above)


def _require_empty(raw: sqlite3.Connection) -> None:
    for name in _MADE_BY_MIGRATIONS:
        raw.execute(f"DELETE FROM {_ROWS[name]}")  # noqa: S608 (constants)
    for table, number in zip(layout(), _counts(raw), strict=True):
        if number:
            raise StorageError(f"{table.name} has {number} rows already: a database that is in use is not written over")


def _require_whole(raw: sqlite3.Connection, counted: Sequence[int]) -> None:
    for table, wanted, found in zip(layout(), counted, _counts(raw), strict=True):
        if wanted != found:
            raise StorageError(f"{table.name} has {wanted} rows there and {found} here")
    if problems := list(broken(raw, {table.name for table in layout()})):
        raise StorageError("; ".join(problems))


def _count_on(raw: sqlite3.Connection) -> None:
    """Rows to come get higher numbers than those that were moved; SQLite sees to that by itself."""
    if is_sqlite(raw):
        return
    for table, column in _counting(raw):
        raw.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), MAX({column})) FROM {table}"  # noqa: S608 (names from our own schema)
        )


def _counting(raw: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    rows = raw.execute(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND is_identity = 'YES'"
    )
    yield from [(row[0], row[1]) for row in rows]
