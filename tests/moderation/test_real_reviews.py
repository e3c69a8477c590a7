"""What moderators decide is seen where the review stands, and what a member deletes is gone from there."""

from __future__ import annotations

import pytest

from bot.domain.settings import SetTo
from tests.loopback.hall import Hall, row_of, rows_of
from tests.loopback.replies import Seen

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

CITY = "love-in-the-big-city-kr-2024"
EYES = "where-your-eyes-linger-kr-2020"


async def post_review(hall: Hall, name: str, series: str, headline: str) -> Seen:
    """A member writes and posts a review that says it spoils through episode 2."""
    member = hall.discord.member(name).at("#reviews", guild="The Rooftop Club")
    form = await member.command("/review write", series=series)
    answers = {
        "Your rating": "18",
        "Headline": headline,
        "Your review": "Warm from the first minute.\n\n||The last episode breaks your heart.||",
        "How far does it give things away?": "2",
        "How far you have watched": "finished",
    }
    preview = await member.submit(form, answers)
    await member.click(preview, "Post")

    def posted() -> Seen | None:  # once it is offered for votes, everything about it is done
        return next((m for m in hall.discord.all_messages("#reviews") if headline in m.text and m.reactions), None)

    found: Seen = await hall.discord.wait_for(posted)
    return found


async def test_a_report_leads_to_a_hidden_post_and_back(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderation_channel_id", int(hall.queue_id))], actor_id=1)
    post = await post_review(hall, "alice", CITY, "Bring tissues")
    nok = hall.member("nok")
    read = await nok.click(post, "Read")
    form = await nok.click(read, "Report")
    await nok.submit(form, {"reason": "It spoils more than it says"})

    def card() -> Seen | None:
        return next((m for m in hall.discord.all_messages(hall.queue_id) if "Bring tissues" in m.text), None)

    queued = await hall.discord.wait_for(card)
    assert "The last episode breaks your heart." in queued.text
    hidden = await hall.moderator.submit(await hall.moderator.click(queued, "Hide"))

    def shown() -> str:
        return next(m.text for m in hall.discord.all_messages("#reviews") if m.id == post.id)

    await hall.discord.wait_for(lambda: "Warm from the first minute" not in shown())
    review = await row_of(hall.db, "SELECT id FROM reviews WHERE message_id = ?", int(post.id))
    refused = await nok.click(post, f"reviews.read:{review['id']}", forge=True)
    assert "Warm from the first minute" not in refused.text
    await hall.moderator.click(hidden, "Undo")
    await hall.discord.wait_for(lambda: "Warm from the first minute" in shown())


async def test_a_widened_horizon_is_said_on_the_post(hall: Hall) -> None:
    post = await post_review(hall, "haruka", CITY, "Only the start, I said")
    review = await row_of(hall.db, "SELECT id FROM reviews WHERE headline = 'Only the start, I said'")
    opened = await hall.moderator.command("/help")
    form = await hall.moderator.click(opened, f"moderation.widen:{review['id']}", forge=True)
    await hall.moderator.submit(form, {"horizon": "all"})

    def text() -> str:
        return next(m.text for m in hall.discord.all_messages("#reviews") if m.id == post.id)

    await hall.discord.wait_for(lambda: "whole series" in text().lower())


async def test_deleting_ones_data_takes_real_posts_down_and_keeps_votes_on_others(hall: Hall) -> None:
    theirs = await post_review(hall, "pablo", EYES, "Somebody else's words")
    mine = await post_review(hall, "nok", EYES, "All mine")
    nok = hall.member("nok")
    await nok.react(theirs, "👍")

    async def counted() -> bool:
        return bool(await rows_of(hall.db, "SELECT 1 FROM votes WHERE user_id = ?", int(nok.id)))

    await hall.discord.wait_for(counted)
    asked = await nok.command("/privacy delete", where="all")
    await nok.click(asked, "Delete it for good")
    await hall.discord.wait_for(
        lambda: mine.id not in [m.id for m in hall.discord.all_messages("#reviews")], timeout_s=12
    )
    assert await rows_of(hall.db, "SELECT 1 FROM votes WHERE user_id = ?", int(nok.id)) == []
    tally = await row_of(
        hall.db,
        "SELECT helpful FROM vote_tallies WHERE subject_id = (SELECT id FROM reviews WHERE message_id = ?)",
        int(theirs.id),
    )
    assert tally["helpful"] == 1
