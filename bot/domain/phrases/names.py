"""Names within a taste phrase: people, couples, networks, authors; and titles that a wish is set against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field

from bot.domain.phrases.spelling.ordinary import ORDINARY
from bot.domain.series import Series
from bot.domain.vocabulary import fold_phrase

LONGEST_NAME = 8  # words
_SHORTEST_TITLE = 3  # letters
_PAIR = 2  # words
_PARTED = 3  # words of an East Asian name whose given name is parted


class NameSearch(Protocol):
    """Finds series by the names of those who made them, and by titles. Words are folded; every look-up is exact."""

    def find(self, words: Sequence[str], *, introduced: bool) -> frozenset[str]:
        """Ids of the series of somebody of this name, or for a network; a given name alone counts where `introduced`
        ("with Mile").
        """
        ...

    def titled(self, words: Sequence[str]) -> tuple[Series, frozenset[str]] | None:
        """The best known series of exactly this name, with the ids of all whose names begin so."""
        ...


class _Names(Struct):
    """Series ids by folded names."""

    whole: dict[str, set[str]] = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=dict)
    called: dict[str, set[str]] = field(default_factory=dict)  # by the first word: a Thai nickname

    def add(self, name: str, series_id: str) -> None:
        """A person: every run of two words and more stands for them, a single word only where introduced."""
        words = fold_phrase(name).split()[:LONGEST_NAME]
        if len(words) > _PARTED:  # of long names, the first and the last
            self.whole.setdefault(f"{words[0]} {words[-1]}", set()).add(series_id)
        if len(words) == _PARTED:  # "Lee Min Ho" is written "Lee Minho", too
            given = words[1] + words[2]
            self.whole.setdefault(f"{words[0]} {given}", set()).add(series_id)
            self.given.setdefault(given, set()).add(series_id)
            self.whole.setdefault(given, set()).add(series_id)
        if len(words) == 1 and words[0] not in ORDINARY:  # "IU"
            self.whole.setdefault(words[0], set()).add(series_id)
        if words and words[0] not in ORDINARY:
            self.called.setdefault(words[0], set()).add(series_id)
        for start in range(len(words)):
            self.given.setdefault(words[start], set()).add(series_id)
            for end in range(start + 2, len(words) + 1):
                self.whole.setdefault(" ".join(words[start:end]), set()).add(series_id)

    def add_whole(self, name: str, series_id: str) -> None:
        """A couple or a network: only the whole name, which may be one word."""
        folded = fold_phrase(name)
        self.whole.setdefault(folded, set()).add(series_id)
        self.whole.setdefault(folded.replace(" ", ""), set()).add(series_id)


class NameIndex:
    """Who made which series, and what they are called."""

    def __init__(self, series: Iterable[Series]) -> None:
        self._names = _Names()
        self._titles: dict[str, list[Series]] = {}
        for one in series:
            _add_people(self._names, one)
            for title in dict.fromkeys(map(fold_phrase, one.names())):
                self._titles.setdefault(title, []).append(one)
        self._sorted = sorted(self._titles)

    def find(self, words: Sequence[str], *, introduced: bool) -> frozenset[str]:
        """See `NameSearch`."""
        said = " ".join(words)
        found = self._names.whole.get(said) or self._names.whole.get(said.replace(" ", ""), set())
        if introduced and len(words) == 1:
            found = found | self._names.given.get(said, set())
        if not found and len(words) == _PAIR and words[0] != words[1]:  # "Max Tul", who play together
            called = self._names.called
            found = called.get(words[0], set()) & called.get(words[1], set())
        return frozenset(found)

    def titled(self, words: Sequence[str]) -> tuple[Series, frozenset[str]] | None:
        """See `NameSearch`."""
        said = " ".join(words)
        series = self._titles.get(said)
        if series is None or len(said) < _SHORTEST_TITLE:
            return None
        ids = {one.id for title in self._beginning(said) for one in self._titles[title]}
        return max(series, key=lambda one: (one.popularity, one.id)), frozenset(ids)

    def _beginning(self, title: str) -> Iterable[str]:
        for place in range(bisect_left(self._sorted, title), len(self._sorted)):
            if not self._sorted[place].startswith(title):
                return
            if self._sorted[place] == title or self._sorted[place][len(title)] == " ":
                yield self._sorted[place]


class ServerNames:
    """A server's own series on top of the bundled ones."""

    def __init__(self, bundled: NameIndex, own: Mapping[str, Series | None]) -> None:
        self._bundled = bundled
        self._own = NameIndex(series for series in own.values() if series is not None)
        self._replaced = frozenset(own)

    def find(self, words: Sequence[str], *, introduced: bool) -> frozenset[str]:
        """See `NameSearch`."""
        bundled = self._bundled.find(words, introduced=introduced)
        return (bundled - self._replaced) | self._own.find(words, introduced=introduced)

    def titled(self, words: Sequence[str]) -> tuple[Series, frozenset[str]] | None:
        """See `NameSearch`."""
        bundled, own = self._bundled.titled(words), self._own.titled(words)
        if own is not None:
            return own[0], own[1] | (frozenset() if bundled is None else bundled[1] - self._replaced)
        if bundled is None or bundled[0].id in self._replaced:
            return None
        return bundled[0], bundled[1] - self._replaced


def _add_people(names: _Names, series: Series) -> None:
    people = [*series.cast, *series.directors, *series.writers]
    if series.based_on is not None and series.based_on.author:
        people.append(series.based_on.author)
    for name in people:
        names.add(name, series.id)
    for name in (*series.couples, *series.networks):
        names.add_whole(name, series.id)
