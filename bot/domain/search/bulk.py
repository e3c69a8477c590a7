"""The fragments of many names at once: the same that `postings.fragments` finds for one, several times as fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.postings import ID, ID_BYTES, NAME_START, SLIPPED_START, WORD_START

# Code points, 0 where there is no character.
Characters = NDArray[np.uint64]
Places = NDArray[np.int32]
Mask = NDArray[np.bool_]
Pairs = tuple[NDArray[np.uint64], Places]

# The mark of a fragment and its up to three characters are the digits of one number. Marks are small enough for it
# to fit 64 bits.
_BASE: Final = np.uint64(0x110000)
_SPACE: Final = 32
# So that no fragment reaches from one name into the next.
_GAP: Final = "\0\0\0"
_AT_ONCE: Final = 20_000  # names; some 70 MB while they are worked on


def grouped(keys: Sequence[str], start: int) -> Iterator[tuple[str, bytes]]:
    """Each fragment, and the packed numbers of the names that hold it, each once; names are numbered from `start`.

    A fragment comes once for every 20,000 names.
    """
    for first in range(0, len(keys), _AT_ONCE):
        codes, places = _sorted(list(_pairs(keys[first : first + _AT_ONCE])))
        begins = np.flatnonzero(_differs(codes))
        bounds = (np.append(begins, len(codes)) * ID_BYTES).tolist()
        packed = (places + (start + first)).astype(ID).tobytes()
        for fragment, (begin, end) in zip(_written(codes[begins]), pairwise(bounds), strict=True):
            yield fragment, packed[begin:end]


def _sorted(pairs: Sequence[Pairs]) -> Pairs:
    """The pairs in ascending order, each once."""
    codes = np.concatenate([codes for codes, _ in pairs])
    places = np.concatenate([places for _, places in pairs])
    order = np.lexsort((places, codes))
    codes, places = codes[order], places[order]
    is_new = _differs(codes) | _differs(places)
    return codes[is_new], places[is_new]


def _differs(values: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Whether each differs from the one before; the first does."""
    return np.append(True, values[1:] != values[:-1])


def _pairs(keys: Sequence[str]) -> Iterator[Pairs]:
    """Every fragment as a number, beside the place of a name that holds it; the same pair may come again."""
    (a, b, c, d), held_by, begins = _windows([key.replace(" ", "") for key in keys])
    none = np.zeros_like(a)
    yield _coded("", a, b, none, held_by, (a > 0) & (b > 0))
    yield _coded("", a, b, c, held_by, (a > 0) & (c > 0))
    is_unspaced = ((a >= 0x3041) & (a <= 0x30FF)) | ((a >= 0x3400) & (a <= 0x9FFF)) | (a >= 0x20000)
    yield from _beginnings(WORD_START, a, b, c, held_by, is_unspaced)
    yield from _beginnings(NAME_START, a, b, c, held_by, begins)
    yield _coded(SLIPPED_START, b, c, d, held_by, begins)
    yield _coded(SLIPPED_START, a, c, d, held_by, begins & (b > 0))
    yield _coded(SLIPPED_START, a, b, d, held_by, begins & (c > 0))
    yield _coded(SLIPPED_START, a, b, c, held_by, begins & (d > 0))
    (a, b, c, _), held_by, begins = _windows(keys)
    begins |= np.append(False, a[:-1] == _SPACE)
    b, c = np.where(b == _SPACE, 0, b), np.where((b == _SPACE) | (c == _SPACE), 0, c)
    yield from _beginnings(WORD_START, a, b, c, held_by, begins)


def _windows(texts: Sequence[str]) -> tuple[tuple[Characters, ...], Places, Mask]:
    """Each character of the texts and the three after it; whose it is; whether it is the first of its text."""
    joined = "".join([text + _GAP for text in texts])
    points = np.frombuffer((joined + _GAP).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    lengths = np.array([len(text) for text in texts]) + len(_GAP)
    held_by = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    begins = np.zeros(len(joined), dtype=np.bool_)
    begins[np.cumsum(lengths) - lengths] = True
    return tuple(points[after : after + len(joined)] for after in range(4)), held_by, begins


def _beginnings(
    mark: str, a: Characters, b: Characters, c: Characters, held_by: Places, where: Mask
) -> Iterator[Pairs]:
    """The first one, two and three characters."""
    none = np.zeros_like(a)
    yield _coded(mark, a, none, none, held_by, where)
    yield _coded(mark, a, b, none, held_by, where & (b > 0))
    yield _coded(mark, a, b, c, held_by, where & (c > 0))


def _coded(mark: str, a: Characters, b: Characters, c: Characters, held_by: Places, where: Mask) -> Pairs:
    a, b, c = a[where], b[where], c[where]
    return ((np.uint64(ord(mark or "\0")) * _BASE + a) * _BASE + b) * _BASE + c, held_by[where]


def _written(codes: NDArray[np.uint64]) -> list[str]:
    """The fragments that the numbers stand for."""
    digits = np.zeros((len(codes), 4), dtype="<u4")
    for column in (3, 2, 1):
        codes, digits[:, column] = np.divmod(codes, _BASE)
    digits[:, 0] = codes
    # Zeros are dropped at the end of a text, not at its beginning, where they stand for "no mark".
    is_plain = digits[:, 0] == 0
    digits[is_plain, :3], digits[is_plain, 3] = digits[is_plain, 1:], 0
    written: list[str] = digits.view("<U4")[:, 0].tolist()
    return written
