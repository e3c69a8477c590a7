"""Who rated what, kept small: one packed table, and the rows that changed since it was packed."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bot.domain.recommender.likes import level, levels, liked, liked_mask


class Change(Struct, frozen=True):
    """What a changed score changes in its member's row, by column: levels, and likes that come (1) or go (-1)."""

    levels: dict[int, int]
    likes: dict[int, int]


class RatingTable:
    """Scores in hundredths by member row and series column; 6 bytes a score once packed.

    A member whose scores change is unpacked into a dict until the next `pack`.
    """

    def __init__(self) -> None:
        self.members = 0
        self.count = 0
        self.starts = np.zeros(1, dtype=np.int64)
        self.columns = np.empty(0, dtype=np.int32)
        self.scores = np.empty(0, dtype=np.int16)
        self._open: dict[int, dict[int, int]] = {}

    def new_member(self) -> int:
        """Add an empty row and return its number."""
        self.members += 1
        return self.members - 1

    def of(self, member: int) -> dict[int, int]:
        """The member's scores by series column, in hundredths; not to be changed."""
        found = self._open.get(member)
        if found is not None:
            return found
        if member >= len(self.starts) - 1:
            return {}
        row = slice(self.starts[member], self.starts[member + 1])
        return dict(zip(self.columns[row].tolist(), self.scores[row].tolist(), strict=True))

    def put(self, member: int, column: int, score: int | None) -> Change:
        """Set one score, or take it back with None."""
        own = self._open.setdefault(member, self.of(member))
        before, old = liked(own), own.get(column)
        self.count -= column in own
        if score is None:
            own.pop(column, None)
        else:
            own[column] = score
            self.count += 1
        after = liked(own)
        step = (0 if score is None else level(score)) - (0 if old is None else level(old))
        return Change(
            {column: step} if step else {}, dict.fromkeys(after - before, 1) | dict.fromkeys(before - after, -1)
        )

    def clear(self, member: int) -> Change:
        """Take back everything one member scored."""
        own = self.of(member)
        self.count -= len(own)
        self._open[member] = {}
        return Change({column: -level(score) for column, score in own.items()}, dict.fromkeys(liked(own), -1))

    def drop_columns(self, columns: Iterable[int]) -> None:
        """Forget every score of these series, and pack."""
        gone = list(columns)
        self.pack()
        keep = ~np.isin(self.columns, gone)
        self._store(self._member_of_each()[keep], self.columns[keep], self.scores[keep])

    def add_many(self, members: NDArray[np.int64], columns: NDArray[np.int32], scores: NDArray[np.int16]) -> None:
        """Set many scores at once, and pack; the last of two scores for one pair counts."""
        self.pack()
        all_members = np.concatenate([self._member_of_each(), members])
        all_columns = np.concatenate([self.columns, columns])
        all_scores = np.concatenate([self.scores, scores])
        pair = all_members * (int(all_columns.max(initial=0)) + 1) + all_columns
        order = np.argsort(pair, kind="stable")
        last = np.flatnonzero(np.diff(pair[order], append=-1) != 0)
        chosen = order[last]
        self._store(all_members[chosen], all_columns[chosen], all_scores[chosen])

    def pack(self) -> None:
        """Fold the open rows back into the packed table, each row in column order."""
        if not self._open and self.members == len(self.starts) - 1:
            return
        keep = ~np.isin(self._member_of_each(), list(self._open))
        members, columns, scores = [self._member_of_each()[keep]], [self.columns[keep]], [self.scores[keep]]
        for member, own in sorted(self._open.items()):
            order = sorted(own)
            members.append(np.full(len(order), member, dtype=np.int64))
            columns.append(np.array(order, dtype=np.int32))
            scores.append(np.array([own[column] for column in order], dtype=np.int16))
        all_members = np.concatenate(members)
        order_of_members = np.argsort(all_members, kind="stable")
        self._store(
            all_members[order_of_members],
            np.concatenate(columns)[order_of_members],
            np.concatenate(scores)[order_of_members],
        )

    def liked(self) -> NDArray[np.int64]:
        """1 for each score of the packed table that is a like, else 0."""
        return liked_mask(self.starts, self.scores).astype(np.int64)

    def levels(self) -> NDArray[np.int64]:
        """The level of each score of the packed table."""
        return levels(self.scores)

    def counts(self) -> NDArray[np.int64]:
        """How many series each member scored."""
        counts = np.zeros(self.members, dtype=np.int64)
        counts[: len(self.starts) - 1] = np.diff(self.starts)
        for member, own in self._open.items():
            counts[member] = len(own)
        return counts

    def _member_of_each(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int64), np.diff(self.starts))

    def _store(self, members: NDArray[np.int64], columns: NDArray[np.int32], scores: NDArray[np.int16]) -> None:
        """Take sorted entries as the packed table."""
        lengths = np.bincount(members, minlength=self.members)
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        self.columns, self.scores = columns.astype(np.int32), scores.astype(np.int16)
        self.count = len(scores)
        self._open = {}
