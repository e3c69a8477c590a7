"""What became of a member's vote, in words for that member."""

from __future__ import annotations

from bot.domain.settings import ServerSettings
from bot.domain.votes import NotCounted, SubjectKind, Vote
from bot.i18n import _, _n, joined


def vote_words(vote: Vote | None, kind: SubjectKind, settings: ServerSettings, *, vote_emoji: tuple[str, str]) -> str:
    """How a vote counts, or why it does not and what would change that."""
    yes, no = vote_emoji
    if vote is None:
        return _("You have not voted here. React with {yes} if it helped you, or with {no} if not.", yes=yes, no=no)
    emoji = yes if vote.helpful else no
    if vote.not_counted is None:
        return _(
            "Your {emoji} counts. Take the reaction back to take the vote back; the other emoji changes it.",
            emoji=emoji,
        )
    return _("Your {emoji} is not counted. {reason}", emoji=emoji, reason=_reason(vote.not_counted, kind, settings))


def _reason(reason: NotCounted, kind: SubjectKind, settings: ServerSettings) -> str:
    match reason:
        case NotCounted.OWN:
            return (
                _("You wrote this review yourself.")
                if kind is SubjectKind.REVIEW
                else _("You wrote this recommendation yourself.")
            )
        case NotCounted.BOT:
            return _("Votes of bots are not counted.")
        case NotCounted.PLACE:
            return _("Nobody's votes count in this channel.")
        case NotCounted.LEFT:
            return _("This server does not count votes of people who left; vote again now that you are back.")
        case NotCounted.BARRED:
            roles = joined(f"<@&{role_id}>" for role_id in settings.voter_role_ids)
            return _("In this server the votes of these roles count: {roles}. You have none of them.", roles=roles)
        case NotCounted.TOO_YOUNG_ACCOUNT:
            return _n(
                "This server counts votes of accounts that are at least {count} day old when they vote.",
                "This server counts votes of accounts that are at least {count} days old when they vote.",
                settings.min_account_age_days,
            )
        case NotCounted.TOO_NEW_MEMBER:
            return _n(
                "This server counts votes of people who have been here for at least {count} day when they vote.",
                "This server counts votes of people who have been here for at least {count} days when they vote.",
                settings.min_membership_days,
            )
        case NotCounted.UNKNOWN_MEMBER:
            return _("I still have to look up since when you are here; it counts as soon as I have.")


def left_out_words(settings: ServerSettings) -> str:
    """Whose votes a server leaves out, in one sentence; authors' and the bot's own are always left out."""
    if settings.votes_counted != "count":
        return _("Nobody's votes count in this server.")
    left_out = [_("an author's on their own words"), _("those of bots")]
    if settings.min_account_age_days:
        left_out.append(
            _n(
                "those of accounts younger than {count} day",
                "those of accounts younger than {count} days",
                settings.min_account_age_days,
            )
        )
    if settings.min_membership_days:
        left_out.append(
            _n(
                "those of people here for less than {count} day",
                "those of people here for less than {count} days",
                settings.min_membership_days,
            )
        )
    if settings.voter_role_ids:
        roles = joined(f"<@&{role_id}>" for role_id in settings.voter_role_ids)
        left_out.append(_("those of people who have none of these roles: {roles}", roles=roles))
    if settings.leavers_votes == "drop":
        left_out.append(_("those of people who have left"))
    return _("Votes that are not counted here: {votes}.", votes=joined(left_out))


def report_words(
    *,
    posts: int,
    looked_at: int,
    corrected: int,
    corrected_posts: int,
    missing: int,
    restored: int,
    out_of_reach: int,
    done: bool,
) -> str:
    """How far a comparison with Discord is, or what came of it; counts of posts, and of reactions (`corrected`)."""
    if not posts:
        return _("There is nothing to compare: no post of this server can be voted on yet.")
    if not done:
        return _("Comparing votes with Discord: {done} of {count} posts…", done=looked_at, count=posts)
    lines = [_n("{count} post was compared with Discord.", "{count} posts were compared with Discord.", looked_at)]
    if corrected:
        where = _n("on {count} post", "on {count} posts", corrected_posts)
        lines.append(
            _n(
                "{count} reaction was corrected {where}.",
                "{count} reactions were corrected {where}.",
                corrected,
                where=where,
            )
        )
    else:
        lines.append(_("Every vote was right already."))
    if restored:
        lines.append(
            _n(
                "{count} post was there without my knowing: its votes count again.",
                "{count} posts were there without my knowing: their votes count again.",
                restored,
            )
        )
    if missing:
        lines.append(
            _n(
                "{count} post is missing. I keep its votes for a week, in case it turns up again.",
                "{count} posts are missing. I keep their votes for a week, in case they turn up again.",
                missing,
            )
        )
    if out_of_reach:
        lines.append(
            _n(
                "{count} post is out of my reach: I need View Channel and Read Message History there.",
                "{count} posts are out of my reach: I need View Channel and Read Message History there.",
                out_of_reach,
            )
        )
    return "\n".join(lines)
