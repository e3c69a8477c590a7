"""How far a mark goes, and places from which on everything is hidden, both written in the text itself.

`[hide from here]` on a line hides what follows; `[hide from here: episode 5]` says that it gives away no
more than five episodes. A line "Episode 5:" before `||…||` says the same of that one spoiler. Because they
are words in the text they travel with it, however it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bot.domain.spoilers.spans import Span
from bot.patterns import later

if TYPE_CHECKING:
    import regex


PLACE = "[hide from here]"
_SENTINEL = "\ufdd0"  # a noncharacter, which no text may hold; stands where a place was
_FOREIGN = later("[\ufdd0-\ufdef]")

_EPISODE = (
    r"(?:episodes?|eps?|épisodes?|episodios?|episódios?|folgen?|odcinek|e)\.?\s{0,3}\#?(?P<number>\d{1,4})"
    r"(?:\s{0,3}[-–—]\s{0,3}(?P<last>\d{1,4}))?"
    r"|第?\s{0,3}(?P<number>\d{1,4})(?:\s{0,3}[-–~]\s{0,3}(?P<last>\d{1,4}))?\s{0,3}[화회話话集]"
)
_LABEL = later(rf"[\s=:]*(?:{_EPISODE})\s{{0,3}}[:：]?\s*", re.IGNORECASE)
_LABEL_LINE = later(
    rf"(?:^|\n)[ ]{{0,3}}(?:[-*•]\s|\#{{1,3}}\s)?[*_]{{0,3}}(?:{_EPISODE})"
    r"[*_]{0,3}\s{0,3}[:：][*_]{0,3}[ ]{0,3}\n?\s{0,3}\Z",
    re.IGNORECASE,
)
_REACH = 60  # characters before a mark in which its label stands
_PLACE = later(
    r"[\[［【〔]\s{0,3}hid(?:e|den)\s{0,3}from\s{0,3}here\s{0,3}"
    rf"(?:[:：,]?\s{{0,3}}(?:through\s{{1,3}})?(?:{_EPISODE})\s{{0,3}})?[\]］】〕]"
    r"(?:[ ]*\n)?",
    re.IGNORECASE,
)


def read_label(text: str) -> int | None:
    """The episode that a label names and nothing else: "episode 5", "ep. 3–5" (5), "第5話"."""
    found = _LABEL.fullmatch(text)
    return _episode(found) if found else None


def label_before(text: str, low: int) -> int | None:
    """The episode in a label that stands alone on the line that ends, or the line that goes on, at `low`."""
    found = _LABEL_LINE.search(text[max(0, low - _REACH) : low])
    if found is None or (found.start() == 0 and low > _REACH and found[0][0] != "\n"):
        return None
    return _episode(found)


def _episode(found: regex.Match[str]) -> int | None:
    numbers = [int(number) for number in (found["number"], found["last"]) if number]
    return max(numbers) if numbers and max(numbers) >= 1 else None


def place_mark(until: int | None = None) -> str:
    """The mark of a place as it is written into a text."""
    return PLACE if until is None else f"{PLACE[:-1]}: episode {until}]"


def without_places(text: str) -> str:
    """`text` without such marks."""
    return _PLACE.sub("", text)


def place_positions(text: str) -> list[tuple[int, int, int | None]]:
    """Where the marks of places stand, as (start, end, last episode or None)."""
    return [(*found.span(), _episode(found)) for found in _PLACE.finditer(text)]


def take_places(text: str) -> tuple[str, list[int | None]]:
    """`text` with a sentinel for each place, and how far each goes."""
    found = list(_PLACE.finditer(text))
    return _PLACE.sub(_SENTINEL, _FOREIGN.sub("", text)), [_episode(one) for one in found]


def apply_places(spans: Iterable[Span], untils: Sequence[int | None]) -> tuple[Span, ...]:
    """The spans of a text with sentinels: from the first on everything is hidden, as far as the last one says."""
    left = iter(untils)
    return tuple(_applied(spans, left))


def _applied(spans: Iterable[Span], untils: Iterator[int | None]) -> Iterator[Span]:
    begun, until = False, None
    for span in spans:
        for number, text in enumerate(span.text.split(_SENTINEL)):
            if number:
                begun, until = True, next(untils, None)
            if text:
                yield _within(span, text, until) if begun else Span(text, span.hidden, span.until)


def _within(span: Span, text: str, until: int | None) -> Span:
    both = until is not None and (span.until is not None or not span.hidden)
    return Span(text, hidden=True, until=max(until or 0, span.until or 0) if both else None)
