"""The bundled catalogue as it was checked once: read at every start without checking every field again.

The digest beside its files says which bytes were checked; `make docs` writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.json import Decoder

from bot.domain.series import Lineage, Series
from bot.domain.vocabulary import FACETS, Term, Vocabulary

FILES: Final = ("vocabulary.json", "series.jsonl", "lineage.jsonl")
DIGEST_FILE: Final = "checked.sha256"


def digest_of(contents: Mapping[str, bytes]) -> str:
    """The digest of the catalogue's files, by their names."""
    whole = hashlib.sha256()
    for name in FILES:
        whole.update(b"%d\n" % len(contents[name]))
        whole.update(contents[name])
    return whole.hexdigest()


def vouched_contents(folder: Path) -> dict[str, bytes] | None:
    """The files of a folder where they are the very ones that were checked, else None."""
    try:
        contents = {name: (folder / name).read_bytes() for name in FILES}
        vouched = (folder / DIGEST_FILE).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return contents if digest_of(contents) == vouched else None


def series_of(lines: bytes) -> tuple[Series, ...]:
    """The series of a file that was checked."""
    return tuple(Decoder(Series).decode_lines(lines))


def lineage_of(lines: bytes) -> tuple[Lineage, ...]:
    """The edges of a file that was checked."""
    return tuple(Decoder(Lineage).decode_lines(lines))


def vocabulary_of(content: bytes) -> Vocabulary:
    """The terms of a file that was checked."""
    facets = Decoder(dict[str, list[Term]]).decode(content)
    return Vocabulary(**{name: {one.id: one for one in facets[name]} for name in FACETS})
