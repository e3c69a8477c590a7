"""What somebody asks for, and what is recommended to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.series import Series

if TYPE_CHECKING:
    from bot.domain.phrases import Constraint
    from bot.domain.recommender import Explanation

PAGE = 5  # recommendations in one answer
MOST_LIKED = 3  # series that one question may name
MOST_SAID = 3  # fewer people than this are never spoken of


class Request(Struct, frozen=True):
    """One question for something to watch, with what was changed about it since."""

    user_id: int
    guild_id: int  # 0 outside servers
    liked: tuple[str, ...] = ()
    mood: str = ""
    dropped: tuple[str, ...] = ()  # keys of the phrase's constraints that were taken out
    pages: tuple[tuple[str, ...], ...] = ()  # series shown so far, the present page last
    id: int = 0

    @property
    def page(self) -> tuple[str, ...]:
        """The series of the newest page, best first; empty before the first."""
        return self.pages[-1] if self.pages else ()

    @property
    def before(self) -> frozenset[str]:
        """Everything that was shown on earlier pages."""
        return frozenset(series_id for page in self.pages[:-1] for series_id in page)

    def turned(self) -> Request:
        """The request with an empty page to fill."""
        return replace(self, pages=(*self.pages, ()))

    def restored(self, series_id: str, place: int) -> Request:
        """The request with a series back in its place of the present page, for the one that came instead."""
        if series_id in self.page:
            return self
        page = [*self.page]
        page[place : place + 1] = [series_id]
        return self.showing(tuple(page))

    def showing(self, series_ids: tuple[str, ...]) -> Request:
        """The request with these on its present page."""
        return replace(self, pages=(*self.pages[:-1], series_ids))


class Pick(Struct, frozen=True):
    """One recommendation with everything that can be said about why."""

    series: Series
    why: Explanation
    missed: tuple[Constraint, ...] = ()  # wishes that were let go of for it
