"""What the words around a word make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.domain.phrases.cues import BEFORE
from bot.domain.phrases.tokens import AND, MARKS, OR, STOP

_VOICES = frozenset({"sub", "subs", "subtitle", "subtitles", "subbed", "dub", "dubs", "dubbed", "audio"})
_DEGREES = frozenset(
    {"something", "anything", "so", "very", "really", "pretty", "quite", "a", "bit", "is", "emotionally"}
)


def is_of_voices(words: Sequence[str], start: int, end: int, is_country: Callable[[str], bool]) -> bool:
    """Whether a country's name is that of a language here: "with english and spanish subs", "dubbed in german"."""
    further = (word for word in words[end : end + 4] if word not in (AND, OR) and not is_country(word))
    before = words[max(0, start - 2) : start]
    return next(further, "") in _VOICES or (before[-1:] == ["in"] and not _VOICES.isdisjoint(before))


def clause_before(words: Sequence[str], place: int) -> Sequence[str]:
    """The words since the last mark."""
    start = next((number for number in range(place, 0, -1) if words[number - 1] in MARKS), 0)
    return words[start:place]


def is_suffix(words: Sequence[str], place: int) -> bool:
    """Whether a word says how much there is of the thing before it: "plot heavy"; not in "something heavy"."""
    before = words[place - 1] if place else STOP
    return before not in MARKS and before not in _DEGREES and before not in BEFORE
