"""Catalogues to search in: a file of real titles, titles made up, and either extended to any size."""

from __future__ import annotations

import math
import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from benchmarks.search_queries import is_latin
from bot.domain.catalogue import read_series_file
from bot.domain.series import Kind, Series
from bot.resources import catalogue_folder

# Source → how many of its series make the sample of about 8,800 series with 35,000 names.
SHARES = {"curated": 45, "tmdb_kr": 1489, "mdl": 3759, "anidb": 3529}
LEAST_KNOWN, BEST_KNOWN = 28.0, 200_000.0


def from_file(path: Path, *, names: int = 35_000, seed: int = 0) -> list[Series]:
    """A fixed sample of the file (source, popularity, title, then all names; tab separated) up to so many names."""
    by_source: dict[str, list[list[str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = line.split("\t")
        by_source.setdefault(row[0], []).append(row)
    rng = random.Random(seed)
    rows = [row for source, count in SHARES.items() for row in _sample(by_source.get(source, []), count, rng)]
    rng.shuffle(rows)
    series: list[Series] = []
    left = names
    for place, row in enumerate(rows):
        title, *others = dict.fromkeys(row[2:])
        others = others[: left - 1]
        left -= 1 + len(others)
        series.append(_series(place, title, tuple(others), _known(float(row[1])), rng))
        if left < 1:
            break
    return series


def _sample(rows: list[list[str]], count: int, rng: random.Random) -> list[list[str]]:
    return rng.sample(rows, min(count, len(rows)))


def _known(popularity: float) -> int:
    """Popularity as the project has it, 0–100, on the scale of orders of magnitude."""
    share = math.log(max(popularity, LEAST_KNOWN) / LEAST_KNOWN) / math.log(BEST_KNOWN / LEAST_KNOWN)
    return min(100, round(100 * share))


def _series(place: int, title: str, others: tuple[str, ...], popularity: int, rng: random.Random) -> Series:
    year, country = rng.randint(1995, 2026), rng.choice(("KR", "TH", "JP", "CN", "TW"))
    native = next((name for name in others if not is_latin(name)), None)
    return Series(
        id=f"s{place}",
        title=title,
        native_title=native,
        aliases=tuple(name for name in others if name != native),
        country=country,
        year=year,
        kind=Kind.GENERAL,
        popularity=popularity,
    )


def bundled() -> list[Series]:
    """The catalogue that comes with the program."""
    return list(read_series_file(catalogue_folder() / "series.jsonl"))


def extended(series: Sequence[Series], *, names: int, seed: int = 0) -> list[Series]:
    """The series, and made-up ones after them until there are so many names.

    A made-up name is the beginning of one real name and the end of another of the same script; a made-up series has
    as many names as some real one, and is known like one of the less known half.
    """
    rng = random.Random(seed)
    grown = list(series)
    left = names - sum(len(one.names()) for one in series)
    by_script: dict[str, list[str]] = {}
    for one in series:
        for name in one.names():
            by_script.setdefault(_script(name), []).append(name)
    known = sorted(one.popularity for one in series)[: max(1, len(series) // 2)]
    while left > 0:
        model = rng.choice(series)
        made = dict.fromkeys(_crossed(name, rng.choice(by_script[_script(name)]), rng) for name in model.names())
        title, *others = list(made)[:left]
        grown.append(_series(len(grown), title, tuple(others), rng.choice(known), rng))
        left -= 1 + len(others)
    return grown


def _script(name: str) -> str:
    if is_latin(name):
        return "latin"
    return next((unicodedata.name(c, "?").split(" ")[0] for c in name if c.isalpha()), "?")


def _crossed(one: str, other: str, rng: random.Random) -> str:
    """The first half of one and the second half of the other, cut between words where there are any."""
    gap = " " if " " in one and " " in other else ""
    parts, more = (one.split(" "), other.split(" ")) if gap else (list(one), list(other))
    head = parts[: rng.randint(1, max(1, len(parts) - 1))]
    tail = more[rng.randint(0, max(0, len(more) - 1)) :]
    return gap.join(head + tail)[:120].strip() or one
