"""Which series a text speaks of by name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bot.domain.series import Series
from bot.patterns import later

_SAMPLE = 6_000  # characters; whoever writes of a series names it early
_LEAST = 3  # letters of a name in an alphabet; two of Han, Hangul or kana say as much
_BETWEEN = later(r"[^\p{L}\p{N}]+")
_ACCENT = later(r"\p{Mn}(?<!\p{Thai})")
_DENSE = later(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}\p{Thai}]")


def series_named_in(text: str, known: Iterable[Series], *, most: int = 10) -> list[Series]:
    """The series whose names stand in `text` as whole words, the longest name first, then the better known.

    A name of one word counts only where it is written with a capital: "Bloom" is a series, "bloom" a verb.
    Case, width and accents do not matter otherwise. Takes time linear in the text and in the number of names.
    """
    shown = unicodedata.normalize("NFKC", text[:_SAMPLE])
    folded = _folded(shown)
    found: dict[str, tuple[int, int, Series]] = {}
    for series in known:
        lengths = [len(name) for name in series.names() if _stands_in(name, folded, shown)]
        if lengths:
            found[series.id] = (max(lengths), series.popularity, series)
    ranked = sorted(found.values(), key=lambda one: (-one[0], -one[1], one[2].id))
    return [series for _length, _popularity, series in ranked[:most]]


def _stands_in(name: str, folded: str, shown: str) -> bool:
    wanted = _folded(name)
    if _DENSE.search(wanted):
        return len(wanted) > 1 and wanted in folded
    if len(wanted) < _LEAST or wanted not in folded:
        return False
    import regex

    if " " not in wanted and not regex.search(rf"(?<![\p{{L}}\p{{N}}]){regex.escape(name)}(?![\p{{L}}\p{{N}}])", shown):
        return False
    return f" {wanted} " in f" {folded} "


def _folded(text: str) -> str:
    """Lower case, without accents, with single spaces for everything between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return _BETWEEN.sub(" ", _ACCENT.sub("", bare)).strip()
