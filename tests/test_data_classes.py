"""Our data classes are those of the standard library to whoever uses them."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path
from typing import Any

import pytest

from bot.data_classes import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """Made by us."""

    name: str
    year: int = 2024
    tags: list[str] = field(default_factory=list, hash=False)
    seen: bool = field(default=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """Made by the library."""

    name: str
    year: int = 2024
    tags: list[str] = field(default_factory=list, hash=False)
    seen: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """With names alone."""

    label: str
    low: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    """More of it."""

    high: int

    def __repr__(self) -> str:
        return "as the class says"


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


BOTH = pytest.mark.parametrize("made", [Ours, Theirs])


@BOTH
def test_it_is_made_from_places_names_and_defaults(made: Callable[..., Any]) -> None:
    one, other = made("A", 2020, ["x"], True), made(name="A")
    assert (one.name, one.year, one.tags, one.seen) == ("A", 2020, ["x"], True)
    assert (other.year, other.tags, other.seen) == (2024, [], False)
    assert other.tags is not made("A").tags
    for wrong in (lambda: made(), lambda: made("A", 1, [], False, 5), lambda: made("A", years=3)):
        with pytest.raises(TypeError):
            wrong()
    assert list(inspect.signature(made).parameters) == ["name", "year", "tags", "seen"]


@BOTH
def test_equal_values_are_equal_and_hash_alike(made: Callable[..., Any]) -> None:
    assert made("A", tags=["x"], seen=True) == made("A", tags=["x"])
    assert made("A", tags=["x"]) != made("A", tags=["y"])
    assert hash(made("A", tags=["x"])) == hash(made("A", tags=["y"]))
    assert len({made("A"), made("A", seen=True), made("B")}) == 2
    assert Ours("A") != Theirs("A")
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())


@BOTH
def test_nothing_of_it_can_be_changed(made: Callable[..., Any]) -> None:
    one = made("A")
    for change in (lambda: setattr(one, "name", "B"), lambda: setattr(one, "other", 1), lambda: delattr(one, "name")):
        with pytest.raises((FrozenInstanceError, TypeError)):
            change()
    assert one.name == "A"
    assert not hasattr(one, "__dict__")


@BOTH
def test_it_can_be_copied_kept_and_replaced(made: Callable[..., Any]) -> None:
    one = made("A", tags=["x"], seen=True)
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert again == one
        assert again.seen is True
    assert replace(one, year=1999) == made("A", 1999, ["x"])
    assert [each.name for each in fields(one)] == ["name", "year", "tags", "seen"]
    assert dataclasses.asdict(one) == {"name": "A", "year": 2024, "tags": ["x"], "seen": True}
    match one:
        case Ours(name, year) | Theirs(name, year):
            assert (name, year) == ("A", 2024)


def test_it_is_shown_as_the_library_shows_it() -> None:
    assert repr(Ours("A")) == repr(Theirs("A")).replace("Theirs", "Ours")
    assert repr(Empty()) == "Empty()"


def test_fields_of_a_base_come_first_and_what_a_class_says_itself_stays() -> None:
    one = Derived(high=3, label="x")
    assert (one.label, one.low, one.high) == ("x", 0, 3)
    assert repr(one) == "as the class says"
    with pytest.raises(TypeError):
        Derived("x", 0, 3)  # type: ignore[misc]


def test_what_only_the_library_can_do_is_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="__post_init__"):

        @dataclass(frozen=True)
        class Late:
            """Wants more."""

            name: str = field(init=False)


def test_every_frozen_class_of_the_bot_is_one_of_ours() -> None:
    """Each that is not costs a start half a millisecond."""
    root = Path(__file__).parent.parent
    modules = [*root.glob("bot/**/*.py"), *root.glob("cogs/**/*.py")]
    frozen = [path for path in modules if "@dataclass(frozen=True" in path.read_text(encoding="utf-8")]
    assert len(frozen) > 100
    assert [path for path in frozen if "from bot.data_classes import" not in path.read_text(encoding="utf-8")] == []
