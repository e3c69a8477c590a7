"""Titles within a taste phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.phrases import take_likened

KNOWN = {"semantic error", "love in the big city", "kiss me and run", "home"}


def find(typed: str) -> str | None:
    return typed.casefold() if typed.casefold() in KNOWN else None


@pytest.mark.parametrize(
    ("phrase", "found", "rest"),
    [
        ("something like Semantic Error but sadder", ["semantic error"], "sadder"),
        ("korean, like semantic error, under 10 episodes", ["semantic error"], "korean, under 10 episodes"),
        ("anything similar to “Love in the Big City”!", ["love in the big city"], "!"),
        ("like kiss me and run and funny", ["kiss me and run"], "funny"),
        ("like semantic error, like love in the big city", ["semantic error", "love in the big city"], ""),
        ("like nothing else", [], "like nothing else"),
        ("nothing like semantic error", [], "nothing like semantic error"),
        ("not like semantic error", [], "not like semantic error"),
        ("it feels like home", [], "it feels like home"),
        ("something that feels like kiss me and run", ["kiss me and run"], "something that feels"),
        ("home or semantic error", ["home", "semantic error"], ""),
        ("not home", [], "not home"),
        ("as sad as semantic error", ["semantic error"], "as sad"),
        ("slow burn", [], "slow burn"),
        ("", [], ""),
    ],
)
def test_titles_are_taken_out_of_a_phrase(phrase: str, found: list[str], rest: str) -> None:
    assert take_likened(phrase, find, most=3) == (found, rest)


def test_no_more_are_taken_than_wanted() -> None:
    found, rest = take_likened("like semantic error; like love in the big city", find, most=1)
    assert found == ["semantic error"]
    assert "love in the big city" in rest


@given(st.text(alphabet=st.sampled_from("like semantic error ,;“”\n"), max_size=300))
def test_any_phrase_is_read_and_its_work_is_bounded(phrase: str) -> None:
    asked: list[str] = []

    def count(typed: str) -> None:
        asked.append(typed)

    assert take_likened(phrase, count, most=3) == ([], phrase)
    assert len(asked) <= 32
