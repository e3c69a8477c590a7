"""What reading and rendering do to texts whose authors meant no harm, as shares of texts in per cent."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable

from benchmarks.spoiler_texts import Written, hostile_closed, plausible
from bot.domain.spoilers import Reading, clean, read_markup, render
from bot.domain.spoilers.sanitising import LOOK_ALIKES
from tests.domain.discord_markdown import READERS, hidden_places
from tests.domain.nasty_texts import tracked

SEED = 1_789
# Readers that pair marks as apps do, the raw text being what its author saw in one of them.
_APPS = [
    rules
    for rules in READERS
    if rules.spoiler_lines and rules.blocks != "first" and rules.code != "first" and rules.urls != "greedy"
]
_JOINER = "\u2060"
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
_CODE = re.compile(r"`([^`\n]+)`")
_STRIKE = re.compile(r"~~([^~\n]+)~~")
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")


def judge_plausible(texts: int) -> Counter[str]:
    """How many of `texts` plausible reviews suffer from each fault; "marked" counts those with marks."""
    found: Counter[str] = Counter()
    for number in range(texts):
        written = plausible(random.Random(SEED + number))
        found["marked"] += any(hidden for _words, hidden in written.meant)
        reading = read_markup(written.text)
        found["hidden whole"] += reading.trouble is not None
        found["over-hidden"] += _letters(written.open) - _letters(_said(reading, hidden=False)) != Counter()
        found["left open"] += _letters(_said(reading, hidden=False)) - _letters(written.open) != Counter()
        if reading.trouble is None:
            found.update(_lost(written, "\n\n".join(render(reading.spans))))
    return found


def judge_hostile_closed(texts: int) -> Counter[str]:
    """How many hostile texts, whose marks all close, are hidden whole or over-hidden; and left open (never)."""
    found: Counter[str] = Counter()
    for number in range(texts):
        written = hostile_closed(random.Random(SEED + number))
        reading = read_markup(written.text)
        found["hidden whole"] += reading.trouble is not None and bool(tracked(written.open))
        found["over-hidden"] += bool(tracked(written.open) & tracked(_said(reading, hidden=True)))
        opened = tracked(_said(reading, hidden=False))
        found["left open"] += bool(tracked(written.hidden) & opened)
        found["a reader hides more"] += any(
            opened & tracked("".join(written.text[place] for place in hidden_places(written.text, rules)))
            for rules in _APPS
        )
    return found


def _said(reading: Reading, *, hidden: bool) -> str:
    return "".join(span.text for span in reading.spans if span.hidden is hidden)


def _letters(text: str) -> Counter[str]:
    return Counter(character for character in clean(text) if character.isalnum())


def _lost(written: Written, page: str) -> Iterable[str]:
    """The names of what `page` lost of the written text."""
    shown = _ESCAPE.sub(r"\1", page.replace("||", "").replace(_JOINER, ""))
    meant = clean("".join(words for words, _hidden in written.meant))
    if any(shown.count(glyph) > meant.count(glyph) for glyph in LOOK_ALIKES.values()):
        yield "glyph replaced"
    opened = clean(written.open)
    checks: tuple[tuple[str, re.Pattern[str], str], ...] = (
        ("code lost", _CODE, opened),
        ("strike-through lost", _STRIKE, meant),
    )
    for name, pattern, source in checks:
        if any(found[0] not in shown for found in pattern.finditer(source)):
            yield name
    if _gaps(shown) != _gaps(meant):
        yield "spaces changed"


def _gaps(text: str) -> list[str]:
    return _SPACES.findall(text)


def show(title: str, judged: Counter[str], texts: int, columns: Iterable[str]) -> None:
    """One table: a row a fault."""
    print(f"{title}, {texts:,} texts")
    for name in columns:
        print(f"  {name:<22} {judged[name]:>7,}  {judged[name] / texts:7.2%}")


FAULTS = (
    "marked", "hidden whole", "over-hidden", "left open", "glyph replaced", "code lost", "strike-through lost",
    "spaces changed",
)  # fmt: skip
JUDGES: tuple[tuple[str, Callable[[int], Counter[str]], tuple[str, ...]], ...] = (
    ("plausible reviews", judge_plausible, FAULTS),
    ("hostile texts whose marks close", judge_hostile_closed, (*FAULTS[1:4], "a reader hides more")),
)


def show_all(texts: int) -> bool:
    """Print both tables; true where something that was meant to be hidden was left open."""
    judged = [(title, judge(texts), columns) for title, judge, columns in JUDGES]
    for title, found, columns in judged:
        show(title, found, texts, columns)
    return any(found["left open"] or found["a reader hides more"] for _title, found, _columns in judged)
