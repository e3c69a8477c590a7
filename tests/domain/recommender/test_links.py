"""Common ground for one question only, and picks beside those that stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recommender import Recommender, diversify, pair_value

NAMES = [f"s{number}" for number in range(8)]


def a_recommender() -> Recommender:
    recommender = Recommender()
    for number, name in enumerate(NAMES):
        recommender.add_series(name, {"genre": [f"g{number % 3}"], "director": [f"d{number // 4}"]}, prior=-number)
    recommender.load(["u", "u", "v"], ["s0", "s1", "s0"], [9.0, 4.0, 8.0])
    return recommender


def test_a_link_brings_the_other_series_forward_for_this_question_only() -> None:
    recommender = a_recommender()
    before = recommender.recommend(None, 7, extra_likes={"s0": 1.0})
    linked = recommender.recommend(None, 7, extra_likes={"s0": 1.0}, links=[("suggested", "s7", "s0")])
    assert [name for name, _score in linked].index("s7") < [name for name, _score in before].index("s7")
    assert dict(linked)["s7"] > dict(before)["s7"]
    assert recommender.recommend(None, 7, extra_likes={"s0": 1.0}) == before


def test_a_link_is_named_in_the_explanation() -> None:
    why = a_recommender().explain(None, "s7", extra_likes={"s0": 1.0}, links=[("suggested", "s7", "s0")])
    assert why.shares[0].shared[0] == ("suggested", pair_value("s0", "s7"))


def test_links_with_a_series_that_is_not_there_or_with_itself_are_ignored() -> None:
    recommender = a_recommender()
    odd = [("suggested", "s0", "nowhere"), ("suggested", "s0", "s0")]
    assert recommender.recommend("u", 5, links=odd) == recommender.recommend("u", 5)


pairs = st.tuples(st.sampled_from(("suggested", "lineage")), st.sampled_from(NAMES), st.sampled_from(NAMES))


@settings(max_examples=40, deadline=None)
@given(links=st.lists(pairs, max_size=12), liked=st.sets(st.sampled_from(NAMES), min_size=1, max_size=3))
def test_shares_add_up_to_the_score_whatever_is_linked(links: list[tuple[str, str, str]], liked: set[str]) -> None:
    recommender = a_recommender()
    likes = dict.fromkeys(sorted(liked), 1.0)
    found = recommender.recommend("u", 8, extra_likes=likes, links=links)
    assert found
    for series_id, score in found:
        why = recommender.explain("u", series_id, extra_likes=likes, links=links)
        assert why.score == pytest.approx(score, rel=1e-9, abs=1e-12)
        assert why.house + sum(share.amount for share in why.shares) == pytest.approx(score, rel=0.01, abs=1e-9)


def test_nothing_like_what_stays_is_picked_beside_it() -> None:
    ranked = [("a", 3.0), ("b", 2.0), ("c", 1.0)]
    facets = {"a": {"couple": ["x"]}, "kept": {"couple": ["x"]}, "b": {}, "c": {}}
    assert [name for name, _score in diversify(ranked, facets, 2, kept=["kept"])] == ["b", "c"]
    assert [name for name, _score in diversify(ranked, facets, 2, kept=["b"])] == ["a", "c"]
