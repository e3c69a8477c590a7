"""What is thrown away because it is old, and what the database wants done now and then."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.services.outside.answers import KeptAnswers
from bot.services.outside.posters import Posters
from bot.storage import audit
from bot.storage.engine import housekeeping
from bot.storage.engine.database import Database

_log = logging.getLogger(__name__)


async def forget_old_entries(db: Database, *, keep_days: int, now: datetime) -> int:
    """Remove entries of the audit logs that are older than `keep_days` (0: none); how many. Those that wait to be
    posted stay."""
    if not keep_days:
        return 0
    removed = 0
    while True:
        async with db.transaction() as connection:
            count = await audit.delete_old(connection, before=now - timedelta(days=keep_days))
        removed += count
        if not count:
            return removed


async def tidy_caches(answers: KeptAnswers, posters: Posters) -> None:
    """Remove what other catalogues gave and is too old, or too much. A folder that cannot be written is said."""
    await answers.tidy()
    try:
        await posters.tidy()
    except OSError as error:
        _log.warning("old posters can't be removed: %s", error)


async def tidy(db: Database) -> None:
    """Give room back to the disk in small steps, and let SQLite look at what has changed."""
    while await db.write(housekeeping.shrink):
        pass
    await db.write(housekeeping.optimise)
