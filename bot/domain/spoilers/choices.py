"""What an author, a reader's progress or a server's setting hides beyond the marks in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.domain.spoilers.cleaning import clean
from bot.domain.spoilers.markup import Span

_PARAGRAPH_GAP = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def hide_all(spans: Iterable[Span]) -> list[Span]:
    """The whole text as one hidden span."""
    return _spans(["".join(span.text for span in spans)], hidden=True)


def reveal_all(spans: Iterable[Span]) -> list[Span]:
    """The whole text as one safe span, for a reader who is past its horizon."""
    return _spans(["".join(span.text for span in spans)], hidden=False)


def withhold(spans: Iterable[Span], *, gap: str = "[…]") -> list[Span]:
    """The safe spans, with `gap` in place of each hidden one: for channels that are not sent hidden text."""
    return [Span(gap, hidden=False) if span.hidden else span for span in spans if span.text]


def paragraph_count(spans: Iterable[Span]) -> int:
    """How many paragraphs the text has, as `hide_from_paragraph` counts them."""
    return len(_starts("".join(span.text for span in spans)))


def hide_from_paragraph(spans: Iterable[Span], number: int) -> list[Span]:
    """Everything hidden from paragraph `number` (from 1) on; what was hidden before it stays hidden.

    Paragraphs are parted by blank lines, or by line ends where a text has no blank line. A number the
    text does not have hides everything: the text was shortened since, and in doubt we hide.
    """
    spans = [Span(clean(span.text), span.hidden) for span in spans]
    starts = _starts("".join(span.text for span in spans))
    if not 1 <= number <= len(starts):
        return hide_all(spans)
    edge = starts[number - 1]
    before: list[Span] = []
    after: list[str] = []
    for span in spans:
        if edge > 0:
            before += _spans([span.text[:edge]], hidden=span.hidden)
        after.append(span.text[max(edge, 0) :])
        edge -= len(span.text)
    return before + _spans(["".join(after)], hidden=True)


def _spans(texts: Iterable[str], *, hidden: bool) -> list[Span]:
    return [Span(text, hidden) for text in texts if text]


def _starts(text: str) -> list[int]:
    """Where each paragraph begins."""
    body = text.strip()
    gap = _PARAGRAPH_GAP if _PARAGRAPH_GAP.search(body) else re.compile(r"\n")
    first = len(text) - len(text.lstrip())
    end = first + len(body)
    return [first, *(found.end() for found in gap.finditer(text, first, end))] if body else []
