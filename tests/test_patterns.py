"""Patterns that are put off are the patterns that they stand for."""

from __future__ import annotations

import re

import regex

from bot import patterns


def test_a_pattern_that_is_put_off_does_what_it_stands_for() -> None:
    late, late_re = patterns.later(r"\p{L}+"), patterns.later_re(r"(?P<n>\d)+", re.IGNORECASE)
    assert late.sub("x", "ab 1 서울") == regex.sub(r"\p{L}+", "x", "ab 1 서울") == "x 1 x"
    found = late_re.search("a 12")
    assert found is not None
    assert found["n"] == "2"
    assert (late_re.pattern, late_re.flags & re.IGNORECASE) == (r"(?P<n>\d)+", re.IGNORECASE)


def test_all_are_compiled_once_the_bot_is_up() -> None:
    late = patterns.later_re("a")
    patterns.compile_what_waits()
    assert vars(late)["search"]("cab")
