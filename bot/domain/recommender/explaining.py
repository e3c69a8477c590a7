"""What a reason is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.recommender.content import Facet


@dataclass(frozen=True, slots=True)
class Share:
    """How much one liked series added to a score, and what it has in common with the one suggested."""

    series_id: str
    amount: float
    shared: tuple[Facet, ...]  # (role, value), the rarest first
    liked_both: int  # members who like both, counted among those asked about


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score taken apart: `house` plus all amounts of `shares` is `score`, but for rounding.

    `house` is what every member gets: how well liked the series is, given everything else. Shares come
    largest first; one below zero spoke against the series.
    """

    series_id: str
    score: float
    house: float
    shares: tuple[Share, ...]

    def parts(self) -> Mapping[str | None, float]:
        """Every share above zero as a fraction of their sum, the house under None; for display."""
        positive: dict[str | None, float] = {share.series_id: share.amount for share in self.shares if share.amount > 0}
        if self.house > 0:
            positive[None] = self.house
        total = sum(positive.values())
        return {key: amount / total for key, amount in positive.items()}


def shared_facets(left: Sequence[Facet], right: Sequence[Facet], bearers: Callable[[Facet], int]) -> tuple[Facet, ...]:
    """Facets in both, the rarest first; `bearers` says how many series bear a facet."""
    common = set(left) & set(right)
    return tuple(sorted(common, key=lambda facet: (bearers(facet), facet)))
