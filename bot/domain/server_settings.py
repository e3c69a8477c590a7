"""Everything an admin can set for a server, with its default and what is allowed."""

from __future__ import annotations

import difflib
import hashlib
import json
from dataclasses import dataclass, fields
from functools import cache
from typing import Any
from zoneinfo import available_timezones

import regex

from bot.domain.setting_labels import setting_label
from bot.errors import UserError
from bot.i18n import N_, _, languages

# Features are cogs; these can be switched per server and per channel.
FEATURES: dict[str, str] = {
    "series": N_("Series: look up any series"),
    "reviews": N_("Reviews: write and read reviews that spoil nobody"),
    "votes": N_("Votes: count who found a review helpful"),
    "recommendations": N_("Recommendations: what to watch next, and why"),
    "progress": N_("Progress: keep your place in a series"),
    "discussion": N_("Discussion: a place for every episode"),
    "moderation": N_("Moderation: reports and the moderators' queue"),
    "catalogue": N_("Catalogue: correct and extend the list of series"),
}


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """The settings of one server; channels, roles and users by id. None means "not set"."""

    review_channel_id: int | None = None
    discussion_channel_id: int | None = None
    moderation_channel_id: int | None = None
    digest_channel_id: int | None = None
    audit_channel_id: int | None = None
    reviewer_role_ids: tuple[int, ...] = ()  # empty: everybody may review
    moderator_role_ids: tuple[int, ...] = ()
    catalogue_role_ids: tuple[int, ...] = ()
    voter_role_ids: tuple[int, ...] = ()  # empty: everybody's votes count
    spoiler_policy: str = "in-place"
    spoils_me_threshold: int = 3
    helpful_emoji: str = "👍"
    not_helpful_emoji: str = "👎"
    min_account_age_days: int = 0
    min_membership_days: int = 0
    leavers_votes: str = "keep"
    rating_style: str = "ten"
    language: str = "en"
    time_zone: str = "UTC"
    learn_from: str = "everyone"
    digest: str = "off"
    monthly_top: str = "off"
    episode_polls: str = "off"


CHOICES: dict[str, tuple[str, ...]] = {
    "spoiler_policy": ("in-place", "on-request"),
    "leavers_votes": ("keep", "drop"),
    "rating_style": ("ten", "stars"),
    "learn_from": ("everyone", "server"),
    "digest": ("off", "weekly"),
    "monthly_top": ("off", "monthly"),
    "episode_polls": ("off", "on"),
}
NUMBERS: dict[str, tuple[int, int]] = {
    "spoils_me_threshold": (1, 50),
    "min_account_age_days": (0, 365),
    "min_membership_days": (0, 365),
}
EMOJI: tuple[str, ...] = ("helpful_emoji", "not_helpful_emoji")
SETTING_NAMES: tuple[str, ...] = tuple(f.name for f in fields(ServerSettings))
_MAX_ROLES = 25  # what one role picker holds
_CUSTOM_EMOJI = regex.compile(r"<a?:\w{2,32}:\d{15,20}>")
_ONE_EMOJI = regex.compile(r"(?=.*[\p{Emoji_Presentation}\p{Extended_Pictographic}\u20e3\U0001F1E6-\U0001F1FF])\X")


@dataclass(frozen=True, slots=True)
class SetTo:
    """The wish that a setting has this value."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Switch:
    """The wish that a feature is on or off, in one channel or (0) in the whole server."""

    feature: str
    is_on: bool
    channel_id: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """A wish that was granted: what was before, and the audit entry by which it can be undone."""

    wish: SetTo | Switch
    before: Any
    entry_id: int


def fingerprint(value: Any) -> str:
    """Eight characters that differ when a setting's value does; panels carry it to notice that they are old."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()[:8]


def default_of(name: str) -> Any:
    """The default of the setting `name`. Raises UserError for a name that is no setting."""
    for f in fields(ServerSettings):
        if f.name == name:
            return f.default
    raise UserError(_("“{name}” is not a setting. /config show lists them all.", name=name[:60]))


def check_setting(name: str, value: Any) -> Any:
    """`value` as the setting `name` keeps it. Raises UserError naming the value and what is allowed."""
    default_of(name)
    if name.endswith("_channel_id"):
        return None if value is None else _id(name, value)
    if name.endswith("_role_ids"):
        return _roles(name, value)
    if name in NUMBERS:
        low, high = NUMBERS[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _wrong(name, value, _("a whole number from {low} to {high}", low=low, high=high))
        return value
    if name in CHOICES:
        if value not in CHOICES[name]:
            raise _wrong(name, value, _("one of {choices}", choices=", ".join(CHOICES[name])))
        return value
    if name == "time_zone":
        return _time_zone(name, value)
    if name == "language":
        if value not in languages():
            raise _wrong(name, value, _("one of {choices}", choices=", ".join(languages())))
        return value
    assert name in EMOJI
    text = value.strip() if isinstance(value, str) else ""
    if not (_ONE_EMOJI.fullmatch(text) or _CUSTOM_EMOJI.fullmatch(text)):
        raise _wrong(name, value, _("one emoji, such as 👍 or one of this server's own"))
    return text


def _time_zone(name: str, value: Any) -> str:
    zones = _zones()
    if isinstance(value, str):
        key = value.strip().replace(" ", "_").casefold()
        if key in zones:
            return zones[key]
        near = difflib.get_close_matches(key, zones, n=1) or [zone for zone in zones if zone.endswith(f"/{key}")]
        if near:
            raise _wrong(name, value, _("a time zone; did you mean {near}?", near=zones[near[0]]))
    raise _wrong(name, value, _("a time zone such as Europe/Berlin or Asia/Seoul"))


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in sorted(available_timezones())}


def check_emoji_pair(settings: ServerSettings) -> None:
    """Raises UserError when both votes would be the same emoji."""
    if settings.helpful_emoji == settings.not_helpful_emoji:
        raise UserError(
            _("{emoji} can't stand for both votes: pick another emoji for one of them.", emoji=settings.helpful_emoji)
        )


def check_feature(feature: str) -> str:
    """`feature`, if there is such a feature. Raises UserError naming those that exist."""
    if feature not in FEATURES:
        raise UserError(
            _("“{name}” is not a feature. There are: {names}.", name=feature[:60], names=", ".join(FEATURES))
        )
    return feature


def _id(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise _wrong(name, value, _("an id of this server"))
    return value


def _roles(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or len(value) > _MAX_ROLES:
        raise _wrong(name, value, _("at most {count} roles of this server", count=_MAX_ROLES))
    return tuple(dict.fromkeys(_id(name, role) for role in value))


def _wrong(name: str, value: Any, expected: str) -> UserError:
    said = _("{name}: “{value}” is not {expected}.")
    said = said.format(name=setting_label(name), value=str(value)[:60], expected=expected)
    return UserError(said.replace("?.", "?"))
