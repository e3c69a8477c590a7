"""Finding series by whatever people type."""

from typing import TYPE_CHECKING, Any

from bot.domain.search.matches import Match, clear_best
from bot.domain.search.parts import is_another_part, without_part

if TYPE_CHECKING:
    from bot.domain.search.index import SearchIndex

__all__ = ["Match", "SearchIndex", "clear_best", "is_another_part", "without_part"]


def __getattr__(name: str) -> Any:
    """The index brings numpy along, which takes a tenth of a second: only those who build one wait for it."""
    if name == "SearchIndex":
        from bot.domain.search.index import SearchIndex

        return SearchIndex
    raise AttributeError(name)
