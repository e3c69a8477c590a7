"""How moments are stored: whole milliseconds since 1970 in UTC, in INTEGER columns named `…_at`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(moment: datetime) -> int:
    """`moment` in whole milliseconds since 1970, rounded down. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; pass an aware datetime")
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The aware UTC moment that `to_ms` stored."""
    return _EPOCH + milliseconds * _MILLISECOND
