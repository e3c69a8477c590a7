"""What a server thinks of a series, and everything that a series' card shows."""

from __future__ import annotations

from msgspec import Struct

from bot.domain.outside.airing import Outing
from bot.domain.progress import Progress
from bot.domain.series import Lineage, Series
from bot.domain.suggestions import Suggestion

MIN_RATINGS = 3  # below this an average would say more about one person than about the series


class SeriesStats(Struct, frozen=True):
    """What one server thinks of a series. `ratings`: (half points, how many), rising."""

    ratings: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many reviews carry a rating; every review does."""
        return sum(number for _rating, number in self.ratings)

    @property
    def mean(self) -> float | None:
        """The mean in half points, or None below `MIN_RATINGS`."""
        if self.count < MIN_RATINGS:
            return None
        return sum(rating * number for rating, number in self.ratings) / self.count


class SeriesFacts(Struct, frozen=True):
    """Everything a series' card shows."""

    series: Series
    lineage: tuple[tuple[Lineage, Series], ...]  # each with the series at its other end
    standing: SeriesStats | None  # None outside servers
    # Members' own recommendations from and to it, each with the series at its other end, the most helpful first.
    suggestions: tuple[tuple[Suggestion, Series], ...] = ()
    next_out: tuple[Outing, ...] = ()  # several, where two episodes are out at once
    overview_tells: bool = True  # in doubt, hide
    # Of the one person who sees the card; never on one that others see.
    place: Progress | None = None
    own_rating: int | None = None  # half points
