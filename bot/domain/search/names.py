"""The names of one series, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple, get_args

from bot.domain.search import hangul, hints, normalise
from bot.domain.search.matches import MatchedAs
from bot.domain.series import Series
from bot.patterns import later_re

KINDS: Final[tuple[MatchedAs, ...]] = get_args(MatchedAs)

_DIGITS: Final = later_re(r"\d+")
# "第七季", and "庆余年二" at the end.
_HAN_COUNT: Final = later_re(
    r"第([一二三四五六七八九十])[季部期辑幕]|(?<=[\u3041-\u30ff\u3400-\u9fff])([二三四五六七八九])\Z"
)
_HAN_NUMBERS: Final = {sign: str(number) for number, sign in enumerate("一二三四五六七八九十", start=1)}
_SMALL_WORDS: Final = frozenset(re.findall(r"\w+", "a an and at by for from in no of on or the to with"))
_LONGEST_ACRONYM: Final = 8
# Longer names than this are compared by their beginning; nobody types further, and the work stays bounded.
_LONGEST: Final = 160


class Entry(NamedTuple):
    """One way to call a series, as it is taken in."""

    written: str
    key: str  # as it is compared
    matched_as: MatchedAs
    acronyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()  # narrowing words that lead to its series; the first entry of each has them


class Name(NamedTuple):
    """A name, ready to be compared."""

    written: str
    padded: str  # the key between two spaces, where whole words are looked for
    squeezed: str  # the key without its spaces
    matched_as: MatchedAs
    in_order: str  # its words sorted, without spaces
    numbers: frozenset[str]


def comparable(text: str) -> str:
    """The key of a name or a query, cut where nobody types on; "" when there is nothing to compare."""
    return _cut(normalise.key(text))


def _cut(key: str) -> str:
    return key[:_LONGEST].rstrip()


def entries_of(series: Series) -> list[Entry]:
    """Every name of the series that has something to compare, titles first; then its people and couples."""
    found: dict[str, Entry] = {}
    leading_to = hints.of(series)
    for written, matched_as in _written(series):
        spellings = (written, hangul.romanised(written)) if hangul.SYLLABLE.search(written) else (written,)
        for spelling in spellings:
            folded = normalise.folded(spelling)
            key = _cut(normalise.counted(folded))
            if key and key not in found:
                short = () if matched_as in ("person", "couple") else acronyms(folded, key)
                found[key] = Entry(written, key, matched_as, short, () if found else leading_to)
    return list(found.values())


def _written(series: Series) -> Iterator[tuple[str, MatchedAs]]:
    yield series.title, "title"
    if series.native_title:
        yield series.native_title, "native"
    for alias in series.aliases:
        yield alias, "alias"
    for couple in series.couples:
        yield couple, "couple"
    for person in (*series.cast, *series.directors, *series.writers):
        yield person, "person"


def name_of(written: str, key: str, matched_as: MatchedAs) -> Name:
    """An entry made ready: what is left out while nobody asks for it, as a large catalogue would not fit."""
    words = key.split(" ")
    return Name(written, f" {key} ", "".join(words), matched_as, in_sorted_order(words), numbers(key))


def in_sorted_order(words: Iterable[str]) -> str:
    """The words joined in alphabetical order, so that swapped words compare as equal."""
    return "".join(sorted(words))


def acronyms(folded: str, key: str) -> tuple[str, ...]:
    """The initials of a Latin name of two words or more, as people shorten it.

    With and without its small words ("litbc", "lbc"), and with "season" or without ("drs3", "dr3").
    """
    if not key.isascii() or " " not in key:
        return ()
    found: list[str] = []
    for text in (folded,) if folded == key else (folded, key):
        words = text.split(" ")
        found.append("".join([word[0] for word in words]))
        if not _SMALL_WORDS.isdisjoint(words):
            found.append("".join([word[0] for word in words if word != "and"]))
            found.append("".join([word[0] for word in words if word not in _SMALL_WORDS]))
    # "ภาค", a season, leaves the key but not what is only folded.
    return tuple([one for one in dict.fromkeys(found) if 1 < len(one) <= _LONGEST_ACRONYM and one.isascii()])


_NO_NUMBERS: Final[frozenset[str]] = frozenset()


def numbers(key: str) -> frozenset[str]:
    """The numbers in a key: what tells seasons and parts apart."""
    found = _DIGITS.findall(key)
    if not key.isascii():
        found += [number for _place, number in _han_numbers(key)]
    return frozenset(found) if found else _NO_NUMBERS


def placed_numbers(key: str) -> list[tuple[int, str]]:
    """The numbers in a key with where each begins, in their order."""
    return sorted([*((found.start(), found[0]) for found in _DIGITS.finditer(key)), *_han_numbers(key)])


def _han_numbers(key: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), _HAN_NUMBERS[found[1] or found[2]]) for found in _HAN_COUNT.finditer(key))
