"""Features are cogs; these can be switched per server and per channel."""

from __future__ import annotations

from typing import Final

from bot.domain.spoilers import quoted
from bot.errors import UserError
from bot.i18n import N_, _, joined
from bot.patterns import later_re

FEATURES: dict[str, str] = {
    "series": N_("Series: look up any series"),
    "outside": N_("Looking further: other catalogues for series that are not here, and for new episodes"),
    "reviews": N_("Reviews: write and read reviews that spoil nobody"),
    "votes": N_("Votes: count who found a review helpful"),
    "recommendations": N_("Recommendations: what to watch next, and why"),
    "progress": N_("Progress: keep your place in a series"),
    "discussion": N_("Discussion: a place for every episode"),
    "moderation": N_("Moderation: reports and the moderators' queue"),
    "catalogue": N_("Catalogue: correct and extend the list of series"),
}

_COLON: Final = later_re(r"\s*[:：]\s*")


def check_feature(feature: str) -> str:
    """`feature`, if there is such a feature. Raises UserError naming those that exist."""
    if feature not in FEATURES:
        raise UserError(_("“{name}” is not a feature. There are: {names}.", name=quoted(feature), names=_names()))
    return feature


def feature_name(feature: str) -> str:
    """The feature's name alone, in the reader's language."""
    return feature_words(feature)[0]


def feature_words(feature: str) -> tuple[str, str]:
    """The feature's name and what it does, in the reader's language, which has a colon of its own between them."""
    name, what = _COLON.split(_(FEATURES[feature]), maxsplit=1)
    return name, what


def _names() -> str:
    return joined(FEATURES)
