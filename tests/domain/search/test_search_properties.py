"""What holds for every catalogue and every query."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.search import Match, SearchIndex, clear_best
from bot.domain.search.bulk import grouped
from bot.domain.search.normalise import key
from bot.domain.search.postings import Postings, fragments
from bot.domain.series import Kind, Series

WORDS = (
    "love", "air", "city", "moon", "star", "boy", "the", "of", "my", "in", "us", "2", "history3", "étoile", "Señor",
    "사랑", "대도시", "별에게", "チェリ", "まほ", "琅琊榜", "陳情令", "คู่กัน", "รัก", "тень", "Øre", "Straße", "don't",
)  # fmt: skip
titles = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30),
).filter(lambda title: key(title) != "")
queries = st.one_of(st.text(max_size=120), titles)
few = settings(max_examples=40, deadline=None)


@st.composite
def catalogues(draw: st.DrawFn) -> list[Series]:
    names = draw(st.lists(st.lists(titles, min_size=1, max_size=4), min_size=1, max_size=12))
    return [
        Series(
            id=f"s{place}",
            title=own[0],
            aliases=tuple(own[1:]),
            country=draw(st.sampled_from(["KR", "TH", "JP"])),
            year=draw(st.integers(2010, 2026)),
            kind=draw(st.sampled_from(list(Kind))),
            popularity=draw(st.integers(0, 100)),
        )
        for place, own in enumerate(names)
    ]


def answers(index: SearchIndex, query: str) -> list[tuple[str, float]]:
    return [(match.series_id, match.score) for match in index.search(query)]


@few
@given(catalogues(), st.data())
def test_any_name_finds_its_series_before_all_but_its_homonyms(catalogue: list[Series], data: st.DataObject) -> None:
    series = data.draw(st.sampled_from(catalogue))
    name = data.draw(st.sampled_from(series.names()))
    squeezed = key(name).replace(" ", "")
    homonyms = {one.id for one in catalogue if any(key(other).replace(" ", "") == squeezed for other in one.names())}
    found = [match.series_id for match in SearchIndex(catalogue).search(name)]
    assert set(found[: len(homonyms)]) == homonyms


@few
@given(catalogues(), titles, queries)
def test_adding_and_removing_a_series_leaves_the_index_as_it_was(
    catalogue: list[Series], title: str, query: str
) -> None:
    index = SearchIndex(catalogue)
    before = index.search(query)
    added = Series(id="new", title=title, country="KR", year=2026, kind=Kind.BL, cast=("Someone Else",))
    index.put(added)
    index.remove("new")
    assert index.search(query) == before
    assert len(index) == len(catalogue)


@few
@given(catalogues(), queries, st.randoms(use_true_random=False))
def test_an_index_changed_in_place_answers_like_one_built_anew(
    catalogue: list[Series], query: str, rng: random.Random
) -> None:
    index = SearchIndex(replace(one, title=f"{one.title} once", popularity=0) for one in reversed(catalogue))
    for one in rng.sample(catalogue, len(catalogue)):
        index.put(one)
    assert answers(index, query) == answers(SearchIndex(catalogue), query)


@few
@given(catalogues(), queries)
def test_an_index_built_at_once_answers_like_one_put_together_series_by_series(
    catalogue: list[Series], query: str
) -> None:
    put = SearchIndex()
    for one in catalogue:
        put.put(one)
    built = SearchIndex(catalogue)
    assert built.search(query) == put.search(query)
    assert len(built) == len(put)
    for index in (built, put):
        index.put(replace(catalogue[0], title="Another Moon"))
        index.remove(catalogue[-1].id)
    assert built.search(query) == put.search(query)


def held(names: dict[int, str]) -> dict[str, list[int]]:
    """Fragment → the numbers of the names that hold it, by the rule for one name."""
    holders: dict[str, list[int]] = {}
    for number, name in names.items():
        for fragment in fragments(name, name.replace(" ", "")):
            holders.setdefault(fragment, []).append(number)
    return holders


def held_at_once(names: dict[int, str]) -> dict[str, list[int]]:
    postings = Postings()
    postings.extend(grouped(list(names.values()), min(names, default=0)))
    every = {fragment for name in names.values() for fragment in fragments(name, name.replace(" ", ""))}
    assert len(postings) == len(every), "no fragment but these"
    return {fragment: sorted(postings.ids(fragment).tolist()) for fragment in every}


@given(st.lists(st.one_of(titles, st.text(max_size=8)).map(key).filter(bool)), st.integers(0, 1_000))
def test_the_fragments_of_many_names_are_those_of_each(keys: list[str], start: int) -> None:
    names = dict(enumerate(keys, start))
    assert held_at_once(names) == held(names)


def test_the_fragments_of_very_many_names_are_those_of_each() -> None:
    names = {number: f"name {number} 사랑 {number % 7}" for number in range(3, 41_003)}
    assert held_at_once(names) == held(names)


@few
@given(catalogues(), st.data())
def test_case_width_and_spacing_never_matter(catalogue: list[Series], data: st.DataObject) -> None:
    index = SearchIndex(catalogue)
    name = data.draw(st.sampled_from([name for one in catalogue for name in one.names()]))
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in name)
    expected = {match.series_id for match in index.search(name) if match.score > 99}
    assert expected
    for typed in (
        name.upper().lower() if key(name.upper()) == key(name) else name,
        wide,
        f"  {name.replace(' ', '   ')} ",
    ):
        assert index.search(typed)[0].series_id in expected


@few
@given(catalogues(), queries, st.integers(-1, 30))
def test_results_are_distinct_ordered_and_within_the_limit(catalogue: list[Series], query: str, limit: int) -> None:
    found = SearchIndex(catalogue).search(query, limit=limit)
    assert len(found) <= max(0, limit)
    assert len({match.series_id for match in found}) == len(found)
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    best = clear_best(found)
    assert best is None or best is found[0]


@pytest.mark.parametrize(
    "query",
    [
        "", " ", "\u3000", "x" * 10_000, "the " * 5_000, "\u200b\u200d\ufeff", "\x00\x07\x1b[31m", "\u202eevol\u202c",
        "\ud800", "lo\udfffve", "🔥🔥🔥", "🏳️‍🌈", "(?:a+)+$", "[", "\\", "%_%", '"OR"', "'; DROP TABLE series; --",
        "\u0e31" * 200, "e" + "\u0301" * 500, "ㅅ" * 300, "\U0010ffff", "²³¹", "ﷺ" * 50,
    ],
)  # fmt: skip
def test_hostile_input_is_answered_like_any_other(query: str) -> None:
    index = SearchIndex(
        Series(id=f"s{place}", title=title, country="KR", year=2020, kind=Kind.BL)
        for place, title in enumerate(["Love in the Air", "The The", "xx", "Us", "사랑"])
    )
    found = index.search(query)
    assert all(isinstance(match, Match) for match in found)
    assert len(found) <= 5
