"""All names of all series, numbered, with what is needed to pick and rank them; changed in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.bulk import grouped
from bot.domain.search.names import KINDS, Name
from bot.domain.search.postings import ACRONYM, HINT, Postings, fragments
from bot.domain.series import Series

NameIds = NDArray[np.intp]
_START_SIZE: Final = 64
# What is compared of many names at once, a row a name.
_ROW: Final = np.dtype(
    [
        ("scope", "i8"),
        ("popularity", "f4"),  # of the series, in [0, 1]
        ("first", "i4"),  # the number of the first name of the same owner
        ("length", "i2"),  # of the name without spaces
        ("year", "i2"),
        ("kind", "i1"),  # a place in `KINDS`
    ],
    align=True,
)
_KIND: Final = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Owner:
    """The series that a name belongs to, in the scope where it was put."""

    series: Series
    scope: int


@dataclass(frozen=True, slots=True)
class Owned:
    """Everything that one owner brings in: its names, and the narrowing words that lead to it without a name."""

    owner: Owner
    names: Sequence[Name]
    hints: tuple[str, ...]


class NameTable:
    """Names by number. A number that falls free is given out again, so the table never outgrows its catalogue."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._names: list[Name | None] = []
        self._owners: list[Owner | None] = []
        self._hints: dict[int, tuple[str, ...]] = {}  # by the number of the owner's first name
        self._free: list[int] = []
        self._rows = np.zeros(_START_SIZE, dtype=_ROW)

    @property
    def size(self) -> int:
        """One more than the largest number given out."""
        return len(self._names)

    @property
    def count(self) -> int:
        """How many names there are."""
        return len(self._names) - len(self._free)

    def add(self, owned: Owned) -> list[int]:
        """Take the names of one owner in; the number of each."""
        ids: list[int] = []
        for name in owned.names:
            name_id = self._free.pop() if self._free else self._append()
            ids.append(name_id)
            self._names[name_id], self._owners[name_id] = name, owned.owner
            self._rows[name_id] = _row(name, owned.owner, ids[0])
            if name_id == ids[0]:
                self._hints[name_id] = owned.hints
            self.postings.add(name_id, self._held(name_id, name))
        return ids

    def extend(self, many: Iterable[Owned]) -> list[list[int]]:
        """Take the names of many owners in, quicker than by `add` for each but to the same effect."""
        numbered: list[list[int]] = []
        rows: list[tuple[float | int, ...]] = []
        start = self.size
        for owned in many:
            first = self.size
            numbered.append(list(range(first, first + len(owned.names))))
            self._names += owned.names
            self._owners += [owned.owner] * len(owned.names)
            rows += [_row(name, owned.owner, first) for name in owned.names]
            if owned.names:
                self._hints[first] = owned.hints
        while len(self._rows) < self.size:
            self._grow()
        self._rows[start : self.size] = rows
        names = cast(list[Name], self._names[start:])
        self.postings.extend(grouped([name.key for name in names], start))
        for name_id, name in enumerate(names, start):
            if further := self._further(name_id, name):
                self.postings.add(name_id, further)
        return numbered

    def discard(self, name_id: int) -> None:
        """Forget a name; its number falls free."""
        self.postings.discard(name_id, self._held(name_id, self.name(name_id)))
        self._names[name_id] = self._owners[name_id] = None
        self._hints.pop(name_id, None)
        self._free.append(name_id)

    def name(self, name_id: int) -> Name:
        """The name with that number."""
        name = self._names[name_id]
        assert name is not None, "a name that was discarded is still held by a fragment"
        return name

    def series(self, name_id: int) -> Series:
        """The series that the name with that number belongs to."""
        owner = self._owners[name_id]
        assert owner is not None, "a name that was discarded is still held by a fragment"
        return owner.series

    def names(self, ids: NameIds) -> list[Name]:
        """The names with these numbers, each of which is given out."""
        return cast(list[Name], [self._names[name_id] for name_id in ids.tolist()])

    def standing(self, ids: NameIds, length: int) -> NDArray[np.float64]:
        """How these names stand beside others that share as much with a query of so many letters.

        The better known lead, and those of the very same length, as they may be the very same name: however little
        known, that must not be cut.
        """
        # Field by field: to gather whole rows takes five times as long.
        standing: NDArray[np.float64] = 0.1 * self.popularity(ids) + 0.2 * (self.lengths(ids) == length)
        return standing

    def popularity(self, ids: NameIds) -> NDArray[np.float64]:
        """How widely the series of these names are known, in [0, 1]."""
        return self._rows["popularity"][ids].astype(np.float64)

    def lengths(self, ids: NameIds) -> NDArray[np.int16]:
        """The lengths of these names without spaces."""
        return self._rows["length"][ids]

    def years(self, ids: NameIds) -> NDArray[np.int16]:
        """The years of the series of these names."""
        return self._rows["year"][ids]

    def kinds(self, ids: NameIds) -> NDArray[np.int8]:
        """What sort of name each is, as a place in `KINDS`."""
        return self._rows["kind"][ids]

    def firsts(self, ids: NameIds) -> NDArray[np.int32]:
        """The number of the first name of the owner of each."""
        return self._rows["first"][ids]

    def best_known(self, ids: NDArray[np.int32], count: int) -> NDArray[np.int32]:
        """At most `count` of the names, those of the best known series."""
        if len(ids) <= count:
            return ids
        return ids[np.argpartition(-self._rows["popularity"][ids], count)[:count]]

    def are_visible(self, ids: NameIds, scope: int, hidden: set[str]) -> NDArray[np.bool_]:
        """Whether a scope sees each name: everyone's, except of the `hidden` series ids, and its own."""
        scopes = self._rows["scope"][ids]
        seen: NDArray[np.bool_] = (scopes == 0) | (scopes == scope)
        if hidden:
            for place in np.flatnonzero(scopes == 0).tolist():
                seen[place] = self.series(int(ids[place])).id not in hidden
        return seen

    def _append(self) -> int:
        self._names.append(None)
        self._owners.append(None)
        if self.size > len(self._rows):
            self._grow()
        return self.size - 1

    def _grow(self) -> None:
        self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])

    def _held(self, name_id: int, name: Name) -> set[str]:
        """The fragments that it is found by."""
        return fragments(name.key, name.squeezed) | self._further(name_id, name)

    def _further(self, name_id: int, name: Name) -> set[str]:
        """Those of them that are not pieces of its key."""
        further = {HINT + hint for hint in self._hints.get(name_id, ())}
        if name.acronyms:
            further.update([ACRONYM + acronym for acronym in name.acronyms])
            whole = name.acronyms[0]  # the one that people are seen typing letter by letter
            further.update([ACRONYM + whole[:length] for length in range(3, len(whole))])
        return further


def _row(name: Name, owner: Owner, first: int) -> tuple[float | int, ...]:
    series = owner.series
    popularity = min(100, max(0, series.popularity)) / 100
    return owner.scope, popularity, first, len(name.squeezed), series.year, _KIND[name.matched_as]
