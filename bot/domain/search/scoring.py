"""How near a name is to what was typed: a fixed, weighted sum of a few measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz import process
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

_ROW: Final = {name: place for place, name in enumerate(WEIGHTS)}
# The kinds that are measured stand next to each other; a row for each, a column for each of `KINDS`.
_MEASURED_KINDS: Final = ("person", "couple", "alias", "native")
_KIND_ROWS: Final = slice(_ROW["person"], _ROW["native"] + 1)
_OF_KINDS: Final = np.array([[kind == each for each in KINDS] for kind in _MEASURED_KINDS], dtype=np.float64)
# For what is meant, and for what is near, which leaves out how widely a series is known.
_BOTH_WEIGHTS: Final = np.array(
    [list(WEIGHTS.values()), [0.0 if "popularity" in name else weight for name, weight in WEIGHTS.items()]]
)
_WORDS_WITHIN: Final = 4.0  # points that a name with the query somewhere in it mostly earns by its words
_IN_FULL: Final = 40  # names that are measured in full; with 64 every recall in docs/search.md is the same
_ALL: Final = 0.999  # of the words, for a sum of shares
_SHORT: Final = 3
# The very name outranks everything that is merely near, however well known that is.
_VERY_NAME: Final = 40.0
_VERY_PERSON: Final = 20.0


class Query(Struct, frozen=True):
    """What was typed, folded, with the weight of each of its words by rarity."""

    key: str
    squeezed: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    numbers: frozenset[str]


class Compared(Struct, frozen=True):
    """Names to compare with a query, as parallel columns."""

    names: Sequence[Name]
    share: NDArray[np.float64]  # of the query's fragments that each name holds, by rarity
    popularity: NDArray[np.float64]
    kinds: NDArray[np.int8]  # places in `KINDS`
    lengths: NDArray[np.int16]  # without spaces
    begins_acronym: NDArray[np.bool_]  # whether the query begins an acronym of the name
    is_acronym: NDArray[np.bool_]  # whether it is one


class Measured(Struct, frozen=True):
    """The names that are near enough to be measured in full, as parallel columns."""

    places: NDArray[np.intp]  # among the compared names, ascending
    measures: NDArray[np.float64]  # one row a measure of `WEIGHTS`, in [0, 1]
    is_very_name: NDArray[np.bool_]  # whether it is the very one typed


def measured(query: Query, compared: Compared) -> Measured:
    """Measure the names, in full only those that lead by what is quickly measured."""
    rows, ratio = _quick_measures(query, compared)
    places = np.arange(len(compared.names))
    if len(places) > _IN_FULL and len(query.squeezed) > _SHORT:
        lead = _BOTH_WEIGHTS[0] @ rows + _WORDS_WITHIN * rows[_ROW["contains"]] + _VERY_NAME * (ratio == 1.0)
        places = np.sort(np.argpartition(-lead, _IN_FULL)[:_IN_FULL])
        rows, ratio = rows[:, places], ratio[places]
    _add_slow_measures(rows, query, [compared.names[place] for place in places.tolist()])
    return Measured(places, rows, ratio == 1.0)


def _quick_measures(query: Query, compared: Compared) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A row for each measure, zero for those that `_add_slow_measures` takes; and the shares of letters in common."""
    typed, length, sorted_words = query.squeezed, len(query.squeezed), in_sorted_order(query.words)
    names, known, lengths = compared.names, compared.popularity, compared.lengths.astype(np.float64)
    texts = [name.squeezed for name in names]
    part = _compare(LCSseq.similarity, typed, texts)
    ratio = 2 * part / (length + lengths)  # rapidfuzz's `ratio`, which is made of the same
    part /= length
    in_order = _compare(LCSseq.similarity, sorted_words, [name.in_order for name in names])
    in_order = 2 * in_order / (len(sorted_words) + lengths)
    rows = np.zeros((len(WEIGHTS), len(names)))
    rows[_ROW["ratio_cubed"]] = ratio * ratio * ratio
    rows[_ROW["in_order"]] = in_order
    rows[_ROW["in_order_cubed"]] = in_order * in_order * in_order
    rows[_ROW["swapped"]] = (in_order == 1.0) & (ratio < 1.0)
    rows[_ROW["part_cubed"]] = part * part * part
    rows[_ROW["share"]] = compared.share
    rows[_ROW["contains"]] = _flags([typed in text for text in texts])
    rows[_ROW["acronym"]] = compared.is_acronym
    rows[_ROW["acronym_start"]] = compared.begins_acronym & (length >= _SHORT)
    rows[_ROW["length"]] = np.minimum(lengths, length) / np.maximum(lengths, length)
    rows[_KIND_ROWS] = _OF_KINDS[:, compared.kinds]
    rows[_ROW["popularity"]] = known
    rows[_ROW["rest_popularity"]] = known * (1 - ratio)
    return rows, ratio


def _add_slow_measures(rows: NDArray[np.float64], query: Query, names: Sequence[Name]) -> None:
    """The measures that compare every cut, word or number in turn."""
    typed, length = query.squeezed, len(query.squeezed)
    texts = [name.squeezed for name in names]
    starts, away = _openings(typed, texts)
    rows[_ROW["start"]] = np.maximum(0.0, 1 - away / length)
    rows[_ROW["start_slip"]] = away <= 1
    rows[_ROW["starts"]] = starts
    begun, rows[_ROW["whole_words"]] = _words(query, [name.padded for name in names])
    rows[_ROW["words"]] = begun
    rows[_ROW["all_words"]] = begun > _ALL
    if query.numbers:
        rows[_ROW["number_missing"]] = [not query.numbers <= name.numbers for name in names]
    rows[_ROW["number_extra"]] = _flags([not name.numbers <= query.numbers for name in names])
    rows[_ROW["starts_popularity"]] = rows[_ROW["popularity"]] * starts
    if length <= _SHORT:
        rows[_ROW["short_starts"]] = starts


# The library types its scorers and distances apart, and takes both.
_Scorer = Any


def _compare(scorer: _Scorer, typed: str, texts: Sequence[str]) -> NDArray[np.float64]:
    compared: NDArray[np.float64] = process.cdist((typed,), texts, scorer=scorer, dtype=np.float64)[0]
    return compared


def _openings(typed: str, texts: Sequence[str]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each text begins with what was typed; how many slips its beginning is away, a letter more or less."""
    length, count = len(typed), len(texts)
    cuts = (length, length + 1, length - 1) if length > 1 else (length, length + 1)
    away = _compare(OSA.distance, typed, [text[:cut] for cut in cuts for text in texts]).reshape(len(cuts), count)
    return away[0] == 0, away.min(axis=0)


def _words(query: Query, padded: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weighted shares of the query's words that begin a word of the name, and that are one."""
    begun: list[bool] = []
    whole: list[bool] = []
    for word in query.words:
        start, full = f" {word}", f" {word} "
        begun += (starts := [start in text for text in padded])
        whole += [full in text for text in padded] if True in starts else starts
    shares = np.array(query.weights) / sum(query.weights)
    return shares @ _flags(begun).reshape(-1, len(padded)), shares @ _flags(whole).reshape(-1, len(padded))


def _flags(values: list[bool]) -> NDArray[np.bool_]:
    """The values as an array, made several times faster than by `np.array`."""
    return np.frombuffer(bytes(values), dtype=np.bool_)


def points(measured: Measured) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How likely each name is meant, and how near it is, which leaves out how widely its series is known."""
    meant, near = _BOTH_WEIGHTS @ measured.measures
    if measured.is_very_name.any():
        more = bonus(measured)
        meant, near = meant + more, near + more
    # Rounded, so that the last bits, which depend on where a name stands in memory, never decide between equals.
    return meant.round(6), near


def bonus(measured: Measured) -> NDArray[np.float64]:
    """What the very name typed is given beyond its measures."""
    is_personal = (measured.measures[_ROW["person"]] > 0) | (measured.measures[_ROW["couple"]] > 0)
    return np.where(is_personal, _VERY_PERSON, _VERY_NAME) * measured.is_very_name
