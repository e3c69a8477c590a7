"""Leaderboards: which reviews and reviewers helped most, and which series are loved, in a stretch of time; and which
reviews the lists take that everybody sees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.ranking import RankedSeries, smoothed_share
from bot.domain.settings import ServerSettings
from bot.domain.time_zones import zone_called

PLACES = 10
LOOK_BACK = timedelta(days=14)  # a monthly post that is later than this stays away
_SEND_AT = time(9, 0)  # on the first of the month, by the server's wall clock


class Stretch(StrEnum):
    """How far a leaderboard looks back."""

    WEEK = "week"
    MONTH = "month"
    ALL = "all"

    def since(self, now: datetime) -> datetime:
        """Where it begins, when it ends `now`."""
        days = {Stretch.WEEK: 7, Stretch.MONTH: 30}.get(self)
        return datetime(2015, 1, 1, tzinfo=UTC) if days is None else now - timedelta(days=days)


class Month(Struct, frozen=True):
    """A calendar month of a server that is over; `until` is where the next one begins."""

    first: date
    since: datetime
    until: datetime
    send_at: datetime

    @property
    def key(self) -> str:
        """The month's name, such as 2026-03: one post a server and key."""
        return f"{self.first:%Y-%m}"


def month_due(now: datetime, time_zone: str) -> Month | None:
    """The month whose leaderboards are due at `now`, or None if it is too late, or too early in the new month.

    It ended on the server's wall clock; its post is due at nine on the first and for two weeks from then.
    """
    zone = zone_called(time_zone)
    next_first = now.astimezone(zone).date().replace(day=1)
    month = _month((next_first - timedelta(days=1)).replace(day=1), next_first, zone)
    return month if month.send_at <= now <= month.send_at + LOOK_BACK else None


def month_of(key: str, time_zone: str) -> Month:
    """The month called `key`. Raises ValueError for what is no month."""
    first = datetime.strptime(key, "%Y-%m").replace(tzinfo=UTC).date()
    return _month(first, (first + timedelta(days=31)).replace(day=1), zone_called(time_zone))


def _month(first: date, next_first: date, zone: tzinfo) -> Month:
    since, until = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, next_first))
    return Month(first, since, until, datetime.combine(next_first, _SEND_AT, zone).astimezone(UTC))


class Listing(Struct, frozen=True):
    """Whether reviews are listed, and the channels where it is the other way round."""

    is_open: bool = True
    others: frozenset[int] = frozenset()


def listing_of(settings: ServerSettings) -> Listing:
    """What a server and its channels want to be listed."""
    own = {rule.channel_id: rule.value for rule in settings.channel_rules if rule.name == "listed_reviews"}
    others = frozenset(channel_id for channel_id, value in own.items() if value != settings.listed_reviews)
    return Listing(settings.listed_reviews == "listed", others)


class TopReview(Struct, frozen=True):
    """A review that was voted on in a stretch: what its card may say without spoiling anybody."""

    review_id: int
    series_id: str
    author_id: int
    author_name: str
    headline: str
    helpful: int
    votes: int
    share: float = 0.0  # smoothed, by which it has its place


class TopReviewer(Struct, frozen=True):
    """A member whose reviews were voted on in a stretch."""

    author_id: int
    author_name: str
    reviews: int
    helpful: int
    votes: int


class Tops(Struct, frozen=True):
    """The three leaderboards of one stretch."""

    reviews: tuple[TopReview, ...]
    reviewers: tuple[TopReviewer, ...]
    series: tuple[RankedSeries, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.reviews or self.reviewers or self.series)


def top_reviews(candidates: Iterable[TopReview], *, mean: float) -> tuple[TopReview, ...]:
    """Best first by the smoothed share of helpful votes in the stretch; only what helped somebody."""
    liked = [replace(one, share=smoothed_share(one.helpful, one.votes, mean=mean)) for one in candidates if one.helpful]
    liked.sort(key=lambda one: (-one.share, -one.votes, -one.review_id))
    return tuple(liked[:PLACES])


def top_reviewers(candidates: Iterable[TopReview]) -> tuple[TopReviewer, ...]:
    """Those whose reviews got the most helpful votes in the stretch; of equal ones who needed fewer votes."""
    by_author: dict[int, list[TopReview]] = {}
    for one in candidates:
        by_author.setdefault(one.author_id, []).append(one)
    found = [
        TopReviewer(
            author_id,
            max(own, key=lambda one: one.review_id).author_name,
            len(own),
            sum(one.helpful for one in own),
            sum(one.votes for one in own),
        )
        for author_id, own in by_author.items()
    ]
    helped = [one for one in found if one.helpful]
    helped.sort(key=lambda one: (-one.helpful, one.votes, one.author_id))
    return tuple(helped[:PLACES])


def shared_key(which: int, stretch: Stretch, until: datetime, answer_id: int) -> str:
    """How a list that somebody has shared is called: what it takes to draw it anew."""
    return f"{which}-{stretch.value}-{int(until.timestamp() * 1000)}-{answer_id}"


def read_shared_key(key: str) -> tuple[int, Stretch, datetime]:
    """Which list, of which stretch, up to which moment."""
    which, stretch, until_ms, _answer = key.split("-")
    return int(which), Stretch(stretch), datetime.fromtimestamp(int(until_ms) / 1000, UTC)
