"""The audit log: who did what to what, in one server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

THE_BOT = 0  # as an actor
FORGOTTEN = -1  # somebody who had their data deleted


@dataclass(frozen=True, slots=True)
class AuditEntry:
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
