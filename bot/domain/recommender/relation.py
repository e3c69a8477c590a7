"""How nearly other series are related to one that somebody named ("something like …").

Two things speak of it: what both are made of, and what members who like the one think of the other. Facets are
there from the first day; ratings come. So the relation of j to the series i that was named is

    (1 + fame_j) · ( c_i · (FᵀF)_ji  −  λ · (1 + n_j / λ)^½ · p_j ),    c_i = ν / (ν + n_i),

with p the solution of (λI + RᵀR) p = e_i, R the likes with a house that every member likes, and n the likes of a
series. A like in common adds about 1 / λ as long as there are few, and what everybody likes anyway is laid to
the house, which is not asked: fame alone relates nothing. The more likes i has, the less its facets are needed.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from bot.domain.recommender.solver import Vector, solve

_RIDGE: Final = 50.0  # λ is at least this
_RIDGE_GROWTH: Final = 0.45  # and at least this times √(number of ratings)
_KNOWN: Final = 100.0  # ν: with so many likes a series is known by them as well as by its facets
_STEPS: Final = 4
_LEAST: Final = 1e-9  # smaller relations are rounding


class Likes(Protocol):
    """RᵀR of the likes that are learned from, the house last."""

    likes_of: Vector

    @property
    def members(self) -> float:
        """How many members there are."""

    def gram(self, vector: Vector) -> Vector:
        """RᵀR · vector."""


class Made(Protocol):
    """The facets × series matrix F."""

    def gram(self, series: Vector) -> Vector:
        """FᵀF · series."""


class Relations:
    """Relations to named series, as the data stand now."""

    def __init__(self, likes: Likes, content: Made, *, ratings: int, fame: Vector) -> None:
        """`ratings` is how many `likes` come from, `fame` goes from 0 to 1, one value a series."""
        self._content = content
        self._fame = 1.0 + fame
        self._together = _Together(likes, max(_RIDGE, _RIDGE_GROWTH * ratings**0.5))

    def to(self, column: int) -> Vector:
        """How nearly each series is related to the one in `column`; its own value is 0."""
        unit = np.zeros(len(self._fame))
        unit[column] = 1.0
        likes = float(self._together.likes_of[column])
        related = _KNOWN / (_KNOWN + likes) * self._content.gram(unit)
        if likes:
            related = related + self._together.of(column)
        related *= self._fame
        related[column] = 0.0
        related[np.abs(related) < _LEAST] = 0.0
        return related


class _Together:
    """λI + RᵀR: what is liked together more than chance would have it."""

    def __init__(self, likes: Likes, ridge: float) -> None:
        self._likes = likes
        self._ridge = ridge
        self.likes_of = likes.likes_of
        self.diagonal = np.append(likes.likes_of, likes.members) + ridge

    def apply(self, vector: Vector) -> Vector:
        """The matrix times a vector."""
        out: Vector = self._likes.gram(vector) + self._ridge * vector
        return out

    def of(self, column: int) -> Vector:
        """What the likes say of every series and this one."""
        unit = np.zeros(len(self.diagonal))
        unit[column] = 1.0
        solved = solve(self, unit, _STEPS).vector[:-1]
        out: Vector = -self._ridge * np.sqrt(1.0 + self.likes_of / self._ridge) * solved
        return out
