"""What members have to be told outside of an answer, such as the outcome of their report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class NoticeKind(StrEnum):
    """What happened; bot/ui/moderation_notices.py has the sentence for each."""

    REPORT_CLOSED = "report-closed"
    REVIEW_HIDDEN = "review-hidden"
    REVIEW_RESTORED = "review-restored"
    REVIEW_WIDENED = "review-widened"
    REVIEW_NARROWED = "review-narrowed"  # the moderators took a wider horizon back
    REVIEW_DELETED = "review-deleted"
    REVIEW_SPOILED = "review-spoiled"  # hidden by "this spoils me"
    REVIEW_MERGED = "review-merged"  # the author had reviews of both series that were merged
    WARNED = "warned"
    BARRED = "barred"
    UNBARRED = "unbarred"
    WELCOME = "welcome"  # the bot has joined the member's server


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence that waits for one member. `fields` never holds a member's id."""

    user_id: int
    guild_id: int
    kind: NoticeKind
    fields: dict[str, Any]
    id: int = 0  # 0 until it is stored
