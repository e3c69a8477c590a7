"""Whether a series is the season, part or film that was asked for."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.search import hints
from bot.domain.search.names import comparable, numbers
from bot.domain.search.normalise import CARDINALS
from bot.domain.series import Kind, Series

# "sweet home final season": one of several, and which one only the asker knows.
_UNNUMBERED: Final = re.compile(r"\b(?:final|last|latest|new|newest|next|upcoming) (?:season|part|volume)\Z")


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
    wanted = _counted(name or key) - {"1"}
    return bool(wanted) and not any(wanted <= _counted(comparable(other)) for other in series.names())


def without_part(typed: str) -> str:
    """What was typed, as it is compared, without the season at its end: "Sweet Home season four" → "sweet home"."""
    key = _UNNUMBERED.sub("", comparable(typed)).rstrip()
    name, _blank, last = key.rpartition(" ")
    return name if name and (last in CARDINALS or (last.isdecimal() and len(last) < 3)) else key


def _counted(key: str) -> frozenset[str]:
    """The numbers in a key, also one that is its last word: "pit babe three"."""
    last = key.rpartition(" ")[2]
    return numbers(key) | ({CARDINALS[last]} if last in CARDINALS else set())
