"""Parts of a story come in their order, and not at all to those who stopped."""

from __future__ import annotations

import pytest

from bot.domain.lineage import part_to_begin_with
from bot.domain.series import Lineage, LineageKind

SEASON, SEQUEL = LineageKind.SEASON, LineageKind.SEQUEL
EDGES = (
    Lineage("one", "two", SEASON),
    Lineage("two", "three", SEQUEL),
    Lineage("one", "remade", LineageKind.REMAKE),
    Lineage("round", "about", SEASON),
    Lineage("about", "round", SEASON),
)


@pytest.mark.parametrize(
    ("wanted", "begun", "stopped", "comes"),
    [
        ("one", set(), set(), "one"),
        ("two", set(), set(), "one"),
        ("three", set(), set(), "one"),
        ("three", {"one"}, set(), "two"),
        ("three", {"one", "two"}, set(), "three"),
        ("three", {"two"}, set(), "three"),
        ("two", set(), {"one"}, None),
        ("three", set(), {"one"}, None),
        ("three", {"one"}, {"two"}, None),
        ("remade", set(), {"one"}, "remade"),
        ("unknown", set(), set(), "unknown"),
    ],
)
def test_the_part_that_comes_next(wanted: str, begun: set[str], stopped: set[str], comes: str | None) -> None:
    def edges_of(part: str) -> list[Lineage]:
        return [edge for edge in EDGES if part in (edge.source_id, edge.target_id)]

    assert part_to_begin_with(wanted, edges_of, begun=begun, stopped=stopped) == comes


def test_a_circle_is_walked_once() -> None:
    assert part_to_begin_with("round", lambda _one: EDGES[3:], begun=set()) in {"round", "about"}
