"""The order in which a lineage is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lineage import in_order, opposite_of
from bot.domain.series import Kind, Lineage, LineageKind, Series

PAVED = LineageKind.PAVED_THE_WAY


def a_series(series_id: str, year: int) -> Series:
    return Series(series_id, series_id.upper(), "KR", year, Kind.BL)


def order(years: dict[str, int], *edges: tuple[str, str]) -> str:
    series = [a_series(series_id, year) for series_id, year in years.items()]
    return "".join(one.id for one in in_order(series, [Lineage(a, b, PAVED) for a, b in edges]))


@pytest.mark.parametrize(
    ("years", "edges", "drawn"),
    [
        ({"b": 2020, "a": 2021}, (), "ba"),
        ({"a": 2021, "b": 2021}, (("b", "a"),), "ba"),  # of one year: what paved the way stands above
        ({"a": 2021, "b": 2021, "c": 2021}, (("c", "b"), ("b", "a")), "cba"),
        ({"a": 2020, "b": 2021}, (("b", "a"),), "ba"),  # a wrong year does not turn the edge
        ({"a": 2020, "b": 2020, "c": 2019}, (("a", "b"), ("b", "a")), "cab"),
        ({"a": 2020}, (("x", "a"),), "a"),
    ],
)
def test_what_led_to_something_stands_above_it(
    years: dict[str, int], edges: tuple[tuple[str, str], ...], drawn: str
) -> None:
    assert order(years, *edges) == drawn


ids = st.sampled_from("abcdef")


@given(st.dictionaries(ids, st.integers(2000, 2005)), st.lists(st.tuples(ids, ids), max_size=12))
def test_every_series_is_drawn_once_whatever_the_edges(years: dict[str, int], edges: list[tuple[str, str]]) -> None:
    assert sorted(order(years, *edges)) == sorted(years)


def test_the_same_source_is_no_order_and_has_no_opposite() -> None:
    edge = Lineage("b", "a", LineageKind.SAME_SOURCE)
    assert [one.id for one in in_order([a_series("a", 2020), a_series("b", 2020)], [edge])] == ["a", "b"]
    assert opposite_of(Lineage("a", "b", LineageKind.SAME_SOURCE), [edge]) is None


def test_an_edge_of_the_same_kind_the_other_way_is_the_opposite() -> None:
    edges = [Lineage("b", "a", PAVED), Lineage("b", "c", PAVED)]
    assert opposite_of(Lineage("a", "b", PAVED), edges) == edges[0]
    assert opposite_of(Lineage("b", "a", PAVED), edges) is None
    assert opposite_of(Lineage("a", "b", LineageKind.REMAKE), edges) is None
