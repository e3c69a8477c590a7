"""Fits the weights of the scorer: `python -m benchmarks.search_fit --titles FILE`; prints them to be written down.

Never run with the seed of the benchmark. The model is linear: the points of a name are a weighted sum of its
measures, and the loss is the surprise of the right series among the names compared, every category weighing alike.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.search_queries import CATEGORIES, Asked, ask, is_latin, latin_title
from benchmarks.search_titles import from_file
from bot.domain.search import SearchIndex, scoring
from bot.domain.series import Series

Group = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]
OTHER_NAME = 0.2  # of the queries are bent from another Latin name than the title, as fans do with romanisations


def latin_name(series: Series, rng: random.Random) -> str | None:
    names = [name for name in series.names() if is_latin(name)]
    return (rng.choice(names) if rng.random() < OTHER_NAME else names[0]) if names else None


def groups(index: SearchIndex, asked: list[Asked]) -> list[Group]:
    """The measures and bonuses of every name that a query is compared with, and which of them are right."""
    made: list[Group] = []
    for each in asked:
        ids, measures, bonuses = index.measured(each.query)
        right = np.array([series_id in each.right for series_id in ids], dtype=bool)
        # Where the very name of another series was typed, that one is first by rule: nothing is to be learnt.
        is_taken = bool(bonuses.any()) and not bonuses[right].any()
        if right.any() and not right.all() and not is_taken:
            made.append((measures, bonuses, right))
    return made


def loss(weights: NDArray[np.float64], made: list[Group], ridge: float) -> tuple[float, NDArray[np.float64]]:
    """Mean surprise of the right names, and its slope."""
    total, slope = 0.0, np.zeros_like(weights)
    for measures, bonuses, right in made:
        points = measures @ weights + bonuses
        chance = np.exp(points - points.max())
        chance /= chance.sum()
        hit = chance[right].sum() + 1e-12
        total -= np.log(hit)
        slope += chance @ measures - (chance[right] / hit) @ measures[right]
    count = len(made)
    return total / count + ridge * float(weights @ weights), slope / count + 2 * ridge * weights


def fit_from_command_line() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=101)
    parser.add_argument("--each", type=int, default=150)
    args = parser.parse_args()
    categories = {
        category: (latin_name if pick is latin_title else pick, bend) for category, (pick, bend) in CATEGORIES.items()
    }
    made: list[Group] = []
    for seed in (args.seed, args.seed + 1, args.seed + 2):
        series = from_file(args.titles, seed=seed)
        made += groups(SearchIndex(series), ask(series, seed=seed, each=args.each, categories=categories))
    start = np.zeros(len(scoring.WEIGHTS))
    fitted = minimize(loss, start, args=(made, 1e-4), jac=True, method="L-BFGS-B", options={"maxiter": 600})
    print(f"{len(made)} queries, loss {fitted.fun:.4f}")
    for name, weight in zip(scoring.WEIGHTS, fitted.x, strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    fit_from_command_line()
