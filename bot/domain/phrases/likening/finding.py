"""Looking up titles within a phrase, a bounded number of times."""

from __future__ import annotations

from collections.abc import Callable, Generator
from itertools import islice
from typing import Generic, TypeVar

from msgspec import Struct, field

from bot.patterns import later_re

T = TypeVar("T")
R = TypeVar("R")

WORD = later_re(r"\S+")
LONGEST_TITLE = 8  # words
_LONGEST_NAME = 100  # characters
MOST_TRIED = 4  # places in a phrase
MOST_ENDS = 3
_MOST_ASKED = 40  # look-ups; with the above it bounds the work
_NO_END = frozenset(
    {"pls", "please", "plz", "thanks", "and", "or", "but", "with", "meets", "x", "only", "just", "for", "from"}
)  # of a title
_QUOTES = " .…\"'“”*"

Asking = Generator[str, T | None, R]  # yields names, is sent what they name


class Likened(Struct, Generic[T], frozen=True):
    """A thing that was found, and the part of the phrase that speaks of it."""

    thing: T
    start: int
    end: int


class Exactly(str):
    """A name that nothing but its exact letters makes one: "queen of tears" could be a wish for a queen, and tears."""

    __slots__ = ()


class Finder(Struct, Generic[T]):
    """Asks for things by name, a bounded number of times."""

    is_known: Callable[[str], bool]
    is_saying: Callable[[str], bool]
    asked: int = 0
    found: list[Likened[T]] = field(default_factory=list)

    def look(
        self, name: str, *, sure: bool = False, beside: bool = False, exactly: bool = False
    ) -> Asking[T, T | None]:
        """What is called so; None when enough was asked, and for words that say something else, unless it is `sure`
        that they are a name. What stands `beside` a title is one word for word: "like Signal and Stranger"; so is what
        is called `exactly` so.
        """
        name = name.strip(_QUOTES)
        if not name or len(name) > _LONGEST_NAME or self.asked >= _MOST_ASKED:
            return None
        if exactly:
            name = Exactly(name)
        elif not sure and self.is_known(name):
            if not beside and (self.is_saying(name) or len(name.split()) == 1):
                return None
            name = Exactly(name)
        self.asked += 1
        return (yield name)

    def keep(self, thing: T, start: int, end: int) -> None:
        """A thing that was found, and the part of the phrase that speaks of it."""
        self.found.append(Likened(thing, start, end))


def ends(title: str) -> list[int]:
    """Where the first words of a title end, the last of them first."""
    found = islice(WORD.finditer(title), LONGEST_TITLE)
    return [word.end() for word in found if word.group().lower() not in _NO_END][::-1]
