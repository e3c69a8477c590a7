"""Where a member is: what follows from what they said, and what can't be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.progress import (
    MAX_EPISODE,
    Progress,
    Status,
    has_finished,
    moved_to,
    pack,
    started_again,
    unpack,
    watched_next,
    watched_through,
)
from bot.domain.series import Kind, Series
from bot.errors import UserError

EIGHT = Series("love-in-the-big-city-kr-2024", "Love in the Big City", "KR", 2024, Kind.QUEER, episodes=8)
UNKNOWN = Series("someday-th-2026", "Someday", "TH", 2026, Kind.GL)
START = Progress(1, EIGHT.id, Status.PLANNED)


@pytest.mark.parametrize(
    ("episode", "status", "expected"),
    [
        (3, None, (Status.WATCHING, 3)),
        (8, None, (Status.FINISHED, 8)),
        (None, Status.FINISHED, (Status.FINISHED, 8)),
        (2, Status.FINISHED, (Status.FINISHED, 8)),
        (5, Status.DROPPED, (Status.DROPPED, 5)),
        (None, Status.ON_HOLD, (Status.ON_HOLD, 0)),
        (0, None, (Status.PLANNED, 0)),
        (None, None, (Status.PLANNED, 0)),
    ],
)
def test_what_was_left_out_follows_from_the_rest(
    episode: int | None, status: Status | None, expected: tuple[Status, int]
) -> None:
    after = moved_to(START, EIGHT, episode=episode, status=status)
    assert (after.status, after.episode) == expected


@pytest.mark.parametrize(("episode", "parts"), [(9, ["Love in the Big City", "8", "9"]), (-1, ["-1"])])
def test_an_episode_that_does_not_exist_is_named(episode: int, parts: list[str]) -> None:
    with pytest.raises(UserError) as refused:
        moved_to(START, EIGHT, episode=episode)
    for part in parts:
        assert part in refused.value.message


def test_where_the_number_of_episodes_is_unknown_nothing_finishes_by_itself() -> None:
    after = moved_to(Progress(1, UNKNOWN.id, Status.WATCHING, 11), UNKNOWN, episode=12)
    assert (after.status, after.episode) == (Status.WATCHING, 12)
    with pytest.raises(UserError, match="5001"):
        moved_to(START, UNKNOWN, episode=5001)


@given(st.integers(0, 7))
def test_watching_next_counts_up_and_ends_finished(episode: int) -> None:
    after = watched_next(Progress(1, EIGHT.id, Status.WATCHING, episode), EIGHT)
    assert after.episode == episode + 1
    assert (after.status is Status.FINISHED) == (after.episode == 8)


def test_nothing_comes_after_the_last_episode() -> None:
    with pytest.raises(UserError, match="all of Love in the Big City"):
        watched_next(Progress(1, EIGHT.id, Status.FINISHED, 8), EIGHT)


def test_a_rewatch_starts_over_and_stays_unspoilable() -> None:
    again = started_again(Progress(1, EIGHT.id, Status.FINISHED, 8))
    assert (again.status, again.episode, again.rewatches) == (Status.WATCHING, 0, 1)
    assert again.seen_before == 8
    assert has_finished(again, 8)
    assert not has_finished(again, 10), "two episodes came since"
    with pytest.raises(UserError, match="finished"):
        started_again(Progress(1, EIGHT.id, Status.WATCHING, 4))


@pytest.mark.parametrize(
    ("progress", "episodes", "through", "finished"),
    [
        (None, 8, 0, False),
        (None, None, 0, False),
        (Progress(1, "x", Status.FINISHED, 8), 8, 8, True),
        (Progress(1, "x", Status.FINISHED, 8), 10, 8, False),
        (Progress(1, "x", Status.FINISHED, 12), 8, 12, True),
        (Progress(1, "x", Status.FINISHED, 0), 8, 0, False),
        (Progress(1, "x", Status.FINISHED, 0), None, MAX_EPISODE, True),
        (Progress(1, "x", Status.WATCHING, 5), None, 5, False),
        (Progress(1, "x", Status.WATCHING, 2, rewatches=1, seen_before=8), 8, 8, True),
        (Progress(1, "x", Status.WATCHING, 2, rewatches=1, seen_before=8), 9, 8, False),
        (Progress(1, "x", Status.WATCHING, 2, rewatches=1), None, MAX_EPISODE, True),
    ],
)
def test_what_was_finished_is_asked_of_the_episodes_known_now(
    progress: Progress | None, episodes: int | None, through: int, finished: bool
) -> None:
    assert watched_through(progress, episodes) == through
    assert has_finished(progress, episodes) is finished


def test_an_undo_button_knows_the_earlier_round() -> None:
    again = started_again(Progress(1, EIGHT.id, Status.FINISHED, 8, shared=True))
    assert unpack(pack(again), 1, EIGHT.id) == again
