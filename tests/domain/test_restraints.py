"""What was decided about a text holds for the same text, and for no other."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.records import Draft, HiddenReason
from bot.domain.reviews.restraints import WHOLE, Restraint, held_to, is_the_same_again, likeness, sketch, wider

TEXT = (
    "the city keeps them apart until the winter when he stands at the station with a letter nobody was meant to read"
    " and says that he was never brave enough to stay; everything that came before was only waiting for this evening. "
) * 3


def hidden(text: str) -> Restraint:
    return Restraint(None, HiddenReason.MODERATOR, sketch(text))


@pytest.mark.parametrize(
    "again",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace(" ", "  \n"),
        TEXT + " And one more sentence at the end.",
        TEXT.replace("station", "airport"),
        "My review! " + TEXT,
        f"||{TEXT}||",
    ],
)
def test_nearly_the_same_text_is_known_again(again: str) -> None:
    assert is_the_same_again(hidden(TEXT), sketch(again))


@pytest.mark.parametrize(
    "other",
    [
        "I laughed a lot, and the soundtrack is wonderful. Nothing is given away here, I promise.",
        "A quiet story about two people who cannot say what they want. Watch it on a rainy evening.",
        "",
    ],
)
def test_another_text_is_another_text(other: str) -> None:
    assert not is_the_same_again(hidden(TEXT), sketch(other))
    assert not is_the_same_again(None, sketch(TEXT))
    assert not is_the_same_again(Restraint(5), sketch(TEXT)), "a wider horizon hides nothing"


@given(st.integers(0, 2**32))
def test_likeness_is_near_the_share_of_fragments_in_common(seed: int) -> None:
    dice = random.Random(seed)
    one = "".join(dice.choice("abcdefghij") for _ in range(400))
    other = one[:300] + "".join(dice.choice("klmnopqrst") for _ in range(100))
    shared = 296 / (2 * 396 - 296)
    assert abs(likeness(sketch(one), sketch(other)) - shared) < 0.3
    assert likeness(sketch(one), sketch(one)) == 1.0


@pytest.mark.parametrize(
    ("chosen", "floor", "kept"),
    [
        ((True, None), 5, (False, 5)),
        ((False, 3), 5, (False, 5)),
        ((False, 7), 5, (False, 7)),
        ((False, None), 5, (False, None)),
        ((False, 3), WHOLE, (False, None)),
        ((True, None), WHOLE, (False, None)),
        ((True, None), None, (True, None)),
    ],
)
def test_a_floor_holds_whatever_the_author_chooses(
    chosen: tuple[bool, int | None], floor: int | None, kept: tuple[bool, int | None]
) -> None:
    draft = held_to(Draft("x", spoiler_free=chosen[0], horizon=chosen[1]), floor)
    assert (draft.spoiler_free, draft.horizon) == kept


@pytest.mark.parametrize(("one", "other", "both"), [(None, None, None), (3, None, 3), (3, 5, 5), (WHOLE, 5, WHOLE)])
def test_the_wider_floor_counts(one: int | None, other: int | None, both: int | None) -> None:
    assert wider(one, other) == wider(other, one) == both
