"""What must hold between tables, beyond what SQLite checks; asked of every backup and by `linger doctor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """A promise, and the query whose rows break it."""

    promise: str
    tables: frozenset[str]  # asked only where all of these exist
    violations: str


INVARIANTS: tuple[Invariant, ...] = (
    Invariant(
        "every tally is the sum of its counted votes",
        frozenset({"votes", "vote_tallies"}),
        "SELECT t.subject_id FROM vote_tallies AS t LEFT JOIN votes AS v ON v.subject_kind = t.subject_kind"
        " AND v.subject_id = t.subject_id AND v.counted = 1"
        " GROUP BY t.subject_kind, t.subject_id, t.helpful, t.not_helpful"
        " HAVING t.helpful <> COALESCE(SUM(v.helpful), 0) OR t.not_helpful <> COALESCE(SUM(1 - v.helpful), 0)",
    ),
    Invariant(
        "every counted vote is part of a tally",
        frozenset({"votes", "vote_tallies"}),
        "SELECT v.subject_id FROM votes AS v LEFT JOIN vote_tallies AS t ON t.subject_kind = v.subject_kind"
        " AND t.subject_id = v.subject_id WHERE v.counted = 1 AND t.subject_id IS NULL",
    ),
    Invariant(
        "every vote stands on a reaction",
        frozenset({"votes", "posts", "reaction_presence"}),
        "SELECT v.subject_id FROM votes AS v LEFT JOIN posts AS p ON p.subject_kind = v.subject_kind"
        " AND p.subject_id = v.subject_id LEFT JOIN reaction_presence AS r ON r.message_id = p.message_id"
        " AND r.user_id = v.user_id WHERE r.user_id IS NULL",
    ),
)
