"""Series that a text speaks of."""

from __future__ import annotations

import pytest

from bot.domain.series_mentions import series_named_in
from tests.bundled import bundled

KNOWN = bundled().series


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw Love in the Big City last night and can't sleep.", "love-in-the-big-city-kr-2024"),
        ("love in the big city!! wow", "love-in-the-big-city-kr-2024"),
        ("대도시의 사랑법을 봤어요", "love-in-the-big-city-kr-2024"),
        ("Semantic Error, again and again", "semantic-error-kr-2022"),
    ],
)
def test_a_name_in_a_text_is_found(text, expected):
    assert series_named_in(text, KNOWN)[0].id == expected


@pytest.mark.parametrize("text", ["", "I had a bad day and then it got better.", "a big city", "semantics and errors"])
def test_other_texts_name_nothing_by_chance(text):
    assert series_named_in(text, KNOWN) == []


def test_the_longer_name_comes_first_and_no_more_than_asked():
    text = "After Semantic Error I watched Love in the Big City."
    assert [series.id for series in series_named_in(text, KNOWN)][:2] == [
        "love-in-the-big-city-kr-2024",
        "semantic-error-kr-2022",
    ]
    assert len(series_named_in(text, KNOWN, most=1)) == 1
