"""What the words around a word make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from bot.domain.phrases.cues import BEFORE
from bot.domain.phrases.listed import words as listed
from bot.domain.phrases.tokens import AND, MARKS, OR, STOP
from bot.i18n import current_language

_VOICES = frozenset({"sub", "subs", "subtitle", "subtitles", "subbed", "dub", "dubs", "dubbed", "audio"})
_BEING = frozenset({"am", "m", "im"})
_AT_HOME = _BEING | listed(
    """
    available availability based fan fans greetings hello here hi home iqiyi legal legally live lives living located
    netflix raised stream streaming stuck viewer viewers viki viu youtube
    """
)
_REASONS = (["because"], ["bc"], ["cuz"], ["coz"], ["cos"])
_AGED = listed("old older new newer hot hotter sexy creepy")
_PEOPLE = listed(
    """
    actor actors actress adult adults audience audiences boy boys brother characters couple couples crowd daughter
    dude fan fans female females folks friend friends gay gays generation generations girl girls guy guys hero heroine
    ladies lady lead leads lesbian lesbians love lover lovers male males man men mother neighbour neighbor parents
    fl fls mc ml mls one
    student students classmate colleague colleagues boss cop cops detective detectives doctor doctors lawyer lawyers
    people person protagonist protagonists roommate self sister soul souls than viewer viewers woman women
    """
)
_KNOWN = listed("popular famous well-known unknown")
_SOMEBODY = listed(
    """
    actor actress boy boys boyfriend classmate dude girl girls girlfriend guy guys idol jock jocks kid kids man men
    person senior singer star student students upperclassman woman women
    """
)
_COMMON = listed(
    """
    amazing asian best better cute decent different famous favorite favourite female gay good great handsome her his hot
    male my new nice old older real same such talented their this those what which whose young younger
    """
)
_NATIONAL = listed(
    "football bbq cuisine barbecue accent accents medicine massage teacher class lesson lessons grammar exam"
)
_TELLERS = frozenset({"i", "we", "just", "ve", "have", "recently", "finally"})
_EXCLAIMING = listed("oh my dear omg thank swear")
_WHEN = listed("this next soon now every weekly today tomorrow")
_CALLING = [[one] for one in listed("i no not please why yes do just it this how can could the they")]
_ELDERS = [[one] for one in listed("man men woman women lady ladies guy guys people couple couples")]  # "two men old"
_MY_WORK = (["i", "teach"], ["i", "study"], ["i", "work"])
_TOGETHER = listed(
    """
    brothers colleagues couple cousins coworkers doctors family flatmates friends housemates lawyers nurses roommates
    siblings sisters students teachers
    """
)
_SPOKEN = listed("bad broken learn learning my poor practice practise speak speaking study studying understand your")
_SAID_SO = listed("a an the so very really just too also kinda pretty bit little currently such")
_DEGREES = frozenset(
    {"something", "anything", "so", "very", "really", "pretty", "quite", "a", "bit", "is", "emotionally"}
)


def is_of_voices(words: Sequence[str], start: int, end: int, is_country: Callable[[str], bool]) -> bool:
    """Whether a country's name is that of a language here: "with english and spanish subs", "dubbed in german"."""
    further = (word for word in words[end : end + 4] if word not in (AND, OR) and not is_country(word))
    before = words[max(0, start - 2) : start]
    return next(further, "") in _VOICES or (before[-1:] == ["in"] and not _VOICES.isdisjoint(before))


def is_of_speaker(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a country is where the speaker comes from, or its language what they speak: "hi from Brazil", "I'm
    German", "sorry for my English"."""
    before = [word for word in words[max(0, start - 4) : start] if word not in ("a", "an", "the")]
    spoken = words[end : end + 5]
    if spoken[:1] == ["speaker"] or ("language" in spoken and "sign" not in spoken):
        return True
    if before[-1:] in (["from"], ["in"]):
        return not _AT_HOME.isdisjoint(before[-2:-1])
    return not (_SPOKEN | _BEING).isdisjoint(before[-1:])


def is_of_people(words: Sequence[str], start: int, length: int) -> bool:
    """Whether words speak of people rather than of a series: "older women", "my grandmother", "because of ADHD"."""
    after = [word for word in words[start + length : start + length + 2] if word not in _AGED][:1]
    aged = length == 1 and words[start] in _AGED and not _PEOPLE.isdisjoint(after)
    aged = aged or (length == 1 and words[start] in _KNOWN and not _SOMEBODY.isdisjoint(after))
    aged = aged or (length == 1 and words[start] in _AGED and words[max(0, start - 1) : start][-1:] in _ELDERS)
    if words[max(0, start - 2) : start][-1:] in _REASONS or words[max(0, start - 2) : start] == ["because", "of"]:
        return True
    own = words[max(0, start - 1) : start] == ["my"] and words[start] not in ("heart", "soul", "eyes")
    return aged or own


def is_said_of_oneself(words: Sequence[str], start: int, length: int) -> bool:
    """Whether somebody says what they are: "I'm ace", "as a lesbian", "ace here"; "I'm sad" asks for no tears."""
    after = words[start + length : start + length + 2]
    if after[:1] == ["here"] and (len(after) == 1 or after[1] in MARKS or after[1] in ("so", "and", "looking")):
        return True
    if words[max(0, start - 2) : start] in (["as", "a"], ["as", "an"]):
        return True
    if words[start] in _TOGETHER and length == 1 and _is_of_us(words[max(0, start - 6) : start]):
        return True
    before = [word for word in words[max(0, start - 5) : start] if word not in _SAID_SO]
    english = current_language() != "de"  # where "im" is "in the"
    if before[-2:] in _MY_WORK or before[-3:-1] == ["i", "work"] or before[-3:-1] == ["who", "works"]:
        return True
    return (english and before[-1:] == ["im"]) or before[-2:] in (["i", "m"], ["i", "am"])


def _is_of_us(before: Sequence[str]) -> bool:
    """ "We are a group of five …"."""
    told = next((place for place, pair in enumerate(pairwise(before)) if pair == ("we", "are")), None)
    return told is not None and not {*MARKS, "looking", "want"}.intersection(before[told:])


def is_of_things(words: Sequence[str], end: int) -> bool:
    """Whether a country in front only says which sort of thing is meant: "american football", "thai food"."""
    return not _NATIONAL.isdisjoint(words[end : end + 1])


def is_told_of_watching(words: Sequence[str], place: int) -> bool:
    """Whether somebody has finished something, rather than it being finished: "I just finished …"."""
    if words[place] != "finished" or not _TELLERS.issuperset(words[max(0, place - 1) : place]) or not place:
        return False
    after = words[place + 1] if place + 1 < len(words) else STOP
    return after not in MARKS and after not in (AND, OR, "only", "please", "pls", "series", "shows", "dramas", "ones")


def is_exclaimed(words: Sequence[str], place: int) -> bool:
    """Whether somebody calls upon a god rather than asks for one: "god I'm tired", "oh my god no"."""
    if words[place] not in ("god", "gods", "goddess", "angels"):
        return False
    before = words[place - 1] if place else STOP
    after = words[place + 1 : place + 2]
    begged = before in ("please", "pls", "plz", "by") and (not after or [after[0]] in _CALLING or after[0] in MARKS)
    return begged or (before in MARKS and after in _CALLING) or before in _EXCLAIMING


def is_of_cast(words: Sequence[str], place: int) -> bool:
    """Whether those who play are meant rather than actors in the story: "the same actors as", "older actors"."""
    return place > 0 and words[place - 1] in _COMMON


def is_of_release(words: Sequence[str], place: int, length: int) -> bool:
    """Whether a series comes out, and nobody in it: "coming out this year"."""
    after = words[place + length : place + length + 2]
    coming = list(words[place : place + 2]) in (["coming", "out"], ["comes", "out"], ["came", "out"])
    when = after[1:] if after[:1] == ["in"] else after[:1]
    return coming and bool(when) and (when[0] in _WHEN or not when[0].isascii())  # years stand as marks


def clause_before(words: Sequence[str], place: int) -> Sequence[str]:
    """The words since the last mark."""
    start = next((number for number in range(place, 0, -1) if words[number - 1] in MARKS), 0)
    return words[start:place]


def is_suffix(words: Sequence[str], place: int) -> bool:
    """Whether a word says how much there is of the thing before it: "plot heavy"; not in "something heavy"."""
    before = words[place - 1] if place else STOP
    return before not in MARKS and before not in _DEGREES and before not in BEFORE
