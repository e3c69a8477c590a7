from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.horizon import check_horizon, describe_horizon, is_whole_series, may_see, thread_suffix
from bot.domain.reviews.typed_horizon import read_horizon
from bot.errors import UserError


@pytest.mark.parametrize(
    ("horizon", "spoiler_free", "episodes", "badge", "suffix"),
    [
        (None, True, 8, "Spoiler-free", "no spoilers"),
        (5, False, 8, "Spoils through episode 5", "spoils through ep 5"),
        (5, False, None, "Spoils through episode 5", "spoils through ep 5"),
        (None, False, 8, "Spoils the whole series", "spoils everything"),
        (8, False, 8, "Spoils the whole series", "spoils everything"),
        (9, False, 8, "Spoils the whole series", "spoils everything"),
    ],
)
def test_the_horizon_is_said_in_words(horizon, spoiler_free, episodes, badge, suffix):
    assert describe_horizon(horizon, spoiler_free, episodes) == badge
    assert thread_suffix(horizon, spoiler_free, episodes) == suffix


@pytest.mark.parametrize(
    ("horizon", "spoiler_free", "watched", "finished", "episodes", "seen"),
    [
        (None, True, None, False, 8, True),  # spoiler-free is for everyone
        (5, False, None, False, 8, False),  # nothing known of the reader
        (5, False, 0, False, 8, False),
        (5, False, 4, False, 8, False),
        (5, False, 5, False, 8, True),
        (5, False, 6, False, 8, True),
        (None, False, 7, False, 8, False),
        (None, False, 8, False, 8, True),
        (None, False, 8, False, None, False),  # nobody knows which episode is the last
        (None, False, 0, True, None, True),  # finished once, perhaps watching again
        (9, False, 8, False, 8, True),  # the catalogue was corrected since
        (0, False, 3, False, 8, False),  # no such horizon: in doubt, hide
        (None, False, 0, False, 0, False),
    ],
)
def test_in_doubt_a_reader_sees_nothing_past_the_horizon(horizon, spoiler_free, watched, finished, episodes, seen):
    assert may_see(horizon, spoiler_free, watched=watched, finished=finished, episodes=episodes) is seen


@given(
    st.one_of(st.none(), st.integers(1, 30)),
    st.integers(0, 30),
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(1, 30)),
)
def test_watching_more_never_shows_less(horizon, watched, more, episodes):
    def seen(episode):
        return may_see(horizon, False, watched=episode, finished=False, episodes=episodes)

    assert seen(watched + more) >= seen(watched)


def test_the_last_episode_and_no_episode_are_the_whole_series():
    assert is_whole_series(None, 8)
    assert is_whole_series(8, 8)
    assert not is_whole_series(7, 8)
    assert not is_whole_series(7, None)


def test_a_horizon_is_an_episode_of_the_series():
    assert check_horizon(5, title="Semantic Error", episodes=8) == 5
    assert check_horizon(None, title="Semantic Error", episodes=8) is None
    assert check_horizon(40, title="Semantic Error", episodes=None) == 40


@pytest.mark.parametrize(("horizon", "words"), [(0, "Episode 0 does not exist"), (9, "has 8 episodes"), (-1, "-1")])
def test_a_horizon_beyond_the_series_is_refused_with_the_numbers(horizon, words):
    with pytest.raises(UserError, match=words):
        check_horizon(horizon, title="Semantic Error", episodes=8)


@pytest.mark.parametrize(
    "typed",
    ["3", " 3 ", "episode 3", "Episode 3", "ep3", "ep. 3", "E3", "S1E3", "s01e03", "S1 E3", "season 1 episode 3",
     "up to 3", "up to episode 3", "through ep 3", "spoils up to 3", "until 3", "3화", "3화까지", "第3集", "3話まで",
     "ตอนที่ 3", "capítulo 3", "hasta 3", "até 3", "tập 3", "sampai 3", "eps 1-3", "1–3", "episodes 1 to 3",
     "first 3 episodes", "the first three", "episode three", "3rd episode", "third episode", "3/8", "3 of 8",
     "episode 3 of 8", "up to and including 3", "第三集", "hasta el 3", "jusqu’à l’épisode 3",
     "до 3 серии", "３", "3.", "1x03"],
)  # fmt: skip
def test_a_horizon_is_understood_as_people_write_it(typed):
    assert read_horizon(typed) == (False, 3)


def test_the_whole_and_nothing_are_horizons_too():
    assert [read_horizon(typed) for typed in ("", "all", "the whole series", "the end")] == [(False, None)] * 4
    assert [read_horizon(typed) for typed in ("free", "Spoiler-free", "no spoilers")] == [(True, None)] * 3


@pytest.mark.parametrize(
    "typed",
    [
        "half",
        "three and a half",
        "ep",
        "3 4",
        "12345",
        "-3",
        "3.5",
        "5-3",
        "1, 2, 3",
        "3 or 4",
        "nothing",
        "before 3",
        "after 3",
        "not 3",
    ],
)
def test_what_is_no_horizon_is_named(typed):
    with pytest.raises(UserError, match="does not say how far"):
        read_horizon(typed)
