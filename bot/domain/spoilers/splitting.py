"""Cutting a long text where a reader would pause: after a sentence, between words, never inside a letter."""

from __future__ import annotations

import regex

# Longer than any emoji sequence in use; what goes beyond is an endless joke that may be cut.
LONGEST_GRAPHEME = 16

_SENTENCE_END = regex.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？；]+[”’」』）]*|\n")
_PAUSE = regex.compile(r"\s+|[，、：]+")
_GRAPHEME = regex.compile(r"\X")


def discord_length(text: str) -> int:
    """Length of `text` by the strictest count in use: UTF-16 units, of which an emoji takes two or more.

    Discord's documentation says "characters" and its apps count UTF-16 units, so no count is larger.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, room: int, *, force: bool = True) -> int:
    """How many characters of `text` to take so that they measure at most `room` by `discord_length`.

    Prefers the end of a sentence in the last half, then a gap between words, then the end of a grapheme.
    Without `force` only sentences and words count. 0 means that nothing fits; a grapheme longer than
    `LONGEST_GRAPHEME` code points is cut after that many.
    """
    reach = _reach(text, room)
    if reach >= len(text):
        return len(text)
    window = text[:reach]
    for pause, earliest in ((_SENTENCE_END, reach // 2), (_PAUSE, reach // 4)):
        ends = [found.end() for found in pause.finditer(window, pos=earliest)]
        if ends:
            return ends[-1]
    if text[reach].isspace():
        return reach
    return _grapheme_end(text, reach) if force else 0


def _reach(text: str, room: int) -> int:
    """The largest number of characters whose length is at most `room`."""
    window = text[: max(room, 0)]
    excess = discord_length(window) - room
    while excess > 0:
        window = window[: -((excess + 1) // 2)]
        excess = discord_length(window) - room
    return len(window)


def _grapheme_end(text: str, reach: int) -> int:
    end = 0
    for grapheme in _GRAPHEME.finditer(text, endpos=reach + LONGEST_GRAPHEME + 1):
        if grapheme.end() > reach:
            long = len(grapheme[0]) > LONGEST_GRAPHEME
            return max(end, min(reach, end + LONGEST_GRAPHEME)) if long else end
        end = grapheme.end()
    return end
