"""What a reason is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from bot.domain.recommender.content import Facet


class Share(Struct, frozen=True):
    """How much one liked series added to a score, and what it has in common with the one suggested."""

    series_id: str
    amount: float
    shared: tuple[Facet, ...]  # (role, value), the weightiest first
    liked_both: int  # members who like both, counted among those asked about


class Explanation(Struct, frozen=True):
    """A score taken apart: `house` plus all amounts of `shares` plus `rest` is `score`, but for rounding.

    `house` is what being liked in general adds, the more the less is known of the asker. Shares come
    largest first; one below zero spoke against the series. `rest` is what the asker's scores a little below
    their own likes add, which no reason names.
    """

    series_id: str
    score: float
    house: float
    shares: tuple[Share, ...]
    rest: float = 0.0

    @property
    def is_opposed(self) -> bool:
        """Whether what speaks against the series weighs at least half as much as what speaks for it.

        Likes that speak a little against are in the nature of the equations, and no bad sign: see decision 39.
        """
        against = -sum(share.amount for share in self.shares if share.amount < 0)
        speaking_for = max(0.0, self.house) + sum(share.amount for share in self.shares if share.amount > 0)
        return against > 0 and 2 * against >= speaking_for

    def parts(self) -> Mapping[str | None, float]:
        """Every share above zero as a fraction of their sum, the house under None; for display."""
        positive: dict[str | None, float] = {share.series_id: share.amount for share in self.shares if share.amount > 0}
        if self.house > 0:
            positive[None] = self.house
        total = sum(positive.values())
        return {key: amount / total for key, amount in positive.items()}


def shared_facets(left: Sequence[Facet], right: Sequence[Facet], weight: Callable[[Facet], float]) -> tuple[Facet, ...]:
    """Facets in both, the weightiest first; `weight` says how much one counts."""
    common = set(left) & set(right)
    return tuple(sorted(common, key=lambda facet: (-weight(facet), facet)))
