"""Reading a taste phrase: "slow burn korean, bittersweet, under 10 episodes, no cheating"."""

from __future__ import annotations

from collections.abc import Collection

from bot.domain.phrases import cues
from bot.domain.phrases.constraints import (
    LONGEST_PHRASE,
    Constraint,
    Involves,
    IsLike,
    Phrase,
    Question,
)
from bot.domain.phrases.contradictions import without_contradictions
from bot.domain.phrases.cues import Cue, Turn
from bot.domain.phrases.listed import words as listed
from bot.domain.phrases.names import LONGEST_NAME, NameSearch
from bot.domain.phrases.scope import Sort
from bot.domain.phrases.spelling.ordinary import FILLERS, ORDINARY
from bot.domain.phrases.terms import Sayings
from bot.domain.phrases.tokens import AND, BOUNDARIES, COLON, COMMA, MARKS, MINUS, OR, OVER, STOP
from bot.domain.phrases.tongues import foreign_words, in_english
from bot.domain.phrases.viewing import View
from bot.domain.series import Series
from bot.i18n import current_language

MOST_CONSTRAINTS = 20  # what is named after so many is said to be left aside
_MINUS_CUE = Cue(Turn.REFUSE, 1, next_only=True)
_BUT_CUE = Cue(Turn.REFUSE, 1, lasting=True)
_EVERY = frozenset(["any", "every", "all", "anything", "everything", "anywhere", "everywhere", "anyone"])
_OVER_CUE = Cue(Turn.REFUSE, 1)
_JOINTS = {
    "or": OR,
    "nor": OR,
    "and": AND,
    "with": "with",
    "plus": AND,
    "o": "o",
    "oder": OR,
    "und": AND,
    "y": AND,
    "ni": OR,
    "nem": OR,
    "noch": OR,
}
_NOUNS = frozenset({"drama", "dramas", "plot", "talking", "talk", "story", "episodes", "stuff", "filler", "kissing"})
_RELATIVES = frozenset({"that", "which", "where", "whose"})
_AMOUNTS: tuple[list[str], ...] = (["much"], ["many"], ["often"], ["well"], [])  # "I don't like BL that much"
_OF_ENGLISH = ORDINARY | FILLERS | cues.BEFORE.keys()
_NEAR, _FAR = 3, 6  # words between "any" and its "but"
_ONE = (["a"], ["an"])
_NEEDED = frozenset({"needed", "required", "necessary"})
_SECOND_THOUGHTS = frozenset({"i", "we", "today", "tonight", "now"})
_PREDICATES = listed(
    """
    upsets upset kills kill ruins ruin bores bore sucks suck drives drive puts put sends send scares scare
    should can could is are makes make deserve deserves need needs must will would ought give gives feel feels have
    has
    """
)
_WANTING = frozenset({"want", "need", "give", "find", "show", "recommend"})
_COMPARING = frozenset({"like", "unlike", "than"})  # a title may follow


def read_phrase(
    text: str,
    sayings: Sayings,
    *,
    this_year: int,
    names: NameSearch | None = None,
    without: Collection[str] = (),
    likened: Collection[Series] = (),
) -> Phrase:
    """Understand a taste phrase as far as it goes; never raises, whatever the text.

    A phrase in another language is put into English first (`tongues`), by its script or the reader's language.
    Numbers and comparisons become ranges, the longest known ways of saying something become questions, misspelt ones
    too, and names of people are looked up in `names`, if given. What is not understood is left over and asks for
    nothing. Only the first `LONGEST_PHRASE` characters are read, and at most `MOST_CONSTRAINTS` kept. `without` are
    keys of constraints that no longer count; what one of them contradicted counts then. What is asked to be "longer"
    or "newer" is so beside `likened`, where those are known to be of some length and year.
    """
    said = text[:LONGEST_PHRASE]
    english = in_english(said, current_language(), sayings.labels, sayings.unspaced, sayings.is_saying)
    # What is left of another language is no misspelt English; "no" and "me" are words of both.
    mending = foreign_words(said, english, current_language()) <= _OF_ENGLISH
    reader = _Reader(english, sayings, this_year, names, likened, mending=mending)
    reader.read()
    constraints = [
        Constraint(one.question, one.turn is Turn.REFUSE, one.said, one.either) for one in reader.so_far.taken
    ]
    asking = [c for c, one in zip(constraints, reader.so_far.taken, strict=True) if one.turn is not Turn.ALLOW]
    distinct = list({constraint.key: constraint for constraint in reversed(asking)}.values())[::-1]
    kept, aside = distinct[:MOST_CONSTRAINTS], [constraint.said for constraint in distinct[MOST_CONSTRAINTS:]]
    counting = [constraint for constraint in kept if constraint.key not in without]
    asked = {constraint.question.key for constraint in counting}
    allowed = {
        c.question.key: c
        for c, one in zip(constraints, reader.so_far.taken, strict=True)
        if one.turn is Turn.ALLOW and c.question.key not in asked
    }
    return without_contradictions(
        Phrase(
            text,
            tuple(counting),
            leftover=tuple(dict.fromkeys(reader.so_far.leftover)),
            allowed=tuple(allowed.values())[:MOST_CONSTRAINTS],
            aside=tuple(dict.fromkeys(aside)),
        )
    )


class _Reader(View):
    """Goes once over the words; at each place the longest of a cue, a saying and a name is taken."""

    def read(self) -> None:
        """Read to the end."""
        place = 0
        while place < len(self._words):
            place += (
                self._read_mark(place)
                or self._read_after(place)
                or self._read_cue(place)
                or (self._tokens[place].mended and self._read_name(place))
                or self._read_whole_name(place)
                or (self._goes_on_with_names() and self._read_name(place))
                or self._read_scorn(place)
                or self._read_saying(place)
                or self._read_name(place)
                or self._read_rest(place)
            )
        self.so_far.end_clause(self._words, len(self._words))
        self.so_far.settle()
        if self._numbers.too_many:
            self.so_far.leftover.append("…")

    def _read_mark(self, place: int) -> int:
        word = self._words[place]
        number = self._numbers.of(word)
        if number is not None:
            self.so_far.close()
            if number.range is None:
                self.so_far.leftover.append(number.said)
            else:
                self._take(number.range, number.said, place + 1)
            return 1
        if word not in MARKS:
            return 0
        self.so_far.end_clause(self._words, place)
        if word == STOP:
            self._end_sentence(place)
        elif word == MINUS:
            self.so_far.turn(_MINUS_CUE)
        elif word == OVER:
            self.so_far.turn(_OVER_CUE)
        elif word == COLON and self.so_far.scope.last is None:  # "avoid: cheating"
            self.so_far.scope.heads = self.so_far.scope.cue.turn is not Turn.WISH and not self.so_far.scope.unknown
        else:
            self.so_far.scope.step(COMMA)
        return 1

    def _end_sentence(self, place: int) -> None:
        """A sentence ends; a question may be answered by the next with no more than a no: "cheating? no." """
        if cues.turn_after(self._words, place + 1, BOUNDARIES) is None:
            self.so_far.end()
        else:
            self.so_far.turn(Cue(Turn.WISH))

    def _read_after(self, place: int) -> int:
        """Words that say how the thing before them is meant."""
        if cues.is_of_somebody(self._words, place) and not self._is_note_judged(place):
            self.so_far.doubt(begins=False)
            return 0
        if not self.so_far.may_be_judged:
            return 0
        if self._words[place] in _NEEDED and self.so_far.need_not():
            return 1
        after = cues.turn_after(self._words, place, BOUNDARIES)
        cue = cues.cue_before(self._words, place)
        if after is None or self._names_another(place, after[1]) or (cue is not None and cue.length > after[1]):
            return 0
        turn, length = after
        self.so_far.judge(turn)
        return length

    def _names_another(self, place: int, length: int) -> bool:
        """Whether a verdict of so many words says something of its own: "korean, creepy" and "thai. scare me" wish
        for both, "age gaps, creepy" is a verdict."""
        apart = self._words[place - 1 : place] in ([COMMA], [STOP], ["with"])
        apart = apart and self.so_far.scope.last not in (Sort.NOTE, Sort.HEAVY)
        return self._saying(place, length - apart) is not None

    def _is_note_judged(self, place: int) -> bool:
        """ "Shows where the dog dies are awful"."""
        return self._taken_to == place and self.so_far.scope.last is Sort.NOTE

    def _read_cue(self, place: int) -> int:
        # "All endings are fine but a sad one"; "… but Korean" may be a wish.
        within = _FAR if self._words[place + 1 : place + 2] in _ONE else _NEAR
        if self._words[place] == "but" and not _EVERY.isdisjoint(self._words[max(0, place - within) : place]):
            self._begin(_BUT_CUE, place)  # "any country but Korea"
            return 1
        empty = cues.empty_words(self._words, place)
        # "A little known BL": of two sayings that overlap the one that means something counts.
        if any(self._saying(place + run, empty - run) is not None for run in range(1, empty)):
            empty = 0
        cue = None if self._is_taiwan(place) else cues.cue_before(self._words, place)
        longest = max(empty, cue.length if cue else 0)
        if not longest or self._is_weak(place, longest) or self._saying(place, longest) is not None:
            return 0
        if cue is None or empty > cue.length:
            self.so_far.close()
            return empty
        self._begin(cue, place)
        end = place + cue.length
        return cue.length + (self._read_title(end) if self._words[end - 1] in _COMPARING else 0)

    def _read_title(self, place: int) -> int:
        """A title that is refused ("nothing like …"), or that something is only measured by ("less violent than …")."""
        for length in range(self._stop(place) - place, 0, -1):
            words = self._written[place : place + length]
            titled = None if self._names is None else self._names.titled(words)
            if titled is not None:
                if self.so_far.scope.refuses:
                    self._take(IsLike(titled[0].id, titled[0].title, titled[1]), " ".join(words), place + length)
                else:
                    self.so_far.scope.last = Sort.NAME  # "longer than Semantic Error but as cute": the rest is wished
                return length
        return 0

    def _begin(self, cue: Cue, place: int) -> None:
        refused = bool(self.so_far.taken) and self.so_far.taken[-1].turn is Turn.REFUSE
        if refused and " ".join(self._words[place : place + cue.length]) in cues.EXCEPTING:
            cue = Cue(Turn.ALLOW)  # "no ghosts unless it's a comedy"
        if self._words[place] in ("hate", "hates") and self._words[place - 1] == "who" and self._taken_to == place - 1:
            cue = Cue(Turn.ALLOW, cue.length)  # "a lawyer who hates lawyers"
        if self._is_turned_twice(place):
            cue = Cue(Turn.WISH)
        if self._words[place : place + 2] == ["not", "only"] and "but" in self._words[place:]:
            cue = Cue(Turn.WISH)  # "not only A but also B" wishes for both
        self.so_far.begin(cue)

    def _read_scorn(self, place: int) -> int:
        """A word that only says what somebody thinks of what is refused: "no silly romance"."""
        if not self._is_scorned(place):
            return 0
        self.so_far.idle()
        return 1

    def _read_saying(self, place: int) -> int:
        found = self._saying(place) or self._open_ending(place)
        if found is None:
            return 0
        if self._is_idle(place, found):
            if found.length == 1:
                return 0
            self.so_far.pass_over(*self._written[place : place + found.length])
            return found.length
        self.so_far.close()
        if self._words[place] in _WANTING and self.so_far.scope.last is not None:
            self.so_far.end()  # "tired of stalkers, want revenge"
        said = " ".join(token.said for token in self._tokens[place : place + found.length])
        end = place + found.length
        for number, (question, unwanted) in enumerate(self._as_ending(place, found)):
            self._take(question, said, end, unwanted=unwanted, further=number > 0)
        return found.length

    def _read_whole_name(self, place: int) -> int:
        """A name of several words that is longer than what else they say: "Song Hye Kyo" is no song."""
        found = self._saying(place)
        return 0 if found is None else self._read_name(place, least=max(2, found.length + 1))

    def _read_name(self, place: int, least: int = 1) -> int:
        """People, couples, networks, of `least` words; where refused, titles."""
        if self._names is None:
            return 0
        stop = min(self._stop(place), place + LONGEST_NAME)
        refusing = self.so_far.scope.refuses
        for length in range(stop - place, least - 1, -1):
            words = self._written[place : place + length]
            if length == 1 and not self._may_be_name(place):
                break
            titled = self._names.titled(words)
            introduced = self._is_introduced(place)
            is_measure = place > 0 and self._words[place - 1] == "as"  # "not as messy as Only Friends"
            is_alone = titled is not None and not refusing and not introduced
            is_alone = is_alone and not self._sayings.covers(" ".join(words))
            if titled is not None and (is_measure or is_alone):
                self.so_far.pass_over(*words)
                return length
            titled = titled if refusing else None
            alone = introduced and self._is_whole(place + length)
            named = titled is None and not FILLERS.issuperset(words)  # "in a hospital" is not by Ryu In A
            ids = self._names.find(words, introduced=alone) if named else frozenset()
            if ids or titled:
                self.so_far.close()
                said = " ".join(words)
                asked: Question = Involves(said, ids)
                if titled is not None:
                    asked = IsLike(titled[0].id, titled[0].title, titled[1])
                if titled is None or not self._is_measure(place + length):
                    self._take(asked, said, place + length)
                return length
        return 0

    def _read_rest(self, place: int) -> int:
        word = self._words[place]
        scope = self.so_far.scope
        if word in _PREDICATES and self._taken_to == place:
            self.so_far.doubt(begins=self._begins_clause(place))
        if word in _JOINTS and word != "o":
            self.so_far.close()
            scope.step(_JOINTS[word])
        elif word == "to" and self._is_preferred(place):
            self.so_far.turn(Cue(Turn.ALLOW))
        elif word in _SECOND_THOUGHTS and scope.cue.turn is Turn.ALLOW and scope.last is not None:
            self.so_far.end()  # "usually horror but today romance", "they all love horror, I …"
        elif word in cues.ENDS and (scope.last is not None or scope.unknown or (word == "but" and scope.idle)):
            self.so_far.end()  # "no drama but cute"
        elif word == "more" and scope.refuses and (self._words[place - 1] in _NOUNS or scope.joint == COMMA):
            self.so_far.end()  # "less drama more romance"; "no horror, more comedy"
        elif word in _RELATIVES and scope.restricts and self._words[place + 1 : place + 2] not in _AMOUNTS:
            self.so_far.narrow()
        elif word == "so" and (scope.last is not None or scope.idle or scope.unknown or scope.joint == COMMA):
            self.so_far.end()  # "tired of amnesia, so romance"; "I don't have much time, so ten episodes"
        elif word in FILLERS:
            self.so_far.idle()
        else:
            self.so_far.miss(self._tokens[place].said)
        return 1

    def _take(self, question: Question, said: str, end: int, *, unwanted: bool = False, further: bool = False) -> None:
        beside = self._taken_to == end - len(said.split())
        self._taken_to = end
        self.so_far.take(question, said, closed=self._is_closed(end), unwanted=unwanted, further=further, beside=beside)
