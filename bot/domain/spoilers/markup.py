"""What a person marked as a spoiler, read from the four ways in which fans write it.

`||…||`, `>!…!<`, `<spoiler>…</spoiler>` and `[spoiler]…[/spoiler]` may be nested, mixed and run across
paragraphs. Whatever does not add up hides everything: the author sees why and mends it, the reader is
never spoiled by a typing mistake.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, pairwise
from typing import NamedTuple

import regex

from bot.domain.spoilers.ambiguity import doubtful_regions, hidden_by_blocks
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
        "A spoiler mark has no partner, so everything is hidden. Marks come in pairs, as in `||hidden||`."
    ),
    Trouble.CROSSED: N_(
        "Two kinds of spoiler marks cross each other, so everything is hidden. Close the inner one first."
    ),
    Trouble.UNKNOWN: N_(
        "There is a spoiler mark I don't know, so everything is hidden. Use bars instead, as in `||hidden||`."
    ),
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
# Every repetition of spaces is bounded: a text of nothing but spaces must not take seconds to read.
_TAG = (
    r"<\s{0,3}(?P<slash>/?)\s{0,3}spoiler(?P<title>(?:[\s=:][^<>\[\]|\n]*)?)>"
    r"|\[\s{0,3}(?P<slash>/?)\s{0,3}spoiler(?P<title>(?:\s{0,3}[=:][^<>\[\]|\n]*)?)\s{0,3}\]"
)
_TOKEN = regex.compile(
    rf"""(?=[\\|｜>!<\[{{［【〔〈《＜\]:&‖∥⏐│┃¦ǀ∣❘])(?:  # most characters are none of these: a quick way out
      (?P<escaped>\\(?=[|｜]|>!|!<|[<\[]\s{{0,3}}/?\s{{0,3}}spoil))
    | (?P<bars>[|｜]{{2,}})
    | (?P<tag>{_TAG})
    | (?P<opening>>!)
    | (?P<closing>!<(?!\s{{0,3}}/?\s{{0,3}}spoiler))
    | (?P<unknown>[<\[{{［【〔〈《＜]\s{{0,3}}[/#!]?\s{{0,3}}spoil(?!er\s?[-\s]\s?free\b)[^\s]?
        | <\s{{0,3}}[a-z][^<>\n]{{0,100}}\bspoil[^<>\n]{{0,100}}> | \]\(\s{{0,3}}[#/]s(?:poiler)?\b | :::\s{{0,3}}spoil
        | &(?:gt|\#62);!|!&(?:lt|\#60);|&lt;/?\s?spoil|&\#124;
        | [‖∥⏐│┃¦ǀ∣❘]\s?[‖∥⏐│┃¦ǀ∣❘]|‖ | </?\s{{0,3}}details\b | \[/?(?:hide|hidden)\b)
    )""",
    regex.VERBOSE | regex.IGNORECASE,
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
    """One walk over the marks of a text; `glued` holds the starts of those inside a link."""

    text: str
    glued: frozenset[int]
    open: list[str] = field(default_factory=list)
    pieces: list[_Piece] = field(default_factory=list)
    at: int = 0

    def run(self) -> list[_Piece]:
        for mark in _TOKEN.finditer(self.text):
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
        if mark["title"].strip(" =:"):  # a title can give things away too
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
    if _has_tilde_pair(cleaned):
        return Reading((Span(cleaned, hidden=True),), Trouble.UNKNOWN)
    if not marks:
        return Reading((Span(cleaned, hidden=False),) if cleaned else ())
    try:
        if cleaned != text and len(marks) != len(_TOKEN.findall(text)):  # something invisible sat inside a mark
            raise _Trouble(Trouble.DOUBTFUL)
        return Reading(tuple(_merged(_agreed(cleaned, marks))))
    except _Trouble as found:
        return Reading((Span(cleaned, hidden=True),), found.trouble)


def _has_tilde_pair(text: str) -> bool:
    """Whether the spoiler marks of another site, ~!…!~, stand there as a pair; "so cute~!" alone is prose."""
    opening = text.find("~!")
    return opening >= 0 and text.rfind("!~") > opening + 1


def parse(text: str) -> list[Span]:
    """The spans of `read_markup`, for callers that need not say why a text is hidden."""
    return list(read_markup(text).spans)


def _agreed(text: str, marks: list[regex.Match[str]]) -> Iterator[Span]:
    """Spans in which everything is hidden that any sensible reading of the marks would hide."""
    starts = [mark.start() for mark in marks]
    bars = [mark.span() for mark in marks if mark.lastgroup == "bars"]
    glued, doubtful = doubtful_regions(text, bars)
    if any(bisect_left(starts, low) < bisect_left(starts, high) for low, high in doubtful):
        raise _Trouble(Trouble.DOUBTFUL)
    in_link = (starts[bisect_right(starts, low) : bisect_left(starts, high)] for low, high in glued)
    pieces = _Scan(text, frozenset(chain.from_iterable(in_link))).run()
    also = hidden_by_blocks(text, bars)
    for piece in pieces:
        if piece.title:
            yield Span(text[piece.low : piece.high].lstrip(" =:") + ": ", hidden=True)
        elif piece.hidden:
            yield Span(text[piece.low : piece.high], hidden=True)
        else:
            yield from _overlaid(text, piece.low, piece.high, also)


def _overlaid(text: str, low: int, high: int, also: list[tuple[int, int]]) -> Iterator[Span]:
    """`text[low:high]`, which is safe, with the parts hidden that another reading hides."""
    near = also[max(0, bisect_left(also, (low, low)) - 1) : bisect_right(also, (high, high))]
    cuts = {low, high, *(edge for region in near for edge in region if low < edge < high)}
    for left, right in pairwise(sorted(cuts)):
        yield Span(text[left:right], hidden=any(start <= left and right <= end for start, end in near))


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
