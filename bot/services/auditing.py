"""The audit log: by page for people, as it grows for the channel it is posted to, and what the bot itself notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.audit import THE_BOT, AuditEntry
from bot.storage import audit as storage
from bot.storage.database import Database
from bot.storage.servers import get_installation, insert_audit, set_installation
from bot.storage.times import to_ms

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


async def note_waiting(
    db: Database, guild_id: int, action: str, period: str, channel_id: int, *, now: datetime
) -> bool:
    """Tell the admins in the log that what is due for `period` can't be posted, once for it and the channel.

    False where they were told before.
    """
    async with db.transaction() as connection:
        told = await storage.list_entries(connection, guild_id=guild_id, prefix=action, limit=1)
        if told and (told[0].subject, told[0].after) == (period, channel_id):
            return False
        await insert_audit(
            connection,
            guild_id=guild_id,
            actor_id=THE_BOT,
            action=action,
            subject=period,
            after=channel_id,
            at=to_ms(now),
        )
        return True
