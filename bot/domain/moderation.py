"""What can be wrong with a review, and what moderators can do about it."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from bot.domain.reviews.records import Review
from bot.domain.spoilers import quoted
from bot.errors import NotAllowed, UserError
from bot.i18n import _

MAX_NOTE = 500  # characters of a report's or a warning's note
BAN_DAYS = (1, 3, 7, 30, 90)  # what the card offers
MAX_BAR_DAYS = 365


class Reason(StrEnum):
    """The reasons that somebody may report a review for."""

    HORIZON = "horizon"
    HARASSMENT = "harassment"
    MACHINE = "machine"
    PERSONAL = "personal"
    OTHER = "other"
    SPOILS_ME = "spoils-me"  # the bot's own, after enough presses of "this spoils me"
    POSTED_AGAIN = "posted-again"  # the bot's own: nearly the text that was hidden before


# What people may pick; the rest is the bot's.
REASONS: tuple[Reason, ...] = (Reason.HORIZON, Reason.HARASSMENT, Reason.MACHINE, Reason.PERSONAL, Reason.OTHER)


class Outcome(StrEnum):
    """What moderators decided about a reported review."""

    KEPT = "kept"  # nothing wrong with the review
    HIDDEN = "hidden"
    WIDENED = "widened"
    DELETED = "deleted"
    WARNED = "warned"
    BARRED = "barred"


class Report(Struct, frozen=True):
    """One member's report of one review; open while `outcome` is None."""

    id: int
    guild_id: int
    review_id: int
    reporter_id: int
    reason: Reason
    note: str
    reported_at: datetime
    outcome: Outcome | None = None


class ReviewBan(Struct, frozen=True):
    """A member who may not review in a server until `until`."""

    guild_id: int
    user_id: int
    until: datetime
    reason: str = ""


class Standing(Struct, frozen=True):
    """Where somebody stands in a server.

    `rank`: whether they may manage the server, and the place of their highest role that has a say in it.
    """

    user_id: int
    rank: tuple[bool, int] = (False, 0)
    is_owner: bool = False
    is_bot: bool = False


def check_standing(actor: Standing, member: Standing) -> None:
    """Whether `actor` may moderate `member`. Raises NotAllowed for a bot, oneself, the owner and those above.

    The owner, whom nobody else may moderate, decides about their own.
    """
    if member.is_bot:
        raise NotAllowed(_("That is a bot: bots write no reviews here."))
    if actor.is_owner:
        return
    if actor.user_id == member.user_id:
        raise NotAllowed(_("This is about yourself: another moderator has to decide."))
    if member.is_owner:
        raise NotAllowed(_("This is about the owner of this server: only they decide about it."))
    if member.rank > actor.rank:
        raise NotAllowed(_("They stand above you in this server's roles: somebody at least as high has to decide."))


def reason_label(reason: Reason) -> str:
    """The reason in the reader's words."""
    return {
        Reason.HORIZON: _("It spoils more than it says"),
        Reason.HARASSMENT: _("Harassment or hate"),
        Reason.MACHINE: _("Machine-written or spam"),
        Reason.PERSONAL: _("It shows someone's personal data"),
        Reason.OTHER: _("Something else"),
        Reason.SPOILS_ME: _("Several members pressed “This spoils me”"),
        Reason.POSTED_AGAIN: _("It was hidden before, deleted, and posted again"),
    }[reason]


def outcome_label(outcome: Outcome) -> str:
    """What was decided, in the reader's words."""
    return {
        Outcome.KEPT: _("The review stays as it is."),
        Outcome.HIDDEN: _("The review is hidden."),
        Outcome.WIDENED: _("The review now says that it spoils more."),
        Outcome.DELETED: _("The review is deleted."),
        Outcome.WARNED: _("The author was warned."),
        Outcome.BARRED: _("The author may not review here for a time."),
    }[outcome]


def check_reason(text: str) -> Reason:
    """The reason that somebody picked. Raises UserError for any other text."""
    if text not in REASONS:
        raise UserError(_("“{text}” is not a reason. Pick one from the list.", text=quoted(text)))
    return Reason(text)


def check_note(text: str) -> str:
    """A note without blanks around it. Raises UserError with the numbers when it is too long."""
    note = text.strip()
    if len(note) > MAX_NOTE:
        raise UserError(
            _("A note holds {most} characters; yours has {count}.", most=MAX_NOTE, count=len(note)),
            returned_text=text,
        )
    return note


def ban_until(now: datetime, days: int) -> datetime:
    """When a bar of `days` ends. Raises UserError unless it is from 1 to 365 days."""
    if not 1 <= days <= MAX_BAR_DAYS:
        raise UserError(_("A bar lasts from 1 to {most} days, not {days}.", most=MAX_BAR_DAYS, days=days))
    return now + timedelta(days=days)


def check_wider(review: Review, horizon: int | None, *, episodes: int | None) -> int | None:
    """The horizon that a review gets: `horizon`, or None for the whole series.

    The last episode of a series of known length is the whole series. Raises UserError unless it is wider than
    what the review says now: moderators protect readers, only the author narrows.
    """
    if horizon is not None and horizon < 1:
        raise UserError(_("Episode {episode} does not exist. Episodes count from 1.", episode=horizon))
    if episodes is not None and horizon is not None and horizon >= episodes:
        horizon = None
    if review.spoils_everything:
        raise UserError(_("This review already says that it spoils the whole series."))
    if review.content.spoiler_free or horizon is None or horizon > (review.content.horizon or 0):
        return horizon
    raise UserError(
        _(
            "The review already says that it spoils through episode {now}; pick a later one than {wanted}.",
            now=review.content.horizon,
            wanted=horizon,
        )
    )
