"""The audit log: who did what to what, in one server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from msgspec import Struct, field

THE_BOT = 0  # as an actor
FORGOTTEN = -1  # somebody who had their data deleted


class AuditEntry(Struct, frozen=True):
    """One deed; `before` and `after` are what JSON gave back."""

    id: int
    guild_id: int
    actor_id: int
    action: str
    subject: str
    before: Any
    after: Any
    member_id: int | None  # whom it is about
    done_at: datetime
    case_number: int | None = None  # of a moderators' deed, counted in its server
    reason: str = ""  # of a case, as it was told
    series_id: str | None = None  # what a case is about
    batch_id: int | None = None  # the first entry of the same act, where it wrote several


class Named(Struct, frozen=True):
    """What the ids in entries stand for: titles by a series' id, (channel_id, message_id) by a review's id."""

    titles: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def series_in(entry: AuditEntry) -> list[str]:
    """The ids of the series that an entry is about."""
    if entry.action == "suggestion.removed":
        return entry.subject.split(" → ")
    if entry.action.startswith("catalogue."):
        into = entry.after.get("series") if isinstance(entry.after, dict) else None
        return [entry.subject] if into is None else [entry.subject, str(into)]
    return [] if entry.series_id is None else [entry.series_id]


def acts_of(entries: list[AuditEntry]) -> list[list[AuditEntry]]:
    """`entries`, those of one act together; the order stays."""
    acts: list[list[AuditEntry]] = []
    for entry in entries:
        same = acts and entry.batch_id is not None and acts[-1][0].batch_id == entry.batch_id
        if same:
            acts[-1].append(entry)
        else:
            acts.append([entry])
    return acts


# What one kind of deeds is made of, by the beginnings of actions.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "settings": ("settings.", "feature.", "digest.", "top.", "posts.", "threads.", "removals.", "emoji."),
    "moderation": ("review.", "suggestion.", "member.", "case."),
    "catalogue": ("catalogue.",),
}


class Filter(Struct, frozen=True):
    """Which entries somebody wants to see; 0 and "" mean all."""

    actor_id: int = 0
    member_id: int = 0
    kind: str = ""
    since_s: int = 0  # unix time

    def as_arguments(self) -> tuple[object, ...]:
        """For a custom id; `Filter(*arguments)` reads them."""
        return self.actor_id, self.member_id, self.kind, self.since_s
