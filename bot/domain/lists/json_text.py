"""JSON that strangers wrote: read within bounds, and looked into without trust."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.errors import UserError
from bot.i18n import _
from bot.patterns import later_re

_DECODER: Final = json.JSONDecoder()
_NEXT: Final = later_re(r"[ \t\r\n]*")


def loaded(text: str) -> Any:
    """What a JSON text holds. Raises UserError for a broken one."""
    try:
        return _elements(text) if text.lstrip()[:1] == "[" else json.loads(text)
    except (ValueError, RecursionError):
        raise UserError(_("This JSON file is broken or cut off. Download it once more.")) from None


def _elements(text: str) -> list[Any]:
    """The elements of a JSON array, one at a time: the decoder lets nothing else run while it works on a whole."""
    at = _after_blanks(text, text.index("[") + 1)
    found: list[Any] = []
    if text[at] == "]":
        return _ended(text, at, found)
    while True:
        element, at = _DECODER.raw_decode(text, at)
        found.append(element)
        at = _after_blanks(text, at)
        if text[at] == "]":
            return _ended(text, at, found)
        if text[at] != ",":
            raise ValueError(f"no comma at {at}")
        at = _after_blanks(text, at + 1)


def _after_blanks(text: str, at: int) -> int:
    """The place of the next character that is no blank. Raises ValueError at the end of the text."""
    found = _NEXT.match(text, at)
    if found is None or found.end() == len(text):
        raise ValueError("cut off")
    return found.end()


def _ended(text: str, at: int, found: list[Any]) -> list[Any]:
    if text[at + 1 :].strip():
        raise ValueError("something follows the array")
    return found


def inner(value: object, *names: str) -> Any:
    """What stands under these names, one in the other; None where the way ends."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def listed(value: object) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; nothing where there is none."""
    if isinstance(value, list):
        yield from (one for one in value if isinstance(one, Mapping))
