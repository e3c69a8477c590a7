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

    The kernel's timer arrives every 2 ms, whatever the loop is busy with. A task that sleeps would not do: the loop
    rounds its sleep up to whole milliseconds. On a busy machine a loop is also late because others have the processor;
    what it owes to work of its own is at most the processor time that its thread used since the arrival before.
    """

    def __init__(self) -> None:
        self._late_ms: list[float] = []
        self._own_ms: list[float] = []
        self._due_s = 0.0
        self._used_s = 0.0

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().add_signal_handler(signal.SIGALRM, self._attend)
        self._due_s = time.perf_counter() + INTERVAL_S
        self._used_s = time.thread_time()
        signal.setitimer(signal.ITIMER_REAL, INTERVAL_S, INTERVAL_S)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        asyncio.get_running_loop().remove_signal_handler(signal.SIGALRM)

    def _attend(self) -> None:
        now_s, used_s = time.perf_counter(), time.thread_time()
        late_s = now_s - self._due_s
        if late_s < 0:
            return  # two arrivals were attended to at once
        self._late_ms.append(late_s * 1000)
        self._own_ms.append(min(late_s, used_s - self._used_s) * 1000)
        self._used_s = used_s
        self._due_s += (late_s // INTERVAL_S + 1) * INTERVAL_S

    def percentile(self, percent: float, *, own: bool = False) -> float:
        """The lag in ms that `percent` of the arrivals did not exceed, or as much of it as is `own` work."""
        ordered = sorted(self._own_ms if own else self._late_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0
