"""What to try next, for somebody who has just asked what there is: by who they are and what they have done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from msgspec import Struct

COUNT: Final = 3
_FEW_RATINGS = 10  # fewer, and a list from elsewhere helps; none at all, and three loved series do
_ENOUGH_RATINGS = 3  # for a profile to tell something


class Try(StrEnum):
    """One thing to try; bot/ui/help.py has the sentence for each."""

    SET_UP = "set-up"  # for whoever manages the server: the first steps
    REACH = "reach"  # for them, later: what is on and where
    QUEUE = "queue"  # for moderators
    LOVED = "loved"  # recommendations from three loved series
    MOOD = "mood"  # recommendations once something is known
    PLACE = "place"  # where one is, so that nothing spoils
    VOTE = "vote"
    REVIEW = "review"
    ADOPT = "adopt"  # what one wrote long ago, as a review
    BRING = "bring"  # a list from elsewhere
    PROFILE = "profile"
    TOGETHER = "together"


FEATURE_OF: Final[dict[Try, str | None]] = {
    Try.SET_UP: None,
    Try.REACH: None,
    Try.QUEUE: "moderation",
    Try.LOVED: "recommendations",
    Try.MOOD: "recommendations",
    Try.PLACE: "progress",
    Try.VOTE: "votes",
    Try.REVIEW: "reviews",
    Try.ADOPT: "reviews",
    Try.BRING: "progress",
    Try.PROFILE: "reviews",
    Try.TOGETHER: "discussion",
}
_OUTSIDE_SERVERS: Final = frozenset({Try.LOVED, Try.MOOD, Try.PLACE, Try.BRING})


class Deeds(Struct, frozen=True):
    """What somebody has done so far, and whether their server was ever set up."""

    ratings: int = 0
    places: int = 0
    votes: int = 0
    reviews: int = 0
    groups: int = 0
    is_set_up: bool = False


def first_tries(
    deeds: Deeds, *, manages: bool, moderates: bool, in_server: bool, is_on: Callable[[str], bool]
) -> list[Try]:
    """Three things to try, what comes with their office first, then what they have not done yet.

    What is switched off where they are (`is_on` tells of each feature) is left out, and so is what needs a server
    outside of one; then there may be fewer.
    """
    found: list[Try] = []
    for one in _wanted(deeds, manages=manages, moderates=moderates):
        feature = FEATURE_OF[one]
        fits = (feature is None or is_on(feature)) and (in_server or one in _OUTSIDE_SERVERS)
        if fits and one not in found:
            found.append(one)
    return found[:COUNT]


def _wanted(deeds: Deeds, *, manages: bool, moderates: bool) -> Iterator[Try]:
    if manages:
        yield Try.REACH if deeds.is_set_up else Try.SET_UP
    elif moderates:
        yield Try.QUEUE
    news = [
        (Try.LOVED, not deeds.ratings),
        (Try.PLACE, not deeds.places),
        (Try.VOTE, not deeds.votes),
        (Try.REVIEW, not deeds.reviews),
        (Try.BRING, deeds.ratings < _FEW_RATINGS),
        (Try.TOGETHER, not deeds.groups),
        (Try.PROFILE, deeds.ratings >= _ENOUGH_RATINGS),
        (Try.MOOD, deeds.ratings > 0),
        (Try.ADOPT, True),
        (Try.REVIEW, True),
    ]
    yield from (one for one, is_new in news if is_new)
