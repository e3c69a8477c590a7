"""Who comes first, and the numbers that say why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ranking import (
    NEWCOMER_EVERY,
    NEWCOMER_PLACE,
    Candidate,
    SeriesRating,
    Wish,
    bayesian_mean,
    explain_place,
    rank_reviews,
    rank_series,
    server_mean,
    smoothed_share,
)
from bot.domain.reviews.rules import Stage
from bot.domain.votes import Tally
from bot.i18n import speaking

START = datetime(2026, 1, 1, tzinfo=UTC)


def review(
    number: int, helpful: int = 0, not_helpful: int = 0, *, language: str = "en", stage: Stage = Stage.FINISHED
) -> Candidate:
    """Reviews with higher numbers are newer."""
    return Candidate(number, Tally(helpful, not_helpful), START + timedelta(days=number), language, stage)


def order(*candidates: Candidate, mean: float = 0.5, wish: Wish | None = None, turn: int = 1) -> list[int]:
    """`turn` is by default one without a newcomers' place."""
    return [place.review_id for place in rank_reviews(candidates, mean=mean, wish=wish, turn=turn)]


@pytest.mark.parametrize(
    ("helpful", "votes", "mean", "expected"),
    [(0, 0, 0.7, 0.7), (1, 1, 0.5, 3.5 / 6), (5, 5, 0.5, 0.75), (95, 100, 0.5, 97.5 / 105), (0, 5, 0.6, 0.3)],
)
def test_a_share_is_drawn_towards_the_mean_by_five_imaginary_votes(
    helpful: int, votes: int, mean: float, expected: float
) -> None:
    assert smoothed_share(helpful, votes, mean=mean) == pytest.approx(expected)


@pytest.mark.parametrize(("helpful", "votes"), [(-1, 3), (4, 3)])
def test_impossible_votes_are_refused(helpful: int, votes: int) -> None:
    with pytest.raises(ValueError, match="helpful of"):
        smoothed_share(helpful, votes, mean=0.5)


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1), st.floats(0.1, 50))
def test_a_share_lies_between_the_mean_and_what_was_voted(
    helpful: int, not_helpful: int, mean: float, weight: float
) -> None:
    votes = helpful + not_helpful
    share = smoothed_share(helpful, votes, mean=mean, weight=weight)
    ends = (mean, helpful / votes if votes else mean)
    assert min(ends) - 1e-9 <= share <= max(ends) + 1e-9


@given(st.integers(0, 100), st.integers(0, 100), st.floats(0.01, 0.99))
def test_a_helpful_vote_raises_and_another_lowers(helpful: int, not_helpful: int, mean: float) -> None:
    votes = helpful + not_helpful
    share = smoothed_share(helpful, votes, mean=mean)
    assert smoothed_share(helpful, votes + 1, mean=mean) < share < smoothed_share(helpful + 1, votes + 1, mean=mean)


def test_the_servers_mean_is_one_half_until_there_are_votes() -> None:
    assert server_mean(Tally()) == 0.5
    assert server_mean(Tally(800, 200)) == pytest.approx(0.8, abs=0.01)


def test_many_good_votes_come_before_a_single_one() -> None:
    assert order(review(1, 1), review(2, 18, 2)) == [2, 1]


def test_one_bad_vote_does_not_bury_a_review_below_a_much_disliked_one() -> None:
    assert order(review(1, 0, 1), review(2, 3, 17)) == [1, 2]


def test_equal_shares_are_ordered_by_votes_then_by_newness() -> None:
    assert order(review(1, 5, 5), review(2), review(3, 1, 1), review(4)) == [1, 3, 4, 2]


def test_language_comes_before_stage_and_both_before_votes_when_asked() -> None:
    candidates = [
        review(1, 9, language="de", stage=Stage.WATCHING),
        review(2, 1, language="en", stage=Stage.WATCHING),
        review(3, 5, language="en", stage=Stage.FINISHED),
        review(4, 2, language="de", stage=Stage.FINISHED),
    ]
    assert order(*candidates) == [1, 3, 4, 2]
    assert order(*candidates, wish=Wish(language="en")) == [3, 2, 1, 4]
    assert order(*candidates, wish=Wish("en", Stage.WATCHING)) == [2, 3, 1, 4]
    assert order(*candidates, wish=Wish(stage=Stage.FINISHED)) == [3, 4, 1, 2]


def popular(count: int) -> list[Candidate]:
    return [review(number, 20) for number in range(1, count + 1)]


def test_newcomers_take_turns_on_the_third_place_of_every_second_list() -> None:
    candidates = [*popular(5), review(10), review(11), review(12, 0, 1)]
    found = []
    for turn in range(4 * NEWCOMER_EVERY):
        places = rank_reviews(candidates, mean=0.5, turn=turn)
        newcomers = [place for place in places if place.is_newcomer]
        assert len(newcomers) == (turn % NEWCOMER_EVERY == 0)
        for newcomer in newcomers:
            assert newcomer.place == NEWCOMER_PLACE
            found.append(newcomer.review_id)
    assert found == [11, 10, 11, 10]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_short_list_keeps_no_place_for_newcomers(count: int) -> None:
    places = rank_reviews(popular(count), mean=0.5)
    assert [place.is_newcomer for place in places] == [False] * count


def test_a_newcomer_does_not_displace_another() -> None:
    places = rank_reviews([*popular(2), review(10), review(11)], mean=0.5)
    assert not any(place.is_newcomer for place in places)


def test_the_newcomers_place_stays_within_what_was_asked_for() -> None:
    candidates = [*popular(4), review(10, language="de"), review(11)]
    places = rank_reviews(candidates, mean=0.5, wish=Wish(language="en"), turn=0)
    assert [place.review_id for place in places if place.is_newcomer] == [11]
    places = rank_reviews(candidates[:-1], mean=0.5, wish=Wish(language="en"), turn=0)
    assert not any(place.is_newcomer for place in places)


CANDIDATES = st.lists(
    st.builds(
        review,
        st.integers(1, 10_000),
        st.integers(0, 9),
        st.integers(0, 9),
        language=st.sampled_from(["en", "de"]),
        stage=st.sampled_from(Stage),
    ),
    max_size=12,
    unique_by=lambda candidate: candidate.review_id,
)


@given(CANDIDATES, st.randoms(use_true_random=False), st.integers(0, 50), st.sampled_from([None, "en", "de"]))
def test_every_review_has_one_place_whatever_order_it_came_in(
    candidates: list[Candidate], random: object, turn: int, language: str | None
) -> None:
    wish = Wish(language=language)
    places = rank_reviews(candidates, mean=0.6, wish=wish, turn=turn)
    shuffled = sorted(candidates, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert places == rank_reviews(shuffled, mean=0.6, wish=wish, turn=turn)
    assert [place.place for place in places] == list(range(1, len(candidates) + 1))
    assert {place.review_id for place in places} == {candidate.review_id for candidate in candidates}
    earned = [place for place in places if not place.is_newcomer]
    assert earned == sorted(earned, key=lambda place: (place.has_language is False, -place.share, -place.tally.votes))


def test_an_explanation_names_the_numbers() -> None:
    (place, *_) = rank_reviews([review(1, 7, 1), review(2)], mean=0.72, wish=Wish(language="de"))
    text = explain_place(place)
    assert "Place 1 of 2." in text
    assert "7 of 8 found it helpful" in text
    assert "5 more are counted at this server's average of 72%" in text
    assert "makes 82%" in text
    assert "not in the language you asked for" in text


def test_a_newcomer_and_a_review_without_votes_are_explained() -> None:
    places = rank_reviews([*popular(4), review(10)], mean=0.6)
    text = explain_place(places[NEWCOMER_PLACE - 1])
    assert "Nobody has voted on it yet" in text
    assert "60% helpful" in text
    assert "in every second list, place 3 goes to one that nobody has voted on" in text


def test_percentages_follow_the_language_of_the_sentence() -> None:
    (place,) = rank_reviews([review(1, 1)], mean=0.5)
    with speaking("de"):  # there is no German catalogue: an English sentence has English numbers
        assert "that makes 58%." in explain_place(place)


# Series


def test_few_ratings_are_drawn_towards_the_servers_mean() -> None:
    assert bayesian_mean(0, 0, mean=14.0) == 14.0
    assert bayesian_mean(60, 3, mean=14.0) == pytest.approx((60 + 140) / 13)
    with pytest.raises(ValueError, match="-1 ratings"):
        bayesian_mean(0, -1, mean=14.0)


def test_a_series_loved_by_many_comes_before_one_loved_by_three() -> None:
    places = rank_series(
        [SeriesRating("three", 60, 3), SeriesRating("many", 19 * 40, 40), SeriesRating("meh", 10 * 20, 20)]
    )
    assert [(place.rating.series_id, place.place) for place in places] == [("many", 1), ("three", 2), ("meh", 3)]
    assert places[0].mean == pytest.approx((60 + 760 + 200) / 63)


def test_series_below_the_minimum_have_no_average_and_no_place_but_shape_the_mean() -> None:
    two = SeriesRating("two", 40, 2)
    assert two.average is None
    places = rank_series([two, SeriesRating("three", 30, 3)])
    assert [place.rating.series_id for place in places] == ["three"]
    assert places[0].mean == 14.0
    assert places[0].rating.average == 10.0


def test_a_server_without_ratings_has_no_ranking() -> None:
    assert rank_series([]) == []
    assert rank_series([SeriesRating("none", 0, 0)]) == []


def test_equal_series_are_ordered_by_ratings_then_by_id() -> None:
    ratings = [SeriesRating("b", 42, 3), SeriesRating("a", 42, 3), SeriesRating("c", 70, 5)]
    assert [place.rating.series_id for place in rank_series(ratings)] == ["c", "a", "b"]
