"""A closer look at what stands first: what each like says of a series that no other series says as well.

The equations give every series a score. For the best of them (the *candidates* j) a small regression is solved, as SLIM
does it (Ning and Karypis, ICDM 2011): how much somebody likes j, from how much they like what the asker likes and what
else might be suggested, with no weight below zero:

    min ½‖r_j − R w_j‖² + ½ β ‖w_j‖² + α Σ w_j,    w_j ≥ 0,  w_jj = 0.

Series that are no likes of the asker have to take part: they take up what is due to them. What the asker likes adds
x_i · w_ij to the score of j, which is its share. With G = RᵀR and g = max(0, G_j − α), all columns W at once take a few
multiplicative steps (Lee and Seung, Nature 401, 1999)

    W ← W · g / (G W + β W),    from W = g / (G 1 + β),

which keep weights at or above zero and never raise what is to be least. They are few on purpose: later ones fit noise.

All that is looked at is known when the question is asked, and how much is looked at is bounded: see `Closeness`.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.recommender.likes import LEVELS
from bot.domain.recommender.order import by_falling_score
from bot.domain.recommender.solver import Vector
from bot.domain.recommender.together import IntArray

_TOP = 10  # so many of the best say how large scores are
_LEAST = 1e-9
_HIGH, _WIDE = 16, 20  # with 800 that take part, such a product is still below what OpenBLAS has done by threads

Weights = NDArray[np.float32]


class Closeness(Struct, frozen=True):
    """The constants of the closer look; docs/recommender.md says how they were chosen."""

    few_ratings: int = 20_000  # with up to so many, nobody looks closer
    candidates: int = 100  # so many of the best are looked at
    rivals: int = 500  # and so many of the best take part, the candidates among them
    many_ratings: int = 500_000  # with more than so many, where the equations take longer,
    fewer_rivals: int = 300  # so many do
    strongest: int = 150  # likes that take part
    sparsity: float = 1.0  # α
    ridge: float = 3.0  # β
    rounds: int = 8
    acquaintance: float = 20.0  # who likes so much hears half as much from it as from the equations
    first_acquaintance: float = 3.0  # where the scores are fame alone, who likes so much hears half as much besides
    fame_power: int = 3  # the higher, the less where only a part of them is

    def rivals_among(self, ratings: int) -> int:
        """How many rivals take part where so many ratings are known."""
        return self.rivals if ratings <= self.many_ratings else self.fewer_rivals

    def trust(self, liked: float) -> float:
        """How much the likes say in any case, beside the equations, these being so many, added up."""
        return _half_at(liked, self.acquaintance)

    def first_trust(self, liked: float, fame: float) -> float:
        """How much they say besides, where so large a part of the scores is fame."""
        return fame**self.fame_power * _half_at(liked, self.first_acquaintance)


class Said(Struct, frozen=True):
    """What the equations say of each series, by column: its score, what of that is fame, and s."""

    scores: Vector
    fame: Vector
    lift: Vector


class Field(Struct, frozen=True):
    """The columns that take part, by number: likes of the asker, then rivals, the best first."""

    likes: IntArray
    rivals: IntArray

    @property
    def columns(self) -> IntArray:
        """All of them."""
        return np.concatenate([self.likes, self.rivals])


class CloserLook(Struct, frozen=True):
    """What was found: `weights` of likes (rows, by `likes`) for candidates (columns, by `candidates`)."""

    likes: IntArray
    candidates: IntArray
    weights: Vector

    def added_to(self, scores: Vector, asked: Mapping[int, float]) -> Vector:
        """The scores with what likes of these weights add."""
        out = scores.copy()
        out[self.candidates] += _asked(self.likes, asked) @ self.weights
        return out

    def pulls(self, column: int, size: int) -> Vector:
        """What a like of weight 1 for each of `size` series adds to the score of one."""
        pulled = np.zeros(size)
        (number,) = np.nonzero(self.candidates == column)
        if len(number):
            pulled[self.likes] = self.weights[:, number[0]]
        return pulled


NOTHING = CloserLook(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty((0, 0)))


def field(
    closeness: Closeness,
    scores: Vector,
    ratings: int,
    asked: Mapping[int, float],
    known: NDArray[np.int64],
    open_: NDArray[np.bool_],
    ties: NDArray[np.int64],
) -> Field:
    """Who takes part, of the columns in `known`; rivals are `open_`, too."""
    likes = np.array(sorted(asked, key=lambda column: (-asked[column], column)), dtype=np.int64)
    likes = likes[np.isin(likes, known)][: closeness.strongest]
    count = closeness.rivals_among(ratings)
    best = islice(by_falling_score(scores, known[open_[known]], ties, count), count)
    return Field(likes, np.fromiter(best, dtype=np.int64))


def look_closer(
    closeness: Closeness, taking_part: Field, gram: NDArray[Any], said: Said, asked: Mapping[int, float]
) -> CloserLook:
    """What the likes say of the candidates; `gram` is RᵀR in steps of levels of those who take part, in their order.

    Both being as large on average among the ten best, it weighs a² / (a² + acquaintance²) as much as the scores, a
    being the likes, added up. Where the scores are mostly fame, the equations have found little in the likes: there
    the sums, times s, weigh f³ · a² / (a² + first_acquaintance²) besides, f being the part of fame in the ten best.
    """
    likes, candidates = taking_part.likes, taking_part.rivals[: closeness.candidates]
    if not len(likes) or not len(candidates):
        return NOTHING
    first = len(likes)
    weights = regressed(closeness, gram, first, len(candidates))[:first].astype(np.float64)
    best = candidates[:_TOP]
    size = float(said.scores[best].mean())
    if size <= 0 or _top(_asked(likes, asked) @ weights) <= _LEAST:
        return NOTHING
    fame = min(1.0, float(said.fame[best].mean()) / size)
    liked = sum(asked.values())
    found = closeness.trust(liked) * _sized(weights, likes, asked)
    found += closeness.first_trust(liked, fame) * _sized(weights * said.lift[candidates], likes, asked)
    return CloserLook(likes, candidates, found * size)


def regressed(closeness: Closeness, gram: NDArray[Any], first: int, count: int) -> Weights:
    """W for `count` columns of `gram` from `first` on."""
    size, own = len(gram), np.arange(count)
    together = np.zeros((-(-size // _HIGH) * _HIGH,) * 2, dtype=np.float32)
    together[:size, :size] = gram
    together /= np.float32(LEVELS**2)
    aims = np.maximum(together[:, first : first + count] - np.float32(closeness.sparsity), 0)
    aims[first + own, own] = 0
    ridge = np.float32(closeness.ridge)
    weights = _in_blocks(aims / (together.sum(axis=1) + ridge)[:, None])
    blocks = _in_blocks(aims)
    fitted = np.empty_like(weights)
    for _ in range(closeness.rounds):
        _multiply(together, weights, fitted)
        fitted += ridge * weights
        fitted += np.float32(_LEAST)
        weights *= blocks
        weights /= fitted
    found: Weights = weights.transpose(1, 0, 2).reshape(len(together), -1)[:size, :count]
    return found


def _in_blocks(columns: Weights) -> Weights:
    """These columns, `_WIDE` at a time: blocks × rows × columns of one block, the last one filled up with zeros."""
    rows, count = columns.shape
    number = -(-count // _WIDE)
    filled = np.pad(columns, ((0, 0), (0, number * _WIDE - count)))
    return np.ascontiguousarray(filled.reshape(rows, number, _WIDE).transpose(1, 0, 2))


def _multiply(matrix: Weights, blocks: Weights, out: Weights) -> None:
    """`matrix` times each block, as many small products.

    BLAS has a large one done by several threads, which wait for one another where cores are busy: forty times as long,
    on two cores of three programs. Small ones it does at once.
    """
    number, rows, wide = blocks.shape
    strips = matrix.reshape(-1, 1, _HIGH, rows)
    np.matmul(strips, blocks[None], out=out.reshape(number, -1, _HIGH, wide).transpose(1, 0, 2, 3))


def _asked(likes: IntArray, asked: Mapping[int, float]) -> Vector:
    return np.array([asked[column] for column in likes.tolist()])


def _sized(weights: Vector, likes: IntArray, asked: Mapping[int, float]) -> Vector:
    """These weights, scaled so that the ten highest sums of what is asked are 1 on average."""
    scaled: Vector = weights / _top(_asked(likes, asked) @ weights)
    return scaled


def _half_at(liked: float, half: float) -> float:
    return liked**2 / (liked**2 + half**2)


def _top(values: Vector) -> float:
    return float(np.sort(values)[-_TOP:].mean())
