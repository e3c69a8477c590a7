"""What a member avoids for good, in the member's words: "cheating, death; bullying and age gaps"."""

from __future__ import annotations

from msgspec import Struct

from bot.domain.phrases.constraints import AVOIDED_FACETS, HasTerm
from bot.domain.phrases.reading import read_phrase
from bot.domain.phrases.terms import Sayings
from bot.patterns import later_re

_PARTS = later_re(r"[,;\n|]")
_MOST_PARTS = 20
_ANY_YEAR = 2000  # years cannot be avoided for good


class Avoidable(Struct, frozen=True):
    """Ids of the terms that were named, and the words that name nothing of that sort."""

    terms: tuple[str, ...]
    leftover: tuple[str, ...]


def read_avoidable(text: str, sayings: Sayings) -> Avoidable:
    """Content notes, tropes and genres that a text names, misspelt ones too; at most twenty parts of it.

    What is named is meant to be avoided, however it is put: "no cheating" avoids cheating.
    """
    terms: dict[str, None] = {}
    leftover: dict[str, None] = {}
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    for part in parts[:_MOST_PARTS]:
        phrase = read_phrase(f"avoid {part}", sayings, this_year=_ANY_YEAR)
        named = [constraint.question for constraint in (*phrase.constraints, *phrase.clashing, *phrase.allowed)]
        found = [one.term_id for one in named if isinstance(one, HasTerm) and one.facet in AVOIDED_FACETS]
        terms |= dict.fromkeys(found)
        leftover |= dict.fromkeys(phrase.leftover if found else [part])
    leftover |= dict.fromkeys(parts[_MOST_PARTS:])
    return Avoidable(tuple(terms), tuple(leftover))
