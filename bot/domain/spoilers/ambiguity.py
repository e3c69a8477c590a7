"""Where a spoiler mark could be read in two ways: inside code, inside a masked link, at the end of a link.

Discord's apps, other chat programs and people do not agree there. The reader of marks hides whatever any
of the readings would hide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.patterns import later

if TYPE_CHECKING:
    import regex

Region = tuple[int, int]

_CODE = later(r"(?<!`)(`+)(?!`)(?s:.*?)(?<!`)\1(?!`)|```(?s:.*?)```")
_BACKTICKS = later(r"`+")
_BRACKET = later(r"[\[\]]")
_LINK = later(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<]*|(?<!\S)www\.[^\s<]*")
_AUTOLINK = later(r"<[^: >\n]+:/[^ >\n]+>")
_EMPHASIS = later(r"\*\*(?=\S)(?s:.+?)\*\*|__(?s:.+?)__|~~(?=\S)(?s:.+?)~~|\*(?=[^\s*])[^*]+\*|\b_[^_]+_\b")
# Which of these opens and which closes depends on what was read before: a link, a spoiler, another's tag.
_STARS, _UNDERSCORES = later(r"\*+"), later(r"(?<![^\W_])_+|_+(?![^\W_])")
_QUOTE_OR_HEADING = r">>>[ ](?s:.*)|>[^\n]*(?:\n[ ]*>[^\n]*)*|(?:\#{1,3}|-\#)[ ][^\n]*"
_ITEM = r"(?:[-*+]|\d+[.)])[ ][^\n]*"
# Some take a list to go on behind an empty line, others do not.
_BLOCKS = tuple(
    later(rf"^[ ]*(?:{_QUOTE_OR_HEADING}|{_ITEM}(?:{gap}[ ]+[^\n]*|{gap}[ ]*{_ITEM})*)", re.MULTILINE)
    for gap in (r"\n+", r"\n")
)


def links_in(text: str) -> list[Region]:
    """The stretches of `text` that clients may turn into links."""
    return [found.span() for found in _LINK.finditer(text)] if "://" in text or "www." in text else []


def doubtful_regions(text: str, bars: list[Region], tags: list[Region]) -> list[Region]:
    """Stretches in which any spoiler mark may count or not: code, masked links, emphasis around half a spoiler.

    `tags` are marks in square brackets, which open a link only where nothing else does.
    """
    doubtful = _code(text) if "`" in text else []
    if "](" in text:
        doubtful += _masked_links(text, tags)
    doubtful += [found.span() for found in _AUTOLINK.finditer(text)] if ":/" in text else []
    starts = _places(bars)
    for low, high in _emphasised(text) if bars else ():
        if (bisect_left(starts, high) - bisect_left(starts, low)) % 2:  # half a spoiler is emphasised
            doubtful.append((low, high))
    return doubtful


def _emphasised(text: str) -> Iterator[Region]:
    """Emphasis as a regular expression sees it, and what is between two runs of its marks, or of code's."""
    yield from (found.span() for found in _EMPHASIS.finditer(text))
    for pattern in (_STARS, _UNDERSCORES, _BACKTICKS):
        for left, right in pairwise(pattern.finditer(text)):
            if left[0] not in ("*", "**") or not text[left.end()].isspace():
                yield left.start(), right.end()


def _places(bars: list[Region]) -> list[int]:
    """Where each pair of bars starts; a run of four is two pairs."""
    return [place for low, high in bars for place in range(low, high, 2)]


def _code(text: str) -> list[Region]:
    """Code as regular expressions see it, and everything between one run of backticks and its next."""
    regions = [found.span() for found in _CODE.finditer(text)]
    runs = list(_BACKTICKS.finditer(text))
    regions += [(left.end(), right.start()) for left, right in list(pairwise(runs))[::2]]
    return regions


def _masked_links(text: str, tags: list[Region]) -> list[Region]:
    """From the bracket that opens a label to the parenthesis that closes its address.

    Where the label's bracket is not plain, the first of the text counts. Whoever knows no tags sees brackets in them:
    where the last bracket before is one of theirs, what is behind the tag is a label, too.
    """
    regions: list[Region] = []
    opened: list[int] = []
    ends = dict(tags)
    not_theirs = {*ends, *(high - 1 for high in ends.values())}
    first = next((at for found in _BRACKET.finditer(text) if (at := found.start()) not in not_theirs), -1)
    tag = -1  # where the tag ends whose bracket is the last one that opens anything
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if bracket[0] == "[":
            tag = ends.get(at, 0) - 1
        if at in not_theirs:
            continue
        if bracket[0] == "[":
            opened.append(at)
            continue
        starts = (opened.pop() if opened else first, tag)
        if text.startswith("(", at + 1):
            end = text.find(")", at)
            regions += [(start, end + 1 if end >= 0 else len(text)) for start in starts if 0 <= start < at]
    return regions


def hidden_by_blocks(text: str, bars: list[Region]) -> list[Region]:
    """What bars hide for readers to whom quotes, headings and lists are closed worlds, as they are to Discord.

    Whatever begins first counts: a block pairs the bars within it, a bar outside pairs with the next one
    wherever that is. Bars left over mean nothing. `bars` are runs of two, or of four that close one spoiler
    and open the next.
    """
    places = _places(bars)
    return [region for pattern in _BLOCKS for region in _hidden_by(pattern, text, places)] if places else []


def _hidden_by(pattern: regex.Pattern[str], text: str, places: list[int]) -> Iterator[Region]:
    at = number = 0
    block = pattern.search(text)
    while number < len(places):
        while block and block.start() < at:
            block = pattern.search(text, at)
        if block and block.start() <= places[number]:
            at = block.end()
            inside = places[number : bisect_left(places, at)]
            yield from zip(inside[::2], inside[1::2], strict=False)
            number += len(inside)
            block = pattern.search(text, at)
        else:
            yield from zip(places[number : number + 1], places[number + 1 : number + 2], strict=False)
            at = places[min(number + 1, len(places) - 1)] + 2
            number += 2
