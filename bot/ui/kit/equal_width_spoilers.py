"""Short words behind bars whose width gives nothing away: "sad" is as wide as "bittersweet".

A bar is drawn over the words, so its length is theirs. Lists are filled up with spaces, as wide as spaces can make them
in a font that is not known here; where there are few things to say, all of them stand in every bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from unicodedata import east_asian_width

from bot.i18n import _, joined

_NO_BREAK = "\u00a0"
# Blanks as wide as words, so that lines of blanks end as unevenly as lines of words. Clients collapse and drop no
# no-break spaces, and screen readers are silent about them.
_BLANK_WORDS = (11, 19, 9, 15, 23, 13)
# Of a list that fits into it, as most in the catalogue do; and of all others: docs/decisions/0037.
_SHORT_EM = 16.0
_LONG_EM = 48.0
_SPACE_EM = 0.27
# Advance widths of a sans serif in em, near enough: those of Helvetica, whose proportions Discord's font shares.
_WIDTHS_EM = (
    dict.fromkeys("ijlI'’|.,:;! ", 0.25)
    | dict.fromkeys("frt-()", 0.33)
    | dict.fromkeys("mwMW", 0.8)
    | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ&", 0.68)
)


def listed(words: Sequence[str]) -> str:
    """A list behind a bar of one of two widths: short where it fits, otherwise long, or a multiple of that."""
    shown = joined(words)
    width_em = _width_em(shown)
    room_em = _SHORT_EM - width_em if width_em <= _SHORT_EM else -width_em % _LONG_EM
    rest = round(room_em / _SPACE_EM)
    filling = ""
    for size in islice(cycle(_BLANK_WORDS), len(shown) % len(_BLANK_WORDS), None):
        if len(filling) >= rest:
            break
        filling += f" {_NO_BREAK * (size - 1)}"
    return f"||{shown}{filling[:rest]}||"


def one_of(word: str, all_words: Sequence[str]) -> str:
    """One of four words behind a bar that holds them all, so that it is the same letters whichever is meant."""
    first, second, third = (each for each in all_words if each != word)
    said = _("{word} (not {first}, {second} or {third})", word=word, first=first, second=second, third=third)
    return f"||{said.replace(' ', _NO_BREAK)}||"  # wrapped between words, it would show how long they are


def _width_em(text: str) -> float:
    return sum(1.0 if east_asian_width(each) in "WF" else _WIDTHS_EM.get(each, 0.55) for each in text)
