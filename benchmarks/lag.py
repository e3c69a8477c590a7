"""How late the event loop wakes a sleeping task: what a command would feel on top of its own work."""

from __future__ import annotations

import asyncio
import time
from types import TracebackType
from typing import Self

INTERVAL_S = 0.002


class LoopLag:
    """Measures within `async with`."""

    def __init__(self) -> None:
        self._late_ms: list[float] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._measure())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.wait((self._task,))

    async def _measure(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(INTERVAL_S)
            self._late_ms.append((time.perf_counter() - start - INTERVAL_S) * 1000)

    def percentile(self, percent: float) -> float:
        """The lag in ms that `percent` of the wake-ups did not exceed."""
        ordered = sorted(self._late_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0
