"""What a review may give away without meaning to: hints for its author, who decides."""

from typing import TYPE_CHECKING

from bot.on_demand import on_demand

if TYPE_CHECKING:
    from bot.domain.leaks.checking import MAX_FINDINGS, Facts, check, facts_about, facts_of
    from bot.domain.leaks.episodes import LINK
    from bot.domain.leaks.findings import Finding, Kind, TextPart, describe, looked_for
    from bot.domain.leaks.hiding import hide_from, hide_sentence

__getattr__ = on_demand(
    __name__,
    {
        "checking": "MAX_FINDINGS Facts check facts_about facts_of",
        "episodes": "LINK",
        "findings": "Finding Kind TextPart describe looked_for",
        "hiding": "hide_from hide_sentence",
    },
)

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
