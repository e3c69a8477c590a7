"""Reading the audit log: by page for people, and as it grows for the channel that it is posted to."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.audit import AuditEntry
from bot.storage import audit as storage
from bot.storage.database import Database
from bot.storage.servers import get_installation, set_installation

_POSTED = "audit_posted"  # the newest entry that was looked at for posting


async def entries_of(
    db: Database,
    guild_id: int,
    *,
    before_id: int | None = None,
    actor_id: int | None = None,
    prefixes: Sequence[str] = ("",),
    limit: int = 10,
) -> list[AuditEntry]:
    """A server's newest entries, newest first: of actions that begin with one of `prefixes`."""
    found: list[AuditEntry] = []
    async with db.reading() as connection:
        for prefix in prefixes:
            found += await storage.list_entries(
                connection, guild_id=guild_id, before_id=before_id, actor_id=actor_id, prefix=prefix, limit=limit
            )
    return sorted(found, key=lambda entry: entry.id, reverse=True)[:limit]


async def entries_to_post(db: Database) -> list[AuditEntry]:
    """Entries of all servers that were not looked at for posting yet, oldest first; none at the very first start."""
    async with db.reading() as connection:
        posted = await get_installation(connection, _POSTED)
        if posted is not None:
            return await storage.list_since(connection, after_id=int(posted))
        last = await storage.last_id(connection)
    await mark_posted(db, last)
    return []


async def mark_posted(db: Database, entry_id: int) -> None:
    """Everything up to this entry was looked at."""
    async with db.transaction() as connection:
        await set_installation(connection, _POSTED, str(entry_id))
