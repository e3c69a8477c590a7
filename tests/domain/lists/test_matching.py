"""What an entry of a list means in the catalogue, and how sure that is."""

from __future__ import annotations

import pytest

from bot.domain.lists import Entry, Matcher, Medium, Sureness
from tests.bundled import bundled

SERIES, FILM, ANIME = Medium.SERIES, Medium.FILM, Medium.ANIME


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(bundled().series)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("Bad Buddy"), "bad-buddy-th-2021"),
        (Entry("bad buddy series", year=2021), "bad-buddy-th-2021"),
        (Entry("시맨틱 에러"), "semantic-error-kr-2022"),
        (Entry("It's Okay to Not Be Okay", year=2020), "its-okay-to-not-be-okay-kr-2020"),
        (Entry("Its Okay To Not Be Okey", year=2020), "its-okay-to-not-be-okay-kr-2020"),
        (Entry("Where Your Eyes Lingr", year=2020), "where-your-eyes-linger-kr-2020"),
        (Entry("Reset", year=2025), "reset-th-2025"),
        (Entry("Once Again", year=2022), "once-again-kr-2022"),
        (Entry("Unknown Name", other_titles=("陈情令",)), "the-untamed-cn-2019"),
        (Entry("Squid Game", season=1, year=2021, medium=SERIES), "squid-game-kr-2021"),
        (Entry("Squid Game", season=2, year=2021, medium=SERIES), "squid-game-season-2-kr-2024"),
        (Entry("Anything at all", ids={"mdl": "59839"}), "where-your-eyes-linger-kr-2020"),
        (Entry("Anything at all", ids={"linger": "bad-buddy-th-2021"}), "bad-buddy-th-2021"),
        (Entry("Red, White & Royal Blue", year=2023, medium=FILM), "red-white-royal-blue-us-2023"),
    ],
)
def test_what_is_sure_is_taken(matcher: Matcher, entry: Entry, expected: str) -> None:
    matched = matcher.match(entry)
    assert (matched.sureness, matched.series_ids) == (Sureness.SURE, (expected,))


@pytest.mark.parametrize(
    ("entry", "candidate"),
    [
        (Entry("Reset"), "reset-cn-2022"),  # two of the name, and no year
        (Entry("Ossan's Love"), "ossans-love-jp-2018"),
        (Entry("Given", medium=ANIME), "given-jp-2021"),  # the live action is no anime
        (Entry("Love in the Big City", year=2024, medium=FILM), "love-in-the-big-city-kr-2024"),
        (Entry("Untamd"), "the-untamed-cn-2019"),
        (Entry("Bed Buddy"), "bad-buddy-th-2021"),
    ],
)
def test_what_is_doubtful_is_asked_with_its_candidates(matcher: Matcher, entry: Entry, candidate: str) -> None:
    matched = matcher.match(entry)
    assert matched.sureness is Sureness.DOUBTFUL
    assert candidate in matched.series_ids
    assert len(matched.series_ids) <= 5


@pytest.mark.parametrize(
    "entry",
    [
        Entry("Breaking Bad", year=2008),
        Entry("Pit Babe", season=3),
        Entry("The Glory Part 3"),
        Entry("Squid Game", season=9, ids={"imdb": "tt10919420"}),
        Entry("Meteor Garden", year=1960),
        Entry("Off Jumpol Adulkittiporn"),  # a person
        Entry("???"),
        Entry("One Piece", year=1999, medium=ANIME),
    ],
)
def test_what_is_not_there_is_not_guessed(matcher: Matcher, entry: Entry) -> None:
    assert matcher.match(entry).sureness is Sureness.UNKNOWN


def test_of_all_bundled_series_every_one_is_found_by_its_title_and_year(matcher: Matcher) -> None:
    for series in bundled().series:
        found = matcher.match(Entry(series.title, year=series.year))
        assert series.id in found.series_ids, series.id
