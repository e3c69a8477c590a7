"""What an import does to what a member keeps already: it adds, and never takes away."""

from __future__ import annotations

import hashlib
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.lists.entries import Entry
from bot.domain.progress import Progress, Status, has_finished
from bot.domain.search.names import comparable
from bot.domain.series import Series

_GOING_ON = {Status.PLANNED: 0, Status.ON_HOLD: 1, Status.DROPPED: 1, Status.WATCHING: 2, Status.FINISHED: 3}


class WatchRecord(Struct, frozen=True):
    """All that one member keeps about one series."""

    progress: Progress | None = None
    rating: int | None = None  # half points
    started_on: date | None = None
    finished_on: date | None = None
    note: str = ""

    @property
    def has_note(self) -> bool:
        """Whether it holds a day or words of the member's own."""
        return bool(self.started_on or self.finished_on or self.note)


def merged(before: WatchRecord, entry: Entry, series: Series, user_id: int) -> WatchRecord:
    """The record after the entry was taken over.

    What the member said here stays: their rating, their note, the further one of two places. The entry fills what
    was left open, so that the same list a second time changes nothing.
    """
    told = _progress_of(entry, series, user_id)
    progress = told if before.progress is None else _further(before.progress, told, series)
    return WatchRecord(
        progress=progress,
        rating=before.rating if before.rating is not None else entry.rating,
        started_on=before.started_on or entry.started_on,
        finished_on=before.finished_on or entry.finished_on,
        note=before.note or entry.note,
    )


def _progress_of(entry: Entry, series: Series, user_id: int) -> Progress | None:
    """Where the entry says that the member is; None where it says nothing of it."""
    episode = min(entry.episode or 0, series.episodes or entry.episode or 0)
    status = entry.status
    if status is None:
        # Who rated or dated it has seen something, and nobody knows how much: in doubt, nothing is said.
        status = Status.FINISHED if entry.finished_on and not episode else Status.WATCHING if episode else None
    if status is None:
        # A title and nothing else: whoever wrote it down means to watch it, or has. The watchlist keeps it for both.
        return Progress(user_id, series.id, Status.PLANNED, 0) if entry.is_bare else None
    if status is Status.WATCHING and series.episodes and episode >= series.episodes:
        status = Status.FINISHED
    if status is Status.FINISHED:
        episode = series.episodes or episode
    seen_before = (series.episodes or 0) if entry.rewatches else 0
    return Progress(user_id, series.id, status, episode, entry.rewatches, seen_before=seen_before)


def _further(before: Progress, told: Progress | None, series: Series) -> Progress:
    if told is None:
        return before
    rewatches = max(before.rewatches, told.rewatches)
    seen = max(before.seen_before, told.seen_before)
    kept = replace(before, rewatches=rewatches, seen_before=seen)
    if has_finished(before, series.episodes) or before.episode > told.episode:
        return kept
    is_further = told.episode > before.episode or _GOING_ON[told.status] > _GOING_ON[before.status]
    return replace(kept, status=told.status, episode=told.episode) if is_further else kept


def fingerprint_of(service: str, entry: Entry) -> str:
    """What stays the same of an entry when the list is imported again, as a short text."""
    said = "\n".join((service, comparable(entry.called), str(entry.year or ""), entry.medium))
    return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
