"""Reading other people's JSON: whatever is not what was promised counts as not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.patterns import later_re

_DATE = later_re(r"(\d{4})-(\d{2})-(\d{2})")
Json = Mapping[str, Any]


def record_of(value: object) -> Json:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def records_of(value: object, *, most: int = 500) -> Iterator[Json]:
    """The objects of a list; nothing where it is no list."""
    if isinstance(value, list):
        yield from (each for each in value[:most] if isinstance(each, dict))


def number_of(value: object) -> int | None:
    """A whole number, also where it is written as a text or with a point; None for anything else, or beyond reason."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 12:
        return int(value)
    if isinstance(value, int | float) and abs(value) < 10**15:
        return int(value)
    return None


def id_of(value: object) -> str | None:
    """An id as text: whole numbers, or short words without anything that a path would read."""
    number = number_of(value)
    if number is not None:
        return str(number) if number > 0 else None
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value):
        return value
    return None


def date_of(value: object) -> str | None:
    """A calendar day as YYYY-MM-DD, the rest of a moment left off; None where it is no real day."""
    found = _DATE.match(value) if isinstance(value, str) else None
    if found is None:
        return None
    try:
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC).date().isoformat()
    except ValueError:
        return None


def year_of(value: object) -> int | None:
    """The year of a day."""
    day = date_of(value)
    return int(day[:4]) if day else None


def moment_of(value: object) -> datetime | None:
    """An ISO 8601 moment with its distance from UTC, or seconds since 1970; None for anything else."""
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else None
        seconds = number_of(value)
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def https_of(value: object) -> str | None:
    """An address that may be shown, by https; some are given by http, which their hosts serve by https too."""
    if not isinstance(value, str) or len(value) > 300 or not value.isprintable() or " " in value:
        return None
    address = "https://" + value[7:] if value.startswith("http://") else value
    return address if address.startswith("https://") and "." in address[8:] else None
