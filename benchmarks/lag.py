"""How late the event loop attends to what arrives: what a command would feel on top of its own work."""

from __future__ import annotations

import asyncio
import signal
import time
from types import TracebackType
from typing import Final, Self

INTERVAL_S: Final = 0.002


class LoopLag:
    """Measures within `async with`, on the main thread; entered again, it goes on with the same figures.

    The kernel's timer arrives every 2 ms, whatever the loop is busy with, and each arrival is as late as the loop
    attends to it, also those that came while one long call held it. A task that sleeps would not do: the loop rounds
    its sleep up to whole milliseconds, and it misses what would have arrived while it waited.
    """

    def __init__(self) -> None:
        self._late_ms: list[float] = []
        self._due_s = 0.0

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().add_signal_handler(signal.SIGALRM, self._attend)
        self._due_s = time.perf_counter() + INTERVAL_S
        signal.setitimer(signal.ITIMER_REAL, INTERVAL_S, INTERVAL_S)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        asyncio.get_running_loop().remove_signal_handler(signal.SIGALRM)

    def _attend(self) -> None:
        now_s = time.perf_counter()
        while self._due_s <= now_s:
            self._late_ms.append((now_s - self._due_s) * 1000)
            self._due_s += INTERVAL_S

    def percentile(self, percent: float) -> float:
        """The lag in ms that `percent` of the arrivals did not exceed."""
        ordered = sorted(self._late_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0
