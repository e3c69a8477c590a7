"""Opening the database on a server: one process writes, the one that holds its lock."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict

from bot.domain.shards import Shards
from bot.errors import NotYet, StartError
from bot.i18n import _
from bot.storage.engine.connection import Connection, ReadingConnection, Row, StorageError
from bot.storage.engine.invariants import broken
from bot.storage.engine.migrator import bundled_migrations
from bot.storage.engine.others import Nobody, Others
from bot.storage.engine.postgres import migrating
from bot.storage.engine.postgres.others import ServerOthers
from bot.storage.engine.postgres.owning import own
from bot.storage.engine.postgres.raw import READING, WRITING, WRITING_TOO, PostgresRaw
from bot.storage.engine.postgres.sharing import SharingConnection
from bot.storage.engine.times import to_ms
from bot.storage.engine.trouble import RefusedError, ServerAwayError, TakenOverError
from bot.storage.engine.writing import WritingConnection

_log = logging.getLogger(__name__)


class ServerHome:
    """A database on a server."""

    path: Path | None = None

    def __init__(self, url: str, shards: Shards) -> None:
        self.url = url
        self.place = said(url)
        self.others: Others = Nobody() if shards.is_alone else ServerOthers(url, shards)

    def require(self) -> None:
        """There is no file that could be moved."""

    def save_beside(self, _raw: sqlite3.Connection) -> Path:
        """There is no file that could be moved. Raises StorageError."""
        raise StorageError("the server keeps the data: pg_dump copies it")

    def refusal(self, error: Exception) -> StartError:
        """It may be away for a while, as when it was started at the same time, or have no session to spare; what
        another process has, it keeps, and what it refuses it will refuse again."""
        reason = str(error).strip().splitlines()[0]
        if isinstance(error, RefusedError):
            return StartError(
                _(
                    "The database {place} cannot be used ({reason}). Correct DATABASE_URL, or create on the server what"
                    " is missing there.",
                    place=self.place,
                    reason=reason,
                )
            )
        is_away = isinstance(error, ServerAwayError) and not isinstance(error, TakenOverError)
        return (NotYet if is_away else StartError)(
            _(
                "The database {place} cannot be used ({reason}). Check DATABASE_URL, and whether the server runs.",
                place=self.place,
                reason=reason,
            )
        )

    def size_bytes(self, raw: sqlite3.Connection) -> int:
        """As the server counts it."""
        return int(raw.execute("SELECT pg_database_size(current_database())").fetchone()[0])

    def copy(self, _target: Path) -> None:
        """The server's own tools do. Raises StorageError."""
        raise StorageError("the database is on a server: copy it with pg_dump")


class ServerLook:
    """What is in a database on a server; asked, never changed."""

    def __init__(self, url: str) -> None:
        self.place = said(url)
        self._raw = PostgresRaw(url, begin=READING)

    def version(self) -> str:
        """The server's."""
        return str(self._raw.execute("SHOW server_version").fetchone()[0]).split(" ", maxsplit=1)[0]

    def size_bytes(self) -> int:
        """Of the whole database."""
        return int(self._raw.execute("SELECT pg_database_size(current_database())").fetchone()[0])

    def migrations(self) -> set[str]:
        """Names of those that it went through."""
        return set(migrating.applied(self._raw))

    def first_row(self, sql: str, parameters: Sequence[object], *, tables: frozenset[str]) -> Row | None:
        """The first row that a query finds; None also where one of `tables`, which it asks, is not there yet."""
        if not tables <= set(migrating.tables(self._raw)):
            return None
        row: Row | None = self._raw.execute(sql, parameters).fetchone()
        return row

    def problems(self) -> list[str]:
        """Which grave promises between tables do not hold."""
        return self._broken(grave=True)

    def slips(self) -> list[str]:
        """Which of the others do not, as far as the server can be asked."""
        return self._broken(grave=False)

    def _broken(self, *, grave: bool) -> list[str]:
        raw, tables = cast("sqlite3.Connection", self._raw), frozenset(migrating.tables(self._raw))
        self._raw.execute("BEGIN")  # all of them about one snapshot
        try:
            return list(broken(raw, tables, grave=grave))
        finally:
            self._raw.execute("ROLLBACK")

    def close(self) -> None:
        """The look is over."""
        self._raw.close()


@contextmanager
def looking(url: str) -> Iterator[ServerLook]:
    """Look at a database for the block. Raises sqlite3.Error."""
    with closing(ServerLook(url)) as look:
        yield look


def said(url: str) -> str:
    """The address without the password. Raises StartError where it cannot be read; the library's reason for that may
    hold the password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise StartError(
            _("{name} has to be an address such as postgresql://linger:password@host/linger.", name="DATABASE_URL")
        ) from None
    return "postgresql://{user}{host}{port}/{name}".format(
        user=f"{parts['user']}@" if parts.get("user") else "",
        host=parts.get("host") or "localhost",
        port=f":{parts['port']}" if parts.get("port") else "",
        name=parts.get("dbname") or "",
    )


@asynccontextmanager
async def opened_server(
    url: str, readers: int, shards: Shards
) -> AsyncIterator[tuple[ServerHome, WritingConnection, list[ReadingConnection]]]:
    """See `Database.open`."""
    home = ServerHome(url, shards)
    async with AsyncExitStack() as stack:
        writing = _writing(url, shards)
        await _started(writing, home)
        stack.push_async_callback(writing.shut)
        try:
            for name in await writing.outside(_prepare, shards):
                _log.info("Applied the migration %s", name)
        except sqlite3.Error as error:
            raise home.refusal(error) from error
        pool = []
        for _number in range(readers):
            reader = ReadingConnection(_raw(url, begin=READING, shards=shards))
            await _started(reader, home)
            stack.push_async_callback(reader.shut)
            pool.append(reader)
        yield home, writing, pool


def _writing(url: str, shards: Shards) -> WritingConnection:
    if shards.is_alone:
        return WritingConnection(_raw(url, begin=WRITING, shards=shards, owns=True))
    return SharingConnection(_raw(url, begin=WRITING_TOO, shards=shards, owns=True), url, shards)


def _raw(url: str, *, begin: str, shards: Shards, owns: bool = False) -> Any:
    """What opens a connection: it has sqlite3's methods, as far as Linger uses them."""

    def connect() -> sqlite3.Connection:
        options = {"on_open": partial(own, shards=shards)} if owns else {}
        return cast("sqlite3.Connection", PostgresRaw(url, begin=begin, shards=shards, **options))

    return connect


async def _started(connection: Connection, home: ServerHome) -> None:
    try:
        await connection.start()
    except sqlite3.Error as error:
        raise home.refusal(error) from error


def _prepare(connection: sqlite3.Connection, shards: Shards) -> list[str]:
    raw = cast("PostgresRaw", connection)
    encoding = raw.execute("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        raise sqlite3.OperationalError(f"its encoding is {encoding}, and has to be UTF8")
    applied = migrating.migrate(raw, bundled_migrations(), now_ms=to_ms(datetime.now(UTC)))
    raw.number_commits(f"commits {shards}".strip())
    return applied
