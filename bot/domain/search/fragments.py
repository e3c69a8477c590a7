"""What names are found by: pieces of two and three letters, beginnings of words, initials, each one number."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.search.names import Entry

# Code points, 0 where there is no character.
Characters = NDArray[np.uint64]
Codes = NDArray[np.uint64]
Places = NDArray[np.int32]
Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]


class Sort(IntEnum):
    """Which sort of fragment it is."""

    PIECE = 0  # two or three letters from anywhere
    WORD_START = 1  # one to three letters
    NAME_START = 2
    SLIPPED_START = 3
    ACRONYM = 4
    ACRONYM_START = 5
    HINT = 6


# The sort of a fragment and its up to three characters are the digits of one number, which fits 64 bits.
_BASE: Final = 0x110000
_BASE_2: Final = _BASE**2
_BASE_3: Final = _BASE**3
_SPACE: Final = 32
# So that no fragment reaches from one name into the next.
_GAP: Final = "\0\0\0"
_LONGEST_WORD: Final = 8  # characters of ASCII, seven bits each, which fit where three others do
_PLACE_BITS: Final = np.uint64(32)
NOTHING: Final = 0  # what no name holds


def start(sort: Sort, text: str) -> int:
    """The number of the first three characters of a text, or of all where there are fewer."""
    a, b, c = map(ord, text[:3].ljust(3, "\0"))
    return sort * _BASE_3 + a * _BASE_2 + b * _BASE + c


def word(sort: Sort, text: str) -> int:
    """The number of an acronym or a hint; `NOTHING` for what can be neither."""
    if len(text) > _LONGEST_WORD or not text.isascii():
        return NOTHING
    code = 0
    for character in text.ljust(_LONGEST_WORD, "\0"):
        code = code * 128 + ord(character)
    return sort * _BASE_3 + code


def pairs(squeezed: str) -> list[int]:
    """The numbers of all pieces of two letters; `squeezed` is a key without spaces."""
    points = list(map(ord, squeezed))
    return [a * _BASE_2 + b * _BASE for a, b in pairwise(points)]


def triples(squeezed: str) -> list[int]:
    """The numbers of all pieces of three letters."""
    points = list(map(ord, squeezed))
    return [a * _BASE_2 + b * _BASE + c for (a, b), c in zip(pairwise(points), points[2:], strict=False)]


def slipped_starts(squeezed: str) -> list[int]:
    """What is left of the first four characters when one is lost.

    Two beginnings that one slip of the finger tells apart share one of these (the deletion neighbourhood of
    Garbe's SymSpell, 2012).
    """
    return [start(Sort.SLIPPED_START, squeezed[:place] + squeezed[place + 1 : 4]) for place in range(len(squeezed[:4]))]


class Held(Struct, frozen=True):
    """Which entries hold which fragments."""

    codes: Codes  # each fragment once, ascending
    counts: NDArray[np.int32]  # how many hold it
    numbers: Numbers  # of those, fragment after fragment


def held(entries: Sequence[Entry], numbers: Numbers) -> Held:
    """Every fragment of the entries, with the numbers of those that hold it, in the order in which they are given.

    An entry is found by its two and three letter pieces, its beginning, also with one character lost, the
    beginnings of its words (of every character in Han and kana, which write no spaces), its acronyms and its hints.
    """
    found = _Pairs()
    _add_squeezed(found, [entry.key.replace(" ", "") for entry in entries])
    _add_words(found, [entry.key for entry in entries])
    _add_acronyms(found, entries)
    return found.grouped(numbers)


class _Pairs:
    """Fragments beside the places that hold them; the same pair may come again."""

    def __init__(self) -> None:
        self._codes: list[Codes] = []
        self._places: list[Places] = []

    def add(self, sort: Sort, codes: Codes, places: Places, where: Mask) -> None:
        """Take over the pairs for which `where` is true; the codes do not know their sort yet."""
        self._codes.append(codes[where] + np.uint64(sort * _BASE_3))
        self._places.append(places[where])

    def add_words(self, sort: Sort, words: Sequence[str], places: Sequence[int]) -> None:
        """Take over words of at most eight ASCII characters."""
        letters = np.array(words, dtype=f"S{_LONGEST_WORD}").view(np.uint8).reshape(len(words), _LONGEST_WORD)
        codes = letters.astype(np.uint64) @ (np.uint64(128) ** np.arange(_LONGEST_WORD, dtype=np.uint64)[::-1])
        self._codes.append(codes + np.uint64(sort * _BASE_3))
        self._places.append(np.array(places, dtype=np.int32))

    def grouped(self, numbers: Numbers) -> Held:
        """All pairs by their fragments, each once, with the number that stands at each place."""
        codes, places = np.concatenate(self._codes), np.concatenate(self._places)
        order = np.argsort(codes)
        codes, places = codes[order], places[order]
        is_new = _differs(codes)
        # Ranks are small enough to sort them together with the places, as one number.
        both = (np.cumsum(is_new, dtype=np.uint64) << _PLACE_BITS) | places.astype(np.uint64)
        both.sort()
        both = both[_differs(both)]
        codes = codes[is_new]
        counts = np.bincount((both >> _PLACE_BITS).astype(np.intp) - 1, minlength=len(codes))
        return Held(codes, counts.astype(np.int32), numbers[both.astype(np.uint32)])


def _differs(values: NDArray[np.uint64]) -> Mask:
    """Whether each differs from the one before; the first does."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _add_squeezed(found: _Pairs, texts: Sequence[str]) -> None:
    (a, b, c, d), places, begins = _windows(texts)
    one, two = a * np.uint64(_BASE_2), b * np.uint64(_BASE)
    pair = one + two
    triple = pair + c
    has_2, has_3 = (a > 0) & (b > 0), (a > 0) & (c > 0)
    found.add(Sort.PIECE, pair, places, has_2)
    found.add(Sort.PIECE, triple, places, has_3)
    is_unspaced = ((a >= 0x3041) & (a <= 0x30FF)) | ((a >= 0x3400) & (a <= 0x9FFF)) | (a >= 0x20000)
    for sort, where in ((Sort.WORD_START, is_unspaced), (Sort.NAME_START, begins)):
        found.add(sort, one, places, where)
        found.add(sort, pair, places, where & has_2)
        found.add(sort, triple, places, where & has_3)
    a, b, c, d, places = a[begins], b[begins], c[begins], d[begins], places[begins]
    for lost, (first, second, third) in ((a, (b, c, d)), (b, (a, c, d)), (c, (a, b, d)), (d, (a, b, c))):
        left = first * np.uint64(_BASE_2) + second * np.uint64(_BASE) + third
        found.add(Sort.SLIPPED_START, left, places, lost > 0)


def _add_words(found: _Pairs, texts: Sequence[str]) -> None:
    (a, b, c, _d), places, begins = _windows(texts)
    begins |= np.append(False, a[:-1] == _SPACE)
    a, b, c, places = a[begins], b[begins], c[begins], places[begins]
    has_2 = (b > 0) & (b != _SPACE)
    has_3 = has_2 & (c > 0) & (c != _SPACE)
    one = a * np.uint64(_BASE_2)
    pair = one + b * np.uint64(_BASE)
    found.add(Sort.WORD_START, one, places, a > 0)
    found.add(Sort.WORD_START, pair, places, has_2)
    found.add(Sort.WORD_START, pair + c, places, has_3)


def _add_acronyms(found: _Pairs, entries: Sequence[Entry]) -> None:
    words: dict[Sort, tuple[list[str], list[int]]] = {
        sort: ([], []) for sort in (Sort.ACRONYM, Sort.ACRONYM_START, Sort.HINT)
    }
    for place, entry in enumerate(entries):
        starts: list[str] = []
        if entry.acronyms:
            whole = entry.acronyms[0]  # the one that people are seen typing letter by letter
            starts = [whole[:length] for length in range(3, len(whole))]
        for sort, more in ((Sort.ACRONYM, entry.acronyms), (Sort.ACRONYM_START, starts), (Sort.HINT, entry.hints)):
            texts, places = words[sort]
            texts += more
            places += [place] * len(more)
    for sort, (texts, places) in words.items():
        if texts:
            found.add_words(sort, texts, places)


def _windows(texts: Sequence[str]) -> tuple[tuple[Characters, Characters, Characters, Characters], Places, Mask]:
    """Each character of the texts and the three after it; whose it is; whether it is the first of its text."""
    joined = "".join([text + _GAP for text in texts])
    points = np.frombuffer((joined + _GAP).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    lengths = np.array([len(text) for text in texts], dtype=np.int64) + len(_GAP)
    places = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    begins = np.zeros(len(joined), dtype=np.bool_)
    begins[np.cumsum(lengths) - lengths] = True
    a, b, c, d = (points[after : after + len(joined)] for after in range(4))
    return (a, b, c, d), places, begins
