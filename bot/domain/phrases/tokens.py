"""A taste phrase as a row of words and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from bot.domain.phrases.numbers import Numbers, take_numbers
from bot.domain.phrases.terms import Sayings, is_unspaced
from bot.domain.vocabulary import fold_phrase
from bot.patterns import later_re

COMMA, STOP, COLON, MINUS, OVER, OR, AND = ",", ";", ":", "-", ">", "or", "and"
BOUNDARIES = frozenset({COMMA, STOP, COLON, "but", AND, "please", "pls", "plz", "though", "thx", "thanks", "ty"})
MARKS = frozenset({COMMA, STOP, COLON, MINUS, OVER})
_REFUSES_FIRST = later_re(r"\s*(?:no|not|without|avoid|never|nothing|anything but)\b", re.IGNORECASE)
_LISTING = 2  # slashes from which on they part a list
_MOST_MENDED = 40  # unknown words whose spelling is looked into; bounds the work

_RICH, _POOR = "rich|wealthy|loaded", "poor|broke(?! up)"
_BETWEEN = r"(?:(?!\b(?:no|not|without|never|but)\b)[^,;.!?\n]){1,30}?"
_PLAIN = (
    (later_re(r"\bw/o\b|\bw ?/? ?out\b", re.IGNORECASE), "without"),
    (later_re(r"\b(?:tw|cw|trigger)[ -]free\b", re.IGNORECASE), " "),
    (later_re(r"\b(not|no|but|and) like[.…]+ ", re.IGNORECASE), r"\1 "),
    (later_re(r"\bw/|\bw(?=\s)", re.IGNORECASE), "with "),
    (later_re(r"\bcan(?:not|['’]?t)\b", re.IGNORECASE), "can not"),
    (later_re(r"\bwon['’]?t\b(?=\s)", re.IGNORECASE), "will not"),
    (
        later_re(r"\b(do|does|did|is|are|was|were|has|have|had|would|should|could|must|need)n['’]?t\b", re.IGNORECASE),
        r"\1 not",
    ),
    (later_re(r"\bain['’]?t\b", re.IGNORECASE), "is not"),
    (
        later_re(
            r"\b(?:no[ -]?one(?![ -](?:night|sided))|no[ -]?body(?! (?:horror|shaming|swap|image)))\b", re.IGNORECASE
        ),
        "nobody",
    ),
    (later_re(r"\bnon[ -](?=con\b)", re.IGNORECASE), "non"),
    (later_re(r"['’]s\b", re.IGNORECASE), ""),
    (later_re(r"\s[+&]\s|(?<=[a-z])[+&](?=[a-z])", re.IGNORECASE), " and "),
    (
        later_re(
            r"(?<=\w)(?<!\ba)(?<!\bhard)(?<!\bsoft)(?<!\bbig)\s+(?=(?:no|yes|nope|yep|yay|nay|(?:dis)?likes|hates|loves|wants|avoid"
            r"|pros|cons|musts?|dont|don['’]ts?|triggers|dealbreakers)\s?:)",
            re.IGNORECASE,
        ),
        " ; ",
    ),
    (later_re(r"\s*(?:[-=]+>|→)\s*"), " , "),
    (later_re(r"\bs/a\b", re.IGNORECASE), "sa"),
    (later_re(r"(?<=\w )(?:n|nd|'n')(?= \w)", re.IGNORECASE), "and"),
    # "He is rich and she is poor": what is told of two is one thing.
    (later_re(rf"\b(?:{_RICH})\b{_BETWEEN}\b(?:{_POOR})\b", re.IGNORECASE), "rich poor"),
    (later_re(rf"\b(?:{_POOR})\b{_BETWEEN}\b(?:{_RICH})\b", re.IGNORECASE), "rich poor"),
    (later_re(r"\b(genre|country|type|kind|episodes|eps|year|ending|theme|source)\s*=(?!=)", re.IGNORECASE), r"\1 : "),
    (
        later_re(
            r"[(\[{]\s*(likes?|dislikes?|loves?|hates?|pros|cons|yes|no|avoid|wants?|musts?|triggers)\s*[)\]}]",
            re.IGNORECASE,
        ),
        r" ; \1 : ",
    ),
    (later_re(r"[(\[{]"), " , "),
    (
        later_re(
            r"\b(?:leave|leaving|keep|cut|cutting) ((?:(?:the|all|any) )?[\w-]+(?: [\w-]+)?) out\b", re.IGNORECASE
        ),
        r"without \1 ,",
    ),
    (later_re(r"[)\]}]"), " ; "),
    (later_re(r"(?<=[a-z]) 2 (?=(?:lovers|friends|enemies|exes)\b)", re.IGNORECASE), " to "),
    (later_re("[❌🚫⛔✖👎]️?"), " no "),
    (later_re("[✅✔👍]️?"), " yes "),
    (later_re(r"(?<=\s)\+(?=\w)|(?<=\w)\+(?=\s)"), " and "),
    (later_re(r"(?<=\s)[-–—−]+(?=\s)|—"), " : "),
    (later_re(r"(?<![\w\-–])[-–−](?=\w)"), " \ue001 "),
)
_OF_BOTH = later_re(
    r"\b((abuse|harm|cruelty|violence|death) (?:of|to|against|towards)) (?:(?:the|a|an|any) )?(\w+) (or|and)"
    r" (?:(?:the|a|an|any) )?(\w+)",
    re.IGNORECASE,
)  # "abuse of children or animals"
# "A love that is forbidden", "an ending that's happy".
_THAT_IS = later_re(
    r"\b(love|romance|relationship|ending|couple|lead|marriage) (?:that|which|who)(?:['’]s| is| are)"
    r" (?!(?:not|never|no|so|too|very|just|only|a|an|the)\b)(\w+)",
    re.IGNORECASE,
)
# "Two girls who fall in love"
_TWO_IN_LOVE = later_re(
    r"\btwo (?:\w+ )?(?:(?P<men>boys|men|guys|males)|(?:girls|women|ladies|females))\b"
    r"(?=[^,;.!?\n]{0,60}\b(?:love|loves|kiss\w*|dating|couple|lovers|romance|crush\w*|flirt\w*)|\s*(?:$|[,;.!?]))",
    re.IGNORECASE,
)
_HAPPY_END = later_re(r"(?<![\w.])HE(?![\w.'’])")  # as people write it; where not all is in capitals
_ADDED = later_re(r"\s\+\s")
_TAKEN_AWAY = later_re(r"\s[-–−]+\s")  # "bl + magic - tragedy"
_PIECES = later_re("[;!?|•>:\ue001\ue100-\ue1ff]|[.。…]+(?=\\s|$)|[,、，]")
_SIGNS = {",": COMMA, "、": COMMA, "，": COMMA, ":": COLON, "\ue001": MINUS, ">": OVER}
_SLASHED = later_re(r"(\w\w+)\s?/\s?(?=(\w\w+))")
_FREE = later_re(r"\b(?:(\w+)[ -])?([\w-]+?)[ -]free\b", re.IGNORECASE)


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
    if not text.isupper():
        text = _HAPPY_END.sub("happy ending", text)
    text = _OF_BOTH.sub(r"\1 \3 \4 \1 \5", text)
    text = _THAT_IS.sub(r"\2 \1", text)
    text = _TWO_IN_LOVE.sub(lambda match: "bl" if match["men"] else "gl", text)
    if _ADDED.search(text):
        text = _TAKEN_AWAY.sub(" \ue001 ", text)
    for pattern, plain in _PLAIN:
        text = pattern.sub(plain, text)
    text = _SLASHED.sub(lambda match: _one_or_two(match, sayings), text)
    text = _FREE.sub(lambda match: _without(match, sayings), text)
    return list(_mended(_folded(text, numbers, sayings), sayings, _MOST_MENDED if mending else 0)), numbers


def _without(match: re.Match[str], sayings: Sayings) -> str:
    """ "Drama-free", of two words where they are known as one thing: "age gap-free"."""
    if match[1] is None or sayings.get(fold_phrase(f"{match[1]} {match[2]}"), 2000) is None:
        return f"{match[1] or ''} without {match[2]} ,"
    return f"without {match[1]} {match[2]} ,"


def _one_or_two(match: re.Match[str], sayings: Sayings) -> str:
    """Words parted by a slash: one thing where they are known as such ("student/teacher"), else either of them."""
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
