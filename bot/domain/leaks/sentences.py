"""Where the sentences and the paragraphs of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

from bot.domain.spoilers import Span
from bot.patterns import later

# "ep. 9" and "Dr. Kim" go on. Thai has no stop: a line is a sentence.
_STOP = later(
    r"(?<!\b(?:eps?|epi|cap|vol|no|vs|mr|mrs|ms|dr|st|nr|bzw|usw|z\.b|p))[.!?…]+[\"'”’)\]»*_]*[^\S\n]+(?=\S)"
    r"|[。！？｡]+[」』”’）]*|\n+",
    re.IGNORECASE,
)
_LEAD = later(r"(?:[^\S\n]|(?:[>•*–-]|#{1,3}|\d{1,3}[.)])[^\S\n])*+")  # marks of lists, quotes, headings
_LINE_END = later(r"\n")
_GAP = later(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


class Layout(Struct, frozen=True, dict=True):
    """The spans of a review as one text, with its sentences and paragraphs by place."""

    spans: tuple[Span, ...]

    @cached_property
    def text(self) -> str:
        """All spans, one behind the other, marks left out."""
        return "".join(span.text for span in self.spans)

    @cached_property
    def edges(self) -> list[int]:
        """Where each span begins, and the end of the last."""
        edges = [0]
        for span in self.spans:
            edges.append(edges[-1] + len(span.text))
        return edges

    @cached_property
    def _sentences(self) -> list[int]:
        return sorted({0, *self.edges, *(stop.end() for stop in _STOP.finditer(self.text))})

    @cached_property
    def _paragraphs(self) -> list[int]:
        first = len(self.text) - len(self.text.lstrip())
        body = self.text.rstrip()
        gap = _GAP if _GAP.search(body) else _LINE_END
        return [first, *(found.end() for found in gap.finditer(body, first))]

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence around `place` within its span, without spaces and marks of lists or quotes around it."""
        starts = self._sentences
        number = bisect_right(starts, place)
        return self._trimmed(starts[number - 1], starts[number] if number < len(starts) else len(self.text))

    def line_at(self, place: int) -> tuple[int, int]:
        """The line around `place`, trimmed like a sentence."""
        end = self.text.find("\n", place)
        return self._trimmed(self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text))

    def _trimmed(self, low: int, high: int) -> tuple[int, int]:
        if low == 0 or self.text[low - 1] == "\n":
            lead = _LEAD.match(self.text, low, high)
            low = lead.end() if lead else low
        inner = self.text[low:high]
        return low + len(inner) - len(inner.lstrip()), high - len(inner) + len(inner.rstrip())

    def paragraph_at(self, place: int) -> int:
        """The number of the paragraph around `place`, from 1."""
        return max(1, bisect_right(self._paragraphs, place))
