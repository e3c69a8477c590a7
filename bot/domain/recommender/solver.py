"""Jacobi-preconditioned conjugate gradients that can be replayed.

Source: Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 9.1. Given its step
lengths, a run of the method is linear in its right-hand side: it applies one fixed polynomial of the
matrix, p = q(M⁻¹A) M⁻¹ x, and that operator is symmetric. One replay with the right-hand side e_j
therefore yields how much every entry of x added to p_j.

The length of the last step is that of the step before: its own would cost another product, for no better answers.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Vector = NDArray[np.float64]


class Solution(Struct, frozen=True):
    """The approximate solution for a right-hand side, and the (step, turn) of every iteration, for `replay`."""

    right: Vector
    vector: Vector
    steps: tuple[tuple[float, float], ...]


class Matrix(Protocol):
    """A symmetric positive definite matrix A that is never written out."""

    @property
    def diagonal(self) -> Vector:
        """Its diagonal."""

    def apply(self, vector: Vector) -> Vector:
        """A · vector."""


def solve(matrix: Matrix, right: Vector, iterations: int) -> Solution:
    """Approximate A⁻¹ `right` in at most so many iterations."""
    diagonal = matrix.diagonal
    residual = right.copy()
    out = np.zeros_like(right)
    scaled = residual / diagonal
    direction = scaled.copy()
    left = _dot(residual, scaled)
    steps: list[tuple[float, float]] = []
    for iteration in range(iterations):
        if left <= 0.0:
            break
        if steps and iteration == iterations - 1:
            step = steps[-1][0]
            out += step * direction
            steps.append((step, 0.0))
            break
        image = matrix.apply(direction)
        curvature = _dot(direction, image)
        if curvature <= 0.0:
            break
        step = left / curvature
        out += step * direction
        residual -= step * image
        scaled = residual / diagonal
        following = _dot(residual, scaled)
        turn = following / left
        steps.append((step, turn))
        direction = scaled + turn * direction
        left = following
    return Solution(right, out, tuple(steps))


def replay(matrix: Matrix, right: Vector, steps: tuple[tuple[float, float], ...]) -> Vector:
    """The same polynomial of the matrix as in the run that took `steps`, applied to `right`."""
    residual = right.copy()
    out = np.zeros_like(right)
    direction = residual / matrix.diagonal
    for number, (step, turn) in enumerate(steps, start=1):
        out += step * direction
        if number < len(steps):
            residual -= step * matrix.apply(direction)
            direction = residual / matrix.diagonal + turn * direction
    return out


def _dot(left: Vector, right: Vector) -> float:
    # Not BLAS: its threads may add in another order on another day.
    return float((left * right).sum())
