"""Reading a taste phrase: "slow burn korean, bittersweet, under 10 episodes, no cheating"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.phrases.constraints import Constraint, HasTerm, InRange, Mentions, Phrase, Question
from bot.domain.phrases.numbers import MARK, ReadRange, take_numbers
from bot.domain.phrases.terms import FILLERS, LONGEST, Found, Reader, Sayings
from bot.domain.phrases.words import WordSearch
from bot.domain.vocabulary import fold_phrase

LONGEST_PHRASE = 4_000  # characters; what comes after is not read

_PARTS = re.compile(r"[,;\n!?|•/]+|\.(?=\s|$)|(?<=\s)[–—](?=\s)|(?<!\w)&(?!\w)")
_MINUS = re.compile(r"(?<![\w\-–])[-–−](?=\w)")
_MINUS_WORD = "\ue001"
_MARKS = re.compile(f"([{MARK}{_MINUS_WORD}])")
_NEGATIONS = tuple(
    tuple(said.split())
    for said in [
        *("nothing with", "nothing about", "nothing like", "nothing", "no more", "no", "not", "without"),
        *("except for", "except", "excluding", "minus", "avoid", "avoiding", "never", "none of", "non", "zero"),
        *("anything but", "free of", "don t want", "dont want", "do not want", "don t like", "dont like"),
        *("do not like", "isn t", "is not", "hate", "skip", "other than", "sans"),
    ]
)
_ENDS_NEGATION = frozenset(["but", "with", "only", "just", "please", "rather", "instead", "though", "however"])
_AFTER_PLACE = frozenset(["drama", "dramas", "series", "show", "shows", "tv", "production", "productions"])
_MOST_LEFTOVER = 60  # unknown words that are looked up; bounds the work


@dataclass
class _Reading:
    """What was read so far."""

    constraints: list[Constraint] = field(default_factory=list)
    leftover: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)

    def add(self, question: Question, said: str, *, unwanted: bool) -> None:
        constraint = Constraint(question, unwanted, said)
        if all(constraint.key != other.key for other in self.constraints):
            self.constraints.append(constraint)


def read_phrase(
    text: str,
    sayings: Sayings,
    *,
    this_year: int,
    words: WordSearch | None = None,
    without: Collection[str] = (),
) -> Phrase:
    """Understand a taste phrase as far as it goes; never raises, whatever the text.

    Parts are split at commas and negations. In each, numbers and comparisons become ranges, the longest
    known ways of saying something become questions, misspelled ones too, and what is left is looked
    up in `words`, if given. Only the first `LONGEST_PHRASE` characters are read. `without` are keys of
    constraints that no longer count; what one of them contradicted counts then.
    """
    numbered, ranges = take_numbers(text[:LONGEST_PHRASE], this_year=this_year)
    marked = _MINUS.sub(f" {_MINUS_WORD} ", numbered)
    reading = _Reading()
    reader = sayings.reader()
    waiting = iter(ranges)
    for part in _PARTS.split(marked):
        _Part(_fold(part), reader, waiting, reading).read()
    leftover: list[str] = []
    room = _MOST_LEFTOVER
    for group, unwanted in dict.fromkeys(reading.leftover):
        _search_words(group[:room], words, reading, leftover, unwanted=unwanted)
        leftover += group[room:]
        room = max(0, room - len(group))
    counting = [constraint for constraint in reading.constraints if constraint.key not in without]
    return _settle(text, counting, tuple(dict.fromkeys(leftover)))


def _fold(part: str) -> list[str]:
    """Folded words, the marks of numbers and minus signs among them."""
    words: list[str] = []
    for piece in _MARKS.split(part):
        words += [piece] if piece in (MARK, _MINUS_WORD) else fold_phrase(piece).split()
    return words


class _Part:
    """One part of a phrase, read from left to right; a negation holds to its end, or to "but" and the like."""

    def __init__(self, words: Sequence[str], reader: Reader, ranges: Iterator[ReadRange], reading: _Reading) -> None:
        self._words = words
        self._reader = reader
        self._ranges = ranges
        self._reading = reading
        self._unwanted = False
        self._once = False  # a minus sign refuses the next thing only
        self._after_place = False  # "korean drama" asks for no drama
        self._unknown: list[str] = []

    def read(self) -> None:
        """Read to the end."""
        place = 0
        while place < len(self._words):
            place += self._read_mark(place) or self._read_negation(place) or self._read_words(place)
        self._close()

    def _close(self) -> None:
        if self._unknown:
            self._reading.leftover.append((tuple(self._unknown), self._unwanted))
            self._unknown.clear()

    def _read_mark(self, place: int) -> int:
        word = self._words[place]
        if word not in (MARK, _MINUS_WORD):
            return 0
        self._close()
        if word == _MINUS_WORD:
            self._unwanted = self._once = True
        else:
            read = next(self._ranges)
            self._take(read.range, read.said)
        return 1

    def _read_negation(self, place: int) -> int:
        length = _negation(self._words, place)
        if not length:
            return 0
        found = self._reader.exact(self._words, place, _stop(self._words, place))
        if found is not None and found.length > length:
            return 0  # "no strings attached" refuses nothing
        self._close()
        self._unwanted, self._once = True, False
        return length

    def _read_words(self, place: int) -> int:
        words, word = self._words, self._words[place]
        if self._after_place and word in _AFTER_PLACE:
            self._after_place = False
            return 1
        stop = _stop(words, place)
        found = self._reader.exact(words, place, stop)
        if found is None and word in _ENDS_NEGATION:
            self._close()
            self._unwanted = False
        if found is None and word not in FILLERS:
            found = self._reader.alike(words, place, _known_from(words, place, stop, self._reader))
        self._after_place = False
        if found is not None:
            return self._take_found(found, place)
        if word in FILLERS:
            self._close()
        else:
            self._unknown.append(word)
        return 1

    def _take_found(self, found: Found, place: int) -> int:
        self._close()
        length = found.length
        if found.question is None:
            return length
        said = " ".join(self._words[place : place + length])
        free = place + length < len(self._words) and self._words[place + length] == "free"
        if free:  # "cheating-free"
            self._reading.add(found.question, said, unwanted=True)
            return length + 1
        self._take(found.question, said)
        self._after_place = not isinstance(found.question, HasTerm) or found.question.facet == "kinds"
        return length

    def _take(self, question: Question, said: str) -> None:
        self._reading.add(question, said, unwanted=self._unwanted)
        if self._once:
            self._unwanted = self._once = False


def _stop(words: Sequence[str], place: int) -> int:
    """Where the run of plain words ends."""
    for index in range(place, len(words)):
        if words[index] in (MARK, _MINUS_WORD):
            return index
    return len(words)


def _known_from(words: Sequence[str], place: int, stop: int, reader: Reader) -> int:
    """The first place after this one where something known or a negation starts: a misspelling ends there."""
    for index in range(place + 1, min(stop, place + LONGEST)):
        if reader.exact(words, index, stop) is not None or _negation(words, index):
            return index
    return min(stop, place + LONGEST)


def _negation(words: Sequence[str], place: int) -> int:
    """How many words at this place negate; 0 for none."""
    for said in _NEGATIONS:
        if tuple(words[place : place + len(said)]) == said:
            return len(said)
    return 0


def _search_words(
    group: Sequence[str], words: WordSearch | None, reading: _Reading, leftover: list[str], *, unwanted: bool
) -> None:
    """Turn the longest runs of unknown words that some series have into questions; the rest is left over."""
    place = 0
    while place < len(group):
        for length in range(min(8, len(group) - place), 0, -1):
            run = group[place : place + length]
            ids = words.find(run) if words is not None else frozenset()
            if ids:
                said = " ".join(run)
                reading.add(Mentions(said, ids), said, unwanted=unwanted)
                place += length
                break
        else:
            leftover.append(group[place])
            place += 1


def _settle(text: str, constraints: Sequence[Constraint], leftover: tuple[str, ...]) -> Phrase:
    """Take out what contradicts itself: wanted and refused at once, or ranges that exclude each other."""
    clashes: list[tuple[Constraint, Constraint]] = []
    for number, one in enumerate(constraints):
        clashes += [(one, other) for other in constraints[number + 1 :] if _clash(one, other)]
    out = {constraint.key for pair in clashes for constraint in pair}
    kept = tuple(constraint for constraint in constraints if constraint.key not in out)
    said = tuple(dict.fromkeys((_as_said(one), _as_said(other)) for one, other in clashes))
    clashing = tuple(constraint for constraint in constraints if constraint.key in out)
    return Phrase(text, kept, said, leftover, clashing)


def _as_said(constraint: Constraint) -> str:
    return f"-{constraint.said}" if constraint.unwanted else constraint.said


def _clash(one: Constraint, other: Constraint) -> bool:
    left, right = one.question, other.question
    if one.unwanted != other.unwanted:
        return left.key == right.key
    if one.unwanted or not isinstance(left, InRange) or not isinstance(right, InRange) or left.field != right.field:
        return False
    low = max(bound for bound in (left.low, right.low, 0) if bound is not None)
    highs = [bound for bound in (left.high, right.high) if bound is not None]
    return bool(highs) and low > min(highs)
