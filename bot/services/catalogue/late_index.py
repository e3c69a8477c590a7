"""The search index, made when the bot has begun to connect: what it stands on takes a third of a second to load."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from bot.domain.series import Series

if TYPE_CHECKING:
    from bot.domain.search import SearchIndex


class LateIndex:
    """A `SearchIndex` that is made by the first who needs it; whatever changes before is taken over then."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = {each.id: each for each in series}
        self._changes: list[Callable[[SearchIndex], None]] = []
        self._index: SearchIndex | None = None
        self._making: asyncio.Task[None] | None = None

    def now(self) -> SearchIndex:
        """The index; made on the spot where nobody has opened it."""
        if self._index is None:
            self._take(_made(tuple(self._series.values())))
        assert self._index is not None
        return self._index

    async def opened(self) -> None:
        """Return when the index is there; it is made in a thread."""
        if self._index is None:
            self._making = self._making or asyncio.create_task(self._make(), name="making the search index")
            await asyncio.shield(self._making)

    def put(self, series: Series, *, scope: int = 0) -> None:
        """As `SearchIndex.put`."""
        if not scope and self._index is None and self._making is None:
            self._series[series.id] = series  # many taken in at once are ten times quicker than one by one
            return
        self._change(lambda index: index.put(series, scope=scope))

    def remove(self, series_id: str, *, scope: int) -> None:
        """As `SearchIndex.remove`."""
        self._change(lambda index: index.remove(series_id, scope=scope))

    def hide(self, series_id: str, *, scope: int) -> None:
        """As `SearchIndex.hide`."""
        self._change(lambda index: index.hide(series_id, scope=scope))

    def _change(self, change: Callable[[SearchIndex], None]) -> None:
        if self._index is None:
            self._changes.append(change)
        else:
            change(self._index)

    async def _make(self) -> None:
        made = await asyncio.to_thread(partial(_made, tuple(self._series.values())))
        if self._index is None:
            self._take(made)
        self._making = None

    def _take(self, index: SearchIndex) -> None:
        for change in self._changes:
            change(index)
        self._changes.clear()
        self._series.clear()
        self._index = index


def _made(series: tuple[Series, ...]) -> SearchIndex:
    from bot.domain.search import SearchIndex

    return SearchIndex(series)
