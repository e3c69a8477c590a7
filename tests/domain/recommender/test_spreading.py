"""A few of many series, of several kinds and countries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recommender.spreading import spread
from bot.domain.series import Kind, Series

MANY = [Series(f"kr-{number}", f"K{number}", "KR", 2020, Kind.GENERAL) for number in range(9)]
FEW = [Series(f"th-{number}", f"T{number}", "TH", 2020, Kind.BL) for number in range(4)]


def nobody(_series_id: str) -> float:
    return 0.0


def test_a_large_group_has_more_places_but_not_all() -> None:
    chosen = [one.id for one in spread([*MANY, *FEW], 5, talk=nobody)]
    assert sorted(chosen) == ["kr-0", "kr-1", "kr-2", "th-0", "th-1"]


def test_what_a_server_talks_about_comes_first_and_brings_its_like() -> None:
    chosen = [one.id for one in spread([*MANY, *FEW], 5, talk=lambda one: 0.9 if one in {"th-3", "th-2"} else 0.0)]
    assert chosen[0] == "th-2"
    assert sum(one.startswith("th") for one in chosen) >= 3


@given(st.lists(st.sampled_from([*MANY, *FEW]), unique_by=lambda one: one.id), st.integers(0, 30))
def test_nothing_twice_and_as_many_as_there_are(series: list[Series], count: int) -> None:
    chosen = spread(series, count, talk=nobody)
    assert len(chosen) == min(count, len(series)) == len({one.id for one in chosen})
