"""A reported review with everything that was said and decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.moderation import Outcome, Report
from bot.domain.reviews.records import Review


@dataclass(frozen=True, slots=True)
class Decided:
    """What a moderator decided, or (without an outcome) that they took the decision before it back."""

    entry_id: int
    actor_id: int
    at: datetime
    outcome: Outcome | None
    case_number: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReportedReview:
    """A review, the reports on it (open and closed), and the decisions, the oldest first."""

    review: Review
    reports: tuple[Report, ...]
    decisions: tuple[Decided, ...] = ()

    @property
    def open_reports(self) -> tuple[Report, ...]:
        """Those that nothing was decided about."""
        return tuple(report for report in self.reports if report.outcome is None)

    @property
    def standing(self) -> Decided | None:
        """The last decision, unless it was taken back."""
        last = self.decisions[-1] if self.decisions else None
        return last if last is not None and last.outcome is not None else None

    @property
    def undoable(self) -> int | None:
        """The entry of the decision that stands, unless it is a warning, which nobody can unsay."""
        last = self.standing
        return last.entry_id if last is not None and last.outcome is not Outcome.WARNED else None
