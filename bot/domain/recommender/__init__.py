"""What to watch next, and why: see docs/recommender.md."""

from bot.domain.recommender.equations import Tuning
from bot.domain.recommender.explaining import Explanation, Share
from bot.domain.recommender.facets import Facets, facets_of, pair_value
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
