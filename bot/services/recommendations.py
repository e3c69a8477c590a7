"""The recommender with this installation's ratings in it: built once, in the background, then kept up to date."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.series import Series
from bot.services.catalogues import Catalogues
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage.database import Database

if TYPE_CHECKING:
    from bot.domain.lineage import LineageGraph
    from bot.domain.phrases import Sayings, WordIndex
    from bot.domain.recommender import Facets, Recommender


@dataclass(slots=True)
class Model:
    """What answers are made of."""

    recommender: Recommender
    facets: dict[str, Facets]
    lineage: LineageGraph
    sayings: Sayings
    words: WordIndex


class Recommendations:
    """The model, and who is known to be in which server. Building takes a second; nobody waits for it at start."""

    def __init__(self, db: Database, catalogues: Catalogues) -> None:
        self._db = db
        self._catalogues = catalogues
        self._building: asyncio.Task[Model] | None = None
        self._members: dict[int, set[int]] = defaultdict(set)

    def prepare(self) -> None:
        """Begin to build the model, if nobody has."""
        if self._building is None:
            self._building = asyncio.create_task(self._build())

    async def model(self) -> Model:
        """The model; the first caller may wait for it."""
        self.prepare()
        assert self._building is not None
        return await asyncio.shield(self._building)

    def rebuild(self) -> None:
        """Begin again, after the catalogue or many ratings changed; answers come from the old model until then."""
        self._building = None

    async def close(self) -> None:
        """Stop building."""
        if self._building is not None:
            self._building.cancel()
            await asyncio.gather(self._building, return_exceptions=True)

    def members_of(self, guild_id: int) -> set[int]:
        """Those of a server who rated or reviewed something there."""
        return self._members[guild_id]

    async def note(self, user_id: int, series_id: str, *, guild_id: int = 0) -> None:
        """A member's rating came, changed or went: the next answer knows."""
        if guild_id:
            self._members[guild_id].add(user_id)
        if self._building is None:
            return  # the model will read it
        model = await self.model()
        async with self._db.reading() as connection:
            rating = await progress_storage.get_rating(connection, user_id=user_id, series_id=series_id)
        model.recommender.rate(user_id, series_id, rating / 2 if rating is not None else None)

    async def forget(self, user_id: int) -> None:
        """A member had their data deleted."""
        for members in self._members.values():
            members.discard(user_id)
        if self._building is not None:
            (await self.model()).recommender.forget(user_id)

    async def suggested(self, liked_id: str, try_id: str) -> None:
        """A member recommended one series to those who liked another: from now on that counts as common ground."""
        model = await self.model()
        for one, other in ((liked_id, try_id), (try_id, liked_id)):
            series = self._catalogues.get(None, one)
            if series is not None:
                facets = model.facets[one]
                from bot.domain.recommender import pair_value

                facets["suggested"] = list(dict.fromkeys((*facets.get("suggested", ()), pair_value(one, other))))
                model.recommender.add_series(one, facets, prior=series.popularity)

    async def _build(self) -> Model:
        async with self._db.reading() as connection:
            ratings = await progress_storage.list_ratings(connection)
            suggestions = await storage.list_all_suggestions(connection)
            members = await storage.list_members(connection)
        for guild_id, user_id in members:
            self._members[guild_id].add(user_id)
        series = list(self._catalogues.every(None))
        return await asyncio.to_thread(_built, series, self._catalogues, suggestions, ratings)


def _built(
    series: list[Series],
    catalogues: Catalogues,
    suggestions: Iterable[tuple[str, str]],
    ratings: list[tuple[int, str, int]],
) -> Model:
    from bot.domain.lineage import LineageGraph
    from bot.domain.phrases import Sayings, WordIndex
    from bot.domain.recommender import Recommender, facets_of

    others: dict[str, list[str]] = defaultdict(list)
    for liked_id, try_id in suggestions:
        others[liked_id].append(try_id)
        others[try_id].append(liked_id)
    edges = {edge for one in series for edge in catalogues.lineage_of(None, one.id)}
    lineage = LineageGraph(sorted(edges, key=lambda edge: (edge.source_id, edge.target_id, edge.kind)))
    facets = {one.id: facets_of(one, lineage, others.get(one.id, ())) for one in series}
    recommender = Recommender()
    for one in series:
        recommender.add_series(one.id, facets[one.id], prior=one.popularity)
    if ratings:
        users, ids, halves = zip(*ratings, strict=True)
        recommender.load(list(users), list(ids), [half / 2 for half in halves])
    recommender.prepare()
    return Model(recommender, facets, lineage, Sayings(catalogues.vocabulary), WordIndex(series, catalogues.vocabulary))
