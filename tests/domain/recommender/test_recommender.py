"""The recommender: what it promises to whoever asks."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.recommender import Explanation, Recommender, Share, Tuning, likematrix
from bot.domain.recommender.likes import (
    HUNDREDTHS,
    LEVELS,
    all_to_hundredths,
    appetite,
    level,
    levels,
    liked,
    liked_mask,
    to_hundredths,
)
from bot.domain.recommender.memberweights import WEIGHT_STEPS

SERIES = [f"s{number:02}" for number in range(14)]
FACETS = {name: {"trope": [f"t{number % 4}"], "director": [f"d{number // 3}"]} for number, name in enumerate(SERIES)}

scores = st.integers(2, 20).map(lambda half: half / 2)
ratings = st.dictionaries(st.tuples(st.integers(0, 9), st.sampled_from(SERIES)), scores, max_size=60)
quickly = settings(max_examples=25, deadline=None)


def catalogue(tuning: Tuning | None = None) -> Recommender:
    recommender = Recommender(tuning)
    for number, name in enumerate(SERIES):
        recommender.add_series(name, FACETS[name], prior=number % 5)
    return recommender


def community(known: dict[tuple[int, str], float], tuning: Tuning | None = None) -> Recommender:
    recommender = catalogue(tuning)
    load(recommender, known)
    return recommender


def load(recommender: Recommender, known: dict[tuple[int, str], float]) -> None:
    recommender.load([user for user, _ in known], [name for _, name in known], list(known.values()))


FANS = {  # three who love the even series, three who love the odd ones, and all of them s00
    (user, name): 9.0 if number % 2 == user % 2 or number == 0 else 3.0
    for user in range(6)
    for number, name in enumerate(SERIES[:10])
    if (number + user) % 5 or number == 0
}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("log_room", [8, 4096])
def test_what_is_taken_back_leaves_no_trace(seed: int, log_room: int) -> None:
    random = Random(seed)
    names = [f"s{number}" for number in range(40)]
    known = {(random.randrange(60), random.choice(names)): random.randint(2, 20) / 2 for _ in range(900)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likematrix, "LOG_ROOM", log_room)  # 8 makes the log fold in the middle of it all
        recommender = community(known)
        before = {user: recommender.recommend(user, 40) for user in (0, 30, 70, "stranger")}
        made = {(random.randrange(80), random.choice(names)): random.randint(2, 20) / 2 for _ in range(60)}
        for (user, name), score in made.items():
            recommender.rate(user, name, score)
        assert recommender.recommend("stranger", 40) != before["stranger"]
        for user, name in random.sample(list(made), len(made)):
            recommender.rate(user, name, known.get((user, name)))
        assert {user: recommender.recommend(user, 40) for user in before} == before


@quickly
@given(ratings)
def test_one_by_one_and_in_bulk_give_the_same_answers(known: dict[tuple[int, str], float]) -> None:
    bulk, single = community(known), catalogue()
    for (user, name), score in known.items():
        single.rate(user, name, score)
    for user in (0, 3, "stranger"):
        assert single.recommend(user, 14) == bulk.recommend(user, 14)
    assert single.rating_count == bulk.rating_count == len(known)


@quickly
@given(ratings, st.sampled_from(SERIES), st.floats(0.1, 2.0), st.sampled_from([0, 20_000]))
def test_shares_add_up_to_the_score(
    known: dict[tuple[int, str], float], extra: str, weight: float, few_ratings: int
) -> None:
    recommender = community(known, Tuning(few_ratings=few_ratings))
    likes = {extra: weight}
    found = recommender.recommend(3, 5, extra_likes=likes)
    assert found
    for name, score in found:
        explanation = recommender.explain(3, name, extra_likes=likes)
        total = explanation.house + sum(share.amount for share in explanation.shares) + explanation.rest
        assert explanation.score == score
        assert total == pytest.approx(score, rel=1e-3, abs=1e-9)
        assert {share.series_id for share in explanation.shares} == (recommender.likes_of(3) | {extra}) - {name}


@quickly
@example(
    {(0, "s03"): 8.5, (1, "s00"): 1.0, (1, "s01"): 1.0, (2, "s00"): 1.0, (2, "s01"): 6.0, (3, "s00"): 7.0}
    | {(3, "s01"): 5.5, (4, "s00"): 5.5, (5, "s01"): 1.0},
    0,
)  # a score of nearly nothing, which the steps of the weights move by a thousandth
@given(ratings, st.sampled_from([0, 20_000]))
def test_with_enough_iterations_it_is_the_ridge_regression_it_says_it_is(
    known: dict[tuple[int, str], float], few_ratings: int
) -> None:
    tuning = Tuning(iterations=120, ridge=1.0, ridge_growth=0.2, few_ratings=few_ratings, fame=0.2, full_fame=100)
    recommender = community(known, tuning)
    extra = {"s05": 0.7}
    users = sorted({user for user, _ in known})
    liking = np.zeros((len(users), len(SERIES) + 1))
    for (user, name), score in known.items():
        liking[users.index(user), SERIES.index(name)] = level(to_hundredths(score)) / LEVELS
    mass = liking.sum(axis=1)
    weights = np.rint(WEIGHT_STEPS * mass**-0.35)
    weights *= mass.sum() / max(1e-9, (weights * mass).sum())
    liking[:, -1] = 1
    asked = {"s05": 0.7}
    for column, weight in appetite(
        {SERIES.index(name): round(score * 100) for (user, name), score in known.items() if user == 0}
    ).items():
        asked[SERIES[column]] = max(weight, asked.get(SERIES[column], 0.0))
    facets = dense_facets()
    ridge = max(1.0, 0.2 * len(known) ** 0.5)
    house = sum(asked.values()) / (sum(asked.values()) + 3)
    matrix = ridge * np.eye(len(SERIES) + 1) + liking.T @ (weights[:, None] * liking)
    alike = facets.T @ facets
    if len(known) <= few_ratings:
        matrix[:-1, :-1] += 4 * alike
    right = np.zeros(len(SERIES) + 1)
    right[-1] = house
    right[[SERIES.index(name) for name in asked]] = list(asked.values())
    likes = liking[:, :-1].sum(axis=0)
    expected = -np.linalg.solve(matrix, right)[:-1]
    if len(known) > few_ratings:
        diagonal = likes + alike.diagonal() + ridge
        expected += alike @ (right[:-1] / diagonal) / diagonal
    fame = max(0.2, len(known) / 100)
    usual = (likes**2).sum() / max(1e-9, likes.sum())
    liked_by = np.array([sum(name in recommender.likes_of(user) for user in users) for name in SERIES])
    known_for = (usual * liked_by + 2 * likes) / (usual + 2)
    expected += (1 - house) * fame * known_for / ((ridge + weights.sum()) * (ridge + likes))
    expected *= (1 + usual / 2 + likes) ** 0.6
    for name, score in recommender.recommend(0, 14, extra_likes=extra):
        assert score == pytest.approx(expected[SERIES.index(name)], rel=1e-4, abs=1e-8)


def test_with_many_ratings_facets_still_bring_in_what_nobody_rated() -> None:
    recommender = Recommender(Tuning(few_ratings=0))
    for name, director in (("a", "one"), ("b", "two"), ("new", "one"), ("other", "two")):
        recommender.add_series(name, {"director": [director]})
    recommender.load(["x", "y"], ["a", "b"], [10.0, 10.0])
    assert recommender.recommend("x", 1, allow=["new", "other"])[0][0] == "new"
    assert recommender.recommend("y", 1, allow=["new", "other"])[0][0] == "other"


def dense_facets() -> np.ndarray:
    names = sorted({(role, value) for roles in FACETS.values() for role, values in roles.items() for value in values})
    matrix = np.array([[value in FACETS[name][role] for name in SERIES] for role, value in names], dtype=float)
    borne = matrix.sum(axis=1)
    matrix *= np.where(borne > 1, np.sqrt(np.log((len(SERIES) + 1) / borne)), 0.0)[:, None]
    matrix *= np.array([{"director": 0.5, "kind": 1.5}.get(role, 1.0) for role, _ in names])[:, None]
    squares = np.square(matrix).sum(axis=0)
    return matrix / np.sqrt(squares + np.median(squares))


@quickly
@given(ratings, st.integers(0, 11), st.sets(st.sampled_from(SERIES)), st.sets(st.sampled_from(SERIES)))
def test_nothing_rated_excluded_or_not_allowed_is_suggested(
    known: dict[tuple[int, str], float], user: int, excluded: set[str], allowed: set[str]
) -> None:
    recommender = community(known)
    answer = [name for name, _ in recommender.recommend(user, 14, exclude=excluded, allow=allowed)]
    assert set(answer) == allowed - excluded - set(recommender.ratings_of(user))
    assert len(answer) == len(set(answer))
    asked = recommender.recommend(user, 14, exclude=excluded, allow=allowed.__contains__)
    assert [name for name, _ in asked] == answer


@quickly
@given(ratings, st.integers(1, 14))
def test_a_shorter_answer_is_the_beginning_of_a_longer_one(known: dict[tuple[int, str], float], k: int) -> None:
    recommender = community(known)
    assert recommender.recommend("new", k) == recommender.recommend("new", 14)[:k]


def test_nothing_known_at_all_answers_by_fame_then_by_who_came_first() -> None:
    answer = [name for name, _ in catalogue().recommend("anyone", 5)]
    assert answer == ["s04", "s09", "s03", "s08", "s13"]
    assert Recommender().recommend("anyone", 5) == []
    assert catalogue().recommend("anyone", 0) == []


def test_without_a_rating_facets_decide_for_someone_with_a_taste() -> None:
    answer = [name for name, _ in catalogue().recommend("anyone", 4, extra_likes={"s06": 1.0})]
    assert set(answer) == {"s07", "s08", "s02", "s10"}  # two of the same director, two of the same trope


def test_few_ratings_of_one_member_do_not_outweigh_what_series_are_made_of() -> None:
    recommender = Recommender()
    for number in range(40):
        facets = {"trope": [f"t{number % 8}", f"u{number % 5}"], "director": [f"d{number // 4}"]}
        recommender.add_series(f"s{number:02}", facets)
    recommender.load(["other"] * 5, ["s21", "s23", "s25", "s27", "s39"], [9.0] * 5)
    for name in ("s00", "s08", "s16"):
        recommender.rate("asker", name, 9.0)
    found = [name for name, _ in recommender.recommend("asker", 8)]
    alike = {name for liked_one in ("s00", "s08", "s16") for name, _ in recommender.similar(liked_one, 40)}
    assert "s39" not in alike
    assert "s39" not in found
    assert "s23" in found, "what is alike and liked comes before much that is only alike"


def test_a_stranger_gets_what_most_people_like() -> None:
    assert community(FANS).recommend("stranger", 1)[0][0] == "s00"


def test_a_stranger_gets_series_by_how_many_like_them() -> None:
    recommender = community(FANS)
    liked_by = {name: sum(name in recommender.likes_of(user) for user in range(6)) for name in SERIES}
    answer = [liked_by[name] for name, _ in recommender.recommend("stranger", 14)]
    assert answer == sorted(answer, reverse=True)
    first = recommender.recommend("stranger", 1)[0]
    why = recommender.explain("stranger", first[0])
    assert (why.house, why.shares) == (first[1], ())


def test_a_rating_counts_at_once() -> None:
    recommender = community(FANS)
    recommender.rate("new", "s02", 9.0)
    even = dict(recommender.recommend("new", 14))
    recommender.rate("new", "s02", 2.0)
    recommender.rate("new", "s03", 9.0)
    odd = dict(recommender.recommend("new", 14))
    assert even["s04"] - even["s05"] > odd["s04"] - odd["s05"]


def test_a_dislike_is_no_like() -> None:
    recommender = community(FANS)
    plain = [name for name, _ in recommender.recommend("new", 14) if name != "s02"]
    recommender.rate("new", "s02", 1.0)
    assert recommender.likes_of("new") == set()
    assert [name for name, _ in recommender.recommend("new", 14)] == plain


def test_what_was_disliked_brings_nothing_like_it_and_is_no_reason() -> None:
    recommender = community(FANS)
    recommender.rate("new", "s02", 9.0)
    before = {name: recommender.explain("new", name) for name in ("s04", "s05")}
    recommender.rate("new", "s03", 2.0)
    after = {name: recommender.explain("new", name) for name in ("s04", "s05")}
    for name, why in after.items():
        assert [share.series_id for share in why.shares] == ["s02"]
        assert why.rest == before[name].rest == 0.0


def test_a_score_a_little_below_the_likes_speaks_but_is_no_reason() -> None:
    recommender = community(FANS)
    for name, score in (("s02", 9.0), ("s04", 7.5), ("s06", 6.5)):
        recommender.rate("new", name, score)
    why = recommender.explain("new", "s08")
    assert {share.series_id for share in why.shares} == recommender.likes_of("new") == {"s02", "s04"}
    assert why.rest != 0.0
    total = why.house + sum(share.amount for share in why.shares) + why.rest
    assert total == pytest.approx(why.score, rel=1e-3)


def test_who_rates_a_lot_says_less_with_each_rating() -> None:
    few = community({(0, "s00"): 9.0, (0, "s01"): 9.0, (1, "s00"): 9.0, (1, "s02"): 9.0})
    many = community({})
    for name in ("s00", "s01"):
        many.rate(0, name, 9.0)
    for name in ("s00", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09"):
        many.rate(1, name, 9.0)
    before, after = (dict(one.recommend("new", 14, extra_likes={"s00": 1.0})) for one in (few, many))
    assert before["s02"] - before["s01"] > after["s02"] - after["s01"]


def test_likes_for_one_call_are_not_suggested_and_not_kept() -> None:
    recommender = community(FANS)
    before = recommender.recommend("new", 14)
    assert "s05" not in dict(recommender.recommend("new", 14, extra_likes={"s05": 1.0, "unheard-of": 1.0}))
    assert recommender.recommend("new", 14) == before


def test_own_likes_can_be_left_out_of_the_question() -> None:
    recommender = community(FANS)
    asked = recommender.recommend(0, 4, extra_likes={"s03": 1.0}, own_likes=False)
    stranger = recommender.recommend("new", 14, extra_likes={"s03": 1.0})
    assert asked == [one for one in stranger if one[0] not in recommender.ratings_of(0)][:4]


def test_a_server_can_learn_from_its_own_members_only() -> None:
    recommender = community(FANS)
    alone = community({pair: score for pair, score in FANS.items() if pair[0] in (0, 2)})
    scoped = recommender.recommend("new", 14, members=[0, 2, "unknown"])
    assert dict(scoped) == pytest.approx(dict(alone.recommend("new", 14)))
    explanation = recommender.explain("new", scoped[0][0], members=[0, 2, "unknown"])
    assert explanation.score == scoped[0][1]


def test_a_removed_series_is_gone_with_its_ratings_and_can_come_back() -> None:
    recommender = community(FANS)
    count = recommender.rating_count
    recommender.remove_series("s00")
    recommender.remove_series("s00")
    recommender.remove_series("unheard-of")
    assert "s00" not in dict(recommender.recommend("stranger", 14))
    assert "s00" not in recommender
    assert recommender.rating_count == count - 6
    assert recommender.ratings_of(1).get("s00") is None
    with pytest.raises(KeyError):
        recommender.explain("stranger", "s00")
    recommender.add_series("s00", FACETS["s00"])
    assert "s00" in dict(recommender.recommend("stranger", 14))
    assert recommender.rating_count == count - 6


def test_removal_equals_never_having_been_there() -> None:
    recommender = community(FANS)
    recommender.remove_series("s04")
    without = Recommender()
    for number, name in enumerate(SERIES):
        if name != "s04":
            without.add_series(name, FACETS[name], prior=number % 5)
    load(without, {pair: score for pair, score in FANS.items() if pair[1] != "s04"})
    assert dict(recommender.recommend("new", 14)) == pytest.approx(dict(without.recommend("new", 14)))


def test_changed_facets_count_and_keep_the_ratings() -> None:
    recommender = community(FANS)
    recommender.add_series("s13", {"director": ["d0"], "trope": ["t0"]})
    (near,) = recommender.explain("new", "s13", extra_likes={"s12": 1.0}).shares
    recommender.add_series("s13", FACETS["s12"])
    (nearer,) = recommender.explain("new", "s13", extra_likes={"s12": 1.0}).shares
    assert nearer.amount > near.amount
    assert recommender.rating_count == len(FANS)


def test_words_of_a_text_bring_series_together_but_are_no_reason() -> None:
    recommender = catalogue()
    recommender.add_series("a", {}, "A lighthouse keeper writes letters.")
    recommender.add_series("b", {}, "Letters from a lighthouse")
    assert recommender.similar("a", 1)[0][0] == "b"
    assert recommender.explain(None, "b", extra_likes={"a": 1.0}).shares[0].shared == ()


def test_a_forgotten_member_leaves_no_trace() -> None:
    recommender = community(FANS)
    before = recommender.recommend("stranger", 14)
    for name in SERIES:
        recommender.rate("guest", name, 10.0)
    assert recommender.recommend("stranger", 14) != before
    recommender.forget("guest")
    recommender.forget("guest")
    assert recommender.recommend("stranger", 14) == before
    assert recommender.ratings_of("guest") == {}


def test_explanations_name_what_is_shared_and_who_liked_both() -> None:
    recommender = community(FANS)
    recommender.rate("new", "s02", 9.0)
    explanation = recommender.explain("new", "s06")
    (share,) = explanation.shares
    assert share.series_id == "s02"
    assert share.shared == (("trope", "t2"),)
    assert share.liked_both == recommender.liked_both("s02", "s06") > 0
    assert recommender.explain("new", "s06", among=[0]).shares[0].liked_both <= 1
    assert recommender.liked_both("s02", "s06", members=["nobody"]) == 0
    assert recommender.liked_both("s02", "unheard-of") == 0
    assert sum(explanation.parts().values()) == pytest.approx(1.0)


@pytest.mark.parametrize("score", [0.9, 10.5, -1.0, float("nan"), float("inf")])
def test_scores_outside_the_scale_are_refused_and_change_nothing(score: float) -> None:
    recommender = community(FANS)
    with pytest.raises(ValueError, match="from 1 to 10"):
        recommender.rate("new", "s01", score)
    with pytest.raises(ValueError, match="from 1 to 10"):
        recommender.load(["new", "new"], ["s01", "s02"], [9.0, score])
    assert recommender.rating_count == len(FANS)


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 users, 1 series and 1 scores"):
        catalogue().load(["a", "b"], ["s01"], [5.0])


def test_the_last_of_two_scores_counts() -> None:
    recommender = catalogue()
    recommender.load(["a", "a"], ["s01", "s01"], [2.0, 9.5])
    assert recommender.ratings_of("a") == {"s01": 9.5}
    recommender.load(["a"], ["s01"], [4.0])
    assert recommender.ratings_of("a") == {"s01": 4.0}
    assert recommender.rating_count == 1


def test_series_that_were_never_added_are_taken_in_with_their_ratings() -> None:
    recommender = Recommender()
    recommender.load(["a", "b", "b"], ["x", "x", "y"], [9.0, 9.0, 9.0])
    recommender.rate("c", "z", None)
    assert [name for name, _ in recommender.recommend("a", 5)] == ["y"]


@pytest.mark.parametrize(
    ("given_scores", "expected"),
    [
        ({}, set()),
        ({"a": 7.0}, {"a"}),
        ({"a": 6.0}, set()),
        ({"a": 9.0, "b": 5.0}, {"a"}),
        ({"a": 3.0, "b": 2.0, "c": 1.0}, set()),
        ({"a": 9.0, "b": 9.0, "c": 9.0}, {"a", "b", "c"}),
        ({"a": 10.0, "b": 10.0, "c": 10.0, "d": 8.5, "e": 8.0}, {"a", "b", "c", "d", "e"}),
        ({"a": 10.0, "b": 10.0, "c": 10.0, "d": 10.0, "e": 7.5}, {"a", "b", "c", "d"}),
        ({"a": 6.0, "b": 6.0, "c": 5.5, "d": 2.0, "e": 2.0, "f": 1.0}, {"a", "b", "c"}),
    ],
)
def test_a_like_is_at_or_above_the_own_mean_or_eight(given_scores: dict[str, float], expected: set[str]) -> None:
    columns = {name: number for number, name in enumerate(given_scores)}
    names = {number: name for name, number in columns.items()}
    found = liked({columns[name]: to_hundredths(score) for name, score in given_scores.items()})
    assert {names[column] for column in found} == expected


@quickly
@given(st.lists(st.lists(scores, max_size=8), max_size=6))
def test_likes_of_one_and_of_all_agree(members: list[list[float]]) -> None:
    flat = [score for own in members for score in own]
    starts = np.cumsum([0, *map(len, members)])
    mask = liked_mask(starts, all_to_hundredths(flat))
    alone = [liked({i: round(score * HUNDREDTHS) for i, score in enumerate(own)}) for own in members]
    assert mask.tolist() == [i in likes for own, likes in zip(members, alone, strict=True) for i in range(len(own))]


@given(st.lists(st.integers(100, 1000), max_size=30))
def test_levels_of_one_and_of_all_agree_and_rise_with_the_score(hundredths: list[int]) -> None:
    many = levels(np.array(sorted(hundredths), dtype=np.int16)).tolist()
    assert many == [level(score) for score in sorted(hundredths)] == sorted(many)
    assert set(many) <= set(range(1, LEVELS + 1))


def test_what_lies_below_the_likes_fades_out() -> None:
    weights = appetite({0: 1000, 1: 900, 2: 850, 3: 800, 4: 650, 5: 300})
    assert weights[0] == weights[1] == 1.0
    assert 0 < weights[4] < level(650) / LEVELS < weights[3] < weights[2] < 1
    assert 5 not in weights


@given(st.integers(0, 3000))
def test_the_best_of_a_long_record_stand_out(others: int) -> None:
    few = appetite({0: 1000, 1: 850})
    many = appetite({0: 1000, 1: 850, **dict.fromkeys(range(2, 2 + others), 850)})
    assert few[0] == many[0] == 1.0
    assert few[1] ** 2 < many[1] <= few[1]


def test_fame_counts_likes_rather_than_ratings() -> None:
    known = {(user, "s00"): 5.0 for user in range(21)}
    liked_by_few = {(user, "s01"): 9.0 for user in range(30, 37)}  # as many levels, all of them likes
    recommender = community({**known, **liked_by_few}, Tuning(fame=1.0))
    recommender.rate("new", "s39", 9.0)
    assert recommender.explain("new", "s01").house > recommender.explain("new", "s00").house


def test_what_is_like_a_series_is_not_what_many_like() -> None:
    recommender = catalogue()
    for fan in range(40):
        recommender.rate(fan, "s13", 10.0)
    related = recommender.recommend_like("new", 14, {"s00": 1.0})
    assert {"s04", "s08", "s12"} <= {name for name, _ in related[:4]}  # they bear its trope
    assert all(score > 0 for _name, score in related)
    assert "s13" not in dict(related)


@quickly
@given(ratings, st.lists(st.sampled_from(SERIES), min_size=1, max_size=3, unique=True))
def test_shares_of_what_was_named_are_the_whole_score(known: dict[tuple[int, str], float], named: list[str]) -> None:
    recommender = community(known)
    likes = dict.fromkeys(named, 1.0)
    found = recommender.recommend_like(3, 14, likes)
    explained = recommender.explain_like([name for name, _ in found], likes)
    for (_name, score), why in zip(found, explained, strict=True):
        assert sum(share.amount for share in why.shares) == pytest.approx(score) == pytest.approx(why.score)
        assert {share.series_id for share in why.shares} == set(named)
        assert why.house == 0
    assert not set(named) & {name for name, _ in found}


def test_liking_together_relates_the_more_the_more_do() -> None:
    recommender = catalogue()
    before = dict(recommender.recommend_like(None, 14, {"s00": 1.0})).get("s13", 0.0)
    for fan in range(3):
        recommender.rate(fan, "s00", 9.0)
        recommender.rate(fan, "s13", 9.0)
    few = dict(recommender.recommend_like(None, 14, {"s00": 1.0}))["s13"]
    for fan in range(3, 30):
        recommender.rate(fan, "s00", 9.0)
        recommender.rate(fan, "s13", 9.0)
    for fan in range(100, 130):
        recommender.rate(fan, "s05", 9.0)  # so that not everybody likes both
    assert before < few
    assert few < dict(recommender.recommend_like(None, 14, {"s00": 1.0}))["s13"]


@pytest.mark.parametrize(
    ("house", "amounts", "opposed"),
    [
        (0.0, (1.0, -0.4), False),
        (0.0, (1.0, -0.5), True),
        (1.0, (1.0, -0.5), False),
        (0.0, (), False),
        (0.0, (0.0,), False),
    ],
)
def test_a_series_is_opposed_where_half_of_what_speaks_for_it_speaks_against(
    house: float, amounts: tuple[float, ...], opposed: bool
) -> None:
    shares = tuple(Share(str(number), amount, (), 0) for number, amount in enumerate(amounts))
    assert Explanation("x", sum(amounts), house, shares).is_opposed is opposed
