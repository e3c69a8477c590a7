"""Word search over titles, names and facets, for what is left of a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.domain.series import Series
from bot.domain.vocabulary import Vocabulary, fold_phrase

_TELLING = 0.25  # a word that more of the series have tells nothing,
_FEW = 20  # unless they are as few as this


class WordSearch(Protocol):
    """Finds series by words."""

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """Ids of the series that have all these folded words; none when the words tell nothing."""
        ...


class WordIndex:
    """Which series have which words in their names, people, couples, networks, source and terms."""

    def __init__(self, series: Iterable[Series], vocabulary: Vocabulary) -> None:
        self._ids: dict[str, set[str]] = {}
        count = 0
        for one in series:
            count += 1
            for word in _words(one, vocabulary):
                self._ids.setdefault(word, set()).add(one.id)
        self._most = max(_FEW, count * _TELLING)

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """Ids of the series that have all these folded words; none when the words tell nothing."""
        if all(len(word) == 1 and word.isascii() for word in words) or any(word not in self._ids for word in words):
            return frozenset()
        found = set.intersection(*(self._ids[word] for word in words))
        return frozenset(found) if len(found) <= self._most else frozenset()


class ServerWords:
    """A server's own series on top of the bundled ones."""

    def __init__(self, bundled: WordIndex, own: Mapping[str, Series | None], vocabulary: Vocabulary) -> None:
        self._bundled = bundled
        self._own = WordIndex((series for series in own.values() if series is not None), vocabulary)
        self._replaced = frozenset(own)

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """Ids of the series that have all these folded words; none when the words tell nothing."""
        return (self._bundled.find(words) - self._replaced) | self._own.find(words)


def _words(series: Series, vocabulary: Vocabulary) -> set[str]:
    texts = [*series.names(), *series.directors, *series.writers, *series.cast, *series.couples, *series.networks]
    texts += [vocabulary.label(term) for term in (*series.genres, *series.tropes)]
    if series.based_on is not None:
        texts += [series.based_on.title, series.based_on.author or ""]
    return {word for text in texts for word in fold_phrase(text).split()}
