"""How far a member is in a series. The same truth decides what a review shows and where a thread warns."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from bot.domain.catalogue.spoken_title import spoken_title
from bot.domain.series import Series
from bot.domain.spoilers import sanitise_inline
from bot.errors import Gone, UserError
from bot.i18n import _, _n

MAX_EPISODE = 5_000  # longer than any series; keeps typing mistakes out where the number of episodes is unknown
MAX_REWATCHES = 99


class Status(StrEnum):
    """Where a member stands with a series."""

    PLANNED = "planned"
    WATCHING = "watching"
    FINISHED = "finished"
    DROPPED = "dropped"
    ON_HOLD = "on-hold"


class Progress(Struct, frozen=True):
    """A member's place in a series; private unless `shared`."""

    user_id: int
    series_id: str
    status: Status
    episode: int = 0  # last episode watched
    rewatches: int = 0
    shared: bool = False
    changed_at: datetime | None = None
    seen_before: int = 0  # last episode watched in an earlier round; 0 where this is the first


def watched_through(progress: Progress | None, episodes: int | None) -> int:
    """The last episode of which nothing can be given away to the member any more; 0 where nothing is known.

    `episodes` is how many the series is known to have now: what somebody finished when it had fewer is
    finished no longer. Where their number is not known, whoever says "finished" has seen it all: `MAX_EPISODE`.
    """
    if progress is None:
        return 0
    through = max(progress.episode, progress.seen_before)
    if not episodes and (progress.status is Status.FINISHED or progress.rewatches > 0):
        return MAX_EPISODE
    return through


def has_finished(progress: Progress | None, episodes: int | None) -> bool:
    """Whether the member has watched through the last episode that is known now."""
    return watched_through(progress, episodes) >= (episodes or MAX_EPISODE)


def same_numbers(one: Series, other: Series) -> bool:
    """Whether episode 5 of the one is episode 5 of the other, as far as can be known: in doubt it is not."""
    return one.episodes is not None and one.episodes == other.episodes


def check_episode(series: Series, episode: int) -> int:
    """`episode` as an episode of `series`, from 0 (none yet). Raises UserError with the numbers otherwise."""
    last = series.episodes or MAX_EPISODE
    if episode < 0:
        raise UserError(_("Episode {episode} does not exist. Episodes count from 1.", episode=episode))
    if episode > last and series.episodes:
        raise UserError(
            _n(
                "{title} has {count} episode; there is no episode {episode}.",
                "{title} has {count} episodes; there is no episode {episode}.",
                series.episodes,
                title=sanitise_inline(spoken_title(series)),
                episode=episode,
            ),
            reticent=_(
                "{title} has no episode {episode}.", title=sanitise_inline(spoken_title(series)), episode=episode
            ),
        )
    if episode > last:
        raise UserError(
            _("Episode {episode} can't be right: no series has more than {last}.", episode=episode, last=last)
        )
    return episode


def moved_to(before: Progress, series: Series, *, episode: int | None = None, status: Status | None = None) -> Progress:
    """Progress after the member said where they are; whatever they left out follows from the rest.

    The last episode means finished, episode 1 or later means watching unless they say otherwise, and
    "finished" means the last episode where that is known. Raises UserError for an episode that does not exist.
    """
    if episode is None and status is None:
        return before
    if episode is None:
        assert status is not None
        last = series.episodes if status is Status.FINISHED and series.episodes else before.episode
        return replace(before, status=status, episode=last)
    check_episode(series, episode)
    if status is None:
        if series.episodes and episode == series.episodes:
            status = Status.FINISHED
        elif episode == 0:
            status = Status.PLANNED if before.episode == 0 else Status.WATCHING
        else:
            status = Status.WATCHING
    elif status is Status.FINISHED and series.episodes:
        episode = series.episodes
    return replace(before, status=status, episode=episode)


def watched_next(before: Progress, series: Series) -> Progress:
    """Progress after one more episode. Raises UserError when there is none left."""
    if series.episodes and before.episode >= series.episodes:
        raise UserError(_("You have already watched all of {title}.", title=sanitise_inline(spoken_title(series))))
    return moved_to(before, series, episode=before.episode + 1)


def started_again(before: Progress) -> Progress:
    """A rewatch from the first episode. Raises UserError unless it was finished before."""
    if before.status is not Status.FINISHED:
        raise UserError(_("A rewatch starts after you have finished a series."))
    seen = max(before.episode, before.seen_before)
    return replace(before, status=Status.WATCHING, episode=0, rewatches=before.rewatches + 1, seen_before=seen)


def watched_again(before: Progress, series: Series, rewatches: int) -> Progress:
    """Progress after the member said how often they have watched it again: whoever did has seen it all before."""
    return replace(before, rewatches=rewatches, seen_before=(series.episodes or 0) if rewatches else 0)


def pack(progress: Progress | None) -> str:
    """A member's place in a few characters, for the custom id of an undo button."""
    if progress is None:
        return "none"
    numbers = (progress.episode, progress.rewatches, int(progress.shared), progress.seen_before)
    return "~".join([progress.status.value[0], *map(str, numbers)])  # the statuses differ in their first letters


def unpack(text: str, user_id: int, series_id: str) -> Progress | None:
    """The place that `pack` wrote; None for "there was none". Raises Gone where it is something else."""
    if text == "none":
        return None
    parts = text.split("~")
    statuses = {status.value[0]: status for status in Status}
    if len(parts) != 5 or parts[0] not in statuses or not all(p.isascii() and p.isdigit() for p in parts[1:]):
        raise Gone(_old_button())
    episode, rewatches, shared, seen_before = (int(part) for part in parts[1:])
    if max(episode, seen_before) > MAX_EPISODE or rewatches > MAX_REWATCHES or shared > 1:
        raise Gone(_old_button())
    return Progress(
        user_id, series_id, statuses[parts[0]], episode, rewatches, shared=shared == 1, seen_before=seen_before
    )


def _old_button() -> str:
    return _("This button no longer works. Please run the command again.")


def status_label(status: Status) -> str:
    """The status in the reader's words."""
    return {
        Status.PLANNED: _("Planned"),
        Status.WATCHING: _("Watching"),
        Status.FINISHED: _("Finished"),
        Status.DROPPED: _("Dropped"),
        Status.ON_HOLD: _("On hold"),
    }[status]
