"""The recommender with this installation's ratings in it: built when somebody asks first, then kept up to date."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct, field

from bot.domain.series import Series
from bot.services.catalogue.catalogues import Catalogues
from bot.storage import progress as progress_storage
from bot.storage import recommendations as storage
from bot.storage import suggestions as suggestion_storage
from bot.storage.engine.database import Database

if TYPE_CHECKING:
    from bot.domain.lineage import LineageGraph
    from bot.domain.phrases import NameIndex, Sayings
    from bot.domain.recommender import Facets, Recommender

Link = tuple[str, str, str]  # (role, series id, series id): common ground of two series in one server


class Model(Struct):
    """What answers are made of. Series that servers added are in it under their ids, for whoever may see them."""

    recommender: Recommender
    facets: dict[str, Facets]
    lineage: LineageGraph
    sayings: Sayings
    names: NameIndex
    edition: int = -1  # of the catalogues, when the servers' own series were taken over
    added: dict[str, Facets] = field(default_factory=dict)  # facets of the servers' own series


class Recommendations:
    """The model, and who is known to be in which server. Building takes a second, when the first one asks.

    What takes more than a moment runs in a thread: the recommender makes its callers wait for one another.
    """

    def __init__(self, db: Database, catalogues: Catalogues) -> None:
        self._db = db
        self._catalogues = catalogues
        self._model: Model | None = None
        self._building: asyncio.Task[Model] | None = None
        self._again = False  # something changed while the model was being built
        self._noted: set[tuple[int, str]] = set()  # (user_id, series_id) of ratings that changed meanwhile
        self._syncing = asyncio.Lock()
        self._reading = asyncio.Lock()  # of whoever reads what is stored and puts it here: nothing older comes after it
        self._members: dict[int, set[int]] = defaultdict(set)
        self._left: set[tuple[int, int]] = set()  # (guild_id, user_id) of those who left while the program runs
        self._pairs: dict[int, set[tuple[str, str]]] = {}

    def prepare(self) -> None:
        """Begin to build the model, unless it is there or being built."""
        if self._model is None and self._building is None:
            self._building = asyncio.create_task(self._build())

    def rebuild(self) -> None:
        """Begin again, after many ratings changed at once; answers come from the old model until then."""
        if self._building is not None:
            self._again = True
        elif self._model is not None:
            self._building = asyncio.create_task(self._build())

    async def model(self) -> Model:
        """The model, with the catalogues as they are now; the first caller may wait for it."""
        self.prepare()
        model = self._model
        if model is None:
            assert self._building is not None
            model = await asyncio.shield(self._building)
        if model.edition != self._catalogues.edition:
            await self._take_over(model)
        return model

    async def settled(self) -> None:
        """Wait until nothing is being built."""
        while self._building is not None:
            await asyncio.shield(self._building)

    async def close(self) -> None:
        """Stop building the model; what was being built is thrown away."""
        self._again = False
        if self._building is not None:
            self._building.cancel()
            await asyncio.gather(self._building, return_exceptions=True)

    def members_of(self, guild_id: int) -> frozenset[int]:
        """Those of a server who rated or reviewed something there; nobody outside servers."""
        return frozenset(self._members.get(guild_id, ()))

    def links_of(self, guild_id: int) -> tuple[Link, ...]:
        """What one server says belongs together: its members' recommendations, and the lineage that it added."""
        if not guild_id:
            return ()
        pairs = [("suggested", one, other) for one, other in self._pairs.get(guild_id, ())]
        edges = [("lineage", edge.source_id, edge.target_id) for edge in self._catalogues.own_lineage(guild_id)]
        return tuple(sorted({*pairs, *edges}))

    async def note(self, user_id: int, series_id: str, *, guild_id: int = 0) -> None:
        """A member's rating came, changed or went: the next answer knows."""
        if guild_id:
            self._members[guild_id].add(user_id)
            self._left.discard((guild_id, user_id))
        if self._building is not None:
            self._noted.add((user_id, series_id))
        if self._model is not None:
            await self._rate(self._model, user_id, series_id)

    async def forget(self, user_id: int) -> None:
        """A member had all of their data deleted."""
        for members in self._members.values():
            members.discard(user_id)
        if self._building is not None:
            self._again = True
        if self._model is not None:
            async with self._reading:
                await asyncio.to_thread(self._model.recommender.forget, user_id)
        await self.refresh_pairs()

    async def leave(self, user_id: int, guild_id: int) -> None:
        """A member is in this server no longer, or had what is kept about them here deleted."""
        self._members[guild_id].discard(user_id)
        self._left.add((guild_id, user_id))
        await self.refresh_pairs(guild_id)

    def forget_server(self, guild_id: int) -> None:
        """Forget what a server has contributed, whose data was erased."""
        self._members.pop(guild_id, None)
        self._pairs.pop(guild_id, None)

    async def refresh_pairs(self, guild_id: int | None = None) -> None:
        """Members' own recommendations changed, or the votes on them: from now on these count as common ground. Those
        of one server, or of all."""
        async with self._reading:
            async with self._db.reading() as connection:
                found = await suggestion_storage.list_pairs(connection, guild_id)
            pairs: dict[int, set[tuple[str, str]]] = defaultdict(set)
            for home_id, one, other in found:
                first, second = sorted((one, other))
                pairs[home_id].add((first, second))
            if guild_id is None:
                self._pairs = dict(pairs)
            else:
                self._pairs[guild_id] = pairs[guild_id]

    async def _rate(self, model: Model, user_id: int, series_id: str) -> None:
        async with self._reading:
            async with self._db.reading() as connection:
                rating = await progress_storage.get_rating(connection, user_id=user_id, series_id=series_id)
            score = rating / 2 if rating is not None else None
            await asyncio.to_thread(model.recommender.rate, user_id, series_id, score)

    async def _take_over(self, model: Model) -> None:
        """Bring the servers' own series in the model up to date with the catalogues."""
        async with self._syncing:
            edition = self._catalogues.edition
            if model.edition != edition:
                added = [series for _guild_id, series in self._catalogues.added()]
                await asyncio.to_thread(_take_over, model, added)
                model.edition = edition

    async def _build(self) -> Model:
        try:
            while True:
                self._again = False
                self._noted.clear()
                model = await self._read()
                while self._noted and not self._again:
                    await self._rate(model, *self._noted.pop())
                if not self._again:
                    self._model = model
                    return model
        finally:
            self._building = None

    async def _read(self) -> Model:
        async with self._db.reading() as connection:
            ratings = await storage.read_ratings(connection)
            members = await storage.list_members(connection)
        for guild_id, user_id in set(members) - self._left:
            self._members[guild_id].add(user_id)
        await self.refresh_pairs()
        series = list(self._catalogues.every(None))
        model = await asyncio.to_thread(build_model, series, self._catalogues, ratings)
        await self._take_over(model)
        return model


def build_model(series: list[Series], catalogues: Catalogues, ratings: storage.Ratings | None = None) -> Model:
    """The model of these series, as the catalogues relate them, with these ratings; takes about a second."""
    from bot.domain.lineage import LineageGraph
    from bot.domain.phrases import NameIndex, sayings_of
    from bot.domain.recommender import Recommender, facets_of

    edges = {edge for one in series for edge in catalogues.lineage_of(None, one.id)}
    lineage = LineageGraph(sorted(edges, key=lambda edge: (edge.source_id, edge.target_id, edge.kind)))
    facets = {one.id: facets_of(one, lineage) for one in series}
    recommender = Recommender()
    for one in series:
        recommender.add_series(one.id, facets[one.id], prior=one.popularity)
    if ratings is not None:
        recommender.load(ratings.user_ids, ratings.series_ids, ratings.scores)
    recommender.prepare()
    return Model(recommender, facets, lineage, sayings_of(catalogues.vocabulary), NameIndex(series))


def _take_over(model: Model, added: Iterable[Series]) -> None:
    """Servers may have added the same series with different facts: the model has all of them.

    Nobody is told of another server's: `recommending` names only what this server's own catalogue says. A series
    that is gone keeps its ratings, as they are its members', and loses its facets.
    """
    from bot.domain.recommender import facets_of

    wanted: dict[str, Facets] = {}
    for series in added:
        facets = wanted.setdefault(series.id, {})
        for role, values in facets_of(series).items():
            facets[role] = list(dict.fromkeys((*facets.get(role, ()), *values)))
    for series_id in {*wanted, *model.added}:
        facets = wanted.get(series_id, {})
        if facets != model.added.get(series_id):
            model.recommender.add_series(series_id, facets)
            model.facets[series_id] = facets
    model.added = wanted
    model.recommender.prepare()
