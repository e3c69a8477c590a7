"""A look into a database file that nobody opened: a copy, one of another version, or a damaged one.

Works beside a running bot and never writes. Everything else asks the open database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.storage.engine import backup, migrator
from bot.storage.engine.connection import Row, StorageError, is_sqlite
from bot.storage.engine.servers import postgres_opening

if TYPE_CHECKING:
    from bot.storage.engine.postgres.opening import ServerLook

SQLITE_VERSION = sqlite3.sqlite_version


def migrations_in(path: Path) -> set[str]:
    """Names of the migrations that the file went through. Raises StorageError where it cannot be read."""
    with _opened(path) as raw:
        return set(migrator.applied(raw))


def first_row(path: Path, sql: str, parameters: Sequence[object] = (), *, tables: frozenset[str]) -> Row | None:
    """The first row that a query finds; None also where the file is older than one of `tables`, which it asks.

    Raises StorageError where it cannot be read.
    """
    with _opened(path) as raw:
        present = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables <= present:
            return None
        raw.row_factory = sqlite3.Row
        row: Row | None = raw.execute(sql, parameters).fetchone()
        return row


def problems_in(path: Path) -> list[str]:
    """What `backup.check` finds, or why the file cannot be read; empty where it is sound. Reads the whole file."""
    try:
        return backup.check(path)
    except sqlite3.Error as error:
        return [str(error)]


def slips_in(path: Path) -> list[str]:
    """What `backup.slips` finds. Raises StorageError where the file cannot be read."""
    try:
        return backup.slips(path)
    except sqlite3.Error as error:
        raise StorageError(str(error)) from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(backup.read_only(path)) as raw:
            yield raw
    except sqlite3.Error as error:
        raise StorageError(str(error)) from error


@contextmanager
def server_opened(url: str) -> Iterator[ServerLook]:
    """A look at a database on a server, beside whoever uses it. Raises StartError, StorageError."""
    try:
        with postgres_opening().looking(url) as look:
            yield look
    except sqlite3.Error as error:
        raise StorageError(str(error)) from error


def tables_with(raw: sqlite3.Connection, column: str) -> list[str]:
    """Names of the tables that have such a column, sorted."""
    if is_sqlite(raw):
        sql = (
            "SELECT m.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c"
            " WHERE m.type = 'table' AND c.name = ? ORDER BY m.name"
        )
    else:
        sql = (
            "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND column_name = ? ORDER BY table_name"
        )
    return [row[0] for row in raw.execute(sql, (column,))]
