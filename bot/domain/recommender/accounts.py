"""Accounts of answers: every score split over what made it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from msgspec import Struct

from bot.domain.recommender.asking import Answer, Members, answer, equations, likes_asked, popular, relations
from bot.domain.recommender.equations import Tuning
from bot.domain.recommender.explaining import Explanation, Share, shared_facets
from bot.domain.recommender.facets import pair_value
from bot.domain.recommender.known import Ends, Known
from bot.domain.recommender.likematrix import LikeView
from bot.domain.recommender.likes import liked
from bot.domain.recommender.solver import Vector


class Teller(Struct, frozen=True):
    """What shares are told with: who is counted, and what links two series for this question."""

    known: Known
    counted: LikeView
    ends: Ends

    def share(self, column: int, like: int, amount: float, both: Vector) -> Share:
        """What one like added to the score of a series, and what the two have in common."""
        known, content = self.known, self.known.content
        shared = shared_facets(content.of(like), content.of(column), content.weight)
        value = pair_value(known.ids[like], known.ids[column])
        linked = [(role, value) for role in self.ends.get((min(like, column), max(like, column)), ())]
        return Share(known.ids[like], amount, tuple(dict.fromkeys((*linked, *shared))), int(both[like]))

    def liked_with(self, column: int) -> Vector:
        """For each series, how many of those who are counted like it and the series of this column."""
        unit = np.zeros(len(self.known.ids))
        unit[column] = 1.0
        return self.counted.transposed(self.counted.forward(unit))

    def shares(self, column: int, amounts: Mapping[int, float]) -> tuple[Share, ...]:
        """Shares of these amounts by column, the largest first."""
        both = self.liked_with(column)
        shares = [self.share(column, like, amount, both) for like, amount in amounts.items()]
        return tuple(sorted(shares, key=lambda share: (-share.amount, share.series_id)))


def account_of_likeness(
    known: Known,
    tuning: Tuning,
    series_ids: Sequence[str],
    named: Mapping[str, float],
    members: Members,
    teller: Teller,
) -> list[Explanation]:
    """How nearly each series is related to the named ones. Raises KeyError for a series that is not there."""
    known.require(series_ids)
    nearness = relations(known, tuning, known.chosen(members), teller.ends)
    related = {like: weight * nearness.to(like) for like, weight in known.named(named).items()}
    explained = []
    for series_id in series_ids:
        column = known.columns[series_id]
        amounts = {like: float(values[column]) for like, values in related.items() if like != column}
        shares = teller.shares(column, amounts)
        explained.append(Explanation(series_id, sum(share.amount for share in shares), 0.0, shares))
    return explained


def account_of_taste(
    known: Known,
    tuning: Tuning,
    user: Hashable,
    series_ids: Sequence[str],
    extra_likes: Mapping[str, float] | None,
    members: Members,
    teller: Teller,
    *,
    own_likes: bool,
) -> list[Explanation]:
    """What the asker's likes and the house add to each score. Raises KeyError for a series that is not there."""
    known.require(series_ids)
    rows = known.chosen(members)
    asked = likes_asked(known, user, extra_likes, own_likes=own_likes)
    problem = equations(known, tuning, rows, teller.ends, sum(asked.values()))
    rated = known.own(user).keys()

    def answered(likes: Mapping[int, float], hidden: AbstractSet[int]) -> Answer:
        return answer(known, tuning, problem, likes, hidden, rows)

    whole = answered(asked, rated | asked.keys())
    usual = popular(known, rows)
    # What was rated lower speaks, too, but nobody is told "because you like it" of it.
    told = liked(known.own(user)) | set(known.named(extra_likes or {}))
    explained = []
    for series_id in series_ids:
        column = known.columns[series_id]
        likes = {like: weight for like, weight in asked.items() if like != column}
        if likes:
            found = answered(likes, (rated | likes.keys()) - {column}) if column in asked else whole
            explained.append(_split(found, column, likes, told, teller))
        else:
            explained.append(Explanation(series_id, float(usual[column]), float(usual[column]), ()))
    return explained


def _split(found: Answer, column: int, likes: Mapping[int, float], told: set[int], teller: Teller) -> Explanation:
    pulls = found.pulls(column)
    amounts = {like: weight * float(pulls[like]) for like, weight in likes.items()}
    shares = teller.shares(column, {like: amount for like, amount in amounts.items() if like in told})
    rest = sum(amount for like, amount in amounts.items() if like not in told)
    house = float(pulls[-1]) + 0.0
    return Explanation(teller.known.ids[column], float(found.scores[column]), house, shares, rest)
