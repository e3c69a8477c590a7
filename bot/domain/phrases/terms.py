"""Matching words of a phrase to what we know: terms and their synonyms, countries, and idioms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, cast

from msgspec import Struct
from rapidfuzz import fuzz, process

from bot.domain.phrases.borders import stands_free
from bot.domain.phrases.constraints import FromCountry, HasTerm, TermFacet
from bot.domain.phrases.cues import AFTER, BEFORE, EMPTY
from bot.domain.phrases.forms import Forms
from bot.domain.phrases.places import COUNTRY_WORDS
from bot.domain.phrases.spelling.mending import Spelling
from bot.domain.phrases.spelling.ordinary import FILLERS, ORDINARY
from bot.domain.phrases.spelling.real_words import REAL_WORDS
from bot.domain.phrases.tongues import OTHERS, in_english
from bot.domain.phrases.wording.idioms import AGES, IDIOMS, Asked, of_age
from bot.domain.vocabulary import Vocabulary, fold_phrase
from bot.i18n import current_language
from bot.patterns import later_re

LONGEST = 8  # words in a way to say something
_REMOTELY = 72.0  # likeness from which on a term may be what was meant; shown as a question only
_NOTES = "content_notes"
_SHORTEST = 4  # letters of what may have been meant
_COMPARATIVES = ("ier", "est")
_COMPARABLE = 6  # letters
_GLUED = 7  # letters from which on words without their blanks are recognised


class Found(Struct, frozen=True):
    """What was asked, and the number of words it took."""

    asked: tuple[Asked, ...]
    length: int


class Sayings:
    """Every way to say something that a phrase may hold; built once a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        terms = {
            phrase: HasTerm(cast(TermFacet, facet), term.id) for phrase, (facet, term) in vocabulary.phrases.items()
        }
        known: dict[str, tuple[Asked, ...]] = {said: ((term, False),) for said, term in terms.items()}
        known |= {fold_phrase(word): ((FromCountry(code), False),) for word, code in COUNTRY_WORDS.items()}
        known |= {fold_phrase(said): asked for said, asked in IDIOMS.items()}
        self._known: Mapping[str, tuple[Asked, ...]] = _with_forms(_with_plurals(known))
        self._forms = Forms({said: asked for said, asked in known.items() if " " in said})
        self.labels = tuple(dict.fromkeys(term.label for _facet, term in vocabulary.phrases.values()))
        self._glued = {said.replace(" ", ""): said for said in self._known if " " in said and len(said) > _GLUED}
        self._terms = {said: term for said, term in terms.items() if len(said) >= _SHORTEST}
        named = {fold_phrase(term.label) for _facet, term in vocabulary.phrases.values()}
        self.spelling = Spelling(
            _words([*known, *AGES]),
            named=_words(named),
            cues=_words([*BEFORE, *AFTER]),
            others=REAL_WORDS | _words([*EMPTY, *self._known]),
        )
        self.unspaced = tuple(sorted((said for said in self._known if is_unspaced(said)), key=len, reverse=True))
        self._beginnings: dict[str, list[str]] = {}
        for said in self.unspaced:
            self._beginnings.setdefault(said[0], []).append(said)

    def get(self, words: str, this_year: int) -> tuple[Asked, ...] | None:
        """What these folded words ask for, written exactly so, or as one word."""
        if words in _AGES:
            return of_age(words, this_year)
        found = self._known.get(words)
        if found is None:
            found = self._known.get(self._glued.get(words, ""))
        return found if found is not None else self._compared(words)

    def _compared(self, word: str) -> tuple[Asked, ...] | None:
        """What "fluffiest" and "fluffier" ask for; ordinary words ("modest", "honest") compare nothing."""
        if " " in word or not word.endswith(_COMPARATIVES) or len(word) < _COMPARABLE or word in ORDINARY:
            return None
        stem = word.removesuffix("est").removesuffix("ier")
        bases = (f"{stem[:-1]}y", stem, f"{stem}e", f"{stem}y")
        return next((asked for base in bases if (asked := self._known.get(base)) is not None), None)

    def longest(self, words: Sequence[str], start: int, stop: int, this_year: int) -> Found | None:
        """The longest saying that starts here and ends before `stop`, written exactly so."""
        for length in range(min(LONGEST, stop - start), 0, -1):
            asked = self.get(" ".join(words[start : start + length]), this_year)
            if asked is not None:
                return Found(asked, length)
        return None

    def longest_told(self, words: Sequence[str], start: int, stop: int) -> Found | None:
        """The longest saying of several words that starts here and ends before `stop`, in any form of its words."""
        found = self._forms.longest(words, start, stop)
        return None if found is None else Found(*found)

    def covers(self, text: str) -> bool:
        """Whether these words say nothing but what is known: no title then."""
        words = fold_phrase(in_english(text, current_language(), self.labels, self.unspaced, self.is_saying)).split()
        place = 0
        while place < len(words):
            found = self.longest(words, place, len(words), 2000)
            if found is None and words[place] not in FILLERS:
                return False
            place += 1 if found is None else found.length
        return True

    def is_saying(self, text: str) -> bool:
        """Whether these words are one way to say something, and not several put together."""
        return self.get(fold_phrase(text), 2000) is not None

    def parted(self, word: str) -> list[str]:
        """A word of a script without blanks, parted into what is known and the rest."""
        parts, rest, place = [], "", 0
        while place < len(word):
            other = next((said for said in OTHERS if word.startswith(said, place)), None)
            if other is not None:
                rest += other
                place += len(other)
                continue
            known = self._known_at(word, place, known_from=place - len(rest))
            if known is None:
                rest += word[place]
                place += 1
                continue
            parts += [rest, known] if rest else [known]
            rest, place = "", place + len(known)
        return [*parts, rest] if rest else parts

    def _known_at(self, word: str, place: int, *, known_from: int) -> str | None:
        """The longest saying that stands free here."""
        return next(
            (
                said
                for said in self._beginnings.get(word[place], ())
                if word.startswith(said, place)
                and stands_free(
                    word, place, place + len(said), known_from=known_from, goes_on=lambda end: self._begins(word, end)
                )
            ),
            None,
        )

    def _begins(self, word: str, place: int) -> bool:
        return any(word.startswith(said, place) for said in self._beginnings.get(word[place], ()))

    def nearest(self, words: str, limit: int) -> list[HasTerm]:
        """Terms that somebody may have meant by words that say nothing, the most alike first.

        Never a content note, nor what is less alike than one: nobody who writes "stupid" is asked whether they wish for
        a suicide.
        """
        hits = process.extract(
            words[:60], self._terms.keys(), scorer=fuzz.ratio, score_cutoff=_REMOTELY, limit=4 * limit
        )
        questions = [self._terms[said] for said, _likeness, _place in hits]
        if not questions or questions[0].facet == _NOTES:
            return []
        return list(dict.fromkeys(one for one in questions if one.facet != _NOTES))[:limit]


@lru_cache(maxsize=8)
def sayings_of(vocabulary: Vocabulary) -> Sayings:
    """The ways to say the terms of a vocabulary; kept, as they take a moment to gather."""
    return Sayings(vocabulary)


_AGES = frozenset(AGES)


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that parts no words, or glues particles to them."""
    return unicodedata.category(word[0]) == "Lo"


def _words(sayings: Iterable[str]) -> set[str]:
    return {word for said in sayings for word in said.split()}


def _with_plurals(known: Mapping[str, tuple[Asked, ...]]) -> dict[str, tuple[Asked, ...]]:
    found = dict(known)
    for said, asked in known.items():
        found.setdefault(said.replace(" x ", " "), asked)  # "boss x employee"; the "x" is not read
        if said.isascii() and (len(said) > 2 or said in ("bl", "gl")):
            other = said[:-1] if said.endswith("s") else f"{said}s"
            if said.endswith("y") and said[-2:-1] not in "aeiou":
                other = f"{said[:-1]}ies"
            if not said.endswith("ss") and other not in ORDINARY:
                found.setdefault(other, asked)
    return found


# What people do in a story, as it is told: "they live in the same house" is "living in the same house".
_TOLD: Final = {
    gerund: (gerund.removesuffix("ing") + ending, f"{gerund.removesuffix('ing')}{ending}s")
    for ending, gerunds in (
        ("", "dying falling fighting growing pretending sleeping solving switching waking"),
        ("e", "hating hiding living losing moving sharing taking trading"),
    )
    for gerund in gerunds.split()
} | {"dying": ("die", "dies"), "getting": ("get", "gets"), "swapping": ("swap", "swaps"), "dating": ("date", "dates")}
_ARTICLES: Final = later_re(r" (?:the|a|an|their|his|her)(?= )")


def _with_forms(known: Mapping[str, tuple[Asked, ...]]) -> dict[str, tuple[Asked, ...]]:
    """All that is known, its verbs in the forms of a story told, and without the articles that many leave out."""
    found = dict(known)
    for said, asked in known.items():
        first, _blank, rest = said.partition(" ")
        for verb in (first, *_TOLD.get(first, ())) if rest else ():
            found.setdefault(f"{verb} {rest}", asked)
            found.setdefault(_ARTICLES.sub("", f"{verb} {rest}"), asked)
    return found
