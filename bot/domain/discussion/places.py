"""Places to talk about a series: one for each episode, and one for the series as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from bot.domain.progress import Progress, check_episode, watched_through
from bot.domain.series import Series
from bot.errors import UserError
from bot.i18n import _

WHOLE_SERIES = 0  # the episode of the place that belongs to the series as a whole


class Place(Struct, frozen=True):
    """A thread or forum post of one server. Without a thread it is claimed, and being made."""

    id: int
    guild_id: int
    series_id: str
    episode: int  # WHOLE_SERIES, or from 1
    channel_id: int
    thread_id: int | None = None
    message_id: int | None = None
    opened_at: datetime | None = None  # None until its thread and its card stand
    called: str | None = None  # what its thread was called when it was made


class Opener(Struct, frozen=True):
    """A member who opens a place, and how many of them one member may open here in a day."""

    user_id: int
    most_a_day: int


class Neighbours(Struct, frozen=True):
    """The places beside one: the episode before and after, and the series'. None where there is none yet."""

    before: Place | None = None
    after: Place | None = None
    series: Place | None = None


def check_place(series: Series, episode: int | None) -> int:
    """The episode whose place is meant; None means the series as a whole. Raises UserError with the numbers."""
    if episode is None or episode == WHOLE_SERIES:
        return WHOLE_SERIES
    if episode < 0:
        raise UserError(_("Episode {episode} does not exist. Episodes count from 1.", episode=episode))
    return check_episode(series, episode)


def is_beyond(episode: int, progress: Progress | None, episodes: int | None) -> bool:
    """Whether a place may tell somebody with this progress more than they have seen.

    Nothing is known of those without progress: in doubt, yes. The series' own place gives nothing away.
    `episodes` is how many the series is known to have now.
    """
    return episode != WHOLE_SERIES and watched_through(progress, episodes) < episode


def neighbours_of(place: Place, places: Iterable[Place]) -> Neighbours:
    """Which of the series' `places` that stand are beside `place`."""
    by_episode = {p.episode: p for p in places if p.thread_id is not None and p.id != place.id}
    if place.episode == WHOLE_SERIES:
        return Neighbours(after=by_episode.get(1))
    before = by_episode.get(place.episode - 1) if place.episode > 1 else None
    return Neighbours(before, by_episode.get(place.episode + 1), by_episode.get(WHOLE_SERIES))


def touched_by(place: Place, places: Iterable[Place]) -> list[Place]:
    """Whose cards change when `place` is opened or goes: its neighbours' and the series' own."""
    beside = {place.episode - 1, place.episode + 1, WHOLE_SERIES}
    if place.episode == WHOLE_SERIES:
        return [p for p in places if p.id != place.id and p.message_id is not None]
    return [p for p in places if p.id != place.id and p.message_id is not None and p.episode in beside]
