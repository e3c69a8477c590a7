"""Series as any server knows them: the canon of other processes' servers is asked of the database."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.storage.catalogue import canon as storage
from bot.storage.engine.database import Connection, Database

Named = tuple[int, str]  # guild_id, or 0 for none; series_id


async def known_anywhere(db: Database, catalogues: Catalogues, named: Collection[Named]) -> dict[Named, Series | None]:
    """See `Catalogues.last_known`; all in one hop."""
    elsewhere = {pair for pair in named if pair[0] and not db.shards.own(pair[0])}  # what is of no server is as bundled
    found = {pair: catalogues.last_known(*pair) for pair in named if pair not in elsewhere}

    async def ask(connection: Connection) -> list[tuple[str, storage.CanonChange | None]]:
        return [await _stored(connection, *pair) for pair in elsewhere]

    if elsewhere:
        for pair, (meant, change) in zip(elsewhere, await db.read(ask), strict=True):
            changed = None if change is None else catalogues.as_changed(meant, change.change, change.fields)
            found[pair] = changed or catalogues.bundled(meant)
    return found


async def _stored(connection: Connection, guild_id: int, series_id: str) -> tuple[str, storage.CanonChange | None]:
    """The series that is meant in a server, and how that one has changed it."""
    meant = await storage.get_meant(connection, guild_id=guild_id, series_id=series_id)
    return meant, await storage.get_change(connection, guild_id=guild_id, series_id=meant)
