"""The other processes on the same server: what they tell, and turns that are taken one after the other by all."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import closing, suppress
from threading import Event, Thread

import psycopg

from bot.domain.shards import Shards
from bot.storage.engine.others import EVERYTHING, LetGo, Sort, Told
from bot.storage.engine.postgres import link
from bot.storage.engine.postgres.sharing import CHANNEL
from bot.storage.engine.postgres.turns import Turns

_log = logging.getLogger(__name__)
_AGAIN_S = 1.0


class ServerOthers:
    """See `bot.storage.engine.others.Others`."""

    def __init__(self, url: str, shards: Shards) -> None:
        self._url = url
        self._name = str(shards)
        self._ended = Event()
        self._turns = Turns(lambda: link.opened(url, f"linger {shards} identifies"))
        self._thread: Thread | None = None

    async def listen(self, heard: Callable[[Told], None]) -> None:
        """See `Others`. Returns once nothing that is told from now on is missed. Raises sqlite3.Error."""
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()

        def settle(error: Exception | None) -> None:
            if ready.done():
                for told in EVERYTHING if error is None else ():  # nobody listened for a while
                    heard(told)
            elif error is None:
                ready.set_result(None)
            else:
                ready.set_exception(error)

        def call(function: Callable[..., object], *arguments: object) -> None:
            with suppress(RuntimeError):  # the loop was closed meanwhile
                loop.call_soon_threadsafe(function, *arguments)

        self._thread = Thread(target=self._run, args=(call, settle, heard), name="hearing", daemon=True)
        self._thread.start()
        await ready

    async def take_turn(self, number: int) -> LetGo:
        """See `Others`."""
        return await self._turns.take(number)

    def close(self) -> None:
        """Hear nothing any more, and have no turn."""
        self._ended.set()
        self._turns.close()

    def _run(self, call: Callable[..., None], settle: Callable[..., None], heard: Callable[[Told], None]) -> None:
        while not self._ended.is_set():
            try:
                with closing(link.opened(self._url, f"linger {self._name} hears")) as session:
                    session.execute(f"LISTEN {CHANNEL}")
                    call(settle, None)
                    while not self._ended.is_set():
                        for note in session.notifies(timeout=_AGAIN_S):
                            self._pass_on(note.payload, call, heard)
            except psycopg.Error as error:
                if self._ended.is_set():
                    return
                _log.warning("other processes are not heard: %s", str(error).strip())
                call(settle, link.named(error, lost=True))
                self._ended.wait(_AGAIN_S)

    def _pass_on(self, payload: str, call: Callable[..., None], heard: Callable[[Told], None]) -> None:
        try:
            name, sort, *about = json.loads(payload)
            told = Told(Sort(sort), tuple(about))
        except (TypeError, ValueError):  # of another version, or another program's
            _log.warning("what was told is not understood: %.200s", payload)
            return
        if name != self._name:
            call(heard, told)
