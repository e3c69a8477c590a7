"""Work that is done again and again in the background, and survives any one failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from bot.domain.spoilers import quoted
from bot.i18n import _, speak
from bot.services.upkeep.concerns import ROUNDS_BEFORE_CONCERN, Concerns
from bot.services.upkeep.meters import Meters

_log = logging.getLogger(__name__)


class Starting(Protocol):
    """The bot, as far as a loop needs it."""

    started: asyncio.Event
    meters: Meters
    concerns: Concerns


class PatientLoop:
    """Runs `work` every `every_s` seconds once the bot is ready, and at once after `wake`."""

    def __init__(self, bot: Starting, work: Callable[[], Awaitable[None]], *, every_s: float, name: str) -> None:
        self._bot = bot
        self._work = work
        self._every_s = every_s
        self._name = name
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._failures = 0  # in a row

    def start(self) -> None:
        """Begin; the first run waits until the bot is ready."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End, in the middle of the work if need be."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def wake(self) -> None:
        """There is something to do now."""
        self._woken.set()

    def _note_failure(self) -> None:
        self._failures += 1
        self._bot.meters.failed_rounds.labels(self._name).inc()
        if self._failures >= ROUNDS_BEFORE_CONCERN:
            sentence = _(
                "What I do in the background (“{name}”) has failed {count} times in a row; the log says why.",
                name=quoted(self._name),
                count=self._failures,
            )
            self._bot.concerns.note(self._name, sentence)

    async def _run(self) -> None:
        await self._bot.started.wait()
        speak(None)
        while True:
            self._woken.clear()
            try:
                await self._work()
            except Exception:  # noqa: BLE001 (a loop lives on, whatever one round met)
                _log.exception("%s: this round failed", self._name)
                self._note_failure()
            else:
                self._failures = 0
                self._bot.concerns.settle(self._name)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every_s):
                    await self._woken.wait()
