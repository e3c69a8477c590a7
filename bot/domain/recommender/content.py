"""The facets × series matrix: what a series is made of, weighted by how telling each facet is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.domain.recommender.products import product
from bot.patterns import later_re

WORD_ROLE = "word"
_WORDS_A_SERIES = 48
# How much a role counts beside the others, which have 1: measured, see docs/recommender.md. Whoever makes or acts in
# many series ties together what is unlike; a network says where a series is seen rather than what it is.
_WEIGHTS = {
    "kind": 1.5,
    "country": 1.5,
    "writer": 0.9,
    "director": 0.5,
    "cast": 0.5,
    WORD_ROLE: 0.5,
    "network": 0.25,
}
# Bounds of ln(series / series with the facet): to be of one kind says something where half of all are of it, too,
# and a country of which few series are known does not count for more than what they tell.
_LEAST_RARITY = {"kind": 1.75}
_MOST_RARITY = {"country": 1.5}
# To be tied to another series is nothing that one is made of: it counts, and makes no column longer.
_TIES = frozenset({"lineage", "suggested"})
_WORD = later_re(r"[^\W\d_]{3,}")

Facet = tuple[str, str]


class Content:
    """Facets of all series. Columns are numbered by the caller."""

    def __init__(self) -> None:
        self._numbers: dict[Facet, int] = {}
        self._names: list[Facet] = []
        self._facets: list[NDArray[np.int32]] = []
        self._bearers: list[int] = []
        self._matrix: sparse.csr_matrix | None = None
        self._by_series = sparse.csr_matrix((0, 0), dtype=np.float64)
        self._lengths: NDArray[np.float64] = np.zeros(0)
        self._telling: NDArray[np.float64] = np.zeros(0)

    def put(self, column: int, facets: Mapping[str, Sequence[str]], text: str = "") -> None:
        """Set the facets of one series, in place of those it had; words of `text` are facets, too."""
        names = [(role, value) for role, values in facets.items() for value in values]
        names += [(WORD_ROLE, word) for word in _words(text)]
        numbers = [self._number(name) for name in dict.fromkeys(names)]
        while column >= len(self._facets):
            self._facets.append(np.empty(0, dtype=np.int32))
        for number in self._facets[column].tolist():
            self._bearers[number] -= 1
        for number in numbers:
            self._bearers[number] += 1
        self._facets[column] = np.array(numbers, dtype=np.int32)
        self._matrix = None

    def of(self, column: int) -> list[Facet]:
        """The (role, value) pairs of one series, words of its text excepted, in the order given."""
        found = (self._names[number] for number in self._facets[column].tolist())
        return [name for name in found if name[0] != WORD_ROLE]

    def weight(self, facet: Facet) -> float:
        """How much a facet says of two series that both bear it, before lengths; 0 where it says nothing."""
        self.matrix()
        number = self._numbers.get(facet)
        return 0.0 if number is None else float(self._telling[number] ** 2)

    def matrix(self) -> sparse.csr_matrix:
        """Facets × series; built again only after a change.

        A facet that one series alone has links nothing and is left out. Weights are the roots of ln(series /
        series with the facet), of kinds at least and of countries at most so much, times the role's, divided by the
        length of the column and the median length together: full records come to a length of about √½, and a
        series of which little is told stays short, rather than being near to whatever shares its one genre.
        """
        if self._matrix is None:
            self._matrix = self._build()
            self._by_series = self._matrix.T.tocsr()
            squares = np.square(self._matrix.data)
            self._lengths = np.bincount(self._matrix.indices, squares, len(self._facets)).astype(np.float64)
        return self._matrix

    def forward(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """F times one value a series."""
        return product(self.matrix(), self._by_series, series)

    def gram(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """FᵀF times one value a series."""
        borne = self.forward(series)  # builds both matrices where need be
        return product(self._by_series, self.matrix(), borne)

    def squared_lengths(self) -> NDArray[np.float64]:
        """The diagonal of FᵀF: 0.0 for a series that shares no facet with another."""
        self.matrix()
        return self._lengths

    def _number(self, name: Facet) -> int:
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
            self._bearers.append(0)
        return number

    def _build(self) -> sparse.csr_matrix:
        series = len(self._facets)
        lengths = np.array([len(numbers) for numbers in self._facets], dtype=np.int64)
        facets = np.concatenate([*self._facets, np.empty(0, dtype=np.int32)])
        columns = np.repeat(np.arange(series, dtype=np.int32), lengths)
        frequency = np.array(self._bearers, dtype=np.int64)
        bearing = max(1, int((lengths > 0).sum()))
        with np.errstate(divide="ignore"):
            rarity = np.log((bearing + 1) / frequency)
        others = 1.0 - frequency / bearing  # what all series have tells nothing
        least = np.array([_LEAST_RARITY.get(role, 0.0) for role, _ in self._names]) * np.minimum(1.0, 2.0 * others)
        most = np.array([_MOST_RARITY.get(role, np.inf) for role, _ in self._names])
        telling = np.sqrt(np.clip(rarity, least, most))
        telling[frequency < 2] = 0.0
        telling *= np.array([_WEIGHTS.get(role, 1.0) for role, _ in self._names])
        self._telling = telling
        values = telling[facets]
        made_of = np.array([role not in _TIES for role, _ in self._names])
        squares = np.bincount(columns, (values * made_of[facets]) ** 2, minlength=series)
        usual = float(np.median(squares[squares > 0])) if squares.any() else 1.0
        values = values / np.sqrt(squares + usual)[columns]
        kept = values != 0
        # Common facets first: rows of like length lie together, which is kinder to the branch predictor.
        place = np.empty(len(self._names), dtype=np.int32)
        place[np.argsort(-frequency, kind="stable")] = np.arange(len(self._names), dtype=np.int32)
        shape = (int((frequency > 1).sum()), series)
        return sparse.csr_matrix((values[kept], (place[facets[kept]], columns[kept])), shape=shape)


def _words(text: str) -> list[str]:
    """Distinct words of a text, longest first, at most `_WORDS_A_SERIES`."""
    words = dict.fromkeys(_WORD.findall(text.casefold()))
    return sorted(words, key=lambda word: (-len(word), word))[:_WORDS_A_SERIES]
