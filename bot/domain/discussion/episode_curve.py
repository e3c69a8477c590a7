"""How a server liked each episode: what polls ask, what their answers are worth, and how far a reader may look."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from bot.domain.progress import Progress, watched_through
from bot.domain.series import Series
from bot.i18n import N_

SCALES: Final = {"ten": 10, "stars": 5}  # rating style → answers of a poll; Discord allows ten

# Questions that give nothing away; one goes with each episode.
PROMPTS: Final = (
    N_("Which moment stays with you?"),
    N_("Who surprised you this time?"),
    N_("Which line would you like to keep?"),
    N_("What did the music do to you?"),
    N_("Which look said more than words?"),
    N_("What would you have done in their place?"),
    N_("Which small thing in the background did you notice?"),
    N_("Who deserves a hug after this one?"),
)


class EpisodeScore(Struct, frozen=True):
    """What a server's poll says about one episode."""

    episode: int
    votes: int
    mean: float  # half points, 2–20


class EpisodePoll(Struct, frozen=True):
    """A poll of one episode in its thread; without a message it is claimed, and being posted."""

    guild_id: int
    series_id: str
    episode: int
    thread_id: int
    message_id: int | None
    scale: int


def prompt_for(series_id: str, episode: int) -> str:
    """The question that goes with an episode: the same each time, another one for the next; not translated yet."""
    return PROMPTS[(zlib.crc32(series_id.encode()) + episode) % len(PROMPTS)]


def answer_points(scale: int) -> list[int]:
    """What the answers of a poll are worth in half points, in their order: the best first."""
    step = 20 // scale
    return [step * (scale - place) for place in range(scale)]


def points_of(scale: int, answer_id: int) -> int | None:
    """What an answer (Discord counts them from 1) is worth in half points, or None for one that we never asked."""
    points = answer_points(scale)
    return points[answer_id - 1] if 1 <= answer_id <= len(points) else None


def seen_through(progress: Progress | None, series: Series) -> int:
    """The last episode of which a reader may see what others thought; 0 where nothing is known of them."""
    return watched_through(progress, series.episodes)


def curve(counts: Iterable[tuple[int, int, int]], *, through: int) -> list[EpisodeScore]:
    """Scores of the episodes up to `through`, from (episode, half points, votes); those without votes are left out."""
    totals: dict[int, tuple[int, int]] = {}
    for episode, points, votes in counts:
        if votes > 0 and 1 <= episode <= through:
            number, total = totals.get(episode, (0, 0))
            totals[episode] = number + votes, total + votes * points
    return [EpisodeScore(episode, number, total / number) for episode, (number, total) in sorted(totals.items())]
