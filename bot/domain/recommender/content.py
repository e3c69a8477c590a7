"""The facets × series matrix: what a series is made of, weighted by how telling each facet is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from bot.domain.recommender.products import product

WORD_ROLE = "word"
_WORDS_A_SERIES = 48
_WORD_WEIGHT = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}")

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
        self._bearing: NDArray[np.float64] = np.zeros(0)

    def put(self, column: int, facets: Mapping[str, Sequence[str]], text: str = "") -> None:
        """Set the facets of one series, in place of those it had; words of `text` count at half weight."""
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

    def bearers(self, facet: Facet) -> int:
        """How many series bear a facet."""
        number = self._numbers.get(facet)
        return 0 if number is None else self._bearers[number]

    def matrix(self) -> sparse.csr_matrix:
        """Facets × series; built again only after a change.

        A facet that one series alone has links nothing and is left out. Weights are ln(series / series
        with the facet), squared lengths of columns add up to 1 (or 0 for a series without shared facets).
        """
        if self._matrix is None:
            self._matrix = self._build()
            self._by_series = self._matrix.T.tocsr()
            borne = np.bincount(self._matrix.indices, minlength=len(self._facets))
            self._bearing = (borne > 0).astype(np.float64)
        return self._matrix

    def forward(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """F times one value a series."""
        return product(self.matrix(), self._by_series, series)

    def gram(self, series: NDArray[np.float64]) -> NDArray[np.float64]:
        """FᵀF times one value a series."""
        return product(self._by_series, self.matrix(), self.forward(series))

    def has_facets(self) -> NDArray[np.float64]:
        """1.0 for each series that shares a facet with another, else 0.0: the diagonal of FᵀF."""
        self.matrix()
        return self._bearing

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
            telling = np.log((bearing + 1) / frequency)
        telling[frequency < 2] = 0.0
        is_word = np.array([role == WORD_ROLE for role, _ in self._names], dtype=bool)
        telling[is_word] *= _WORD_WEIGHT
        values = telling[facets]
        norms = np.sqrt(np.bincount(columns, values**2, minlength=series))
        norms[norms == 0] = 1.0
        values = values / norms[columns]
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
