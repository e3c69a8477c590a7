"""What somebody's own words ask for: titles within a mood, and what is to be avoided."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from functools import partial

from bot.domain.phrases import LONGEST_PHRASE, Avoidable, is_called, likening, read_avoidable, sayings_of
from bot.domain.search import clear_best, is_another_part, without_part
from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.series_lookup import Activity


async def take_titles(
    catalogues: Catalogues, activity: Activity, guild_id: int | None, mood: str, *, most: int
) -> tuple[list[Series], str]:
    """Series that a mood names ("something like Semantic Error"), at most `most`, and the mood without them.

    Everything else on the event loop has its turn between the look-ups.
    """
    sayings = await asyncio.to_thread(sayings_of, catalogues.vocabulary)
    asking: Generator[str, Series | None, tuple[list[Series], str]] = likening(
        mood[:LONGEST_PHRASE], most=most, is_known=sayings.covers, is_saying=sayings.is_saying
    )
    try:
        name = next(asking)
        while True:
            name = asking.send(await _named(catalogues, activity, guild_id, name))
    except StopIteration as end:
        series, rest = end.value
        return series, rest


async def _named(catalogues: Catalogues, activity: Activity, guild_id: int | None, typed: str) -> Series | None:
    series = await _called(catalogues, activity, guild_id, typed)
    if series is not None and is_another_part(typed, series):
        # Taste asks for no season: whoever likes one that nobody knows here likes the series, which the card names.
        series = await _called(catalogues, activity, guild_id, without_part(typed))
    return series


async def _called(catalogues: Catalogues, activity: Activity, guild_id: int | None, name: str) -> Series | None:
    matches = await catalogues.search_while_typing(guild_id, name, favour=partial(activity.favour, guild_id))
    best = clear_best(matches)
    series = None if best is None else catalogues.get(guild_id, best.series_id)
    return series if series is not None and is_called(series.names(), name) else None


async def avoidable(catalogues: Catalogues, typed: str) -> Avoidable:
    """What somebody wants to avoid from now on; worked out off the event loop."""
    vocabulary = catalogues.vocabulary
    return await asyncio.to_thread(lambda: read_avoidable(typed, sayings_of(vocabulary)))
