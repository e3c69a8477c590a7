"""What happens after the bot was removed from a server: its data waits some days, then it is erased."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from bot.services.catalogue.catalogues import Catalogues
from bot.services.servers.servers import Servers
from bot.storage import server_erasure as storage
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.moderation import delete_review_bans_over

_log = logging.getLogger(__name__)


async def erase_left_servers(
    db: Database, servers: Servers, catalogues: Catalogues, *, now: datetime, keep_days: int
) -> list[int]:
    """Erase servers that the bot left at least `keep_days` ago; returns which. What is left of one
    that a crash interrupts goes the next time."""
    async with db.reading() as connection:
        left = await storage.list_left(connection, before=now - timedelta(days=keep_days))
    for guild_id in left:
        async with db.transaction(EVERYBODY) as connection:
            await storage.forget_where(connection, guild_id)
        async with db.transaction() as connection:
            rows = await storage.erase_server(connection, guild_id)
        servers.forget(guild_id)
        catalogues.forget(guild_id)
        _log.info("erased server %d, left %d days ago or more: %d rows", guild_id, keep_days, rows)
    return left


async def clear_expired(db: Database, *, now: datetime) -> None:
    """Clear away bars whose time is over."""
    async with db.transaction() as connection:
        await delete_review_bans_over(connection, now=now)
