"""Text as the index compares it: one form for everything that people do not mean to tell apart."""

from __future__ import annotations

import unicodedata
from typing import Final

from bot.domain.search import han, hangul
from bot.patterns import later_re

# Nobody types these the way the title has them.
_VANISHING: Final = frozenset("'’‘`´ʼʻ′＇‛ʹ·")
_SPELLED_OUT: Final = {
    "&": " and ", "×": "x", "✕": "x", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe",
    "þ": "th", "ð": "d", "ħ": "h", "ŋ": "n", "ё": "е", "∞": "8", "²": "2", "³": "3",
}  # fmt: skip
_COMBINING: Final = range(0x0300, 0x0370)
_KATAKANA: Final = range(0x30A1, 0x30F7)
_ENCLOSED: Final = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))  # decorated and flag letters
_SEASON_WORDS: Final = frozenset({"season", "part", "pt", "ss", "s", "vol", "volume", "ซีซั่น", "ภาค"})
_SPELT_SEASONS: Final = frozenset({"season", "part", "volume"})
_SEASON: Final = later_re(r"(?:s|ss|pt|season|part|vol)(\d{1,2})")
_ORDINAL: Final = later_re(r"(\d{1,2})(?:st|nd|rd|th)")
_ORDINAL_WORDS: Final = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5",
    "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
CARDINALS: Final = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
_NUMERALS: Final = {"ii": "2", "iii": "3", "iv": "4"}
# These are words and letters, too, so they count only as the last one, or behind "season" and "part".
_LATE_NUMERALS: Final = {"v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
# Without a digit or one of these no word counts a season.
_COUNTING: Final = frozenset({*_SPELT_SEASONS, *_NUMERALS, *_LATE_NUMERALS})
_DIGIT: Final = later_re(r"\d")


class _Folding(dict[int, str]):
    """What each character becomes; worked out once, when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        folded = self[codepoint] = _fold(codepoint)
        return folded


def _fold(codepoint: int) -> str:
    character = chr(codepoint)
    if character in _VANISHING:
        return ""
    spelled = _SPELLED_OUT.get(character) or hangul.keystrokes(codepoint) or han.folded(character)
    if spelled is not None:
        return spelled
    if codepoint in _KATAKANA:
        return chr(codepoint - 0x60)
    for first, count in _ENCLOSED:
        if first <= codepoint < first + count:
            return chr(ord("a") + codepoint - first)
    category = unicodedata.category(character)
    if category == "Cf" or codepoint in _COMBINING or 0xFE00 <= codepoint <= 0xFE0F:
        return ""
    if category[0] not in "LMN":
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))  # "๒" is 2
    return _bare(character)


def _bare(character: str) -> str:
    """The letter without its accents if it is Latin or Greek; marks of other scripts tell words apart."""
    decomposed = unicodedata.normalize("NFD", character)
    is_accented = len(decomposed) > 1 and ("a" <= decomposed[0] <= "z" or "α" <= decomposed[0] <= "ω")
    return decomposed[0] if is_accented else character


_FOLDING: Final = _Folding()


def key(text: str) -> str:
    """`text` as the index compares it: words of folded characters, one space between them.

    Compatibility forms, case, width, Latin and Greek accents, apostrophes, katakana and hiragana,
    traditional and simplified Han characters, Hangul composition, invisible characters and the ways of writing
    "season 2" no longer matter. Everything that is not a letter, mark or number separates words; a text of
    nothing else keeps its symbols, so that a title such as "★" can be found. "" when nothing visible is left.
    """
    return counted(folded(text))


def counted(folded_text: str) -> str:
    """The `key` of a text that is `folded` already: seasons and parts as numbers alone."""
    words = folded_text.split(" ")
    if len(words) == 1 or (_COUNTING.isdisjoint(words) and not _DIGIT.search(folded_text)):
        return folded_text
    return " ".join(_seasons(words))


def _compatible(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def folded(text: str) -> str:
    """`key`, with the words for seasons and parts as they were written."""
    plain = text.lower() if text.isascii() else _compatible(text)
    words = plain.translate(_FOLDING).split()
    if not words:
        return "".join(c for c in plain if unicodedata.category(c)[0] in "SP" and c not in _VANISHING)
    return " ".join(words)


def _seasons(words: list[str]) -> list[str]:
    """The words with "season 2", "season two", "2nd season", "s2", "part II" and the like all written "2"."""
    kept: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if place and word in _NUMERALS:
            kept.append(_NUMERALS[word])
        elif place and word in _LATE_NUMERALS and (not following or words[place - 1] in _SPELT_SEASONS):
            kept.append(_LATE_NUMERALS[word])
        elif place > 1 and word in CARDINALS and words[place - 1] in _SPELT_SEASONS:
            kept.append(CARDINALS[word])
        elif place and (season := _SEASON.fullmatch(word)):
            kept.append(season[1].lstrip("0") or "0")
        elif following in _SPELT_SEASONS and (word in _ORDINAL_WORDS or _ORDINAL.fullmatch(word)):
            kept.append(_ORDINAL_WORDS.get(word) or word[:-2])
        elif word in _SEASON_WORDS and place and _is_counted(words, place, following):
            continue
        else:
            kept.append(word)
    return kept


def _is_counted(words: list[str], place: int, following: str) -> bool:
    before = words[place - 1]
    if word_is_ordinal(before):
        return words[place] in _SPELT_SEASONS
    if words[place] in _SPELT_SEASONS and following in CARDINALS:
        return True
    if words[place] in _SPELT_SEASONS and following in _LATE_NUMERALS:
        return True
    return (following.isdecimal() and len(following) < 3) or following in _NUMERALS


def word_is_ordinal(word: str) -> bool:
    """Whether it is "2nd" or "second"."""
    return word in _ORDINAL_WORDS or _ORDINAL.fullmatch(word) is not None
