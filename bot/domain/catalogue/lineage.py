"""Lineage as records of a JSON Lines file: one line, one edge between two series."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Final

from bot.domain.catalogue.records import (
    FileLine,
    Record,
    choice_of,
    decode,
    numbered_lines,
    optional_text_of,
    required,
    text_of,
)
from bot.domain.series import Lineage, LineageKind
from bot.i18n import _

LINEAGE_FIELDS: Final = ("source_id", "kind", "target_id", "note")

_ALLOWED: Final = frozenset(LINEAGE_FIELDS)
_KINDS: Final = {kind.value: kind for kind in LineageKind}


def parse_lineage(text: str, *, file: str, line: int, known: Container[str] | None = None) -> Lineage:
    """The edge on one line; both ends must be in `known` when it is given. Raises CatalogueError."""
    place = FileLine(file, line)
    record = decode(text, place, fields=_ALLOWED)
    source_id = text_of(record, "source_id", place)
    target_id = text_of(record, "target_id", place)
    for field, value in (("source_id", source_id), ("target_id", target_id)):
        if known is not None and value not in known:
            raise place.refusal(field, _("the id of a series of the catalogue"), value)
    if source_id == target_id:
        raise place.refusal("target_id", _("another series than `source_id`"), target_id)
    kind = required(choice_of(record, "kind", place, choices=_KINDS), "kind", place)
    return Lineage(source_id, target_id, kind, optional_text_of(record, "note", place))


def read_lineage(lines: Iterable[str], *, file: str, known: Container[str] | None = None) -> Iterator[Lineage]:
    """Every edge of a file, as it is read; blank lines are skipped.

    Raises CatalogueError at the first bad line, at an edge that an earlier line has, and at one that says the opposite
    of an earlier line; `same-source` reads the same both ways.
    """
    first_seen: dict[tuple[str, str, LineageKind], int] = {}
    for place, line in numbered_lines(lines, file=file):
        edge = parse_lineage(line, file=file, line=place.line, known=known)
        ends = (edge.source_id, edge.target_id)
        if edge.kind is LineageKind.SAME_SOURCE:
            ends = (min(ends), max(ends))
        earlier = first_seen.setdefault((*ends, edge.kind), place.line)
        if earlier != place.line:
            raise place.complaint(_("the same edge is on line {line}", line=earlier))
        opposite = first_seen.get((ends[1], ends[0], edge.kind))
        if opposite is not None:
            raise place.complaint(_("line {line} says the opposite, and both can't be", line=opposite))
        yield edge


def to_lineage_record(edge: Lineage) -> Record:
    """The record of an edge, in the order of `LINEAGE_FIELDS`; `parse_lineage` reads it back."""
    whole = {
        "source_id": edge.source_id,
        "kind": edge.kind.value,
        "target_id": edge.target_id,
        "note": edge.note,
    }
    return {name: value for name, value in whole.items() if value}
