""" "This spoils me": whose press counts, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum, auto

from bot.domain.settings import ServerSettings
from bot.i18n import _


class Press(Enum):
    """What became of somebody's press on “This spoiled me”."""

    COUNTED = auto()
    HIDES = auto()  # it was the one that hid the text
    HIDDEN_ALREADY = auto()
    NOT_OPENED = auto()  # only who has opened a review can be spoiled by it
    FINISHED = auto()  # nothing can be given away to them
    TOO_NEW = auto()  # their account or their membership


def judged(*, opened: bool, finished: bool, is_settled: bool) -> Press:
    """Whether the press of somebody counts: of those who have finished the series it never does."""
    if finished:
        return Press.FINISHED
    if not opened:
        return Press.NOT_OPENED
    return Press.COUNTED if is_settled else Press.TOO_NEW


def is_settled(created_at: datetime, joined_at: datetime | None, settings: ServerSettings, *, now: datetime) -> bool:
    """Whether an account and a membership are as old as the server asks of its voters; None: not known since when."""
    if now - created_at < timedelta(days=settings.min_account_age_days):
        return False
    return joined_at is None or now - joined_at >= timedelta(days=settings.min_membership_days)


def press_words(press: Press) -> str:
    """What whoever pressed is told."""
    return {
        Press.COUNTED: _("Thank you, I have noted that. If more people say so, its text will be hidden."),
        Press.HIDES: _("Thank you. Its text is hidden now, and the moderators will have a look."),
        Press.HIDDEN_ALREADY: _("Its text is hidden already; the moderators will have a look."),
        Press.NOT_OPENED: _(
            "Open it with “Read” first: only somebody who has read a review can say that it spoils them."
        ),
        Press.FINISHED: _(
            "You have finished the series, so nothing in it is news to you. If it gives away more than it says, press"
            " “Report”."
        ),
        Press.TOO_NEW: _("Thank you. You are new here, so it does not count yet. “Report” asks a moderator to look."),
    }[press]
