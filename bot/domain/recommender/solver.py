"""Jacobi-preconditioned conjugate gradients that can be replayed.

Source: Saad, Iterative Methods for Sparse Linear Systems, 2nd ed., algorithm 9.1. Given its step
lengths, a run of the method is linear in its right-hand side: it applies one fixed polynomial of the
matrix, p = q(M⁻¹A) M⁻¹ x, and that operator is symmetric. One replay with the right-hand side e_j
therefore yields how much every entry of x added to p_j.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Solution:
    """The approximate solution and the (step, turn) of every iteration, for `replay`."""

    vector: Vector
    steps: tuple[tuple[float, float], ...]


def solve(apply: Callable[[Vector], Vector], diagonal: Vector, right: Vector, iterations: int) -> Solution:
    """Approximate A⁻¹ `right` in so many iterations; `apply` is A, symmetric and positive definite."""
    residual = right.copy()
    out = np.zeros_like(right)
    scaled = residual / diagonal
    direction = scaled.copy()
    energy = _dot(residual, scaled)
    steps: list[tuple[float, float]] = []
    for _ in range(iterations):
        if energy <= 0.0:
            break
        image = apply(direction)
        step = energy / _dot(direction, image)
        out += step * direction
        residual -= step * image
        scaled = residual / diagonal
        following = _dot(residual, scaled)
        turn = following / energy
        steps.append((step, turn))
        direction = scaled + turn * direction
        energy = following
    return Solution(out, tuple(steps))


def replay(
    apply: Callable[[Vector], Vector],
    diagonal: Vector,
    right: Vector,
    steps: tuple[tuple[float, float], ...],
) -> Vector:
    """The same polynomial of the matrix as in the run that took `steps`, applied to `right`."""
    residual = right.copy()
    out = np.zeros_like(right)
    direction = residual / diagonal
    for step, turn in steps:
        out += step * direction
        residual -= step * apply(direction)
        direction = residual / diagonal + turn * direction
    return out


def _dot(left: Vector, right: Vector) -> float:
    # Not BLAS: its threads may add in another order on another day.
    return float((left * right).sum())
