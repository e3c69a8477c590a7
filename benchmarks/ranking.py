"""Which ranking has readers read the most helpful reviews: a simulation, printed as a table.

A series has 30 reviews, a third of them there at the start, the others posted evenly while readers come. Each
review is truly helpful to a share of its readers (Beta(2, 3): 40 % on average). A reader opens three reviews
from the top of the list; three in ten of the reviews read are voted on, truthfully. Every new review is also
seen in its channel by a few members (one vote on average). `helpful` is the mean true share of what was read
from the list; `best found` is how often the truly best review stands in the first three places at the end;
`late` is the same for the best of those posted in the second half.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.ranking import NEWCOMER_EVERY, NEWCOMER_PLACE, smoothed_share

Floats = NDArray[np.float64]
Score = Callable[[Floats, Floats, Floats, Floats], Floats]  # helpful, votes, age rank, server mean → score

REVIEWS = 30
AT_START = 10
READ = 3
VOTES_PER_READ = 0.3
VOTES_IN_CHANNEL = 1.0
READERS = (20, 100, 500)
WORLDS = 1_000


@dataclass(frozen=True)
class Outcome:
    helpful: float
    error: float  # standard error of `helpful`
    best_found: float
    late_found: float


def newest(_helpful: Floats, _votes: Floats, posted: Floats, _mean: Floats) -> Floats:
    return posted


def raw_share(helpful: Floats, votes: Floats, _posted: Floats, _mean: Floats) -> Floats:
    return np.where(votes > 0, helpful / np.maximum(votes, 1), 0.0)


def most_helpful_votes(helpful: Floats, _votes: Floats, _posted: Floats, _mean: Floats) -> Floats:
    return helpful


def wilson(helpful: Floats, votes: Floats, _posted: Floats, _mean: Floats) -> Floats:
    """Lower bound of Wilson's 95 % interval; 0 without votes. Source: E. B. Wilson, JASA 22 (1927)."""
    z = 1.96
    n = np.maximum(votes, 1)
    share = helpful / n
    centre = share + z * z / (2 * n)
    spread = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return np.where(votes > 0, (centre - spread) / (1 + z * z / n), 0.0)


def smoothed(weight: float) -> Score:
    def score(helpful: Floats, votes: Floats, _posted: Floats, mean: Floats) -> Floats:
        return (helpful + weight * mean) / (votes + weight)

    return score


def with_bonus(helpful: Floats, votes: Floats, posted: Floats, mean: Floats) -> Floats:
    """The smoothed share with a bonus for few votes, which fades as they come."""
    return smoothed(5.0)(helpful, votes, posted, mean) + 0.1 / np.sqrt(1 + votes)


WAYS: dict[str, tuple[Score, bool]] = {
    "newest first": (newest, False),
    "most helpful votes": (most_helpful_votes, False),
    "raw share": (raw_share, False),
    "Wilson lower bound": (wilson, False),
    "smoothed share, m = 2": (smoothed(2.0), False),
    "smoothed share, m = 5": (smoothed(5.0), False),
    "smoothed share, m = 10": (smoothed(10.0), False),
    "m = 5 and a bonus": (with_bonus, False),
    "m = 5 and a newcomers' place": (smoothed(5.0), True),
}


def simulate(score: Score, readers: int, *, newcomers_place: bool, seed: int = 7) -> Outcome:
    source = np.random.default_rng(seed)
    worlds = np.arange(WORLDS)
    truth = source.beta(2, 3, (WORLDS, REVIEWS))
    helpful = np.zeros((WORLDS, REVIEWS))
    votes = np.zeros((WORLDS, REVIEWS))
    posted_at = np.concatenate([np.zeros(AT_START), np.linspace(0, readers, REVIEWS - AT_START, endpoint=False)])
    posted = np.arange(REVIEWS, dtype=float)
    seen_in_channel = np.zeros(REVIEWS, dtype=bool)
    read_total = np.zeros(WORLDS)
    # One shuffle decides ties for good, as the moment of posting does in the real list.
    ties = source.random((WORLDS, REVIEWS)) * 1e-9
    for reader in range(readers):
        there = posted_at <= reader
        for review in np.flatnonzero(there & ~seen_in_channel):
            seen_in_channel[review] = True
            cast = source.poisson(VOTES_IN_CHANNEL, WORLDS)
            votes[:, review] += cast
            helpful[:, review] += source.binomial(cast, truth[:, review])
        mean = ((helpful.sum(axis=1) + 2.5) / (votes.sum(axis=1) + 5))[:, None]
        scores = np.where(there, score(helpful, votes, posted, mean) + ties, -np.inf)
        order = np.argsort(-scores, axis=1)[:, :READ]
        if newcomers_place and reader % NEWCOMER_EVERY == 0:
            order = give_newcomers_place(order, votes, there, reader // NEWCOMER_EVERY)
        for place in range(READ):
            chosen = order[:, place]
            true_share = truth[worlds, chosen]
            read_total += true_share
            voted = source.random(WORLDS) < VOTES_PER_READ
            votes[worlds, chosen] += voted
            helpful[worlds, chosen] += voted & (source.random(WORLDS) < true_share)
    per_world = read_total / (readers * READ)
    mean = ((helpful.sum(axis=1) + 2.5) / (votes.sum(axis=1) + 5))[:, None]
    top = np.argsort(-(score(helpful, votes, posted, mean) + ties), axis=1)[:, :READ]
    late = truth.copy()
    late[:, : REVIEWS - (REVIEWS - AT_START) // 2] = 0
    return Outcome(
        float(per_world.mean()),
        float(per_world.std() / np.sqrt(WORLDS)),
        float((top == truth.argmax(axis=1)[:, None]).any(axis=1).mean()),
        float((top == late.argmax(axis=1)[:, None]).any(axis=1).mean()),
    )


def give_newcomers_place(
    order: NDArray[np.intp], votes: Floats, there: NDArray[np.bool_], turn: int
) -> NDArray[np.intp]:
    """Put a review without a vote, one after the other and newest first, on the newcomers' place of each list."""
    worlds = np.arange(len(order))
    waiting = there & (votes == 0)
    for place in range(NEWCOMER_PLACE - 1):
        waiting[worlds, order[:, place]] = False
    count = waiting.sum(axis=1)
    number_from_newest = np.cumsum(waiting[:, ::-1], axis=1)[:, ::-1]
    wanted = turn % np.maximum(count, 1) + 1
    chosen = (waiting & (number_from_newest == wanted[:, None])).argmax(axis=1)
    order = order.copy()
    order[:, NEWCOMER_PLACE - 1] = np.where(count > 0, chosen, order[:, NEWCOMER_PLACE - 1])
    return order


def check_against_domain() -> None:
    """The vectorised formula is the product's."""
    ours = smoothed(5.0)(np.array([3.0]), np.array([4.0]), np.array([0.0]), np.array([0.6]))[0]
    assert abs(ours - smoothed_share(3, 4, mean=0.6, weight=5.0)) < 1e-12


def main() -> None:
    check_against_domain()
    print(f"{WORLDS} worlds; {REVIEWS} reviews, {READ} read by each reader; helpful ± standard error")
    print(f"{'':30}" + "".join(f"{f'{readers} readers':>16}" for readers in READERS) + f"{'best found':>13}{'late':>7}")
    for label, (score, newcomers_place) in WAYS.items():
        found = [simulate(score, readers, newcomers_place=newcomers_place) for readers in READERS]
        cells = "".join(f"{f'{outcome.helpful:.3f} ± {outcome.error:.3f}':>16}" for outcome in found)
        print(f"{label:30}{cells}{found[-1].best_found:>12.0%}{found[-1].late_found:>7.0%}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
