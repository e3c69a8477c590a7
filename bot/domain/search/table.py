"""All names of all series, numbered, with what is needed to pick and rank them; changed in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray

from bot.domain.search.fragments import Held, held
from bot.domain.search.names import KINDS, Entry, Name, entries_of, name_of
from bot.domain.search.postings import Postings
from bot.domain.series import Series

NameIds = NDArray[np.intp]
NO_NAME: Final = -1
# What is compared of many names at once, a row a name.
_ROW: Final = np.dtype(
    [
        ("scope", "i8"),
        ("popularity", "f4"),  # of the series, in [0, 1]
        ("first", "i4"),  # the number of the first name of the same series
        ("next", "i4"),  # the number of its next name, or `NO_NAME`
        ("length", "i2"),  # of the name without spaces
        ("year", "i2"),
        ("kind", "i1"),  # a place in `KINDS`
    ],
    align=True,
)
_KIND: Final = {kind: place for place, kind in enumerate(KINDS)}
_AT_ONCE: Final = 2_000  # names; some 10 MB while they are worked on
_MOST_READY: Final = 16_384  # names; some 8 MB

Entered = tuple[Series, list[Entry]]


class _Ready(dict[int, Name]):
    """Names by number, each made ready when it is first asked for."""

    def __init__(self, made: Callable[[int], Name]) -> None:
        self._made = made

    def __missing__(self, name_id: int) -> Name:
        name = self[name_id] = self._made(name_id)
        return name


class NameTable:
    """Names by number. A number that falls free is given out again, so the table never outgrows its catalogue.

    Of each name it keeps how it is written, its key and a row; the rest is made when the name is compared, and kept
    for the next time as long as there are not too many.
    """

    def __init__(self) -> None:
        self.postings = Postings()
        self._written: list[str] = []
        self._keys: list[str] = []
        self._series: list[Series | None] = []
        self._rows = np.zeros(1, dtype=_ROW)
        self._free: list[int] = []
        self._ready = _Ready(self._name)

    @property
    def size(self) -> int:
        """One more than the largest number given out."""
        return len(self._keys)

    @property
    def count(self) -> int:
        """How many names there are."""
        return len(self._keys) - len(self._free)

    def fill(self, many: Iterable[Series]) -> list[int]:
        """Take many series into an empty table for everyone, quicker than by `add` for each but to the same effect.

        Returns the number of the first name of each, or `NO_NAME` where nothing can be compared.
        """
        firsts: list[int] = []
        blocks: deque[Held] = deque()
        rows: list[NDArray[np.void]] = []
        for batch in _batches(many):
            start, counts = self.size, [len(entries) for _, entries in batch]
            entries = [entry for _, some in batch for entry in some]
            numbers = np.arange(start, start + len(entries), dtype=np.int32)
            blocks.append(held(entries, numbers))
            rows.append(_rows(batch, numbers, scope=0))
            self._written += [entry.written for entry in entries]
            self._keys += [entry.key for entry in entries]
            self._series += [series for series, some in batch for _ in some]
            ends = (start + np.cumsum(counts)).tolist()
            firsts += [end - count if count else NO_NAME for end, count in zip(ends, counts, strict=True)]
        self._rows = np.concatenate([*rows, self._rows])
        self.postings = Postings(blocks)
        return firsts

    def add(self, series: Series, *, scope: int) -> int:
        """Take one series in; the number of its first name, or `NO_NAME`."""
        entries = entries_of(series)
        if not entries:
            return NO_NAME
        ids = [self._free.pop() if self._free else self._append() for _ in entries]
        numbers = np.array(ids, dtype=np.int32)
        self.postings.add(held(entries, numbers))
        self._rows[numbers] = _rows([(series, entries)], numbers, scope=scope)
        for name_id, entry in zip(ids, entries, strict=True):
            self._written[name_id], self._keys[name_id], self._series[name_id] = entry.written, entry.key, series
        return ids[0]

    def discard(self, first: int) -> None:
        """Forget the series whose first name has this number; the numbers of its names fall free."""
        series = self.series(first)
        ids = [first]
        while (following := int(self._rows["next"][ids[-1]])) != NO_NAME:
            ids.append(following)
        self.postings.discard(held(entries_of(series), np.array(ids, dtype=np.int32)))
        for name_id in reversed(ids):
            self._written[name_id], self._keys[name_id], self._series[name_id] = "", "", None
            self._ready.pop(name_id, None)
            self._free.append(name_id)

    def series(self, name_id: int) -> Series:
        """The series that the name with that number belongs to."""
        series = self._series[name_id]
        assert series is not None, "a name that was discarded is still held by a fragment"
        return series

    def names(self, ids: NameIds) -> list[Name]:
        """The names with these numbers, each of which is given out."""
        if len(self._ready) > _MOST_READY:
            self._ready.clear()
        return list(map(self._ready.__getitem__, ids.tolist()))

    def owners(self, ids: NameIds) -> list[Series]:
        """The series of these names, each of which is given out."""
        return cast(list[Series], list(map(self._series.__getitem__, ids.tolist())))

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
        """The number of the first name of the series of each."""
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

    def _name(self, name_id: int) -> Name:
        return name_of(self._written[name_id], self._keys[name_id], KINDS[self._rows["kind"][name_id]])

    def _append(self) -> int:
        self._written.append("")
        self._keys.append("")
        self._series.append(None)
        if self.size > len(self._rows):
            more = np.zeros(max(64, len(self._rows) // 4), dtype=_ROW)
            self._rows = np.concatenate([self._rows, more])
        return self.size - 1


def _batches(many: Iterable[Series]) -> Iterator[list[Entered]]:
    """The series with their names, so many together that there are some thousands of names."""
    batch: list[Entered] = []
    count = 0
    for series in many:
        entries = entries_of(series)
        batch.append((series, entries))
        count += len(entries)
        if count >= _AT_ONCE:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def _rows(batch: Sequence[Entered], numbers: NDArray[np.int32], *, scope: int) -> NDArray[np.void]:
    """The rows of the names of some series, which have these numbers one after the other."""
    owners = np.repeat(np.arange(len(batch)), [len(entries) for _, entries in batch])
    is_first = np.append(True, owners[1:] != owners[:-1])[: len(owners)]
    rows = np.zeros(len(owners), dtype=_ROW)
    rows["scope"] = scope
    rows["popularity"] = np.array([min(100, max(0, series.popularity)) / 100 for series, _ in batch])[owners]
    rows["year"] = np.array([series.year for series, _ in batch])[owners]
    rows["first"] = numbers[np.maximum.accumulate(np.where(is_first, np.arange(len(owners)), 0))]
    rows["next"] = np.where(np.append(is_first[1:], True)[: len(owners)], NO_NAME, np.append(numbers[1:], NO_NAME))
    rows["length"] = [len(entry.key) - entry.key.count(" ") for _, entries in batch for entry in entries]
    rows["kind"] = [_KIND[entry.matched_as] for _, entries in batch for entry in entries]
    return rows
