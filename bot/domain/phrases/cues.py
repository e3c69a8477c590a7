"""Words that turn what is said around them: into a refusal, or into something that may be or not."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from msgspec import Struct

from bot.domain.phrases.listed import ways, words
from bot.domain.phrases.wording import families, headings, manners, told, verdicts
from bot.domain.phrases.wording.headings import Heading


class Turn(Enum):
    """What is meant by a thing that is named."""

    WISH = auto()
    REFUSE = auto()
    ALLOW = auto()


class Cue(Struct, frozen=True):
    """Words that turn; `lasting` ones take whole lists along, `next_only` ones nothing but what follows at once."""

    turn: Turn
    length: int = 0
    lasting: bool = False
    next_only: bool = False
    weary: bool = False  # "tired of": takes along whatever follows at once
    said_not: bool = False  # "not", "not too": said of a quality rather than of a thing
    close: bool = False  # means nothing where what follows is not known: "low budget horror"


# These end a refusal, once it has refused something.
ENDS: Final = words(
    """
    otherwise whereas anyway
    add bring choose include try
    aber although but find give however ideally just looking love mainly mais more mostly need only pero please
    pls plz plss
    prefer preferably rather recommend show sino though want yes
    """
)
EXCEPTING: Final = frozenset({"unless", "except", "except for", "apart from", "aside from", "other than", "only if"})
INTRODUCES: Final = words(
    """
    actor actress author by directed director feat featuring from of star starring stars with without writer
    written
    """
)


_WEARY = (
    *(
        "sick",
        "so sick",
        "tired",
        "fed up",
        "bored",
        "weary",
        "had enough",
        "enough of",
        "enough with",
        "so over",
        "so done",
    ),
    *(
        "am over",
        "done with",
        "beyond done",
        "burnt",
        "burned",
        "exhausted",
        "hat",
        "dislike",
        "despise",
        "loathe",
        "detest",
    ),
    *("not stand", "not handle", "not take", "not deal", "not cope", "not into", "not a ", "no fan", "not keen"),
    *("not enjoy", "allergic", "had it with", "down with", "screw", "never liked", "never enjoyed"),
)
_CLOSE = frozenset({"low", "lower", "minimal", "too", "hardly", "barely", "less", "fewer", "over", "than"})


def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for listed, cue in (
        (families.REFUSING, Cue(Turn.REFUSE, lasting=True)),
        ((*families.NOT_NEEDED, *told.NO_OFFENCE, *told.HAD), Cue(Turn.ALLOW)),
        ((*told.COMPLAINING, *told.GIVEN, *told.DROPPED, *told.USUAL), Cue(Turn.ALLOW, weary=True)),
        (families.CRAVING, Cue(Turn.WISH)),
        (manners.LOCAL, Cue(Turn.REFUSE)),
        (manners.LASTING, Cue(Turn.REFUSE, lasting=True)),
        (manners.ALLOWING, Cue(Turn.ALLOW)),
        (manners.WISHING, Cue(Turn.WISH)),
    ):
        for said in listed:
            found[said] = Cue(
                cue.turn,
                len(said.split()),
                cue.lasting,
                said in ("non", "anti"),
                cue.weary or said.startswith(_WEARY),
                not cue.lasting and said.startswith("not"),
                said in _CLOSE,
            )
    return found


_BY_HEADING: Final = {
    Heading.REFUSES: Turn.REFUSE,
    Heading.ALLOWS: Turn.ALLOW,
    Heading.WISHES: Turn.WISH,
}
_HAVING_SEEN = words("seen watched saw know mind with")  # "the famous ones I've seen", not "I've seen all of …"
_MILD = frozenset({"ok", "okay", "fine", "yes", "allowed", "acceptable"})
_BREAKS = frozenset(",;:")  # marks between clauses, see `tokens`
_MOST_AUXILIARIES = 3
_RELATIVES: Final = words("where who whose wherein they he she theyre hes shes everyone everybody both which")
_QUALITIES: Final = manners.AWFUL_WORDS | words(
    """
    worst awful terrible annoying boring gross disgusting icky creepy problematic bad mean evil cringe toxic wrong
    forbidden criminal
    """
)
_FOR: Final = words("for from to if in")
_AUXILIARIES = [
    [word]
    for word in words(
        "is are was were do does did can could should would will may might must be really just totally that ones"
    )
]
_INTENSIFYING = words("so really very absolutely totally completely quite honestly probably prob mostly all")
BEFORE: Final = _cues()
EMPTY: Final = frozenset((*manners.EMPTY, *told.TOLD))
AFTER: Final = (
    dict.fromkeys(
        (
            *verdicts.BEGONE,
            *verdicts.POSTPOSED,
            *manners.AWFUL,
            "bad",
            *manners.AFTER_REFUSE,
            *manners.awful(),
            *manners.put_off(),
        ),
        Turn.REFUSE,
    )
    | dict.fromkeys((*verdicts.BORNE, *manners.AFTER_ALLOW), Turn.ALLOW)
    | dict.fromkeys(manners.AFTER_WISH, Turn.WISH)
)
POSTPOSED: Final = frozenset((*verdicts.POSTPOSED, "bad"))  # they end a clause: "high school stuff I'm tired of"
BARE: Final = frozenset((*manners.AWFUL, "bad"))  # "I find love triangles tedious", but not "thai, trash"
LONGEST_CUE: Final = max(len(said.split()) for said in (*BEFORE, *EMPTY, *AFTER))


# "No red flags, thai" has none to list.
_LIST_OF: Final = frozenset(
    ways(
        """
        cons | donts | nopes | squicks | triggers | dealbreakers | deal breakers | hard limits | no gos | dislikes |
        pet peeves | turn offs | hard nos | trigger warnings | content warnings | red flags | icks | minuses
        """
    )
)
_NO_LIST: Final = [[word] for word in words("no any without zero few fewer less with has have many not")]
_OVER_IT = Cue(Turn.REFUSE, 1, lasting=True, weary=True)


def cue_before(said: Sequence[str], place: int) -> Cue | None:
    """The longest cue that starts here, for what comes after it.

    "Over love triangles", where nothing stands before, is weary of them; "plot over romance" is not.
    """
    heading = _heading(said, place)
    if heading is not None:
        return heading
    if said[place] in ("over", "little") and (place == 0 or said[place - 1] in _BREAKS):
        return _OVER_IT
    for length in range(min(LONGEST_CUE, len(said) - place), 0, -1):
        spoken = " ".join(said[place : place + length])
        cue = BEFORE.get(spoken)
        if cue is not None and not (spoken in _LIST_OF and said[max(0, place - 1) : place] in _NO_LIST):
            return cue
    return None


def _heading(said: Sequence[str], place: int) -> Cue | None:
    """What a heading here makes of its list: "… dealbreakers: cheating"."""
    if place and said[place - 1] not in _BREAKS:
        return None
    heading = headings.heading_at(said, place)
    return heading and Cue(_BY_HEADING[heading[1]], heading[0], lasting=heading[1] is not Heading.WISHES)


def empty_words(said: Sequence[str], place: int) -> int:
    """How many words here are a manner of speaking."""
    for length in range(min(LONGEST_CUE, len(said) - place), 0, -1):
        if " ".join(said[place : place + length]) in EMPTY:
            return length
    return 0


def _opens_sentence(said: Sequence[str], place: int) -> bool:
    """ "… Ok but seriously", "… No: cheating"."""
    after = said[place + 1 : place + 2]
    mild = said[place : place + 1] in (["ok"], ["okay"], ["alright"], ["fine"], ["no"], ["yes"])
    return after == [":"] or (mild and after in (["but"], ["so"]))


def _is_judged(said: Sequence[str], place: int) -> bool:
    """Whether the next thing is judged as well: "ghosts ok zombies ok clowns not ok"."""
    ahead = [said[place : place + 1], said[place : place + 2], said[place + 1 : place + 3]]
    return any(" ".join(words) in AFTER and not _BREAKS.intersection(words) for words in ahead if words)


def turn_after(said: Sequence[str], place: int, boundaries: frozenset[str]) -> tuple[Turn, int] | None:
    """What the words here make of the thing before them ("… is fine"), and how many they are.

    One word alone has to end the sentence or the list's item: "cheating, no" is a refusal, "thai, no cheating" is not.
    """
    if place > 0 and said[place - 1] == ";" and _opens_sentence(said, place):
        return None
    if place > 0 and said[place - 1] != ":" and _heading(said, place) is not None:
        return None
    for skipped in range(_MOST_AUXILIARIES + 1):
        start = place + skipped
        if skipped and said[start - 1 : start] not in _AUXILIARIES:
            return None
        if said[start : start + 1] == ["too"] and said[start + 2 : start + 4] == ["for", "me"]:
            return Turn.REFUSE, skipped + 4  # "too painful for me"
        for length in range(min(LONGEST_CUE, len(said) - start), 0, -1):
            spoken = said[start : start + length]
            plain = [word for word in spoken if word not in _INTENSIFYING] or list(spoken)
            plain = list(spoken) if spoken[-1] in _INTENSIFYING else plain  # "… that is not all about suffering"
            turn = AFTER.get(" ".join(spoken)) or AFTER.get(" ".join(plain))
            after = said[start + length] if start + length < len(said) else ","
            if spoken[-1] in ("if", "as") and said[place - 1 : place] and said[place - 1] in boundaries:
                continue  # "korean, ok if sad" says nothing of Korea
            if after == ":" and length > 1:
                continue  # "nice to have: …" is a heading
            if turn is None or (" ".join(spoken) in BARE and place and said[place - 1] in _BREAKS - {":"}):
                continue
            if after in boundaries:
                does_not = list(spoken) == ["not"] and skipped and said[start - 1] in ("do", "does")
                # "Cheating bores me, thai doesn't" says nothing against Thailand.
                return (Turn.ALLOW if does_not else turn), skipped + length
            if _goes_on(said, start, spoken, plain):
                return turn, skipped + length
    return None


def is_of_somebody(said: Sequence[str], place: int) -> bool:
    """Whether words judge somebody in the story, and not the thing before: "a BL where they're both stupid"."""
    if said[place - 1 : place + 1] == ["then", "not"]:
        return True
    if _QUALITIES.isdisjoint(said[place : place + _MOST_AUXILIARIES + 1]):
        return False
    start = max((at for at in range(place) if said[at] in _BREAKS), default=-1)
    return not _RELATIVES.isdisjoint(said[start + 1 : place])


def _goes_on(said: Sequence[str], start: int, spoken: Sequence[str], plain: Sequence[str]) -> bool:
    """Whether words say how the thing before them is meant even where the sentence goes on behind them."""
    if " ".join(spoken) in POSTPOSED or (spoken[0] in ("a", "an", "the") and said[start + len(spoken)] not in _FOR):
        return False  # "korean, I hate horror"; "give me toxic, the worst men"
    chained = len(spoken) == 1 and spoken[0] in _MILD and _is_judged(said, start + 2)
    whole = len(plain) > 1 or (len(spoken) > 1 and " ".join(spoken) in AFTER)  # "very not like …" is no "… not"
    return chained or (whole and plain[-1] not in _HAVING_SEEN)
