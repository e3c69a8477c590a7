"""Leaks in hostile texts over all surroundings, what the renderer does to innocent ones, and the time it takes.

A text leaks when any of the thirteen readers of Discord's markdown (tests/domain/discord_markdown.py)
shows any letter of a hidden part. The generator is seeded: every run sees the same texts. For comparison
the same readers look at texts that were wrapped naively, and the time is given beside a naive wrap's.

Innocent texts are judged by what their authors meant (benchmarks/spoiler_texts.py): what is hidden without
need, letters that became others, code, spaces and strike-through that got lost.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.spoiler_innocents import show_all
from bot.domain.spoilers import Span, Surround, hide_all, read_markup, render, sanitise_inline
from tests.domain.discord_markdown import READERS, leaks
from tests.domain.nasty_texts import letters, nasty_spans, nasty_text, tracked

TEXTS = 100_000
NAIVE_TEXTS = 2_000
INNOCENT_TEXTS = 20_000
SEED = 2020_2024
LIMITS = (80, 120, 400, 2_000, 2_000)
HEADINGS = ("", "# ", "> ", "- ", "**Review** by ")
REPEATS = 60

PARAGRAPHS = (
    (
        "I had read that this was a quiet one and came for the city at night, and the city is there, but what stayed "
        "is how they look away first. *Nobody* says what they mean until it costs them something; the camera waits."
    ),
    (
        "The music is two songs and a piano, and that is enough. ||In the seventh episode he finally calls, and the "
        "phone rings in an empty room.|| I stopped the episode there and went for a walk, as everyone should."
    ),
    "기대하지 않았는데 마지막 장면에서 울었다. ||그가 돌아온다.|| 第二部比第一部更安静。||他们没有结婚。||",
)


def review(length: int) -> str:
    """A review of exactly `length` characters in paragraphs of ordinary size, with marks in two of three."""
    text = "\n\n".join(PARAGRAPHS[number % len(PARAGRAPHS)] for number in range(length // 100))
    cut = text[:length]
    return cut if cut.count("||") % 2 == 0 else cut[:-2] + "||"


def naive(text: str, limit: int = 2_000) -> list[str]:
    """What most bots do: slices between bars."""
    room = limit - 4
    return [f"||{text[start : start + room]}||" for start in range(0, len(text), room)]


def secret_of(spans: Sequence[Span]) -> set[str]:
    """The tracked letters of the hidden spans."""
    return set().union(*(tracked(span.text) for span in spans if span.hidden))


def count_leaks(texts: int, *, report_every: int = 10_000) -> tuple[Counter[str], int]:
    """Leaks by surrounding, and how many pages were looked at; each text has one surrounding, in turn."""
    found: Counter[str] = Counter()
    pages_read = 0
    surrounds = list(Surround)
    for number in range(texts):
        rng = random.Random(SEED + number)
        supply = letters()
        spans = list(read_markup(nasty_text(rng, supply)).spans) if number % 5 == 4 else nasty_spans(rng, supply)
        secret = secret_of(spans)
        lead = nasty_text(rng, supply, longest=4) if rng.random() < 0.4 else ""
        headline = nasty_text(rng, supply, longest=4) if rng.random() < 0.4 else ""
        above = f"{rng.choice(HEADINGS)}{sanitise_inline(headline)}\n" if headline else ""
        surround = surrounds[number % len(surrounds)]
        for page in render(spans, limit=rng.choice(LIMITS), surround=surround, lead=lead):
            pages_read += 1
            if readers := leaks(above + page, secret):
                found[surround.name.lower()] += 1
                print(f"  leak in text {number}, seen by {readers}: {above + page!r}", file=sys.stderr)
        if number % report_every == report_every - 1:
            print(f"  {number + 1:>7,} texts, {pages_read:>8,} pages, {found.total()} leaks", flush=True)
    return found, pages_read


def count_naive_leaks(texts: int) -> int:
    """How many of `texts` leak to at least one reader when hidden parts are put between bars as they are."""
    leaked = 0
    for number in range(texts):
        spans = nasty_spans(random.Random(SEED + number), letters())
        wrapped = "".join(f"||{span.text}||" if span.hidden else span.text for span in spans)
        leaked += bool(leaks(wrapped, secret_of(spans)))
    return leaked


def median_ms(work: Callable[[], object]) -> float:
    """The median time of one call, in milliseconds."""
    times: list[float] = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1_000)
    return statistics.median(times)


def show_times() -> None:
    """Times for the lengths that reviews have, with marks and hidden as a whole, beside a naive wrap."""
    print(f"time a review, median of {REPEATS} (read = find the marks; render = sanitise + split + wrap)")
    for length in (5_000, 20_000):
        text = review(length)
        spans = read_markup(text).spans
        whole = hide_all(spans)
        plain = median_ms(lambda text=text: naive(text))  # type: ignore[misc]  # the default binds this length
        rows = (
            ("read", median_ms(lambda text=text: read_markup(text))),  # type: ignore[misc]  # as above
            ("render, parts hidden", median_ms(lambda spans=spans: render(spans))),  # type: ignore[misc]  # as above
            ("render, all hidden", median_ms(lambda whole=whole: render(whole))),  # type: ignore[misc]  # as above
        )
        for name, milliseconds in rows:
            ratio = milliseconds / plain
            print(f"  {length:>6,} characters  {name:<22} {milliseconds:7.3f} ms   {ratio:8.0f} × naive wrap")


# Texts that somebody makes to keep a machine busy, each as long as a review may be.
HOSTILE_SHAPES = {
    "links in links": "[||" * 2_800 + "](x)" * 2_800,
    "bars in code": "`||a||` " * 2_400,
    "bars of two widths": "||a｜｜b" * 2_500,
    "half in bold": "**||** " * 2_800,
    "in quotes": "> ||a\n" * 3_300,
    "asterisks": "*_" * 10_000,
}


def show_hostile_times() -> None:
    """One reading and rendering of each hostile shape, beside a review of that length."""
    plain = median_ms(lambda: render(read_markup(review(20_000)).spans))
    for name, shape in HOSTILE_SHAPES.items():
        started = time.perf_counter()
        render(read_markup(shape[:20_000]).spans)
        milliseconds = (time.perf_counter() - started) * 1_000
        print(
            f"  20,000 hostile characters  {name:<20} {milliseconds:7.0f} ms   {milliseconds / plain:5.1f} × a review"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all parts; exit status 1 where anything leaked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--texts", type=int, default=TEXTS, help="how many texts to look for leaks in")
    parser.add_argument("--innocents", type=int, default=INNOCENT_TEXTS, help="how many innocent texts to judge")
    options = parser.parse_args(arguments if arguments is not None else [])
    show_times()
    show_hostile_times()
    print(f"leaks, {options.texts:,} texts, {len(READERS)} readers, {len(Surround)} surroundings")
    started = time.perf_counter()
    found, pages = count_leaks(options.texts)
    seconds = time.perf_counter() - started
    print(f"  {found.total()} leaks in {options.texts:,} texts ({pages:,} pages, {seconds:.0f} s)")
    naive_texts = min(NAIVE_TEXTS, options.texts)
    leaked = count_naive_leaks(naive_texts)
    print(f"  wrapped naively, {leaked:,} of {naive_texts:,} texts leak ({leaked / max(naive_texts, 1):.0%})")
    left_open = show_all(options.innocents)
    return 1 if found or left_open else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
