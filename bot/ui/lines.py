"""Lists that fit into a card, whatever people have written."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import _n

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
