"""Three things to try: by who somebody is, and by what they have done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.members.first_tries import COUNT, FEATURE_OF, Deeds, Try, first_tries
from bot.domain.settings import FEATURES

BUSY = Deeds(ratings=20, places=20, votes=5, reviews=3, groups=1, is_set_up=True)


def tries(
    deeds: Deeds,
    *,
    manages: bool = False,
    moderates: bool = False,
    in_server: bool = True,
    off: frozenset[str] = frozenset(),
) -> list[Try]:
    return first_tries(
        deeds, manages=manages, moderates=moderates, in_server=in_server, is_on=lambda feature: feature not in off
    )


@pytest.mark.parametrize(
    ("deeds", "who", "expected"),
    [
        (Deeds(), {}, [Try.LOVED, Try.PLACE, Try.VOTE]),
        (Deeds(ratings=2), {}, [Try.PLACE, Try.VOTE, Try.REVIEW]),
        (Deeds(ratings=2, places=1, votes=1), {}, [Try.REVIEW, Try.BRING, Try.TOGETHER]),
        (BUSY, {}, [Try.PROFILE, Try.MOOD, Try.ADOPT]),
        (Deeds(), {"manages": True, "moderates": True}, [Try.SET_UP, Try.LOVED, Try.PLACE]),
        (Deeds(is_set_up=True), {"manages": True, "moderates": True}, [Try.REACH, Try.LOVED, Try.PLACE]),
        (Deeds(), {"moderates": True}, [Try.QUEUE, Try.LOVED, Try.PLACE]),
        (Deeds(), {"in_server": False}, [Try.LOVED, Try.PLACE, Try.BRING]),
        (Deeds(), {"off": frozenset({"recommendations", "votes"})}, [Try.PLACE, Try.REVIEW, Try.BRING]),
    ],
)
def test_who_somebody_is_and_what_they_have_done_decides(
    deeds: Deeds, who: dict[str, object], expected: list[Try]
) -> None:
    assert tries(deeds, **who) == expected  # type: ignore[arg-type]  # a table of keywords


@given(
    st.builds(Deeds, *[st.integers(0, 30)] * 5, st.booleans()),
    st.booleans(),
    st.booleans(),
    st.frozensets(st.sampled_from(sorted(FEATURES))),
)
def test_nothing_is_named_twice_or_where_it_does_not_run(
    deeds: Deeds, manages: bool, moderates: bool, off: frozenset[str]
) -> None:
    found = tries(deeds, manages=manages, moderates=moderates, off=off)
    assert len(set(found)) == len(found) <= COUNT
    assert not {FEATURE_OF[one] for one in found} & off
    if not off:
        assert len(found) == COUNT


def test_every_feature_that_is_named_exists() -> None:
    assert {feature for feature in FEATURE_OF.values() if feature} <= set(FEATURES)
