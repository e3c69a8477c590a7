"""Where a spoiler mark could be read in two ways: inside code, inside a masked link, at the end of a link.

Discord's apps, other chat programs and people do not agree there. The reader of marks hides everything
inside the doubtful regions and, for the rest, whatever any of the readings would hide.
"""

from __future__ import annotations

from itertools import pairwise

import regex

Region = tuple[int, int]

_CODE = regex.compile(r"(?<!`)(`+)(?!`)(?s:.*?)(?<!`)\1(?!`)|```(?s:.*?)```")
_BACKTICKS = regex.compile(r"`+")
_LINK = regex.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://[^\s<]*|(?<!\S)www\.[^\s<]*")
_BLOCK_LINE = regex.compile(r"^[ \t]*(?:>|#|-|\*|\+|\d+[.)])[^\n]*", regex.MULTILINE)


def doubtful_regions(text: str) -> tuple[list[Region], list[Region]]:
    """Stretches that are links, and stretches in which any spoiler mark is doubtful."""
    links = [found.span() for found in _LINK.finditer(text)] if "://" in text or "www." in text else []
    doubtful = _code(text) if "`" in text else []
    if "](" in text:
        doubtful += _masked_links(text)
    return links, doubtful


def _code(text: str) -> list[Region]:
    """Code as regular expressions see it, and everything between one run of backticks and its next."""
    regions = [found.span() for found in _CODE.finditer(text)]
    runs = list(_BACKTICKS.finditer(text))
    regions += [(left.end(), right.start()) for left, right in list(pairwise(runs))[::2]]
    return regions


def _masked_links(text: str) -> list[Region]:
    """From the bracket that opens a label to the parenthesis that closes its address."""
    regions: list[Region] = []
    opened: list[int] = []
    for at, character in enumerate(text):
        if character == "[":
            opened.append(at)
        elif character == "]" and opened:
            start = opened.pop()
            if text.startswith("(", at + 1):
                end = text.find(")", at)
                regions.append((start, end + 1 if end >= 0 else len(text)))
    return regions


def literal_bars(text: str, bars: list[int], in_link: frozenset[int]) -> list[frozenset[int]]:
    """Sets of bars that another reading takes for text: those within links, and a line's odd ones out.

    Quotes, headings and list items are closed worlds for some readers: bars that find no partner on such
    a line mean nothing to them.
    """
    linked = frozenset(bars) & in_link
    odd: set[int] = set()
    for line in _BLOCK_LINE.finditer(text) if bars else ():
        inside = [start for start in bars if line.start() <= start < line.end()]
        if len(inside) % 2:
            odd.update(inside)
    readings = [linked, frozenset(odd), linked | odd]
    return [reading for reading in dict.fromkeys(readings) if reading]
