"""What somebody's own words ask for: titles within a mood, and what is to be avoided."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from typing import TYPE_CHECKING

from bot.domain.phrases import LONGEST_PHRASE
from bot.domain.search import clear_best, is_another_part, without_part
from bot.domain.search.names import comparable
from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.services.catalogue.series_lookup import Activity

if TYPE_CHECKING:
    from bot.domain.phrases import Avoidable, Sayings
    from bot.domain.vocabulary import Vocabulary


async def take_titles(
    catalogues: Catalogues, activity: Activity, guild_id: int | None, mood: str, *, most: int
) -> tuple[list[Series], str]:
    """Series that a mood names ("something like Semantic Error"), at most `most`, and the mood without them.

    Everything else on the event loop has its turn between the look-ups.
    """
    sayings = await asyncio.to_thread(_sayings, catalogues.vocabulary)
    from bot.domain.phrases.likening import likening

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
    if series is None or is_another_part(typed, series):
        # Taste asks for no season: whoever likes one that nobody knows here likes the series, which the card names.
        whole = type(typed)(without_part(typed))  # what has to be there word for word still has to
        if whole != comparable(typed):
            series = await _called(catalogues, activity, guild_id, whole)
    return series


async def _called(catalogues: Catalogues, activity: Activity, guild_id: int | None, name: str) -> Series | None:
    from bot.domain.phrases import is_called

    matches = await catalogues.search_while_typing(guild_id, name, favour=activity.favoured_in(guild_id))
    best = clear_best(matches)
    series = None if best is None else catalogues.get(guild_id, best.series_id)
    return series if series is not None and is_called(series.names(), name) else None


async def avoidable(catalogues: Catalogues, typed: str) -> Avoidable:
    """What somebody wants to avoid from now on; worked out off the event loop."""
    return await asyncio.to_thread(_read_avoidable, typed, catalogues.vocabulary)


# What reads phrases is loaded in these threads, which takes longer than others on the event loop should wait.


def _sayings(vocabulary: Vocabulary) -> Sayings:
    from bot.domain.phrases import sayings_of

    return sayings_of(vocabulary)


def _read_avoidable(typed: str, vocabulary: Vocabulary) -> Avoidable:
    from bot.domain.phrases import read_avoidable

    return read_avoidable(typed, _sayings(vocabulary))
