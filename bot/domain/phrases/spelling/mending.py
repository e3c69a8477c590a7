"""Typing mistakes in a taste phrase, mended one word at a time onto the words that phrases are made of."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.phrases.spelling.ordinary import FILLERS, ORDINARY

_SHORTEST = 4  # letters; "gay" and "gal" are not typing mistakes of each other
_LONGEST_WORD = 24
_TWO_MISTAKES = 8  # letters from which on two mistakes are believed
_REFUSING = frozenset({"without", "nothing", "nobody", "neither", "except", "avoid", "avoiding", "excluding"})
_WEAKLY = 6  # letters from which on two are believed where the words around agree


class Mended(Struct, frozen=True):
    """A word as it was probably meant. `weak` ones count only as part of a longer saying that is otherwise right."""

    word: str
    weak: bool = False


class Spelling:
    """The words that phrases are made of, of sayings and of cues; `others` are right, and meant by no mistake.

    Of words that are as near, those that things are called by (`named`) are meant rather than other ways to say them.
    """

    def __init__(
        self, words: Iterable[str], *, named: Iterable[str], cues: Iterable[str], others: Iterable[str]
    ) -> None:
        self._named = frozenset(named)
        self._known = frozenset((*words, *cues, *others)) | ORDINARY
        # Short words of cues ("not", "any") are near to everything, and most others to some ordinary word.
        cued = (word for word in cues if word in _REFUSING or (len(word) > _SHORTEST and word not in ORDINARY))
        candidates = {word for word in (*words, *cued) if len(word) >= _SHORTEST and word.isascii()}
        self._by_initial: dict[str, list[str]] = {}
        for word in sorted(candidates):
            self._by_initial.setdefault(word[0], []).append(word)

    def mend(self, word: str) -> Mended | None:
        """What a word that means nothing was probably meant to be; None for real words and for what is like nothing.

        The first letter is believed: people seldom mistype it, and half of all false friends differ there.
        """
        if (
            word in self._known
            or word[-1:].isdigit()
            or not _SHORTEST <= len(word) <= _LONGEST_WORD
            or not word.isascii()
        ):
            return None
        most = 2 if len(word) >= _WEAKLY else 1
        nearest = process.extract(
            word, self._by_initial.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=8
        )
        close = [(mistakes, meant) for meant, mistakes, _place in nearest if _believable(word, meant, int(mistakes))]
        if not close:
            return None
        mistakes, meant = min(
            close, key=lambda hit: (hit[0], hit[1] not in self._named, abs(len(hit[1]) - len(word)), hit[1])
        )
        filling = meant in FILLERS and meant not in _REFUSING
        return Mended(meant, weak=filling or (mistakes > 1 and len(word) < _TWO_MISTAKES))


def _believable(word: str, meant: str, mistakes: int) -> bool:
    """In a word of four letters only two that are swapped, one to be doubled, or a missing vowel; fillers take five."""
    if meant in FILLERS and meant not in _REFUSING and len(word) <= _SHORTEST:
        return False
    if len(word) > _SHORTEST:
        return True
    doubled = len(meant) == len(word) + 1 and set(meant) == set(word)
    shortened = len(meant) == len(word) + 1 and _consonants(meant) == _consonants(word)
    return mistakes == 1 and (doubled or shortened or sorted(word) == sorted(meant))


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in "aeiouy")
