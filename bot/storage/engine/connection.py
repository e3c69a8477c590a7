"""One connection on its own thread, used in blocks: SQLite's, or PostgreSQL's with the same methods.

aiosqlite runs every call on the connection's thread: a hop there and back for each statement. The
classes here save hops: what opens a block (BEGIN, SAVEPOINT) travels with the block's first statement,
and `run` takes a whole function of statements over in one hop.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextvars import copy_context
from enum import Enum, auto
from pathlib import Path
from threading import get_ident
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import aiosqlite

from bot.errors import LingerError
from bot.storage.engine.others import TOLD_TOGETHER, Sort

T = TypeVar("T")
P = ParamSpec("P")
Row = sqlite3.Row  # what a query finds, by the names of its columns

BUSY_TIMEOUT_MS = 5_000
_GIVE = (
    "INSERT INTO numbers (name, given) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET given ="
    " CASE WHEN numbers.given < excluded.given THEN excluded.given ELSE numbers.given + 1 END RETURNING given"
)


class StorageError(LingerError):
    """The database could not do what was asked; nothing of the block was stored."""


class DatabaseClosedError(StorageError):
    """The database is closing or closed."""


class BlockState(Enum):
    """Where the block that uses a connection stands; read and written on the connection's thread."""

    NONE = auto()  # nobody uses the connection
    ENTERED = auto()  # a block has it, but has not said anything to SQLite yet
    OPEN = auto()  # the block's savepoint or snapshot is open
    LOST = auto()  # the database ended the transaction by itself (disk full, I/O error)


async def shielded(work: Coroutine[Any, Any, T]) -> T:
    """Wait for `work` even if the caller is cancelled meanwhile; the cancellation is raised afterwards."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except BaseException:  # noqa: BLE001 (raised by task.result() below, after any cancellation)
            break
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # seen: the cancellation outranks it
        raise cancelled
    return task.result()


def connected(path: Path, pragmas: Sequence[str]) -> sqlite3.Connection:
    """Open a file. Raises sqlite3.Error."""
    # Autocommit: this package says BEGIN itself, the module never does.
    raw = sqlite3.connect(path, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        raw.row_factory = sqlite3.Row
        for pragma in pragmas:
            raw.execute(pragma).close()
    except BaseException:
        raw.close()
        raise
    return raw


def at_once(running: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns that awaits nothing but the connection on whose thread this is called.

    Raises RuntimeError where it awaits something else.
    """
    try:
        running.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    finally:
        running.close()
    raise RuntimeError("a block on a connection's thread awaits something else than its connection")


def by_name(row: Row) -> dict[str, Any]:
    """A row's values by their columns. Of many columns each `row[name]` compares all names before it; here none."""
    return dict(zip(row.keys(), row, strict=True))


def is_sqlite(raw: object) -> bool:
    """Whether a raw connection is SQLite's own; PostgreSQL's has its methods, and goes by its type."""
    return isinstance(raw, sqlite3.Connection)


class Connection(aiosqlite.Connection):
    """A connection whose statements run only inside a block (`Database.transaction`, `Database.reading`)."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect, iter_chunk_size=64)
        # A thread that nobody stopped must never keep the process alive; SQLite survives the cut.
        self._thread.daemon = True
        self._state = BlockState.NONE

    async def run(
        self, function: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call `function(raw connection, …)` on the connection's thread, as part of the block.

        One hop for many statements. The function must neither commit nor roll back, nor keep the connection.
        """
        return await self._execute(function, self._conn, *args, **kwargs)

    async def fetch_one(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Row | None:
        """The first row of what the query finds, or None; one hop."""

        def first(raw: sqlite3.Connection) -> sqlite3.Row | None:
            row: sqlite3.Row | None = raw.execute(sql, parameters).fetchone()
            return row

        return await self.run(first)

    async def execute_fetchall(  # type: ignore[override]  # of aiosqlite's one may also be used as a block
        self, sql: str, parameters: Sequence[object] = ()
    ) -> list[sqlite3.Row]:
        """All rows that the query finds; one hop."""

        def every(raw: sqlite3.Connection) -> list[sqlite3.Row]:
            return raw.execute(sql, parameters).fetchall()

        return await self.run(every)

    async def fetch_number(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """The whole number that a query such as `SELECT COUNT(*) …` finds in its one row; one hop."""
        row = await self.fetch_one(sql, parameters)
        assert row is not None
        return int(row[0])

    async def fetch_into(self, take: Callable[[Iterable[Row]], T], sql: str, parameters: Sequence[object] = ()) -> T:
        """What `take` makes of the rows that the query finds; on the connection's thread, where nobody waits for it."""

        def fetch(raw: sqlite3.Connection) -> T:
            return take(raw.execute(sql, parameters))

        return await self.run(fetch)

    async def tell(self, sort: Sort, *about: int | str) -> None:
        """Tell the other processes, once this block is stored, that what they may have in memory has changed; nobody,
        where there are none. `bot.services.elsewhere` hears it."""

    async def tell_each(self, sort: Sort, ids: Sequence[str], *first: int) -> None:
        """`tell` about many ids, as many at a time as a message holds; `first` stands before them in each."""
        for start in range(0, len(ids), TOLD_TOGETHER):
            await self.tell(sort, *first, *ids[start : start + TOLD_TOGETHER])

    async def next_number(self, name: str, *, least: int, highest: int) -> int:
        """A number that was never given under this name, from `least` on; `highest` is in use already."""
        return await self.fetch_number(_GIVE, (name, max(least, highest + 1)))

    def enter(self) -> None:
        """Hand the connection to a block. Costs nothing: the first statement opens what the block needs."""
        self._state = BlockState.ENTERED

    async def outside(
        self, function: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Like `run`, but not as part of a block: for the machinery that opens, ends and closes."""
        if not self._running or self._connection is None:
            raise DatabaseClosedError("the database is closed")
        result: T = await super()._execute(function, self._connection, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite's is untyped
        return result

    async def _execute(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        """aiosqlite's one way to the thread: every statement and every fetch passes here."""
        if get_ident() == self._thread.ident:  # a whole block, which runs there
            return self._within_block(fn, *args, **kwargs)
        if not self._running or self._connection is None:
            raise DatabaseClosedError("the database is closed")
        result: T = await super()._execute(self._within_block, fn, *args, **kwargs)  # type: ignore[no-untyped-call]  # aiosqlite's is untyped
        return result

    def _within_block(self, fn: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        raw = self._conn
        if getattr(fn, "__name__", "") == "close":
            return fn(*args, **kwargs)  # a cursor may be closed whatever became of its block
        if self._state is BlockState.ENTERED:
            self._open_block(raw)
            self._state = BlockState.OPEN
        elif self._state is BlockState.NONE:
            raise RuntimeError("a connection is used after its block has ended")
        elif self._state is BlockState.LOST:
            raise StorageError("the database ended this transaction after an error; leave the block")
        try:
            return fn(*args, **kwargs)
        finally:
            if not raw.in_transaction:
                self._state = BlockState.LOST

    def _open_block(self, raw: sqlite3.Connection) -> None:
        raise NotImplementedError

    async def commit(self) -> None:
        """Refused: leaving the block commits."""
        raise RuntimeError("leaving the block commits; a block never does it by itself")

    async def rollback(self) -> None:
        """Refused: an exception that leaves the block rolls it back."""
        raise RuntimeError("an exception that leaves the block rolls it back")

    async def start(self) -> Self:
        """Start the thread and open the file. Raises sqlite3.Error; the thread has ended then."""
        try:
            await self
        except BaseException:
            # aiosqlite told the thread to stop but does not wait; it must not report to a closed loop.
            self._thread.join(timeout=1)
            raise
        return self

    async def shut(self) -> None:
        """Close the connection and end its thread; does nothing the second time."""
        if self._connection is None:
            return
        stopped = self.stop()
        if stopped is not None:
            await stopped


class ReadingConnection(Connection):
    """A connection that cannot write; a block sees one snapshot, taken by its first statement."""

    def _open_block(self, raw: sqlite3.Connection) -> None:
        raw.execute("BEGIN")

    async def end_block(self) -> None:
        """Let the snapshot go."""
        await self.outside(self._end_block)

    def whole_block(
        self, work: Callable[[Self], Coroutine[Any, Any, T]], give_back: Callable[[], None]
    ) -> asyncio.Future[T]:
        """Do a whole block on the connection's thread, in one hop. `work` may await nothing but its connection.

        What it returned or raised. `give_back` is called when the connection is free again, also where the future was
        cancelled meanwhile.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        within = copy_context()  # the language of what it raises

        def run() -> None:
            try:
                result = within.run(self._whole_block, work)
            except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
                loop.call_soon_threadsafe(end, done.set_exception, error)
            else:
                loop.call_soon_threadsafe(end, done.set_result, result)

        def end(tell: Callable[[Any], None], outcome: T | BaseException) -> None:
            give_back()
            if not done.cancelled():
                tell(outcome)

        self._tx.put_nowait((None, run))
        return done

    def _whole_block(self, work: Callable[[Self], Coroutine[Any, Any, T]]) -> T:
        self.enter()
        try:
            return at_once(work(self))
        finally:
            self._end_block(self._conn)

    def _end_block(self, raw: sqlite3.Connection) -> None:
        self._state = BlockState.NONE
        if raw.in_transaction:
            raw.execute("ROLLBACK")
