"""What is taken from a phrase while it is read: what was named, and how it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from bot.domain.phrases.constraints import HasTerm, InRange, Question
from bot.domain.phrases.cues import Cue, Turn
from bot.domain.phrases.listed import words
from bot.domain.phrases.scope import STORY, Sort, reaches, sort_of
from bot.domain.phrases.tokens import AND, COLON, COMMA, OR, STOP
from bot.domain.phrases.wording.idioms import IN_LOVE

_SHORT_RUN = 2  # words
_SHORT = 4  # letters: "pls"
_CLICHES = frozenset({"cliche", "cliches", "cliché", "clichés", "stereotype", "stereotypes", "formula"})
_MANY = 20  # episodes
_QUALITIES = words(
    """
    angsty bloody cosy cozy creepy cute dark depressing dramatic fluffy funny goofy gory grim gritty heavy hilarious
    light lighthearted long new old recent romantic sad scary sexy short silly soft spicy spooky steamy sweet terrifying
    toxic tragic violent warm wholesome
    """
)
# Somebody tells of their own life, and wishes for nothing of it.
_OWN_LIFE = frozenset(
    {
        ("i", "was"),
        ("i", "got"),
        ("been", "through"),
        ("my", "ex"),
        ("i", "had"),
        ("i", "lost"),
        ("my", "own"),
        ("i", "teach"),
        ("i", "study"),
    }
)


class Taken(Struct, eq=False):
    """Something that was named, and how it is meant so far."""

    question: Question
    turn: Turn
    said: str
    either: int = 0
    listed: bool = False  # after a comma: refused only as far as nothing else is said of it


class Scope(Struct):
    """How the words that come are meant, and how far that reaches."""

    cue: Cue = field(default_factory=lambda: Cue(Turn.WISH))
    last: Sort | None = None  # of what was named last
    joint: str = ""  # what came since
    unknown: bool = False  # words that mean nothing stand before what comes now
    heads: bool = False  # a heading, "dislikes: …": all that is told of a story below it is refused
    idle: bool = False  # so do words of everyday speech: "not much time, ten episodes" refuses no episodes

    @property
    def refuses(self) -> bool:
        """Whether what comes after the cue is refused."""
        return self.cue.turn is Turn.REFUSE

    @property
    def restricts(self) -> bool:
        """Whether "that" would say which of what was refused is meant: "no BL that makes me cry"."""
        return self.refuses and self.joint == "" and self.last in (Sort.KIND, Sort.COUNTRY, Sort.SOURCE)

    def step(self, joint: str) -> None:
        """Something that joins two things; a comma before an "or" is part of it."""
        if joint == COMMA and self.joint in (OR, AND) and not self.unknown:
            return
        allowing = self.cue.turn is Turn.ALLOW  # "zombies I've run out of, korean"
        if joint == COMMA and allowing and self.cue.weary:
            self.cue = Cue(Turn.WISH)  # "why is everything sad, …"
        elif joint == COMMA and self.last is None and not self.unknown:
            if self.idle or allowing:
                self.cue = Cue(Turn.WISH)
            elif not self.cue.lasting and self.cue.turn is Turn.REFUSE:
                self.cue = Cue(Turn.ALLOW)  # "I know nobody, …" refuses nothing of what comes
        self.joint = joint
        if self.unknown and self.last is None:
            self.last = Sort.UNKNOWN
        self.unknown = False


class _Clause(Struct):
    """What stands between two marks."""

    start: int = 0
    unknown: bool = False  # holds words that mean nothing
    noted: list[Taken] = field(default_factory=list)  # content notes that were named
    doubted: list[Taken] = field(default_factory=list)  # of what hardly anybody wishes for; something is said of them


def _as_refused(question: Question) -> Question:
    """Who has no time for 50 episodes has none for 60."""
    if not isinstance(question, InRange) or question.field != "episodes" or question.low != question.high:
        return question
    return replace(question, high=None) if (question.low or 0) >= _MANY else question


def _is_bounded(question: Question) -> bool:
    return isinstance(question, InRange) and question.field in ("episodes", "total") and question.high is not None


def _is_noun(question: Question) -> bool:
    """Whether it is what other things are said of: "kidnapping romance", "incest brothers"."""
    return question in (HasTerm("genres", "romance"), HasTerm("tropes", "family-bonds"))


class Takings:
    """Everything so far; words come in the order in which they were said."""

    def __init__(self) -> None:
        self.scope = Scope()
        self.taken: list[Taken] = []
        self.leftover: list[str] = []
        self._run: list[str] = []  # words that mean nothing, one after the other
        self._group: list[Taken] = []  # what words after it ("… is fine") speak of
        self._clause = _Clause()
        self._eithers = 0
        self._is_distant = False  # unknown words and the end of a sentence stand behind what was named last
        self._beside: list[Taken] = []  # named at once before those
        self._avoided: list[Taken] = []  # listed one after the other, each of a sort that nobody wishes for in passing

    @property
    def may_be_judged(self) -> bool:
        """Whether words that come now may say how the thing before them is meant."""
        joined = self.scope.joint in (AND, OR) and len(self._run) <= _SHORT_RUN  # "korean and whatnot is fine"
        return bool(self._group) and (not self._run or joined)

    def close(self) -> None:
        """A run of words that mean nothing ends."""
        if self._run:
            self.leftover.append(" ".join(self._run))
            self._run = []

    def turn(self, cue: Cue) -> None:
        """From here on things are meant so."""
        self.close()
        self.scope = Scope(cue)

    def begin(self, cue: Cue) -> None:
        """A cue for what comes after it; within another one that has refused nothing yet, the wider of both holds."""
        nested = self.scope.refuses and self.scope.last is None and cue.turn is Turn.REFUSE
        lasting = cue.lasting or (nested and self.scope.cue.lasting)
        self.turn(replace(cue, lasting=lasting, next_only=cue.next_only and not nested, close=cue.close and not nested))
        self._group = []

    def end(self) -> None:
        """A refusal ends, and what is said of things reaches no further back."""
        self.turn(Cue(Turn.WISH))
        self._group, self._avoided = [], []

    def judge(self, turn: Turn) -> None:
        """The things before are meant so; "a straight romance is fine" allows both, "a thai bl is boring" not."""
        if turn is Turn.REFUSE and self._is_distant:
            turn = Turn.ALLOW  # "korean, about stepmothers? no." may mean either of the two
        beside = (one for one in self._beside if turn is Turn.ALLOW or sort_of(one.question) in (Sort.NOTE, Sort.HEAVY))
        if turn is Turn.REFUSE and any(sort_of(one.question) is Sort.NUMBER for one in self._beside):
            self._refuse_number()
            return
        avoided = self._avoided if turn is Turn.REFUSE else ()  # "cheating, death, amnesia: no"
        for one in (*self._group, *beside, *avoided):
            if one.turn is Turn.WISH or one.listed:
                one.turn = turn
        self.close()
        self._group, self._avoided = [], []

    def need_not(self) -> bool:
        """ "No romance needed": what was refused last is needed as little as it is refused; whether anything was."""
        refused = [one for one in self._group if one.turn is Turn.REFUSE]
        if not refused or len(refused) != len(self._group):
            return False
        for one in refused:
            one.turn = Turn.ALLOW
        self.end()
        return True

    def _refuse_number(self) -> None:
        """ "50-episode cdramas scare me" is said of their length."""
        for one in self._beside:
            if sort_of(one.question) is Sort.NUMBER:
                one.turn, one.question = Turn.REFUSE, _as_refused(one.question)
        for one in self._group:
            one.turn = Turn.ALLOW
        self.close()
        self._group, self._avoided = [], []

    def narrow(self) -> None:
        """The things before are refused only where what comes now holds of them: that is what is not wanted."""
        for one in self._group:
            one.turn = Turn.WISH
        self.scope.last, self._group = None, []

    def settle(self) -> None:
        """At the end: where nothing else is wished of a story, falling in love is what it is about; and what is "not
        too long, 12 episodes" is as long as that."""
        wished = [one for one in self.taken if one.turn is Turn.WISH and isinstance(one.question, HasTerm)]
        if any(one.said not in IN_LOVE for one in wished):
            self.taken = [one for one in self.taken if one.said not in IN_LOVE or one.turn is not Turn.WISH]
        if any(one.turn is Turn.WISH and _is_bounded(one.question) for one in self.taken):
            self.taken = [one for one in self.taken if one.turn is not Turn.REFUSE or one.said != "long"]

    def _speaks_of_sort(self, word: str) -> bool:
        named = self.scope.last in (Sort.COUNTRY, Sort.KIND) and self.scope.joint == "" and not self.scope.unknown
        return named and len(word) > _SHORT and word.endswith("s")

    def narrow_to_allowed(self) -> None:
        """Of the things before only those are refused of which what comes now holds: "no gay sons dying"."""
        for one in self._group:
            one.turn = Turn.ALLOW

    def pass_over(self, *words: str) -> None:
        """A title that nothing is said about."""
        self._run += words

    def miss(self, word: str) -> None:
        """A word that means nothing; after a comma, what is said of it is not said of what stood before."""
        self._run.append(word)
        if self.scope.refuses and (self._speaks_of_sort(word) or (word in _CLICHES and self.scope.joint == "")):
            self.narrow_to_allowed()  # "no korean cliches" refuses no Korea
        if self.scope.joint == COMMA:
            self._group = []
        if self.scope.cue.close:
            self.scope = Scope()
        self.scope.unknown = self._clause.unknown = True

    def end_clause(self, words: Sequence[str], place: int) -> None:
        """Content notes are no wish where words beside them mean nothing, or speak of one's own life."""
        self._is_distant = bool(self._run) and words[place : place + 1] == [STOP]
        self.close()
        told = any(pair in _OWN_LIFE for pair in pairwise(words[self._clause.start : place]))
        if self._clause.unknown or told:
            for one in self._clause.noted:
                if one.turn is Turn.WISH:
                    self.taken.remove(one)
                    self.leftover.append(one.said)
            for one in self._clause.doubted:
                one.turn = Turn.ALLOW if one.turn is Turn.WISH else one.turn
        goes_on = words[place : place + 1] == [COLON]  # "poison to me: infidelity" says what is meant
        self._clause = _Clause(place + 1, unknown=goes_on and self._clause.unknown)

    def doubt(self, *, begins: bool) -> None:
        """A verb comes behind what was named last: "love triangles should be illegal" is no wish, whatever it means.

        What hardly anybody wishes for is doubted anywhere, anything else where its clause `begins` with it.
        """
        self._clause.doubted += [
            one for one in self._group if begins or sort_of(one.question) in (Sort.NOTE, Sort.HEAVY)
        ]

    def idle(self) -> None:
        """A word of everyday speech."""
        self.close()
        self.scope.idle = True

    def take(
        self,
        question: Question,
        said: str,
        *,
        closed: bool,
        unwanted: bool = False,
        further: bool = False,
        beside: bool = False,
    ) -> None:
        """A thing is named. `closed` says that its list goes on to an "or"; `unwanted` things are said as refusals
        ("everyone lives"); `further` ones were named by the same words as the one before; what is `beside` the one
        before has no word in between.
        """
        sort, joint, last = sort_of(question), self.scope.joint, self.scope.last
        turn = self.scope.cue.turn if further else self._turn_for(question, sort, closed=closed)
        if further and turn is Turn.REFUSE and _is_noun(question):
            turn = Turn.ALLOW  # "no campus romance" refuses the campus
        if turn is Turn.REFUSE and sort is Sort.NOTE and joint == "" and last is Sort.KIND and self.scope.unknown:
            self.narrow_to_allowed()
        if turn is Turn.REFUSE:
            question = _as_refused(question)
        if turn is Turn.REFUSE and self.scope.cue.said_not and self._is_wished_more(question, said):
            turn = Turn.ALLOW  # "horror, but not too scary"; "funny but not silly"
        if unwanted:
            turn = {Turn.WISH: Turn.REFUSE, Turn.REFUSE: Turn.ALLOW}.get(turn, turn)
        taken = Taken(question, turn, said, listed=joint == COMMA)
        listed = joint == COMMA and last is sort and closed
        if (joint in (OR, AND) or listed) and self._group and not further:
            self._join(taken, either=listed or joint == OR)
        else:
            self._beside = [*self._beside, *self._group] if beside else []
            self._group = [*self._group, taken] if further else [taken]
        self._avoided = [*(self._avoided if joint == COMMA else []), taken] if sort in (Sort.NOTE, Sort.HEAVY) else []
        self.taken.append(taken)
        self._is_distant = False
        if sort is Sort.NOTE:
            self._clause.noted.append(taken)
        if self.scope.cue.next_only:
            self.scope = Scope()
        self.scope.last, self.scope.joint, self.scope.unknown, self.scope.idle = sort, "", False, False

    def _is_wished_more(self, question: Question, said: str) -> bool:
        """Whether what is not to be "too …", or not to be called so, was wished for in other words."""
        wished = [one for one in self.taken if one.turn is Turn.WISH and one.question == question]
        return any(self.scope.cue.length > 1 or one.said != said for one in wished)

    def _join(self, taken: Taken, *, either: bool) -> None:
        last = self._group[-1]
        if either and last.turn is Turn.WISH and taken.turn is Turn.WISH:
            self._eithers += not last.either
            last.either = taken.either = last.either or self._eithers
        self._group = [*self._group, taken]

    def _turn_for(self, question: Question, sort: Sort, *, closed: bool) -> Turn:
        """How a thing of this sort is meant here; ends the scope where it does not reach so far."""
        scope = self.scope
        if scope.cue.turn is Turn.WISH:
            return Turn.WISH
        last = scope.last
        if sort is Sort.NUMBER and scope.joint == COMMA and last is not None and not closed:
            self.scope = Scope(joint=scope.joint)
            return Turn.WISH  # "not too long, at most 12 episodes"
        doubtful = scope.unknown and sort not in (Sort.NOTE, Sort.HEAVY, Sort.GRIM)
        if scope.heads and sort in STORY:
            return Turn.ALLOW if doubtful else scope.cue.turn  # "dislikes: …, evil mothers in law"
        if scope.unknown and scope.joint == "":
            # "noble idiot romance" refuses no romance; "any graphic violence" does refuse violence.
            return scope.cue.turn if sort in (Sort.NOTE, Sort.HEAVY, Sort.GRIM, Sort.NAME) else Turn.ALLOW
        same = scope.joint == "" and bool(self._group) and self._group[-1].question == question
        if last is None or same or reaches(last, sort, scope.joint, lasting=scope.cue.lasting, closed=closed):
            mild = last is not None and scope.joint == "" and scope.cue.said_not and sort is Sort.GRIM
            mild = mild and not closed
            return Turn.WISH if mild else scope.cue.turn  # "a not too scary thriller"
        if scope.joint == "" and scope.cue.weary:
            return scope.cue.turn if sort in STORY else Turn.ALLOW
        if scope.joint == "" and last in (Sort.COUNTRY, Sort.SOURCE) and sort in STORY:
            self.scope = Scope()
            return Turn.ALLOW  # "no chinese costume dramas" wishes for none
        aside = scope.joint == "" and sort is Sort.PLEASANT and last in (Sort.GRIM, Sort.NOTE, Sort.SETTING)
        aside = aside and (last is Sort.GRIM or _is_noun(question))  # "no kidnapping romance" asks for none
        # "No cute comedy", "no scary ghosts": of which sort is refused, and the rest is not asked for.
        quality = scope.joint == "" and sort in STORY and not scope.cue.said_not
        quality = quality and bool(self._group) and self._group[-1].said in _QUALITIES
        self.scope = Scope(joint=scope.joint)
        return Turn.ALLOW if aside or quality else Turn.WISH
