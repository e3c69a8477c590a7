"""Reads JSON as strictly as Discord does, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

# Discord's own forms are some twenty deep (components in containers in messages in interactions).
DEEPEST = 64
# What holds other values.
Holder = dict[str, Any] | list[Any]
# What comes of values of another type than a request or frame should have.
MISSHAPEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


def parse_json(raw: bytes | str) -> Any:
    """The value; raises ValueError for anything but JSON in UTF-8 of at most `DEEPEST` levels.

    Numbers that are none (NaN, Infinity) and halves of surrogate pairs are no JSON: no answer could hold them.
    """
    value = orjson.loads(raw)
    if _is_deeper(value, DEEPEST):
        raise ValueError(f"the JSON is nested more than {DEEPEST} levels deep")
    return value


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects stand in each other more than `levels` times; goes down level by level."""
    level = _holders([value])
    while level and levels:
        level = [inner for holder in level for inner in _holders(_inside(holder))]
        levels -= 1
    return bool(level)


def _holders(values: Iterable[Any]) -> list[Holder]:
    return [value for value in values if isinstance(value, (dict, list))]


def _inside(holder: Holder) -> Iterable[Any]:
    return holder.values() if isinstance(holder, dict) else holder
