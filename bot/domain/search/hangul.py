"""Hangul as the keys that type it, so that a half-typed syllable is a prefix of the whole one.

On a two-set keyboard 돗 is ㄷㅗㅅ, which is also what the screen shows on the way to 도시 (ㄷㅗㅅㅣ).
Composed vowels and final clusters are split into their keystrokes for the same reason.
"""

from __future__ import annotations

from typing import Final

from bot.patterns import later_re

_INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL_KEYS: Final = "ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅗㅏ ㅗㅐ ㅗㅣ ㅛ ㅜ ㅜㅓ ㅜㅔ ㅜㅣ ㅠ ㅡ ㅡㅣ ㅣ"
_FINAL_KEYS: Final = (
    "ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ"
)
_VOWELS: Final = tuple(_VOWEL_KEYS.split())
_FINALS: Final = ("", *_FINAL_KEYS.split())
SYLLABLE: Final = later_re("[가-힣]")
_FIRST_SYLLABLE: Final = 0xAC00
_LAST_SYLLABLE: Final = 0xD7A3

# Compatibility normalisation turns a lone ㄷ into a conjoining letter; these lead back to the keys.
_CONJOINING: Final = {
    **{0x1100 + place: keys for place, keys in enumerate(_INITIALS)},
    **{0x1161 + place: keys for place, keys in enumerate(_VOWELS)},
    **{0x11A7 + place: keys for place, keys in enumerate(_FINALS) if keys},
}

# The Revised Romanisation of Korean (2000), letter by letter, before the sound changes between syllables.
_INITIALS_IN_LATIN: Final = "g|kk|n|d|tt|r|m|b|pp|s|ss||j|jj|ch|k|t|p|h"
_VOWELS_IN_LATIN: Final = "a|ae|ya|yae|eo|e|yeo|ye|o|wa|wae|oe|yo|u|wo|we|wi|yu|eu|ui|i"
_FINALS_IN_LATIN: Final = "|k|k|k|n|n|n|t|l|k|m|p|l|l|p|l|m|p|p|t|t|ng|t|t|k|t|p|t"
_LATIN_INITIALS: Final = tuple(_INITIALS_IN_LATIN.split("|"))
_LATIN_VOWELS: Final = tuple(_VOWELS_IN_LATIN.split("|"))
_LATIN_FINALS: Final = tuple(_FINALS_IN_LATIN.split("|"))


def keystrokes(codepoint: int) -> str | None:
    """The keys that type a Hangul syllable or letter; None for anything else."""
    if _FIRST_SYLLABLE <= codepoint <= _LAST_SYLLABLE:
        initial, vowel, final = _letters(codepoint)
        return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    return _CONJOINING.get(codepoint)


def is_syllable(character: str) -> bool:
    """Whether it is one composed Hangul syllable."""
    return _FIRST_SYLLABLE <= ord(character) <= _LAST_SYLLABLE


def romanised(text: str) -> str:
    """`text` with its Hangul in Latin letters, as fans write it down by ear; the rest stays.

    Revised Romanisation with its most frequent sound change: a final consonant before a vowel moves over.
    """
    written: list[str] = []
    for place, character in enumerate(text):
        if not is_syllable(character):
            written.append(character)
            continue
        initial, vowel, final = _letters(ord(character))
        follower = text[place + 1] if place + 1 < len(text) else ""
        carried = _carried(final, follower)
        onset = "" if place and _carries(text[place - 1], character) else _LATIN_INITIALS[initial]
        written.append(onset + _LATIN_VOWELS[vowel] + (carried or _LATIN_FINALS[final]))
    return "".join(written)


def _letters(codepoint: int) -> tuple[int, int, int]:
    place = codepoint - _FIRST_SYLLABLE
    return place // 588, place % 588 // 28, place % 28


def _carried(final: int, follower: str) -> str:
    """How `final` sounds when it moves to a following syllable that begins with a vowel; "" if it stays."""
    if not final or not follower or not is_syllable(follower):
        return ""
    keys = _FINALS[final]
    if _INITIALS[_letters(ord(follower))[0]] != "ㅇ" or keys == "ㅇ":
        return ""
    kept = {"ㄱ": "k", "ㄴ": "n", "ㄹ": "l", "ㅂ": "p"}[keys[0]] if len(keys) == 2 else ""
    moved = _LATIN_INITIALS[_INITIALS.index(keys[-1])]
    return kept + moved


def _carries(previous: str, character: str) -> bool:
    return is_syllable(previous) and bool(_carried(_letters(ord(previous))[2], character))
