"""What is kept back from a member, on their wish."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.kept_back import NOTHING, KeptBack, Topic
from bot.storage import kept_topics as storage
from bot.storage.engine.database import Database
from bot.storage.engine.others import Sort
from bot.storage.progress import list_progress


class Wishes:
    """Asked at every door; so who has any is known without asking the database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._user_ids: set[int] = set()  # who has wishes, and some who had

    async def load(self) -> None:
        """Read who has any, once at start."""
        async with self._db.reading() as connection:
            self._user_ids |= await storage.list_user_ids(connection)

    async def heard(self, *user_ids: int) -> None:
        """Another process says that these have, or had; nobody named: any may."""
        self._user_ids.update(user_ids)
        if not user_ids:
            await self.load()

    async def of(self, user_id: int) -> KeptBack:
        """What a member does not want to be told, and how far they are in each series."""
        if user_id not in self._user_ids:
            return NOTHING
        async with self._db.reading() as connection:
            topics = await storage.list_topics(connection, user_id=user_id)
            if not topics:
                return NOTHING
            progress = await list_progress(connection, user_id=user_id)
            return KeptBack(user_id, topics, {each.series_id: each for each in progress})

    async def keep(self, topics: Collection[Topic], user_id: int, *, now: datetime) -> None:
        """From now on these are kept back from the member, and nothing else."""
        self._user_ids.add(user_id)
        async with self._db.transaction(user_id) as connection:
            await storage.replace_topics(connection, topics, user_id=user_id, at=now)
            await connection.tell(Sort.WISHES, user_id)
