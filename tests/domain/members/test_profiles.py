"""What places and ratings tell of a member."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.domain.members.profiles import Profile, profile_of, watched_minutes
from bot.domain.progress import Progress, Status, started_again, watched_again
from bot.domain.series import Kind, Series

WHO = 7
LONG = Series("long-kr-2020", "Long", "KR", 2020, Kind.BL, episodes=10, minutes=60, cast=("Ann", "Bo"), writers=("Cy",))
SHORT = Series("short-th-2021", "Short", "TH", 2021, Kind.GL, episodes=4, minutes=30, cast=("Bo",), directors=("Cy",))
OPEN = Series("open-kr-2022", "Open", "KR", 2022, Kind.GENERAL, cast=("Dee",))
KNOWN = {series.id: series for series in (LONG, SHORT, OPEN)}


def place(series: Series, status: Status, episode: int = 0, **more: int) -> Progress:
    return Progress(WHO, series.id, status, episode, **more)


def test_whoever_has_said_nothing_has_an_empty_profile() -> None:
    assert profile_of([], {}, KNOWN.get) == Profile()


def test_what_is_planned_and_what_nobody_here_knows_tells_nothing() -> None:
    unknown = Progress(WHO, "elsewhere-us-2000", Status.FINISHED, 3)
    assert profile_of([place(LONG, Status.PLANNED), unknown], {"gone": 20}, KNOWN.get) == Profile()


def test_countries_people_and_ends_are_counted_once_a_series() -> None:
    places = [place(LONG, Status.FINISHED, 10), place(SHORT, Status.WATCHING, 2), place(OPEN, Status.DROPPED, 1)]
    found = profile_of(places, {}, KNOWN.get)
    assert (found.started, found.finished, found.hours) == (3, 1, 11)
    assert found.countries == (("KR", 2), ("TH", 1))
    assert found.people == (("Bo", 2), ("Cy", 2)), "once is not again, and one person has several trades"


def test_a_rating_without_a_place_counts_as_watched() -> None:
    found = profile_of([], {SHORT.id: 17, LONG.id: 12}, KNOWN.get)
    assert (found.started, found.finished, found.hours) == (2, 2, 12)
    assert found.favourites == ((SHORT, 17),), "12 half points are no favourite"


def test_favourites_are_the_best_rated_and_at_most_five() -> None:
    many = {f"s{n}": replace(LONG, id=f"s{n}", popularity=n) for n in range(9)}
    found = profile_of([], {one: 16 + (n % 3) * 2 for n, one in enumerate(many)}, many.get)
    assert [series.id for series, _rating in found.favourites] == ["s8", "s5", "s2", "s7", "s4"]


def test_people_are_counted_where_the_cast_may_be_named() -> None:
    places = [place(LONG, Status.FINISHED, 10), place(SHORT, Status.WATCHING, 2)]
    assert profile_of(places, {}, KNOWN.get, names_cast=lambda series: series is LONG).people == ()


@pytest.mark.parametrize(
    ("kept", "minutes"),
    [
        (place(LONG, Status.WATCHING, 3), 180),
        (place(LONG, Status.FINISHED, 10), 600),
        (place(LONG, Status.FINISHED), 600),  # finished while its length was not known
        (started_again(place(LONG, Status.FINISHED, 10)), 600),
        (replace(started_again(place(LONG, Status.FINISHED, 10)), episode=4), 840),
        (watched_again(place(LONG, Status.FINISHED, 10), LONG, 2), 1800),
        (place(OPEN, Status.FINISHED), 0),
        (None, 600),
    ],
)
def test_every_round_counts(kept: Progress | None, minutes: int) -> None:
    series = OPEN if kept is not None and kept.series_id == OPEN.id else LONG
    assert watched_minutes(kept, series) == minutes
