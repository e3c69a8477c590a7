"""What other processes have stored and this one has in memory, too: it follows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.services.catalogue.catalogues import Catalogues
from bot.services.keeping_back import Wishes
from bot.services.recommendations.live_recommender import Recommendations
from bot.storage.catalogue import outside
from bot.storage.engine.database import Database
from bot.storage.engine.others import Sort, Told

__all__ = ["Elsewhere", "Sort", "follow_in_memory"]
_log = logging.getLogger(__name__)

Follow = Callable[..., Awaitable[None]]  # of what was told; of nothing, where all of the sort may have changed


class Elsewhere:
    """Hears the other processes on the same database, if there are any, from `listen` on."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._follow: dict[Sort, Follow] = {}
        self._told: asyncio.Queue[Told] = asyncio.Queue()
        self._following: asyncio.Task[None] | None = None

    def register(self, sort: Sort, follow: Follow) -> None:
        """Have `follow(*about)` called for what is told of a sort."""
        self._follow[sort] = follow

    async def listen(self) -> None:
        """Miss nothing from now on; call it before anything is read. It is followed from `start` on."""
        await self._db.others.listen(self._told.put_nowait)

    def start(self) -> None:
        """Follow what was told, and is being told."""
        self._following = asyncio.create_task(self._run(), name="what other processes tell")

    async def stop(self) -> None:
        """Follow nothing any more."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            told = await self._told.get()
            follow = self._follow.get(told.sort)
            try:
                if follow is not None:
                    await follow(*told.about)
            except Exception:  # noqa: BLE001 (it lives on, whatever one of them met)
                _log.exception("what another process told was not followed: %s", told.sort)


def follow_in_memory(
    elsewhere: Elsewhere, db: Database, catalogues: Catalogues, wishes: Wishes, recommendations: Recommendations
) -> None:
    """Have what the program keeps in memory follow what other processes store."""

    async def ratings(user_id: int = 0, *series_ids: str) -> None:
        if not user_id:
            recommendations.rebuild()
        for series_id in series_ids:
            await recommendations.note(user_id, series_id)

    async def shared(*series_ids: str) -> None:
        async with catalogues.sharing:
            async with db.reading() as connection:
                found = await outside.list_shared(connection, only=series_ids)
            for series_id, fields in found:
                if catalogues.shared_fields(series_id) != fields:
                    catalogues.share(series_id, fields)

    async def lineage() -> None:
        async with db.reading() as connection:
            edges = await outside.list_shared_lineage(connection)
        catalogues.share_lineage(edges)

    async def forgotten(user_id: int = 0) -> None:
        await recommendations.forget(user_id) if user_id else recommendations.rebuild()

    elsewhere.register(Sort.RATINGS, ratings)
    elsewhere.register(Sort.SHARED, shared)
    elsewhere.register(Sort.LINEAGE, lineage)
    elsewhere.register(Sort.WISHES, wishes.heard)
    elsewhere.register(Sort.FORGOTTEN, forgotten)
