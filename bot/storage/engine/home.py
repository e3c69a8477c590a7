"""Where the data lives: a SQLite file, or a database on a PostgreSQL server."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.domain.shards import Shards
from bot.errors import StartError
from bot.i18n import _
from bot.storage.engine import backup, lock, preparing
from bot.storage.engine.connection import ReadingConnection, StorageError, connected
from bot.storage.engine.others import Nobody, Others
from bot.storage.engine.servers import is_on_server, postgres_opening
from bot.storage.engine.writing import FileWritingConnection, WritingConnection

_log = logging.getLogger(__name__)


class Home(Protocol):
    """What only one sort of place knows."""

    @property
    def path(self) -> Path | None:
        """The file; None where there is none."""

    @property
    def place(self) -> str:
        """What to call it."""

    @property
    def others(self) -> Others:
        """The other processes that use it."""

    def require(self) -> None:
        """Raises FileMovedError where a file is not in its place any more."""

    def save_beside(self, raw: sqlite3.Connection) -> Path:
        """Write all that the connection sees into a new file. Raises StorageError."""

    def refusal(self, error: Exception) -> StartError:
        """The sentence for what keeps the start from using it, in the database's own words."""

    def size_bytes(self, raw: sqlite3.Connection) -> int:
        """How large it is, without its log."""

    def copy(self, target: Path) -> None:
        """Copy and check. Raises StorageError."""


Opened = tuple[Home, WritingConnection, list[ReadingConnection]]


def opened(place: Path | str, readers: int, *, start_anew: bool, shards: Shards) -> AbstractAsyncContextManager[Opened]:
    """See `Database.open`."""
    if not is_on_server(place):
        if not shards.is_alone:
            raise StartError(
                _(
                    "SHARDS is {written}, and one process alone may use a SQLite file: set DATABASE_URL"
                    " (docs/scale.md), or leave SHARDS empty.",
                    written=str(shards),
                )
            )
        return _opened_file(Path(place).absolute(), readers, start_anew=start_anew)
    found: AbstractAsyncContextManager[Opened] = postgres_opening().opened_server(str(place), readers, shards)
    return found


class FileHome:
    """A SQLite file."""

    def __init__(self, path: Path, writing: FileWritingConnection) -> None:
        self.path = path
        self.others = Nobody()
        self._writing = writing

    @property
    def place(self) -> str:
        """The file's path."""
        return str(self.path)

    def require(self) -> None:
        """See `Home`."""
        self._writing.require_file()

    def save_beside(self, raw: sqlite3.Connection) -> Path:
        """See `Home`."""
        number = 1
        while (target := self.path.with_name(f"{self.path.name}.saved-{number}")).exists():
            number += 1
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            backup.copy_open(raw, target)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the open data could not be saved to {target}: {error}") from error
        return target

    def refusal(self, error: Exception) -> StartError:
        """See `Home`."""
        return preparing.refusal(self.path, error)

    def size_bytes(self, _raw: sqlite3.Connection) -> int:
        """See `Home`."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def copy(self, target: Path) -> None:
        """See `Home`."""
        backup.copy(self.path, target)


@asynccontextmanager
async def _opened_file(path: Path, readers: int, *, start_anew: bool) -> AsyncIterator[Opened]:
    preparing.make_folder(path)
    if not start_anew:
        preparing.refuse_lost_file(path)
    async with AsyncExitStack() as stack:
        stack.enter_context(lock.holding(path))
        is_new = preparing.make_private(path, start_anew=start_anew)
        writing = FileWritingConnection(path)
        try:
            with preparing.start_errors(path):
                await writing.start()
            stack.push_async_callback(writing.shut)
            with preparing.start_errors(path):
                for name in await writing.outside(preparing.prepare, path, is_new or start_anew):
                    _log.info("Applied the migration %s", name)
        except StartError:
            if is_new:
                preparing.unmake(path)
            raise
        pool = []
        for _number in range(readers):
            # A first read opens the log as well: once the file's name is gone that would fail.
            reader = ReadingConnection(lambda: connected(path, ("PRAGMA query_only = ON", "PRAGMA schema_version")))
            with preparing.start_errors(path):
                await reader.start()
            stack.push_async_callback(reader.shut)
            pool.append(reader)
        yield FileHome(path, writing), writing, pool
