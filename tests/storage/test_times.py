"""Moments in the database: whole milliseconds, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.engine.times import from_ms, to_ms


@given(st.integers(min_value=-62_000_000_000_000, max_value=250_000_000_000_000))
def test_every_stored_moment_comes_back(milliseconds: int) -> None:
    moment = from_ms(milliseconds)
    assert moment.tzinfo is UTC
    assert to_ms(moment) == milliseconds


def test_time_zones_do_not_matter() -> None:
    seoul = datetime(2024, 10, 21, 21, 0, tzinfo=timezone(timedelta(hours=9)))
    assert from_ms(to_ms(seoul)) == seoul == datetime(2024, 10, 21, 12, 0, tzinfo=UTC)


def test_parts_of_a_millisecond_are_dropped() -> None:
    assert to_ms(datetime(1970, 1, 1, 0, 0, 0, 1999, tzinfo=UTC)) == 1


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_ms(datetime(2024, 1, 1))  # noqa: DTZ001
