"""Korean particles that fit the word before them: 나무를 and 꽃을, where a sentence can only say 을(를)."""

from __future__ import annotations

import re
from typing import Final

from bot.patterns import later_re

# As sentences write them: with a final consonant, and without one.
_PAIRS: Final = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)라": ("이라", "라"),
}
_PARTICLE: Final = later_re("|".join(map(re.escape, _PAIRS)))
_AROUND: Final = later_re(r"(?:\([^()]*\)|[^\w>)])+\Z")  # marks, and what stands in brackets, is not read out
_REACH: Final = 200  # characters before a particle that are looked at
_FIRST, _LAST = "가", "힣"
_FINALS: Final = 28  # syllables that differ by their final consonant only; the first has none
_L: Final = 8  # ㄹ, after which it is 로
_DIGITS: Final = {**dict.fromkeys("036", 1), **dict.fromkeys("178", _L), **dict.fromkeys("2459", 0)}  # 영, 일, 이 …


def fitted(text: str) -> str:
    """`text` with the one of two particles that fits what stands before it.

    Hangul and digits tell; after other letters nobody knows how they are read, so both stay.
    """
    return _PARTICLE.sub(lambda found: _fitting(text[: found.start()], found.group()), text)


def _fitting(before: str, both: str) -> str:
    final = _final(_AROUND.sub("", before[-_REACH:])[-1:])
    if final is None:
        return both
    with_one, without = _PAIRS[both]
    return without if not final or (final == _L and both == "(으)로") else with_one


def _final(letter: str) -> int | None:
    """Which final consonant a letter is read with, 0 for none; None where that is not known."""
    if _FIRST <= letter <= _LAST:
        return (ord(letter) - ord(_FIRST)) % _FINALS
    return _DIGITS.get(letter)
