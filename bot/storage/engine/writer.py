"""The one writer, with group commit: many callers' changes become durable in one commit.

Callers take turns. Each one's statements run in a savepoint of a shared outer transaction; after its turn
the caller waits until that transaction is committed. The commit happens when nobody waits for a turn, or
once the batch is large or old. With `synchronous = FULL` a commit costs a flush of the disk, which is the
price of every change when each caller commits alone.
"""

from __future__ import annotations

import asyncio
import math
import sqlite3
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from contextvars import Context
from typing import Any, TypeVar

from bot.storage.engine.connection import Connection, DatabaseClosedError, StorageError, shielded
from bot.storage.engine.trouble import TroubleWatch
from bot.storage.engine.writing import BATCH_BLOCKS, BatchCall, Call, Work, WritingConnection

T = TypeVar("T")
R = TypeVar("R")
Told = Callable[[Sequence[T], Sequence[R | Exception]], None]  # items, and what became of each
_Call = tuple[Work, "asyncio.Future[Any] | Told[Any, Any]"]  # and who waits for it, or is told of many

# A batch is committed at the latest when it holds `BATCH_BLOCKS` blocks or has waited this long, however many
# callers still wait for a turn: nobody's answer hangs on a crowd behind them.
BATCH_AGE_S = 0.02

# How long what comes in crowds gathers after a commit of its sort: one in a batch of a hundred costs half of one in a
# batch of eight. Whoever waits for something ends it; and what comes alone waits for nothing.
GATHER_S = 0.02

# How long closing waits for the block in progress before that block is rolled back.
CLOSE_GRACE_S = 2.0


class CommitFailedError(StorageError):
    """The shared commit failed: none of the batch's changes is stored, the caller's included.

    After a failing disk this means "not known to be stored": SQLite forgets the changes, but when the flush
    itself failed, the next start may find them in the log. `__cause__` is SQLite's own error.
    """


_ENDING = "the program is ending; it is not known whether the change was stored"


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


def _size(work: Work) -> int:
    """How many changes it is."""
    return len(work.items) if isinstance(work, BatchCall) else 1


def _settle_waiting(who: asyncio.Future[Any], outcome: Any) -> None:
    if who.cancelled():
        return
    if isinstance(outcome, Exception):
        who.set_exception(outcome)
    else:
        who.set_result(outcome)


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
        self._later: asyncio.TimerHandle | None = None  # until what gathers has its turn
        self._gathered_at_s = -math.inf  # not 0.0: a machine's clock may have begun a moment ago
        self._closing = False

    @property
    def queued(self) -> int:
        """Blocks and calls that wait for their turn."""
        return self._queued + sum(_size(work) for work, _ in self._calls)

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
        return self._answered(Call(function))

    def call_whole(self, work: Callable[[Connection], Coroutine[Any, Any, T]]) -> asyncio.Future[T]:
        """See `Database.change`."""
        return self._answered(self._connection.whole_block(work))

    def _answered(self, call: Call) -> asyncio.Future[Any]:
        self._require_open()
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._calls.append((call, future))
        self._begin_calls()
        return future

    def call_together(
        self, function: Callable[[sqlite3.Connection, Sequence[T]], Sequence[R]], item: T, told: Told[T, R]
    ) -> None:
        """See `Database.write_each`."""
        self._require_open()
        work, who = self._calls[-1] if self._calls else (None, None)
        if isinstance(work, BatchCall) and work.function == function and who == told and not work.is_full:
            work.items.append(item)
            if len(work.items) == BATCH_BLOCKS:
                self._begin_calls()
            return
        self._calls.append((BatchCall(function, [item]), told))
        self._begin_calls(after_s=self._gathering_s())

    def _require_open(self) -> None:
        self._refuse_inside_block()
        self._refuse_when_closing()

    def _gathering_s(self) -> float:
        """How long what waits may go on gathering; 0 if somebody waits for it, or if it is enough."""
        first = self._calls[0][0]
        if (
            self._closing
            or _size(first) >= BATCH_BLOCKS
            or not all(isinstance(work, BatchCall) for work, _ in self._calls)
        ):
            return 0.0
        return max(0.0, self._gathered_at_s + GATHER_S - time.monotonic())

    def _begin_calls(self, *, after_s: float = 0.0) -> None:
        if self._later is not None:
            if after_s:
                return  # it gathers already
            self._later.cancel()
            self._later = None
        if self._caller is not None and not self._caller.done():
            return  # it looks at what waits when it has done with the rest
        if after_s:
            self._later = asyncio.get_running_loop().call_later(after_s, self._begin_calls)
        else:
            # For many: whoever happens to begin it is not what is logged of the others.
            self._caller = asyncio.create_task(self._run_calls(), name="group writes", context=Context())

    async def _run_calls(self) -> None:
        while self._calls:
            after_s = self._gathering_s()
            if after_s:
                self._later = asyncio.get_running_loop().call_later(after_s, self._begin_calls)
                return
            async with self._turn:
                taken = self._take_calls()
                outcomes: list[Any] | Exception = CommitFailedError(_ENDING)
                try:
                    outcomes = await self._connection.run_calls([work for work, _ in taken])
                    self._settle(None, and_calls=sum(_size(work) for work, _ in taken))
                    self.trouble.succeeded()
                except Exception as error:  # noqa: BLE001 (whoever shares the commit has to be told)
                    self._settle(error)
                    outcomes = _commit_failed(error)
                finally:
                    self._answer(taken, outcomes)

    def _take_calls(self) -> list[_Call]:
        """Those that share the next commit, without what nobody waits for any more."""
        taken, size = [], 0
        while self._calls and size < BATCH_BLOCKS:
            work, who = self._calls.popleft()
            if not (isinstance(who, asyncio.Future) and who.cancelled()):
                taken.append((work, who))
                size += _size(work)
                if isinstance(work, BatchCall):
                    self._gathered_at_s = time.monotonic()
        return taken

    def _answer(self, taken: list[_Call], outcomes: list[Any] | Exception) -> None:
        """Tell every caller what became of its call, or of all; also when this task is cancelled before it knows."""
        for number, (work, who) in enumerate(taken):
            outcome = outcomes if isinstance(outcomes, Exception) else outcomes[number]
            if isinstance(work, BatchCall):
                each = [outcome] * len(work.items) if isinstance(outcome, Exception) else outcome
            else:
                each = [outcome]
            for failure in each:
                if isinstance(failure, Exception):
                    self.trouble.failed(failure)
            if isinstance(who, asyncio.Future):
                _settle_waiting(who, outcome)
            elif isinstance(work, BatchCall):
                asyncio.get_running_loop().call_soon(who, work.items, each)

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
        if self._later is not None:
            self._begin_calls()
        try:
            async with asyncio.timeout(CLOSE_GRACE_S):
                if self._caller is not None:
                    await asyncio.wait([self._caller])
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
