"""What an author, a reader's progress or a server's setting hides beyond the marks in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from bot.domain.spoilers.cleaning import clean
from bot.domain.spoilers.places import place_mark, place_positions, without_places
from bot.domain.spoilers.spans import Span
from bot.patterns import later_re

_PARAGRAPH_GAP = later_re(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def hide_all(spans: Iterable[Span]) -> list[Span]:
    """The whole text as one hidden span."""
    return _spans(["".join(span.text for span in spans)], hidden=True)


def reveal_all(spans: Iterable[Span]) -> list[Span]:
    """The whole text as one safe span, for a reader who is past its horizon."""
    return _spans(["".join(span.text for span in spans)], hidden=False)


def withhold(spans: Iterable[Span], *, gap: str = "[…]") -> list[Span]:
    """The safe spans, with `gap` in place of each hidden one: for channels that are not sent hidden text."""
    return [Span(gap, hidden=False) if span.hidden else span for span in spans if span.text]


def paragraph_openings(text: str) -> list[str]:
    """How each paragraph of a text begins, marks and all, for its author to choose from.

    Paragraphs are parted by blank lines, or by line ends where a text has no blank line.
    """
    bare = without_places(text)
    starts = _starts(bare)
    return [clean(bare[low:high]).strip() for low, high in pairwise([*starts, len(bare)])]


def place_number(text: str) -> int | None:
    """The paragraph (from 1) from which on the text says that it is hidden; None where it says so nowhere."""
    positions = place_positions(text)
    if not positions:
        return None
    low = positions[0][0]
    before = len(without_places(text[:low]).rstrip())
    starts = _starts(without_places(text))
    return max(1, sum(1 for start in starts if start < before) + 1) if starts else 1


def set_place(text: str, number: int | None) -> str:
    """`text` that says it is hidden from paragraph `number` (from 1) on, and nowhere else; None takes that out.

    A number the text does not have hides everything: in doubt we hide.
    """
    bare = without_places(text)
    if number is None:
        return bare
    starts = _starts(bare)
    at = starts[number - 1] if 1 <= number <= len(starts) else 0
    return f"{bare[:at]}{place_mark()}\n{bare[at:]}"


def kept_places(before: str, after: str) -> str:
    """`after`, which takes the place of `before`, still hidden from somewhere on if that was.

    Where a place got lost nobody knows what belongs behind it, so all of the text is hidden.
    """
    is_lost = len(place_positions(after)) < len(place_positions(before))
    return f"{place_mark()}\n{after}" if is_lost and after.strip() else after


def _spans(texts: Iterable[str], *, hidden: bool) -> list[Span]:
    return [Span(text, hidden) for text in texts if text]


def _starts(text: str) -> list[int]:
    """Where each paragraph begins."""
    body = text.strip()
    gap = _PARAGRAPH_GAP if _PARAGRAPH_GAP.search(body) else re.compile(r"\n")
    first = len(text) - len(text.lstrip())
    end = first + len(body)
    return [first, *(found.end() for found in gap.finditer(text, first, end))] if body else []
