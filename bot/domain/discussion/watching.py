"""Watching together: who opens the next episode when, by dates or once enough people have watched."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.discussion.typed_moments import read_date, read_time
from bot.domain.progress import Progress, Status, has_finished
from bot.domain.series import Series
from bot.domain.time_zones import time_zone_words, zone_called
from bot.errors import UserError
from bot.i18n import _

MAX_EVERY_DAYS = 60
MAX_QUORUM = 1_000
DEFAULT_TIME = time(20, 0)
# Between two openings of one group that are both late: what was missed comes in order, and not in a heap.
CATCH_UP = timedelta(hours=1)
EVERY_DAYS = {"daily": 1, "weekly": 7}


class Pace(StrEnum):
    """What opens a group's next episode to its talk: a date, or enough members who are there."""

    DATES = "dates"
    QUORUM = "quorum"
    AIRED = "aired"


class PlannedEvent(Struct, frozen=True):
    """A group's next opening in Discord's calendar; without `event_id` it is claimed and not noted."""

    party_id: int
    series_id: str
    episode: int
    starts_at: datetime
    event_id: int | None
    called: str | None  # its name there; None where it was made before names were kept


class Party(Struct, frozen=True):
    """A group of one server that watches a series together; `next_episode` is the one to be opened next."""

    id: int
    guild_id: int
    series_id: str
    started_by: int
    pace: Pace
    every_days: int | None
    first_on: date | None
    local_time: time | None
    time_zone: str
    quorum: int | None
    first_episode: int
    next_episode: int
    channel_id: int
    message_id: int | None = None
    is_running: bool = True
    due_at: datetime | None = None

    @property
    def current_episode(self) -> int | None:
        """The last episode that was opened, or None before the first."""
        return self.next_episode - 1 if self.next_episode > self.first_episode else None


def scheduled(party: Party, episode: int) -> datetime:
    """When `episode` opens by the group's dates, in UTC.

    The wall clock counts: a clock change does not move the hour. An hour that a clock change leaves out is the
    one right after it; of an hour that comes twice it is the first.
    """
    assert party.first_on is not None
    assert party.local_time is not None
    assert party.every_days is not None
    day = party.first_on + timedelta(days=party.every_days * (episode - party.first_episode))
    return datetime.combine(day, party.local_time, zone_called(party.time_zone)).astimezone(UTC)


def after_opening(party: Party, series: Series | None, *, now: datetime) -> Party:
    """The group once its next episode was opened: waiting for the one after it, or through."""
    moved = replace(party, next_episode=party.next_episode + 1, due_at=None)
    if series is not None and series.episodes is not None and moved.next_episode > series.episodes:
        return replace(moved, is_running=False)
    if party.pace is not Pace.DATES:
        return moved
    due = scheduled(moved, moved.next_episode)
    return replace(moved, due_at=due if due > now else now + CATCH_UP)


def due_as_aired(party: Party, airs_at: datetime | None, *, now: datetime) -> datetime | None:
    """When a group that follows the schedule opens its next episode, which is out `airs_at`; None: nobody knows yet.

    What is out already opens at once, or after `CATCH_UP` where the one before was opened just now.
    """
    if airs_at is None or airs_at > now:
        return airs_at
    return party.due_at if party.due_at is not None and party.due_at <= now + CATCH_UP else now


def is_catching_up(party: Party, *, now: datetime) -> bool:
    """Whether the episode after the next one is due already as well: then nobody is pinged for the next."""
    return party.pace is Pace.DATES and scheduled(party, party.next_episode + 1) <= now


def has_watched(progress: Progress | None, episode: int, episodes: int | None) -> bool:
    """Whether somebody has watched `episode` this time round; `episodes` is how many are known now."""
    if progress is None:
        return False
    return progress.episode >= episode or (progress.status is Status.FINISHED and has_finished(progress, episodes))


def may_be_pinged(progress: Progress | None, opened: int, episodes: int | None) -> bool:
    """Whether somebody who asked for it is pinged for the episode that has just `opened`.

    Never those who are behind: who has not seen the episode before would only be reminded of that. Of those
    without progress nothing is known; they asked, so they are pinged.
    """
    return opened <= 1 or progress is None or has_watched(progress, opened - 1, episodes)


def first_day(day: date | None, at: time, time_zone: str, now: datetime) -> date:
    """The day of the first opening: the one wished for, otherwise the next on which `at` is still to come.

    Raises UserError where the wished moment has passed.
    """
    zone = zone_called(time_zone)
    today = now.astimezone(zone).date()
    chosen = day or today
    if datetime.combine(chosen, at, zone) > now:
        return chosen
    if day is None:
        return today + timedelta(days=1)
    raise UserError(
        _(
            "{day} {time} is over in this server's time zone, {zone}. Choose a later time.",
            day=day,
            time=at,
            zone=time_zone_words(time_zone),
        )
    )


class Wishes(Struct, frozen=True):
    """What somebody who starts a group asked for, as typed; None where they said nothing."""

    pace: str  # "daily", "weekly", "days", "quorum" or "aired"
    days: int | None = None
    at: str | None = None
    on: str | None = None
    members: int | None = None
    from_episode: int = 1


def planned(
    wishes: Wishes, *, guild_id: int, series_id: str, started_by: int, channel_id: int, time_zone: str, now: datetime
) -> Party:
    """A new group as somebody wished for it, its id still 0.

    By a quorum the first episode is due at once; by the schedule it is not known here. Raises UserError for what is
    missing or does not fit.
    """
    every = wishes.days if wishes.pace == "days" else EVERY_DAYS.get(wishes.pace)
    if wishes.pace == "days" and every is None:
        raise UserError(_("Say how many days there are between two episodes: days:3, for instance."))
    if wishes.pace == "quorum" and wishes.members is None:
        raise UserError(_("Say how many members have to have watched an episode: members:3, for instance."))
    time_of_day = read_time(wishes.at) if wishes.at else DEFAULT_TIME
    party = Party(
        id=0,
        guild_id=guild_id,
        series_id=series_id,
        started_by=started_by,
        pace=Pace.DATES if every else Pace(wishes.pace),
        every_days=every,
        first_on=None,
        local_time=time_of_day if every else None,
        time_zone=time_zone,
        quorum=wishes.members if wishes.pace == "quorum" else None,
        first_episode=wishes.from_episode,
        next_episode=wishes.from_episode,
        channel_id=channel_id,
        due_at=None if wishes.pace == "aired" else now,
    )
    if not every:
        return party
    day = read_date(wishes.on, now.astimezone(zone_called(time_zone)).date()) if wishes.on else None
    dated = replace(party, first_on=first_day(day, time_of_day, time_zone, now))
    return replace(dated, due_at=scheduled(dated, wishes.from_episode))
