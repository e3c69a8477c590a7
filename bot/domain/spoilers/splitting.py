"""Cutting a long text where a reader would pause: after a sentence, between words, never inside a letter."""

from __future__ import annotations

from bot.domain.spoilers.cleaning import seat_orphan
from bot.patterns import later

# Longer than any emoji sequence in use; what goes beyond is an endless joke that may be cut.
LONGEST_GRAPHEME = 16

_SENTENCE_END = later(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？；]+[”’」』）]*|\n")
_PAUSE = later(r"\s+|[，、：]+")
_GRAPHEME = later(r"\X")


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
    for pause, earliest in ((_SENTENCE_END, reach // 2), (_PAUSE, reach // 4)):
        ends: list[int] = [found.end() for found in pause.finditer(text, earliest, reach) if _free(text, found.end())]
        if ends:
            return ends[-1]
    if text[reach].isspace() and reach:
        return reach
    return _before_escape(text, _grapheme_end(text, reach)) if force else 0


def _before_escape(text: str, at: int) -> int:
    """`at`, or one less where that would part a backslash from what it escapes."""
    slashes = at - len(text[:at].rstrip("\\"))
    return at - slashes % 2


def _free(text: str, at: int) -> bool:
    """Whether no combining mark follows that belongs to the character before `at`."""
    return seat_orphan(text[at : at + 1]) == text[at : at + 1]


def _reach(text: str, room: int) -> int:
    """The largest number of characters whose length is at most `room`."""
    room = max(room, 0)
    window = text[:room]
    excess = discord_length(window) - room
    while excess > 0:
        window = window[: -((excess + 1) // 2)]
        excess = discord_length(window) - room
    return len(window)


def _grapheme_end(text: str, reach: int) -> int:
    end: int = 0
    for grapheme in _GRAPHEME.finditer(text, endpos=reach + LONGEST_GRAPHEME + 1):
        if grapheme.end() > reach:
            if len(grapheme[0]) > LONGEST_GRAPHEME:
                end += (reach - end) // LONGEST_GRAPHEME * LONGEST_GRAPHEME
            break
        end = grapheme.end()
    return end
