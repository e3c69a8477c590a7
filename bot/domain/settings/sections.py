"""The pages of the settings panel, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.i18n import N_, _


class Section(StrEnum):
    """A page of the panel; buttons carry the value."""

    FEATURES = "features"
    CHANNELS = "channels"
    ROLES = "roles"
    REVIEWS = "reviews"
    MODERATION = "moderation"
    VOTES = "votes"
    PLACES = "places"
    COMMUNITY = "community"
    LANGUAGE = "language"

    @property
    def heading(self) -> str:
        """What the page is called, in the reader's language."""
        return _(_TITLES[self])


_TITLES: Final[Mapping[Section, str]] = {
    Section.FEATURES: N_("What runs, and where"),
    Section.CHANNELS: N_("Channels"),
    Section.ROLES: N_("Roles"),
    Section.REVIEWS: N_("Reviews and spoilers"),
    Section.MODERATION: N_("Moderation"),
    Section.VOTES: N_("Votes"),
    Section.PLACES: N_("Places to talk and groups"),
    Section.COMMUNITY: N_("Digest, polls, recommendations"),
    Section.LANGUAGE: N_("Language and time"),
}
