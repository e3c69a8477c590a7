"""The shape in which a language says what gives a story away."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    import regex


Pattern: TypeAlias = "regex.Pattern[str]"


class Tells(Struct, frozen=True, dict=True):
    """Patterns of one language. What `innocent` matches is not looked at by the others.

    Every repetition in them is bounded or over plain letters, so that a search is linear in the text.
    """

    fates: tuple[str, ...] = ()  # what becomes of somebody
    turns: tuple[str, ...] = ()  # what was not known before
    endings: tuple[str, ...] = ()  # how it ends
    innocent: tuple[str, ...] = ()
    narrative: tuple[str, ...] = ()  # that the story is told at all: somebody does something
    craft: tuple[str, ...] = ()  # words about the making: a sentence that holds one is no narrative

    @cached_property
    def fate(self) -> Pattern:
        """All of `fates`."""
        return _any_of(self.fates)

    @cached_property
    def turn(self) -> Pattern:
        """All of `turns`."""
        return _any_of(self.turns)

    @cached_property
    def ending(self) -> Pattern:
        """All of `endings`."""
        return _any_of(self.endings)

    @cached_property
    def harmless(self) -> Pattern:
        """All of `innocent`."""
        return _any_of(self.innocent)

    @cached_property
    def told(self) -> Pattern:
        """All of `narrative`."""
        return _any_of(self.narrative)

    @cached_property
    def made(self) -> Pattern:
        """All of `craft`."""
        return _any_of(tuple(rf"(?:{word})" for word in self.craft))


def _any_of(patterns: tuple[str, ...]) -> Pattern:
    import regex

    # (?!) matches nowhere: a language that has no such words yet
    return regex.compile("|".join(patterns) or "(?!)", re.IGNORECASE)
