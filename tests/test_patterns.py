"""What is put off, patterns and modules, is what it stands for."""

from __future__ import annotations

import pkgutil
import re

import pytest
import regex

from bot import patterns
from bot.domain import leaks, lists, phrases


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


def test_a_package_gives_each_name_from_its_module_and_knows_no_others() -> None:
    for package in (leaks, lists, phrases):
        for name in package.__all__:
            assert getattr(package, name) is not None
        with pytest.raises(AttributeError, match="nothing_of_it"):
            _ = package.nothing_of_it


def test_no_name_of_a_package_is_one_of_its_modules() -> None:
    """Whichever was imported first would stand for both."""
    for package in (leaks, lists, phrases):
        modules = {each.name for each in pkgutil.iter_modules(package.__path__)}
        assert modules.isdisjoint(package.__all__)
