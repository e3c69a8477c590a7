"""Which names hold which fragments: the inverted index, changed in place."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.normalise import is_unspaced

# Kinds of fragments that are not plain text carry a mark that no key can hold.
WORD_START: Final = "\x01"
NAME_START: Final = "\x02"
ACRONYM: Final = "\x03"
SLIPPED_START: Final = "\x04"
HINT: Final = "\x05"

# Fragments are added up from the rarest; once so many places are read, the common rest would say little.
# It bounds the work of one query, whatever its length and however large the catalogue.
PLACES_READ: Final = 40_000
ID: Final = np.dtype("<i4")  # how the number of a name is packed
ID_BYTES: Final = ID.itemsize
# Names imagined beside those there are: in a catalogue of a few series every fragment would seem common otherwise.
_IMAGINED: Final = 1_000


def fragments(key: str, squeezed: str) -> set[str]:
    """What a name is found by: its two and three letter pieces, and the beginnings of its words."""
    # Lists rather than generators: a large catalogue is taken in a third faster.
    found = {squeezed[i : i + 3] for i in range(len(squeezed) - 2)}
    found.update([squeezed[i : i + 2] for i in range(len(squeezed) - 1)])
    found.update([NAME_START + squeezed[:length] for length in (1, 2, 3)])
    found.update(slipped_starts(squeezed))
    found.update([WORD_START + word[:length] for word in key.split(" ") for length in (1, 2, 3)])
    if not key.isascii():
        for place, character in enumerate(squeezed):
            if is_unspaced(character):
                found.update(WORD_START + squeezed[place : place + length] for length in (1, 2, 3))
    return found


def slipped_starts(squeezed: str) -> list[str]:
    """What is left of the first four characters when one is lost.

    Two beginnings that one slip of the finger tells apart share one of these (the deletion neighbourhood of
    Garbe's SymSpell, 2012).
    """
    return [SLIPPED_START + squeezed[:place] + squeezed[place + 1 : 4] for place in range(min(4, len(squeezed)))]


def rarity_of(count: int, names: int) -> float:
    """How much a fragment says that `count` of the names hold."""
    return math.log((names + _IMAGINED) / (count + 0.5))


class Postings:
    """Fragment → ids of the names that hold it, in packed numbers."""

    def __init__(self) -> None:
        # Bytes are invisible to the garbage collector, which a hundred thousand lists would make pause, and take half
        # the room of what can be changed: most fragments are held by one name or two.
        self._ids: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, name_id: int, held: Iterable[str]) -> None:
        """Note that the name holds these fragments; each at most once."""
        packed = name_id.to_bytes(ID_BYTES, "little")
        ids = self._ids
        for fragment in held:
            places = ids.get(fragment)
            ids[fragment] = packed if places is None else places + packed

    def extend(self, groups: Iterable[tuple[str, bytes]]) -> None:
        """Note for each fragment the packed ids of names that hold it; each at most once, and none noted already."""
        ids = self._ids
        once: dict[bytes, bytes] = {}  # the fragments that one name alone holds share its number
        for fragment, packed in groups:
            places = ids.get(fragment)
            if places is not None:
                ids[fragment] = places + packed
            elif len(packed) == ID_BYTES:
                ids[fragment] = once.setdefault(packed, packed)
            else:
                ids[fragment] = packed

    def discard(self, name_id: int, held: Iterable[str]) -> None:
        """Forget that the name holds these fragments; the exact undoing of `add`."""
        packed = name_id.to_bytes(ID_BYTES, "little")
        for fragment in held:
            places = self._ids[fragment]
            if len(places) == ID_BYTES:
                del self._ids[fragment]
                continue
            at = places.index(packed)
            while at % ID_BYTES:  # the end of one id and the beginning of the next
                at = places.index(packed, at + 1)
            rest = len(places) - ID_BYTES
            kept = places[:at] + places[rest:] + places[at + ID_BYTES : rest] if at < rest else places[:rest]
            self._ids[fragment] = kept

    def ids(self, *fragments: str) -> NDArray[np.int32]:
        """The names that hold them, in no order, and once for each that they hold."""
        return np.frombuffer(b"".join([self._ids.get(fragment, b"") for fragment in fragments]), dtype=ID)

    def count(self, fragment: str) -> int:
        """How many names hold it."""
        return len(self._ids.get(fragment, b"")) // ID_BYTES

    def overlap(self, wanted: Iterable[str], *, names: int, size: int) -> tuple[NDArray[np.float64], float]:
        """How much of `wanted` each name id below `size` holds, added up by rarity; and how much holding all would be.

        `names` is how many names there are. What no name holds counts too: it is what every name lacks.
        """
        found = [(self._ids.get(fragment, b""), fragment) for fragment in set(wanted)]
        found.sort(key=lambda one: (len(one[0]), one[1]))
        read = list(accumulate(len(packed) for packed, _ in found))
        most = max(PLACES_READ * ID_BYTES, next(filter(None, read), 0))
        chosen = [packed for packed, _ in found[: bisect_right(read, most)]]
        counts = [len(packed) // ID_BYTES for packed in chosen]
        rarities = [rarity_of(count, names) for count in counts]
        ids = np.frombuffer(b"".join(chosen), dtype=ID)
        weights = np.repeat(np.array(rarities, dtype=np.float64), counts)
        return np.bincount(ids, weights=weights, minlength=size).astype(np.float64, copy=False), math.fsum(rarities)
