"""Ratings on any scale, as half points out of ten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lists import scales


@pytest.mark.parametrize(
    ("written", "top", "half_points"),
    [
        ("8.5", 10, 17), ("8,5", 10, 17), ("4.5", 5, 18), ("85", 100, 17), ("87", 100, 17), ("4/5", 10, 16),
        ("85%", 10, 17), ("9 out of 10", 5, 18), ("★★★★½", 10, 18), ("⭐⭐⭐", 10, 12), ("B+", 10, 17), (":)", 10, 17),
        ("3", 3, 20), ("0", 10, None), ("", 10, None), ("-", 10, None), (None, 10, None), (7, 10, 14), (1, 100, 2),
        ("10", 10, 20),
    ],
)  # fmt: skip
def test_a_rating_is_read_as_it_is_written(written: object, top: float, half_points: int | None) -> None:
    assert scales.read(written, top) == half_points


@pytest.mark.parametrize("written", ["11", "-1", "good", "6/5", "1e9", "nan"])
def test_what_is_no_rating_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"rating|scale"):
        scales.read(written, 10)
    assert scales.read_or_none(written, 10) is None


@pytest.mark.parametrize(
    ("column", "top"), [(["4.5", "5", "3"], 5), (["8", "10"], 10), (["87", "5"], 100), ([], 10), (["5"], 10)]
)
def test_a_scale_is_told_from_what_is_on_it(column: list[str], top: float) -> None:
    assert scales.top_of(column) == top


@given(st.integers(2, 20), st.sampled_from([5.0, 10.0, 100.0]))
def test_a_rating_of_ours_comes_back_from_every_scale(half_points: int, top: float) -> None:
    assert scales.read(f"{half_points / 20 * top:.2f}", top) == half_points
