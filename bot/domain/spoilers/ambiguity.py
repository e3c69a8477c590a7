"""Where a spoiler mark could be read in two ways: inside code, inside a masked link, at the end of a link.

Discord's apps, other chat programs and people do not agree there. The reader of marks hides whatever any
of the readings would hide.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from bot.patterns import later

Region = tuple[int, int]

_CODE = later(r"(?<!`)(`+)(?!`)(?s:.*?)(?<!`)\1(?!`)|```(?s:.*?)```")
_BACKTICKS = later(r"`+")
_BRACKET = later(r"[\[\]]")
_LINK = later(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<]*|(?<!\S)www\.[^\s<]*")
_AUTOLINK = later(r"<[^: >\n]+:/[^ >\n]+>")
_EMPHASIS = later(r"\*\*(?=\S)(?s:.+?)\*\*|__(?s:.+?)__|~~(?=\S)(?s:.+?)~~|\*(?=[^\s*])[^*]+\*|\b_[^_]+_\b")
_BLOCK = later(
    r"^[ ]*(?:>>>[ ](?s:.*)|>[^\n]*(?:\n[ ]*>[^\n]*)*|(?:\#{1,3}|-\#)[ ][^\n]*"
    r"|(?:[-*+]|\d+[.)])[ ][^\n]*(?:\n+[ ]+[^\n]*|\n+[ ]*(?:[-*+]|\d+[.)])[ ][^\n]*)*)",
    re.MULTILINE,
)


def links_in(text: str) -> list[Region]:
    """The stretches of `text` that clients may turn into links."""
    return [found.span() for found in _LINK.finditer(text)] if "://" in text or "www." in text else []


def doubtful_regions(text: str, bars: list[Region], tags: list[Region]) -> list[Region]:
    """Stretches in which any spoiler mark may count or not: code, masked links, emphasis around half a spoiler.

    `tags` are marks in square brackets, which open no link.
    """
    doubtful = _code(text) if "`" in text else []
    if "](" in text:
        doubtful += _masked_links(text, {low for low, _high in tags} | {high - 1 for _low, high in tags})
    doubtful += [found.span() for found in _AUTOLINK.finditer(text)] if ":/" in text else []
    starts = _places(bars)
    for low, high in [found.span() for found in _EMPHASIS.finditer(text)] if bars else ():
        if (bisect_left(starts, high) - bisect_left(starts, low)) % 2:  # half a spoiler is emphasised
            doubtful.append((low, high))
    return doubtful


def _places(bars: list[Region]) -> list[int]:
    """Where each pair of bars starts; a run of four is two pairs."""
    return [place for low, high in bars for place in range(low, high, 2)]


def _code(text: str) -> list[Region]:
    """Code as regular expressions see it, and everything between one run of backticks and its next."""
    regions = [found.span() for found in _CODE.finditer(text)]
    runs = list(_BACKTICKS.finditer(text))
    regions += [(left.end(), right.start()) for left, right in list(pairwise(runs))[::2]]
    return regions


def _masked_links(text: str, not_theirs: set[int]) -> list[Region]:
    """From the bracket that opens a label to the parenthesis that closes its address.

    Where the label's bracket is not plain, the first of the text counts.
    """
    regions: list[Region] = []
    opened: list[int] = []
    first = next((at for found in _BRACKET.finditer(text) if (at := found.start()) not in not_theirs), -1)
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if at in not_theirs:
            continue
        if bracket[0] == "[":
            opened.append(at)
            continue
        start = opened.pop() if opened else first
        if text.startswith("(", at + 1) and 0 <= start < at:
            end = text.find(")", at)
            regions.append((start, end + 1 if end >= 0 else len(text)))
    return regions


def hidden_by_blocks(text: str, bars: list[Region]) -> list[Region]:
    """What bars hide for readers to whom quotes, headings and lists are closed worlds, as they are to Discord.

    Whatever begins first counts: a block pairs the bars within it, a bar outside pairs with the next one
    wherever that is. Bars left over mean nothing. `bars` are runs of two, or of four that close one spoiler
    and open the next.
    """
    places = _places(bars)
    hidden: list[Region] = []
    at = number = 0
    block = _BLOCK.search(text)
    while number < len(places):
        while block and block.start() < at:
            block = _BLOCK.search(text, at)
        if block and block.start() <= places[number]:
            at = block.end()
            inside = places[number : bisect_left(places, at)]
            hidden += zip(inside[::2], inside[1::2], strict=False)
            number += len(inside)
            block = _BLOCK.search(text, at)
        else:
            hidden += zip(places[number : number + 1], places[number + 1 : number + 2], strict=False)
            at = places[min(number + 1, len(places) - 1)] + 2
            number += 2
    return hidden
