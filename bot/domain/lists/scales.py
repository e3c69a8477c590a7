"""Ratings on any scale as half points out of ten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from bot.patterns import later_re

LOWEST: Final = 2
HIGHEST: Final = 20

_OUT_OF: Final = later_re(r"\s*(\d+(?:[.,]\d+)?)\s*(?:/|out of|von|sur|de)\s*(\d+)\s*\Z", re.ASCII | re.IGNORECASE)
_NUMBER: Final = later_re(r"\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*\Z", re.ASCII)
_LETTERS: Final = {"s": 10.0, "a+": 10.0, "a": 9.5, "a-": 9.0, "b+": 8.5, "b": 8.0, "b-": 7.5, "c+": 7.0, "c": 6.5,
                   "c-": 6.0, "d+": 5.5, "d": 5.0, "d-": 4.5, "e": 3.0, "f": 2.0}  # fmt: skip
_FACES: Final = {":(": 3.5, ":|": 6.0, ":)": 8.5, "☹": 3.5, "😐": 6.0, "🙂": 8.5, "😊": 8.5}


def half_points(number: float, top: float) -> int | None:
    """`number` on a scale that ends at `top`, as half points; None for 0, which everywhere means "not rated".

    Raises ValueError for a number past the end of the scale.
    """
    if number < 0 or number > top:
        raise ValueError(f"{number} is not on a scale to {top}")
    if number == 0:
        return None
    return max(LOWEST, min(HIGHEST, int(number / top * HIGHEST + 0.5)))


def read(text: object, top: float) -> int | None:
    """Half points of a rating as it is written in a file: 8.5, "8,5", "4/5", "85%", "★★★½", "B+", ":)".

    `top` ends the scale of plain numbers. None where nothing is rated. Raises ValueError for anything else.
    """
    written = str(text if text is not None else "").strip()
    if not written or written in ("-", "N/A", "n/a", "null", "None"):
        return None
    if found := _OUT_OF.match(written):
        return half_points(_float(found[1]), _float(found[2])) if _float(found[2]) else None
    if found := _NUMBER.match(written):
        return half_points(_float(found[1]), 100.0 if found[2] else top)
    if not written.strip("★⭐✩☆½\ufe0f "):
        stars = written.count("★") + written.count("⭐") + 0.5 * written.count("½")
        return half_points(stars, 5.0 if stars <= 5 else 10.0)
    points = _LETTERS.get(written.lower()) or _FACES.get(written)
    if points is None:
        raise ValueError(f"{written!r} is no rating")
    return half_points(points, 10.0)


def read_or_none(text: object, top: float) -> int | None:
    """As `read`; None for what is no rating, too, where one that cannot be read is no reason to leave out the rest."""
    try:
        return read(text, top)
    except ValueError:
        return None


def top_of(ratings: Iterable[object], *, few: int = 3) -> float:
    """The end of the scale that a column of ratings was given on: 5, 10 or 100. Fewer than `few` say nothing of 5."""
    numbers = [_float(found[1]) for text in ratings if (found := _NUMBER.match(str(text if text is not None else "")))]
    highest = max(numbers, default=10.0)
    if highest > 10:
        return 100.0
    return 5.0 if highest <= 5 and len(numbers) >= few else 10.0


def _float(text: str) -> float:
    return float(text.replace(",", "."))
