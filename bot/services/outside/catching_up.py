"""What other processes have stored of series from outside, known before anything is decided by what is in memory."""

from __future__ import annotations

from bot.services.catalogue.catalogues import Catalogues
from bot.storage.catalogue import outside
from bot.storage.engine.database import Connection


async def catch_up(connection: Connection, catalogues: Catalogues) -> bool:
    """Take over what was stored since this was asked last, or since the start; whether something of it was not known
    yet. Within a block of OUTSIDE, so that it stays so.
    """
    stored = await outside.list_shared_since(connection, catalogues.shared_revision)
    catalogues.shared_revision = await outside.get_shared_revision(connection)
    news = [(series_id, fields) for series_id, fields in stored if catalogues.shared_fields(series_id) != fields]
    for series_id, fields in news:
        catalogues.share(series_id, fields)
    return any(catalogues.shared_fields(series_id) == fields for series_id, fields in news)
