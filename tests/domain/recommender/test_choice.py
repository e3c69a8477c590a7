"""Facets of a series, and choosing a few of many suggestions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.lineage import LineageGraph
from bot.domain.recommender import diversify, facets_of
from bot.domain.recommender.content import Content
from bot.domain.series import Ending, Kind, Lineage, LineageKind, Series, SourceWork

LINGER = Series(
    "where-your-eyes-linger-kr-2020",
    "Where Your Eyes Linger",
    "KR",
    2020,
    Kind.BL,
    directors=("Hwang Da Seul",),
    tropes=("bodyguard",),
    cast=tuple("ABCDEFGH"),
    ending=Ending.HAPPY,
    content_notes=("violence",),
)
CITY = replace(LINGER, id="love-in-the-big-city-kr-2024", year=2024, based_on=SourceWork("novel", "Big City", "Park"))


def test_facets_tell_what_a_series_is_made_of() -> None:
    graph = LineageGraph([Lineage(LINGER.id, CITY.id, LineageKind.PAVED_THE_WAY)])
    facets = facets_of(CITY, graph, [LINGER.id])
    pair = "love-in-the-big-city-kr-2024 + where-your-eyes-linger-kr-2020"
    assert facets["lineage"] == facets["suggested"] == facets_of(LINGER, graph)["lineage"] == [pair]
    assert facets["source"] == ["Big City"]
    assert facets["decade"] == ["2020s"]
    assert "genre" not in facets
    assert "franchise" not in facets


def test_facets_give_no_ending_and_no_content_note_away() -> None:
    values = {value for values in facets_of(LINGER).values() for value in values}
    assert values.isdisjoint({"happy", "violence"})


def test_series_of_one_story_share_a_franchise() -> None:
    graph = LineageGraph([Lineage(LINGER.id, CITY.id, LineageKind.SEASON)])
    assert facets_of(LINGER, graph)["franchise"] == facets_of(CITY, graph)["franchise"] == [CITY.id]


def test_one_couple_and_one_franchise_is_enough() -> None:
    ranked = [("a", 1.0), ("b", 0.99), ("c", 0.98), ("d", 0.2)]
    facets = {"a": {"couple": ["x"]}, "b": {"couple": ["x"]}, "c": {"franchise": ["f"]}, "d": {"franchise": ["f"]}}
    assert [name for name, _ in diversify(ranked, facets, 2)] == ["a", "c"]


def test_when_nothing_else_is_left_the_same_couple_returns() -> None:
    ranked = [("a", 1.0), ("b", 0.9)]
    facets = {"a": {"couple": ["x"]}, "b": {"couple": ["x"]}}
    assert diversify(ranked, facets, 5) == ranked


def test_the_same_director_gives_way_to_a_slightly_lower_score() -> None:
    ranked = [("a", 1.0), ("b", 0.95), ("c", 0.9), ("z", 0.0)]
    facets = {"a": {"director": ["d"]}, "b": {"director": ["d"]}, "c": {"director": ["e"]}}
    assert [name for name, _ in diversify(ranked, facets, 2)] == ["a", "c"]


def test_the_last_place_goes_to_something_new() -> None:
    ranked = [(f"s{number}", 1.0 - number / 20) for number in range(15)]
    assert [name for name, _ in diversify(ranked, {}, 5, new={"s9"})] == ["s0", "s1", "s2", "s3", "s9"]
    assert diversify(ranked, {}, 5, new={"s2"}) == ranked[:5]
    assert diversify(ranked, {}, 2, new={"s9"}) == ranked[:2]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(-1, 1), max_size=20).map(lambda scores: sorted(scores, reverse=True)),
    st.integers(1, 8),
    st.lists(st.sampled_from(["x", "y", "z"]), min_size=20, max_size=20),
)
def test_picks_are_of_the_ranked_without_repeats_and_start_with_the_best(
    scores: list[float], k: int, couples: list[str]
) -> None:
    ranked = [(f"s{number}", score) for number, score in enumerate(scores)]
    facets = {f"s{number}": {"couple": [couple]} for number, couple in enumerate(couples)}
    picks = diversify(ranked, facets, k, new={"s7"})
    assert len(picks) == min(k, len(ranked))
    assert len(set(picks)) == len(picks)
    assert set(picks) <= set(ranked)
    assert picks[:1] == ranked[:1]


def test_a_film_whose_tropes_are_queer_is_of_that_kind_too() -> None:
    film = replace(CITY, kind=Kind.FILM, tropes=("coming-out",))
    assert facets_of(film)["kind"] == ["film", "queer"]
    assert facets_of(replace(film, tropes=("revenge",)))["kind"] == ["film"]


def test_a_tie_to_one_series_brings_no_other_further_away() -> None:
    def nearness(**ties: list[str]) -> float:
        content = Content()
        content.put(0, {"trope": ["slow-burn"], **ties})
        content.put(1, {"trope": ["slow-burn"]})
        content.put(2, {"trope": ["revenge"], **ties})
        content.put(3, {"trope": ["revenge"]})
        return float(content.gram(np.array([1.0, 0.0, 0.0, 0.0]))[1])

    assert nearness(lineage=["one + two"]) == nearness()
