"""Sensible defaults for a server that the bot has just joined, read from the names that its admins chose."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.server_settings import ServerSettings, SetTo


@dataclass(frozen=True, slots=True)
class Place:
    """A channel as it matters here."""

    id: int
    name: str
    is_forum: bool
    is_public: bool  # everybody may see it


@dataclass(frozen=True, slots=True)
class Rank:
    """A role as it matters here."""

    id: int
    name: str
    moderates: bool  # may delete others' messages
    manages: bool  # may manage the server, and therefore everything already


_WORDS: Final = {
    "review_channel_id": ("review", "rezension", "reseñ", "critique", "리뷰", "レビュー", "感想"),
    "discussion_channel_id": ("episode", "discussion", "watch", "drama-talk", "spoiler"),
    "moderation_channel_id": ("report", "mod-queue", "moderat", "mods", "mod-", "staff", "backstage"),
    "audit_channel_id": ("audit", "mod-log", "modlog", "bot-log", "log"),
}
_PRIVATE: Final = ("moderation_channel_id", "audit_channel_id")
_EDITORS: Final = ("catalogue", "catalog", "librarian", "curator", "editor", "archivist")


def suggest(
    settings: ServerSettings,
    places: Iterable[Place],
    ranks: Iterable[Rank],
    *,
    locale: str,
    languages: Collection[str],
) -> list[SetTo]:
    """What to set, for settings that nobody has set yet. Never a public channel for reports or the log."""
    known = list(places)
    wishes = []
    for name, words in _WORDS.items():
        found = _find(known, words, private=name in _PRIVATE)
        if getattr(settings, name) is None and found is not None:
            wishes.append(SetTo(name, found.id))
    ranks = list(ranks)
    moderators = tuple(rank.id for rank in ranks if rank.moderates and not rank.manages)[:25]
    if moderators and not settings.moderator_role_ids:
        wishes.append(SetTo("moderator_role_ids", moderators))
    editors = tuple(rank.id for rank in ranks if any(word in rank.name.casefold() for word in _EDITORS))[:25]
    if editors and not settings.catalogue_role_ids:
        wishes.append(SetTo("catalogue_role_ids", editors))
    language = next((code for code in (locale, locale.split("-", maxsplit=1)[0]) if code in languages), None)
    if language is not None and language != settings.language:
        wishes.append(SetTo("language", language))
    return wishes


def _find(places: list[Place], words: tuple[str, ...], *, private: bool) -> Place | None:
    for word in words:
        for place in places:
            if word in place.name.casefold() and not (private and (place.is_public or place.is_forum)):
                return place
    return None
