"""The catalogue in its own schema: JSON Lines of series and of lineage, and the vocabulary they use.

`docs/catalogue.md` tells operators and contributors what a line looks like.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from bot.domain.catalogue import vouched
from bot.domain.catalogue.countries import COUNTRIES
from bot.domain.catalogue.lineage import LINEAGE_FIELDS, parse_lineage, read_lineage, to_lineage_record
from bot.domain.catalogue.records import open_lines
from bot.domain.catalogue.series import FIELDS, STATUSES, parse_series, read_series, to_record
from bot.domain.series import Lineage, Series
from bot.domain.vocabulary import Vocabulary, parse_vocabulary

__all__ = [
    "COUNTRIES",
    "FIELDS",
    "LINEAGE_FIELDS",
    "STATUSES",
    "Catalogue",
    "load_bundled",
    "load_checked",
    "load_vocabulary",
    "open_lines",
    "parse_lineage",
    "parse_series",
    "read_lineage",
    "read_series",
    "read_series_file",
    "to_lineage_record",
    "to_record",
]


class Catalogue(Struct, frozen=True):
    """What comes with the program, checked as a whole: every edge joins two of its series."""

    series: tuple[Series, ...]
    lineage: tuple[Lineage, ...]
    vocabulary: Vocabulary


def load_bundled(folder: Path) -> Catalogue:
    """Read `vocabulary.json`, `series.jsonl` and `lineage.jsonl` of a folder. Raises CatalogueError.

    Where they are the very files that were checked before (`vouched.py`), that is not done again.
    """
    contents = vouched.vouched_contents(folder)
    if contents is None:
        return load_checked(folder)
    return Catalogue(
        vouched.series_of(contents["series.jsonl"]),
        vouched.lineage_of(contents["lineage.jsonl"]),
        vouched.vocabulary_of(contents["vocabulary.json"]),
    )


def load_checked(folder: Path) -> Catalogue:
    """`load_bundled`, with every line checked. Raises CatalogueError."""
    vocabulary = load_vocabulary(folder)
    series = tuple(read_series_file(folder / "series.jsonl", vocabulary=vocabulary))
    path = folder / "lineage.jsonl"
    known = {one.id for one in series}
    lineage = tuple(read_lineage(open_lines(path), file=path.name, known=known))
    return Catalogue(series, lineage, vocabulary)


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read `vocabulary.json` of a folder. Raises CatalogueError."""
    path = folder / "vocabulary.json"
    return parse_vocabulary("".join(open_lines(path)), file=path.name)


def read_series_file(path: Path, *, vocabulary: Vocabulary | None = None) -> Iterator[Series]:
    """Every series of a file, one at a time, so that a large file never stands in memory whole.

    Raises CatalogueError when the file cannot be read, and at its first bad line.
    """
    return read_series(open_lines(path), file=path.name, vocabulary=vocabulary)
