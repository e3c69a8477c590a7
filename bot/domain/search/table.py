"""All names of all series, numbered, with what is needed to pick and rank them; changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.names import KINDS, Name
from bot.domain.search.postings import HINT, Postings
from bot.domain.series import Series

NameIds = NDArray[np.intp]
_START_SIZE: Final = 64


@dataclass(frozen=True, slots=True)
class Owner:
    """The series that a name belongs to, in the scope where it was put."""

    series: Series
    scope: int


class NameTable:
    """Names by number. A number that falls free is given out again, so the table never outgrows its catalogue."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._names: list[Name | None] = []
        self._owners: list[Owner | None] = []
        self._hints: dict[int, tuple[str, ...]] = {}
        self._free: list[int] = []
        self._popularity = np.zeros(_START_SIZE, dtype=np.float32)
        self._lengths = np.zeros(_START_SIZE, dtype=np.int16)
        self._years = np.zeros(_START_SIZE, dtype=np.int16)
        self._kinds = np.zeros(_START_SIZE, dtype=np.int8)
        self._scopes = np.zeros(_START_SIZE, dtype=np.int64)
        self._firsts = np.zeros(_START_SIZE, dtype=np.int32)

    @property
    def size(self) -> int:
        """One more than the largest number given out."""
        return len(self._names)

    @property
    def count(self) -> int:
        """How many names there are."""
        return len(self._names) - len(self._free)

    def add(self, name: Name, owner: Owner, *, first: int | None = None, hints: tuple[str, ...] = ()) -> int:
        """Take a name in and number it.

        `first` is the number of the first name of the same owner, None for that one itself; `hints` are the narrowing
        words that lead to its series without a name.
        """
        if self._free:
            name_id = self._free.pop()
            self._names[name_id], self._owners[name_id] = name, owner
        else:
            name_id = len(self._names)
            self._names.append(name)
            self._owners.append(owner)
            if name_id >= len(self._popularity):
                self._grow()
        self._popularity[name_id] = min(100, max(0, owner.series.popularity)) / 100
        self._lengths[name_id] = len(name.squeezed)
        self._years[name_id] = owner.series.year
        self._kinds[name_id] = KINDS.index(name.matched_as)
        self._scopes[name_id] = owner.scope
        self._firsts[name_id] = name_id if first is None else first
        if hints:
            self._hints[name_id] = hints
        self.postings.add(name_id, self._held(name_id, name))
        return name_id

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

    def popularity(self, ids: NameIds) -> NDArray[np.float64]:
        """How widely the series of these names are known, in [0, 1]."""
        return self._popularity[ids].astype(np.float64)

    def lengths(self, ids: NameIds) -> NDArray[np.int16]:
        """The lengths of these names without spaces."""
        return self._lengths[ids]

    def years(self, ids: NameIds) -> NDArray[np.int16]:
        """The years of the series of these names."""
        return self._years[ids]

    def kinds(self, ids: NameIds) -> NDArray[np.int8]:
        """What sort of name each is, as a place in `KINDS`."""
        return self._kinds[ids]

    def firsts(self, ids: NameIds) -> NDArray[np.int32]:
        """The number of the first name of the owner of each."""
        return self._firsts[ids]

    def best_known(self, ids: NDArray[np.int32], count: int) -> NDArray[np.int32]:
        """At most `count` of the names, those of the best known series."""
        if len(ids) <= count:
            return ids
        return ids[np.argpartition(-self._popularity[ids], count)[:count]]

    def visible(self, ids: NameIds, scope: int, hidden: set[str]) -> NameIds:
        """The names that a scope sees: everyone's, except of the `hidden` series ids, and its own."""
        scopes = self._scopes[ids]
        ids = ids[(scopes == 0) | (scopes == scope)]
        if not hidden:
            return ids
        seen = [i for i in ids.tolist() if self._scopes[i] or self.series(i).id not in hidden]
        return np.array(seen, dtype=np.intp)

    def _held(self, name_id: int, name: Name) -> set[str]:
        held = name.held()
        if name_id in self._hints:
            held.update([HINT + hint for hint in self._hints[name_id]])
        return held

    def _grow(self) -> None:
        self._popularity = np.concatenate([self._popularity, np.zeros_like(self._popularity)])
        self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._years = np.concatenate([self._years, np.zeros_like(self._years)])
        self._kinds = np.concatenate([self._kinds, np.zeros_like(self._kinds)])
        self._scopes = np.concatenate([self._scopes, np.zeros_like(self._scopes)])
        self._firsts = np.concatenate([self._firsts, np.zeros_like(self._firsts)])
