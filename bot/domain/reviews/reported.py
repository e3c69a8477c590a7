"""A reported review with everything that was said and decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.audit import THE_BOT
from bot.domain.moderation import Outcome, Report
from bot.domain.reviews.records import Review


class Decided(Struct, frozen=True):
    """What a moderator decided, or (without an outcome) that they took the decision before it back."""

    entry_id: int
    actor_id: int
    at: datetime
    outcome: Outcome | None
    case_number: int | None = None
    why: str = ""


def deciders(decisions: Sequence[Decided], *, of_deletion: bool = False) -> frozenset[int]:
    """The moderators who decided; with `of_deletion` only who deleted the review, if that came last."""
    told = [one for one in decisions[-1:] if one.outcome is Outcome.DELETED] if of_deletion else decisions
    return frozenset(one.actor_id for one in told if one.actor_id > THE_BOT)


class ReportedReview(Struct, frozen=True):
    """A review, the reports on it (open and closed), and the decisions, the oldest first."""

    review: Review
    reports: tuple[Report, ...]
    decisions: tuple[Decided, ...] = ()

    @property
    def people(self) -> frozenset[int]:
        """Whose words or deeds it tells of: the author, who reported it, and who decided."""
        reporters = (report.reporter_id for report in self.reports)
        found = {self.review.author_id, *reporters, *deciders(self.decisions)}
        return frozenset(one for one in found if one > THE_BOT)

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
