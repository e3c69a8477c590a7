"""What stands at a place of a phrase, and what the words around it make of it."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from bot.domain.phrases import cues
from bot.domain.phrases.comparing import COMPARED, beside
from bot.domain.phrases.constraints import EndsWith, FromCountry, HasTerm
from bot.domain.phrases.cues import Turn
from bot.domain.phrases.listed import words as listed
from bot.domain.phrases.names import LONGEST_NAME, NameSearch
from bot.domain.phrases.scope import STORY, Sort, sort_of
from bot.domain.phrases.spelling.ordinary import FILLERS, ORDINARY
from bot.domain.phrases.surroundings import (
    clause_before,
    is_exclaimed,
    is_of_cast,
    is_of_people,
    is_of_release,
    is_of_speaker,
    is_of_things,
    is_of_voices,
    is_said_of_oneself,
    is_suffix,
    is_told_of_watching,
)
from bot.domain.phrases.taking import Takings
from bot.domain.phrases.terms import Found, Sayings
from bot.domain.phrases.tokens import AND, BOUNDARIES, COLON, COMMA, MARKS, OR, STOP, words_of
from bot.domain.phrases.wording.idioms import Asked
from bot.domain.series import Series

_LISTED = 5  # words within which a list has to go on to its "or"
_ADDRESSED = frozenset({"bestie", "besties", "friends", "queen", "queens", "angels"})
_ADDRESSING = [[COMMA], *([word] for word in listed("i can could give rec recommend need any please help"))]
_ITEM_ENDS = BOUNDARIES | {OR}
# As kinds and sources they stand alone; elsewhere a general leads an army, and a game is played.
_ONLY_ALONE = frozenset({"general", "game", "games", "song", "songs"})
_ENDING = frozenset({"ending", "endings"})
# "EarthMix reunion", "another Semantic Error clone"
_OF_NAMES = frozenset({"reunion", "reunited", "chemistry", "skinship", "kisses", "clone", "clones"})
_STYLES = (["style"], ["type"], ["level"], ["levels"], ["esque"], ["ish"])
_ARTICLES = frozenset({"the", "a", "an", "any", "all", "and", "so"})
_SCORN = listed("silly stupid dumb idiotic pointless useless unnecessary annoying ridiculous")
_PLAYERS = frozenset({"actor", "actors", "actress", "actresses"})
_SAVE = (["but"], ["except"], ["besides"], ["other"], ["apart"])
_THAT_IS = (["that", "is"], ["which", "is"], ["that", "are"], ["that", "does"])
_PREFERRING = frozenset({"prefer", "prefers", "preferred", "preferring"})


class View:
    """The words of a phrase, and what may be asked of any place among them; nothing here reads on."""

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
            found = self._sayings.longest(self._words, place, stop, self._year)
            told = self._sayings.longest_told(self._words, place, stop)
            self._sayings_at[place] = told if told and (found is None or told.length > found.length) else found
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
        if found.length == 1 and self._words[place] == "love" and not self._is_thing(place):
            return True
        if place == 0 and found.length == 1 and self._words[0] in _ADDRESSED and self._words[1:2] in _ADDRESSING:
            return True  # "bestie, I need …"
        if found.length == 1 and (is_exclaimed(self._words, place) or is_told_of_watching(self._words, place)):
            return True
        if self._words[place] in _PLAYERS and found.length == 1 and self._speaks_of_cast(place):
            return True
        if is_of_release(self._words, place, found.length):
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

    def _is_scorned(self, place: int) -> bool:
        """Whether a word of contempt stands between a refusal and the thing of a story that is refused."""
        if self._words[place] not in _SCORN or not self.so_far.scope.refuses or self.so_far.scope.last is not None:
            return False
        ahead = self._longest(place + 1)
        return ahead is not None and sort_of(ahead.asked[0][0]) in STORY

    def _speaks_of_cast(self, place: int) -> bool:
        return self._introduces(place) or is_of_cast(self._words, place)

    def _introduces(self, place: int) -> bool:
        """Whether "actress" stands before somebody's name rather than for actresses in the story."""
        ahead = self._written[place + 1 : place + 3]
        return ahead[:1] == [COLON] or (self._names is not None and bool(self._names.find(ahead, introduced=False)))

    def _is_alone(self, place: int) -> bool:
        """Whether a word is a whole item: between marks, or right behind a cue ("bl, no general, thai")."""
        before = self._words[place - 1] if place else STOP
        after = self._words[place + 1] if place + 1 < len(self._words) else STOP
        if after == AND and self._words[place] == "general":  # "general and princess"
            ahead = self._longest(place + 2)
            return ahead is not None and sort_of(ahead.asked[0][0]) is Sort.KIND
        return after in _ITEM_ENDS and (before in _ITEM_ENDS or before in cues.BEFORE)

    def _is_thing(self, place: int) -> bool:
        """Whether "love" is one of the things that are named: "love and medicine", "korean, love"."""
        after = self._words[place + 1 : place + 2]
        if self._words[max(0, place - 1) : place] == [AND] and self._taken_to == place - 1:
            return self.so_far.scope.last is not Sort.NAME and (after == [] or after[0] in _ITEM_ENDS)
        begins = place == 0 or self._words[place - 1] in MARKS
        return begins and (self._is_alone(place) or (after == [AND] and self._longest(place + 2) is not None))

    def _goes_on_with_names(self) -> bool:
        """ "With Force and Book"."""
        return self.so_far.scope.last is Sort.NAME and self.so_far.scope.joint == AND

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

    def _begins_clause(self, place: int) -> bool:
        """Whether nothing stands in this clause but one thing that was named."""
        clause = [word for word in clause_before(self._words, place) if word not in _ARTICLES]
        return self._sayings.get(" ".join(clause), self._year) is not None

    def _is_preferred(self, place: int) -> bool:
        """ "I prefer mysteries to romances" says nothing against romances, and wishes for none."""
        preferred = not _PREFERRING.isdisjoint(clause_before(self._words, place))
        return preferred and self.so_far.scope.last is not None and self._saying(place + 1) is not None

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
