"""Turns that all processes take one after the other: advisory locks of the server, all of them in one session."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from threading import Lock
from typing import Any

import psycopg

from bot.storage.engine.others import LetGo
from bot.storage.engine.postgres import locks

_log = logging.getLogger(__name__)
_TRY_EVERY_S = 0.1
_LONGEST_TURN_S = 60.0  # of a shard that cannot connect: the others go on
_TRY = f"SELECT n FROM unnest($1::int[]) AS n WHERE pg_try_advisory_lock({locks.TURN}, n)"  # noqa: S608 (a number)
_END = f"SELECT pg_advisory_unlock({locks.TURN}, n) FROM unnest($1::int[]) AS n"  # noqa: S608 (a number)


class Turns:
    """One process's part in them. The session is open while it has a turn or waits for one.

    The server gives a session what it has already, so of one number a process has one turn at a time by itself. Where
    the session is lost its turns are over, as far as the server is concerned: another process may have them.
    """

    def __init__(self, opened: Callable[[], psycopg.Connection[Any]]) -> None:
        """`opened` opens a session. Raises psycopg.Error."""
        self._opened = opened
        self._wanted: dict[int, deque[asyncio.Future[LetGo]]] = defaultdict(deque)  # by number, the first first
        self._held: dict[int, object] = {}  # what tells each turn from a later one of its number
        self._over: set[int] = set()  # numbers that the server is to be told of
        self._asking: asyncio.Task[None] | None = None
        self._session: psycopg.Connection[Any] | None = None
        self._busy = Lock()  # of the thread that uses the session
        self._is_closed = False

    async def take(self, number: int) -> LetGo:
        """See `Others.take_turn`. While the server is away nobody has a turn."""
        waiting: asyncio.Future[LetGo] = asyncio.get_running_loop().create_future()
        self._wanted[number].append(waiting)
        self._ask()
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():
                waiting.result()(0.0)  # it came in the same moment
            raise

    def close(self) -> None:
        """Have no turn, and wait for none."""
        self._is_closed = True
        if self._asking is not None:
            self._asking.cancel()
        if self._busy.acquire(blocking=False):  # otherwise the thread does when it is done
            self._hang_up()
            self._busy.release()

    def _ask(self) -> None:
        if not self._is_closed and (self._asking is None or self._asking.done()):
            self._asking = asyncio.create_task(self._run(), name="turns")

    async def _run(self) -> None:
        while True:
            wanted = [number for number in self._wanted if number not in self._held and self._is_waited_for(number)]
            over, self._over = self._over, set()
            if not wanted and not over and (self._held or self._session is None):
                return
            for number in await asyncio.to_thread(self._asked, sorted(over), wanted):
                self._begin(number)
            if wanted:
                await asyncio.sleep(_TRY_EVERY_S)

    def _is_waited_for(self, number: int) -> bool:
        """Whether somebody still does."""
        queue = self._wanted[number]
        while queue and queue[0].done():
            queue.popleft()
        return bool(queue)

    def _begin(self, number: int) -> None:
        """The turn of that number is ours: it is the first one's that waits."""
        loop, this = asyncio.get_running_loop(), object()

        def let_go(after_s: float) -> None:
            loop.call_later(after_s, self._end, number, this)

        self._held[number] = this
        if self._is_waited_for(number):
            self._wanted[number].popleft().set_result(let_go)
            let_go(_LONGEST_TURN_S)
        else:
            self._end(number, this)

    def _end(self, number: int, this: object) -> None:
        if self._held.get(number) is this:
            del self._held[number]
            self._over.add(number)
            self._ask()

    def _asked(self, over: list[int], wanted: list[int]) -> list[int]:
        """Tell the server which turns are over, and ask for others: those that are ours now. On a thread of its own.
        With neither, hang up."""
        with self._busy:
            try:
                if not over and not wanted:
                    self._hang_up()
                    return []
                if self._session is None or self._session.closed:
                    self._session = self._opened()
                if over:
                    self._session.execute(_END, (over,))
                return [row[0] for row in self._session.execute(_TRY, (wanted,))] if wanted else []
            except psycopg.Error as error:
                _log.warning("whose turn it is cannot be asked: %s", str(error).strip())
                self._hang_up()
                return []
            finally:
                if self._is_closed:
                    self._hang_up()

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None
