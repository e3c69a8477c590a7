"""Ways to refuse and to wish, put around a few things: none of them is taken for its contrary."""

from __future__ import annotations

import pytest

from tests.domain.phrases.moods import FOLDER, understood

THINGS = {"horror": "genres:horror", "cheating": "content_notes:infidelity", "korean": "country:KR", "bl": "kinds:bl"}
PAIRS = [
    ("thai", "country:TH", "cheating", "content_notes:infidelity"),
    ("slow burn", "tropes:slow-burn", "high school", "tropes:high-school"),
    ("happy ending", "ending:happy", "love triangle", "tropes:love-triangle"),
]


def ways(name: str) -> list[str]:
    lines = (FOLDER / f"ways_to_{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("way", ways("refuse"))
def test_what_is_refused_is_not_asked_for(way: str) -> None:
    assert not {key for thing, key in THINGS.items() if key in understood(way.format(thing))}


@pytest.mark.parametrize("way", ways("wish"))
def test_what_is_wished_for_is_not_refused(way: str) -> None:
    assert not {key for thing, key in THINGS.items() if f"-{key}" in understood(way.format(thing))}


@pytest.mark.parametrize("way", ways("do_both"))
def test_a_wish_and_a_refusal_are_told_apart(way: str) -> None:
    for wished, wish, refused, refusal in PAIRS:
        got = understood(way.format(a=wished, b=refused))
        assert f"-{wish}" not in got
        assert refusal not in got


def test_most_refusals_and_wishes_are_understood() -> None:
    refusals = [f"-{key}" in understood(way.format(thing)) for way in ways("refuse") for thing, key in THINGS.items()]
    wishes = [key in understood(way.format(thing)) for way in ways("wish") for thing, key in THINGS.items()]
    assert sum(refusals) / len(refusals) >= 0.95
    assert sum(wishes) / len(wishes) >= 0.9
