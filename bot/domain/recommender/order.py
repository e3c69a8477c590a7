"""Columns in the order in which they are suggested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.recommender.solver import Vector


def tie_order(priors: Sequence[float]) -> NDArray[np.int64]:
    """Each column's place among equal scores: the higher prior first, then the earlier column."""
    order = sorted(range(len(priors)), key=lambda column: -priors[column])
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def by_falling_score(scores: Vector, columns: NDArray[np.int64], ties: NDArray[np.int64], first: int) -> Iterator[int]:
    """`columns` by falling score, ties by their places; sorted in growing portions, as few are ever asked for."""
    done = 0
    portion = first
    while done < len(columns):
        rest = columns
        if portion < len(columns):
            bar = -np.partition(-scores[columns], portion - 1)[portion - 1]
            rest = columns[scores[columns] >= bar]
        order = rest[np.lexsort((ties[rest], -scores[rest]))]
        yield from order[done:].tolist()
        done = len(order)
        portion = max(portion * 4, done + 1)
