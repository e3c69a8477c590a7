"""One text, stretch by stretch, for readers at different places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.progress import Progress, Status
from bot.domain.reviews.records import Draft, HiddenReason, Review, ReviewState
from bot.domain.series import Kind, Series
from bot.services.reviews.reading import reader_may_see, reading_for

AUTHOR, READER = 2, 9
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERIES = Series("s", "S", "KR", 2024, Kind.BL, episodes=8)
TEXT = "open\n\nEpisode 5:\n||five||\n\nEpisode 7:\n||seven||\n\n||rest||"


def a_review(body: str = TEXT, horizon: int | None = None, doubted: bool = False) -> Review:
    return Review(
        id=1,
        guild_id=1,
        author_id=AUTHOR,
        author_name="a",
        content=Draft("s", rating=10, headline="h", body=body, horizon=horizon),
        state=ReviewState.HIDDEN if doubted else ReviewState.POSTED,
        hidden_reason=HiddenReason.SPOILS_ME if doubted else None,
        channel_id=None,
        message_id=None,
        thread_id=None,
        comments=0,
        created_at=NOW,
        posted_at=None,
        edited_at=None,
        deleted_at=None,
    )


def at(episode: int, status: Status = Status.WATCHING) -> Progress:
    return Progress(READER, "s", status, episode)


def hidden(review: Review, progress: Progress | None, reader: int = READER) -> list[str]:
    return [span.text.strip() for span in reading_for(review, SERIES, progress, reader).spans if span.hidden]


@pytest.mark.parametrize(
    ("episode", "left"),
    [
        (None, ["five", "seven", "rest"]),
        (4, ["five", "seven", "rest"]),
        (5, ["seven", "rest"]),
        (7, ["rest"]),
        (8, []),
    ],
)
def test_a_stretch_opens_for_those_who_are_past_what_it_says(episode: int | None, left: list[str]) -> None:
    assert hidden(a_review(), at(episode) if episode else None) == left


def test_a_stretch_that_goes_farther_than_its_review_stays_hidden() -> None:
    review = a_review(horizon=5)
    assert hidden(review, at(6)) == ["seven"]
    assert not reader_may_see(review, SERIES, at(6), READER)
    assert reader_may_see(review, SERIES, at(7), READER)


def test_a_doubted_review_opens_nothing_by_stretches() -> None:
    review = a_review(doubted=True)
    assert len(hidden(review, at(7))) == 1
    assert hidden(review, at(8, Status.FINISHED)) == []
    assert hidden(review, None, AUTHOR) == []
