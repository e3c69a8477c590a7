"""The database: one SQLite file, one writer with group commit, a pool of readers.

Every block of `Database.transaction` is acknowledged only after a durable commit. What is written here in
SQL is kept to what PostgreSQL takes as well (docs: ARCHITECTURE.md, Storage).
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Self, TypeVar

from bot.storage import backup, lock, preparing
from bot.storage.connection import (
    Connection,
    DatabaseClosedError,
    ReadingConnection,
    StorageError,
    to_the_end,
)
from bot.storage.writer import CommitFailedError, Writer
from bot.storage.writing import WritingConnection

__all__ = ["CommitFailedError", "Connection", "Database", "DatabaseClosedError", "StorageError"]

T = TypeVar("T")
R = TypeVar("R")

_log = logging.getLogger(__name__)

# How long closing waits for a reader's statement before it is interrupted.
_READER_GRACE_S = 1.0


class Database:
    """An open database. Made by `Database.open`; all methods belong to one event loop."""

    def __init__(self, path: Path, writer: Writer, readers: list[ReadingConnection]) -> None:
        self._path = path
        self._writer = writer
        self._readers = readers
        self._idle = list(readers)
        self._free = asyncio.Semaphore(len(readers))
        self._reading: set[asyncio.Task[object] | None] = set()
        self._closing = False

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._path

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path | str, *, readers: int = 4) -> AsyncIterator[Self]:
        """Open the file (made if missing, with its folders), migrate it, and close it whatever happens.

        Closing refuses new blocks, gives the one in progress two seconds and then rolls it back: the process
        ends even if tasks hang in the database. Raises StartError, naming the file and the next step, if the
        file is damaged, not Linger's, not writable, newer than this program, or open in another process.
        """
        path = Path(path).absolute()  # noqa: ASYNC240 (asks for the working directory, no disk)
        preparing.make_folder(path)
        async with AsyncExitStack() as stack:
            stack.enter_context(lock.holding(path))
            writing = WritingConnection(path)
            with preparing.start_errors(path):
                await writing.start()
            stack.push_async_callback(writing.shut)
            with preparing.start_errors(path):
                for name in await writing.outside(preparing.prepare, path):
                    _log.info("Applied the migration %s", name)
            pool = []
            for _number in range(readers):
                reader = await ReadingConnection(path).start()
                stack.push_async_callback(reader.shut)
                pool.append(reader)
            database = cls(path, Writer(writing), pool)
            stack.push_async_callback(lambda: to_the_end(database._close()))
            yield database

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A block of changes, all or nothing; leaving it returns after they are durable.

        One block runs at a time, so never await Discord or HTTP inside. An exception undoes just this block.
        A caller that is cancelled inside leaves nothing behind; one that is cancelled while it waits for the
        commit may find its changes stored. Raises CommitFailedError if the commit that the block shared with
        others failed (nothing of it is stored), DatabaseClosedError when closing.
        """
        async with self._writer.block() as connection:
            yield connection

    async def write(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Call `function(raw connection)` as a block of its own; what it returned, once that is durable.

        For writes that come in crowds: all the functions that wait travel to the connection's thread in one
        hop and share one commit, several times as many a second as blocks of `transaction`. The function must
        be quick, and must neither commit nor roll back. Its exception undoes just its own changes. Raises
        like `transaction`.
        """
        return await self._writer.call(function)

    def write_each(
        self, function: Callable[[sqlite3.Connection, Sequence[T]], Sequence[R]], item: T
    ) -> asyncio.Future[R]:
        """Like `write`, for one sort of change that comes in crowds: `function(raw connection, items)` is called with
        those of all callers that wait next to each other, and tells what became of each item.

        Between these and the functions of `write` the order of the calls is kept. If the function raises, it is
        called for each item by itself, so that one caller's exception undoes nothing of the others'.
        """
        return self._writer.call_together(function, item)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A block of queries on one snapshot, which holds everything acknowledged before the first query.

        Fetch what you need inside the block: an unread cursor does not outlive it.
        """
        task = asyncio.current_task()
        if task in self._reading:
            raise RuntimeError("this task is reading already; pass its connection on")
        if self._closing:
            raise DatabaseClosedError("the database is closing")
        async with self._free:
            if self._closing:
                raise DatabaseClosedError("the database is closing")
            reader = self._idle.pop()
            self._reading.add(task)
            reader.enter()
            try:
                yield reader
            finally:
                self._reading.discard(task)
                await to_the_end(self._give_back(reader))

    async def _give_back(self, reader: ReadingConnection) -> None:
        try:
            await reader.end_block()
        except DatabaseClosedError:
            return  # closing did not wait for this block
        finally:
            self._idle.append(reader)

    async def backup(self, target: Path) -> None:
        """Copy the database to `target` while it is in use, and check the copy.

        The copy is one snapshot. `target` appears only when it is complete, checked and flushed; an older
        file of that name stays until then. Raises StorageError if the copy failed or is not sound.
        """
        await _on_daemon_thread(lambda: backup.copy(self._path, target))

    async def _close(self) -> None:
        self._closing = True
        try:
            async with asyncio.timeout(_READER_GRACE_S):
                for _reader in self._readers:
                    await self._free.acquire()
        except TimeoutError:
            for reader in self._readers:
                if reader not in self._idle:
                    await reader.interrupt()
        for reader in self._readers:
            await reader.shut()
            self._free.release()  # whoever still waits for a reader is told that there is none
        # The writer goes last: the last connection to close moves the log into the file.
        await self._writer.close()


async def _on_daemon_thread(work: Callable[[], None]) -> None:
    """Run `work` on a thread that does not keep the process alive, unlike those of `asyncio.to_thread`."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def settle(error: Exception | None) -> None:
        if done.done():
            return  # the caller was cancelled
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)

    def run() -> None:
        error: Exception | None = None
        try:
            work()
        except Exception as raised:  # noqa: BLE001 (handed to the caller)
            error = raised
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits
            loop.call_soon_threadsafe(settle, error)

    Thread(target=run, name="backup", daemon=True).start()
    await done
