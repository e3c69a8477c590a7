"""Answers of outside services, kept in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.providers.door import KeptAnswer
from bot.storage.catalogue import outside as storage
from bot.storage.engine.database import OUTSIDE, Database
from bot.storage.engine.times import to_ms

_MOST = 5_000
_TIDY_EVERY = 200  # answers; whoever fills the catalogue in bulk runs no daily rounds


class KeptAnswers:
    """An `AnswerStore` over the database.

    An answer that is no longer fresh saves the service a body, for it may say "unchanged": it stays for `keep_days`.
    """

    def __init__(self, db: Database, clock: Callable[[], datetime], *, keep_days: int) -> None:
        self._db = db
        self._clock = clock
        self._keep = timedelta(days=keep_days)
        self._written = 0

    async def get(self, request: str) -> KeptAnswer | None:
        """The kept answer to a request, fresh or not."""
        async with self._db.reading() as connection:
            row = await storage.get_answer(connection, request)
        return None if row is None else KeptAnswer(row.body, row.etag, to_ms(self._clock()) < row.expires_at)

    async def put(self, request: str, body: str, *, etag: str | None, keep_s: float) -> None:
        """Keep an answer, and clear away old ones now and then."""
        self._written += 1
        async with self._db.transaction(OUTSIDE) as connection:
            await storage.upsert_answer(connection, request, body, etag=etag, at=self._clock(), keep_s=keep_s)
        if self._written % _TIDY_EVERY == 0:
            await self.tidy()

    async def tidy(self) -> None:
        """Remove what is older than it is kept, and of the rest the oldest beyond 5,000."""
        async with self._db.transaction(OUTSIDE) as connection:
            await storage.delete_answers(connection, before=self._clock() - self._keep, most=_MOST)
