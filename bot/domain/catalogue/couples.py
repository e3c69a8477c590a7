"""Which couple name belongs to which two of the cast: fans join the names that they call them by."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

_LEAST = 2  # letters of each name


class Billed(Struct, frozen=True):
    """People of the cast who are shown together: two with their couple names, or one alone."""

    people: tuple[str, ...]
    couples: tuple[str, ...] = ()


def beside_actors(cast: Sequence[str], couples: Sequence[str]) -> tuple[list[Billed], list[str]]:
    """The cast in its order, couples beside the two whose names they join, and the couple names left over.

    "OhmNanon" joins *Nanon* Korapat and *Ohm* Pawat, whichever is billed first; "PatPran" names whom they play.
    """
    left = list(couples)
    waiting = list(cast)
    billed: list[Billed] = []
    while waiting:
        one = waiting.pop(0)
        other = next((each for each in waiting if any(_joins(name, one, each) for name in left)), None)
        if other is None:
            billed.append(Billed((one,)))
            continue
        found = [name for name in left if _joins(name, one, other)]
        billed.append(Billed((one, other), tuple(found)))
        waiting.remove(other)
        left = [name for name in left if name not in found]
    return billed, left


def _joins(couple: str, one: str, other: str) -> bool:
    said = "".join(letter for letter in couple.casefold() if letter.isalpha())
    return any(said in (first + second, second + first) for first in _parts(one) for second in _parts(other))


def _parts(name: str) -> list[str]:
    """What a couple name may take of a person: a whole word of the name, or how one begins."""
    words = ["".join(letter for letter in word.casefold() if letter.isalpha()) for word in name.split()]
    return [word[:length] for word in words for length in range(_LEAST, len(word) + 1)]
