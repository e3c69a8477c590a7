"""Whether a series is the season, part or film that was asked for."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Final

from bot.domain.search import hints
from bot.domain.search.names import comparable, placed_numbers
from bot.domain.search.normalise import CARDINALS
from bot.domain.series import Kind, Series
from bot.patterns import later_re

# "sweet home final season": one of several, and which one only the asker knows.
_UNNUMBERED: Final = later_re(r"\b(?:final|last|latest|new|newest|next|upcoming) (?:season|part|volume)\Z")


def is_another_part(typed: str, series: Series) -> bool:
    """Whether what was typed counts a season, part or volume that no name of this series has, or asks for a film.

    "pit babe 3" is neither "Pit Babe" nor "Pit Babe 2". Years, which narrow a search, count nothing, and a first part
    need not say that it is the first.
    "love in the big city movie" is not the series, and "sweet home final season" may be any.
    """
    key = comparable(typed)
    name, narrowing = hints.read(key)
    if narrowing.kind is Kind.FILM and series.kind is not Kind.FILM:
        # "… movie" may be the very name of a series, too.
        return not any(hints.read(comparable(other))[1].kind is Kind.FILM for other in series.names())
    if _UNNUMBERED.search(key) and not any(_UNNUMBERED.search(comparable(other)) for other in series.names()):
        return True
    key = name or key
    if all(number == "1" for _place, number in _counted(key)):
        return False
    if narrowing.country not in (None, series.country):
        return True  # "ossan's love thailand 3" is not "Ossan's Love 3"
    return not any(_counts(*_read(other), key) for other in series.names())


def without_part(typed: str) -> str:
    """What was typed, as it is compared, without the season at its end: "Sweet Home season four" → "sweet home"."""
    key = _UNNUMBERED.sub("", comparable(typed)).rstrip()
    name, _blank, last = key.rpartition(" ")
    return name if name and (last in CARDINALS or (last.isdecimal() and len(last) < 3)) else key


@lru_cache(maxsize=16_384)  # a list of 100,000 rows asks for the same names again and again
def _read(name: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    key = comparable(name)
    return key, tuple(_counted(key))


def _counts(name: str, have: tuple[tuple[int, str], ...], key: str) -> bool:
    """Whether a name counts the part that is asked for: each number as often, and where a part is counted."""
    if not have:
        return False
    wanted = [found for found in _counted(key) if found[1] != "1"]
    if Counter(number for _place, number in wanted) - Counter(number for _place, number in have):
        return False  # "2 Moons" is not "2 moons 2"
    return all(_is_met(name, have, key, place, number) for place, number in wanted)


def _is_met(name: str, have: tuple[tuple[int, str], ...], key: str, place: int, number: str) -> bool:
    """Whether a name counts what the key counts there: as its last word, or behind the same word.

    The 2 of "TharnType 2: 7 Years of Love" is met by "tharntype 2", but its 7 not by "tharntype 7"; nor is the 4 of
    "4 Minutes" by "4 minutes 4".
    """
    ends = [at for at, other in have if other == number and at > 1 and at + len(number) >= len(name)]
    return bool(ends) or any(
        _word_before(name, at) == _word_before(key, place) for at, other in have if other == number
    )


def _word_before(text: str, place: int) -> str:
    """The letters that a number stands behind: "history" in "history 3 trapped" and "history3 trapped"."""
    return text[:place].rstrip().rpartition(" ")[2]


def _counted(key: str) -> list[tuple[int, str]]:
    """The numbers in a key and where, also one that is its last word: "pit babe three"."""
    before, _blank, last = key.rpartition(" ")
    return [*placed_numbers(key), *([(len(before) + 1, CARDINALS[last])] if last in CARDINALS else [])]
