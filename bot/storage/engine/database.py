"""The database: one writer with group commit, a pool of readers, on a SQLite file or a PostgreSQL server.

Every block of `Database.transaction` is acknowledged only after a durable commit. The SQL of the storage is one text
for both engines (docs/decisions/0043).
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any, Self, TypeVar

from bot.domain.shards import ALONE, Shards
from bot.errors import StartError
from bot.storage.engine.connection import (
    Connection,
    DatabaseClosedError,
    ReadingConnection,
    StorageError,
    shielded,
)
from bot.storage.engine.home import Home, opened
from bot.storage.engine.others import Others
from bot.storage.engine.trouble import FileMovedError, Trouble, TroubleWatch, said_by_database
from bot.storage.engine.writer import CommitFailedError, Told, Writer
from bot.storage.engine.writing import EVERYBODY, OUTSIDE, WritingConnection

__all__ = [
    "EVERYBODY",
    "OUTSIDE",
    "CommitFailedError",
    "Connection",
    "Database",
    "DatabaseClosedError",
    "StorageError",
]

T = TypeVar("T")
R = TypeVar("R")

_log = logging.getLogger(__name__)

# How long closing waits for a reader's statement before it is interrupted.
_READER_GRACE_S = 1.0


class Database:
    """An open database. Made by `Database.open`; all methods belong to one event loop."""

    def __init__(
        self, home: Home, writing: WritingConnection, readers: list[ReadingConnection], shards: Shards
    ) -> None:
        self.shards = shards  # of Discord's: their servers' rows are written by this process alone
        self._home = home
        self._writer = Writer(writing)
        self._readers = readers
        self._idle = list(readers)
        self._free = asyncio.Semaphore(len(readers))
        self._reading: set[asyncio.Task[object] | None] = set()
        self._closing = False

    @property
    def path(self) -> Path | None:
        """Where the file is; None where a server keeps the data."""
        return self._home.path

    @property
    def place(self) -> str:
        """Where the data is, for whoever runs the bot; never a password."""
        return self._home.place

    @property
    def others(self) -> Others:
        """The other processes that use it."""
        return self._home.others

    @property
    def trouble(self) -> TroubleWatch:
        """What keeps things from being stored just now."""
        return self._writer.trouble

    @property
    def queued(self) -> int:
        """How many changes wait for their turn."""
        return self._writer.queued

    def on_commit(self, heard: Callable[[int], None]) -> None:
        """Have `heard` called after each commit, with the number of changes that shared it."""
        self._writer.on_commit = heard

    def look_at_file(self) -> None:
        """Notice that the file was removed or replaced, also while nobody writes."""
        try:
            self._home.require()
        except FileMovedError as error:
            self.trouble.failed(error)

    async def look_whether_back(self) -> None:
        """While nothing can be stored, see whether it can be again, though nobody has anything to store. On a server,
        notice that the session was lost, though nobody writes: another process may have taken over."""
        if self.trouble.now is Trouble.AWAY or self.path is None:
            with suppress(StorageError, sqlite3.Error):
                await self.write(lambda raw: raw.execute("SELECT 1").fetchone())

    async def save_beside(self) -> Path:
        """Write all that is stored into a new file beside the database, whose own may be gone; its path.

        Raises StorageError.
        """
        async with self.reading() as connection:  # its file stays open, whatever became of the name
            return await connection.run(self._home.save_beside)

    async def size_bytes(self) -> int:
        """How large the database is, without its log."""
        async with self.reading() as connection:
            return await connection.run(self._home.size_bytes)

    @classmethod
    @asynccontextmanager
    async def open(
        cls, place: Path | str, *, readers: int = 4, start_anew: bool = False, shards: Shards = ALONE
    ) -> AsyncIterator[Self]:
        """Open the file, or the database on the server whose address is given, migrate it, and close it whatever
        happens. A file is made at the first start, with its folders; one that is gone though there was one, or that
        is empty, is only made with `start_anew`. `shards` says which servers are this process's own; others may have
        the rest on the same server, but not of a file.

        Closing refuses new blocks, gives the one in progress two seconds and then rolls it back: the process
        ends even if tasks hang in the database. Raises StartError, naming the file or server and the next step, if
        it is damaged, not Linger's, not writable, newer than this program, or used by another process.
        """
        async with AsyncExitStack() as stack:
            home, writing, pool = await stack.enter_async_context(
                opened(place, readers, start_anew=start_anew, shards=shards)
            )
            database = cls(home, writing, pool, shards)
            stack.push_async_callback(lambda: shielded(database._close()))
            yield database

    @contextmanager
    def starting(self) -> Iterator[None]:
        """What keeps the database from being used within the block becomes a sentence for the operator. Raises
        StartError; NotYet, where it may come back by itself."""
        try:
            yield
        except Exception as error:
            said = None if isinstance(error, StartError) else said_by_database(error)
            if said is None:
                raise
            raise self._home.refusal(said) from error

    @asynccontextmanager
    async def transaction(self, of: int | None = None) -> AsyncIterator[Connection]:
        """A block of changes, all or nothing; leaving it returns after they are durable.

        Where it writes what belongs to a member and to no server, `of` is the member's id: no other process writes
        theirs meanwhile. EVERYBODY, where it writes rows of other servers or of many members: none writes anything.
        OUTSIDE, where it writes what all servers share.

        One block runs at a time, so never await Discord or HTTP inside. An exception undoes just this block.
        A caller that is cancelled inside leaves nothing behind; one that is cancelled while it waits for the
        commit may find its changes stored. Raises CommitFailedError if the commit that the block shared with
        others failed (nothing of it is stored), DatabaseClosedError when closing.
        """
        async with self._writer.block(of) as connection:
            yield connection

    async def write(self, function: Callable[[sqlite3.Connection], T]) -> T:
        """Call `function(raw connection)` as a block of its own; what it returned, once that is durable.

        For writes that come in crowds: all the functions that wait travel to the connection's thread in one
        hop and share one commit, several times as many a second as blocks of `transaction`. The function must
        be quick, and must neither commit nor roll back. Its exception undoes just its own changes. Raises
        like `transaction`.
        """
        return await self._writer.call(function)

    async def change(self, work: Callable[[Connection], Coroutine[Any, Any, T]]) -> T:
        """`work(connection)` as a block of `transaction`, all in one hop to the connection's thread, and in one commit
        with others that wait; what it returned, once that is durable.

        For what people wait for: each statement of `transaction` is a hop of its own. `work` runs beside the event
        loop, so it may await nothing but its connection, and change nothing that the loop uses. Raises like
        `transaction`.
        """
        return await self._writer.call_whole(work)

    def write_each(
        self, function: Callable[[sqlite3.Connection, Sequence[T]], Sequence[R]], item: T, told: Told[T, R]
    ) -> None:
        """Like `write`, for one sort of change that comes in crowds, so that nobody waits: `function(raw connection,
        items)` is called with those that wait next to each other, and tells what became of each item. Once that is
        durable, `told(items, outcomes)` is called; an outcome may be what was raised for its item, or for all.

        Between these and the functions of `write` the order of the calls is kept. If the function raises, it is
        called for each item by itself, so that one's exception undoes nothing of the others'.
        """
        self._writer.call_together(function, item, told)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A block of queries on one snapshot, which holds everything acknowledged before the first query.

        Fetch what you need inside the block: an unread cursor does not outlive it.
        """
        self._refuse_while_reading()
        task = asyncio.current_task()
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
                await shielded(self._give_back(reader))

    async def read(self, work: Callable[[Connection], Coroutine[Any, Any, T]]) -> T:
        """`work(connection)` as a block of `reading`, all in one hop to the connection's thread; what it returned.

        For what people wait for: each query of `reading` is a hop of its own. `work` runs beside the event loop, so it
        may await nothing but its connection, and change nothing that the loop uses.
        """
        self._refuse_while_reading()
        await self._free.acquire()
        if self._closing:
            self._free.release()
            raise DatabaseClosedError("the database is closing")
        reader = self._idle.pop()

        def give_back() -> None:
            self._idle.append(reader)
            self._free.release()

        return await reader.whole_block(work, give_back)

    def _refuse_while_reading(self) -> None:
        if asyncio.current_task() in self._reading:
            raise RuntimeError("this task is reading already; pass its connection on")

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
        await _on_daemon_thread(lambda: self._home.copy(target))

    async def _close(self) -> None:
        self._closing = True
        self.others.close()
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
