"""From spans to what is sent: sanitise, split to Discord's limits, and only then wrap.

Each non-blank hidden stretch of a line is wrapped by itself. Text wrapped before it is split, or wrapped
over several lines, leaks in every parser of Discord's markdown that was tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from bot.domain.spoilers.cleaning import clean
from bot.domain.spoilers.lines import Line, Piece, lines_of, trimmed, wrapped
from bot.domain.spoilers.markup import parse
from bot.domain.spoilers.sanitising import neutral, sanitise_inline
from bot.domain.spoilers.spans import Span
from bot.domain.spoilers.splitting import cut, discord_length
from bot.patterns import later

_GRAPHEME = later(r"\X")

MESSAGE_LIMIT = 2_000  # content of one Discord message
LEAST_LIMIT = 80  # holds the bars, a lead and the longest grapheme


class Surround(StrEnum):
    """What stands before every line of a text, as Discord's markdown has it."""

    LINE = ""
    QUOTE = "> "
    HEADING = "# "
    LIST = "- "


def render(
    spans: Iterable[Span], *, limit: int = MESSAGE_LIMIT, surround: Surround = Surround.LINE, lead: str = ""
) -> list[str]:
    """`spans` as pages to send, each at most `limit` long by `discord_length`, in reading order.

    No character of a hidden span is outside bars, whatever the text holds. Pages end at a paragraph, a
    line, a sentence or a word, never inside a grapheme; none is empty, and no visible character is lost.
    `lead` (a name, a label) is sanitised and opens the first line. Spans that show nothing give no page.
    Raises ValueError for a `limit` under `LEAST_LIMIT`.
    """
    if limit < LEAST_LIMIT:
        raise ValueError(f"a page needs room for {LEAST_LIMIT} characters, not {limit}")
    opening = _lead(lead, limit // 4)
    pages = _Pages(limit, surround, opening)
    for paragraph in _paragraphs(lines_of(spans)):
        pages.add_paragraph(paragraph)
    return pages.finish()


def visible_text(spans: Iterable[Span]) -> str:
    """The safe part alone, harmless and ready to show; what is hidden is not in it at all."""
    shown = "\n".join(line.wrapped for line in lines_of(span for span in spans if not span.hidden))
    return re.sub(r"\n{3,}", "\n\n", shown).strip()


def excerpt(spans: Iterable[Span], *, limit: int = 300) -> str:
    """The start of the safe part as plain text, at most `limit` long, ending in "…" where more follows.

    Stops where the first hidden part begins unless nothing was said by then: what follows a gap reads oddly.
    """
    if limit < LEAST_LIMIT:
        raise ValueError(f"an excerpt needs room for {LEAST_LIMIT} characters, not {limit}")
    texts = [(" ".join(neutral(line) for line in clean(span.text).split("\n")), span.hidden) for span in spans]
    taken = ""
    for text, hidden in texts:
        if hidden and taken.strip():
            return _shortened(taken, limit, more=True)
        if not hidden:
            taken += text
    return _shortened(taken, limit, more=False)


def render_inline(text: str, *, limit: int = 100) -> str:
    """A short free text (a note, a reason) as one line of at most `limit` graphemes, what is marked behind bars.

    Like every text, it is hidden whole where its marks do not add up. Nothing visible gives the empty string.
    """
    pieces: list[Piece] = []
    room = limit
    for span in parse(" ".join(clean(text).split())):
        graphemes = _GRAPHEME.findall(span.text)
        words = "".join(graphemes[:room])
        if words:
            pieces.append(Piece(neutral(words), span.hidden and not words.isspace()))
        if len(graphemes) > room:
            pieces.append(Piece("…", hidden=False))
            break
        room -= len(graphemes)
    return wrapped(trimmed(pieces))


def _shortened(text: str, limit: int, *, more: bool) -> str:
    text = " ".join(text.split())
    if discord_length(text) > limit - 2:
        text, more = text[: cut(text, limit - 2)].rstrip(), True
    return f"{text} …" if text and more else text


def _lead(lead: str, room: int) -> str:
    if not lead:
        return ""
    text = sanitise_inline(lead, limit=room)
    if discord_length(text) > room:
        text = text[: cut(text, room - 1)].rstrip() + "…"
    return f"{text} " if text else ""


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if line.pieces:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


class _Pages:
    """Pages being filled; one lives for one `render`."""

    def __init__(self, limit: int, surround: Surround, opening: str) -> None:
        self._limit = limit
        self._prefix = surround.value
        self._opening = opening  # stands once, on the first line of all
        self._done: list[str] = []
        self._rows: list[str] = []
        self._length = 0

    def add_paragraph(self, paragraph: Sequence[Line]) -> None:
        if self._rows and self._limit // 2 < self._length:
            whole = sum(self._cost(line.wrapped) for line in paragraph)
            self._next_page_if(self._length + 2 + whole > self._limit)
        if self._rows:
            self._push_row("" if self._prefix != Surround.QUOTE else self._prefix.rstrip())
        for line in paragraph:
            self._add_line(line)

    def finish(self) -> list[str]:
        self._next_page_if(bool(self._rows))
        return self._done

    def _add_line(self, line: Line) -> None:
        rest: Line | None = line
        while rest is not None:
            written = rest.wrapped
            cost = self._cost(written)
            if self._length + cost <= self._limit:
                self._push_row(self._before() + written)
                self._opening = ""
                return
            if self._length > self._limit // 2 and cost <= self._limit:
                self._next_page()
                continue
            head, rest = self._divided(rest)
            if head is None:
                self._next_page()
                continue
            self._push_row(self._before() + head)
            self._opening = ""
            if rest is not None:
                self._next_page()

    def _divided(self, line: Line) -> tuple[str | None, Line | None]:
        """What of `line` still fits on this page, wrapped, and what is left for the next."""
        room = self._limit - self._length - self._cost("")
        taken: list[Piece] = []
        left = list(line.pieces)
        while left:
            piece = left[0]
            overhead = 8 if piece.hidden else 2  # bars and the spaces that keep links off them
            if discord_length(piece.text) + overhead <= room:
                taken.append(left.pop(0))
                room -= discord_length(piece.text) + overhead
                continue
            started = bool(taken) or bool(self._rows)
            at = cut(piece.text, room - overhead, force=not started)
            if at:
                taken.append(Piece(piece.text[:at], piece.hidden))
                left[0] = Piece(piece.text[at:], piece.hidden)
            break
        kept, tail = trimmed(taken), trimmed(left)
        return (wrapped(kept) if kept else None), (Line(tail) if tail else None)

    def _before(self) -> str:
        return self._prefix + self._opening

    def _cost(self, text: str) -> int:
        return discord_length(self._before()) + discord_length(text) + bool(self._rows)

    def _push_row(self, row: str) -> None:
        self._length += discord_length(row) + bool(self._rows)
        self._rows.append(row)

    def _next_page_if(self, wanted: bool) -> None:
        if wanted:
            self._next_page()

    def _next_page(self) -> None:
        while self._rows and self._rows[-1] in ("", ">"):
            self._rows.pop()
        if self._rows:
            self._done.append("\n".join(self._rows))
        self._rows = []
        self._length = 0
