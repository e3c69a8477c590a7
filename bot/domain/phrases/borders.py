"""Where a word ends in scripts that part no words, so that “긴” is not found in “숨긴”, nor “วาย” in “ฮาวาย”.

Chinese and Japanese write words without anything between them, and any place may be a border. Korean parts words and
hangs particles on them: what is known stands free where its word begins and ends, but for other known words and
particles on either side. A Thai word never begins or ends within a syllable; what merely looks like one that is known
has to be listed (`Tongue.others`).
"""

from __future__ import annotations

from collections.abc import Callable

from bot.patterns import later_re

_HANGUL = later_re("[가-힣]")
_THAI_VOWELS_BEFORE = frozenset("เแโใไ")  # written before the consonant that they belong to
_THAI_MARKS = later_re("[ะ-ฺ็-๎]")  # vowels and tones that belong to the consonant before them
_ANYWHERE = 3  # Korean syllables from which on what follows may be anything
_NEGATING = 1  # one syllable before a long word may turn it around: 무-, 비-, 반-, 탈-


def stands_free(text: str, start: int, end: int, *, known_from: int, goes_on: Callable[[int], bool]) -> bool:
    """Whether `text[start:end]` is a word here. What stands before `start` from `known_from` on is not known yet;
    `goes_on` tells whether something known, or a particle, begins at a place."""
    if _HANGUL.match(text, start):
        return _stands_free_in_korean(text, start, end, known_from, goes_on)
    if _THAI_MARKS.match(text, start) or _THAI_MARKS.match(text, end):
        return False
    return not (start > known_from and text[start - 1] in _THAI_VOWELS_BEFORE)


def _stands_free_in_korean(text: str, start: int, end: int, known_from: int, goes_on: Callable[[int], bool]) -> bool:
    before = start
    while before > known_from and _HANGUL.match(text, before - 1):
        before -= 1
    prefix = start - before
    follows = bool(_HANGUL.match(text, end)) and not goes_on(end)
    if end - start >= _ANYWHERE:
        return prefix != _NEGATING
    return prefix == 0 and not follows
