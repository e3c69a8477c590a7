"""Lists that fit into a card, whatever people have written."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from bot.i18n import _n
from bot.patterns import later

_GRAPHEME = later(r"\X")
_ROOM_FOR_MORE = 40  # for the last line, in any language


def fitting(lines: Sequence[str], room: int, *, most: int = 1_000) -> str:
    """As many of `lines` as fit into `room` characters, at most `most`, one a line; the rest is counted.

    A first line that is too long by itself is cut.
    """
    shown: list[str] = []
    left = room - _ROOM_FOR_MORE
    for line in lines[:most]:
        if len(line) + 1 > left:
            break
        shown.append(line)
        left -= len(line) + 1
    if not shown and lines:
        shown = [lines[0][: room - _ROOM_FOR_MORE - 1].rstrip() + "…"]
    more = len(lines) - len(shown)
    if more:
        shown.append(_n("-# … and {count} more", "-# … and {count} more", more))
    return "\n".join(shown)


def shortened(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units of `text`, cut between graphemes and marked with an ellipsis."""
    if units(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - 1
    for grapheme in _GRAPHEME.findall(text):
        room -= units(grapheme)
        if room < 0:
            break
        kept.append(grapheme)
    return "".join(kept).rstrip() + "…"


def narrowed(text: str, columns: int) -> str:
    """As much of `text` as stands in so many columns, of which letters of East Asia take two; marked where cut."""
    graphemes = _GRAPHEME.findall(text)
    ends = list(accumulate(2 if unicodedata.east_asian_width(one[0]) in "WF" else 1 for one in graphemes))
    if not ends or ends[-1] <= columns:
        return text
    kept = sum(1 for end in ends if end < columns)
    return "".join(graphemes[:kept]).rstrip() + "…"


def units(text: str) -> int:
    """How long `text` is as Discord counts it: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
