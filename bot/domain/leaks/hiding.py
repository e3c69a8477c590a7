"""Hiding one sentence of what an author wrote, without touching the rest."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.leaks.sentences import Layout
from bot.domain.spoilers import Reading, clean, read_markup
from bot.domain.spoilers.places import place_mark
from bot.errors import UserError
from bot.i18n import _


def hide_sentence(body: str, start: int, end: int) -> str:
    """`body` with bars around what stands at `start` to `end` of its text without marks.

    Invisible characters are cleaned away on the way. Where bars around the sentence alone could be read in two ways
    (it begins inside bold, or inside a list), its whole line is put in bars instead.

    Raises UserError where neither works: the author hides it by hand.
    """
    before = read_markup(body)
    for low, high in _stretches(before, start, end):
        changed = _barred(clean(body), before, low, high)
        if changed is not None and _is_hidden(before, read_markup(changed), low, high):
            return changed
    raise UserError(_("I can't put bars around this sentence alone. Press “Edit the text” and hide it with ||bars||."))


def _stretches(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, without the end of emphasis that began before it or the start of such as goes on; its line."""
    layout = Layout(reading.spans)
    sentence = layout.text[start:end]
    for mark in ("**", "__", "~~"):
        if sentence.count(mark) == 1:
            start += len(mark) * sentence.startswith(mark)
            end -= len(mark) * sentence.endswith(mark)
    yield start, end
    yield layout.line_at(start)


def _barred(body: str, reading: Reading, low: int, high: int) -> str | None:
    """`body` with bars around each open stretch of [low, high); None where the marks in it can't be followed."""
    parts: list[str] = []
    at = start = 0
    for span in reading.spans:
        found = body.find(span.text, at)
        if found < 0:
            return None
        parts.append(body[at:found])
        left, right = max(0, low - start), min(len(span.text), high - start)
        inner = span.text[left:right] if left < right and not span.hidden else ""
        if inner.strip():
            parts += [span.text[:left], _in_bars(inner), span.text[right:]]
        else:
            parts.append(span.text)
        at, start = found + len(span.text), start + len(span.text)
    return "".join([*parts, body[at:]])


def _in_bars(text: str) -> str:
    """`text`, which is within one line, in bars; the spaces around it stay outside."""
    inner = text.strip()
    low = text.index(inner)
    return f"{text[:low]}||{inner}||{text[low + len(inner) :]}"


def hide_from(body: str, start: int) -> str:
    """`body` with a mark on a line of its own that hides all from the line of `start` on, whatever is added later.

    Raises UserError where marks around it don't let that be told for certain.
    """
    before, cleaned = read_markup(body), clean(body)
    place = _place_in(cleaned, before, start)
    if place is not None:
        line = cleaned.rfind("\n", 0, place) + 1
        changed = f"{cleaned[:line]}{place_mark()}\n{cleaned[line:]}"
        if _is_hidden(before, read_markup(changed), start, len(Layout(before.spans).text)):
            return changed
    raise UserError(_("I can't tell where to hide from. Press “Edit the text” and write [hide from here] on a line."))


def _place_in(body: str, reading: Reading, place: int) -> int | None:
    """Where the letter at `place` of the text without marks stands in `body`."""
    at = start = 0
    for span in reading.spans:
        found = body.find(span.text, at)
        if found < 0:
            return None
        if place < start + len(span.text):
            return found + place - start
        at, start = found + len(span.text), start + len(span.text)
    return None


def _is_hidden(before: Reading, after: Reading, start: int, end: int) -> bool:
    """Whether [start, end) is hidden now, and no more than that in doubt; nothing has become open that was hidden."""
    if (
        after.trouble is not None
        or after.widened > before.widened
        or Layout(after.spans).text != Layout(before.spans).text
    ):
        return False
    was, now = _mask(before), _mask(after)
    return all(now[start:end]) and all(hidden or not old for old, hidden in zip(was, now, strict=True))


def _mask(reading: Reading) -> list[bool]:
    return [span.hidden for span in reading.spans for _letter in span.text]
