"""The bundled catalogue as it was checked once: read at every start without checking every field again.

The digest beside its files says which bytes were checked; `make docs` writes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.domain.series import Ending, Kind, Lineage, LineageKind, Overview, Poster, Series, SourceWork
from bot.domain.vocabulary import FACETS, Term, Vocabulary

FILES: Final = ("vocabulary.json", "series.jsonl", "lineage.jsonl")
DIGEST_FILE: Final = "checked.sha256"
_INNER: Final[dict[str, Callable[..., object]]] = {"based_on": SourceWork, "poster": Poster, "overview": Overview}


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
    return tuple(_series(record) for record in _records(lines))


def lineage_of(lines: bytes) -> tuple[Lineage, ...]:
    """The edges of a file that was checked."""
    return tuple(Lineage(**{**record, "kind": LineageKind(record["kind"])}) for record in _records(lines))


def vocabulary_of(content: bytes) -> Vocabulary:
    """The terms of a file that was checked."""
    facets = json.loads(content)
    return Vocabulary(**{name: {one["id"]: _term(one) for one in facets[name]} for name in FACETS})


def _records(lines: bytes) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(b"[" + b",".join(lines.split(b"\n")).rstrip(b",") + b"]")
    return records


def _series(record: dict[str, Any]) -> Series:
    for name, value in record.items():
        if type(value) is list:
            record[name] = tuple(value)
    record["kind"] = Kind(record["kind"])
    if "ending" in record:
        record["ending"] = Ending(record["ending"])
    for name, make in _INNER.items():
        if name in record:
            record[name] = make(**record[name])
    return Series(**record)


def _term(record: dict[str, Any]) -> Term:
    return Term(**{**record, "synonyms": tuple(record.get("synonyms", ()))})
