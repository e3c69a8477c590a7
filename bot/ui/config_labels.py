"""What settings are called, what they do, and how their values read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import discord
from babel import Locale

from bot.domain.server_settings import CHOICES, EMOJI, FEATURES, NUMBERS, SetTo, Switch
from bot.domain.setting_labels import setting_label
from bot.i18n import N_, _, _n, current_locale

# What one page of the panel shows.
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "features": (),
    "channels": (
        "review_channel_id",
        "discussion_channel_id",
        "moderation_channel_id",
        "digest_channel_id",
        "audit_channel_id",
    ),
    "roles": ("reviewer_role_ids", "moderator_role_ids", "catalogue_role_ids"),
    "reviews": ("spoiler_policy", "spoils_me_threshold", "rating_style"),
    "votes": (
        "helpful_emoji",
        "not_helpful_emoji",
        "voter_role_ids",
        "min_account_age_days",
        "min_membership_days",
        "leavers_votes",
    ),
    "community": ("digest", "monthly_top", "episode_polls", "learn_from"),
    "language": ("language", "time_zone"),
}
SECTION_LABELS: Final[Mapping[str, str]] = {
    "features": N_("What runs, and where"),
    "channels": N_("Channels"),
    "roles": N_("Roles"),
    "reviews": N_("Reviews and spoilers"),
    "votes": N_("Votes"),
    "community": N_("Digest, polls, recommendations"),
    "language": N_("Language and time"),
}
SETTING_HINTS: Final[Mapping[str, str]] = {
    "review_channel_id": N_("A text channel or a forum. Not set: where the review is written."),
    "discussion_channel_id": N_("A text channel or a forum. Not set: where somebody asks for the thread."),
    "moderation_channel_id": N_("Only your moderators should see it. Not set: /moderation queue lists them."),
    "digest_channel_id": N_("For the weekly digest and the monthly top lists."),
    "audit_channel_id": N_("Not set: /audit shows it."),
    "reviewer_role_ids": N_("None chosen: everybody."),
    "moderator_role_ids": N_("Besides everybody who may manage this server."),
    "catalogue_role_ids": N_("Besides everybody who may manage this server."),
    "voter_role_ids": N_("None chosen: everybody's."),
}
_NO_ROLES: Final[Mapping[str, str]] = {
    "reviewer_role_ids": N_("everybody"),
    "moderator_role_ids": N_("only who may manage this server"),
    "catalogue_role_ids": N_("only who may manage this server"),
    "voter_role_ids": N_("everybody's"),
}
_CHOICE_LABELS: Final[Mapping[tuple[str, str], str]] = {
    ("spoiler_policy", "in-place"): N_("Stay in the post, behind bars to click"),
    ("spoiler_policy", "on-request"): N_("Are never in the channel; “Read” sends them privately"),
    ("leavers_votes", "keep"): N_("Keep counting"),
    ("leavers_votes", "drop"): N_("Stop counting"),
    ("rating_style", "ten"): N_("Out of 10, with halves"),
    ("rating_style", "stars"): N_("Out of 5 stars, with halves"),
    ("learn_from", "everyone"): N_("Everybody who uses this bot"),
    ("learn_from", "server"): N_("Members of this server only"),
    ("digest", "off"): N_("Off"),
    ("digest", "weekly"): N_("Every week"),
    ("monthly_top", "off"): N_("Off"),
    ("monthly_top", "monthly"): N_("Every month"),
    ("episode_polls", "off"): N_("Off"),
    ("episode_polls", "on"): N_("On"),
}
_TEXT_OR_FORUM: Final = (discord.ChannelType.text, discord.ChannelType.forum)
_TEXT: Final = (discord.ChannelType.text, discord.ChannelType.news)
CHANNEL_TYPES: Final[Mapping[str, tuple[discord.ChannelType, ...]]] = {
    "review_channel_id": _TEXT_OR_FORUM,
    "discussion_channel_id": _TEXT_OR_FORUM,
    "moderation_channel_id": (discord.ChannelType.text,),
    "digest_channel_id": _TEXT,
    "audit_channel_id": (discord.ChannelType.text,),
}
_OFFERED: Final[Mapping[str, tuple[int, ...]]] = {
    "spoils_me_threshold": (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50),
    "min_account_age_days": (0, 1, 3, 7, 14, 30, 60, 90, 180, 365),
    "min_membership_days": (0, 1, 3, 7, 14, 30, 60, 90, 180, 365),
}


def section_of(name: str) -> str:
    """The page of the panel that shows a setting."""
    return next(section for section, names in SECTIONS.items() if name in names)


def feature_name(feature: str) -> str:
    """The feature's name alone, in the reader's language."""
    return _(FEATURES[feature]).partition(": ")[0]


def choices_of(name: str, current: Any) -> list[tuple[str, str]]:
    """The values that a menu offers, as (value, words); the current one is always among them."""
    if name in CHOICES:
        return [(value, _(_CHOICE_LABELS[name, value])) for value in CHOICES[name]]
    if name in NUMBERS:
        numbers = sorted({*_OFFERED[name], current})
        return [(str(number), _number_words(name, number)) for number in numbers]
    from bot.i18n import languages

    return [(code, language_name(code)) for code in languages()]


def language_name(code: str) -> str:
    """A language in the reader's language, and in its own."""
    locale = Locale.parse(code, sep="-" if "-" in code else "_")
    here, own = locale.get_display_name(current_locale()), locale.get_display_name(locale)
    return f"{here} ({own})" if own and here != own else str(here)


def value_words(name: str, value: Any) -> str:
    """A setting's value as people read it; channels and roles as mentions."""
    if name.endswith("_channel_id"):
        return _("not set") if value is None else f"<#{value}>"
    if name.endswith("_role_ids"):
        return " ".join(f"<@&{role}>" for role in value) or _(_NO_ROLES[name])
    if name in CHOICES:
        return _(_CHOICE_LABELS[name, value])
    if name in NUMBERS:
        return _number_words(name, value)
    if name == "language":
        return language_name(value)
    return str(value)


def wish_words(wish: SetTo | Switch) -> str:
    """What a wish asks for, as one line: “Time zone: Asia/Seoul”, “Votes in #lobby: off”."""
    if isinstance(wish, SetTo):
        return _("{setting}: {value}", setting=setting_label(wish.name), value=value_words(wish.name, wish.value))
    state = _("on") if wish.is_on else _("off")
    if wish.channel_id:
        return _(
            "{feature} in {channel}: {state}",
            feature=feature_name(wish.feature),
            channel=f"<#{wish.channel_id}>",
            state=state,
        )
    return _("{setting}: {value}", setting=feature_name(wish.feature), value=state)


def _number_words(name: str, number: int) -> str:
    if name in NUMBERS and name.endswith("_days"):
        return _("no waiting") if number == 0 else _n("{count} day", "{count} days", number)
    return _n("{count} member", "{count} members", number)


def is_typed(name: str) -> bool:
    """Whether a setting is typed in a form, because no menu could hold its values."""
    return name in EMOJI or name == "time_zone"
