"""Titles within a taste phrase: "something like Semantic Error, but sadder"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_LIKENED = re.compile(
    r"(?:\b(?:something|anything|series|dramas?|shows?|more)\s+)?\b(?:like|similar to|in the style of)\s+([^,;\n!?|]+)",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:not|nothing|no|never|without|n[’']t|feels?|looks?|would|I|you|we)\s*$", re.IGNORECASE)
_LONGEST_TITLE = 8  # words
_MOST_TRIED = 4  # places in a phrase; with the above it bounds the work
_COMMAS = re.compile(r"\s*,[\s,]*")
_JOINTS = re.compile(r"^\s*(?:but|and|only|with)\b\s*", re.IGNORECASE)


def take_likened(phrase: str, find: Callable[[str], T | None], *, most: int) -> tuple[list[T], str]:
    """What the phrase likens its wish to, and the phrase without that; at most `most` things.

    `find` knows things by name; of the words after "like", the longest run that it knows is taken. Words that it
    does not know stay, as does what is refused ("nothing like …").
    """
    found: list[T] = []
    rest, read_to = "", 0
    for likened in islice(_LIKENED.finditer(phrase), _MOST_TRIED):
        if len(found) == most or _REFUSED.search(phrase[: likened.start()]):
            continue
        ends = [word.end() for word in re.finditer(r"\S+", likened[1])][:_LONGEST_TITLE]
        for end in reversed(ends):
            thing = find(likened[1][:end].strip(" .…\"'“”*"))
            if thing is not None:
                found.append(thing)
                rest += phrase[read_to : likened.start()] + ", "
                left = likened[1][end:]
                read_to = likened.start(1) + end + (len(left) - len(_JOINTS.sub("", left)))
                break
    return found, _COMMAS.sub(", ", rest + phrase[read_to:]).strip(" ,") if found else phrase
