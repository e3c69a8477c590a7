"""How near a name is to what was typed: a fixed, weighted sum of a few measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.domain.search.names import Name

# Measure → weight, in the order of the columns of `measures`. Fitted by benchmarks/search_fit.py (docs/search.md);
# the weights of people and couples are set by hand, as no file of titles has them.
WEIGHTS: Final = {
    "ratio": -0.04,
    "start_ratio": 1.44,
    "part_ratio": 1.24,
    "sorted_ratio": 3.45,
    "share": 3.57,
    "words": 4.14,
    "whole_words": 1.41,
    "covered": -0.25,
    "ratio_cubed": 3.04,
    "part_cubed": 1.91,
    "start_slip": 1.70,
    "start_two": 0.69,
    "starts": -2.00,
    "word_starts": 0.36,
    "contains": 0.94,
    "equal": -0.86,
    "acronym": 2.17,
    "acronym_start": 7.66,
    "number_missing": -2.85,
    "number_extra": -0.49,
    "length": -1.46,
    "person": -3.00,
    "couple": -1.50,
    "alias": -2.45,
    "native": -1.32,
    "popularity": 6.31,
    "starts_popularity": 1.45,
    "rest_popularity": 1.88,
}
FEATURES: Final = tuple(WEIGHTS)
# A name of fewer points, popularity left out, is nonsense rather than an answer.
NEAR_ENOUGH: Final = 6.0
# Where a server's favourites stand on the scale of popularity, which ends at 1.
MOST_FAVOURED: Final = 1.05
# The points of a series that fits a query of hints alone.
NARROWED: Final = 12.0

_WEIGHTS: Final = np.array(list(WEIGHTS.values()))
_TEXT_WEIGHTS: Final = np.array([0.0 if "popularity" in name else weight for name, weight in WEIGHTS.items()])
_EQUAL: Final = FEATURES.index("equal")
_PERSONAL: Final = (FEATURES.index("person"), FEATURES.index("couple"))
# The very name outranks everything that is merely near, however well known that is.
_VERY_NAME: Final = 40.0
_VERY_PERSON: Final = 20.0


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, folded, with the weight of each of its words by rarity."""

    key: str
    squeezed: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    numbers: frozenset[str]


def measures(
    query: Query, names: Sequence[Name], share: NDArray[np.float64], popularity: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One row a name, one column a feature of `FEATURES`; every value is in [0, 1]."""
    keys = [name.key for name in names]
    squeezed = [name.squeezed for name in names]
    typed = query.squeezed
    length = len(typed)
    ratio = _compare(fuzz.ratio, typed, squeezed) / 100
    away = _starts_away(typed, squeezed)
    start = np.maximum(0.0, 1 - away / length)
    part = _compare(fuzz.partial_ratio, typed, squeezed) / 100
    in_order = _compare(fuzz.token_sort_ratio, query.key, keys) / 100
    rows = [_row(query, name) for name in names]
    words, covered = _words(query, keys, squeezed)
    whole, _ = _words(query, keys, squeezed, after=" ")
    flags = np.array(rows, dtype=np.float64)
    starts = flags[:, 0]
    lengths = np.array([len(text) for text in squeezed], dtype=np.float64)
    columns = [
        ratio, start, part, in_order, share, words, whole, covered,
        ratio**3, part**3, away <= 1, away <= 2, flags,
        np.minimum(lengths, length) / np.maximum(lengths, length), _kinds(names),
        popularity, popularity * starts, popularity * (1 - ratio),
    ]  # fmt: skip
    return np.column_stack(columns)


# The library types its scorers and distances apart, and takes both.
_Scorer = Any


def _compare(scorer: _Scorer, typed: str, texts: Sequence[str]) -> NDArray[np.float64]:
    compared = process.cdist([typed], texts, scorer=scorer, dtype=np.float32)
    return np.asarray(compared[0], dtype=np.float64)


def _starts_away(typed: str, squeezed: Sequence[str]) -> NDArray[np.float64]:
    """The slips of the finger between what was typed and the beginning of each name."""
    length = len(typed)
    distances = [
        _compare(OSA.distance, typed, [text[:stop] for text in squeezed])
        for stop in (length - 1, length, length + 1)
        if stop
    ]
    nearest: NDArray[np.float64] = np.minimum.reduce(distances)
    return nearest


def _row(query: Query, name: Name) -> tuple[float, ...]:
    typed, text = query.squeezed, name.squeezed
    return (
        text.startswith(typed),
        f" {query.key}" in f" {name.key}",
        typed in text,
        typed == text,
        typed in name.acronyms,
        len(typed) > 2 and any(acronym.startswith(typed) for acronym in name.acronyms),
        not query.numbers <= name.numbers,
        not name.numbers <= query.numbers,
    )


def _words(
    query: Query, keys: Sequence[str], squeezed: Sequence[str], after: str = ""
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weighted share of the query's words that begin a word of the name, and how much of the name they cover."""
    found = np.zeros(len(keys))
    covered = np.zeros(len(keys))
    padded = [f" {key} " for key in keys]
    for word, weight in zip(query.words, query.weights, strict=True):
        sought = f" {word}{after}"
        has = np.array([sought in text for text in padded], dtype=np.float64)
        found += weight * has
        covered += len(word) * has
    lengths = np.array([len(text) for text in squeezed], dtype=np.float64)
    return found / sum(query.weights), np.minimum(1.0, covered / lengths)


def _kinds(names: Sequence[Name]) -> NDArray[np.float64]:
    kinds = ("person", "couple", "alias", "native")
    return np.array([[name.matched_as == kind for kind in kinds] for name in names], dtype=np.float64)


def points(measures: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How likely each name is meant, and how near it is, which leaves out how widely its series is known."""
    total = measures @ _WEIGHTS
    nearness = measures @ _TEXT_WEIGHTS
    very_name = measures[:, _EQUAL] * np.where(measures[:, _PERSONAL].any(axis=1), _VERY_PERSON, _VERY_NAME)
    return total + very_name, nearness + very_name


def is_acronym(query: Query, name: Name) -> bool:
    """Whether the query stands for the initials of the name."""
    return name.squeezed != query.squeezed and query.squeezed in name.acronyms
