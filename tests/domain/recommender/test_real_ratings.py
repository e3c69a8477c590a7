"""Reading real ratings, and taking some away to be found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from benchmarks.recommending import baselines
from benchmarks.recommending.communities import Community, read_ratings
from benchmarks.recommending.real_ratings import hold_out
from benchmarks.recommending.splits import split

ROWS = [("ann", "x", 4.0), ("ann", "y", 2.5), ("bob", "x", 5.0)]


@pytest.mark.parametrize("parted_by", [",", "::", "\t"])
@pytest.mark.parametrize("header", [True, False])
def test_ratings_are_read_however_they_are_parted(tmp_path: Path, parted_by: str, header: bool) -> None:
    lines = [parted_by.join([user, item, str(stars), "978300760"]) for user, item, stars in ROWS]
    if header:
        lines.insert(0, parted_by.join(["user", "item", "rating", "time"]))
    file = tmp_path / "set.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read = read_ratings(file)
    assert read.members.tolist() == [0, 0, 1]
    assert read.series[0] == read.series[2] != read.series[1]
    assert read.scores.tolist() == [8.0, 5.0, 10.0]  # five stars are ten


def test_facets_are_read_beside_the_ratings(tmp_path: Path) -> None:
    ratings, about = tmp_path / "set.csv", tmp_path / "about.csv"
    ratings.write_text("ann,x,9\nann,y,8\n", encoding="utf-8")
    about.write_text("x,genre,Drama\nx,genre,Romance\nz,genre,War\n", encoding="utf-8")
    read = read_ratings(ratings, about)
    assert read.facets[read.series[0]] == {"genre": ["Drama", "Romance"]}
    assert read.facets[read.series[1]] == {}


def test_a_line_that_is_no_rating_is_named(tmp_path: Path) -> None:
    file = tmp_path / "set.csv"
    file.write_text("ann,x,9\nann,y\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_ratings(file)


def test_what_is_to_be_found_is_not_known_and_above_the_own_mean() -> None:
    rng = np.random.default_rng(1)
    members, series = np.repeat(np.arange(12), 10), np.tile(np.arange(10), 12)
    scores = rng.integers(2, 21, 120) / 2
    everything = Community("all", members, series, scores, [{}] * 10)
    parts = hold_out(everything, np.arange(120), seed=1)
    known = set(zip(members[parts.known].tolist(), series[parts.known].tolist(), strict=True))
    assert len(parts.known) == 96
    for asker, wanted in zip(parts.askers.tolist(), parts.wanted, strict=True):
        own = scores[members == asker]
        assert wanted
        assert all((asker, one) not in known and own[one] >= own.mean() for one in wanted)


def test_every_draw_asks_the_same_members_and_knows_others() -> None:
    rng = np.random.default_rng(3)
    members, series = np.repeat(np.arange(30), 40), np.tile(np.arange(40), 30)
    everything = Community("all", members, series, rng.integers(2, 21, 1200) / 2, [{}] * 40)
    first, again, next_one = (split(everything, 50, 5, draw) for draw in (0, 0, 1))
    assert first.own == again.own
    assert first.own != next_one.own
    assert len(first.own) == len(next_one.own) == 6
    asked = [set(range(30)) - set(members[split(everything, None, 5, draw).train].tolist()) for draw in (0, 1)]
    assert asked[0] == asked[1]
    assert set(first.train.tolist()) != set(next_one.train.tolist())
    assert split(everything, 50, 20).train.tolist() == first.train.tolist(), "however much askers tell of themselves"


def test_slim_never_speaks_against_and_leaves_out_the_series_itself() -> None:
    rng = np.random.default_rng(2)
    likes = sparse.csr_matrix((rng.random((60, 12)) < 0.4).astype(float))
    one = sparse.csr_matrix(np.eye(12))
    weights = baselines.slim(likes, one, sparsity=2.0, ridge=5.0, rounds=200)
    assert weights.min() >= 0
    assert np.abs(weights.diagonal()).max() < 1e-4
