"""One line of a catalogue file as a checked record: the checks that series and lineage share.

Every check either returns a value of the promised type or raises CatalogueError with one sentence that names
the file, the line, the field, what was expected and what was found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Final, NoReturn, TypeVar

from msgspec import Struct

from bot.errors import CatalogueError
from bot.i18n import _, joined
from bot.patterns import later_re

LONGEST_LINE: Final = 100_000  # characters; a real record has about a thousand
LONGEST_TEXT: Final = 300
MOST_ITEMS: Final = 200

Record = dict[str, object]
Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")

# Control characters, marks that turn the reading direction of all that follows, invisible blanks, and halves
# of surrogate pairs: nothing a name needs, and each of them can make one name look like another.
_UNSAFE_SIGNS: Final = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
)
_UNSAFE: Final = later_re(f"[{_UNSAFE_SIGNS}]")
_UNSAFE_IN_TEXT: Final = later_re(f"[\t\n\r{_UNSAFE_SIGNS}]")
_DATE: Final = later_re(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def without_unsafe(text: str) -> str:
    """`text` without what no record may hold: control characters and invisible ones; line ends become blanks."""
    return _UNSAFE.sub("", text.replace("\n", " ").replace("\t", " ").replace("\r", " "))


class FileLine(Struct, frozen=True):
    """Where a record stands; the first words of every complaint about it."""

    file: str
    line: int

    def refusal(self, field: str, expected: str, *found: object) -> CatalogueError:
        """The error about one field; a value in `found` is quoted in short."""
        sentence = (
            _("`{field}` must be {expected}, not {found}", field=field, expected=expected, found=_quoted(found[0]))
            if found
            else _("`{field}` must be {expected}", field=field, expected=expected)
        )
        return self.complaint(sentence)

    def missing(self, field: str) -> CatalogueError:
        """The error about a required field that is not there."""
        return self.complaint(_("`{field}` is missing", field=field))

    def complaint(self, what: str) -> CatalogueError:
        """The error about the line as a whole; `what` is a translated clause."""
        return CatalogueError(_("{file}, line {line}: {what}.", file=self.file, line=self.line, what=what))


def decode(text: str, place: FileLine, *, fields: frozenset[str]) -> Record:
    """The JSON object of one line, with known fields only and without unsafe characters."""
    if len(text) > LONGEST_LINE:
        raise place.complaint(
            _(
                "a line holds at most {most} characters; this one has {count}",
                most=LONGEST_LINE,
                count=len(text),
            )
        )
    try:
        record = _DECODER.decode(text)
    except _RepeatedField as error:
        raise place.complaint(_("the field `{field}` is there twice", field=error.args[0])) from None
    except (ValueError, RecursionError) as error:
        raise place.complaint(
            _("expected one JSON object, and this is not valid JSON ({reason})", reason=error)
        ) from None
    if not isinstance(record, dict):
        raise place.complaint(_("expected one JSON object, not {found}", found=_quoted(record)))
    if not record.keys() <= fields:
        _refuse_unknown(record, place, fields)
    if "\\" in text or _UNSAFE.search(text):
        _refuse_unsafe(record, place)
    return record


def text_of(record: Mapping[str, object], field: str, place: FileLine, *, most: int = LONGEST_TEXT) -> str:
    """A required, non-empty text without blanks at its ends."""
    if field not in record:
        raise place.missing(field)
    value = record[field]
    if not isinstance(value, str) or not value or value != value.strip() or len(value) > most:
        raise place.refusal(field, _("text of 1 to {most} characters without blanks at its ends", most=most), value)
    return value


def optional_text_of(
    record: Mapping[str, object], field: str, place: FileLine, *, most: int = LONGEST_TEXT
) -> str | None:
    """As `text_of`, or None when the field is left out."""
    return text_of(record, field, place, most=most) if field in record else None


def texts_of(record: Mapping[str, object], field: str, place: FileLine) -> tuple[str, ...]:
    """A list of texts, each there once; empty when the field is left out."""
    if field not in record:
        return ()
    value = record[field]
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise place.refusal(field, _("a list of at most {most} texts", most=MOST_ITEMS), value)
    if not _all_clean(value):
        bad = next(item for item in value if not _all_clean([item]))
        raise place.refusal(
            field,
            _("a list of texts of 1 to {most} characters, no blanks at their ends", most=LONGEST_TEXT),
            bad,
        )
    if len(set(value)) != len(value):
        repeated = next(item for index, item in enumerate(value) if item in value[:index])
        raise place.refusal(field, _("without repeats; it holds {found} twice", found=_quoted(repeated)))
    return tuple(value)


def _all_clean(items: list[object]) -> bool:
    # Nine lists on every line pass here: loops in C, or reading a large file takes half as long again.
    try:
        trimmed = [*map(str.strip, items)]  # type: ignore[arg-type]  # what is no text raises TypeError
    except TypeError:
        return False
    return trimmed == items and all(items) and max(map(len, trimmed), default=0) <= LONGEST_TEXT


def terms_of(
    record: Mapping[str, object], field: str, place: FileLine, *, known: Mapping[str, object] | None
) -> tuple[str, ...]:
    """A list of vocabulary terms; any texts when `known` is None."""
    values = texts_of(record, field, place)
    if known is not None:
        for value in values:
            require_term(value, field, place, known=known)
    return values


def require_term(value: str, field: str, place: FileLine, *, known: Mapping[str, object]) -> None:
    """Refuse a term that the vocabulary does not have, and name the nearest one that it has."""
    if value not in known:
        near = _nearest(value, known)
        hint = _(" (did you mean “{term}”?)", term=near[0]) if near else ""
        raise place.refusal(field, _("terms of the vocabulary{hint}", hint=hint), value)


def whole_number_of(record: Mapping[str, object], field: str, place: FileLine, *, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`, or None when the field is left out."""
    if field not in record:
        return None
    value = record[field]
    if type(value) is not int or not low <= value <= high:  # bool is an int, and no number of anything
        raise place.refusal(field, _("a whole number from {low} to {high}", low=low, high=high), value)
    return value


def choice_of(
    record: Mapping[str, object], field: str, place: FileLine, *, choices: Mapping[str, Choice]
) -> Choice | None:
    """One of the words of an enumeration, or None when the field is left out."""
    if field not in record:
        return None
    value = record[field]
    chosen = choices.get(value) if isinstance(value, str) else None
    if chosen is None:
        raise place.refusal(field, _("one of {choices}", choices=joined(choices)), value)
    return chosen


def required(value: Value | None, field: str, place: FileLine) -> Value:
    """The value of a field that every record needs; what an optional reader gave for it."""
    if value is None:
        raise place.missing(field)
    return value


def date_of(record: Mapping[str, object], field: str, place: FileLine) -> str | None:
    """A real calendar day as YYYY-MM-DD, or None when the field is left out."""
    if field not in record:
        return None
    value = record[field]
    if isinstance(value, str) and _DATE.match(value):
        try:
            date.fromisoformat(value)
        except ValueError:
            pass
        else:
            return value
    raise place.refusal(field, _("a real date such as 2024-10-21"), value)


def numbered_lines(lines: Iterable[str], *, file: str) -> Iterator[tuple[FileLine, str]]:
    """Every line that is not blank with its place, counted from 1."""
    for number, line in enumerate(lines, start=1):
        if not line.isspace() and line:
            yield FileLine(file, number), line


def open_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, one at a time; a byte order mark is skipped.

    Raises CatalogueError when the file cannot be read or a line is not UTF-8.
    """
    try:
        with path.open("rb") as source:
            # A file without line ends must not fill the memory before it is refused.
            most_bytes = 4 * LONGEST_LINE
            for number, raw in enumerate(iter(partial(source.readline, most_bytes), b""), start=1):
                if len(raw) == most_bytes:
                    raise FileLine(path.name, number).complaint(
                        _("a line holds at most {most} characters", most=LONGEST_LINE)
                    )
                try:
                    text = raw.decode("utf-8")
                except UnicodeDecodeError:
                    raise FileLine(path.name, number).complaint(
                        _("expected text in UTF-8; save the file as UTF-8")
                    ) from None
                yield text.removeprefix("\ufeff") if number == 1 else text
    except OSError as error:
        raise CatalogueError(
            _("{file} cannot be read: {reason}.", file=str(path), reason=error.strerror or error)
        ) from None


class _RepeatedField(Exception):
    """A signal inside this module: its argument is the field that is there twice."""


def _once_each(pairs: list[tuple[str, object]]) -> Record:
    record = dict(pairs)
    if len(record) != len(pairs):
        names = [name for name, _value in pairs]
        raise _RepeatedField(next(name for name in names if names.count(name) > 1))
    return record


_DECODER: Final = json.JSONDecoder(object_pairs_hook=_once_each)


def _refuse_unknown(record: Record, place: FileLine, fields: frozenset[str]) -> NoReturn:
    unknown = next(name for name in record if name not in fields)
    near = _nearest(unknown, fields)
    hint = _("; did you mean `{field}`?", field=near[0]) if near else ""
    raise place.complaint(_("there is no field {found}{hint}", found=_quoted(unknown), hint=hint))


def _nearest(unknown: str, known: Iterable[str]) -> list[str]:
    """The likeliest of what is known, or nothing."""
    from difflib import get_close_matches  # only for what is wrong

    return get_close_matches(unknown, known, n=1)


def _refuse_unsafe(record: Record, place: FileLine) -> None:
    for field, value in record.items():
        for text in _texts_within(value):
            if found := _UNSAFE_IN_TEXT.search(text):
                raise place.refusal(
                    field,
                    _("free of control and invisible characters; it holds U+{code}", code=f"{ord(found[0]):04X}"),
                )


def _texts_within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (*_texts_within(key), *_texts_within(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_within(inner)


def _quoted(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, float) else repr(value)
    text = _UNSAFE_IN_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= 80 else text[:79] + "…"
