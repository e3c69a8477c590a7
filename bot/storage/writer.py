"""The one writer, with group commit: many callers' changes become durable in one commit.

Callers take turns. Each one's statements run in a savepoint of a shared outer transaction; after its turn
the caller waits until that transaction is committed. The commit happens when nobody waits for a turn, or
once the batch is large or old. With `synchronous = FULL` a commit costs a flush of the disk, which is the
price of every change when each caller commits alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.storage.connection import (
    BlockState,
    Connection,
    DatabaseClosedError,
    StorageError,
    to_the_end,
)

# A batch is committed at the latest when it holds this many blocks or has waited this long, however many
# callers still wait for a turn: nobody's answer hangs on a crowd behind them.
BATCH_BLOCKS = 512
BATCH_AGE_S = 0.02

# How long closing waits for the block in progress before that block is rolled back.
CLOSE_GRACE_S = 2.0


class CommitFailedError(StorageError):
    """The shared commit failed: none of the batch's changes is stored, the caller's included.

    After a failing disk this means "not known to be stored": SQLite forgets the changes, but when the flush
    itself failed, the next start may find them in the log. `__cause__` is SQLite's own error.
    """


class WritingConnection(Connection):
    """The connection that writes; a block is a savepoint of the outer transaction."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, pragmas=("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"))

    def _open_block(self, raw: sqlite3.Connection) -> None:
        if not raw.in_transaction:
            raw.execute("BEGIN IMMEDIATE")
        raw.execute("SAVEPOINT block")

    async def end_block(self, *, keep: bool, commit: bool) -> bool:
        """Keep or undo the block; with `commit`, commit the outer transaction in the same hop.

        True if the block is part of the outer transaction and was kept. Raises StorageError or
        sqlite3.Error after rolling back the whole outer transaction.
        """
        return await self.outside(self._end_block, keep, commit)

    def _end_block(self, raw: sqlite3.Connection, keep: bool, commit: bool) -> bool:
        state, self._state = self._state, BlockState.NONE
        if state is BlockState.LOST or (state is BlockState.OPEN and not raw.in_transaction):
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise StorageError("SQLite ended the transaction after an error")
        try:
            if state is BlockState.OPEN:
                if not keep:
                    raw.execute("ROLLBACK TO block")
                raw.execute("RELEASE block")
            if commit and raw.in_transaction:
                raw.execute("COMMIT")
        except sqlite3.Error:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
        return keep and state is BlockState.OPEN


class _Batch:
    """The blocks that share one commit."""

    def __init__(self) -> None:
        self.blocks = 0
        self.opened_at_s = time.monotonic()
        # Holds the error, or None once durable: an exception set on a future that all waiters left
        # would be reported as never retrieved.
        self._outcome: asyncio.Future[Exception | None] = asyncio.get_running_loop().create_future()

    @property
    def is_due(self) -> bool:
        return self.blocks >= BATCH_BLOCKS or time.monotonic() - self.opened_at_s >= BATCH_AGE_S

    def settle(self, error: Exception | None) -> None:
        self._outcome.set_result(error)

    async def committed(self) -> None:
        """Return once the batch is durable. Raises CommitFailedError."""
        error = await asyncio.shield(self._outcome)
        if error is not None:
            raise CommitFailedError(f"the change was not stored: {error}") from error


class Writer:
    """Turns on the writing connection, and the commits that callers share."""

    def __init__(self, connection: WritingConnection) -> None:
        self._connection = connection
        self._turn = asyncio.Lock()  # first come, first served
        self._queued = 0
        self._owner: asyncio.Task[object] | None = None
        self._batch: _Batch | None = None
        self._committer: asyncio.Task[None] | None = None
        self._closing = False

    @asynccontextmanager
    async def block(self) -> AsyncIterator[Connection]:
        """See `Database.transaction`."""
        await self._take_turn()
        self._connection.enter()
        try:
            yield self._connection
        except BaseException:
            await to_the_end(self._leave(keep=False))
            raise
        batch = await to_the_end(self._leave(keep=True))
        if batch is not None:
            await batch.committed()

    async def _take_turn(self) -> None:
        task = asyncio.current_task()
        if task is self._owner:
            raise RuntimeError("this task is inside a transaction already; pass its connection on")
        self._refuse_when_closing()
        self._queued += 1
        try:
            await self._turn.acquire()
        finally:
            self._queued -= 1
        try:
            self._refuse_when_closing()
        except DatabaseClosedError:
            self._turn.release()
            raise
        self._owner = task

    def _refuse_when_closing(self) -> None:
        if self._closing:
            raise DatabaseClosedError("the database is closing")

    async def _leave(self, *, keep: bool) -> _Batch | None:
        """End the block and give the turn on; the batch to wait for, or None if there is nothing to wait for.

        A failure that takes the outer transaction down is told to the whole batch, and raised here only if
        this block was to be kept.
        """
        try:
            batch = self._batch
            last = self._queued == 0 or (batch is not None and batch.is_due)
            try:
                kept = await self._connection.end_block(keep=keep, commit=last)
            except DatabaseClosedError:
                if keep:
                    raise
                return None
            except (StorageError, sqlite3.Error) as error:
                self._settle(error)
                if keep:
                    raise CommitFailedError(f"the change was not stored: {error}") from error
                return None
            if kept:
                batch = self._batch = batch or _Batch()
                batch.blocks += 1
            if last:
                self._settle(None)
            else:
                self._expect_commit()
            return batch if kept and not last else None
        finally:
            self._owner = None
            if self._turn.locked():
                self._turn.release()

    def _settle(self, error: Exception | None) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.settle(error)

    def _expect_commit(self) -> None:
        """Let a task queue for a turn to commit: whoever is before it in the queue shares the commit, and if
        they are all cancelled it commits alone."""
        if self._committer is None or self._committer.done():
            self._committer = asyncio.create_task(self._commit_in_turn(), name="group commit")

    async def _commit_in_turn(self) -> None:
        async with self._turn:
            await self._commit()

    async def _commit(self) -> None:
        try:
            await self._connection.end_block(keep=False, commit=True)
        except (StorageError, sqlite3.Error) as error:
            self._settle(error)
        else:
            self._settle(None)

    async def close(self) -> None:
        """Refuse further blocks, wait a little for the one in progress, commit what was kept, close."""
        self._closing = True
        try:
            async with asyncio.timeout(CLOSE_GRACE_S):
                await self._turn.acquire()
        except TimeoutError:
            await self._connection.interrupt()  # a statement that still runs; its block is rolled back
        await self._commit()
        await self._connection.shut()
        if self._turn.locked():
            self._turn.release()
        if self._committer is not None:
            await asyncio.wait((self._committer,))
