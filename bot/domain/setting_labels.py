"""What settings are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.i18n import N_, _

SETTING_LABELS: Final[Mapping[str, str]] = {
    "review_channel_id": N_("Reviews go to"),
    "discussion_channel_id": N_("Episode threads open in"),
    "moderation_channel_id": N_("Reports go to"),
    "digest_channel_id": N_("The digest goes to"),
    "audit_channel_id": N_("The log of changes goes to"),
    "reviewer_role_ids": N_("Who may review"),
    "moderator_role_ids": N_("Moderators"),
    "catalogue_role_ids": N_("Who keeps the catalogue"),
    "voter_role_ids": N_("Whose votes count"),
    "spoiler_policy": N_("Spoilers in a review"),
    "spoils_me_threshold": N_("Presses of “This spoils me” that hide a review"),
    "helpful_emoji": N_("Emoji for helpful"),
    "not_helpful_emoji": N_("Emoji for not helpful"),
    "min_account_age_days": N_("Days an account has to exist before its votes count"),
    "min_membership_days": N_("Days somebody has to be here before their votes count"),
    "leavers_votes": N_("Votes of people who leave"),
    "rating_style": N_("How ratings look"),
    "language": N_("Language of public posts"),
    "time_zone": N_("Time zone"),
    "learn_from": N_("Recommendations learn from"),
    "digest": N_("Weekly digest"),
    "monthly_top": N_("Monthly top lists"),
    "episode_polls": N_("A poll in each episode thread"),
}


def setting_label(name: str) -> str:
    """A setting's name as people read it."""
    return _(SETTING_LABELS[name])
