"""The closer look at what stands first: its regression, its shares, and the counts it goes by."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from bot.domain.recommender import Recommender, Tuning, likematrix, together
from bot.domain.recommender.closer import Closeness, Field, Said, field, look_closer, regressed
from bot.domain.recommender.likes import LEVELS, level, to_hundredths
from bot.domain.recommender.together import best_known

NAMES = [f"s{number:02}" for number in range(30)]
ALWAYS = Tuning(few_ratings=0, closeness=Closeness(few_ratings=0, candidates=6, rivals=12, strongest=4))
quickly = settings(max_examples=25, deadline=None)


def rated(seed: int, members: int = 40, count: int = 500) -> dict[tuple[int, str], float]:
    random = Random(seed)
    return {(random.randrange(members), random.choice(NAMES)): random.randint(2, 20) / 2 for _ in range(count)}


def community(known: dict[tuple[int, str], float], tuning: Tuning = ALWAYS) -> Recommender:
    recommender = Recommender(tuning)
    for name in NAMES:
        recommender.add_series(name, {"kind": [str(len(name) % 3)]})
    recommender.load([user for user, _ in known], [name for _, name in known], list(known.values()))
    return recommender


def said(scores: np.ndarray, fame: float, lift: np.ndarray | None = None) -> Said:
    """Scores of which such a part is fame."""
    return Said(scores, fame * scores, np.ones(len(scores)) if lift is None else lift)


def looked(fame: float, liked: int, lift: np.ndarray | None = None) -> np.ndarray:
    """What a closer look adds to the scores of `liked` likes and 20 candidates, rated by a quarter each."""
    rng = np.random.default_rng(5)
    levels = rng.integers(1, LEVELS + 1, (200, liked + 20)) * (rng.random((200, liked + 20)) < 0.25)
    taking_part = Field(np.arange(liked), np.arange(liked, liked + 20))
    asked = dict.fromkeys(range(liked), 1.0)
    scores = np.linspace(2, 1, liked + 20)
    look = look_closer(Closeness(), taking_part, levels.T @ levels, said(scores, fame, lift), asked)
    return look.added_to(scores, asked) - scores


def levels_of(recommender: Recommender, users: range) -> np.ndarray:
    """Members × series, 0 where nothing was rated."""
    found = np.zeros((len(users), len(NAMES)))
    for user in users:
        for name, score in recommender.ratings_of(user).items():
            found[user, NAMES.index(name)] = level(to_hundredths(score))
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("log_room", [8, 4096])
@pytest.mark.parametrize(("room", "few"), [(12, 64), (12, 2), (40, 64)])
def test_what_is_kept_is_what_counting_anew_would_give(
    seed: int, log_room: int, room: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likematrix, "LOG_ROOM", log_room)
    monkeypatch.setattr(together, "ROOM", room)
    monkeypatch.setattr(together, "FEW", few)
    random = Random(seed)
    recommender = community(rated(seed))
    for step in range(60):
        user, name = random.randrange(45), random.choice(NAMES)
        if step % 20 == 7:
            recommender.forget(user)
        elif step % 20 == 13:
            recommender.remove_series(name)
        else:
            recommender.rate(user, name, random.choice([None, random.randint(2, 20) / 2]))
        if step % 3 == 0:
            recommender.recommend(user, 3, extra_likes={"s01": 1.0})
        if step % 10 == 0:
            known = recommender._known
            view = known.levels(None)
            columns = best_known(view.columns)
            known.together.hold(columns, view)
            levels = levels_of(recommender, range(45))
            assert (levels.sum(axis=0) == view.columns).all()
            assert (known.together.of(columns) == (levels.T @ levels)[np.ix_(columns, columns)]).all()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("room", [10, 2048])
def test_what_is_taken_back_leaves_no_trace(seed: int, room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "ROOM", room)
    random = Random(seed)
    known = rated(seed)
    recommender = community(known)
    before = {user: recommender.recommend(user, 30) for user in range(5)}
    made = {(random.randrange(60), random.choice(NAMES)): random.randint(2, 20) / 2 for _ in range(60)}
    for (user, name), score in made.items():
        recommender.rate(user, name, score)
    assert {user: recommender.recommend(user, 30) for user in before} != before
    for user, name in random.sample(list(made), len(made)):
        recommender.rate(user, name, known.get((user, name)))
        if user < 5:
            recommender.recommend(user, 3)
    assert {user: recommender.recommend(user, 30) for user in before} == before


@quickly
@given(st.integers(0, 50), st.integers(0, 39), st.sampled_from(NAMES))
def test_shares_add_up_to_the_score(seed: int, user: int, extra: str) -> None:
    recommender = community(rated(seed))
    likes = {extra: 0.8}
    for name, score in recommender.recommend(user, 30, extra_likes=likes):
        why = recommender.explain(user, name, extra_likes=likes)
        assert why.score == score
        total = why.house + sum(share.amount for share in why.shares) + why.rest
        assert total == pytest.approx(score, rel=1e-3, abs=1e-9)


def test_what_is_liked_is_explained_by_the_other_likes() -> None:
    recommender = community(rated(1))
    name = min(recommender.likes_of(3))
    why = recommender.explain(3, name)
    assert {share.series_id for share in why.shares} == recommender.likes_of(3) - {name}
    assert why.house + sum(share.amount for share in why.shares) + why.rest == pytest.approx(why.score, rel=1e-3)


def test_what_is_prepared_answers_the_same() -> None:
    ready, plain = community(rated(4)), community(rated(4))
    ready.prepare()
    assert ready.recommend(1, 30) == plain.recommend(1, 30)


def test_with_few_ratings_nobody_looks_closer() -> None:
    known = rated(2)
    few = Tuning(few_ratings=0, closeness=Closeness(few_ratings=len(known)))
    none = Tuning(few_ratings=0, closeness=Closeness(few_ratings=10**9))
    assert community(known, few).recommend(1, 30) == community(known, none).recommend(1, 30)
    assert community(known, few).recommend(1, 30) != community(known).recommend(1, 30)


def test_a_server_that_learns_from_itself_looks_closer_at_its_own_ratings() -> None:
    known = rated(3)
    alone = community({pair: score for pair, score in known.items() if pair[0] < 20})
    scoped = community(known).recommend(1, 30, members=range(20))
    assert dict(scoped) == pytest.approx(dict(alone.recommend(1, 30)))


def test_a_like_takes_what_only_it_explains() -> None:
    """Everybody likes the hit; those who like the rare one like its twin, too."""
    known = {(user, "s00"): 9.0 for user in range(40)}
    known |= {(user, f"s{2 + user % 20:02}"): 9.0 for user in range(40)}
    known |= {(user, name): 9.0 for user in range(0, 40, 10) for name in ("s27", "s28")}
    likes = {"s27": 1.0, "s00": 1.0}
    plain = dict(community(known, Tuning(few_ratings=0)).recommend("new", 30, extra_likes=likes))
    closer = dict(community(known).recommend("new", 30, extra_likes=likes))
    gained = {name: closer[name] - plain[name] for name in plain}
    assert max(gained, key=lambda name: gained[name]) == "s28"


def test_where_fame_alone_speaks_a_few_likes_are_heard_besides() -> None:
    parts = [looked(fame, 3).mean() for fame in (0.0, 0.5, 0.9, 1.0, 1.5)]
    assert parts == sorted(parts)
    assert parts[0] == pytest.approx(parts[-1] * (9 / 409) / (9 / 409 + 1 / 2))
    assert parts[3] == pytest.approx(parts[4])  # what speaks against everything else makes fame no more than all
    many = [looked(fame, 80).mean() for fame in (0.0, 0.1)]
    assert many[1] == pytest.approx(many[0], rel=0.002)


def test_what_few_likes_say_besides_favours_the_known() -> None:
    known = np.where(np.arange(23) % 2, 4.0, 1.0)
    plain, favoured = looked(1.0, 3), looked(1.0, 3, known)
    odd = np.arange(3, 23) % 2 == 1
    said_anything = plain[3:] > 0
    assert (favoured[3:][odd & said_anything] > plain[3:][odd & said_anything]).all()
    assert (favoured[3:][~odd & said_anything] < plain[3:][~odd & said_anything]).all()
    assert looked(0.0, 3, known) == pytest.approx(looked(0.0, 3))


@quickly
@given(st.integers(0, 1000))
def test_with_enough_rounds_it_is_the_regression_it_says_it_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    levels = rng.integers(0, LEVELS + 1, (60, 9)) * (rng.random((60, 9)) < 0.5)
    found = regressed(Closeness(rounds=4000, sparsity=1.0, ridge=3.0), levels.T @ levels, 4, 3)
    scaled = levels / LEVELS
    for number, column in enumerate(range(4, 7)):
        others = np.delete(np.arange(9), column)
        part = scaled[:, others]
        # ½‖r − Rw‖² + ½β‖w‖² + α·Σw as least squares: the same normal equations, RᵀR + β and Rᵀr − α
        left = np.linalg.cholesky(part.T @ part + 3.0 * np.eye(8)).T
        right = np.linalg.solve(left.T, part.T @ scaled[:, column] - 1.0)
        expected, _ = nnls(left, right)
        assert found[others, number] == pytest.approx(expected, abs=2e-3)
        assert found[column, number] == 0


def test_the_work_is_bounded_however_much_is_liked() -> None:
    closeness = Closeness()
    size = 5000
    scores = np.linspace(1, 0, size)
    asked = dict.fromkeys(range(1000, 3000), 1.0)
    open_ = np.ones(size, dtype=bool)
    known = np.arange(0, size, 2)
    for ratings, rivals in ((100_000, 500), (1_000_000, 300)):
        taking_part = field(closeness, scores, ratings, asked, known, open_, np.arange(size))
        assert (len(taking_part.likes), len(taking_part.rivals)) == (150, rivals)
        assert set(taking_part.columns.tolist()) <= set(known.tolist())


def test_nothing_liked_that_is_well_known_means_nothing_to_look_at() -> None:
    nobody = Field(np.empty(0, dtype=np.int64), np.array([1, 2]))
    look = look_closer(Closeness(), nobody, np.ones((2, 2)), said(np.ones(3), 0.5), {0: 1.0})
    assert look.added_to(np.ones(3), {0: 1.0}).tolist() == [1.0, 1.0, 1.0]
