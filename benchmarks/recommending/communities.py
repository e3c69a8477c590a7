"""Made-up communities whose tastes are known, because they were planted; and ratings read from a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True)
class Community:
    """Ratings as three columns, and the facets of each series (empty where none are known)."""

    name: str
    members: NDArray[np.int64]
    series: NDArray[np.int64]
    scores: NDArray[np.float64]
    facets: list[dict[str, list[str]]] = field(repr=False)

    @property
    def series_count(self) -> int:
        return len(self.facets)

    @property
    def member_count(self) -> int:
        return int(self.members.max()) + 1


@dataclass(frozen=True)
class Recipe:
    """How a community is made.

    `told` is the part of a series' appeal that its facets tell, 0 to 1; `taste` weighs it against fame in what
    members watch; `dimensions` is the size of the space of tastes; `loyalty` draws those who saw a few series to
    the others of the same director and, twice as strongly, of the same source.
    """

    name: str
    members: int
    series: int
    mean_ratings: float
    told: float = 0.6
    taste: float = 3.0
    dimensions: int = 10
    loyalty: float = 0.0
    noise: float = 1.0
    seed: int = 7


def plant(recipe: Recipe) -> Community:
    """Make a community: facets carry tastes, members choose by taste and fame, and score by taste and quality."""
    rng = np.random.default_rng(recipe.seed)
    facets, told = _facets(recipe.series, recipe.dimensions, rng)
    kin = _kinship(facets) if recipe.loyalty else None
    own = rng.normal(size=told.shape)
    appeal = np.sqrt(recipe.told) * told + np.sqrt(1 - recipe.told) * own
    appeal /= np.linalg.norm(appeal, axis=1, keepdims=True)
    quality = rng.normal(size=recipe.series)
    fame = 0.9 * rng.normal(size=recipe.series) + 0.5 * quality
    camps = rng.normal(size=(12, recipe.dimensions))
    taste = camps[rng.integers(0, 12, recipe.members)] + 0.8 * rng.normal(size=(recipe.members, recipe.dimensions))
    taste /= np.linalg.norm(taste, axis=1, keepdims=True)
    lengths = np.clip(rng.lognormal(np.log(recipe.mean_ratings) - 0.32, 0.8, recipe.members), 5, recipe.series / 4)
    strictness = rng.normal(7.2, 0.8, recipe.members)
    columns: list[NDArray[np.int64]] = []
    scores: list[NDArray[np.float64]] = []
    for member in range(recipe.members):
        fit = appeal @ taste[member] * 0.57 * recipe.dimensions**0.5
        pull = fame + recipe.taste * fit
        if kin is not None:
            anchors = np.argpartition(-(pull + rng.gumbel(size=recipe.series)), 10)[:10]
            pull = pull + recipe.loyalty * np.minimum(np.asarray(kin[anchors].sum(axis=0)).ravel(), 2)
        drawn = np.argpartition(-(pull + rng.gumbel(size=recipe.series)), int(lengths[member]))
        seen = drawn[: int(lengths[member])]
        felt = strictness[member] + 1.2 * fit[seen] + 0.5 * quality[seen]
        felt += recipe.noise * rng.normal(size=len(seen))
        columns.append(seen)
        scores.append(np.clip(np.round(felt * 2) / 2, 1, 10))
    members = np.repeat(np.arange(recipe.members), [len(seen) for seen in columns])
    return Community(recipe.name, members, np.concatenate(columns), np.concatenate(scores), facets)


def _kinship(facets: list[dict[str, list[str]]]) -> sparse.csr_matrix:
    """1 for two series of one director, 2 for two of one source work."""
    total = sparse.csr_matrix((len(facets), len(facets)))
    for role, weight in (("director", 1.0), ("source", 2.0)):
        numbers: dict[str, int] = {}
        pairs = [
            (column, numbers.setdefault(value, len(numbers)))
            for column, roles in enumerate(facets)
            for value in roles[role]
        ]
        rows, columns = np.array(pairs).T
        bears = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(facets), len(numbers)))
        total = total + weight * (bears @ bears.T)
    return total.tocsr()


def _facets(
    count: int, dimensions: int, rng: np.random.Generator
) -> tuple[list[dict[str, list[str]]], NDArray[np.float64]]:
    """Facets of series, and where they put each series in the space of tastes."""
    sizes = {"kind": 5, "country": 8, "decade": 3, "genre": 20, "trope": 70}
    sizes |= {"director": max(8, count // 3), "writer": max(8, count // 3), "cast": max(20, count)}
    sizes |= {"source": max(8, count // 2)}
    draws = {"kind": 1, "country": 1, "decade": 1, "genre": 3, "trope": 4, "director": 1, "writer": 1, "cast": 4}
    weight = {"kind": 1.0, "country": 0.7, "decade": 0.2, "genre": 0.8, "trope": 0.8}
    weight |= {"director": 0.6, "writer": 0.6, "cast": 0.4, "source": 0.3}
    place = {role: rng.normal(size=(size, dimensions)) for role, size in sizes.items()}
    chance = {role: 1 / (np.arange(size) + 3) ** 0.7 for role, size in sizes.items()}
    told = np.zeros((count, dimensions))
    all_facets: list[dict[str, list[str]]] = []
    for column in range(count):
        facets: dict[str, list[str]] = {}
        for role, size in sizes.items():
            drawn = draws.get(role, int(rng.random() < 0.4))
            p = chance[role] / chance[role].sum()
            values = np.unique(rng.choice(size, drawn, p=p))
            facets[role] = [f"{role}-{value}" for value in values]
            told[column] += weight[role] * place[role][values].sum(axis=0)
        all_facets.append(facets)
    return all_facets, told / np.linalg.norm(told, axis=1, keepdims=True)


def large(members: int, series: int, ratings: int, seed: int = 7) -> Community:
    """A community for timing only: 17 facets a series, chosen without any taste; fame falls like 1/rank^0.7."""
    rng = np.random.default_rng(seed)
    chance = 1 / np.arange(1, series + 1) ** 0.7
    rng.shuffle(chance)
    roles = {"genre": (3, 40), "trope": (4, 150), "cast": (5, series), "director": (1, series // 4)}
    roles |= {"writer": (1, series // 4), "country": (1, 8), "decade": (1, 4), "kind": (1, 5)}
    drawn = {}
    for role, (each, size) in roles.items():
        p = 1 / (np.arange(size) + 3) ** 0.7
        drawn[role] = rng.choice(size, (series, each), p=p / p.sum())
    facets = [
        {role: [f"{role}-{value}" for value in values[column]] for role, values in drawn.items()}
        for column in range(series)
    ]
    rows = rng.integers(0, members, ratings * 21 // 20)
    columns = rng.choice(series, len(rows), p=chance / chance.sum())
    pairs = np.unique(rows * series + columns)
    pairs = np.sort(rng.permutation(pairs)[:ratings])
    scores = np.clip(np.round(rng.normal(15, 3, len(pairs))), 2, 20) / 2
    return Community(f"{series:,} series", pairs // series, pairs % series, scores, facets)


def read_ratings(path: Path, about: Path | None = None) -> Community:
    """A file of `user,item,rating[,…]`, also parted by `::` or tabs; ratings on a scale up to 5 are doubled.

    A header and columns after the third are allowed. `about` is a file of `item,role,value` lines: the facets.
    Series are numbered in a shuffled order, as files often name the well-known first, and order breaks ties.
    Raises ValueError naming the line that is wrong.
    """
    users: dict[str, int] = {}
    items: dict[str, int] = {}
    rows: list[tuple[int, int, float]] = []
    for number, record in _records(path):
        try:
            user, item, score = record[0], record[1], float(record[2])
        except (IndexError, ValueError):
            if number == 1:
                continue
            raise ValueError(f"{path}, line {number}: expected user,item,rating") from None
        rows.append((users.setdefault(user, len(users)), items.setdefault(item, len(items)), score))
    if not rows:
        raise ValueError(f"{path} holds no rating")
    members, series, scores = (np.array(column) for column in zip(*rows, strict=True))
    if scores.max() <= 5:
        scores = scores * 2
    place = np.random.default_rng(99).permutation(len(items))
    facets: list[dict[str, list[str]]] = [{} for _ in items]
    for _, (item, role, value, *_rest) in _records(about) if about else ():
        if item in items:
            facets[place[items[item]]].setdefault(role, []).append(value)
    return Community(path.stem, members, place[series], np.clip(scores, 1, 10), facets)


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lines and their numbers from 1, parted as the first one is."""
    with path.open(newline="", encoding="utf-8-sig") as source:
        first = source.readline()
        source.seek(0)
        if "::" in first:
            yield from enumerate((line.strip().split("::") for line in source), start=1)
        else:
            yield from enumerate(csv.reader(source, delimiter="\t" if "\t" in first else ","), start=1)
