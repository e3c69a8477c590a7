"""Sensible defaults for a server that the bot has just joined, read from the names that its admins chose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from bot.domain.settings import SETTINGS, Channel, ServerSettings, SetTo


class ChannelSeen(Struct, frozen=True):
    """A channel as it matters here."""

    id: int
    name: str
    is_forum: bool
    is_public: bool  # everybody may see it


class RoleSeen(Struct, frozen=True):
    """A role as it matters here."""

    id: int
    name: str
    moderates: bool  # may delete others' messages
    manages: bool  # may manage the server, and therefore everything already


_EDITORS: Final = ("catalogue", "catalog", "librarian", "curator", "editor", "archivist")


def suggest(
    settings: ServerSettings,
    places: Iterable[ChannelSeen],
    ranks: Iterable[RoleSeen],
    *,
    language: str,
) -> list[SetTo]:
    """What to set, for settings that nobody has set yet. Never a public channel for reports or the log."""
    known = list(places)
    wishes = []
    for name, kind in SETTINGS.items():
        found = _find(known, kind.names, private=kind.is_private) if isinstance(kind, Channel) else None
        if found is not None and getattr(settings, name) is None:
            wishes.append(SetTo(name, found.id))
    ranks = list(ranks)
    moderators = tuple(rank.id for rank in ranks if rank.moderates and not rank.manages)[:25]
    if moderators and not settings.moderator_role_ids:
        wishes.append(SetTo("moderator_role_ids", moderators))
    editors = tuple(rank.id for rank in ranks if any(word in rank.name.casefold() for word in _EDITORS))[:25]
    if editors and not settings.catalogue_role_ids:
        wishes.append(SetTo("catalogue_role_ids", editors))
    if language != settings.language:
        wishes.append(SetTo("language", language))
    return wishes


def _find(places: list[ChannelSeen], words: tuple[str, ...], *, private: bool) -> ChannelSeen | None:
    for word in words:
        for place in places:
            if word in place.name.casefold() and not (private and (place.is_public or place.is_forum)):
                return place
    return None
