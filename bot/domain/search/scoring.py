"""How near a name is to what was typed: a fixed, weighted sum of a few measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, LCSseq

from bot.domain.search.names import KINDS, Name, in_sorted_order

# Measure → weight, in the order of the columns of `measures`. Fitted by benchmarks/search_fit.py (docs/search.md);
# the weights of people and couples are set by hand, as no file of titles has them.
WEIGHTS: Final = {
    "ratio_cubed": 2.69,
    "in_order": 1.79,
    "in_order_cubed": 2.19,
    "swapped": 1.92,
    "part_cubed": 2.40,
    "share": 3.06,
    "start": 2.69,
    "start_slip": 1.93,
    "starts": -2.95,
    "contains": 1.61,
    "words": 2.96,
    "all_words": 0.65,
    "whole_words": 1.43,
    "acronym": 1.89,
    "acronym_start": 5.90,
    "number_missing": -2.13,
    "number_extra": -0.22,
    "length": -2.15,
    "person": -3.00,
    "couple": -1.50,
    "alias": -2.77,
    "native": -1.82,
    "popularity": 6.40,
    "starts_popularity": 1.96,
    "rest_popularity": 1.07,
    "short_starts": 2.05,
}
# A name of fewer points, popularity left out, is nonsense rather than an answer.
NEAR_ENOUGH: Final = 5.2
# The points of a series that fits a query of hints alone.
NARROWED: Final = 12.0

_WEIGHTS: Final = np.array(list(WEIGHTS.values()))
_TEXT_WEIGHTS: Final = np.array([0.0 if "popularity" in name else weight for name, weight in WEIGHTS.items()])
_PERSONAL: Final = tuple(WEIGHTS).index("person"), tuple(WEIGHTS).index("couple")
_ALL: Final = 0.999  # of the words, for a sum of shares
_SHORT: Final = 3
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


@dataclass(frozen=True, slots=True)
class Compared:
    """Names to compare with a query, as parallel columns."""

    names: Sequence[Name]
    share: NDArray[np.float64]  # of the query's fragments that each name holds, by rarity
    popularity: NDArray[np.float64]
    kinds: NDArray[np.int8]  # places in `KINDS`
    acronyms: NDArray[np.bool_]  # whether the query begins an acronym of the name


def measures(query: Query, compared: Compared) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """One row a name, one column a measure of `WEIGHTS` in [0, 1]; and which names are the very one typed."""
    typed, length = query.squeezed, len(query.squeezed)
    texts = [name.squeezed for name in compared.names]
    ratio = _compare(fuzz.ratio, typed, texts) / 100
    in_order = _compare(fuzz.ratio, in_sorted_order(query.words), [name.in_order for name in compared.names]) / 100
    part = _compare(LCSseq.similarity, typed, texts) / length
    opening = _compare(OSA.distance, typed, [text[:length] for text in texts])
    away = np.minimum(opening, _compare(OSA.distance, typed, [text[: length + 1] for text in texts]))
    if length > 1:
        away = np.minimum(away, _compare(OSA.distance, typed, [text[: length - 1] for text in texts]))
    starts = opening == 0
    begun, whole = _words(query, [f" {name.key} " for name in compared.names])
    lengths = np.array([len(text) for text in texts])
    known = compared.popularity
    columns: list[NDArray[Any] | list[bool]] = [
        ratio**3, in_order, in_order**3, (in_order == 1.0) & (ratio < 1.0), part**3, compared.share,
        np.maximum(0.0, 1 - away / length), away <= 1, starts, [typed in text for text in texts],
        begun, begun > _ALL, whole, _are_acronyms(typed, compared), compared.acronyms & (length >= _SHORT),
        *_numbers(query, compared.names),
        np.minimum(lengths, length) / np.maximum(lengths, length), *_kinds(compared.kinds),
        known, known * starts, known * (1 - ratio), starts & (length <= _SHORT),
    ]  # fmt: skip
    measured = np.empty((len(texts), len(WEIGHTS)))
    for place, column in enumerate(columns):
        measured[:, place] = column
    return measured, ratio == 1.0


# The library types its scorers and distances apart, and takes both.
_Scorer = Any


def _compare(scorer: _Scorer, typed: str, texts: Sequence[str]) -> NDArray[np.float64]:
    compared = process.cdist([typed], texts, scorer=scorer, dtype=np.float32)
    return np.asarray(compared[0], dtype=np.float64)


def _words(query: Query, padded: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weighted shares of the query's words that begin a word of the name, and that are one."""
    begun, whole = np.zeros(len(padded)), np.zeros(len(padded))
    for word, weight in zip(query.words, query.weights, strict=True):
        start, full = f" {word}", f" {word} "
        begun += np.array([weight if start in text else 0.0 for text in padded])
        whole += np.array([weight if full in text else 0.0 for text in padded])
    total = sum(query.weights)
    return begun / total, whole / total


def _are_acronyms(typed: str, compared: Compared) -> NDArray[np.bool_]:
    are = np.zeros(len(compared.names), dtype=bool)
    for place in np.flatnonzero(compared.acronyms).tolist():
        are[place] = typed in compared.names[place].acronyms
    return are


def _numbers(query: Query, names: Sequence[Name]) -> tuple[list[bool], list[bool]]:
    """Whether the name lacks a number that was typed, and whether it has one that was not."""
    wanted = query.numbers
    return [not wanted <= name.numbers for name in names], [not name.numbers <= wanted for name in names]


def _kinds(kinds: NDArray[np.int8]) -> list[NDArray[np.bool_]]:
    return [kinds == KINDS.index(kind) for kind in ("person", "couple", "alias", "native")]


def points(
    measured: NDArray[np.float64], is_very_name: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How likely each name is meant, and how near it is, which leaves out how widely its series is known."""
    more = bonus(measured, is_very_name)
    # Rounded, so that the last bits, which depend on where a name stands in memory, never decide between equals.
    return np.round(measured @ _WEIGHTS + more, 6), measured @ _TEXT_WEIGHTS + more


def bonus(measured: NDArray[np.float64], is_very_name: NDArray[np.bool_]) -> NDArray[np.float64]:
    """What the very name typed is given beyond its measures."""
    return np.where(measured[:, _PERSONAL].any(axis=1), _VERY_PERSON, _VERY_NAME) * is_very_name.astype(np.float64)


def is_acronym(query: Query, name: Name) -> bool:
    """Whether the query stands for the initials of the name."""
    return name.squeezed != query.squeezed and query.squeezed in name.acronyms
