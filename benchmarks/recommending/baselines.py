"""The recommenders that Linger's is measured against: all see the same likes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Scores = NDArray[np.float64]
Baseline = Callable[[sparse.csr_matrix, sparse.csr_matrix], Scores]  # (likes, what askers like): askers × series


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
    near = _gram(likes)
    counts = near.diagonal().copy()
    near /= np.sqrt(np.outer(counts, counts)) + shrink + 1e-9
    np.fill_diagonal(near, 0.0)
    if neighbours < len(near):
        bar = np.partition(near, -neighbours, axis=0)[-neighbours]
        near[near < bar] = 0.0
    return np.asarray(asked @ near) + 1e-9 * popularity(likes, asked)


def ease(likes: sparse.csr_matrix, asked: sparse.csr_matrix, *, ridge: float) -> Scores:
    """EASE with a dense inverse (Steck, WWW 2019)."""
    gram = _gram(likes)
    gram[np.diag_indices_from(gram)] += ridge
    inverse = np.linalg.inv(gram)
    weights = -inverse / inverse.diagonal()
    np.fill_diagonal(weights, 0.0)
    return np.asarray(asked @ weights) + 1e-9 * popularity(likes, asked)


def slim(
    likes: sparse.csr_matrix, asked: sparse.csr_matrix, *, sparsity: float, ridge: float, rounds: int = 20
) -> Scores:
    """SLIM (Ning and Karypis, ICDM 2011): no weight below 0, most of them 0; by ADMM (Steck et al., WSDM 2020)."""
    penalty = 300.0
    gram = _gram(likes)
    regular = gram.copy()
    regular[np.diag_indices_from(regular)] += ridge + penalty
    inverse = np.linalg.inv(regular)
    start = inverse @ gram
    weights, dual = np.zeros_like(gram), np.zeros_like(gram)
    for _ in range(rounds):
        free = start + penalty * (inverse @ (weights - dual))
        free -= inverse * (free.diagonal() / inverse.diagonal())
        weights = np.maximum(0.0, free + dual - sparsity / penalty)
        dual += free - weights
    return np.asarray(asked @ weights) + 1e-9 * popularity(likes, asked)


def als(
    likes: sparse.csr_matrix, asked: sparse.csr_matrix, *, factors: int, ridge: float, trust: float, rounds: int = 6
) -> Scores:
    """Implicit matrix factorisation by alternating least squares (Hu et al., ICDM 2008); askers are folded in."""
    rng = np.random.default_rng(0)
    series = rng.normal(0, 0.05, (likes.shape[1], factors))
    by_series = likes.T.tocsr()
    for _ in range(rounds):
        series = _half(by_series, _half(likes, series, ridge, trust), ridge, trust)
    return _half(asked, series, ridge, trust) @ series.T


def _half(rows: sparse.csr_matrix, other: Scores, ridge: float, trust: float) -> Scores:
    """The factors of each row given those of the other side."""
    shared = other.T @ other + ridge * np.eye(other.shape[1])
    out = np.zeros((rows.shape[0], other.shape[1]))
    for row in np.flatnonzero(np.diff(rows.indptr)):
        part = slice(rows.indptr[row], rows.indptr[row + 1])
        own, weights = other[rows.indices[part]], trust * rows.data[part]
        out[row] = np.linalg.solve(shared + (own.T * weights) @ own, own.T @ (1 + weights))
    return out


def of_the_known(baseline: Baseline, fewest: int) -> Baseline:
    """The same over those series only that so many like, which is most of what there is to find and less to invert."""

    def score(likes: sparse.csr_matrix, asked: sparse.csr_matrix) -> Scores:
        known = np.flatnonzero(np.asarray(likes.sum(axis=0)).ravel() >= fewest)
        out = np.zeros(asked.shape)
        if len(known):
            out[:, known] = baseline(likes[:, known].tocsr(), asked[:, known].tocsr())
        return out

    return score


def _gram(likes: sparse.csr_matrix) -> NDArray[np.float32]:
    """How many like both of two series."""
    both: NDArray[np.float32] = (likes.T @ likes).toarray().astype(np.float32)
    return both
