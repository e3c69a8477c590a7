"""What happens after the bot was removed from a server: its data waits some days, then it is erased."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.services.catalogues import Catalogues
from bot.services.servers import Servers
from bot.storage import leaving as storage
from bot.storage.database import Database
from bot.storage.moderation import delete_bars_over
from bot.storage.times import to_ms

_log = logging.getLogger(__name__)


async def erase_left_servers(
    db: Database, servers: Servers, catalogues: Catalogues, *, now: datetime, keep_days: int
) -> list[int]:
    """Erase servers that the bot left at least `keep_days` ago; returns which. One transaction each."""
    async with db.reading() as connection:
        left = await connection.run(storage.list_left, before=to_ms(now - timedelta(days=keep_days)))
    for guild_id in left:
        async with db.transaction() as connection:
            rows = await connection.run(storage.erase_server, guild_id)
        servers.forget(guild_id)
        catalogues.forget(guild_id)
        _log.info("erased server %d, left %d days ago or more: %d rows", guild_id, keep_days, rows)
    return left


async def compare_presence(db: Database, servers: Servers, present: Iterable[int]) -> tuple[list[int], list[int]]:
    """After a start: note servers that were joined, and left, while the program was not running; returns both."""
    now_in = set(present)
    async with db.reading() as connection:
        known = set(await connection.run(storage.list_present))
    joined, left = sorted(now_in - known), sorted(known - now_in)
    for guild_id in joined:
        await servers.join(guild_id)
    for guild_id in left:
        await servers.leave(guild_id)
    return joined, left


async def clear_expired(db: Database, *, now: datetime) -> None:
    """Clear away bars whose time is over."""
    async with db.transaction() as connection:
        await delete_bars_over(connection, now=now)
