"""What holds for every catalogue and every query."""

from __future__ import annotations

import random
from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from numpy.typing import NDArray

from bot.domain.search import Match, SearchIndex, clear_best
from bot.domain.search.fragments import Sort, held, pairs, slipped_starts, start, triples
from bot.domain.search.names import Entry
from bot.domain.search.normalise import key
from bot.domain.search.postings import Postings
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


def said(key: str) -> set[int]:
    """What a name is found by, as docs/search.md says it, letter by letter."""
    squeezed = key.replace(" ", "")
    words = [*key.split(" "), *(squeezed[at:] for at, sign in enumerate(squeezed) if is_unspaced(sign))]
    found = {start(Sort.PIECE, squeezed[at : at + size]) for size in (2, 3) for at in range(len(squeezed) - size + 1)}
    found |= {start(Sort.NAME_START, squeezed[:size]) for size in (1, 2, 3)}
    found |= {start(Sort.WORD_START, each[:size]) for each in words for size in (1, 2, 3)}
    return found | {start(Sort.SLIPPED_START, squeezed[:at] + squeezed[at + 1 : 4]) for at in range(len(squeezed[:4]))}


def is_unspaced(sign: str) -> bool:
    """Whether it is one of Han or kana."""
    return "\u3041" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or sign >= "\U00020000"


def entries(keys: list[str]) -> list[Entry]:
    return [Entry(key, key, "alias") for key in keys]


def numbered(first: int, count: int) -> NDArray[np.int32]:
    return np.arange(first, first + count, dtype=np.int32)


@given(st.lists(st.one_of(titles, st.text(max_size=8)).map(key).filter(bool)), st.integers(0, 1_000))
def test_a_name_is_found_by_its_pieces_and_beginnings_and_nothing_else(keys: list[str], first: int) -> None:
    found = held(entries(keys), numbered(first, len(keys)))
    holders: dict[int, list[int]] = {}
    for code, number in zip(np.repeat(found.codes, found.counts).tolist(), found.numbers.tolist(), strict=True):
        holders.setdefault(code, []).append(number)
    expected: dict[int, list[int]] = {}
    for number, each in enumerate(keys, first):
        for code in said(each):
            expected.setdefault(code, []).append(number)
    assert holders == expected


@given(st.text(min_size=1, max_size=30).map(key).filter(bool))
def test_what_is_typed_is_cut_into_the_pieces_that_names_are_found_by(typed: str) -> None:
    squeezed = typed.replace(" ", "")
    assert {*pairs(squeezed), *triples(squeezed), *slipped_starts(squeezed), start(Sort.NAME_START, squeezed)} <= said(
        typed
    )


@given(
    st.lists(st.sampled_from(WORDS).map(key), min_size=1, max_size=40),
    st.integers(0, 40),
    st.randoms(use_true_random=False),
)
def test_postings_hold_what_was_noted_and_not_taken_back(keys: list[str], cut: int, rng: random.Random) -> None:
    """At first in blocks, then one by one, some of it taken back and noted again under the same number."""
    both, late = entries(keys[:cut]), entries(keys[cut:])
    half = len(both) // 2
    blocks = [held(both[:half], numbered(0, half)), held(both[half:], numbered(half, len(both) - half))]
    postings = Postings(deque(blocks))
    for number, entry in enumerate(late, len(both)):
        postings.add(held([entry], numbered(number, 1)))
    kept = dict(enumerate(keys))
    for number in rng.sample(range(len(keys)), len(keys) // 2):
        postings.discard(held(entries([kept.pop(number)]), numbered(number, 1)))
        if rng.random() < 0.5:
            kept[number] = rng.choice(keys)
            postings.add(held(entries([kept[number]]), numbered(number, 1)))
    every = sorted({code for each in keys for code in said(each)})
    expected = [sorted(number for number, each in kept.items() if code in said(each)) for code in every]
    assert [sorted(found.tolist()) for found in postings.find(every)] == expected


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
