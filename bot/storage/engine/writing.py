"""The connection that writes: an outer transaction that callers share, and a savepoint for each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from contextvars import copy_context
from pathlib import Path
from typing import Any, Self, TypeVar

from msgspec import Struct

from bot.storage.engine.connection import BlockState, Connection, StorageError, at_once, connected
from bot.storage.engine.trouble import FileMovedError, identity_of

T = TypeVar("T")


class Call(Struct, frozen=True):
    """One caller's work."""

    function: Callable[[sqlite3.Connection], Any]


class BatchCall(Struct, frozen=True):
    """Work of a sort that is done for many in one go: the function takes their items, and tells of each."""

    function: Callable[[sqlite3.Connection, Sequence[Any]], Sequence[Any]]
    items: list[Any]

    @property
    def is_full(self) -> bool:
        """Whether no more may join: a commit holds only so many."""
        return len(self.items) >= BATCH_BLOCKS


Work = Call | BatchCall

BATCH_BLOCKS = 512  # that share a commit, at most

# Whose rows a block writes, where it is not one member's: of no id of Discord's.
EVERYBODY = 0  # those of any server or member
OUTSIDE = 1  # what came from outside, for all servers; and what there is once in an installation

PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -8000",  # KiB, used as needed: a crowd of votes touches pages all over the file
    "PRAGMA wal_autocheckpoint = 4000",  # pages, 16 MB: the same pages are written again and again in a crowd
)


class WritingConnection(Connection):
    """A block is a savepoint of the outer transaction, which ends only by `end_block` or `run_calls`."""

    has_others = False  # processes that write, too: a block says whose rows it writes, and holds them

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connect)
        self._unreleased = False  # the previous block was kept, and its savepoint is still to be released

    def _commit(self, raw: sqlite3.Connection) -> None:
        raw.execute("COMMIT")

    async def hold(self, whom: int, *, wait: bool) -> bool:
        """Keep other processes from writing what is `whom`'s, until the commit. False where one does just now, unless
        `wait`, which has to be with nothing in hand. Raises sqlite3.Error after rolling back the outer transaction.
        """
        return True

    def leave_quickly(self) -> bool:
        """Keep the block without a hop, if it can be: its savepoint is released with what comes next.

        False if nothing was done (the block was empty, or the database ended the transaction).
        """
        if self._state is not BlockState.OPEN:
            return False
        self._state = BlockState.NONE
        self._unreleased = True
        return True

    async def end_block(self, *, keep: bool, commit: bool) -> bool:
        """Keep or undo the current block, if any; with `commit`, commit the outer transaction in the same hop.

        True if there was a block and it was kept. Raises StorageError or sqlite3.Error after rolling back the
        whole outer transaction.
        """
        return await self.outside(self._end_block, keep, commit)

    async def run_calls(self, calls: Sequence[Work]) -> list[Any]:
        """Do each work so that its exception undoes just this one, then commit, all in one hop.

        What each returned, or the exception it raised; of a BatchCall that of every item, in a list. Raises like
        `end_block`.
        """
        return await self.outside(self._run_calls, calls)

    def whole_block(self, work: Callable[[Self], Coroutine[Any, Any, T]]) -> Call:
        """A whole block as one of the calls of `run_calls`. `work` may await nothing but its connection."""
        within = copy_context()  # the language of what it raises

        def run(_raw: sqlite3.Connection) -> T:
            self._state = BlockState.OPEN  # the call has a savepoint of its own
            try:
                return within.run(at_once, work(self))
            finally:
                self._state = BlockState.NONE

        return Call(run)

    def _open_block(self, raw: sqlite3.Connection) -> None:
        self._release_previous(raw)
        if not raw.in_transaction:
            raw.execute("BEGIN IMMEDIATE")
        raw.execute("SAVEPOINT block")

    def _release_previous(self, raw: sqlite3.Connection) -> None:
        if self._unreleased:
            self._unreleased = False
            raw.execute("RELEASE block")

    def _end_block(self, raw: sqlite3.Connection, keep: bool, commit: bool) -> bool:
        state, self._state = self._state, BlockState.NONE
        try:
            if state is BlockState.LOST:
                raise StorageError("the database ended the transaction after an error")
            self._release_previous(raw)
            if state is BlockState.OPEN:
                if not keep:
                    raw.execute("ROLLBACK TO block")
                raw.execute("RELEASE block")
            if commit and raw.in_transaction:
                self._commit(raw)
        except BaseException:  # whatever it was, nothing half done stays for the next one to commit
            self._roll_back(raw)
            raise
        return keep and state is BlockState.OPEN

    def _run_calls(self, raw: sqlite3.Connection, calls: Sequence[Work]) -> list[Any]:
        try:
            return self._run_and_commit(raw, calls)
        except BaseException:  # whatever it was, nothing half done stays for the next one to commit
            self._roll_back(raw)
            raise

    def _run_and_commit(self, raw: sqlite3.Connection, calls: Sequence[Work]) -> list[Any]:
        self._release_previous(raw)
        if not raw.in_transaction:
            raw.execute("BEGIN IMMEDIATE")
        outcomes: list[Any] = [
            _do_together(raw, work.function, work.items) if isinstance(work, BatchCall) else _do(raw, work.function)
            for work in calls
        ]
        self._commit(raw)
        return outcomes

    def _roll_back(self, raw: sqlite3.Connection) -> None:
        self._unreleased = False
        if raw.in_transaction:
            raw.execute("ROLLBACK")


class FileWritingConnection(WritingConnection):
    """The writing connection of a SQLite file, which stays where it was opened."""

    def __init__(self, path: Path) -> None:
        super().__init__(lambda: connected(path, PRAGMAS))
        self._path = path
        self._identity: tuple[int, int] | None = None

    async def start(self) -> Self:
        """Open the file, and remember which one it is."""
        await super().start()
        self._identity = identity_of(self._path)
        return self

    def require_file(self) -> None:
        """Raises FileMovedError unless the open file is the one that the next start will open."""
        if identity_of(self._path) != self._identity:
            raise FileMovedError(f"the database file {self._path} was removed or replaced while Linger runs")

    def _commit(self, raw: sqlite3.Connection) -> None:
        """Commit into the file that the next start will open. Raises FileMovedError."""
        self.require_file()
        super()._commit(raw)


def _do(raw: sqlite3.Connection, function: Callable[..., Any], *arguments: Any) -> Any:
    """What the function returned, or the exception it raised, which undid what it did."""
    raw.execute("SAVEPOINT call")
    try:
        outcome = function(raw, *arguments)
    except Exception as error:
        if not raw.in_transaction:
            raise StorageError(f"the database ended the transaction: {error}") from error
        raw.execute("ROLLBACK TO call")
        outcome = error
    raw.execute("RELEASE call")
    return outcome


def _do_together(raw: sqlite3.Connection, function: Callable[..., Any], items: list[Any]) -> list[Any]:
    """What became of each item; if not all could be done together, each by itself."""
    outcomes = _do(raw, _of_each, function, items)
    if not isinstance(outcomes, Exception):
        return list(outcomes)
    if len(items) == 1:
        return [outcomes]
    return [outcome for item in items for outcome in _do_together(raw, function, [item])]


def _of_each(raw: sqlite3.Connection, function: Callable[..., Sequence[Any]], items: list[Any]) -> Sequence[Any]:
    outcomes = function(raw, items)
    if len(outcomes) != len(items):
        raise ValueError(f"{function.__qualname__} told of {len(outcomes)} of {len(items)} items")
    return outcomes
