"""What is asked of all that is known: the equations, popularity or relations, for one question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

import numpy as np

from bot.domain.recommender.content import Content
from bot.domain.recommender.equations import Equations, Tuning
from bot.domain.recommender.known import Ends, Known
from bot.domain.recommender.likes import appetite
from bot.domain.recommender.links import LinkedContent
from bot.domain.recommender.memberweights import WeighedLikes
from bot.domain.recommender.order import by_falling_score
from bot.domain.recommender.popularity import popularity
from bot.domain.recommender.relation import Relations
from bot.domain.recommender.solver import Vector

Allowed = Callable[[str], bool] | Collection[str]
Members = Iterable[Hashable] | None  # None: all of them


def likes_asked(
    known: Known, user: Hashable, extra: Mapping[str, float] | None, *, own_likes: bool
) -> dict[int, float]:
    """Weights of what the asker likes by column, in column order."""
    asked = appetite(known.own(user)) if own_likes else {}
    for name, weight in (extra or {}).items():
        if known.has(name):
            asked[known.columns[name]] = max(weight, asked.get(known.columns[name], 0.0))
    return dict(sorted(asked.items()))


def equations(known: Known, tuning: Tuning, members: Members, ends: Ends, asked: float) -> Equations:
    """The equations that learn from these members; `asked` is the sum of the asker's likes."""
    rows = known.chosen(members)
    likes = WeighedLikes(known.levels(rows), tuning.taper)
    liked_by = known.likes(rows).columns
    ratings = known.rating_count(rows)
    return Equations(tuning, _content(known, ends), likes, liked_by=liked_by, ratings=ratings, asked=asked)


def popular(known: Known, members: Members) -> Vector:
    """Scores for somebody of whom nothing is known."""
    rows = known.chosen(members)
    return popularity(known.likes(rows), known.levels(rows), known.content)


def relations(known: Known, tuning: Tuning, members: Members, ends: Ends) -> Relations:
    """What is like what, as these members and the facets have it."""
    rows = known.chosen(members)
    likes = WeighedLikes(known.levels(rows), tuning.taper)
    return Relations(likes, _content(known, ends), ratings=known.rating_count(rows), fame=known.fame())


def best(
    known: Known, scores: Vector, k: int, hidden: Iterable[int], exclude: Iterable[str], allow: Allowed | None
) -> list[tuple[str, float]]:
    """The best `k` that are there, not hidden, not excluded, and allowed."""
    open_ = known.open_columns()
    open_[list(hidden)] = False
    open_ &= ~known.mask(list(exclude))
    if allow is not None and not callable(allow):
        open_ &= known.mask(allow)
    asks = allow if callable(allow) else None
    found: list[tuple[str, float]] = []
    for column in by_falling_score(scores, np.flatnonzero(open_), known.ties(), 4 * k):
        if asks is None or asks(known.ids[column]):
            found.append((known.ids[column], float(scores[column])))
            if len(found) == k:
                break
    return found


def _content(known: Known, ends: Ends) -> LinkedContent | Content:
    return LinkedContent(known.content, list(ends)) if ends else known.content
