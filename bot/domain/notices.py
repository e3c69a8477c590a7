"""What members have to be told outside of an answer, such as the outcome of their report."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct


class NoticeKind(StrEnum):
    """What happened; bot/ui/moderation/notices.py has the sentence for each."""

    REPORT_CLOSED = "report-closed"
    REVIEW_HIDDEN = "review-hidden"
    REVIEW_RESTORED = "review-restored"
    REVIEW_WIDENED = "review-widened"
    REVIEW_NARROWED = "review-narrowed"  # the moderators took a wider horizon back
    REVIEW_DELETED = "review-deleted"
    REVIEW_SPOILED = "review-spoiled"  # hidden by "this spoils me"
    REVIEW_MERGED = "review-merged"  # the author had reviews of both series that were merged
    REVIEW_RENUMBERED = "review-renumbered"  # merged into a series whose episodes are counted differently
    FLOOR_KEPT = "floor-kept"  # the author chose a narrower horizon than the moderators had said
    HIDE_KEPT = "hide-kept"  # the author posted again what had been hidden
    WARNED = "warned"
    BARRED = "barred"
    UNBARRED = "unbarred"
    REASON = "reason"  # the moderators gave what they did about a review another reason
    BAR_REASON = "bar-reason"  # the same, of a bar that was for no review
    SUGGESTION_REMOVED = "suggestion-removed"  # a moderator took a member's recommendation back
    EPISODE_OUT = "episode-out"  # a new episode that the member wanted to be told of
    UNHEARD = "unheard"  # an answer did not reach the member
    WELCOME = "welcome"  # the bot has joined the member's server


class Notice(Struct, frozen=True):
    """One sentence that waits for one member. `fields` never holds a member's id."""

    user_id: int
    guild_id: int
    kind: NoticeKind
    fields: dict[str, Any]
    id: int = 0  # 0 until it is stored
