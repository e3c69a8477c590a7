"""Listings of outside services: read from any shape, merged by ids and names, and made into series."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.catalogue import parse_series, to_record
from bot.domain.outside.listing import Listing, Part
from bot.domain.outside.merging import merged
from bot.domain.outside.plain import overview_of, plain
from bot.domain.outside.taking import as_parts, supplement
from bot.domain.series import Kind, Overview, Series
from bot.domain.vocabulary import Vocabulary
from bot.providers import shapes
from tests.bundled import bundled

VOCABULARY = bundled().vocabulary
ONE = Listing(("TVmaze",), {"tvmaze": "1"}, "Quiet", "KR", 2024, networks=("tvN",))


def as_series(listing: Listing, vocabulary: Vocabulary) -> list[Series]:
    """The series of a listing, whichever part each is."""
    return [series for _part, series in as_parts(listing, vocabulary)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<p><b>Bold</b> &amp; plain</p>", "Bold & plain"),
        ("a<br/>b<BR>c", "a b c"),
        ("x < y and y > z", "x < y and y > z"),
        ("<script>steal()</script>fine", "fine"),
        ("<script>never closed", None),
        ("&amp;lt;b&amp;gt;twice", "twice"),
        ("zero\u200bwidth\u202e", "zerowidth"),
        ("  many \n\n lines ", "many lines"),
        ("", None),
        (None, None),
        (7, None),
        (["x"], None),
    ],
)
def test_texts_become_plain(given: object, expected: str | None) -> None:
    assert plain(given) == expected


def test_an_overview_ends_with_a_sentence_and_without_what_the_service_hides() -> None:
    text = "One begins. " + "And then it goes on for long. " * 20
    cut = overview_of(text)
    assert cut is not None
    assert len(cut) <= 300
    assert cut.endswith("long.")
    assert overview_of("It is fine. ~!He dies.!~ Truly. (Source: Somewhere)") == "It is fine. Truly."
    wordy = overview_of("word " * 200)
    assert wordy is not None
    assert len(wordy) <= 300
    assert wordy.endswith("word…")


def test_listings_with_a_common_id_become_one_whatever_their_names() -> None:
    other = Listing(("Wikidata",), {"wikidata": "Q1", "tvmaze": "1"}, "Stille", None, None, native_title="고요")
    third = Listing(("TMDB",), {"tmdb_tv": "9", "wikidata": "Q1"}, "Calm", "KR", 2024, episodes=16)
    (whole,) = merged([ONE, other, third])
    assert whole.ids == {"tvmaze": "1", "wikidata": "Q1", "tmdb_tv": "9"}
    assert whole.sources == ("TVmaze", "Wikidata", "TMDB")
    assert (whole.title, whole.native_title, whole.episodes) == ("Quiet", "고요", 16)
    assert {"Stille", "Calm"} <= set(whole.aliases)


def test_listings_without_a_common_id_become_one_by_name_country_and_year() -> None:
    same = Listing(("AniList",), {"anilist": "5"}, "QUIET!", "KR", 2024)
    assert len(merged([ONE, same])) == 1
    assert len(merged([ONE, replace(same, year=2025)])) == 2
    assert len(merged([ONE, replace(same, country="JP")])) == 2
    assert len(merged([ONE, replace(same, kind=Kind.FILM)])) == 2, "a film of the same name is another thing"
    assert len(merged([ONE, replace(same, ids={"tvmaze": "2"})])) == 2, "its service says that they are two"
    assert len(merged([ONE, replace(same, country=None, year=None)])) == 1


def test_one_that_ties_two_together_makes_them_one() -> None:
    left = Listing(("TVmaze",), {"tvmaze": "1"}, "Left", "KR", 2024)
    right = Listing(("AniList",), {"anilist": "2"}, "Right", "KR", 2024)
    tie = Listing(("Wikidata",), {"tvmaze": "1", "anilist": "2"}, "Tie")
    assert len(merged([left, right, tie])) == 1


def test_a_listing_becomes_a_series_with_our_words_and_none_without_a_country() -> None:
    listing = replace(ONE, genres=("Drama", "Sci-Fi", "Nobody's genre", "Boys Love"), overview="It is quiet.")
    (series,) = as_series(listing, VOCABULARY)
    assert series.id == "quiet-kr-2024"
    assert series.genres == ("drama", "science-fiction")
    assert series.kind is Kind.BL
    assert series.overview == Overview("It is quiet.", "TVmaze")
    assert series.sources == ("TVmaze",)
    for missing in ({"country": None}, {"year": None}, {"country": "XX"}, {"year": 3}):
        assert as_series(replace(listing, **missing), VOCABULARY) == []  # type: ignore[arg-type]  # fields by name


def test_seasons_become_series_of_their_own_years() -> None:
    parts = (Part(1, 8, 2022, "2022-04-22"), Part(2, 8, 2023, "2023-08-03"))
    first, second = as_series(replace(ONE, year=2022, parts=parts, status="airing"), VOCABULARY)
    assert (first.title, first.year, first.episodes, first.status) == ("Quiet", 2022, 8, "finished")
    assert (second.title, second.year, second.status) == ("Quiet Season 2", 2023, "airing")
    assert second.ids == {}


def test_the_outside_fills_what_is_empty_and_never_contradicts_our_own() -> None:
    ours = Series("quiet-kr-2024", "Quiet", "KR", 2024, Kind.BL, episodes=8, ids={"mdl": "7"})
    (theirs,) = as_series(replace(ONE, episodes=9, minutes=50, native_title="고요"), VOCABULARY)
    added = supplement(ours, theirs, is_ours=True)
    assert added == {
        "native_title": "고요",
        "minutes": 50,
        "networks": ["tvN"],
        "ids": {"tvmaze": "1", "mdl": "7"},
        "sources": ["Linger", "TVmaze"],
    }
    assert supplement(ours, theirs, is_ours=False)["episodes"] == 9
    assert supplement(theirs, theirs, is_ours=False) == {}


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(_json)
def test_no_shape_is_too_strange_to_be_read(value: Any) -> None:
    for read in (shapes.number_of, shapes.id_of, shapes.date_of, shapes.https_of, overview_of):
        read(value)
    list(shapes.records_of(value))
    shapes.record_of(value)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.lists(st.text(max_size=40), max_size=4), st.integers(-5, 3000))
def test_whatever_is_taken_is_a_good_line_of_the_catalogue(text: str, names: list[str], number: int) -> None:
    title = plain(text)
    if title is None:
        return
    aliases = tuple(name for name in map(plain, names) if name)
    listing = replace(ONE, title=title, aliases=tuple(dict.fromkeys(aliases)), year=number, episodes=number)
    for series in as_series(listing, VOCABULARY):
        import json

        assert parse_series(json.dumps(to_record(series)), file="x", line=1) == series
