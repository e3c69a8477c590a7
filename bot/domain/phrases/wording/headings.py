"""Headings of lists: "dealbreakers: …", "yes please - …"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from bot.domain.phrases.listed import ways, words

_COLON: Final = ":"  # as in `tokens`
_MARKS: Final = frozenset(",;:->")
LONGEST: Final = 5  # words
_ANSWERS: Final = words("no nope nah never yes yep yeah sure ok okay fine")
_ALSO: Final = ("", "s", " list", " tropes", " please", " pls")
_REFUSING: Final = ways(
    """
    must not | must not have | must not be | should not | should not have | may not | can not have | can not |
    not have | shall not | must nots |
    dealbreaker | deal breaker | no | no go | nope | hard no | big no | absolute no | hard limit | limit |
    turn off | turnoff | ick | the ick | pet peeve | trigger | squick | dislike | hate | con | minus | red flag |
    avoid | to avoid | things to avoid | skip | not | do not | exclude | excluding | without | blacklist | ban |
    banned | never | please no | not into | not for me | no no | nono | forbidden | veto | vetoes | warning |
    trigger warning | content warning | boundary | boundaries | can not stand | stay away from | not wanted |
    unwanted | do not want | not interested in | no thanks | not allowed | not ok | not okay | off limits |
    hard pass | pass | downside | negative | bad | thumbs down | absolutely not | under no circumstances | keep out |
    leave out | minus point | least favourite | least favorite | worst | hated | disliked | i hate | i dislike |
    i avoid | we avoid | not in the mood for | not looking for | nothing with | zero | allergic to | allergy |
    allergies | phobia | fear | anti | nothing | not that | instead of | no to | not want | out | not here for | stop
    """
)
_NEGATIVE: Final = words(
    """
    avoids avoided hate hates hated dislike dislikes disliked anti minus worst ban bans
    banned veto refuse refuses refused against nope nah cant cannot exclude excludes excluded unwanted forbidden
    dealbreakers dealbreaker triggers trigger limits limit icks ick squicks warnings allergic tired sick
    """
)
_ALLOWING: Final = ways(
    """
    ok | okay | fine | fine with | ok with | okay with | neutral | maybe | whatever | do not care | optional |
    nice to have | bonus | bonus point | meh | tolerated | indifferent | negotiable | idc | do not mind | can have |
    acceptable | allowed | either way | not a must | not required | no preference | flexible
    """
)
_WISHING: Final = ways(
    """
    in | must | must have | non negotiable | not negotiable | not optional | can not live without |
    can not do without | no compromise | never without | never enough | no brainer | hell yes | yes | want | need
    """
)
REFUSING: Final = frozenset(f"{said}{also}" for said in _REFUSING for also in _ALSO)
ALLOWING: Final = frozenset(f"{said}{also}" for said in _ALLOWING for also in _ALSO)
WISHING: Final = frozenset(f"{said}{also}" for said in _WISHING for also in _ALSO)


class Heading(Enum):
    """What a heading makes of the list that it stands over."""

    REFUSES = auto()
    ALLOWS = auto()
    WISHES = auto()


def heading_at(spoken: Sequence[str], place: int) -> tuple[int, Heading] | None:
    """How many words of a heading begin here, and what it is; None where none begins, or one that says nothing.

    A heading that says no in any words is one of refusals.
    """
    for length in range(1, LONGEST + 1):
        ahead = spoken[place + length : place + length + 1]
        if ahead and ahead[0] in _MARKS and ahead[0] != _COLON:
            return None
        if ahead == [_COLON]:
            answer = spoken[place + length + 1 : place + length + 3]
            if answer and answer[0] in _ANSWERS and (len(answer) == 1 or answer[1] in _MARKS):
                return None  # "hate to love: no, fake dating: yes"
            heading = _meant(spoken[place : place + length])
            return heading and (length, heading)
    return None


def _meant(said: Sequence[str]) -> Heading | None:
    words_said = " ".join(said)
    if words_said in WISHING:
        return Heading.WISHES
    if words_said in ALLOWING:
        return Heading.ALLOWS
    ranked = "best" in said  # "worst to best: …"
    return Heading.REFUSES if words_said in REFUSING or not (ranked or _NEGATIVE.isdisjoint(said)) else None
