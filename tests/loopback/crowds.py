"""Callers who each wait for a change of theirs that comes in a crowd, for tests and benchmarks."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from bot.storage.engine.database import Database

T = TypeVar("T")
R = TypeVar("R")


class Crowd(Generic[T, R]):
    """`Database.write_each` with one function."""

    def __init__(self, database: Database, function: Callable[[sqlite3.Connection, Sequence[T]], Sequence[R]]) -> None:
        self._database = database
        self._function = function
        self._waiting: deque[asyncio.Future[Any]] = deque()

    def write(self, item: T) -> asyncio.Future[R]:
        """What became of the item, once that is durable; raises what was raised."""
        self._database.write_each(self._function, item, self._told)
        waits: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append(waits)
        return waits

    def _told(self, _items: Sequence[T], outcomes: Sequence[R | Exception]) -> None:
        for outcome in outcomes:  # the order of the calls is kept
            waits = self._waiting.popleft()
            if waits.cancelled():
                continue
            if isinstance(outcome, Exception):
                waits.set_exception(outcome)
            else:
                waits.set_result(outcome)
