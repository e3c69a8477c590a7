"""What is measured by the title that a wish is likened to, and titles and names that are made of ordinary words."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain.phrases import InRange, is_called
from bot.domain.phrases.comparing import beside
from tests.domain.phrases.moods import catalogue, read, understood


@pytest.mark.parametrize(
    ("text", "key"),
    [("longer", "total:185.."), ("shorter", "total:..183"), ("newer", "year:2023.."), ("older", "year:..2021")],
)
def test_longer_and_newer_are_so_beside_the_title(text: str, key: str) -> None:
    assert [one.key for one in read(text, ["semantic-error-kr-2022"]).constraints] == [key]


def test_without_a_title_longer_is_long() -> None:
    assert [one.key for one in read("something longer").constraints] == ["total:1200.."]


def test_where_the_length_of_the_title_is_not_known_longer_asks_for_nothing() -> None:
    unknown = replace(catalogue()[0], episodes=None)
    assert beside("longer", [unknown]) is None
    assert beside("newer", [unknown]) == InRange("year", unknown.year + 1, None)


@pytest.mark.parametrize(
    ("text", "series_id"),
    [
        ("something like Queen of Tears", "queen-of-tears-kr-2024"),
        ("we are vibes", "we-are-th-2024"),
        ("like all of us are dead", "all-of-us-are-dead-kr-2022"),
        ("interview with the vampire but asian", "interview-with-the-vampire-us-2022"),
        ("anything as good as reply 1988", "reply-1988-kr-2015"),
    ],
)
def test_a_title_of_ordinary_words_is_a_title_where_one_may_stand(text: str, series_id: str) -> None:
    assert understood(text) == {f"like:{series_id}"}


@pytest.mark.parametrize(
    "text", ["a palate cleanser", "the tutor", "chanting monks", "a waiter", "violet skies", "sweaters"]
)
def test_a_real_word_is_no_typing_mistake(text: str) -> None:
    assert understood(text) == frozenset()


def test_words_that_merely_begin_like_a_title_are_none() -> None:
    assert is_called(["Wedding Plan"], "wedding plam")
    assert not is_called(["Wedding Plan"], "wedding planners")
    assert is_called(["Boss & Me"], "boss and me")
