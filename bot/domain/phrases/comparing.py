"""What is measured by the titles that a wish is likened to: "like Semantic Error, but longer"."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from bot.domain.phrases.constraints import InRange, NumberField
from bot.domain.series import Series

# The number that a word compares, and whether there has to be more of it.
COMPARED: Final[Mapping[str, tuple[NumberField, bool]]] = {
    "longer": ("total", True),
    "shorter": ("total", False),
    "newer": ("year", True),
    "older": ("year", False),
}


def beside(word: str, likened: Collection[Series]) -> InRange | None:
    """What one of `COMPARED` asks for beside these series, or None where their numbers are not known."""
    field, more = COMPARED[word]
    question = InRange(field, None, None)
    numbers = [number for one in likened if (number := question.value(one)) is not None]
    if not numbers:
        return None
    return InRange(field, max(numbers) + 1, None) if more else InRange(field, None, min(numbers) - 1)
