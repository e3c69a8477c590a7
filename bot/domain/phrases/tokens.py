"""A taste phrase as a row of words and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from bot.domain.phrases.listed import words
from bot.domain.phrases.numbers import Numbers, take_numbers
from bot.domain.phrases.terms import Sayings, is_unspaced
from bot.domain.phrases.wording.plain import in_plain_words
from bot.domain.vocabulary import fold_phrase
from bot.patterns import later_re

COMMA, STOP, COLON, MINUS, OVER, OR, AND = ",", ";", ":", "-", ">", "or", "and"
BOUNDARIES = frozenset({COMMA, STOP, COLON, "but", AND, "please", "pls", "plz", "though", "thx", "thanks", "ty"})
MARKS = frozenset({COMMA, STOP, COLON, MINUS, OVER})
_REFUSES_FIRST = later_re(r"\s*(?:no|not|without|avoid|never|nothing|anything but)\b", re.IGNORECASE)
_LISTING = 2  # slashes from which on they part a list
_MOST_MENDED = 40  # unknown words whose spelling is looked into; bounds the work

_PIECES = later_re("[;!?|•>:\ue001\ue100-\ue1ff]|[.。…]+(?=\\s|$)|[,、，]")
_SIGNS = {",": COMMA, "、": COMMA, "，": COMMA, ":": COLON, "\ue001": MINUS, ">": OVER}
_SLASHED = later_re(r"(\w\w+)\s?/\s?(?=(\w\w+))")
_FREE = later_re(r"\b(?:(\w+)[ -])?([\w-]+?)[ -]free\b(?! (?:of|from|to|time)\b)", re.IGNORECASE)


_TIMES = words(
    "weekend weekends day days evening evenings night nights hour hours afternoon tonight tomorrow today week i am m im"
)


class Word(Struct, frozen=True):
    """A folded word, or a mark; `said` is what was written where that was mended."""

    text: str
    said: str
    mended: bool = False
    weak: bool = False


def words_of(phrase: str, sayings: Sayings, *, this_year: int, mending: bool = True) -> tuple[list[Word], Numbers]:
    """The words and marks of a phrase, misspelt ones mended if that is wished, and what its numbers say."""
    text, numbers = take_numbers(phrase, this_year=this_year)
    if text.count("/") > _LISTING and "," not in text and not _REFUSES_FIRST.match(text):
        text = text.replace("/", " ; ")  # "bl/taiwan/no age gap/office"
    text = in_plain_words(text)
    text = _SLASHED.sub(lambda match: _one_or_two(match, sayings), text)
    text = _FREE.sub(lambda match: _without(match, sayings), text)
    return list(_mended(_folded(text, numbers, sayings), sayings, _MOST_MENDED if mending else 0)), numbers


def _without(match: re.Match[str], sayings: Sayings) -> str:
    """ "Drama-free", of two words where they are known as one thing: "age gap-free"."""
    if match[2].lower() in _TIMES:
        return match.group()  # "I have a weekend free", "I'm free"
    if match[1] is None or sayings.get(fold_phrase(f"{match[1]} {match[2]}"), 2000) is None:
        return f"{match[1] or ''} without {match[2]} ; "
    return f"without {match[1]} {match[2]} ; "


def _one_or_two(match: re.Match[str], sayings: Sayings) -> str:
    """Words parted by a slash: one thing where they are known as such ("student/teacher"), else either of them."""
    if match[2].lower() in ("no", "not", "without", "never"):
        return f"{match[1]} , "  # "thai / no cheating"
    together = f"{match[1]} {match[2]}"
    return f"{match[1]} " if sayings.get(fold_phrase(together), 2000) is not None else f"{match[1]} or "


def _folded(text: str, numbers: Numbers, sayings: Sayings) -> Iterable[str]:
    read_to = 0
    for sign in _PIECES.finditer(text):
        yield from _parted(text[read_to : sign.start()], sayings)
        read_to = sign.end()
        mark = sign.group()
        yield mark if numbers.of(mark) is not None else _SIGNS.get(mark, STOP)
    yield from _parted(text[read_to:], sayings)


def _parted(text: str, sayings: Sayings) -> Iterable[str]:
    for word in fold_phrase(text).split():
        if word.isascii() or sayings.get(word, 2000) is not None or not is_unspaced(word):
            yield word
        else:
            yield from sayings.parted(word)


def _mended(words: Iterable[str], sayings: Sayings, room: int) -> Iterable[Word]:
    before = ""
    for word in words:
        if word == "x" or (word == before and word in MARKS):
            continue
        before = word
        is_right = word in MARKS or sayings.get(word, 2000) is not None
        mended = sayings.spelling.mend(word) if room and not is_right else None
        room -= mended is not None
        yield Word(word, word) if mended is None else Word(mended.word, word, mended=True, weak=mended.weak)
