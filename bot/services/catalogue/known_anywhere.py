"""Series as any server knows them: the canon of another process's servers is asked of the database."""

from __future__ import annotations

from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.storage.catalogue import canon as storage
from bot.storage.engine.database import Database


async def known_anywhere(db: Database, catalogues: Catalogues, guild_id: int, series_id: str) -> Series | None:
    """See `Catalogues.last_known`."""
    if not guild_id or db.shards.own(guild_id):  # what is of no server is as bundled
        return catalogues.last_known(guild_id, series_id)
    async with db.reading() as connection:
        meant = await storage.get_merged(connection, guild_id=guild_id, old_id=series_id) or series_id
        change = await storage.get_change(connection, guild_id=guild_id, series_id=meant)
    changed = None if change is None else catalogues.as_changed(meant, change.change, change.fields)
    return changed or catalogues.bundled(meant)
