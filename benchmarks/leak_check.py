"""How well the leak check tells telling sentences from safe ones: precision and recall.

leak_sentences.tsv holds five sets, all written for this: `first`, before the check learnt its words, parted by a
hash into a half that may be looked at while the words are chosen and one that is only counted; `later`, written when
the first words stood, and learnt from; `last`, telling without the words that people mostly use ("The ring was meant
for someone else"), learnt from in the second round. `fresh` and `oblique` were written before anybody of that round had
read the rules, and are only counted: the one as people write, the other like `last`.
Each sentence is the whole open text of a spoiler-free review of twelve episodes. `--show` prints the mistakes in
what may be looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bot.domain.leaks import check, facts_of
from bot.domain.reviews.rules import reading_of

FILE = Path(__file__).with_name("leak_sentences.tsv")
FACTS = facts_of((), 12, {"hiv": ("Living with HIV", "hiv positive"), "accident": ("Serious accident", "car accident")})
COUNTED = {"fresh": "as people write", "oblique": "without the usual words"}  # by part, and never looked at
ENOUGH_RECALL, ENOUGH_PRECISION = 0.85, 0.8


class Sentence(NamedTuple):
    """One written sentence and what a careful reader says of it."""

    part: str
    language: str
    tells: bool
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it is only ever counted."""
        if self.part == "first":
            return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1
        return self.part in COUNTED


def sentences() -> list[Sentence]:
    """All of the file."""
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return [Sentence(part, language, verdict == "tells", text) for part, language, verdict, text in rows]


def is_noticed(sentence: Sentence) -> bool:
    """Whether the check says anything about it."""
    reading = reading_of(sentence.text, spoiler_free=True)
    return bool(check(reading, "", horizon=None, spoiler_free=True, facts=FACTS, language=sentence.language))


def count(part: Iterable[Sentence]) -> Counter[tuple[bool, bool]]:
    """How many of each (tells, was noticed)."""
    return Counter((sentence.tells, is_noticed(sentence)) for sentence in part)


def rates(counts: Counter[tuple[bool, bool]]) -> tuple[float, float]:
    """Precision and recall."""
    hits = counts[True, True]
    return hits / max(1, hits + counts[False, True]), hits / max(1, hits + counts[True, False])


def _print(name: str, part: list[Sentence]) -> tuple[float, float]:
    precision, recall = rates(count(part))
    print(f"{name:<22}{len(part):>4} sentences   precision {precision:.3f}   recall {recall:.3f}")
    return precision, recall


def _seconds_for(length: int) -> float:
    text = " ".join(sentence.text for sentence in sentences())
    text = (text * (length // len(text) + 1))[:length]
    reading = reading_of(text, spoiler_free=True)
    began = time.process_time()
    check(reading, "", horizon=None, spoiler_free=True, facts=FACTS, language="en")
    return time.process_time() - began


def main(arguments: list[str] | None = None) -> int:
    """Print both halves; 1 where the half that is only counted falls short."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the mistakes of the half that may be looked at")
    options = parser.parse_args(arguments)
    everything = sentences()
    seen = [sentence for sentence in everything if not sentence.held_out]
    held_out = [sentence for sentence in everything if sentence.held_out and sentence.part == "first"]
    _print("looked at", seen)
    worst = [_print("only counted", held_out)]
    for part, name in COUNTED.items():
        worst.append(_print(name, [sentence for sentence in everything if sentence.part == part]))
    for language in sorted({sentence.language for sentence in everything}):
        counted = [sentence for sentence in everything if sentence.held_out and sentence.language == language]
        _print(f"  counted, in {language}", counted)
    if options.show:
        for sentence in seen:
            if is_noticed(sentence) != sentence.tells:
                print("  missed " if sentence.tells else "  wrongly", sentence.language, sentence.text)
    _seconds_for(1_000)
    short, long = _seconds_for(5_000), _seconds_for(20_000)
    times = f"5,000 characters: {short * 1e3:.1f} ms; 20,000: {long * 1e3:.1f} ms ({long / short:.1f} times)"
    print(f"{times}, of a processor")
    return 0 if all(precision >= ENOUGH_PRECISION and recall >= ENOUGH_RECALL for precision, recall in worst) else 1


if __name__ == "__main__":
    sys.exit(main())
