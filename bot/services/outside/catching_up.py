"""What other processes have stored of series from outside, known before anything is decided by what is in memory."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.storage.catalogue import outside
from bot.storage.engine.database import Connection


async def catch_up(
    connection: Connection,
    catalogues: Catalogues,
    series: Collection[Series],
    series_ids: Collection[str],
    *,
    by_ids: Collection[Series] = (),
) -> bool:
    """Take over what is stored of whatever may be the same as one of `series` (`by_ids`: also by its ids elsewhere), or
    has one of `series_ids`; whether something of it was not known yet. Within a block of OUTSIDE, so that it stays so.
    """
    origins = {(one.country, one.year) for one in series}
    ids = {pair for one in by_ids for pair in one.ids.items()}
    found = await outside.list_shared_like(connection, series_ids, origins, ids)
    news = [(series_id, fields) for series_id, fields in found if catalogues.shared_fields(series_id) != fields]
    for series_id, fields in news:
        catalogues.share(series_id, fields)
    return any(catalogues.shared_fields(series_id) == fields for series_id, fields in news)
