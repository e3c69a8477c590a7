"""Patterns that are compiled when they are first used, or all together once the bot is up.

Some hold long lists of words; compiling them takes tens of milliseconds each, which neither a start nor a member
should wait for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    import regex

_WAITING: Final[list[_Late]] = []


class _Late:
    """Stands for a compiled pattern until its first use."""

    def __init__(self, compiled: Callable[[], Any]) -> None:
        self._compiled = compiled
        _WAITING.append(self)

    def __getattr__(self, name: str) -> Any:
        compiled = self._compiled()
        for each in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            setattr(self, each, getattr(compiled, each))  # from now on nothing stands in between
        return getattr(compiled, name)


def later(source: str, flags: int = 0) -> regex.Pattern[str]:
    """`regex.compile`, put off; the methods of the pattern that search, split and replace are there as always."""
    return cast("regex.Pattern[str]", _Late(lambda: _compiled(source, flags)))


def later_re(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off as `later` does."""
    return cast("re.Pattern[str]", _Late(lambda: re.compile(source, flags)))


def _compiled(source: str, flags: int) -> regex.Pattern[str]:
    import regex

    return regex.compile(source, flags)


def compile_what_waits() -> None:
    """Compile every pattern that is still put off; takes a tenth of a second: call it in a thread."""
    while _WAITING:
        _ = _WAITING.pop().search
