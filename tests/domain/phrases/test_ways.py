"""Ways to refuse and to wish, put around a few things: none of them is taken for its contrary."""

from __future__ import annotations

from functools import cache

import pytest

from tests.bundled import bundled
from tests.domain.phrases.moods import FOLDER, understood

THINGS = {"horror": "genres:horror", "cheating": "content_notes:infidelity", "korean": "country:KR", "bl": "kinds:bl"}
PAIRS = [
    ("thai", "country:TH", "cheating", "content_notes:infidelity"),
    ("slow burn", "tropes:slow-burn", "high school", "tropes:high-school"),
    ("happy ending", "ending:happy", "love triangle", "tropes:love-triangle"),
]

heard = cache(understood)  # by more than one of these tests

# They refuse by themselves what stands before them, or are a country.
ODD = {"go back in time", "go back to the past", "but with women", "but with girls", "no angst just fluff"}
EVERY = 6  # of the ways to say something: all of them would take a minute


def sayings_in_english() -> list[str]:
    return [way for way in bundled().vocabulary.phrases if way.isascii()]


def ways(name: str) -> list[str]:
    lines = (FOLDER / f"ways_to_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_what_is_refused_is_not_asked_for() -> None:
    texts = [(way.format(thing), key) for way in ways("refuse") for thing, key in THINGS.items()]
    assert [text for text, key in texts if key in heard(text)] == []


def test_what_is_wished_for_is_not_refused() -> None:
    texts = [(way.format(thing), key) for way in ways("wish") for thing, key in THINGS.items()]
    assert [text for text, key in texts if f"-{key}" in heard(text)] == []


def test_a_wish_and_a_refusal_are_told_apart() -> None:
    texts = [
        (way.format(a=wished, b=refused), wish, refusal)
        for way in ways("do_both")
        for wished, wish, refused, refusal in PAIRS
    ]
    assert [text for text, wish, refusal in texts if {f"-{wish}", refusal} & set(heard(text))] == []


@pytest.mark.parametrize("start", range(3))
def test_no_word_of_the_vocabulary_turns_what_stands_beside_it(start: int) -> None:
    said = [way for way in sayings_in_english() if way not in ODD][start :: 3 * EVERY]
    assert len(said) >= 150
    assert [way for way in said if "-country:TH" in understood(f"thai, {way}, short")] == []
    assert [way for way in said if "country:TH" not in understood(f"thai but no {way}")] == []
    assert [way for way in said if "country:TH" not in understood(f"I'd rather have thai than {way}")] == []


@pytest.mark.parametrize("text", ["I'd rather have thai than mother in law", "rather thai than stranded on an island"])
def test_what_is_measured_by_a_title_is_read_to_its_end(text: str) -> None:
    assert "country:TH" in understood(text)


def test_most_refusals_and_wishes_are_understood() -> None:
    refusals = [f"-{key}" in heard(way.format(thing)) for way in ways("refuse") for thing, key in THINGS.items()]
    wishes = [key in heard(way.format(thing)) for way in ways("wish") for thing, key in THINGS.items()]
    assert sum(refusals) / len(refusals) >= 0.95
    assert sum(wishes) / len(wishes) >= 0.9
