"""A ridge model that is never trained: it is solved anew for whoever asks.

With R the members × series matrix of likes, extended by a house that every member likes, F the facets ×
series matrix, and x the asker's likes with the house set to h, it solves

    (λI + RᵀR + κFᵀF) p = x    and ranks by    −p_j · √(1 + n_j),

n_j being the likes of series j. Without house and facets, solved exactly, these are the scores of EASE (Steck,
WWW 2019) with the diagonal of its inverse replaced by the number of likes: entries of −p are what a ridge
regression of series j on all the others would predict for the asker, and a facet acts as a member who likes
whatever bears it. h = 1 + 8 · members / ratings: the less a member has told on average, the less likes
have in common, and the more should count what is liked most. λ grows with the number of ratings, and the
faster the fewer likes the asker has: of whom little is known, little can be made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.domain.recommender.content import Content
from bot.domain.recommender.likematrix import LikeView
from bot.domain.recommender.links import LinkedContent
from bot.domain.recommender.solver import Solution, Vector, replay, solve


@dataclass(frozen=True, slots=True)
class Tuning:
    """The model's constants; docs/recommender.md says how they were chosen."""

    ridge: float = 50.0  # λ is at least this
    ridge_growth: float = 0.45  # and at least this times √(number of ratings)
    newcomer: float = 10.0  # and at least number of ratings / (this + `acquaintance` · the asker's likes)
    acquaintance: float = 100.0
    content: float = 5.0  # κ
    house: float = 8.0  # the house's weight in x is 1 + this / (mean number of ratings of a member)
    iterations: int = 3  # few on purpose: what later ones would fit is noise
    many_likes: int = 40  # an asker with so many likes is known well enough for one iteration more


class Equations:
    """One system of equations, as the data stand now."""

    def __init__(
        self, tuning: Tuning, content: Content | LinkedContent, likes: LikeView, *, ratings: int, asked: int
    ) -> None:
        """`ratings` is how many ratings `likes` come from, `asked` how many likes the asker has."""
        self._tuning = tuning
        told = tuning.newcomer + tuning.acquaintance * asked
        self._ridge = max(tuning.ridge, tuning.ridge_growth * ratings**0.5, ratings / told)
        self._kappa = tuning.content
        self._likes = likes
        self._content = content
        self.diagonal = np.append(likes.likes_of + self._kappa * content.has_facets(), likes.members) + self._ridge
        self._lift = np.sqrt(1.0 + likes.likes_of)
        self.house = 1.0 + tuning.house * likes.members / max(1, ratings)

    def solve(self, asked: Mapping[int, float]) -> Solution:
        """p for likes of these weights, by column, and the house."""
        right = np.zeros(len(self.diagonal))
        right[list(asked)] = list(asked.values())
        right[-1] = self.house
        more = len(asked) >= self._tuning.many_likes
        return solve(self, right, self._tuning.iterations + more)

    def scores(self, solution: Solution) -> Vector:
        """One score a series."""
        return 0.0 - solution.vector[:-1] * self._lift

    def pulls(self, solution: Solution, column: int) -> Vector:
        """What a like of weight 1 for each series, and last for the house, adds to the score of one series."""
        unit = np.zeros(len(self.diagonal))
        unit[column] = 1.0
        pulled: Vector = replay(self, unit, solution.steps)
        pulled *= -self._lift[column]
        return pulled

    def apply(self, vector: Vector) -> Vector:
        """The matrix of the equations times a vector with one value a series and one for the house."""
        out = self._likes.gram(vector)
        out += self._ridge * vector
        out[:-1] += self._kappa * self._content.gram(vector[:-1])
        return out

    def energy(self, vector: Vector) -> float:
        """`vector` times the matrix times `vector`."""
        borne = self._content.forward(vector[:-1])
        own = float(np.square(vector).sum())
        shared = float(np.square(borne).sum())
        return float(self._ridge * own + self._kappa * shared + self._likes.energy(vector))
