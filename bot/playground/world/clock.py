"""Discord's own time, which tests may shift forwards, and the ids that follow it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")

# Milliseconds between the Unix epoch and Discord's, the first second of 2015.
DISCORD_EPOCH_MS = 1_420_070_400_000


class Clock:
    """The server's clock: the machine's own, plus whatever `advance` has added."""

    def __init__(self) -> None:
        self._shift_s = 0.0
        self._advanced = asyncio.Event()

    def now(self) -> float:
        """Seconds since the Unix epoch."""
        return time.time() + self._shift_s

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass at once; everything that waits for a deadline looks again."""
        if seconds < 0:
            raise ValueError(f"time only goes forwards; got {seconds} seconds")
        self._shift_s += seconds
        self._advanced.set()
        self._advanced = asyncio.Event()

    def timestamp(self, at: float | None = None) -> str:
        """ISO 8601 in UTC with microseconds, as Discord writes it; `at` defaults to now."""
        moment = datetime.fromtimestamp(self.now() if at is None else at, UTC)
        return moment.isoformat(timespec="microseconds")

    async def wait(self, future: asyncio.Future[T], deadline: float) -> T | None:
        """The future's result, or None once `deadline` (on this clock) has passed. Never cancels it."""
        while not future.done():
            remaining = deadline - self.now()
            if remaining <= 0:
                return None
            shifted = asyncio.ensure_future(self._advanced.wait())
            either: set[asyncio.Future[Any]] = {future, shifted}
            try:
                await asyncio.wait(either, timeout=remaining, return_when=asyncio.FIRST_COMPLETED)
            finally:
                shifted.cancel()
        return future.result()

    async def sleep_until(self, deadline: float) -> None:
        """Return once `deadline` has passed on this clock."""
        never: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self.wait(never, deadline)


class Snowflakes:
    """Discord's ids: milliseconds since its epoch, 10 bits of worker, 12 bits of counter; always growing."""

    def __init__(self, clock: Clock, *, last: int = 0) -> None:
        self._clock = clock
        self.last = last

    def next(self) -> str:
        """A new id, larger than every earlier one."""
        fresh = (int(self._clock.now() * 1000) - DISCORD_EPOCH_MS) << 22
        self.last = max(fresh, self.last + 1)
        return str(self.last)


def snowflake_time(snowflake: str) -> float:
    """Seconds since the Unix epoch at which the id was made."""
    return ((int(snowflake) >> 22) + DISCORD_EPOCH_MS) / 1000
