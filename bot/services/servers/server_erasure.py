"""What happens after the bot was removed from a server: its data waits some days, then it is erased."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.services.catalogue.catalogues import Catalogues
from bot.services.servers.servers import Servers
from bot.storage import server_erasure as storage
from bot.storage.engine.database import Database
from bot.storage.moderation import delete_review_bans_over

_log = logging.getLogger(__name__)


async def erase_left_servers(
    db: Database, servers: Servers, catalogues: Catalogues, *, now: datetime, keep_days: int
) -> list[int]:
    """Erase servers that the bot left at least `keep_days` ago; returns which. One transaction each."""
    async with db.reading() as connection:
        left = await storage.list_left(connection, before=now - timedelta(days=keep_days))
    for guild_id in left:
        async with db.transaction() as connection:
            rows = await storage.erase_server(connection, guild_id)
        servers.forget(guild_id)
        catalogues.forget(guild_id)
        _log.info("erased server %d, left %d days ago or more: %d rows", guild_id, keep_days, rows)
    return left


async def compare_presence(
    db: Database, servers: Servers, present: Iterable[int], *, is_known: Callable[[int], bool] = lambda _guild_id: True
) -> tuple[list[int], list[int]]:
    """After a start: note servers that were joined, and left, while the program was not running; returns both.

    `is_known` tells whether a server would be among those that are `present`, if the bot were in it.
    """
    now_in = set(present)
    async with db.reading() as connection:
        known = set(await storage.list_present(connection))
    joined, left = sorted(now_in - known), sorted(filter(is_known, known - now_in))
    for guild_id in joined:
        await servers.join(guild_id)
    for guild_id in left:
        await servers.leave(guild_id)
    return joined, left


async def clear_expired(db: Database, *, now: datetime) -> None:
    """Clear away bars whose time is over."""
    async with db.transaction() as connection:
        await delete_review_bans_over(connection, now=now)
