"""Finding series by whatever people type."""

from bot.domain.search.index import SearchIndex
from bot.domain.search.matches import Match, clear_best

__all__ = ["Match", "SearchIndex", "clear_best"]
