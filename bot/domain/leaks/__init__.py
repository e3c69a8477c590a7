"""What a review may give away without meaning to: hints for its author, who decides."""

from __future__ import annotations

from bot.domain.leaks.checking import MAX_FINDINGS, Facts, check, facts_about, facts_of
from bot.domain.leaks.episodes import LINK
from bot.domain.leaks.findings import Finding, Kind, TextPart, describe, looked_for
from bot.domain.leaks.hiding import hide_from, hide_sentence

__all__ = [
    "LINK",
    "MAX_FINDINGS",
    "Facts",
    "Finding",
    "Kind",
    "TextPart",
    "check",
    "describe",
    "facts_about",
    "facts_of",
    "hide_from",
    "hide_sentence",
    "looked_for",
]
