"""Which names hold which fragments: the inverted index, changed in place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.fragments import Held, Numbers

# Fragments are added up from the rarest; once so many places are read, the common rest would say little.
# It bounds the work of one query, whatever its length and however large the catalogue.
PLACES_READ: Final = 40_000
_Whole = TypeVar("_Whole", bound=np.integer[Any])
_ID: Final = np.dtype("<i4")  # how the number of a name is packed
_NONE: Final = np.zeros(0, dtype=_ID)
_NO_CODES: Final = np.zeros(0, dtype=np.uint64)
_BEYOND: Final = np.uint64(2**64 - 1)  # larger than every code, so that whatever is looked for has a place
# Names imagined beside those there are: in a catalogue of a few series every fragment would seem common otherwise.
_IMAGINED: Final = 1_000


@lru_cache(maxsize=4_096)  # a few numbers are asked for again and again: most fragments are held by a handful
def rarity_of(count: int, names: int) -> float:
    """How much a fragment says that `count` of the names hold."""
    return math.log((names + _IMAGINED) / (count + 0.5))


class Postings:
    """Fragment → numbers of the names that hold it.

    What is there from the beginning lies in four arrays: the fragments in order, where the names of each begin, how
    many they are, and the names. A million fragments, most of them of one name or two, would as objects take ten times
    the room. What comes later is kept by fragment.
    """

    def __init__(self, blocks: deque[Held] | None = None) -> None:
        """Take over what the names hold, and the blocks with it, which are emptied to save room.

        The names of each block, numbered on, come after those of the one before.
        """
        blocks = blocks or deque()
        every = np.concatenate([_NO_CODES, *(block.codes for block in blocks)])
        self._codes = np.append(distinct(every), _BEYOND)
        del every
        self._counts = np.zeros(len(self._codes), dtype=np.int32)
        for block in blocks:
            self._counts[self._codes.searchsorted(block.codes)] += block.counts
        self._begins = np.cumsum(self._counts, dtype=np.int64) - self._counts
        self._numbers = np.empty(int(self._counts.sum()), dtype=_ID)
        free = self._begins.copy()
        while blocks:
            block = blocks.popleft()
            slots = self._codes.searchsorted(block.codes)
            shifts = free[slots] - (np.cumsum(block.counts) - block.counts)
            self._numbers[np.arange(len(block.numbers)) + np.repeat(shifts, block.counts)] = block.numbers
            free[slots] += block.counts
        # Bytes are invisible to the garbage collector, which a hundred thousand lists would make pause.
        self._later: dict[int, bytes] = {}

    def add(self, held: Held) -> None:
        """Note what some names hold that held nothing before."""
        later, packed = self._later, held.numbers.astype(_ID, copy=False).tobytes()
        bounds = np.append(0, held.counts.cumsum() * _ID.itemsize).tolist()
        for code, (begin, end) in zip(held.codes.tolist(), pairwise(bounds), strict=True):
            later[code] = later.get(code, b"") + packed[begin:end]

    def discard(self, held: Held) -> None:
        """Forget what some names hold: the exact undoing of `add`, and of what is there from the beginning."""
        slots = np.repeat(self._codes.searchsorted(held.codes), held.counts)
        for (code, number), slot in zip(_pairs(held), slots.tolist(), strict=True):
            if code in self._later and self._discard_later(code, number):
                continue
            begin, count = int(self._begins[slot]), int(self._counts[slot])
            numbers = self._numbers[begin : begin + count]
            at = int(numbers.searchsorted(number))
            numbers[at:-1] = numbers[at + 1 :]
            self._counts[slot] -= 1

    def _discard_later(self, code: int, number: int) -> bool:
        """Whether the pair was among those that came later."""
        numbers = np.frombuffer(self._later[code], dtype=_ID)
        kept = numbers[numbers != number]
        if not len(kept):
            del self._later[code]
        elif len(kept) < len(numbers):
            self._later[code] = kept.tobytes()
        return len(kept) < len(numbers)

    def find(self, codes: Sequence[int]) -> list[Numbers]:
        """The names that hold each of these fragments, in no order."""
        wanted = np.array(codes, dtype=np.uint64)
        slots = self._codes.searchsorted(wanted)
        begins, ends = self._begins[slots], self._counts[slots] * (self._codes[slots] == wanted)
        ends = ends + begins
        names, later = self._numbers, self._later
        found = [names[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        if later:
            for place, code in enumerate(codes):
                if packed := later.get(code):
                    found[place] = np.concatenate((found[place], np.frombuffer(packed, dtype=_ID)))
        return found


def overlap(
    wanted: Sequence[int], found: Sequence[Numbers], *, names: int, size: int
) -> tuple[NDArray[np.float64], float]:
    """How much of the `wanted` fragments each name below `size` holds, added up by rarity; and how much holding all
    would be.

    `found` are the names that hold each, and `names` is how many there are. What no name holds counts too: it is what
    every name lacks.
    """
    ordered = sorted(zip(map(len, found), wanted, found, strict=True))  # no fragment is wanted twice
    read = list(accumulate(count for count, _, _ in ordered))
    most = max(PLACES_READ, next(filter(None, read), 0))
    chosen = [holders for _, _, holders in ordered[: bisect_right(read, most)]]
    counts = [len(holders) for holders in chosen]
    rarities = [rarity_of(count, names) for count in counts]
    weights = np.repeat(np.array(rarities, dtype=np.float64), counts)
    ids = joined(chosen)
    return np.bincount(ids, weights=weights, minlength=size).astype(np.float64, copy=False), math.fsum(rarities)


def joined(found: Sequence[Numbers]) -> Numbers:
    """The names of several fragments one after the other."""
    return np.concatenate(found) if found else _NONE


def distinct(values: NDArray[_Whole]) -> NDArray[_Whole]:
    """Each value once, in order; `values` is sorted by it. `np.unique` would load a megabyte of what masks arrays."""
    values.sort()
    is_new = np.ones(len(values), dtype=np.bool_)
    np.not_equal(values[1:], values[:-1], out=is_new[1:])
    return values[is_new]


def _pairs(held: Held) -> Iterator[tuple[int, int]]:
    """Each fragment as often as it is held, with the number of a name that holds it."""
    return zip(np.repeat(held.codes, held.counts).tolist(), held.numbers.tolist(), strict=True)
