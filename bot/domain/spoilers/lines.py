"""A text's lines, each made harmless in its pieces, and how a line's hidden pieces are put between bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from bot.domain.spoilers.cleaning import clean
from bot.domain.spoilers.sanitising import LINKISH, coded, emphasised, may_be_styled, neutral, opened, styled
from bot.domain.spoilers.spans import Span
from bot.patterns import later_re

_FENCE = later_re(r"\s*```\w*\s*")


class Piece(Struct, frozen=True):
    """A stretch of one line, already harmless; `styled` is the same with its markup, as long as nobody cuts it."""

    text: str
    hidden: bool
    styled: str | None = None

    @property
    def shown(self) -> str:
        """The stretch as it is sent when it is whole."""
        return self.text if self.styled is None else self.styled


class Line(Struct, frozen=True):
    """One line in its pieces; none where it is blank."""

    pieces: tuple[Piece, ...]

    @property
    def wrapped(self) -> str:
        """The line as it is sent, each hidden piece between bars."""
        return wrapped(self.pieces)


def lines_of(spans: Iterable[Span]) -> list[Line]:
    """`spans` cleaned, cut into lines and made harmless; blank lines have no pieces."""
    rows: list[list[Piece]] = [[]]
    for span in spans:
        for number, text in enumerate(clean(span.text).split("\n")):
            if number:
                rows.append([])
            if text:
                _append(rows[-1], text, hidden=span.hidden and not text.isspace())
    return list(_lines(rows))


def _append(row: list[Piece], text: str, *, hidden: bool) -> None:
    """Neighbours of one kind are joined before they are sanitised, so that no mark forms between them."""
    if row and row[-1].hidden == hidden:
        row[-1] = Piece(row[-1].text + text, hidden)
    else:
        row.append(Piece(text, hidden))


def _lines(rows: Sequence[Sequence[Piece]]) -> Iterator[Line]:
    """A line for each row; a block of code becomes lines of code without its fences."""
    fence_ends = -1
    for number, row in enumerate(rows):
        if number < fence_ends:
            yield _code_line(row)
        elif number == fence_ends:
            continue
        elif _is_fence(row) and (end := _fence_end(rows, number)) > 0:
            fence_ends = end
        else:
            yield _line(row)


def _is_fence(row: Sequence[Piece]) -> bool:
    return len(row) == 1 and not row[0].hidden and _FENCE.fullmatch(row[0].text) is not None


def _fence_end(rows: Sequence[Sequence[Piece]], start: int) -> int:
    """The row that closes the block of code which opens at `start`; 0 where something in it is hidden."""
    for number in range(start + 1, len(rows)):
        if any(piece.hidden for piece in rows[number]):
            return 0
        if _is_fence(rows[number]):
            return number
    return 0


def _code_line(row: Sequence[Piece]) -> Line:
    text = "".join(piece.text for piece in row)
    return Line((Piece(opened(text.rstrip()), hidden=False, styled=coded(text)),)) if text.strip() else Line(())


def _line(row: Sequence[Piece]) -> Line:
    text = "".join([piece.text for piece in row]).rstrip()
    if not text:
        return Line(())
    if not any(piece.hidden for piece in row):
        return Line((Piece(opened(text), hidden=False, styled=styled(text) if may_be_styled(text) else None),))
    last = len(row) - 1
    texts = [piece.text.rstrip() if number == last else piece.text for number, piece in enumerate(row)]
    return Line(tuple(_piece(text, piece.hidden) for text, piece in zip(texts, row, strict=True) if text))


def _piece(text: str, hidden: bool) -> Piece:
    if hidden:
        return Piece(neutral(text), hidden)
    return Piece(opened(text), hidden, styled=emphasised(text) if may_be_styled(text) else None)


def trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """`pieces` without spaces at the line's ends and without empty pieces."""
    kept = [piece for piece in pieces if piece.text]
    while kept and not (first := kept[0].text.lstrip()):
        kept.pop(0)
    if kept and first != kept[0].text:
        kept[0] = Piece(first, kept[0].hidden)
    while kept and not (last := kept[-1].text.rstrip()):
        kept.pop()
    if kept and last != kept[-1].text:
        kept[-1] = Piece(last, kept[-1].hidden)
    return tuple(kept)


def wrapped(pieces: Sequence[Piece]) -> str:
    """`pieces` as one line, the hidden ones between bars, with a space where a link would touch them."""
    out = ""
    for number, piece in enumerate(pieces):
        if piece.hidden:
            out += _gap(_last_word(out))
            before = _gap(piece.text.split(maxsplit=1)[0]) if not piece.text[0].isspace() else ""
            out += f"||{before}{piece.text}{_gap(_last_word(piece.text))}||"  # a link glued to the bars breaks them
        else:
            glued = number and not piece.text[0].isspace()
            out += (_gap(piece.text.split(maxsplit=1)[0]) if glued else "") + piece.shown
    return out


def _last_word(text: str) -> str:
    """The word that ends `text`, or nothing; only its last 400 characters, more than any link needs to show."""
    return "" if not text or text[-1].isspace() else text[-400:].rsplit(maxsplit=1)[-1]


def _gap(neighbour: str) -> str:
    return " " if neighbour and LINKISH.search(neighbour) else ""
