"""Work that is done again and again in the background, and survives any one failure. Not a cog."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.client import Linger
from bot.i18n import speak

_log = logging.getLogger(__name__)


class PatientLoop:
    """Runs `work` every `every_s` seconds once the bot is ready, and at once after `poke`."""

    def __init__(self, bot: Linger, work: Callable[[], Awaitable[None]], *, every_s: float, name: str) -> None:
        self._bot = bot
        self._work = work
        self._every_s = every_s
        self._name = name
        self._poked = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; the first run waits until the bot is ready."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End, in the middle of the work if need be."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def poke(self) -> None:
        """There is something to do now."""
        self._poked.set()

    async def _run(self) -> None:
        await self._bot.started.wait()
        speak(None)
        while True:
            self._poked.clear()
            try:
                await self._work()
            except Exception:  # noqa: BLE001 (a loop lives on, whatever one round met)
                _log.exception("%s: this round failed", self._name)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._poked.wait(), self._every_s)
