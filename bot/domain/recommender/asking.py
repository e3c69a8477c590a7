"""What is asked of all that is known: the equations, popularity or relations, for one question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

import numpy as np
from msgspec import Struct

from bot.domain.recommender.closer import NOTHING, Closeness, CloserLook, Said, field, look_closer
from bot.domain.recommender.content import Content
from bot.domain.recommender.equations import Equations, Tuning
from bot.domain.recommender.known import Ends, Known, Rows
from bot.domain.recommender.likes import appetite
from bot.domain.recommender.links import LinkedContent
from bot.domain.recommender.memberweights import WeighedLikes
from bot.domain.recommender.order import by_falling_score
from bot.domain.recommender.popularity import popularity
from bot.domain.recommender.relation import Relations
from bot.domain.recommender.solver import Solution, Vector
from bot.domain.recommender.together import best_known

Allowed = Callable[[str], bool] | Collection[str]
Members = Iterable[Hashable] | None  # None: all of them


class Answer(Struct, frozen=True):
    """What was found for one question: the equations' part, that of a closer look, and the scores of both together."""

    problem: Equations
    solution: Solution
    closer: CloserLook
    scores: Vector

    def pulls(self, column: int) -> Vector:
        """What a like of weight 1 for each series, and last the house as it is, adds to the score of one series."""
        pulled = self.problem.pulls(self.solution, column)
        pulled[:-1] += self.closer.pulls(column, len(pulled) - 1)
        return pulled


def prepare(known: Known, closeness: Closeness) -> None:
    """Do now what the first answer after a change of the catalogue, or after many ratings at once, would have to do."""
    known.content.matrix()
    known.ties()
    if known.ratings.count > closeness.few_ratings:
        levels = known.levels(None)
        known.together.hold(best_known(levels.columns), levels)


def likes_asked(
    known: Known, user: Hashable, extra: Mapping[str, float] | None, *, own_likes: bool
) -> dict[int, float]:
    """Weights of what the asker likes by column, in column order."""
    asked = appetite(known.own(user)) if own_likes else {}
    for name, weight in (extra or {}).items():
        if known.has(name):
            asked[known.columns[name]] = max(weight, asked.get(known.columns[name], 0.0))
    return dict(sorted(asked.items()))


def equations(known: Known, tuning: Tuning, rows: Rows, ends: Ends, asked: float) -> Equations:
    """The equations that learn from the members in these rows; `asked` is the sum of the asker's likes."""
    likes = WeighedLikes(known.levels(rows), tuning.taper)
    liked_by = known.likes(rows).columns
    ratings = known.rating_count(rows)
    return Equations(tuning, _content(known, ends), likes, liked_by=liked_by, ratings=ratings, asked=asked)


def answer(
    known: Known,
    tuning: Tuning,
    problem: Equations,
    asked: Mapping[int, float],
    hidden: Collection[int],
    rows: Rows,
) -> Answer:
    """What these equations, and a closer look at the best that is not hidden, say to somebody with these likes."""
    solution = problem.solve(asked)
    said = Said(problem.scores(solution), problem.renown(), problem.lift)
    closer = _closer_look(known, tuning.closeness, said, asked, hidden, rows)
    return Answer(problem, solution, closer, closer.added_to(said.scores, asked))


def _closer_look(
    known: Known,
    closeness: Closeness,
    said: Said,
    asked: Mapping[int, float],
    hidden: Collection[int],
    rows: Rows,
) -> CloserLook:
    ratings = known.rating_count(rows)
    if ratings <= closeness.few_ratings:
        return NOTHING
    open_ = known.open_columns()
    open_[list(hidden)] = False
    levels = known.levels(rows)
    well_known = best_known(levels.columns)
    taking_part = field(closeness, said.scores, ratings, asked, well_known, open_, known.ties())
    gram = known.liked_together(taking_part.columns, well_known, levels, rows)
    return look_closer(closeness, taking_part, gram, said, asked)


def popular(known: Known, rows: Rows) -> Vector:
    """Scores for somebody of whom nothing is known, by the members in these rows."""
    return popularity(known.likes(rows), known.levels(rows), known.content)


def relations(known: Known, tuning: Tuning, rows: Rows, ends: Ends) -> Relations:
    """What is like what, as the members in these rows and the facets have it."""
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
