"""The recommender: what is known of series and members, and what follows from it for whoever asks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.recommender.content import Content
from bot.domain.recommender.equations import Equations, Tuning
from bot.domain.recommender.explaining import Explanation, Share, shared_facets
from bot.domain.recommender.facets import pair_value
from bot.domain.recommender.likematrix import LikeMatrix, LikeView
from bot.domain.recommender.likes import HUNDREDTHS, all_to_hundredths, liked, to_hundredths
from bot.domain.recommender.links import LinkedContent
from bot.domain.recommender.ratings import RatingTable
from bot.domain.recommender.solver import Vector

Allowed = Callable[[str], bool] | Collection[str]
Link = tuple[str, str, str]  # (role, one series, another): a facet that just these two bear


class Recommender:
    """Recommends series from likes and facets; a rating counts from the next call on.

    Pure: no I/O, no clock, no randomness; equal histories give equal answers. Users are any hashable
    ids, series are strings. Calls are safe from several threads and wait for one another.
    """

    def __init__(self, tuning: Tuning | None = None) -> None:
        self._tuning = tuning or Tuning()
        self._content = Content()
        self._ratings = RatingTable()
        self._likes = LikeMatrix()
        self._rows: dict[Hashable, int] = {}
        self._columns: dict[str, int] = {}
        self._ids: list[str] = []
        self._alive = np.zeros(0, dtype=bool)
        self._prior: list[float] = []
        self._tie_order: NDArray[np.int64] | None = None
        self._guard = threading.RLock()

    # What there is

    def add_series(
        self, series_id: str, facets: Mapping[str, Sequence[str]], text: str = "", *, prior: float = 0.0
    ) -> None:
        """Add a series, or change its facets in place; its ratings stay.

        `facets` maps a role ("director", "trope" …) to values; words of `text` count at half weight.
        Among equal scores the higher `prior` comes first, then what was added first; with no rating at all
        this decides.
        """
        with self._guard:
            column = self._column(series_id)
            self._alive[column] = True
            self._prior[column] = prior
            self._content.put(column, facets, text)
            self._tie_order = None

    def remove_series(self, series_id: str) -> None:
        """Take a series and its ratings out; unknown ids are ignored."""
        with self._guard:
            column = self._columns.get(series_id)
            if column is None or not self._alive[column]:
                return
            self._alive[column] = False
            self._content.put(column, {})
            self._ratings.drop_columns([column])
            self._likes.fold(self._ratings, len(self._ids))

    def __contains__(self, series_id: str) -> bool:
        column = self._columns.get(series_id)
        return column is not None and bool(self._alive[column])

    def __len__(self) -> int:
        """How many series there are."""
        return int(self._alive.sum())

    @property
    def rating_count(self) -> int:
        """How many ratings are known."""
        return self._ratings.count

    # What members say

    def rate(self, user: Hashable, series: str, score: float | None) -> None:
        """Set a score from 1 to 10 (half points and finer), or take it back with None.

        Unknown users and series are taken in. Raises ValueError for a score outside 1 to 10.
        """
        hundredths = None if score is None else to_hundredths(score)
        with self._guard:
            if hundredths is None and (user not in self._rows or series not in self._columns):
                return
            row, column = self._row(user), self._column(series)
            if hundredths is not None:
                self._alive[column] = True
            self._log(row, *self._ratings.put(row, column, hundredths))

    def load(self, users: Sequence[Hashable], series: Sequence[str], scores: Sequence[float]) -> None:
        """Take in many ratings at once; the last of two for the same pair counts.

        Raises ValueError when the lengths differ or a score is outside 1 to 10; then nothing is taken in.
        """
        if not len(users) == len(series) == len(scores):
            raise ValueError(f"{len(users)} users, {len(series)} series and {len(scores)} scores do not pair up")
        hundredths = all_to_hundredths(scores)
        with self._guard:
            rows = np.fromiter((self._row(user) for user in users), dtype=np.int64, count=len(users))
            columns = np.fromiter((self._column(name) for name in series), dtype=np.int32, count=len(series))
            self._alive[columns] = True
            self._ratings.add_many(rows, columns, hundredths)
            self._likes.fold(self._ratings, len(self._ids))

    def forget(self, user: Hashable) -> None:
        """Take back everything a member rated, and the member's id with it."""
        with self._guard:
            row = self._rows.pop(user, None)
            if row is not None:
                self._log(row, set(), self._ratings.clear(row))

    def ratings_of(self, user: Hashable) -> dict[str, float]:
        """The member's scores by series id; empty for an unknown member."""
        with self._guard:
            return {self._ids[column]: score / HUNDREDTHS for column, score in self._own(user).items()}

    def likes_of(self, user: Hashable) -> set[str]:
        """The series a member likes: scored at or above the member's own mean (see `likes`)."""
        with self._guard:
            return {self._ids[column] for column in liked(self._own(user))}

    def liked_both(self, first: str, second: str, members: Iterable[Hashable] | None = None) -> int:
        """How many members (of `members`, or of all) like both series."""
        with self._guard:
            if first not in self or second not in self:
                return 0
            return int(self._liked_with(self._columns[first], self._view_of(members))[self._columns[second]])

    # What comes of it

    def recommend(
        self,
        user: Hashable,
        k: int,
        *,
        exclude: Iterable[str] = (),
        allow: Allowed | None = None,
        extra_likes: Mapping[str, float] | None = None,
        own_likes: bool = True,
        members: Iterable[Hashable] | None = None,
        links: Iterable[Link] = (),
    ) -> list[tuple[str, float]]:
        """The best `k` series that the user has not rated, as (id, score), best first.

        Any user is welcome, unknown ones too. `exclude` keeps series out; `allow` (ids, or a question asked
        of each id in order of score) lets only some in. `extra_likes` are likes with a weight for this
        call only; they are never suggested themselves. `own_likes=False` leaves the user's own likes
        out of the question, though what was rated stays out of the answer. `members` limits whom the model
        learns from (a server that learns only from itself); the asker's own likes count in any case. `links`
        are common ground of two series for this call only; those with a series that is not there are ignored.
        Scores compare within one answer only.
        """
        with self._guard:
            if k <= 0 or not self._ids:
                return []
            asked = self._likes_asked(user, extra_likes, own_likes=own_likes)
            problem = self._problem(members, self._ends(links), len(asked))
            scores = problem.scores(problem.solve(asked))
            open_ = self._alive[: len(self._ids)].copy()
            hidden = [*self._own(user), *asked]
            hidden += [self._columns[name] for name in exclude if name in self._columns]
            open_[hidden] = False
            if allow is not None and not callable(allow):
                open_ &= self._only(allow)
            asks = allow if callable(allow) else None
            best: list[tuple[str, float]] = []
            for column in self._ranked(scores, np.flatnonzero(open_), 4 * k):
                if asks is None or asks(self._ids[column]):
                    best.append((self._ids[column], float(scores[column])))
                    if len(best) == k:
                        break
            return best

    def explain(
        self,
        user: Hashable,
        series_id: str,
        *,
        extra_likes: Mapping[str, float] | None = None,
        own_likes: bool = True,
        members: Iterable[Hashable] | None = None,
        among: Iterable[Hashable] | None = None,
        links: Iterable[Link] = (),
    ) -> Explanation:
        """Split the score that `recommend` gives this series, with the same arguments, over its causes.

        The solver's steps are replayed on the series itself, which yields the part of every like at once.
        `among` are the members counted in `liked_both` (default: all); the caller decides how few are too
        few to tell. Raises KeyError for a series that is not there.
        """
        (why,) = self.explain_all(
            user,
            [series_id],
            extra_likes=extra_likes,
            own_likes=own_likes,
            members=members,
            among=among,
            links=links,
        )
        return why

    def explain_all(
        self,
        user: Hashable,
        series_ids: Sequence[str],
        *,
        extra_likes: Mapping[str, float] | None = None,
        own_likes: bool = True,
        members: Iterable[Hashable] | None = None,
        among: Iterable[Hashable] | None = None,
        links: Iterable[Link] = (),
    ) -> list[Explanation]:
        """`explain` for several series of one answer, in their order: the equations are solved once for all."""
        with self._guard:
            missing = [series_id for series_id in series_ids if series_id not in self]
            if missing:
                raise KeyError(missing[0])
            asked = self._likes_asked(user, extra_likes, own_likes=own_likes)
            ends = self._ends(links)
            problem = self._problem(members, ends, len(asked))
            counted = self._view_of(among)
            solved = problem.solve(asked)
            explained = []
            for series_id in series_ids:
                column = self._columns[series_id]
                likes = {like: weight for like, weight in asked.items() if like != column}
                solution = problem.solve(likes) if column in asked else solved
                pulls = problem.pulls(solution, column)
                both = self._liked_with(column, counted)
                shares = [
                    self._share(column, like, weight * float(pulls[like]), int(both[like]), ends)
                    for like, weight in likes.items()
                ]
                shares.sort(key=lambda share: (-share.amount, share.series_id))
                score = float(problem.scores(solution)[column])
                house = problem.house * float(pulls[-1]) + 0.0
                explained.append(Explanation(series_id, score, house, tuple(shares)))
            return explained

    def similar(self, series_id: str, k: int, *, members: Iterable[Hashable] | None = None) -> list[tuple[str, float]]:
        """What goes with one series, whoever asks; empty for an unknown series."""
        return self.recommend(None, k, extra_likes={series_id: 1.0}, members=members)

    def prepare(self) -> None:
        """Do now what the first answer after a change of the catalogue would have to do."""
        with self._guard:
            self._content.matrix()
            self._ties()

    # How

    def _row(self, user: Hashable) -> int:
        row = self._rows.get(user)
        if row is None:
            row = self._rows[user] = self._ratings.new_member()
            self._likes.grow(row + 1, len(self._ids))
        return row

    def _column(self, series_id: str) -> int:
        column = self._columns.get(series_id)
        if column is None:
            column = self._columns[series_id] = len(self._ids)
            self._ids.append(series_id)
            if column >= len(self._alive):
                self._alive = np.pad(self._alive, (0, 64 + column))
            self._alive[column] = True
            self._prior.append(0.0)
            self._content.put(column, {})
            self._tie_order = None
        return column

    def _rows_of(self, users: Iterable[Hashable]) -> list[int]:
        return [self._rows[user] for user in users if user in self._rows]

    def _own(self, user: Hashable) -> dict[int, int]:
        row = self._rows.get(user)
        return {} if row is None else self._ratings.of(row)

    def _log(self, row: int, came: set[int], went: set[int]) -> None:
        self._likes.grow(row + 1, len(self._ids))
        if self._likes.has_room(len(came) + len(went)):
            self._likes.change(row, came, went)
        else:
            self._likes.fold(self._ratings, len(self._ids))

    def _likes_asked(self, user: Hashable, extra: Mapping[str, float] | None, *, own_likes: bool) -> dict[int, float]:
        """Weights of the asker's likes by column, in column order."""
        asked = dict.fromkeys(liked(self._own(user)), 1.0) if own_likes else {}
        for name, weight in (extra or {}).items():
            if name in self:
                asked[self._columns[name]] = max(weight, asked.get(self._columns[name], 0.0))
        return dict(sorted(asked.items()))

    def _ends(self, links: Iterable[Link]) -> dict[tuple[int, int], list[str]]:
        """Roles of the links by the columns that they join, the lower column first."""
        ends: dict[tuple[int, int], list[str]] = {}
        for role, one, other in links:
            if one in self and other in self and one != other:
                first, second = sorted((self._columns[one], self._columns[other]))
                ends.setdefault((first, second), []).append(role)
        return ends

    def _problem(self, members: Iterable[Hashable] | None, ends: Collection[tuple[int, int]], asked: int) -> Equations:
        self._likes.grow(0, len(self._ids))
        content = LinkedContent(self._content, list(ends)) if ends else self._content
        if members is None:
            return Equations(self._tuning, content, self._likes.view(), ratings=self._ratings.count, asked=asked)
        rows = np.array(sorted(set(self._rows_of(members))), dtype=np.int64)
        ratings = int(self._ratings.counts()[rows].sum())
        return Equations(self._tuning, content, self._likes.view(rows), ratings=ratings, asked=asked)

    def _only(self, ids: Collection[str]) -> NDArray[np.bool_]:
        mask = np.zeros(len(self._ids), dtype=bool)
        mask[[self._columns[name] for name in ids if name in self._columns]] = True
        return mask

    def _ties(self) -> NDArray[np.int64]:
        """Each column's place among equal scores."""
        if self._tie_order is None or len(self._tie_order) != len(self._ids):
            order = sorted(range(len(self._ids)), key=lambda column: -self._prior[column])
            self._tie_order = np.empty(len(order), dtype=np.int64)
            self._tie_order[order] = np.arange(len(order))
        return self._tie_order

    def _ranked(self, scores: Vector, columns: NDArray[np.int64], first: int) -> Iterator[int]:
        """Columns by falling score; sorted in growing portions, as few are ever asked for."""
        ties = self._ties()
        done = 0
        portion = first
        while done < len(columns):
            rest = columns
            if portion < len(columns):
                bar = -np.partition(-scores[columns], portion - 1)[portion - 1]
                rest = columns[scores[columns] >= bar]
            order = rest[np.lexsort((ties[rest], -scores[rest]))]
            yield from order[done:].tolist()
            done = len(order)
            portion = max(portion * 4, done + 1)

    def _view_of(self, members: Iterable[Hashable] | None) -> LikeView:
        """The likes of these members, or of all."""
        self._likes.grow(0, len(self._ids))
        rows = None if members is None else np.array(sorted(set(self._rows_of(members))), dtype=np.int64)
        return self._likes.view(rows)

    def _liked_with(self, column: int, view: LikeView) -> Vector:
        """For each series, how many of the members of a view like it and the series of this column."""
        unit = np.zeros(len(self._ids))
        unit[column] = 1.0
        return view.transposed(view.forward(unit))

    def _share(
        self, column: int, like: int, amount: float, liked_both: int, ends: Mapping[tuple[int, int], Sequence[str]]
    ) -> Share:
        shared = shared_facets(self._content.of(like), self._content.of(column), self._content.bearers)
        value = pair_value(self._ids[like], self._ids[column])
        linked = [(role, value) for role in ends.get((min(like, column), max(like, column)), ())]
        return Share(self._ids[like], amount, tuple(dict.fromkeys((*linked, *shared))), liked_both)
