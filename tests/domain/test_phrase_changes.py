"""Changing what a phrase says: without some of its parts, by half of a contradiction, with a guess."""

from __future__ import annotations

import pytest

from bot.domain.catalogue import load_vocabulary
from bot.domain.phrases import HasTerm, Sayings, ServerWords, WordIndex, read_phrase
from bot.domain.series import Kind, Series
from bot.resources import catalogue_folder

VOCABULARY = load_vocabulary(catalogue_folder())
SAYINGS = Sayings(VOCABULARY)


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


def test_a_servers_own_words_are_found_there_and_replace_the_bundled_ones() -> None:
    old = Series("a-kr-2020", "Moonlit Harbour", "KR", 2020, Kind.BL)
    new = Series("a-kr-2020", "Sunlit Harbour", "KR", 2020, Kind.BL)
    own = Series("b-kr-2021", "Quiet Kiln", "KR", 2021, Kind.BL)
    hidden = Series("c-kr-2022", "Paper Lantern", "KR", 2022, Kind.BL)
    bundled = WordIndex([old, hidden], VOCABULARY)
    words = ServerWords(bundled, {old.id: new, own.id: own, hidden.id: None}, VOCABULARY)
    assert words.find(["kiln"]) == {own.id}
    assert words.find(["sunlit"]) == {old.id}
    assert words.find(["moonlit"]) == frozenset()
    assert words.find(["lantern"]) == frozenset()
    assert bundled.find(["kiln"]) == frozenset()
    assert bundled.find(["moonlit", "harbour"]) == {old.id}


def test_single_letters_tell_nothing() -> None:
    words = WordIndex([Series("y-th-2020", "Gen Y", "TH", 2020, Kind.BL)], VOCABULARY)
    assert words.find(["y"]) == frozenset()
    assert words.find(["gen", "y"]) == {"y-th-2020"}
    assert words.find([]) == frozenset()
