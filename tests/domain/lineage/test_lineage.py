"""The neighbourhood of a series in the lineage graph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.lineage import LineageGraph, Relation
from bot.domain.series import Lineage, LineageKind

K = LineageKind
EDGES = [
    Lineage("first", "linger", K.PAVED_THE_WAY),
    Lineage("linger", "city", K.PAVED_THE_WAY),
    Lineage("linger", "linger-2", K.SEASON),
    Lineage("city", "later", K.PAVED_THE_WAY),
    Lineage("city", "city-remake", K.REMAKE),
    Lineage("city-film", "city", K.SAME_SOURCE),
    Lineage("linger-2", "side", K.SPIN_OFF),
]


def relations(series_id: str, depth: int = 2) -> dict[str, tuple[Relation, int]]:
    graph = LineageGraph(EDGES)
    return {one.series_id: (one.relation, one.depth) for one in graph.neighbourhood(series_id, depth=depth)}


def test_what_paved_the_way_and_what_came_of_it_is_found_at_any_depth() -> None:
    assert relations("city") == {
        "linger": (Relation.ANCESTOR, 1),
        "first": (Relation.ANCESTOR, 2),
        "later": (Relation.DESCENDANT, 1),
        "city-remake": (Relation.REMAKE, 1),
        "city-film": (Relation.SAME_SOURCE, 1),
    }
    assert relations("first", 3)["later"] == (Relation.DESCENDANT, 3)
    assert "later" not in relations("first", 2)


def test_parts_of_a_story_go_on_through_seasons_and_spin_offs() -> None:
    assert relations("linger")["side"] == (Relation.LATER_PART, 2)
    assert relations("side")["linger"] == (Relation.EARLIER_PART, 2)


def test_same_source_and_remake_are_seen_from_both_sides() -> None:
    assert relations("city-film", 1) == {"city": (Relation.SAME_SOURCE, 1)}
    assert relations("city-remake", 1) == {"city": (Relation.REMAKE, 1)}


def test_relatives_are_sorted_into_their_relations() -> None:
    sorted_ = LineageGraph(EDGES).by_relation("city")
    assert list(sorted_) == [Relation.ANCESTOR, Relation.DESCENDANT, Relation.REMAKE, Relation.SAME_SOURCE]
    assert [one.series_id for one in sorted_[Relation.ANCESTOR]] == ["linger", "first"]


def test_a_franchise_is_one_story_and_not_what_it_made_possible() -> None:
    graph = LineageGraph(EDGES)
    assert graph.franchise("side") == {"linger", "linger-2", "side"}
    assert graph.franchise("city") == {"city", "city-remake", "city-film"}
    assert graph.franchise("unknown") == {"unknown"}


def test_a_series_that_goes_on_with_several_stories_makes_none_of_them_part_of_another() -> None:
    graph = LineageGraph(
        [
            Lineage("buddy", "skyy-2", K.SPIN_OFF),
            Lineage("stars", "skyy-2", K.SPIN_OFF),
            Lineage("buddy", "buddy-2", K.SEQUEL),
            Lineage("skyy", "skyy-2", K.SEASON),
        ]
    )
    assert graph.franchise("buddy") == {"buddy", "buddy-2"}
    assert graph.franchise("stars") == {"stars"}
    assert graph.franchise("skyy-2") == {"skyy", "skyy-2"}


def test_the_way_to_a_relative_is_told() -> None:
    graph = LineageGraph(EDGES)
    first = next(one for one in graph.neighbourhood("city") if one.series_id == "first")
    assert first.path == (EDGES[1], EDGES[0])


def test_unknown_series_and_edges_to_oneself_have_no_relatives() -> None:
    graph = LineageGraph([Lineage("a", "a", K.REMAKE)])
    assert graph.neighbourhood("a") == graph.neighbourhood("b") == ()
    assert graph.edges == ()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.builds(Lineage, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(LineageKind))),
    st.integers(1, 6),
)
def test_cycles_end_and_relatives_are_told_once(edges: list[Lineage], depth: int) -> None:
    graph = LineageGraph(edges)
    found = graph.neighbourhood("a", depth=depth)
    ids = [one.series_id for one in found]
    assert "a" not in ids
    assert len(ids) == len(set(ids))
    assert [one.depth for one in found] == sorted(one.depth for one in found)
    assert all(1 <= one.depth <= depth for one in found)


@pytest.mark.parametrize("kind", list(LineageKind))
def test_every_kind_of_edge_is_walked_both_ways(kind: LineageKind) -> None:
    graph = LineageGraph([Lineage("a", "b", kind)])
    assert [one.series_id for one in graph.neighbourhood("a")] == ["b"]
    assert [one.series_id for one in graph.neighbourhood("b")] == ["a"]
