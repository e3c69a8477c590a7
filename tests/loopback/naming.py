"""What every card owes its readers: names for controls, words for pictures, days and numbers in a language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

_BUTTON, _SECTION, _THUMBNAIL, _GALLERY = 2, 9, 11, 12
_SELECTS = (3, 5, 6, 7, 8)
_RAW = re.compile(r"\b\d{4}-\d\d-\d\d\b|<t:(?!-?\d+:[a-zA-Z]>)|\b\d+\.\d{3,}\b")
_VERBATIM = re.compile(r"`[^`]*`|https?://\S+|“[^”]*”")  # what somebody typed or has to type
Json = dict[str, Any]


def faults(body: object) -> list[str]:
    """What is not named in the components of a message that is sent; nothing where it is no message."""
    return [fault for components in _cards(body) for fault in _faults(components)]


def _cards(body: object) -> Iterator[list[Json]]:
    for message in (body, body.get("data")) if isinstance(body, dict) else ():
        if isinstance(message, dict) and isinstance(message.get("components"), list) and "custom_id" not in message:
            yield message["components"]


def _faults(components: list[Json]) -> list[str]:
    parts = list(_walk(components))
    found = [f"a button without a word: {part}" for part in parts if _is_mute(part)]
    menus = [part.get("placeholder") or "" for part in parts if part["type"] in _SELECTS]
    found += [f"a menu without a name among {menus}"] if not all(map(_has_word, menus)) else []
    beside = [part["accessory"]["label"] for part in parts if part["type"] == _SECTION and _is_button(part)]
    for kind, names in (("menus", menus), ("buttons beside texts", beside)):
        found += [f"{count} {kind} are called {name!r}" for name, count in Counter(names).items() if count > 1]
    found += [f"a picture without words: {part}" for part in _pictures(parts) if not part.get("description")]
    said = [_VERBATIM.sub("", part.get("content") or "") for part in parts]
    found += [f"{raw[0]!r} is in no language: {text[:200]}" for text in said for raw in _RAW.finditer(text)]
    return found


def _walk(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        yield part
        yield from _walk([*part.get("components", ()), *([part["accessory"]] if part.get("accessory") else ())])


def _is_button(section: Json) -> bool:
    return bool((section.get("accessory") or {}).get("type") == _BUTTON)


def _is_mute(part: Json) -> bool:
    return part["type"] == _BUTTON and not _has_word(part.get("label") or "")


def _has_word(name: str) -> bool:
    """Whether it says something: emoji and signs alone are read out as whatever the system calls them."""
    return any(letter.isalnum() for letter in name)


def _pictures(parts: list[Json]) -> Iterator[Json]:
    for part in parts:
        if part["type"] == _THUMBNAIL:
            yield part
        elif part["type"] == _GALLERY:
            yield from part["items"]
