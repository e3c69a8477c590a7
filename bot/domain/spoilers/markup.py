"""What a person marked as a spoiler, read from the ways in which fans write it.

`||…||`, `>!…!<`, `~!…!~`, `<spoiler>…</spoiler>` and `[spoiler]…[/spoiler]` may be nested, mixed and run
across paragraphs. Whatever does not add up hides everything: the author sees why and mends it, the reader
is never spoiled by a typing mistake. Where marks could be read in two ways, what either way hides is hidden.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, pairwise
from typing import NamedTuple

from bot.domain.spoilers.ambiguity import Region, doubtful_regions, hidden_by_blocks, links_in
from bot.domain.spoilers.cleaning import clean
from bot.domain.spoilers.marks import Mark, count_marks, find_marks
from bot.domain.spoilers.places import apply_places, label_before, read_label, take_places
from bot.domain.spoilers.spans import MarkupError, Reading, Span, Trouble

_MOST_LOOKS = 20_000  # marks in all doubtful regions together: a text that nests them on purpose is hidden


class _Piece(NamedTuple):
    """A stretch between marks; `until` is how far a hidden one goes, None for as far as the review."""

    low: int
    high: int
    hidden: bool
    until: int | None = None
    title: bool = False


class _Scan:
    """One walk over the marks of a text, in which each has its partner. Raises MarkupError."""

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        self._text = text
        self._marks = marks
        self._open: list[tuple[Mark, int | None]] = []
        self._at = 0
        self.pieces: list[_Piece] = []
        self.opening: list[Mark] = []

    def run(self) -> _Scan:
        for mark in self._marks:
            self._take(mark)
        self._emit(len(self._text), len(self._text))
        if self._open:
            raise MarkupError(Trouble.UNBALANCED)
        return self

    def _take(self, mark: Mark) -> None:
        if mark.kind == "|":
            self._bars(mark)
        elif mark.opens:
            self._begin(mark)
        else:
            self._end(mark)

    def _bars(self, mark: Mark) -> None:
        inside = bool(self._open) and self._open[-1][0].kind == "|"
        match mark.high - mark.low:
            case 2 if inside:
                self._end(mark)
            case 2:
                self._begin(mark)
            case 4 if inside:  # one ends, the next begins
                self._emit(mark.low, mark.high)
            case _:
                raise MarkupError(Trouble.DOUBTFUL)

    def _begin(self, mark: Mark) -> None:
        kinds = [one.kind for one, _until in self._open]
        if mark.kind == "|" and "|" in kinds:
            raise MarkupError(Trouble.CROSSED)
        if mark.kind in "<[" and kinds[-1:] == ["!"] and self._text[mark.low - 1 : mark.low + 1] == "!<":
            raise MarkupError(Trouble.DOUBTFUL)
        self._emit(mark.low, mark.high)
        self.opening.append(mark)
        until = read_label(self._text[slice(*mark.title)]) if mark.title else None
        if until is None and not self._open:
            until = label_before(self._text, mark.low)
        self._open.append((mark, until))
        if mark.title:  # a title can give things away too
            self.pieces.append(_Piece(*mark.title, hidden=True, until=self._until(), title=True))

    def _end(self, mark: Mark) -> None:
        kinds = [one.kind for one, _until in self._open]
        if mark.kind not in kinds:
            raise MarkupError(Trouble.UNBALANCED)
        if kinds[-1] != mark.kind:
            raise MarkupError(Trouble.CROSSED)
        self._emit(mark.low, mark.high)
        self._open.pop()

    def _emit(self, until: int, next_start: int) -> None:
        self.pieces.append(_Piece(self._at, until, bool(self._open), self._until()))
        self._at = next_start

    def _until(self) -> int | None:
        """The farthest of all marks around this place; as far as the review where one does not say."""
        said = [until for _mark, until in self._open]
        known = [until for until in said if until is not None]
        return max(known) if known and len(known) == len(said) else None


def read_markup(text: str) -> Reading:
    """The spans of what a person wrote, marks taken out, invisible characters cleaned.

    Fails closed: with any `Trouble` there is one hidden span that holds everything, marks included.
    """
    cleaned, untils = take_places(clean(text))
    try:
        reading = _read(cleaned, take_places(text)[0])
    except MarkupError as found:
        reading = Reading((Span(cleaned, hidden=True),), found.trouble)
    return Reading(apply_places(reading.spans, untils), reading.trouble, reading.widened) if untils else reading


def parse(text: str) -> list[Span]:
    """The spans of `read_markup`, for callers that need not say why a text is hidden."""
    return list(read_markup(text).spans)


def _read(cleaned: str, text: str) -> Reading:
    marks = find_marks(cleaned)
    if not marks:
        return Reading((Span(cleaned, hidden=False),) if cleaned else ())
    readings = [(cleaned, marks)]
    if cleaned != text:
        readings.append((text, _as_typed(text, cleaned, marks)))
    scan = _Scan(cleaned, marks).run()
    opening = set(scan.opening)
    opens = [mark in opening for mark in marks]
    doubts = _union(found for seen, theirs in readings for found in _moved(_doubts(seen, theirs, opens), theirs, marks))
    sure = [not _is_within(doubts, mark.low) for mark in marks]
    others = [_moved(_other_pairings(seen, theirs, sure), theirs, marks) for seen, theirs in readings]
    also = _union(chain(doubts, *others))
    spans = tuple(_merged(_spans(cleaned, scan.pieces, also)))
    if not doubts:
        return Reading(spans)
    plain = sum(piece.high - piece.low for piece in scan.pieces if piece.hidden and not piece.title)
    widened = sum(len(span.text) for span in spans if span.hidden) > plain
    return Reading(tuple(Span(span.text, span.hidden) for span in spans), None, widened)


def _as_typed(text: str, cleaned: str, marks: Sequence[Mark]) -> list[Mark]:
    """`marks` of the cleaned text where they stand in what was typed.

    There a tab, a rare line end or something invisible may keep a line from being a quote or a part of a list, and
    Discord pairs bars by such lines. Raises MarkupError where the marks differ: something invisible sat inside one.
    """
    typed = find_marks(text)
    if count_marks(cleaned) != count_marks(text) or list(map(_shape, typed)) != list(map(_shape, marks)):
        raise MarkupError(Trouble.DOUBTFUL)
    return typed


def _shape(mark: Mark) -> tuple[str, bool | None, int]:
    return mark.kind, mark.opens, mark.high - mark.low if mark.kind == "|" else 0


def _moved(regions: Iterable[Region], theirs: Sequence[Mark], ours: Sequence[Mark]) -> Iterator[Region]:
    """Regions between marks of one text, between the same marks of another."""
    places: dict[int, int] = {}
    for their, our in zip(theirs, ours, strict=True):
        places |= {low: our.low + low - their.low for low in range(their.low, their.high, 2)}
        places[their.high] = our.high
    return ((places[low], places[high]) for low, high in regions)


def _doubts(text: str, marks: Sequence[Mark], opens: Sequence[bool]) -> list[Region]:
    """What is hidden because some mark may count or not: from the first such mark of a region on.

    Where the marks of a region cancel out, readers agree behind it, and it is hidden from its first mark to
    its last. Where they don't, nobody knows what the marks behind it pair with, up to the last of the text.
    """
    bars = [(mark.low, mark.high) for mark in marks if mark.kind == "|"]
    tags = [(mark.low, mark.high) for mark in marks if mark.kind == "["]
    regions = doubtful_regions(text, bars, tags)
    regions += [(mark.low, mark.high) for mark in marks if mark.escaped]
    links = links_in(text)
    starts = [low for low, _high in links]
    for mark in compress(marks, opens):  # one inside a link may be part of it
        near = bisect_left(starts, mark.low) - 1
        if near >= 0 and mark.low < links[near][1]:
            regions.append((mark.low, links[near][1]))
    lows = [mark.low for mark in marks]
    held = sorted({(low, high) for low, high in regions if bisect_left(lows, low) < bisect_left(lows, high)})
    if sum(bisect_left(lows, high) - bisect_left(lows, low) for low, high in held) > _MOST_LOOKS:
        raise MarkupError(Trouble.DOUBTFUL)
    hidden: list[Region] = []
    reach = -1
    for low, high in held:
        inside = marks[bisect_left(lows, low) : bisect_left(lows, high)]
        crosses = low < reach < high
        cancels = not crosses and _cancels(text, inside)
        hidden.append((inside[0].low, inside[-1].high if cancels else marks[-1].high))
        reach = max(reach, high)
    return _union(hidden)


def _union(regions: Iterable[Region]) -> list[Region]:
    """The same places as regions that do not touch, in order."""
    merged: list[Region] = []
    for low, high in sorted(regions):
        if merged and low <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return merged


def _is_within(regions: Sequence[Region], at: int) -> bool:
    """Whether a place is in one of `regions`, which do not touch."""
    number = bisect_right(regions, (at, sys.maxsize)) - 1
    return number >= 0 and at < regions[number][1]


def _cancels(text: str, marks: Sequence[Mark]) -> bool:
    if any(mark.escaped for mark in marks):
        return False
    try:
        _Scan(text, marks).run()
    except MarkupError:
        return False
    return True


def _other_pairings(text: str, marks: Sequence[Mark], sure: Sequence[bool]) -> Iterator[Region]:
    """What readers hide to whom quotes, headings and lists are closed worlds, or bars of one width the only ones."""
    bars = [mark for mark in marks if mark.kind == "|"]
    certain = [mark for mark in compress(marks, sure) if mark.kind == "|"]
    for chosen in (bars, certain) if len(certain) < len(bars) else (bars,):
        yield from hidden_by_blocks(text, [(mark.low, mark.high) for mark in chosen])
        widths = {width: [one for mark in chosen for one in _of_width(text, mark, width)] for width in "|｜"}
        if all(widths.values()):
            for places in widths.values():
                yield from zip((low for low, _ in places[::2]), (high for _, high in places[1::2]), strict=False)
                yield from hidden_by_blocks(text, places)


def _of_width(text: str, mark: Mark, width: str) -> list[Region]:
    """The pairs of bars of one width in a run."""
    return [found for found in _pairs(mark) if text[slice(*found)] == width * 2]


def _pairs(mark: Mark) -> Iterator[Region]:
    return ((low, low + 2) for low in range(mark.low, mark.high, 2))


def _spans(text: str, pieces: Iterable[_Piece], also: Sequence[Region]) -> Iterator[Span]:
    for piece in pieces:
        if piece.title:
            yield Span(text[piece.low : piece.high].lstrip(" =:") + ": ", hidden=True, until=piece.until)
        elif piece.hidden:
            yield Span(text[piece.low : piece.high], hidden=True, until=piece.until)
        else:
            yield from _overlaid(text, piece.low, piece.high, also)


def _overlaid(text: str, low: int, high: int, also: Sequence[Region]) -> Iterator[Span]:
    """`text[low:high]`, which is open, with the parts hidden that another reading hides."""
    first = max(0, bisect_right(also, (low, sys.maxsize)) - 1)
    near = [region for region in also[first : bisect_right(also, (high, high))] if region[1] > low]
    cuts = {low, high, *(edge for region in near for edge in region if low < edge < high)}
    for left, right in pairwise(sorted(cuts)):
        yield Span(text[left:right], _is_within(near, left))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in spans:
        if not span.text:
            continue
        if held is None or (held.hidden, held.until) != (span.hidden, span.until):
            if held is not None:
                yield held
            held = span
        else:
            held = Span(held.text + span.text, held.hidden, held.until)
    if held is not None:
        yield held
