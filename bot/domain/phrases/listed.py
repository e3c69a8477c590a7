"""Lists of words and of ways to say something, as they stand in this package's source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product


def ways(text: str) -> tuple[str, ...]:
    """The ways of saying in a text that parts them by bars; lines may break after any of them."""
    return tuple(" ".join(way.split()) for way in text.split("|") if way.strip())


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def joined(*parts: Iterable[str]) -> list[str]:
    """Every way to say one of each part after the other; an empty one leaves its part out."""
    return [" ".join(filter(None, chosen)) for chosen in product(*parts)]
