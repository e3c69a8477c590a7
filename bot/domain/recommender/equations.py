"""A ridge model that is never trained: it is solved anew for whoever asks.

With R the members × series matrix of levels (how much each score likes its series, 0 to 1), extended by a house
that every member likes, W the members' weights, F the facets × series matrix, and x what the asker likes with the
house set to h, it solves

    (λI + RᵀWR + κFᵀF) p = x    and ranks by    s_j · ( −p_j + (1 − h) · φ · f_j / ((λ + m) · (λ + n_j)) ),

    s_j = (1 + n̄ / 2 + n_j)^β,    f_j = (n̄ · l_j + 2 · n_j) / (n̄ + 2),    n̄ = Σn² / Σn,

n_j being the levels of series j, all added up, n̄ those of the series that a usual rating is for, l_j how many like
series j, and m the members' weights. Without weights, house and facets, solved exactly, −p_j · s_j are the scores of
EASE (Steck, WWW 2019) with the diagonal of its inverse replaced by a power of the number of likes: entries of −p are
what a ridge regression of series j on all the others would predict for the asker, and a facet acts as a member who
likes whatever bears it. λ grows with the number of ratings.

The second part is fame: what the first step of the solver makes of a house that is asked, of likes the more, the more
of them there are for a series. As one of the things that the asker likes, the house would be taken apart in the later
steps, which with few likes is worse than plain fame. So it stands beside the equations as far as the asker is unknown,
and in them (h) as far as the asker is known: h = a / (a + the likes with which one is half known), a being the asker's
likes, added up. φ grows with the number of ratings, as the fame of five ratings says little. Of whom nothing is known,
`popularity` speaks.

Facets are in the equations while there are few ratings. With many, facets that take part in every step blur what the
ratings say; there they stand beside the equations, too, κ' in place of κ and once only:

    score_j = … + s_j · κ' · (FᵀF (x / d))_j / d_j,    d = n + κ' · diag(FᵀF) + λ,

which is what the first step would have made of them. With many ratings what stands first is then looked at once
more: see `closer`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from bot.domain.recommender.closer import Closeness
from bot.domain.recommender.content import Content
from bot.domain.recommender.links import LinkedContent
from bot.domain.recommender.memberweights import WeighedLikes
from bot.domain.recommender.solver import Solution, Vector, replay, solve


class Tuning(Struct, frozen=True):
    """The model's constants; docs/recommender.md says how they were chosen."""

    ridge: float = 20.0  # λ is at least this
    ridge_growth: float = 0.25  # and at least this times √(number of ratings)
    content: float = 4.0  # κ, up to `few_ratings`
    content_beside: float = 1.0  # κ', with more of them
    few_ratings: int = 20_000
    acquaintance: float = 3.0  # who has so many likes is half known
    fame: float = 0.1  # φ is at least this
    full_fame: int = 40_000  # and at least number of ratings / this
    most_fame: float = 1.3  # and at most this
    meetings: float = 2.0  # with n̄ as high as this, fame is half how many like a series, half its levels
    usual: float = 0.5  # the part of n̄ that is added to each n_j in s: the higher, the less fame counts
    lift: float = 0.6  # β: the higher, the more fame counts
    taper: float = 0.35  # a member's weight is (what they like, added up)^-this
    iterations: int = 5  # few on purpose: what later ones would fit is noise
    closeness: Closeness = Closeness()


class Equations:
    """One system of equations, as the data stand now."""

    def __init__(
        self,
        tuning: Tuning,
        content: Content | LinkedContent,
        likes: WeighedLikes,
        *,
        liked_by: Vector,
        ratings: int,
        asked: float,
    ) -> None:
        """`liked_by` is how many like each series, `ratings` how many ratings `likes` come from.

        `asked` is the sum of the asker's likes.
        """
        self._ridge = max(tuning.ridge, tuning.ridge_growth * ratings**0.5)
        few = ratings <= tuning.few_ratings
        self._kappa = tuning.content if few else 0.0
        self._beside = 0.0 if few else tuning.content_beside
        self.likes = likes
        self.content = content
        self.ratings = ratings
        self.diagonal = np.append(likes.likes_of, likes.members) + self._ridge
        if few:
            self.diagonal[:-1] += self._kappa * content.squared_lengths()
        self.lift = (1.0 + tuning.usual * likes.usual + likes.likes_of) ** tuning.lift
        self._iterations = tuning.iterations
        self._house = asked / (asked + tuning.acquaintance)
        self._fame = self._renown(tuning, liked_by)

    def solve(self, asked: Mapping[int, float]) -> Solution:
        """p for likes of these weights, by column, and the house."""
        right = np.zeros(len(self.diagonal))
        right[list(asked)] = list(asked.values())
        right[-1] = self._house
        return solve(self, right, self._iterations)

    def scores(self, solution: Solution) -> Vector:
        """The score of each series, in the order of the matrix's columns."""
        akin = self._akin(solution.right) if self._beside else 0.0
        scores: Vector = (akin + self._fame - solution.vector[:-1]) * self.lift
        return scores

    def renown(self) -> Vector:
        """What of each score is fame, whatever was asked."""
        renown: Vector = self._fame * self.lift
        return renown

    def pulls(self, solution: Solution, column: int) -> Vector:
        """What a like of weight 1 for each series, and last the house as it is, adds to the score of one series."""
        unit = np.zeros(len(self.diagonal))
        unit[column] = 1.0
        pulled: Vector = -replay(self, unit, solution.steps)
        if self._beside:
            pulled[:-1] += self._akin(unit)  # symmetric, too
        pulled[-1] = self._house * pulled[-1] + self._fame[column]
        pulled *= self.lift[column]
        return pulled

    def apply(self, vector: Vector) -> Vector:
        """The matrix of the equations times a vector with one value a series and one for the house."""
        out = self.likes.gram(vector)
        out += self._ridge * vector
        if self._kappa:
            out[:-1] += self._kappa * self.content.gram(vector[:-1])
        return out

    def _renown(self, tuning: Tuning, liked_by: Vector) -> Vector:
        """What fame alone says of every series, to somebody as little known as this asker."""
        likes = self.likes
        fame = min(tuning.most_fame, max(tuning.fame, self.ratings / tuning.full_fame))
        trust = likes.usual / (likes.usual + tuning.meetings)
        known_for = trust * liked_by + (1.0 - trust) * likes.likes_of
        parts = known_for / ((self._ridge + likes.members) * (self._ridge + likes.likes_of))
        renown: Vector = (1.0 - self._house) * fame * parts
        return renown

    def _akin(self, right: Vector) -> Vector:
        """What facets alone say of every series, given likes of these weights."""
        diagonal = self.diagonal[:-1] + self._beside * self.content.squared_lengths()
        akin: Vector = self._beside * self.content.gram(right[:-1] / diagonal) / diagonal
        return akin
