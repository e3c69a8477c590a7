"""What a member does not want to be told of a series before they have seen it through."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field

from bot.domain.progress import Progress, has_finished
from bot.domain.series import Series
from bot.i18n import _


class Topic(StrEnum):
    """A kind of fact that says something about a story, though it is no part of it."""

    RATINGS = "ratings"  # what others gave it
    CAST = "cast"  # who plays in it, and which couples
    EPISODES = "episodes"  # how many there are, and what they are called


def topic_label(topic: Topic) -> str:
    """What it is called, in the reader's language."""
    return {Topic.RATINGS: _("Ratings"), Topic.CAST: _("Cast"), Topic.EPISODES: _("Episodes")}[topic]


class KeptBack(Struct, frozen=True):
    """One member's wishes, with where they are."""

    user_id: int = 0
    topics: frozenset[Topic] = frozenset()
    progress: Mapping[str, Progress] = field(default_factory=dict)  # by series

    def keeps(self, topic: Topic, series: Series | None) -> bool:
        """Whether the member is not to be told that of `series`; of one that left the catalogue nothing is told."""
        if topic not in self.topics:
            return False
        return series is None or not has_finished(self.progress.get(series.id), series.episodes)


NOTHING = KeptBack()
