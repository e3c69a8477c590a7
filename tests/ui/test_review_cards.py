"""Cards of reviews fit Discord's limits whatever people wrote, and texts come back from their boxes unchanged."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.reviews.records import Draft, HiddenReason, Review, ReviewNumbers, ReviewState
from bot.domain.reviews.rules import Stage
from bot.domain.series import Series
from bot.services.reviews.reading import reading_for
from bot.ui.kit.cards import MAX_TEXT
from bot.ui.reviews.card import post_body, review_head, review_post
from bot.ui.reviews.forms import BOX, BOXES, boxes_of
from bot.ui.reviews.hiding import hiding_words
from bot.ui.reviews.preview import Said, prepare, preview
from bot.ui.reviews.reader import reader_card, reader_pages
from tests.bundled import bundled
from tests.domain.nasty_texts import letters, nasty_text

NOW = datetime(2026, 8, 1, tzinfo=UTC)
EMOJI = ("👍", "👎")
SCORES = {"story": 19, "acting": 17, "music": 15, "rewatch": 13}


@pytest.fixture(scope="module")
def series() -> Series:
    found = next(s for s in bundled().series if s.id == "love-in-the-big-city-kr-2024")
    return replace(found, title="W" * 500)


def _review(body: str, **fields: object) -> Review:
    draft = Draft(
        "love-in-the-big-city-kr-2024",
        rating=17,
        headline="|" * 50 + "*" * 50,
        body=body,
        horizon=5,
        stage=Stage.WATCHING,
        stage_episode=5_000,
        scores=SCORES,
    )
    made = Review(
        10**13, 1, 2, "||" * 100, draft, "posted", None, 3, 4, None, 0, NOW, NOW, edited_at=NOW, deleted_at=None
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names fields as they are


def _texts() -> list[str]:
    rng = random.Random(3)
    return [
        "x" * 20_000,
        "||x||" * 4_000,
        "👩‍❤️‍👩" * 2_000,
        "a\n\n" * 6_000,
        "https://example.org/" + "a" * 10_000,
        "".join(nasty_text(rng, letters(), longest=30) for _number in range(120))[:20_000],
        "short",
    ]


@pytest.mark.parametrize("policy", ["in-place", "on-request"])
@pytest.mark.parametrize("style", ["ten", "stars"])
async def test_every_card_of_any_review_can_be_sent(series: Series, policy: str, style: str) -> None:
    standing = ReviewNumbers(123_456, 234_567, 345_678, 456_789)
    for body in _texts():
        for review in (_review(body), _review(body, state=ReviewState.HIDDEN, hidden_reason=HiddenReason.SPOILS_ME)):
            shown = post_body(review, series, policy=policy, style=style)
            review_post(review, standing, series, body=shown, style=style, vote_emoji=EMOJI)
            for allowed, revealed in ((True, False), (False, False), (False, True)):
                theirs = reading_for(review, series, None, review.author_id if allowed else 9)
                head = review_head(review, series, style)
                pages = reader_pages(review, theirs, head, revealed=revealed)
                for page in (1, len(pages) or 1):
                    reader_card(
                        review,
                        standing,
                        series,
                        head=head,
                        pages=pages,
                        page=page,
                        cut=theirs.marked,
                        revealed=revealed,
                        progress=None,
                        reader_id=9,
                        style=style,
                        vote_emoji=EMOJI,
                    )


async def test_every_preview_can_be_sent(series: Series) -> None:
    findings = "See episode 77 and https://example.org/x-{} now. "
    for body in [*_texts(), "".join(findings.format(number) for number in range(300)), "y" * 20_008, ""]:
        prepared = prepare(
            _review(body).content,
            series,
            bundled().vocabulary,
            author_id=2,
            author_name="||" * 100,
            guild_id=1,
            style="stars",
            now=NOW,
        )
        for page in (1, 99):
            view = preview(
                series,
                prepared,
                page=page,
                style="stars",
                policy="on-request",
                is_edit=True,
                said=Said("m" * 300, "n" * 100),
            )
            assert sum(len(getattr(child, "content", "")) for child in view.walk_children()) <= MAX_TEXT


async def test_an_author_is_told_where_more_is_hidden_than_they_marked(series: Series) -> None:
    body = "a `||` b ||c|| d `||` e"
    assert "more is hidden than you marked" in (hiding_words(_review(body).content, _review(body).reading) or "")
    assert hiding_words(_review("a ||b||").content, _review("a ||b||").reading) is None
    placed = _review("[hide from here]\na")
    assert "All of your text is hidden" in (hiding_words(placed.content, placed.reading) or "")


@given(st.lists(st.text(alphabet="ab \n", max_size=3_000), max_size=12).map("\n\n".join))
@settings(max_examples=60, deadline=None)
def test_boxes_hold_the_whole_text(body: str) -> None:
    boxes = boxes_of(body)
    if boxes is not None:
        assert len(boxes) <= BOXES
        assert all(len(box) <= BOX for box in boxes)
        assert "\n\n".join(boxes) == body


def test_a_paragraph_longer_than_a_box_is_not_cut_into_two() -> None:
    assert boxes_of("x" * (BOX + 1)) is None
