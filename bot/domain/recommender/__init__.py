"""What to watch next, and why: see docs/recommender.md."""

from typing import TYPE_CHECKING, Any

from bot.domain.recommender.facets import Facets, facets_of, pair_value

if TYPE_CHECKING:
    from bot.domain.recommender.equations import Tuning
    from bot.domain.recommender.explaining import Explanation, Share
    from bot.domain.recommender.model import Recommender
    from bot.domain.recommender.variety import diversify

__all__ = [
    "Explanation",
    "Facets",
    "Recommender",
    "Share",
    "Tuning",
    "diversify",
    "facets_of",
    "pair_value",
]

_LATE = {
    "Explanation": "explaining",
    "Recommender": "model",
    "Share": "explaining",
    "Tuning": "equations",
    "diversify": "variety",
}


def __getattr__(name: str) -> Any:
    """What brings numpy and scipy along, a fifth of a second, is imported for those who ask for it."""
    if name not in _LATE:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
