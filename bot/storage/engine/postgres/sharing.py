"""The writing connection of one process among several: what keeps it from getting into the others' way.

Rows of a server are written by its own process alone. What is a member's may be written by any: whoever does has taken
the member's lock first, until the commit. Blocks share a transaction, so a lock is only tried while something is in
hand, and waited for with nothing in hand: nobody waits in a circle (docs/decisions/0044).
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import psycopg

from bot.domain.shards import Shards
from bot.storage.engine.connection import StorageError
from bot.storage.engine.others import TOLD_TOGETHER, Sort
from bot.storage.engine.postgres import link
from bot.storage.engine.writing import EVERYBODY, WritingConnection

CHANNEL = "linger"  # of NOTIFY
NUMBERS_AT_ONCE = 100

_TRY = "SELECT pg_try_advisory_xact_lock(?)"
_WAIT = "SELECT pg_advisory_xact_lock(?)"
_RESERVE = (
    "INSERT INTO numbers (name, given) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE"
    " SET given = GREATEST(numbers.given + $3, excluded.given) RETURNING given"
)


class SharingConnection(WritingConnection):
    """See the module."""

    has_others = True

    def __init__(self, connect: Any, url: str, shards: Shards) -> None:
        super().__init__(connect)
        self._url = url
        self._name = str(shards)
        self._left: dict[str, tuple[int, int]] = {}  # numbers that were reserved: the next one, and the last
        self._reserving: psycopg.Connection[Any] | None = None

    async def hold(self, whom: int, *, wait: bool) -> bool:
        """See `WritingConnection`."""
        return await self.outside(self._hold, whom, wait)

    async def tell(self, sort: Sort, *about: int | str) -> None:
        """See `Connection`."""
        said = about if len(about) <= TOLD_TOGETHER + 1 else ()
        await self.fetch_one("SELECT pg_notify(?, ?)", (CHANNEL, json.dumps([self._name, sort, *said])))

    async def next_number(self, name: str, *, least: int, highest: int) -> int:
        """See `Connection`. Reserved some at a time in a session of its own, so that no process waits for another's
        commit."""
        return await self.run(self._next_number, name, least, highest)

    def _hold(self, raw: sqlite3.Connection, whom: int, wait: bool) -> bool:
        try:
            self._release_previous(raw)
            in_hand = raw.in_transaction
            if in_hand and (wait or whom == EVERYBODY):
                if wait:
                    raise StorageError("a lock is waited for with something in hand")
                return False
            if whom == EVERYBODY:
                raw.execute("BEGIN EXCLUSIVE")
                raw.execute("SELECT 1")  # what begins a transaction waits for its first statement
                return True
            if not in_hand:
                raw.execute("BEGIN IMMEDIATE")
            found = raw.execute(_TRY if in_hand else _WAIT, (whom,)).fetchone()[0]
        except BaseException:
            self._roll_back(raw)
            raise
        return not in_hand or bool(found)

    def _next_number(self, _raw: sqlite3.Connection, name: str, least: int, highest: int) -> int:
        number, last = self._left.get(name, (1, 0))
        number = max(number, least)
        if number > last:
            last = self._reserve(name, max(least, highest + 1) + NUMBERS_AT_ONCE - 1)
            number = last - NUMBERS_AT_ONCE + 1
        self._left[name] = number + 1, last
        return number

    def _reserve(self, name: str, last: int) -> int:
        """The last of so many numbers that nobody else gives. A session that was lost since is not noticed before it is
        used: then another one asks."""
        was_open = self._reserving is not None and not self._reserving.closed
        try:
            if self._reserving is None or self._reserving.closed:
                self._reserving = link.opened(self._url, f"linger {self._name} numbers")
            found: int = self._reserving.execute(_RESERVE, (name, last, NUMBERS_AT_ONCE)).fetchone()[0]  # type: ignore[index]  # a row
        except psycopg.Error as error:
            if was_open and self._reserving is not None and self._reserving.closed:
                return self._reserve(name, last)  # once: it is not open any more
            raise link.named(error, lost=True) from error
        return found

    async def shut(self) -> None:
        """Close both sessions."""
        await super().shut()
        if self._reserving is not None:
            self._reserving.close()
