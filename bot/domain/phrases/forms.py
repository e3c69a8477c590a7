"""What is said in other forms of its words: "fell for her boss" and "falling for the boss" are one thing to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, TypeVar

from bot.domain.phrases.listed import words

T = TypeVar("T")

# What stands beside a noun and changes nothing of what is said.
_IDLE: Final = words("a an the his her their my your our its")
_VERBS: Final = (
    "fall fell fallen | meet met | marry married | fight fought | sleep slept | leave left | lose lost | win won",
    "break broke broken | hide hid | keep kept | teach taught | steal stole stolen | get got gotten",
    "become became | find found | bring brought | forget forgot forgotten | run ran | go went gone",
    "come came | take took taken | give gave given | know knew known | wake woke woken | see saw seen | tell told",
)
_NOUNS: Final = ("kid kids child children | woman women | man men | wife wives | thief thieves",)
_FORMS: Final = [forms.split() for line in (*_VERBS, *_NOUNS) for forms in line.split(" | ")]
_IRREGULAR: Final = {form: forms[0] for forms in _FORMS for form in forms[1:]}
_TOLD: Final = frozenset(form for line in _VERBS for form in line.replace("|", "").split())
_NO_VERBS: Final = words(
    "anything being ceiling ending evening everything feeling king morning nothing ring setting sibling something"
    " spring string thing wedding"
)
_SHORTEST = 3  # letters of a word that has lost its ending
_LEAST = 2  # words of what is recognised in other forms; one alone may be anything


@lru_cache(maxsize=8192)
def base(word: str) -> str:
    """A word without its ending; no word of a dictionary, but the same for all forms of a verb or noun."""
    word = _IRREGULAR.get(word, word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", "")):
        if word.endswith(ending) and not word.endswith(("ss", "us", "is")) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending) + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if len(word) > _SHORTEST and word[-1] == word[-2] else word


class Forms(Generic[T]):
    """What is told with a verb, in whichever form it comes and whatever articles stand between the words.

    Words that would say two different things so say neither.
    """

    def __init__(self, known: Mapping[str, T]) -> None:
        self._by_bases: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}
        said_twice = set()
        for said, thing in known.items():
            bases = _bases(said.split())
            if len(bases) < _LEAST or not said.isascii() or not any(map(_is_verb, said.split()[:-1])):
                continue
            if self._by_bases.setdefault(bases, thing) != thing:
                said_twice.add(bases)
            self._longest[bases[0]] = max(len(bases), self._longest.get(bases[0], 0))
        for bases in said_twice:
            del self._by_bases[bases]

    def longest(self, said: Sequence[str], start: int, stop: int) -> tuple[T, int] | None:
        """The most that these words say from `start` on and before `stop`, and how many of them say it."""
        if start >= stop or said[start] in _IDLE:
            return None
        room = self._longest.get(base(said[start]), 0)
        bases: list[str] = []
        found = None
        for place in range(start, stop):
            if said[place] in _IDLE:
                continue
            bases.append(base(said[place]))
            if len(bases) > room:
                break
            thing = self._by_bases.get(tuple(bases))
            if thing is not None:
                found = thing, place + 1 - start
        return found


def _bases(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(base(word) for word in said if word not in _IDLE)


def _is_verb(word: str) -> bool:
    return word in _TOLD or (word.endswith("ing") and word.removesuffix("s") not in _NO_VERBS)
