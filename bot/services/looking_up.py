"""Looking a series up: what somebody typed becomes one series, a choice, or a clear "not found"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.domain.search import Match, clear_best
from bot.domain.series import Lineage, Series
from bot.domain.standings import SeriesFacts, Standing
from bot.domain.suggestions import Suggestion
from bot.services.catalogues import Catalogues
from bot.services.suggesting import list_for
from bot.storage import standings as storage
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a look-up: one series that is clearly meant, otherwise candidates, best first."""

    series: Series | None
    matches: tuple[Match, ...] = ()


class Activity:
    """How much each server has to do with each series; breaks ties when people search."""

    def __init__(self) -> None:
        self._reviews: dict[int, Counter[str]] = {}

    async def load(self, db: Database) -> None:
        """Count what is stored, once at start."""
        async with db.reading() as connection:
            for guild_id, series_id, number in await storage.count_reviews(connection):
                self._reviews.setdefault(guild_id, Counter())[series_id] = number

    def note(self, guild_id: int, series_id: str) -> None:
        """Somebody reviewed, discussed or watched it here."""
        self._reviews.setdefault(guild_id, Counter())[series_id] += 1

    def favour(self, guild_id: int | None, series_id: str) -> float:
        """From 0 (nobody here cares) towards 1."""
        number = self._reviews.get(guild_id or 0, Counter())[series_id]
        return number / (number + 3)


def find_matches(
    catalogues: Catalogues, activity: Activity, guild_id: int | None, typed: str, *, limit: int = 25
) -> list[Match]:
    """The best matches while somebody types, best first."""
    return catalogues.search(
        guild_id, typed, limit=limit, favour=lambda series_id: activity.favour(guild_id, series_id)
    )


def find_series(catalogues: Catalogues, activity: Activity, guild_id: int | None, typed: str) -> Found:
    """What `typed` means: the id that autocomplete offered, or free text."""
    series = catalogues.get(guild_id, typed)
    if series is not None:
        return Found(series)
    matches = find_matches(catalogues, activity, guild_id, typed)
    best = clear_best(matches)
    if best is not None:
        return Found(catalogues.get(guild_id, best.series_id), tuple(matches))
    return Found(None, tuple(matches))


async def facts_of(db: Database, catalogues: Catalogues, guild_id: int | None, series: Series) -> SeriesFacts:
    """Everything the card of `series` shows in this server."""
    lineage: list[tuple[Lineage, Series]] = []
    for edge in catalogues.lineage_of(guild_id, series.id):
        other = catalogues.get(guild_id, edge.target_id if edge.source_id == series.id else edge.source_id)
        if other is not None:
            lineage.append((edge, other))
    standing = None
    suggestions: tuple[tuple[Suggestion, Series], ...] = ()
    if guild_id is not None:
        async with db.reading() as connection:
            ratings = await storage.count_ratings(connection, guild_id=guild_id, series_id=series.id)
            standing = Standing(tuple(ratings.items()))
        suggestions = await list_for(db, catalogues, guild_id, series.id)
    return SeriesFacts(series, tuple(lineage), standing, suggestions)
