"""How far a refusal reaches: "no cheating, amnesia or high school, but korean"."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bot.domain.phrases.constraints import (
    EndsWith,
    FromCountry,
    HasStatus,
    HasTerm,
    InRange,
    Involves,
    IsLike,
    Question,
)
from bot.domain.phrases.listed import words


class Sort(StrEnum):
    """What kind of thing is named, as far as lists of refusals are concerned."""

    NOTE = "note"  # content notes: nobody wishes for one in passing
    HEAVY = "heavy"  # what is refused more often than wished for
    GRIM = "grim"  # wished for as often as refused
    SETTING = "setting"
    STORY = "story"
    PLEASANT = "pleasant"  # what hardly anybody refuses
    KIND = "kind"
    COUNTRY = "country"
    SOURCE = "source"
    NAME = "name"
    NUMBER = "number"
    UNKNOWN = "unknown"


STORY = frozenset({Sort.NOTE, Sort.HEAVY, Sort.GRIM, Sort.SETTING, Sort.STORY, Sort.PLEASANT})
_HEAVY: Final = words(
    """
    age-gap amnesia angst betrayal friends-with-benefits hiv love-triangle melodrama omegaverse one-night-stand
    second-lead unrequited-love
    """
)
_GRIM: Final = words(
    """
    crime dark death-game grief horror murder-mystery revenge serial-killer tearjerker thriller war zombies
    """
)
_SETTINGS: Final = words(
    """
    athletes band business cafe-and-kitchen celebrity countryside doctors engineering-students
    entertainment-industry food gamers high-school historical idols joseon law lawyers lockdown-era mafia
    medical music office-romance police political republican-era rich-poor royalty sports students workplace writers
    """
)
_PLEASANT: Final = words(
    """
    bickering-couple childhood-friends cohabitation comedy coming-of-age enemies-to-lovers established-couple
    fake-dating family-bonds feel-good first-love found-family friends-to-lovers friendship grumpy-sunshine
    healing mutual-pining opposites-attract rivals-to-lovers romance roommates second-chance self-discovery
    slice-of-life slow-burn soulmates steamy strangers-to-lovers
    """
)


def sort_of(question: Question) -> Sort:
    """What kind of thing a question is about."""
    if isinstance(question, HasTerm):
        return _sort_of_term(question)
    if isinstance(question, EndsWith):
        return Sort.PLEASANT if question.ending == "happy" else Sort.HEAVY
    if isinstance(question, FromCountry):
        return Sort.COUNTRY
    if isinstance(question, InRange | HasStatus):
        return Sort.NUMBER
    assert isinstance(question, Involves | IsLike)
    return Sort.NAME


def _sort_of_term(term: HasTerm) -> Sort:
    fixed = {"content_notes": Sort.NOTE, "kinds": Sort.KIND, "source_kinds": Sort.SOURCE}.get(term.facet)
    if fixed is not None:
        return fixed
    for terms, sort in (
        (_HEAVY, Sort.HEAVY),
        (_GRIM, Sort.GRIM),
        (_SETTINGS, Sort.SETTING),
        (_PLEASANT, Sort.PLEASANT),
    ):
        if term.term_id in terms:
            return sort
    return Sort.STORY


def reaches(last: Sort, new: Sort, joint: str, *, lasting: bool, closed: bool) -> bool:
    """Whether what was refused of `last` is meant of `new`, too.

    `joint` is what stands between the two: "or", "and", "with", a comma, or nothing. `lasting` refusals ("avoid",
    "sick of") take lists along; `closed` says that the list goes on to an "or".
    """
    same = new is last and new is not Sort.PLEASANT
    if joint == "" and closed and last in STORY and new in STORY - {Sort.PLEASANT}:
        return True  # "no romance crime or law"
    if joint == "or" or (joint == "and" and last is Sort.UNKNOWN and new in STORY - {Sort.PLEASANT}):
        return True
    if joint == ",":
        if closed and last in STORY and new in STORY - {Sort.PLEASANT}:
            return True
        return (new is Sort.NOTE and last in STORY | {Sort.UNKNOWN}) or _goes_on(last, new, lasting=lasting, same=same)
    if new is Sort.NOTE or (new in (Sort.HEAVY, Sort.GRIM) and last in STORY and joint != "with"):
        return True
    if joint == "and":
        return same or (last in STORY and new in STORY - {Sort.PLEASANT})
    return same and joint != "with"


def _goes_on(last: Sort, new: Sort, *, lasting: bool, same: bool) -> bool:
    hard = (Sort.NOTE, Sort.HEAVY)
    if lasting:
        return same or (last in STORY and new in (*hard, Sort.GRIM))
    return last in hard and new in hard
