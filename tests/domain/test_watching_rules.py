"""When the next episode opens, and who is pinged for it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.discussion.watching import (
    CATCH_UP,
    Pace,
    Party,
    after_opening,
    first_day,
    is_catching_up,
    may_be_pinged,
    scheduled,
)
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.errors import UserError

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=4)
UNKNOWN = replace(SERIES, episodes=None)
WEEKLY = Party(
    1, 1, SERIES.id, 7, Pace.DATES, 7, date(2026, 3, 20), time(20), "Europe/Berlin", None, 1, 1, 5, due_at=None
)
QUORUM = replace(WEEKLY, pace=Pace.QUORUM, every_days=None, first_on=None, local_time=None, quorum=2)


def test_a_clock_change_does_not_move_the_hour() -> None:
    """Berlin goes to summer time on 29 March 2026."""
    assert scheduled(WEEKLY, 1) == datetime(2026, 3, 20, 19, tzinfo=UTC)
    assert scheduled(WEEKLY, 3) == datetime(2026, 4, 3, 18, tzinfo=UTC)


def test_an_hour_that_the_clock_change_leaves_out_is_the_one_after_it() -> None:
    gap = replace(WEEKLY, first_on=date(2026, 3, 29), local_time=time(2, 30))
    assert scheduled(gap, 1).astimezone(ZoneInfo("Europe/Berlin")).strftime("%H:%M") == "03:30"


def test_of_an_hour_that_comes_twice_it_is_the_first() -> None:
    twice = replace(WEEKLY, first_on=date(2026, 10, 25), local_time=time(2, 30))
    assert scheduled(twice, 1) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe", "Pacific/Apia"]),
    st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    st.integers(1, 60),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_openings_come_in_order(zone: str, day: date, every: int, at: time) -> None:
    party = replace(WEEKLY, time_zone=zone, first_on=day, every_days=every, local_time=at)
    moments = [scheduled(party, episode) for episode in range(1, 12)]
    assert moments == sorted(set(moments))


def test_what_was_missed_is_caught_up_one_at_a_time() -> None:
    now = scheduled(WEEKLY, 3) + timedelta(minutes=5)
    party, moments = WEEKLY, []
    for _turn in range(3):
        assert is_catching_up(party, now=now) == (party.next_episode < 3)
        party = after_opening(party, SERIES, now=now)
        assert party.due_at is not None
        moments.append(party.due_at)
        now = max(party.due_at, now)
    assert moments[0] == scheduled(WEEKLY, 3) + timedelta(minutes=5) + CATCH_UP
    assert moments[2] == scheduled(WEEKLY, 4)


def test_the_last_episode_ends_the_group() -> None:
    assert not after_opening(replace(WEEKLY, next_episode=4), SERIES, now=scheduled(WEEKLY, 4)).is_running
    assert after_opening(replace(WEEKLY, next_episode=4), UNKNOWN, now=scheduled(WEEKLY, 4)).is_running


def test_a_quorum_waits_without_a_date() -> None:
    after = after_opening(QUORUM, SERIES, now=datetime(2026, 1, 1, tzinfo=UTC))
    assert after.due_at is None
    assert after.is_running
    assert not is_catching_up(QUORUM, now=datetime(2030, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("progress", "pinged"),
    [
        (None, True),
        (Progress(1, "x", Status.WATCHING, 4), True),
        (Progress(1, "x", Status.WATCHING, 3), False),
        (Progress(1, "x", Status.DROPPED, 2), False),
        (Progress(1, "x", Status.FINISHED, 8), True),
        (Progress(1, "x", Status.FINISHED, 3), False),
        (Progress(1, "x", Status.WATCHING, 1, rewatches=2), False),
    ],
)
def test_those_who_are_behind_are_never_pinged(progress: Progress | None, pinged: bool) -> None:
    assert may_be_pinged(progress, 5, 8) is pinged
    assert may_be_pinged(progress, 1, 8)


def test_the_first_day_is_the_next_one_that_still_holds_the_hour() -> None:
    now = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)  # 20:30 in Seoul
    assert first_day(None, time(20), "Asia/Seoul", now) == date(2026, 11, 23)
    assert first_day(None, time(21), "Asia/Seoul", now) == date(2026, 11, 22)
    with pytest.raises(UserError, match="8:00\u202fPM is over in this server's time zone, Asia/Seoul"):
        first_day(date(2026, 11, 22), time(20), "Asia/Seoul", now)
