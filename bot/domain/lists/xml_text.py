"""XML that strangers wrote, read without what makes it dangerous: no entities of its own, no outside, bounded depth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from bot.errors import UserError
from bot.i18n import _

_DEEPEST: Final = 20
_LONGEST: Final = 20_000  # characters of one field
Fields = dict[str, str]


class _Records:
    """Collects the child texts of every element called `record`."""

    def __init__(self, record: str, found: Callable[[Fields, int], None]) -> None:
        self.record, self.found = record, found
        self.path: list[str] = []
        self.fields: Fields | None = None
        self.pieces: list[str] = []
        self.length = 0
        self.line = 0

    def start(self, parser: expat.XMLParserType, name: str) -> None:
        self.path.append(name)
        if len(self.path) > _DEEPEST:
            raise _unsafe()
        self.pieces, self.length = [], 0
        if name == self.record:
            self.fields, self.line = {}, parser.CurrentLineNumber

    def text(self, piece: str) -> None:
        self.length += len(piece)
        if self.length <= _LONGEST:
            self.pieces.append(piece)

    def end(self, name: str) -> None:
        self.path.pop()
        if name == self.record and self.fields is not None:
            self.found(self.fields, self.line)
            self.fields = None
        elif self.fields is not None:
            self.fields[name] = "".join(self.pieces).strip()
        self.pieces, self.length = [], 0


def each_record(text: str, record: str, found: Callable[[Fields, int], None]) -> str | None:
    """Call `found(fields, line)` for each element called `record`; why the file ended early, or None.

    Raises UserError for a file that declares a document type: no export does, and every known bomb does.
    """
    parser = expat.ParserCreate("utf-8")
    records = _Records(record, found)

    def refuse(*_declaration: object) -> None:
        raise _unsafe()

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: records.start(parser, name)
    parser.EndElementHandler = records.end
    parser.CharacterDataHandler = records.text
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)  # noqa: FBT003 (the library's own order)
    except expat.ExpatError as error:
        return _("the file is broken or cut off at line {line}", line=error.lineno)
    return None


def _unsafe() -> UserError:
    return UserError(_("This XML file declares things of its own, which no list does. Export your list once more."))
