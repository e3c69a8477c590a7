"""The weekly digest: which week, when, and what goes in. Headlines only: nothing in it can tell what happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from msgspec import Struct

from bot.domain.discussion.places import Place
from bot.domain.discussion.watching import Party
from bot.domain.ranking import smoothed_share
from bot.domain.series import Series
from bot.domain.time_zones import zone_called

SEND_AT = time(9, 0)  # on Mondays, by the server's wall clock
WEEK = timedelta(days=7)
MOST_REVIEWS, MOST_HELPFUL, MOST_RISING, MOST_THREADS, MOST_GROUPS = 8, 3, 3, 10, 8
_LEAST_RISE = 2  # one review or vote more than last week is chance


class Week(Struct, frozen=True):
    """The week that a digest tells about: from `since` up to `until`, named by the Monday on which it ends."""

    monday: date
    since: datetime
    until: datetime

    @property
    def key(self) -> str:
        """The week's name: one digest a server and key."""
        return self.monday.isoformat()


class Headline(Struct, frozen=True):
    """What a digest says of a review: never its body."""

    review_id: int
    series_id: str
    author_name: str
    headline: str
    rating: int  # half points
    channel_id: int
    message_id: int
    helpful: int = 0
    votes: int = 0


class Digest(Struct, frozen=True):
    """Everything that goes into one server's digest."""

    guild_id: int
    week: Week
    reviews: tuple[tuple[Headline, Series], ...]
    reviews_in_all: int
    helpful: tuple[tuple[Headline, Series], ...]
    rising: tuple[Series, ...]
    threads: tuple[tuple[Place, Series], ...]
    groups: tuple[tuple[Party, Series], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the week has nothing to tell; then nothing is posted."""
        return not (self.reviews or self.helpful or self.rising or self.threads or self.groups)


def week_due(now: datetime, time_zone: str) -> Week:
    """The last week whose digest is due at `now`: it ended on the latest Monday at nine on the wall clock.

    Only the last one, however long the bot was away: one late digest, and no heap of them.
    """
    zone = zone_called(time_zone)
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    until = datetime.combine(monday, SEND_AT, zone)
    if until > now:
        monday -= WEEK
    return _week(monday, zone)


def week_called(key: str, time_zone: str) -> Week:
    """The week of that key. Raises ValueError for what is no date."""
    return _week(date.fromisoformat(key), zone_called(time_zone))


def _week(monday: date, zone: tzinfo) -> Week:
    since, until = (datetime.combine(day, SEND_AT, zone).astimezone(UTC) for day in (monday - WEEK, monday))
    return Week(monday, since, until)


def most_helpful(candidates: list[Headline]) -> list[Headline]:
    """Those that readers found helpful in the week, best first; a single "not helpful" more than not is none."""
    liked = [one for one in candidates if one.helpful * 2 > one.votes]
    liked.sort(key=lambda one: (-smoothed_share(one.helpful, one.votes, mean=0.5), -one.helpful, one.review_id))
    return liked[:MOST_HELPFUL]


def rising_series(this_week: Mapping[str, int], week_before: Mapping[str, int]) -> list[str]:
    """Series that were spoken of clearly more than the week before, the steepest first."""
    rise = {series_id: number - week_before.get(series_id, 0) for series_id, number in this_week.items()}
    found = [series_id for series_id, by in rise.items() if by >= _LEAST_RISE]
    found.sort(key=lambda series_id: (-rise[series_id], series_id))
    return found[:MOST_RISING]
