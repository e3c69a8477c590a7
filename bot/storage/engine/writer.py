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
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from bot.storage.engine.connection import Connection, DatabaseClosedError, StorageError, shielded
from bot.storage.engine.trouble import TroubleWatch
from bot.storage.engine.writing import BatchCall, Call, Work, WritingConnection

T = TypeVar("T")
R = TypeVar("R")
_Call = tuple[Work, "asyncio.Future[Any]"]  # and who waits for it

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
            raise _commit_failed(error) from error


def _commit_failed(cause: Exception) -> CommitFailedError:
    error = CommitFailedError(f"the change was not stored: {cause}")
    error.__cause__ = cause
    return error


class Writer:
    """Turns on the writing connection, and the commits that callers share."""

    def __init__(self, connection: WritingConnection) -> None:
        self.trouble = TroubleWatch()
        self.on_commit: Callable[[int], None] = lambda _changes: None
        self._connection = connection
        self._turn = asyncio.Lock()  # first come, first served
        self._queued = 0
        self._owner: asyncio.Task[object] | None = None
        self._batch: _Batch | None = None
        self._committer: asyncio.Task[None] | None = None
        self._calls: deque[_Call] = deque()
        self._caller: asyncio.Task[None] | None = None
        self._closing = False

    @property
    def queued(self) -> int:
        """Blocks and calls that wait for their turn."""
        return self._queued + len(self._calls)

    @asynccontextmanager
    async def block(self, whom: int | None = None) -> AsyncIterator[Connection]:
        """See `Database.transaction`."""
        await self._take_turn()
        if whom is not None and self._connection.has_others:
            await self._hold(whom)
        self._connection.enter()
        try:
            yield self._connection
        except BaseException as error:
            self.trouble.failed(error)
            await shielded(self._leave(keep=False))
            raise
        batch = self._leave_quickly()
        if batch is None:
            batch = await shielded(self._leave(keep=True))
        if batch is not None:
            await batch.committed()

    def call(self, function: Callable[[sqlite3.Connection], T]) -> asyncio.Future[T]:
        """See `Database.write`."""
        return self._queue(Call(function))

    def call_together(
        self, function: Callable[[sqlite3.Connection, Sequence[T]], Sequence[R]], item: T
    ) -> asyncio.Future[R]:
        """See `Database.write_each`."""
        return self._queue(BatchCall(function, item))

    def _queue(self, work: Work) -> asyncio.Future[Any]:
        self._refuse_inside_block()
        self._refuse_when_closing()
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._calls.append((work, future))
        if self._caller is None or self._caller.done():
            self._caller = asyncio.create_task(self._run_calls(), name="group writes")
        return future

    async def _run_calls(self) -> None:
        while self._calls:
            async with self._turn:
                count = min(len(self._calls), BATCH_BLOCKS)
                taken = [call for call in (self._calls.popleft() for _ in range(count)) if not call[1].cancelled()]
                outcomes: list[Any] = []
                try:
                    outcomes = await self._connection.run_calls([work for work, _ in taken])
                    self._settle(None, and_calls=len(taken))
                    self.trouble.succeeded()
                except Exception as error:  # noqa: BLE001 (whoever shares the commit has to be told)
                    self._settle(error)
                    outcomes = [_commit_failed(error) for _ in taken]
                finally:
                    self._answer(taken, outcomes)

    def _answer(self, taken: list[_Call], outcomes: list[Any]) -> None:
        """Tell every caller what became of its call; also when this task is cancelled before it knows."""
        if not outcomes:
            message = "the program is ending; it is not known whether the change was stored"
            outcomes = [CommitFailedError(message) for _ in taken]
        for (_, future), outcome in zip(taken, outcomes, strict=True):
            if isinstance(outcome, Exception):
                self.trouble.failed(outcome)
            if future.cancelled():
                continue
            if isinstance(outcome, Exception):
                future.set_exception(outcome)
            else:
                future.set_result(outcome)

    async def _take_turn(self) -> None:
        self._refuse_inside_block()
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
        self._owner = asyncio.current_task()

    async def _hold(self, whom: int) -> None:
        try:
            await shielded(self._held(whom))
        except BaseException as error:
            self.trouble.failed(error)
            self._expect_commit()
            self._give_turn_on()
            raise

    async def _held(self, whom: int) -> None:
        """Where another process holds it, commit what is in hand first: nobody waits for us meanwhile."""
        try:
            if not await self._connection.hold(whom, wait=False):
                await self._commit()
                await self._connection.hold(whom, wait=True)
        except Exception as error:
            self._settle(error)
            raise _commit_failed(error) from error

    def _refuse_inside_block(self) -> None:
        """The task would wait for a turn that it holds itself."""
        if self._owner is not None and self._owner is asyncio.current_task():
            raise RuntimeError("this task is inside a transaction already; pass its connection on")

    def _refuse_when_closing(self) -> None:
        if self._closing:
            raise DatabaseClosedError("the database is closing")

    def _leave_quickly(self) -> _Batch | None:
        """Give the turn on without a hop to the connection's thread, if someone waits for it.

        The batch to wait for, or None if the block must be ended with `_leave`.
        """
        batch = self._batch
        if self._queued == 0 or (batch is not None and batch.is_due) or not self._connection.leave_quickly():
            return None
        batch = self._batch = batch or _Batch()
        batch.blocks += 1
        self._expect_commit()
        self._give_turn_on()
        return batch

    def _give_turn_on(self) -> None:
        self._owner = None
        if self._turn.locked():
            self._turn.release()

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
            except Exception as error:
                self._settle(error)
                if keep:
                    self.trouble.failed(error)
                    raise _commit_failed(error) from error
                return None
            if kept:
                batch = self._batch = batch or _Batch()
                batch.blocks += 1
            if last:
                self._settle(None)
                if kept:
                    self.trouble.succeeded()
            else:
                self._expect_commit()
            return batch if kept and not last else None
        finally:
            self._give_turn_on()

    def _settle(self, error: Exception | None, *, and_calls: int = 0) -> None:
        batch, self._batch = self._batch, None
        changes = and_calls + (batch.blocks if batch is not None else 0)
        if error is None and changes:
            self.on_commit(changes)
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
        except Exception as error:  # noqa: BLE001 (whoever shares the commit has to be told)
            self._settle(error)
            self.trouble.failed(error)
        else:
            if self._batch is not None:
                self.trouble.succeeded()
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
        left = [task for task in (self._committer, self._caller) if task is not None]
        if left:
            await asyncio.wait(left)
