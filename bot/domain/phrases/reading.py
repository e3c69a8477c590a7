"""Reading a taste phrase: "slow burn korean, bittersweet, under 10 episodes, no cheating"."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from bot.domain.phrases import cues
from bot.domain.phrases.comparing import COMPARED, beside
from bot.domain.phrases.constraints import (
    LONGEST_PHRASE,
    Constraint,
    EndsWith,
    FromCountry,
    HasTerm,
    Involves,
    IsLike,
    Phrase,
    Question,
)
from bot.domain.phrases.contradictions import without_contradictions
from bot.domain.phrases.cues import Cue, Turn
from bot.domain.phrases.listed import words as listed
from bot.domain.phrases.names import LONGEST_NAME, NameSearch
from bot.domain.phrases.scope import Sort, sort_of
from bot.domain.phrases.spelling.ordinary import FILLERS, ORDINARY
from bot.domain.phrases.surroundings import (
    clause_before,
    is_exclaimed,
    is_of_people,
    is_of_speaker,
    is_of_things,
    is_of_voices,
    is_said_of_oneself,
    is_suffix,
    is_told_of_watching,
)
from bot.domain.phrases.taking import Takings
from bot.domain.phrases.terms import Found, Sayings
from bot.domain.phrases.tokens import AND, BOUNDARIES, COLON, COMMA, MARKS, MINUS, OR, OVER, STOP, words_of
from bot.domain.phrases.tongues import foreign_words, in_english
from bot.domain.phrases.wording.idioms import Asked
from bot.domain.series import Series
from bot.i18n import current_language

MOST_CONSTRAINTS = 20  # what is named after so many is said to be left aside
_LISTED = 5  # words within which a list has to go on to its "or"
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
_ADDRESSED = frozenset({"bestie", "besties", "friends", "queen", "queens", "angels"})
_ADDRESSING = [[COMMA], *([word] for word in listed("i can could give rec recommend need any please help"))]
_OF_ENGLISH = ORDINARY | FILLERS | cues.BEFORE.keys()
_NEAR, _FAR = 3, 6  # words between "any" and its "but"
_ONE = (["a"], ["an"])
_ITEM_ENDS = BOUNDARIES | {OR}
# As kinds and sources they stand alone; elsewhere a general leads an army, and a game is played.
_ONLY_ALONE = frozenset({"general", "game", "games", "song", "songs"})
_ENDING = frozenset({"ending", "endings"})
# "EarthMix reunion", "another Semantic Error clone"
_OF_NAMES = frozenset({"reunion", "reunited", "chemistry", "skinship", "kisses", "clone", "clones"})
_STYLES = (["style"], ["type"], ["level"], ["levels"], ["esque"], ["ish"])
_NEEDED = frozenset({"needed", "required", "necessary"})
_SECOND_THOUGHTS = frozenset({"i", "we", "today", "tonight", "now"})
_ARTICLES = frozenset({"the", "a", "an", "any", "all", "and", "so"})
_PLAYERS = frozenset({"actor", "actors", "actress", "actresses"})
_SAVE = (["but"], ["except"], ["besides"], ["other"], ["apart"])
_THAT_IS = (["that", "is"], ["which", "is"], ["that", "are"], ["that", "does"])
_PREFERRING = frozenset({"prefer", "prefers", "preferred", "preferring"})
_PREDICATES = listed(
    """
    upsets upset kills kill ruins ruin bores bore sucks suck drives drive puts put sends send scares scare
    should can could is are makes make deserve deserves need needs must will would ought give gives feel feels have
    has
    """
)
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
    english = in_english(said, current_language(), sayings.labels, sayings.unspaced)
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


class _Reader:
    """Goes once over the words; at each place the longest of a cue, a saying and a name is taken."""

    def __init__(
        self,
        text: str,
        sayings: Sayings,
        this_year: int,
        names: NameSearch | None,
        likened: Collection[Series],
        *,
        mending: bool,
    ) -> None:
        self._tokens, self._numbers = words_of(text, sayings, this_year=this_year, mending=mending)
        self._words = [token.text for token in self._tokens]
        self._written = [token.said for token in self._tokens]  # names are not mended
        self._sayings = sayings
        self._year = this_year
        self._names = names
        self._likened = likened
        self._sayings_at: dict[int, Found | None] = {}
        self.so_far = Takings()
        self._taken_to = 0  # where what was named last ends

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
                or self._read_saying(place)
                or self._read_name(place)
                or self._read_rest(place)
            )
        self.so_far.end_clause(self._words, len(self._words))
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
        if not self.so_far.may_be_judged:
            return 0
        if self._words[place] in _NEEDED and self.so_far.need_not():
            return 1
        after = cues.turn_after(self._words, place, BOUNDARIES)
        cue = cues.cue_before(self._words, place)
        if after is None or self._saying(place, after[1]) is not None or (cue is not None and cue.length > after[1]):
            return 0
        turn, length = after
        self.so_far.judge(turn)
        return length

    def _read_cue(self, place: int) -> int:
        # "All endings are fine but a sad one"; "… but Korean" may be a wish.
        within = _FAR if self._words[place + 1 : place + 2] in _ONE else _NEAR
        if self._words[place] == "but" and not _EVERY.isdisjoint(self._words[max(0, place - within) : place]):
            self._begin(_BUT_CUE, place)  # "any country but Korea"
            return 1
        empty = cues.empty_words(self._words, place)
        # "A little known BL": of two sayings that overlap the one that means something counts.
        empty = next((run for run in range(1, empty) if self._saying(place + run, empty - run) is not None), empty)
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

    def _is_turned_twice(self, place: int) -> bool:
        """ "I don't want anything but romance", "don't show me anything that isn't romance"."""
        scope = self.so_far.scope
        if scope.cue.turn is Turn.WISH or scope.last is not None:
            return False
        said = self._words[max(0, place - 1) : place + 2]
        excepting = any(one == "anything" and [other] in _SAVE for one, other in pairwise(said))
        return excepting or (self._words[place] == "not" and self._words[max(0, place - 2) : place] in _THAT_IS)

    def _longest(self, place: int) -> Found | None:
        """The longest saying that starts here; looked for once."""
        if place not in self._sayings_at:
            stop = self._stop(place)
            self._sayings_at[place] = self._sayings.longest(self._words, place, stop, self._year)
        return self._sayings_at[place]

    def _saying(self, place: int, longer_than: int = 0) -> Found | None:
        """What is said here in more than so many words, unless a misspelt word would make a demand of it."""
        found = self._longest(place)
        if found is None or found.length <= longer_than:
            return None
        tokens = self._tokens[place : place + found.length]
        if any(token.weak for token in tokens) and found.length == 1:
            return None
        found = self._parted_better(place, found)
        tokens = self._tokens[place : place + found.length]
        wishing = not self.so_far.scope.refuses
        noted = any(isinstance(one, HasTerm) and one.facet == "content_notes" for one, _unwanted in found.asked)
        # Likeness never makes a wish for what people avoid.
        return None if wishing and noted and any(token.mended for token in tokens) else found

    def _parted_better(self, place: int, found: Found) -> Found:
        """ "Joseon time slip" is "joseon" and "time slip", though "joseon time" is known as well."""
        end = place + found.length
        for length in range(found.length - 1, 0, -1):
            ahead = self._longest(place + length)
            if ahead is None or place + length + ahead.length <= end:
                continue
            asked = self._sayings.get(" ".join(self._words[place : place + length]), self._year)
            if asked is not None:
                return Found(asked, length)
        return found

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
        said = " ".join(token.said for token in self._tokens[place : place + found.length])
        end = place + found.length
        for number, (question, unwanted) in enumerate(self._as_ending(place, found)):
            self._take(question, said, end, unwanted=unwanted, further=number > 0)
        return found.length

    def _as_ending(self, place: int, found: Found) -> tuple[Asked, ...]:
        """What is asked; "happy or open ending" and "bittersweet is fine, sad is not" speak of endings."""
        word = self._words[place]
        if found.length == 1 and word in COMPARED and self._likened:
            compared = beside(word, self._likened)
            return () if compared is None else ((compared, False),)
        if found.length != 1 or word not in ("happy", "sad"):
            return found.asked
        spoken = self._speaks_of_endings(place)
        joined = self._words[place + 1 : place + 2] in (["or"], ["and"], [COMMA])
        ahead = self._longest(place + 2) if joined else None
        if spoken or (ahead is not None and isinstance(ahead.asked[0][0], EndsWith)):
            return ((EndsWith(word), False),)
        return found.asked

    def _open_ending(self, place: int) -> Found | None:
        """ "Any ending other than open": beside endings the word alone is one."""
        is_ending = self._words[place] == "open" and self._speaks_of_endings(place)
        return Found(((EndsWith("open"), False),), 1) if is_ending else None

    def _speaks_of_endings(self, place: int) -> bool:
        spoken = bool(self.so_far.taken) and isinstance(self.so_far.taken[-1].question, EndsWith)
        spoken = spoken and STOP not in self._words[self._taken_to : place]
        headed = self._words[max(0, place - 1) : place] == [COLON]  # "ending: happy"
        return spoken or not _ENDING.isdisjoint(clause_before(self._words, place - headed))

    def _is_idle(self, place: int, found: Found) -> bool:
        """ "A korean drama" asks for no drama, and "plot-heavy" for nothing heavy."""
        if found.length == 1 and self._words[place] in _ONLY_ALONE and not self._is_alone(place):
            return True
        if place == 0 and found.length == 1 and self._words[0] in _ADDRESSED and self._words[1:2] in _ADDRESSING:
            return True  # "bestie, I need …"
        if found.length == 1 and (is_exclaimed(self._words, place) or is_told_of_watching(self._words, place)):
            return True
        if self._words[place] in _PLAYERS and found.length == 1 and self._introduces(place):
            return True
        if self._words[place] == "drama" and found.length == 1:
            return True  # not even "no drama" means the genre
        if is_of_people(self._words, place, found.length) or is_said_of_oneself(self._words, place, found.length):
            return True
        if self._words[place] in _OF_NAMES and self.so_far.scope.last is Sort.NAME and self._taken_to == place:
            return True
        if self._words[place] == "heavy" and found.length == 1 and is_suffix(self._words, place):
            return True
        end = place + found.length
        if isinstance(found.asked[0][0], FromCountry) and (
            is_of_voices(self._words, place, end, self._is_country)
            or is_of_speaker(self._words, place, end)
            or (is_of_things(self._words, end) and self._saying(end) is None)
        ):
            return True
        scope = self.so_far.scope
        wishing = not scope.refuses or scope.unknown or (scope.last is not None and not scope.joint)
        return wishing and found.length == 1 and self._words[place] in ("drama", "dramas")

    def _introduces(self, place: int) -> bool:
        """Whether "actress" stands before somebody's name rather than for actresses in the story."""
        ahead = self._written[place + 1 : place + 3]
        return ahead[:1] == [COLON] or (self._names is not None and bool(self._names.find(ahead, introduced=False)))

    def _is_alone(self, place: int) -> bool:
        """Whether a word is a whole item: between marks, or right behind a cue ("bl, no general, thai")."""
        before = self._words[place - 1] if place else STOP
        after = self._words[place + 1] if place + 1 < len(self._words) else STOP
        return after in _ITEM_ENDS and (before in _ITEM_ENDS or before in cues.BEFORE)

    def _read_whole_name(self, place: int) -> int:
        """A name of several words that is longer than what else they say: "Song Hye Kyo" is no song."""
        found = self._saying(place)
        return 0 if found is None else self._read_name(place, least=max(2, found.length + 1))

    def _goes_on_with_names(self) -> bool:
        """ "With Force and Book"."""
        return self.so_far.scope.last is Sort.NAME and self.so_far.scope.joint == AND

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

    def _is_measure(self, end: int) -> bool:
        """Whether a title only says how something is: "no Squid Game style violence"."""
        return self._words[end : end + 1] in _STYLES and self._saying(end + 1) is not None

    def _may_be_name(self, place: int) -> bool:
        """Whether one word may be a name: "with Bright" may, and "a bright future" may not."""
        word = self._written[place]
        after = self._words[place + 1] if place + 1 < len(self._words) else STOP
        alone = self._words[place - 1 : place] == ["with"] and after in BOUNDARIES
        known = self._names is not None and bool(self._names.find([word], introduced=False))
        return (len(word) > 2 or known) and word not in FILLERS and (word not in ORDINARY or alone)

    def _is_taiwan(self, place: int) -> bool:
        """ "TW: suicide" and "tw suicide" warn, "tw bl" comes from Taiwan."""
        if self._words[place] != "tw":
            return False
        after = self._words[place + 1] if place + 1 < len(self._words) else STOP
        found = None if after == COLON else self._longest(place + 1)
        if after == "for":
            return False  # "tw for gore"
        noted = self.so_far.scope.refuses and self.so_far.scope.last is Sort.NOTE  # "no suicide tw"
        if noted and self.so_far.scope.joint == "" and after in BOUNDARIES:
            return False
        return after != COLON and (found is None or sort_of(found.asked[0][0]) is not Sort.NOTE)

    def _is_country(self, word: str) -> bool:
        asked = self._sayings.get(word, self._year)
        return asked is not None and isinstance(asked[0][0], FromCountry)

    def _is_whole(self, end: int) -> bool:
        """Whether what ends here is not cut out of a longer name that is not known: "by Park Chan Wook"."""
        word = self._words[end] if end < len(self._words) else STOP
        spoken = word in MARKS or word in ORDINARY or word in cues.BEFORE or self._numbers.of(word) is not None
        return spoken or self._saying(end) is not None

    def _is_introduced(self, place: int) -> bool:
        """Whether a given name alone may stand here: "with Mile and Apo"."""
        if len(self._words) == 1:
            return True
        before = self._words[place - 1] if place else ""
        joined = before in (AND, OR, "nor", COMMA) and self.so_far.scope.last is Sort.NAME
        return before in cues.INTRODUCES or joined or self._is_one_of_two(place)

    def _is_one_of_two(self, place: int) -> bool:
        """ "Bible and Biu", who play together."""
        if self._names is None or self._words[place + 1 : place + 2] != [AND] or place + 2 >= len(self._words):
            return False
        return bool(self._names.find([self._written[place], self._written[place + 2]], introduced=False))

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
        elif word in cues.ENDS and (scope.last is not None or scope.unknown):
            self.so_far.end()
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

    def _begins_clause(self, place: int) -> bool:
        """Whether nothing stands in this clause but one thing that was named."""
        clause = [word for word in clause_before(self._words, place) if word not in _ARTICLES]
        return self._sayings.get(" ".join(clause), self._year) is not None

    def _is_preferred(self, place: int) -> bool:
        """ "I prefer mysteries to romances" says nothing against romances, and wishes for none."""
        preferred = not _PREFERRING.isdisjoint(clause_before(self._words, place))
        return preferred and self.so_far.scope.last is not None and self._saying(place + 1) is not None

    def _take(self, question: Question, said: str, end: int, *, unwanted: bool = False, further: bool = False) -> None:
        beside = self._taken_to == end - len(said.split())
        self._taken_to = end
        self.so_far.take(question, said, closed=self._is_closed(end), unwanted=unwanted, further=further, beside=beside)

    def _is_closed(self, end: int) -> bool:
        """Whether the list goes on to an "or" soon: "no A, B or C"."""
        for word in self._words[end : end + _LISTED]:
            if word in ("or", "nor"):
                return True
            if word in MARKS and word != COMMA:
                return False
        return False

    def _is_weak(self, place: int, length: int) -> bool:
        return any(token.weak for token in self._tokens[place : place + length])

    def _stop(self, place: int) -> int:
        """Where the run of plain words ends."""
        for index in range(place, min(len(self._words), place + LONGEST_NAME)):
            if self._words[index] in MARKS or self._numbers.of(self._words[index]) is not None:
                return index
        return min(len(self._words), place + LONGEST_NAME)
