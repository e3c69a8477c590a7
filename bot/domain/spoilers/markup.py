"""What a person marked as a spoiler, read from the four ways in which fans write it.

`||…||`, `>!…!<`, `<spoiler>…</spoiler>` and `[spoiler]…[/spoiler]` may be nested, mixed and run across
paragraphs. Whatever does not add up hides everything: the author sees why and mends it, the reader is
never spoiled by a typing mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from bot.domain.spoilers.ambiguity import doubtful_regions, literal_bars
from bot.domain.spoilers.cleaning import clean
from bot.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is hidden as a whole or not at all."""

    text: str
    hidden: bool


class Trouble(StrEnum):
    """Why a text was hidden as a whole."""

    UNBALANCED = "unbalanced"
    CROSSED = "crossed"
    UNKNOWN = "unknown"
    ESCAPED = "escaped"
    DOUBTFUL = "doubtful"


_SENTENCES = {
    Trouble.UNBALANCED: N_(
        "A spoiler mark has no partner, so everything is hidden. Marks come in pairs: ||like this||."
    ),
    Trouble.CROSSED: N_(
        "Two kinds of spoiler marks cross each other, so everything is hidden. Close the inner one first."
    ),
    Trouble.UNKNOWN: N_("There is a spoiler mark I don't know, so everything is hidden. Use ||bars|| instead."),
    Trouble.ESCAPED: N_("There is a backslash before a spoiler mark, so everything is hidden. Take the backslash out."),
    Trouble.DOUBTFUL: N_(
        "A spoiler mark touches code, a link or another mark and could be read in two ways, "
        "so everything is hidden. Put spaces around it."
    ),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """The spans of a text, and why all of them are hidden where something did not add up."""

    spans: tuple[Span, ...]
    trouble: Trouble | None = None

    @property
    def marked(self) -> bool:
        """Whether the author (or our doubt) hid anything."""
        return any(span.hidden for span in self.spans)


def describe_trouble(trouble: Trouble) -> str:
    """One sentence for the author: what did not add up and what to do."""
    return _(_SENTENCES[trouble])


# A tag may carry attributes (HTML) or a title (forums); neither holds a bracket or a line end.
_TAG = (
    r"<\s*(?P<slash>/?)\s*spoiler(?P<title>(?:[\s=:][^<>\[\]|\n]*)?)>"
    r"|\[\s*(?P<slash>/?)\s*spoiler(?P<title>(?:\s*[=:][^<>\[\]|\n]*)?)\s*\]"
)
_TOKEN = regex.compile(
    rf"""
      (?P<escaped>\\(?=[|｜]|>!|!<|[<\[]\s*/?\s*spoil))
    | (?P<bars>[|｜]{{2,}})
    | (?P<tag>{_TAG})
    | (?P<opening>>!)
    | (?P<closing>!<(?!\s*/?\s*spoiler))
    | (?P<unknown>[<\[{{［【〔〈《＜]\s*[/#!]?\s*spoil(?!er\s*[-\s]\s*free\b)[^\s]?
        | <[^<>\n]*\bspoil[^<>\n]*> | \]\(\s*[#/]s(?:poiler)?\b | :::\s*spoil
        | &(?:gt|\#62);!|!&(?:lt|\#60);|&lt;/?\s*spoil|&\#124;
        | [‖∥⏐│┃¦ǀ∣❘]\s?[‖⏐│┃¦ǀ∣❘]|‖ | </?\s*details\b | \[/?\s*(?:hide|hidden)\b | ~!(?=.*?!~))
    """,
    regex.VERBOSE | regex.IGNORECASE | regex.DOTALL,
)


class _Piece(NamedTuple):
    low: int
    high: int
    hidden: bool
    title: bool = False


class _Trouble(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


@dataclass(slots=True)
class _Scan:
    """One walk over the marks of a text; `literal` holds starts of bars that this walk takes for text."""

    text: str
    glued: frozenset[int]
    literal: frozenset[int] = frozenset()
    open: list[str] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    at: int = 0

    def run(self) -> list[_Piece]:
        for mark in _TOKEN.finditer(self.text):
            if mark.start() not in self.literal:
                self._take(mark)
        self._emit(len(self.text), len(self.text))
        if self.open:
            raise _Trouble(Trouble.UNBALANCED)
        return self.pieces

    def _take(self, mark: regex.Match[str]) -> None:
        match mark.lastgroup:
            case "escaped":
                raise _Trouble(Trouble.ESCAPED)
            case "bars":
                self._bars(mark)
            case "tag" | "slash" | "title":
                self._tag(mark)
            case "opening":
                self._open("!", mark)
            case "closing":
                self._closing(mark)
            case _:
                raise _Trouble(Trouble.UNKNOWN)

    def _bars(self, mark: regex.Match[str]) -> None:
        inside = bool(self.open) and self.open[-1] == "|"
        match len(mark[0]):
            case 2 if inside:
                self._close("|", mark)
            case 2:
                self._open("|", mark)
            case 4 if inside:  # one ends, the next begins
                self._emit(mark.start(), mark.end())
            case _:
                raise _Trouble(Trouble.DOUBTFUL)

    def _tag(self, mark: regex.Match[str]) -> None:
        kind = mark[0][0]
        if self.open[-1:] == ["!"] and self.text[mark.start() - 1 : mark.start() + 1] == "!<":
            raise _Trouble(Trouble.DOUBTFUL)
        if mark["slash"]:
            self._close(kind, mark)
            return
        self._open(kind, mark)
        if mark["title"]:  # a title can give things away too
            low, high = mark.span("title")
            self.pieces.append(_Piece(low, high, hidden=True, title=True))

    def _closing(self, mark: regex.Match[str]) -> None:
        heart = self.text.startswith("3", mark.end())  # "I love it!<3"
        if heart and "!" in self.open:
            raise _Trouble(Trouble.DOUBTFUL)
        if not heart:
            self._close("!", mark)

    def _open(self, kind: str, mark: regex.Match[str]) -> None:
        if mark.start() in self.glued:
            raise _Trouble(Trouble.DOUBTFUL)
        if kind == "|" and "|" in self.open:
            raise _Trouble(Trouble.CROSSED)
        self._emit(mark.start(), mark.end())
        self.open.append(kind)

    def _close(self, kind: str, mark: regex.Match[str]) -> None:
        if kind not in self.open:
            raise _Trouble(Trouble.UNBALANCED)
        if self.open[-1] != kind:
            raise _Trouble(Trouble.CROSSED)
        self._emit(mark.start(), mark.end())
        self.open.pop()

    def _emit(self, until: int, next_start: int) -> None:
        self.pieces.append(_Piece(self.at, until, bool(self.open)))
        self.at = next_start


def read_markup(text: str) -> Reading:
    """The spans of what a person wrote, marks taken out, invisible characters cleaned.

    Fails closed: with any `Trouble` there is one hidden span that holds everything, marks included.
    """
    cleaned = clean(text)
    marks = list(_TOKEN.finditer(cleaned))
    if not marks:
        return Reading((Span(cleaned, hidden=False),) if cleaned else ())
    try:
        if len(marks) != len(_TOKEN.findall(text)):  # something invisible sat inside a mark
            raise _Trouble(Trouble.DOUBTFUL)
        return Reading(tuple(_merged(_agreed(cleaned, marks))))
    except _Trouble as found:
        return Reading((Span(cleaned, hidden=True),), found.trouble)


def parse(text: str) -> list[Span]:
    """The spans of `read_markup`, for callers that need not say why a text is hidden."""
    return list(read_markup(text).spans)


def _agreed(text: str, marks: list[regex.Match[str]]) -> Iterator[Span]:
    """Spans in which everything is hidden that any sensible reading of the marks would hide."""
    starts = [mark.start() for mark in marks]
    glued, doubtful = doubtful_regions(text)
    if any(low <= start < high for low, high in doubtful for start in starts):
        raise _Trouble(Trouble.DOUBTFUL)
    in_link = frozenset(start for start in starts if any(low < start < high for low, high in glued))
    pieces = _Scan(text, in_link).run()
    bars = [mark.start() for mark in marks if mark.lastgroup == "bars"]
    others = [_hidden_by(text, in_link, literal) for literal in literal_bars(text, bars, in_link)]
    for piece in pieces:
        if piece.title:
            yield Span(text[piece.low : piece.high].lstrip(" =:") + ": ", hidden=True)
        elif piece.hidden:
            yield Span(text[piece.low : piece.high], hidden=True)
        else:
            yield from _overlaid(text, piece.low, piece.high, others)


def _hidden_by(text: str, in_link: frozenset[int], literal: frozenset[int]) -> list[tuple[int, int]]:
    try:
        return [(piece.low, piece.high) for piece in _Scan(text, in_link, literal).run() if piece.hidden]
    except _Trouble:  # that reading makes no sense, so nobody meant it
        return []


def _overlaid(text: str, low: int, high: int, others: list[list[tuple[int, int]]]) -> Iterator[Span]:
    cuts = {low, high}
    for intervals in others:
        cuts.update(edge for interval in intervals for edge in interval if low < edge < high)
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        hidden = any(start <= left and right <= end for intervals in others for start, end in intervals)
        yield Span(text[left:right], hidden)


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if held is None or held.hidden != span.hidden:
            if held is not None:
                yield held
            held = span
        else:
            held = Span(held.text + span.text, held.hidden)
    if held is not None:
        yield held
