"""What a place is, whom it warns, and which cards follow it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.discussion.places import WHOLE_SERIES, Place, check_place, is_beyond, neighbours_of, touched_by
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.errors import UserError
from bot.ui.discussion.card import place_card, place_name

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8)
OPEN_ENDED = Series("b-kr-2020", "B", "KR", 2020, Kind.BL)


def place(episode: int, *, standing: bool = True) -> Place:
    number = episode + 1
    return Place(number, 1, SERIES.id, episode, 5, 100 + number if standing else None, 200 + number)


@pytest.mark.parametrize(
    ("episode", "progress", "beyond"),
    [
        (3, None, True),
        (3, Progress(1, "x", Status.WATCHING, 2), True),
        (3, Progress(1, "x", Status.WATCHING, 3), False),
        (3, Progress(1, "x", Status.DROPPED, 2), True),
        (3, Progress(1, "x", Status.FINISHED, 8), False),
        (8, Progress(1, "x", Status.FINISHED, 7), True),
        (3, Progress(1, "x", Status.WATCHING, 1, rewatches=1, seen_before=8), False),
        (WHOLE_SERIES, None, False),
    ],
)
def test_a_place_is_beyond_those_who_have_not_seen_its_episode(
    episode: int, progress: Progress | None, beyond: bool
) -> None:
    assert is_beyond(episode, progress, 8) is beyond


@pytest.mark.parametrize(("given_episode", "meant"), [(None, 0), (0, 0), (1, 1), (8, 8)])
def test_an_episode_or_the_series_has_a_place(given_episode: int | None, meant: int) -> None:
    assert check_place(SERIES, given_episode) == meant


@pytest.mark.parametrize(("series", "episode", "said"), [
    (SERIES, 9, "A has 8 episodes; there is no episode 9"),
    (SERIES, -1, "Episode -1 does not exist"),
    (OPEN_ENDED, 5001, "no series has more than 5000"),
])  # fmt: skip
def test_an_episode_that_does_not_exist_has_none(series: Series, episode: int, said: str) -> None:
    with pytest.raises(UserError, match=said):
        check_place(series, episode)


def test_any_episode_goes_where_their_number_is_not_known() -> None:
    assert check_place(OPEN_ENDED, 77) == 77


@given(st.sets(st.integers(0, 8), min_size=1))
def test_neighbours_link_both_ways(episodes: set[int]) -> None:
    places = [place(episode) for episode in sorted(episodes)]
    for one in places:
        beside = neighbours_of(one, places)
        if one.episode and beside.after is not None:
            assert neighbours_of(beside.after, places).before == one
        for other in (beside.before, beside.after, beside.series):
            if other is not None:
                assert other in touched_by(one, places)


def test_a_place_that_is_being_made_is_nobodys_neighbour() -> None:
    assert neighbours_of(place(3), [place(2, standing=False), place(3)]).before is None


@given(st.text(min_size=1, max_size=300), st.integers(0, 5000))
def test_names_fit_and_end_with_the_episode(title: str, episode: int) -> None:
    series = Series("x-kr-2020", title, "KR", 2020, Kind.BL)
    name = place_name(series, episode)
    assert len(name.encode("utf-16-le", "surrogatepass")) <= 200
    assert "||" not in name
    if episode:
        assert name.endswith(f"Episode {episode}")


def test_the_card_of_a_long_series_fits() -> None:
    long = Series("c-th-2020", "C" * 100, "TH", 2020, Kind.BL)
    places = [place(0), *(place(episode) for episode in range(1, 400))]
    view = place_card(place(0), long, neighbours_of(place(0), places), places)
    assert "Episode 399" in str(view.to_components())
