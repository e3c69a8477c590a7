"""Products of sparse matrices with vectors that may be mostly zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_FEW = 8  # picking out an eighth of the rows still costs less than multiplying all of them

Vector = NDArray[np.float64]


def product(matrix: sparse.csr_matrix, transposed: sparse.csr_matrix, vector: Vector) -> Vector:
    """`matrix` times `vector`; both forms of the matrix are needed, as few non-zero values are worth picking out."""
    used = np.flatnonzero(vector)
    found: Vector = transposed[used].T @ vector[used] if len(used) * _FEW < len(vector) else matrix @ vector
    return found
