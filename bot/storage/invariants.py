"""What must hold between tables, beyond what SQLite checks; asked of every backup and by `linger doctor`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Invariant:
    """A promise, and the query whose rows break it."""

    promise: str
    tables: frozenset[str]  # asked only where all of these exist
    violations: str


INVARIANTS: tuple[Invariant, ...] = ()
