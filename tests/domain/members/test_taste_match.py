"""Comparing the tastes of two members."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.members.taste_match import taste_match

ratings = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(2, 20).map(lambda half: half / 2))


def test_without_a_series_in_common_nothing_is_claimed() -> None:
    match = taste_match({"a": 9.0}, {"b": 9.0})
    assert match.closeness is None
    assert match.both == match.agree == match.differ == ()
    assert match.to_show == ("a",)
    assert match.to_see == ("b",)


def test_one_series_in_common_says_little_and_many_say_much() -> None:
    one = taste_match({"a": 9.0}, {"a": 9.0}).closeness
    many = {name: 5.0 + number % 2 * 4 for number, name in enumerate("abcdefghijklmnopqrst")}
    alike = taste_match(many, many).closeness
    assert one is not None
    assert alike is not None
    assert 0.5 < one < 0.6
    assert 0.85 < alike < 1.0


def test_a_strict_and_a_kind_member_with_the_same_taste_agree() -> None:
    strict = {"a": 7.0, "b": 3.0, "c": 5.0}
    kind = {"a": 10.0, "b": 6.0, "c": 8.0}
    match = taste_match(strict, kind)
    assert [one.series_id for one in match.agree] == ["a", "c", "b"]
    assert match.differ == ()


def test_who_gave_the_same_agrees_whatever_else_they_rated() -> None:
    mine = {"a": 9.0, "b": 8.0, "c": 10.0, "d": 3.0}
    yours = {"a": 9.0, "b": 8.0, "c": 10.0, "d": 9.0}
    match = taste_match(mine, yours)
    assert [one.series_id for one in match.agree] == ["c", "a", "b"]
    assert [one.series_id for one in match.differ] == ["d"]


def test_where_they_differ_comes_widest_first() -> None:
    match = taste_match({"a": 10.0, "b": 2.0, "c": 6.0}, {"a": 2.0, "b": 9.0, "c": 6.0})
    assert [one.series_id for one in match.differ] == ["a", "b"]
    assert match.differ[0].apart == 8.0
    assert match.closeness is not None
    assert match.closeness < 0.5


def test_each_shows_the_other_what_they_loved() -> None:
    match = taste_match({"a": 9.0, "b": 3.0, "x": 8.0}, {"x": 8.0, "c": 10.0, "d": 2.0}, limit=1)
    assert match.to_show == ("a",)
    assert match.to_see == ("c",)


@settings(max_examples=80, deadline=None)
@given(ratings, ratings)
def test_swapping_the_two_swaps_the_sides(mine: dict[str, float], yours: dict[str, float]) -> None:
    one, other = taste_match(mine, yours), taste_match(yours, mine)
    assert one.closeness == pytest.approx(other.closeness)
    assert one.to_show == other.to_see
    assert [pair.series_id for pair in one.differ] == [pair.series_id for pair in other.differ]
    assert one.closeness is None or 0.0 <= one.closeness <= 1.0
    assert {pair.series_id for pair in one.both} == mine.keys() & yours.keys()
    assert not set(one.to_show) & yours.keys()
