"""What to watch next, and why: see docs/recommender.md."""

from bot.domain.recommender.explaining import Explanation, Share
from bot.domain.recommender.model import Recommender, Tuning

__all__ = ["Explanation", "Recommender", "Share", "Tuning"]
