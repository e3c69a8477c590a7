"""Changing what a phrase says: without some of its parts, by half of a contradiction, with a guess."""

from __future__ import annotations

import pytest

from bot.domain.phrases import HasTerm, NameIndex, ServerNames, read_phrase
from bot.domain.series import Kind, Series
from tests.bundled import bundled, sayings

VOCABULARY = bundled().vocabulary
SAYINGS = sayings()


def test_a_part_left_out_no_longer_counts() -> None:
    phrase = read_phrase("korean, slow burn", SAYINGS, this_year=2026)
    (country, _trope) = phrase.constraints
    again = read_phrase("korean, slow burn", SAYINGS, this_year=2026, without=[country.key])
    assert [one.key for one in again.constraints] == [phrase.constraints[1].key]


@pytest.mark.parametrize("place", [0, 1])
def test_leaving_one_half_out_settles_a_contradiction(place: int) -> None:
    phrase = read_phrase("korean, not korean", SAYINGS, this_year=2026)
    assert phrase.constraints == ()
    assert len(phrase.clashing) == 2
    again = read_phrase("korean, not korean", SAYINGS, this_year=2026, without=[phrase.clashing[place].key])
    assert again.contradictions == ()
    assert again.constraints == (phrase.clashing[1 - place],)


def test_words_that_say_nothing_may_resemble_a_term() -> None:
    nearest = SAYINGS.nearest("bodygard crush", 3)
    assert len(nearest) <= 3
    assert all(isinstance(one, HasTerm) for one in nearest)
    assert HasTerm("tropes", "bodyguard") in SAYINGS.nearest("budyguerd", 3)
    assert SAYINGS.nearest("qqqqqqqqqqq", 3) == []


@pytest.mark.parametrize("word", ["stupid", "suicde", "rap", "cheeting", "kids", "murder mistery", "abus", "vanilla"])
def test_nobody_is_asked_whether_they_wish_for_what_others_are_warned_of(word: str) -> None:
    """What resembles a content note by its letters alone is left aside; so is what resembles nothing."""
    assert {one.facet for one in SAYINGS.nearest(word, 6)} <= {"tropes", "genres", "kinds"}
    assert not {"joseon", "countryside"} & {one.term_id for one in SAYINGS.nearest(word, 6)}


def test_a_servers_own_names_are_found_there_and_replace_the_bundled_ones() -> None:
    old = Series("a-kr-2020", "Moonlit Harbour", "KR", 2020, Kind.BL, cast=("Moon Bora",))
    new = Series("a-kr-2020", "Sunlit Harbour", "KR", 2020, Kind.BL, cast=("Sun Bora",))
    own = Series("b-kr-2021", "Quiet Kiln", "KR", 2021, Kind.BL, couples=("KilnTwo",))
    hidden = Series("c-kr-2022", "Paper Lantern", "KR", 2022, Kind.BL, cast=("Paper Kim",))
    bundled = NameIndex([old, hidden])
    names = ServerNames(bundled, {old.id: new, own.id: own, hidden.id: None})
    assert names.find(["kilntwo"], introduced=False) == {own.id}
    assert names.find(["sun", "bora"], introduced=False) == {old.id}
    assert names.find(["moon", "bora"], introduced=False) == frozenset()
    assert names.find(["paper", "kim"], introduced=False) == frozenset()
    assert bundled.find(["moon", "bora"], introduced=False) == {old.id}
    assert names.titled(["quiet", "kiln"]) == (own, {own.id})
    assert names.titled(["moonlit", "harbour"]) is None
    assert names.titled(["paper", "lantern"]) is None


def test_a_given_name_counts_only_where_it_is_introduced() -> None:
    names = NameIndex([Series("a-th-2022", "A", "TH", 2022, Kind.BL, cast=("Mile Phakphum Romsaithong",))])
    assert names.find(["mile"], introduced=True) == {"a-th-2022"}
    assert names.find(["mile"], introduced=False) == frozenset()
    assert names.find(["mile", "phakphum"], introduced=False) == {"a-th-2022"}


def test_a_title_that_is_refused_takes_its_further_seasons_along() -> None:
    first = Series("a-th-2019", "TharnType", "TH", 2019, Kind.BL, popularity=80)
    second = Series("b-th-2020", "TharnType 2: Seven Years", "TH", 2020, Kind.BL)
    other = Series("c-th-2020", "Tharn", "TH", 2020, Kind.BL)
    assert NameIndex([second, other, first]).titled(["tharntype"]) == (first, {first.id, second.id})
