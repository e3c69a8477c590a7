"""Reasons: in words a friend would use, without names, small numbers or anything that gives a story away."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain.phrases import read_phrase
from bot.domain.recommender import Explanation, Share
from bot.domain.series import Kind, Lineage, LineageKind, Series
from bot.i18n import speaking
from bot.ui.recommendations.reasons import Teller
from tests.bundled import bundled, sayings

VOCABULARY = bundled().vocabulary
SAYINGS = sayings()
LIKED = Series("where-your-eyes-linger-kr-2020", "Where Your Eyes Linger", "KR", 2020, Kind.BL)
PICK = Series("to-my-star-kr-2021", "To My Star", "KR", 2021, Kind.BL, tropes=("slow-burn", "roommates"))
SPOILER = next(term.id for term in VOCABULARY.tropes.values() if term.spoiler)
NOTHING = read_phrase("", SAYINGS, this_year=2026)


def teller(*edges: Lineage, rating: int | None = None) -> Teller:
    known = {LIKED.id: LIKED, PICK.id: PICK}
    own = {LIKED.id: rating} if rating else {}
    return Teller(VOCABULARY, known.get, lambda _series_id: edges, own, "ten")


def why(*shared: tuple[str, str], both: int = 0, amount: float = 1.0, house: float = 0.5) -> Explanation:
    return Explanation(PICK.id, amount + house, house, (Share(LIKED.id, amount, shared, both),))


@pytest.mark.parametrize(
    ("shared", "sentence"),
    [
        (("director", "Hwang Da Seul"), "Same director, Hwang Da Seul, as *Where Your Eyes Linger*."),
        (("cast", "Han Gi Chan"), "With Han Gi Chan, whom you know from *Where Your Eyes Linger*."),
        (("couple", "Kang × Han"), "Kang × Han together again, as in *Where Your Eyes Linger*."),
        (("trope", "slow-burn"), "Slow burn, as in *Where Your Eyes Linger*."),
        (("country", "KR"), "From South Korea, like *Where Your Eyes Linger*."),
        (("suggested", "x"), "Recommended by members here to those who liked *Where Your Eyes Linger*."),
    ],
)
def test_common_ground_is_said_in_one_sentence(shared: tuple[str, str], sentence: str) -> None:
    assert teller().reason(why(shared), PICK, NOTHING) == sentence


def test_the_weightiest_common_ground_is_said_and_what_people_said_before_it() -> None:
    shared = (("trope", "slow-burn"), ("director", "Hwang"), ("genre", "romance"))
    assert teller().reason(why(*shared), PICK, NOTHING) == "Slow burn, as in *Where Your Eyes Linger*."
    told = teller().reason(why(*shared, ("suggested", "x")), PICK, NOTHING)
    assert told == "Recommended by members here to those who liked *Where Your Eyes Linger*."


def test_a_network_is_said_only_where_there_is_nothing_else() -> None:
    told = teller().reason(why(("network", "tvN"), ("kind", "bl")), PICK, NOTHING)
    assert told == "BL, like *Where Your Eyes Linger*."
    assert teller().reason(why(("network", "tvN")), PICK, NOTHING) == "Made for tvN, like *Where Your Eyes Linger*."


def test_a_small_part_of_the_score_is_not_the_reason() -> None:
    told = teller().reason(why(("director", "Hwang"), amount=0.02, house=0.98), PICK, NOTHING)
    assert told == "Many start with this one: slow burn, roommates."
    beside = teller().reason(why(("director", "Hwang"), amount=0.3, house=0.7), PICK, NOTHING)
    assert beside == told[:-1] + "; same director, Hwang, as *Where Your Eyes Linger*."


def test_where_nothing_shared_can_be_said_the_title_is_still_named() -> None:
    assert teller().reason(why(), PICK, NOTHING) == "It goes well with *Where Your Eyes Linger*."


def test_the_members_own_rating_is_said() -> None:
    told = teller(rating=18).reason(why(("director", "Hwang"), both=7), PICK, NOTHING)
    assert told == ("Same director, Hwang, as *Where Your Eyes Linger*, which you gave 9/10; 7 people here loved both.")


@pytest.mark.parametrize(("both", "is_said"), [(0, False), (1, False), (2, False), (3, True), (40, True)])
def test_people_are_counted_from_three_up(both: int, is_said: bool) -> None:
    told = teller().reason(why(("director", "Hwang"), both=both), PICK, NOTHING)
    assert ("people here loved both" in told) is is_said
    account = teller().full_account(why(("director", "Hwang"), both=both), PICK, NOTHING)
    assert ("people here loved both" in account) is is_said


def test_what_gives_the_story_away_is_never_a_reason() -> None:
    label = VOCABULARY.label(SPOILER).lower()
    told = teller().reason(why(("trope", SPOILER)), PICK, NOTHING)
    assert label not in told.lower()
    telling = replace(PICK, tropes=(SPOILER,))
    assert label not in teller().reason(why(amount=0.0), telling, NOTHING).lower()
    wished = read_phrase(VOCABULARY.label(SPOILER), SAYINGS, this_year=2026)
    assert label not in teller().reason(why(amount=0.0), telling, wished).lower()


@pytest.mark.parametrize("kind", list(LineageKind))
@pytest.mark.parametrize("forth", [True, False])
def test_every_kind_of_lineage_has_words_either_way(kind: LineageKind, forth: bool) -> None:
    edge = Lineage(LIKED.id, PICK.id, kind) if forth else Lineage(PICK.id, LIKED.id, kind)
    told = teller(edge).reason(why(("lineage", "x")), PICK, NOTHING)
    assert "*Where Your Eyes Linger*" in told
    assert told.endswith(".")


def test_what_the_mood_asked_for_is_a_reason_where_nothing_is_liked() -> None:
    phrase = read_phrase("slow burn", SAYINGS, this_year=2026)
    told = teller().reason(Explanation(PICK.id, 0.5, 0.5, ()), PICK, phrase)
    assert told == "Slow burn, as you wished, with roommates."


def test_a_liked_series_that_this_server_does_not_know_is_not_named() -> None:
    stranger = Explanation(PICK.id, 1.5, 0.5, (Share("secret-kr-2024", 1.0, (("director", "X"),), 9),))
    assert "secret" not in teller().reason(stranger, PICK, NOTHING)
    account = teller().full_account(stranger, PICK, NOTHING)
    assert "secret" not in account
    assert "a series that this server does not have" in account


def test_shares_are_shown_as_parts_of_the_score() -> None:
    account = teller().full_account(why(("director", "Hwang"), amount=3.0, house=1.0), PICK, NOTHING)
    assert "**75%** same director" in account
    assert "**25%** because it is liked in general" in account


def test_names_cannot_break_out_of_the_sentence() -> None:
    told = teller().reason(why(("director", "||**x**||`")), PICK, NOTHING)
    assert "||" not in told
    assert "`" not in told


def test_country_names_are_in_the_language_of_the_sentence() -> None:
    with speaking("ko"):
        assert "South Korea" in teller().reason(why(("country", "KR")), PICK, NOTHING)
