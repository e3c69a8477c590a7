"""The recommender: what is known of series and members, and what follows from it for whoever asks."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np

from bot.domain.recommender.accounts import Teller, account_of_likeness, account_of_taste
from bot.domain.recommender.asking import (
    Allowed,
    Members,
    answer,
    best,
    equations,
    likes_asked,
    popular,
    prepare,
    relations,
)
from bot.domain.recommender.equations import Tuning
from bot.domain.recommender.explaining import Explanation
from bot.domain.recommender.known import Known, Link
from bot.domain.recommender.likes import HUNDREDTHS, all_to_hundredths, liked, to_hundredths


class Recommender:
    """Recommends series from likes and facets; a rating counts from the next call on.

    Pure: no I/O, no clock, no randomness; equal histories give equal answers. Users are any hashable
    ids, series are strings. Calls are safe from several threads and wait for one another.
    """

    def __init__(self, tuning: Tuning | None = None) -> None:
        self._tuning = tuning or Tuning()
        self._known = Known()
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
            self._known.put_series(series_id, facets, text, prior)

    def remove_series(self, series_id: str) -> None:
        """Take a series and its ratings out; unknown ids are ignored."""
        with self._guard:
            self._known.remove_series(series_id)

    def __contains__(self, series_id: str) -> bool:
        return self._known.has(series_id)

    def __len__(self) -> int:
        """How many series there are."""
        return int(self._known.open_columns().sum())

    @property
    def rating_count(self) -> int:
        """How many ratings are known."""
        return self._known.ratings.count

    # What members say

    def rate(self, user: Hashable, series: str, score: float | None) -> None:
        """Set a score from 1 to 10 (half points and finer), or take it back with None.

        Unknown users and series are taken in. Raises ValueError for a score outside 1 to 10.
        """
        hundredths = None if score is None else to_hundredths(score)
        with self._guard:
            self._known.rate(user, series, hundredths)

    def load(self, users: Sequence[Hashable], series: Sequence[str], scores: Sequence[float]) -> None:
        """Take in many ratings at once; the last of two for the same pair counts.

        Raises ValueError when the lengths differ or a score is outside 1 to 10; then nothing is taken in.
        """
        if not len(users) == len(series) == len(scores):
            raise ValueError(f"{len(users)} users, {len(series)} series and {len(scores)} scores do not pair up")
        hundredths = all_to_hundredths(scores)
        with self._guard:
            self._known.load(users, series, hundredths)

    def forget(self, user: Hashable) -> None:
        """Take back everything a member rated, and the member's id with it."""
        with self._guard:
            self._known.forget(user)

    def ratings_of(self, user: Hashable) -> dict[str, float]:
        """The member's scores by series id; empty for an unknown member."""
        with self._guard:
            return {self._known.ids[column]: score / HUNDREDTHS for column, score in self._known.own(user).items()}

    def likes_of(self, user: Hashable) -> set[str]:
        """The series a member likes: scored 8 or higher, or at or above the member's own mean (see `likes`)."""
        with self._guard:
            return {self._known.ids[column] for column in liked(self._known.own(user))}

    def liked_both(self, first: str, second: str, members: Members = None) -> int:
        """How many members (of `members`, or of all) like both series."""
        with self._guard:
            if first not in self or second not in self:
                return 0
            columns = self._known.columns
            return int(self._teller(members, ()).liked_with(columns[first])[columns[second]])

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
        members: Members = None,
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
        known = self._known
        with self._guard:
            if k <= 0 or not known.ids:
                return []
            rows = known.chosen(members)
            asked = likes_asked(known, user, extra_likes, own_likes=own_likes)
            hidden = known.own(user).keys() | asked.keys()
            if asked:
                problem = equations(known, self._tuning, rows, known.ends(links), sum(asked.values()))
                scores = answer(known, self._tuning, problem, asked, hidden, rows).scores
            else:
                scores = popular(known, rows)
            return best(known, scores, k, hidden, exclude, allow)

    def recommend_like(
        self,
        user: Hashable,
        k: int,
        named: Mapping[str, float],
        *,
        exclude: Iterable[str] = (),
        allow: Allowed | None = None,
        members: Members = None,
        links: Iterable[Link] = (),
    ) -> list[tuple[str, float]]:
        """The best `k` series that are like the `named` ones (weights by id), as (id, score), best first.

        What is related decides, see `relation`: neither what the user likes besides nor what everybody likes
        brings anything in, and what is not related, or what speaks against a series, keeps it out; there may
        be fewer than `k`, or none. Nothing that is named, or that the user has rated. The rest is as in `recommend`.
        """
        known = self._known
        with self._guard:
            columns = known.named(named)
            if k <= 0 or not columns:
                return []
            nearness = relations(known, self._tuning, known.chosen(members), known.ends(links))
            scores = np.zeros(len(known.ids))
            for column, weight in columns.items():
                scores += weight * nearness.to(column)
            found = best(known, scores, k, [*known.own(user), *columns], exclude, allow)
            return [(series_id, score) for series_id, score in found if score > 0]

    def explain_like(
        self,
        series_ids: Sequence[str],
        named: Mapping[str, float],
        *,
        members: Members = None,
        among: Members = None,
        links: Iterable[Link] = (),
    ) -> list[Explanation]:
        """The scores that `recommend_like` gives, split over the named series; `house` is 0. As `explain_all`."""
        with self._guard:
            teller = self._teller(among, links)
            return account_of_likeness(self._known, self._tuning, series_ids, named, members, teller)

    def explain(
        self,
        user: Hashable,
        series_id: str,
        *,
        extra_likes: Mapping[str, float] | None = None,
        own_likes: bool = True,
        members: Members = None,
        among: Members = None,
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
        members: Members = None,
        among: Members = None,
        links: Iterable[Link] = (),
    ) -> list[Explanation]:
        """`explain` for several series of one answer, in their order: the equations are solved once for all."""
        with self._guard:
            teller = self._teller(among, links)
            return account_of_taste(
                self._known, self._tuning, user, series_ids, extra_likes, members, teller, own_likes=own_likes
            )

    def similar(self, series_id: str, k: int, *, members: Members = None) -> list[tuple[str, float]]:
        """What goes with one series, whoever asks; empty for an unknown series."""
        return self.recommend_like(None, k, {series_id: 1.0}, members=members)

    def prepare(self) -> None:
        """Do now what the first answer after a change of the catalogue or after `load` would have to do."""
        with self._guard:
            prepare(self._known, self._tuning.closeness)

    def _teller(self, among: Members, links: Iterable[Link]) -> Teller:
        return Teller(self._known, self._known.likes(self._known.chosen(among)), self._known.ends(links))
