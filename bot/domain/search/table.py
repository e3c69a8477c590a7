"""All names of all series, numbered, with what is needed to pick and rank them; changed in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.names import Name
from bot.domain.search.postings import HINT, Postings
from bot.domain.series import Series

NameIds = NDArray[np.intp]
_START_SIZE: Final = 64


@dataclass(frozen=True, slots=True)
class Owner:
    """The series that a name belongs to, in the scope where it was put."""

    series: Series
    scope: int


@dataclass(frozen=True, slots=True)
class _Place:
    name: Name
    owner: Owner
    hints: tuple[str, ...]


class NameTable:
    """Names by number. A number that falls free is given out again, so the table never outgrows its catalogue."""

    def __init__(self) -> None:
        self.postings = Postings()
        self._places: list[_Place | None] = []
        self._free: list[int] = []
        self._popularity = np.zeros(_START_SIZE, dtype=np.float32)
        self._lengths = np.zeros(_START_SIZE, dtype=np.int16)
        self._scopes = np.zeros(_START_SIZE, dtype=np.int64)

    @property
    def size(self) -> int:
        """One more than the largest number given out."""
        return len(self._places)

    def add(self, name: Name, owner: Owner, *, hints: tuple[str, ...] = ()) -> int:
        """Take a name in and number it; `hints` are the narrowing words that lead to its series without a name."""
        place = _Place(name, owner, hints)
        if self._free:
            name_id = self._free.pop()
            self._places[name_id] = place
        else:
            name_id = len(self._places)
            self._places.append(place)
            if name_id >= len(self._popularity):
                self._grow()
        self._popularity[name_id] = min(100, max(0, owner.series.popularity)) / 100
        self._lengths[name_id] = len(name.squeezed)
        self._scopes[name_id] = owner.scope
        self.postings.add(name_id, self._held(place))
        return name_id

    def discard(self, name_id: int) -> None:
        """Forget a name; its number falls free."""
        place = self._place(name_id)
        self.postings.discard(name_id, self._held(place))
        self._places[name_id] = None
        self._free.append(name_id)

    def name(self, name_id: int) -> Name:
        """The name with that number."""
        return self._place(name_id).name

    def owner(self, name_id: int) -> Owner:
        """Whose name it is."""
        return self._place(name_id).owner

    def popularity(self, ids: NameIds) -> NDArray[np.float64]:
        """How widely the series of these names are known, in [0, 1]."""
        return self._popularity[ids].astype(np.float64)

    def lengths(self, ids: NameIds) -> NDArray[np.int16]:
        """The lengths of these names without spaces."""
        return self._lengths[ids]

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
        seen = [i for i in ids.tolist() if self._scopes[i] or self.owner(i).series.id not in hidden]
        return np.array(seen, dtype=np.intp)

    def _place(self, name_id: int) -> _Place:
        place = self._places[name_id]
        assert place is not None, "a name that was discarded is still held by a fragment"
        return place

    def _held(self, place: _Place) -> set[str]:
        held = place.name.held()
        held.update(HINT + hint for hint in place.hints)
        return held

    def _grow(self) -> None:
        self._popularity = np.concatenate([self._popularity, np.zeros_like(self._popularity)])
        self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._scopes = np.concatenate([self._scopes, np.zeros_like(self._scopes)])
