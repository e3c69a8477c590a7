"""The recommenders that Linger's is measured against: all see the same likes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Scores = NDArray[np.float64]
Baseline = Callable[[sparse.csr_matrix, sparse.csr_matrix], Scores]


def popularity(likes: sparse.csr_matrix, asked: sparse.csr_matrix) -> Scores:
    """The number of likes, the same for everyone."""
    counts = np.asarray(likes.sum(axis=0)).ravel()
    return np.broadcast_to(counts, asked.shape).astype(np.float64)


def content(facets: list[dict[str, list[str]]]) -> Baseline:
    """Mean cosine of idf-weighted facets with the asker's likes; popularity breaks ties."""
    names: dict[tuple[str, str], int] = {}
    entries = [
        (names.setdefault((role, value), len(names)), column)
        for column, roles in enumerate(facets)
        for role, values in roles.items()
        for value in values
    ]
    rows, columns = np.array(entries).T if entries else np.empty((2, 0), dtype=np.int64)
    frequency = np.bincount(rows, minlength=max(1, len(names)))
    values = np.log(len(facets) / frequency[rows])
    matrix = sparse.csr_matrix((values, (rows, columns)), shape=(max(1, len(names)), len(facets)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    matrix = (matrix @ sparse.diags(1 / np.maximum(lengths, 1e-12))).tocsr()

    def score(likes: sparse.csr_matrix, asked: sparse.csr_matrix) -> Scores:
        profile = asked @ matrix.T
        return np.asarray((profile @ matrix).todense()) + 1e-9 * popularity(likes, asked)

    return score


def item_knn(likes: sparse.csr_matrix, asked: sparse.csr_matrix, *, neighbours: int, shrink: float) -> Scores:
    """Sum of shrunk cosines over the nearest neighbours; popularity breaks ties."""
    both = np.asarray((likes.T @ likes).todense(), dtype=np.float64)
    counts = both.diagonal().copy()
    near = both / (np.sqrt(np.outer(counts, counts)) + shrink + 1e-9)
    np.fill_diagonal(near, 0.0)
    if neighbours < len(near):
        bar = np.partition(near, -neighbours, axis=0)[-neighbours]
        near[near < bar] = 0.0
    return np.asarray(asked @ near) + 1e-9 * popularity(likes, asked)


def ease(likes: sparse.csr_matrix, asked: sparse.csr_matrix, *, ridge: float) -> Scores:
    """EASE with a dense inverse (Steck, WWW 2019)."""
    gram = np.asarray((likes.T @ likes).todense(), dtype=np.float64)
    gram[np.diag_indices_from(gram)] += ridge
    inverse = np.linalg.inv(gram)
    weights = -inverse / inverse.diagonal()
    np.fill_diagonal(weights, 0.0)
    return np.asarray(asked @ weights)
