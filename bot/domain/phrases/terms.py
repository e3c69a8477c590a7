"""Matching words of a phrase to what we know: terms and their synonyms, countries, endings, states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from rapidfuzz import fuzz, process

from bot.domain.phrases.constraints import EndsWith, FromCountry, HasStatus, HasTerm, Question, TermFacet
from bot.domain.phrases.places import COUNTRY_WORDS
from bot.domain.vocabulary import Vocabulary, fold_phrase

# The plain ratio: partial and weighted ratios take "no" for "novel" and "thai" for "that I".
ALIKE = 80.0
LONGEST = 6  # words in a way to say something
_SHORTEST_FUZZY = 4  # letters; "gay" and "gal" are not typing mistakes of each other
_MOST_FUZZY = 400  # look-ups a phrase; enough for 100 unknown words, and it bounds the work

_ENDINGS = {
    "happy": ("happy ending", "happy end", "happily ever after", "ends well", "ends happily", "happy endings", "he"),
    "bittersweet": ("bittersweet", "bitter sweet", "bittersweet ending", "bittersweet end"),
    "sad": ("sad ending", "sad end", "tragic ending", "tragic", "unhappy ending", "ends badly", "sad endings"),
    "open": ("open ending", "open end", "open endings", "ambiguous ending"),
}
_STATES = {
    "finished": ("completed", "complete", "finished", "fully aired", "already over"),
    "airing": ("airing", "ongoing", "on air", "currently airing", "still running", "weekly"),
    "announced": ("announced", "upcoming", "coming soon", "not out yet", "unreleased"),
}


# Words that say nothing about taste; listed here so that a misspelt one is not taken for a term.
_FILLER_WORDS = (
    "a an the of in on for to i im me my we us our you want wants wanted would like likes love loved need "
    "looking look find show give get something anything some any thing things with and or about that which "
    "who whose is are be been it its this these those there has have having had can could should will where "
    "when what very really so too quite pretty bit little lot lots much more most also only just but please "
    "rather maybe perhaps kind kinds sort type types set based adapted adaptation from by series serial shows "
    "story stories one ones recommend recommendation recommendations watch watching good great nice best new "
    "recorded made full featuring feature features s t m ve ll d re"
)
_REMOTELY = 62.0  # likeness from which on a term may be what was meant; shown as a question only
FILLERS = frozenset(_FILLER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Found:
    """A question, the number of words it took, and how alike the words are (100: exactly).

    Without a question the words are a filler, misspelt.
    """

    question: Question | None
    length: int
    likeness: float


class Sayings:
    """Every way to say something that a phrase may hold; built once a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        known: dict[str, Question] = {}
        known |= {
            phrase: HasTerm(cast(TermFacet, facet), term.id) for phrase, (facet, term) in vocabulary.phrases.items()
        }
        known |= {fold_phrase(word): FromCountry(code) for word, code in COUNTRY_WORDS.items()}
        known |= {said: EndsWith(ending) for ending, ways in _ENDINGS.items() for said in ways}
        known |= {said: HasStatus(state) for state, ways in _STATES.items() for said in ways}
        self._known: Mapping[str, Question] = known
        self._choices = [said for said in {**known, **dict.fromkeys(FILLERS)} if len(said) >= _SHORTEST_FUZZY]

    def nearest(self, words: str, limit: int) -> list[HasTerm]:
        """Terms that somebody may have meant by words that say nothing, the most alike first."""
        hits = process.extract(words, self._choices, scorer=fuzz.ratio, score_cutoff=_REMOTELY, limit=4 * limit)
        questions = (self._known.get(said) for said, _likeness, _place in hits)
        return list(dict.fromkeys(one for one in questions if isinstance(one, HasTerm)))[:limit]

    def reader(self) -> Reader:
        """A reader for one phrase, with its own bound on the work."""
        return Reader(self._known, self._choices)


class Reader:
    """Finds what the words at a place of one phrase say."""

    def __init__(self, known: Mapping[str, Question], choices: Sequence[str]) -> None:
        self._known = known
        self._choices = choices
        self._fuzzy: dict[str, tuple[str, float] | None] = {}

    def exact(self, words: Sequence[str], start: int, stop: int) -> Found | None:
        """The longest saying that starts here and ends before `stop`, written exactly so."""
        for length in range(min(LONGEST, stop - start), 0, -1):
            question = self._known.get(" ".join(words[start : start + length]))
            if question is not None:
                return Found(question, length, 100.0)
        return None

    def alike(self, words: Sequence[str], start: int, stop: int) -> Found | None:
        """The most alike saying that starts here and ends before `stop`, at least `ALIKE`."""
        best: Found | None = None
        for length in range(min(LONGEST, stop - start), 0, -1):
            hit = self._nearest(" ".join(words[start : start + length]))
            if hit is not None and (best is None or hit[1] > best.likeness):
                best = Found(self._known.get(hit[0]), length, hit[1])
        return best

    def _nearest(self, words: str) -> tuple[str, float] | None:
        if len(words) < _SHORTEST_FUZZY:
            return None
        if words not in self._fuzzy:
            if len(self._fuzzy) >= _MOST_FUZZY:
                return None
            hit = process.extractOne(words, self._choices, scorer=fuzz.ratio, score_cutoff=ALIKE)
            self._fuzzy[words] = None if hit is None else (hit[0], hit[1])
        return self._fuzzy[words]
