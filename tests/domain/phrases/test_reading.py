"""Taste phrases: what is understood, what is refused, what contradicts itself and what is left over."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.catalogue import load_vocabulary
from bot.domain.phrases import (
    LONGEST_PHRASE,
    MOST_CONSTRAINTS,
    NameIndex,
    Phrase,
    Sayings,
    describe,
    matches,
    read_phrase,
)
from bot.domain.phrases import which_filters_to_drop as to_drop
from bot.domain.series import Ending, Kind, Series, SourceWork
from bot.domain.vocabulary import Vocabulary

FOLDER = Path(__file__).parents[3] / "data" / "catalogue"

LINGER = Series(
    "where-your-eyes-linger-kr-2020",
    "Where Your Eyes Linger",
    "KR",
    2020,
    Kind.BL,
    episodes=8,
    minutes=12,
    status="finished",
    directors=("Hwang Da Seul",),
    tropes=("slow-burn", "bodyguard"),
    genres=("romance",),
    ending=Ending.HAPPY,
)
CITY = replace(
    LINGER,
    id="love-in-the-big-city-kr-2024",
    title="Love in the Big City",
    year=2024,
    minutes=50,
    directors=("Hur Jin Ho",),
    content_notes=("homophobia", "infidelity"),
    based_on=SourceWork("novel", "Love in the Big City", "Sang Young Park"),
    ending=Ending.BITTERSWEET,
)
THAI = replace(LINGER, id="gap-th-2022", title="GAP", country="TH", year=2022, kind=Kind.GL, episodes=12, minutes=45)
UNKNOWN = replace(LINGER, id="unknown-jp-2023", title="Unknown", country="JP", year=2023, episodes=None, minutes=None)
ALL = (LINGER, CITY, THAI, UNKNOWN)
PIECES = ["no", "not", "-", "korean", "slow", "burn", "under", "10", "episodes", "2020", ",", "\ue000", "but"]


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(FOLDER)


@cache
def sayings() -> Sayings:
    return Sayings(vocabulary())


def read(text: str, *, names: bool = False) -> Phrase:
    return read_phrase(text, sayings(), this_year=2026, names=NameIndex(ALL) if names else None)


def keys(text: str) -> set[str]:
    phrase = read(text)
    assert phrase.leftover == ()
    assert phrase.contradictions == ()
    return {constraint.key for constraint in phrase.constraints}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "slow burn korean, bittersweet, based on a novel, under 10 episodes, no cheating",
            "tropes:slow-burn country:KR ending:bittersweet source_kinds:novel episodes:..9 -content_notes:infidelity",
        ),
        ("slow burn korean", "tropes:slow-burn country:KR"),
        ("Slwo burn, enemys to lovers", "tropes:slow-burn tropes:enemies-to-lovers"),
        ("girls love thai drama", "kinds:gl country:TH"),
        ("a kdrama with a happy ending", "country:KR ending:happy"),
        ("lakorn or jdrama", "country:TH country:JP"),
        ("pinoy, viet, taiwanese", "country:PH country:VN country:TW"),
        ("BL", "kinds:bl"),
        ("boys' love!!", "kinds:bl"),
        ("finished bl", "status:finished kinds:bl"),
        ("something sad about friends with benefits", "tropes:tearjerker tropes:friends-with-benefits"),
        ("", ""),
        (" ,;, ", ""),
    ],
)
def test_wishes_are_understood(text: str, expected: str) -> None:
    assert keys(text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no cheating", "-content_notes:infidelity"),
        ("not korean", "-country:KR"),
        ("without bullying or amnesia", "-content_notes:bullying -tropes:amnesia"),
        ("except lakorn", "-country:TH"),
        ("nothing with high school", "-tropes:high-school"),
        ("-cheating thai", "-content_notes:infidelity country:TH"),
        ("thai bl no high school but slow burn", "country:TH kinds:bl -tropes:high-school tropes:slow-burn"),
        ("cheating-free korean", "-content_notes:infidelity country:KR"),
        ("not based on a webtoon", "-source_kinds:webtoon"),
        ("I don't want a sad ending", "-ending:sad"),
        ("no strings attached", "tropes:friends-with-benefits"),
        ("non-con", "content_notes:sexual-assault"),
        ("nothing before 2015", "-year:..2014"),
    ],
)
def test_refusals_are_understood(text: str, expected: str) -> None:
    assert keys(text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under 10 episodes", "episodes:..9"),
        ("at most 8 eps", "episodes:..8"),
        ("no more than 12 episodes", "episodes:..12"),
        ("max 16", "episodes:..16"),
        ("8 episodes or less", "episodes:..8"),
        ("12 episodes", "episodes:12..12"),
        ("twelve episodes", "episodes:12..12"),
        ("1,000 episodes", "episodes:1000..1000"),
        ("8-12 eps", "episodes:8..12"),
        ("between 12 and 8 episodes", "episodes:8..12"),
        ("about 10 episodes", "episodes:8..12"),
        ("16+ episodes", "episodes:16.."),
        ("more than 20 episodes", "episodes:21.."),
        ("at least two episodes", "episodes:2.."),
        ("short episodes", "minutes:..30"),
        ("less than 30 minutes", "minutes:..29"),
        ("30 minute episodes", "minutes:30..30"),
        ("under an hour", "minutes:..59"),
        ("half-hour episodes", "minutes:30..30"),
        ("2 hours", "minutes:120..120"),
        ("after 2020", "year:2021.."),
        ("since 2020", "year:2020.."),
        ("2020 or later", "year:2020.."),
        ("before 2019", "year:..2018"),
        ("older than 2019", "year:..2018"),
        ("from the 2010s", "year:2010..2019"),
        ("90s", "year:1990..1999"),
        ("before the 2010s", "year:..2009"),
        ("2018-2020", "year:2018..2020"),
        ("from 2018 to 2020", "year:2018..2020"),
        ("from 2022", "year:2022..2022"),
        ("this year", "year:2026..2026"),
        ("recent", "year:2025.."),
        ("under 10 episodes of at most 45 minutes after 2020", "episodes:..9 minutes:..45 year:2021.."),
    ],
)
def test_numbers_and_comparisons_become_ranges(text: str, expected: str) -> None:
    assert keys(text) == set(expected.split())


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("korean, not korean", {("korean", "-korean")}),
        ("under 5 episodes, over 10 episodes", {("under 5 episodes", "over 10 episodes")}),
        ("before 2010, after 2020", {("before 2010", "after 2020")}),
        ("slow burn, no slow burn, thai", {("slow burn", "-slow burn")}),
    ],
)
def test_contradictions_are_told_and_neither_side_is_used(text: str, pairs: set[tuple[str, str]]) -> None:
    phrase = read(text)
    assert set(phrase.contradictions) == pairs
    assert all(constraint.key == "country:TH" for constraint in phrase.constraints)
    assert any("can't both be had" in line for line in describe(phrase, vocabulary()))


def test_ranges_that_overlap_do_not_contradict() -> None:
    assert keys("over 4 episodes, under 10 episodes") == {"episodes:5..", "episodes:..9"}


def test_what_is_left_is_searched_in_names_and_then_told() -> None:
    phrase = read("hwang da seul, zzyzx", names=True)
    assert [constraint.key for constraint in phrase.constraints] == ["with:hwang da seul"]
    assert phrase.leftover == ("zzyzx",)
    assert [one.id for one in ALL if matches(one, phrase)] == [LINGER.id, THAI.id, UNKNOWN.id]
    refused = read("without hur jin ho", names=True)
    assert [one.id for one in ALL if not matches(one, refused)] == [CITY.id]


def test_a_phrase_in_another_language_says_so() -> None:
    lines = describe(read("een droevige serie uit Korea"), vocabulary())
    assert lines[0] == "Looking for: from South Korea."
    assert "droevige" in lines[1]


def test_a_description_tells_wishes_and_refusals() -> None:
    lines = describe(read("bl, at most 1 episode, up to 30 minutes, from 2020 to 2022, no cheating"), vocabulary())
    assert lines == [
        "Looking for: BL, at most 1 episode, at most 30 minutes an episode, from 2020 to 2022.",
        "Leaving out: Infidelity.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("korean", [LINGER, CITY]),
        ("korean or thai", [LINGER, CITY, THAI]),
        ("bl, gl, thai", [THAI]),
        ("queer", [LINGER, CITY, THAI, UNKNOWN]),
        ("under 10 episodes", [LINGER, CITY]),
        ("nothing over 10 episodes", [LINGER, CITY]),
        ("no cheating, korean", [LINGER]),
        ("based on a book", [CITY]),
        ("not based on a novel, 8 episodes", [LINGER]),
        ("bittersweet", [CITY]),
        ("not finished", []),
        ("slow burn, bodyguard, not thai", [LINGER, CITY, UNKNOWN]),
    ],
)
def test_matching(text: str, expected: list[Series]) -> None:
    assert [one for one in ALL if matches(one, read(text))] == expected


def test_when_nothing_is_left_the_best_filter_to_drop_is_named() -> None:
    phrase = read("slow burn, korean, over 100 episodes")
    assert not any(matches(one, phrase) for one in ALL)
    found = to_drop(ALL, phrase)
    assert found is not None
    constraints, count = found
    assert ([one.said for one in constraints], count) == (["over 100 episodes"], 2)
    assert to_drop(ALL, read("")) is None


def test_when_no_single_filter_is_in_the_way_the_fewest_are_named() -> None:
    for text in ("korean, over 100 episodes, mafia", "mafia, slow burn, over 100 episodes"):
        phrase = read(text)
        found = to_drop(ALL, phrase)
        assert found is not None
        constraints, count = found
        assert {one.said for one in constraints} == {"over 100 episodes", "mafia"}
        rest = phrase
        for constraint in constraints:
            rest = rest.without(constraint.key)
        assert count == sum(matches(one, rest) for one in ALL) > 0


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("한국", "KR"),
        ("韩剧", "KR"),
        ("คนไทย, ไทย", "TH"),
        ("タイ", "TH"),
        ("coreano", "KR"),
        ("japanische", "JP"),
        ("台灣", "TW"),
    ],
)
def test_countries_are_understood_in_the_languages_of_those_who_watch(text: str, country: str) -> None:
    assert [one.key for one in read(text).constraints] == [f"country:{country}"]


def test_alternatives_are_taken_out_together() -> None:
    found = to_drop(ALL, read("vietnamese, filipino, slow burn"))
    assert found is not None
    assert [one.key for one in found[0]] == ["country:VN", "country:PH"]


def test_what_fits_already_is_not_counted_among_what_dropping_brings() -> None:
    phrase = read("slow burn, korean")
    fitting = [one for one in ALL if matches(one, phrase)]
    found = to_drop(ALL, phrase)
    assert fitting
    assert found is not None
    wider = phrase
    for constraint in found[0]:
        wider = wider.without(constraint.key)
    assert found[1] == sum(matches(one, wider) for one in ALL) - len(fitting)


def test_a_filter_can_be_taken_away() -> None:
    phrase = read("korean, no cheating, zzyzx")
    assert [c.key for c in phrase.without("-content_notes:infidelity").constraints] == ["country:KR"]
    assert phrase.without("country:KR").leftover == ("zzyzx",)
    assert [term.term_id for term in phrase.unwanted] == ["infidelity"]
    assert phrase.wanted == ()


@pytest.mark.parametrize(
    "piece", ["1 ", "under ", "1-", "slow ", " ", "-", "2020 ", "not ", ",", "zzkq ", "\ue000", "||"]
)
def test_very_long_phrases_are_read_without_trouble(piece: str) -> None:
    phrase = read(piece * (2 * LONGEST_PHRASE // len(piece)), names=True)
    assert len(phrase.constraints) <= MOST_CONSTRAINTS
    describe(phrase, vocabulary())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_no_text_is_too_strange(text: str) -> None:
    phrase = read(text, names=True)
    describe(phrase, vocabulary())
    for one in ALL:
        matches(one, phrase)
    wanted = {constraint.question.key for constraint in phrase.constraints if not constraint.unwanted}
    refused = {constraint.question.key for constraint in phrase.constraints if constraint.unwanted}
    assert not wanted & refused


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 999), st.integers(1, 60))
def test_bounds_are_inclusive(bound: int, episodes: int) -> None:
    one = replace(LINGER, episodes=episodes)
    assert matches(one, read(f"under {bound} episodes")) == (episodes < bound)
    assert matches(one, read(f"at least {bound} episodes")) == (episodes >= bound)
    assert matches(one, read(f"not more than {bound} eps")) == (episodes <= bound)
    assert matches(one, read(f"{bound} episodes")) == (episodes == bound)
