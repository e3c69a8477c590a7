"""Numbers and comparisons in a taste phrase: "under 10 episodes", "after 2020", "less than half an hour"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.phrases.constraints import InRange, NumberField

_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_WORDS |= {"ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "sixteen": 16, "twenty": 20, "thirty": 30}
_WORDS |= {"forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}

_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_EPISODES = r"(?:episodes?|episods?|epis?\b|eps?\b\.?|chapters?)"
_MINUTES = r"(?:minutes?|mins?\b\.?)"
_HOURS = r"(?:hours?|hrs?\b\.?)"
_UNIT = rf"(?:{_EPISODES}|{_MINUTES}|{_HOURS})"
_EACH = r"(?:[ -]*(?:long|each|an episode|per episode|a piece|episodes?|eps?\b))?"

_BELOW = r"(?:under|less than|fewer than|below|shorter than|not even|<)"
_AT_MOST = (
    r"(?:at (?:the )?most|max(?:imum)?(?: of)?|up to|within|<=|≤"
    r"|(?:no|not) (?:more|longer|greater|higher) than|(?:not|nothing) (?:over|above)|no over)"
)
_ABOVE = r"(?:over|more than|above|longer than|>)"
_AT_LEAST = (
    r"(?:at (?:the )?least|min(?:imum)?(?: of)|minimum|>=|≥"
    r"|(?:no|not) (?:less|fewer|shorter) than|(?:not|nothing) (?:under|below))"
)
_ABOUT = r"(?:about|around|roughly|approximately|circa|~)"
_COMPARE = (
    rf"(?:(?P<at_most>{_AT_MOST})|(?P<at_least>{_AT_LEAST})|(?P<below>{_BELOW})"
    rf"|(?P<above>{_ABOVE})|(?P<about>{_ABOUT}))"
)
_AFTER_WORD = r"(?P<tail>\+|[ ]*(?:or|and) (?:less|fewer|shorter|under)|[ ]*(?:or|and) (?:more|longer|over)|[ ]max\b)?"

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DECADE = r"(?:19[5-9]0|20\d0)'?s|'?[5-9]0'?s"


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_AMOUNTS = _rule(
    rf"(?<![\w.])(?:between |from )?(?P<first>{_NUMBER})\s*(?:-|–|to|and)\s*(?P<second>{_NUMBER})"
    rf"[ -]*(?P<unit>{_UNIT}){_EACH}"
)
_AMOUNT = _rule(
    rf"(?<![\w.])(?:{_COMPARE}\s*)?(?P<first>{_NUMBER})(?P<plus>\+)?[ -]*(?P<unit>{_UNIT}){_EACH}{_AFTER_WORD}"
)
_BARE = _rule(rf"(?<![\w.]){_COMPARE}\s*(?P<first>\d{{1,3}})(?![\w%])")
_YEARS = _rule(rf"(?<!\w)(?:between |from )?(?P<first>{_YEAR})\s*(?:-|–|to|and|until)\s*(?P<second>{_YEAR})(?!\w)")
_YEAR_SINCE = (
    r"(?<!\w)(?:(?P<after>after|newer than|later than|past|more recent than)"
    r"|(?P<since>since|starting(?: in| from)?|as of|from)"
    r"|(?P<before>before|older than|earlier than|prior to)"
    r"|(?P<until>until|till|up to|by|no later than|not after)"
    r"|(?:in|of|released in|aired in))?\s*(?:the\s+)?"
)
_ONE_YEAR = _rule(
    rf"{_YEAR_SINCE}(?P<year>{_YEAR})(?P<on>\+|\s*(?:or (?:later|newer)|onwards?|and (?:later|up|newer)))?(?!\w)"
)
_ONE_DECADE = _rule(rf"{_YEAR_SINCE}(?:early |mid |late )?(?P<decade>{_DECADE})(?!\w)")
_RELATIVE = _rule(
    r"(?<!\w)(?:from |in )?(?:(?P<this>this year)|(?P<last>last year)"
    r"|recent(?:ly)?(?: released)?|newest|latest)(?!\w)"
)
_SPOKEN = (
    (_rule(r"\bhalf[ -](?:an[ -])?hour(?:[ -]long)?\b"), "30 minutes"),
    (_rule(r"\b(?:an|one) hour and a half\b"), "90 minutes"),
    (_rule(r"\b(?:an|one)[ -]hour(?:[ -]long)?\b"), "60 minutes"),
    (_rule(r"\bhour[ -]long\b"), "60 minutes"),
    (_rule(r"\ba dozen (?=ep)"), "12 "),
    (_rule(r"\bshort (?:episodes|eps)\b"), "at most 30 minutes"),
    (_rule(r"\blong (?:episodes|eps)\b"), "at least 50 minutes"),
)
_BLANKS = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
MARK = "\ue000"  # private use: stands for a range that was read


@dataclass(frozen=True, slots=True)
class ReadRange:
    """A range and the words it was read from."""

    range: InRange
    said: str


def take_numbers(text: str, *, this_year: int) -> tuple[str, list[ReadRange]]:
    """Read every number that means something; each is replaced by `MARK` in the text returned.

    Bounds are inclusive ("under 10" ends at 9, "about 12" spans a fifth to both sides). A bare year means
    that year, "12 episodes" exactly 12, "short episodes" at most 30 minutes. "Recent" is this year and the last.
    """
    # People's own private-use characters would be mistaken for our mark; long blanks would cost time.
    text = _BLANKS.sub(" ", text.replace(MARK, " ").replace("\n", ", "))
    text = _THOUSANDS.sub("", text)
    for pattern, plain in _SPOKEN:
        text = pattern.sub(plain, text)
    found: list[ReadRange] = []
    for rule, reader in _READERS:
        position = 0
        while match := rule.search(text, position):
            earlier = text.count(MARK, 0, match.start())
            found.insert(earlier, ReadRange(reader(match, this_year), match.group().strip()))
            text = f"{text[: match.start()]} {MARK} {text[match.end() :]}"
            position = match.start() + 3
    return text, found


def _number(word: str) -> int:
    return _WORDS.get(word.lower()) or int(word)


def _unit(word: str) -> tuple[NumberField, int]:
    if re.match(_HOURS, word, re.IGNORECASE):
        return "minutes", 60
    if re.match(_MINUTES, word, re.IGNORECASE):
        return "minutes", 1
    return "episodes", 1


def _bounded(field: NumberField, value: int, match: re.Match[str], *, tail: str = "") -> InRange:
    if match["below"]:
        return InRange(field, None, value - 1)
    if match["at_most"] or any(word in tail for word in ("less", "fewer", "shorter", "under", "max")):
        return InRange(field, None, value)
    if match["above"]:
        return InRange(field, value + 1, None)
    if match["at_least"] or tail:
        return InRange(field, value, None)
    if match["about"]:
        slack = max(1, round(value / 5))
        return InRange(field, value - slack, value + slack)
    return InRange(field, value, value)


def _read_amounts(match: re.Match[str], _this_year: int) -> InRange:
    field, factor = _unit(match["unit"])
    low, high = sorted((_number(match["first"]) * factor, _number(match["second"]) * factor))
    return InRange(field, low, high)


def _read_amount(match: re.Match[str], _this_year: int) -> InRange:
    field, factor = _unit(match["unit"])
    tail = (match["plus"] or "") + (match["tail"] or "")
    return _bounded(field, _number(match["first"]) * factor, match, tail=tail)


def _read_bare(match: re.Match[str], _this_year: int) -> InRange:
    return _bounded("episodes", int(match["first"]), match)


def _read_years(match: re.Match[str], _this_year: int) -> InRange:
    low, high = sorted((int(match["first"]), int(match["second"])))
    return InRange("year", low, high)


def _read_year(match: re.Match[str], _this_year: int) -> InRange:
    year = int(match["year"])
    onwards = bool(match["on"]) or bool(match["since"] and match["since"].lower() != "from")
    return _since(match, year, year, onwards=onwards)


def _read_decade(match: re.Match[str], _this_year: int) -> InRange:
    digits = re.sub(r"\D", "", match["decade"])
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    onwards = bool(match["since"] and match["since"].lower() != "from")
    return _since(match, first, first + 9, onwards=onwards)


def _since(match: re.Match[str], first: int, last: int, *, onwards: bool) -> InRange:
    if match["after"]:
        return InRange("year", last + 1, None)
    if match["before"]:
        return InRange("year", None, first - 1)
    if match["until"]:
        return InRange("year", None, last)
    return InRange("year", first, None if onwards else last)


def _read_relative(match: re.Match[str], this_year: int) -> InRange:
    if match["this"]:
        return InRange("year", this_year, this_year)
    if match["last"]:
        return InRange("year", this_year - 1, this_year - 1)
    return InRange("year", this_year - 1, None)


_READERS = (
    (_AMOUNTS, _read_amounts),
    (_AMOUNT, _read_amount),
    (_YEARS, _read_years),
    (_ONE_DECADE, _read_decade),
    (_ONE_YEAR, _read_year),
    (_BARE, _read_bare),
    (_RELATIVE, _read_relative),
)
