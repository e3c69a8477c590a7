"""Reports and decisions as members and moderators live them, on the loopback Discord."""

from __future__ import annotations

from typing import Any

import pytest
import pytest_asyncio

from bot.domain.settings import SetTo
from tests.loopback.hall import Hall, insert_review, row_of, rows_of
from tests.loopback.replies import Reply, Seen

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]

SERIES = "where-your-eyes-linger-kr-2020"


async def review_by(hall: Hall, author: str, **changed: Any) -> int:
    """A review that stands as a message in #lobby."""
    lobby = hall.channel("#lobby")
    taken = await rows_of(hall.db, "SELECT COUNT(*) AS n FROM reviews")
    changed.setdefault("series_id", SERIES if not taken[0]["n"] else f"no-such-series-kr-{2000 + taken[0]['n']}")
    return await insert_review(
        hall.db, guild_id=hall.guild_id, author_id=int(hall.member(author).id), channel_id=int(lobby), **changed
    )


async def queue_card(hall: Hall, containing: str) -> Seen:
    """The card in the moderators' channel that says `containing`."""

    def find() -> Seen | None:
        return next((m for m in hall.discord.all_messages(hall.queue_id) if containing in m.text), None)

    found: Seen = await hall.discord.wait_for(find)
    return found


async def report(hall: Hall, review: int, who: str = "nok", reason: str = "It spoils more than it says") -> str:
    member = hall.member(who)
    opened = await member.command("/help")
    form = await member.click(opened, f"reports.open:{review}", forge=True)
    if form.modal is None:  # refused before a word was written
        return form.text
    done = await member.submit(form, {"reason": reason, "note": "Episode 7 is in it."})
    return done.text


async def decide(hall: Hall, card: Seen, button: str, reason: str = "") -> Reply:
    """Press, say why, send."""
    form = await hall.moderator.click(card, button)
    return await hall.moderator.submit(form, {"reason": reason})


async def told(hall: Hall, name: str, containing: str) -> str:
    """What the bot wrote to a member directly."""

    def find() -> str | None:
        return next((m.text for m in hall.direct_messages(name) if containing in m.text), None)

    found: str = await hall.discord.wait_for(find)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def queue_is_set(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderation_channel_id", int(hall.queue_id))], actor_id=1)


async def test_a_report_becomes_a_card_and_the_outcome_is_told(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Quiet first one")
    assert "Thank you" in await report(hall, review)
    card = await queue_card(hall, "Quiet first one")
    assert "Episode 7 is in it." in card.text
    assert "It spoils more than it says" in card.text
    pressed = await decide(hall, card, "Hide")
    assert "The review is hidden." in pressed.text
    assert (await row_of(hall.db, "SELECT state FROM reviews WHERE id = ?", review))["state"] == "hidden"
    assert "hidden" in await told(hall, "alice", "Quiet first one")
    assert "You reported" in await told(hall, "nok", "Quiet first one")
    undone = await hall.moderator.click(pressed, "Undo")
    assert "Taken back" in undone.text
    assert (await row_of(hall.db, "SELECT state FROM reviews WHERE id = ?", review))["state"] == "posted"


async def test_one_open_report_a_member_and_review(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Reported twice")
    await report(hall, review)
    assert "already" in await report(hall, review)
    opened = await hall.member("nok").command("/help")
    again = await hall.member("nok").click(opened, f"reports.open:{review}", forge=True)
    assert again.modal is None, "nobody writes a note that can't be sent"


async def test_own_reviews_and_foreign_ones_are_not_reported(hall: Hall) -> None:
    own = await review_by(hall, "nok", headline="My own")
    assert "your own" in await report(hall, own)
    opened = await hall.member("nok").command("/help")
    missing = await hall.member("nok").click(opened, "reports.open:999999", forge=True)
    assert "does not exist" in missing.text


async def test_the_horizon_is_widened_from_the_card(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Spoils more", horizon=2, series_id="love-in-the-big-city-kr-2024")
    await report(hall, review)
    card = await queue_card(hall, "Spoils more")
    form = await hall.moderator.click(card, "Widen horizon")
    done = await hall.moderator.submit(form, {"horizon": "5", "reason": "Episode 5 is in it."})
    assert "spoils more" in done.text
    row = await row_of(hall.db, "SELECT horizon, spoiler_free FROM reviews WHERE id = ?", review)
    assert row == {"horizon": 5, "spoiler_free": 0}


async def test_warn_bar_delete_and_keep(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="The many deeds")
    await report(hall, review)
    card = await queue_card(hall, "The many deeds")
    form = await hall.moderator.click(card, "Warn the author")
    await hall.moderator.submit(form, {"reason": "Please mark the ending."})
    assert "Please mark the ending." in await told(hall, "alice", "Please mark")
    why = await hall.moderator.select(card, f"moderation.bar:{review}", "7")
    barred = await hall.moderator.submit(why, {"reason": "Three endings in a week."})
    assert "may not review here for a time" in barred.text
    bars = await hall.moderator.command("/moderation bars")
    assert f"<@{hall.member('alice').id}>" in bars.text
    refused = await hall.member("alice").command("/review write", series="where-your-eyes-linger-kr-2020")
    assert "barred you from reviewing until" in refused.text
    assert "Three endings in a week." in refused.text
    assert "Three endings in a week." in await told(hall, "alice", "barred you")
    lifted = await hall.moderator.command("/moderation unbar", member="alice")
    assert "may review here again" in lifted.text
    gone = await decide(hall, card, "Delete", "It tells the ending.")
    assert "deleted" in gone.text
    assert "It tells the ending." in await told(hall, "alice", "deleted your review")
    assert (await row_of(hall.db, "SELECT state FROM reviews WHERE id = ?", review))["state"] == "deleted"
    taken_back = await hall.moderator.click(gone, "Undo")
    assert "Taken back" in taken_back.text


async def test_without_a_card_the_queue_command_has_it(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Only in the list")
    await report(hall, review, who="pablo", reason="Harassment or hate")
    listed = await hall.moderator.command("/moderation queue")
    assert "Waiting reports" in listed.text
    opened = await hall.moderator.click(listed, f"moderation.open:{review}")
    assert "Only in the list" in opened.text
    kept = await hall.moderator.click(opened, "Nothing wrong")
    assert "stays as it is" in kept.text


async def test_who_closed_direct_messages_is_told_at_the_next_command(hall: Hall) -> None:
    review = await review_by(hall, "pablo", headline="Closed doors")
    hall.close_direct_messages("pablo")
    await report(hall, review)
    card = await queue_card(hall, "Closed doors")
    await decide(hall, card, "Hide")

    async def kept() -> bool:
        rows = await rows_of(hall.db, "SELECT refused_at FROM notices WHERE user_id = ?", int(hall.member("pablo").id))
        return any(row["refused_at"] for row in rows)

    await hall.discord.wait_for(kept)
    pablo = hall.member("pablo")
    await pablo.command("/about")
    await hall.discord.wait_for(lambda: any("Closed doors" in seen.text for seen in pablo.messages()))

    async def nothing_waits() -> bool:
        return not await rows_of(hall.db, "SELECT * FROM notices WHERE user_id = ?", int(pablo.id))

    await hall.discord.wait_for(nothing_waits)


async def test_the_context_menu_reports_the_review_of_a_message(hall: Hall) -> None:
    said = await hall.member("nok").say("#lobby", "hello")
    refused = await hall.member("nok").context_menu("Report this review", message=said)
    assert "not a review of mine" in refused.text
    await review_by(hall, "alice", headline="By its message", message_id=int(said.id))
    form = await hall.member("nok").context_menu("Report this review", message=said)
    assert form.outcome == "modal"


async def test_the_log_is_shown_and_posted(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo("audit_channel_id", int(hall.queue_id))], actor_id=1)
    await hall.app.servers.apply(hall.guild_id, [SetTo("rating_style", "stars")], actor_id=int(hall.admin.id))
    await hall.discord.wait_for(
        lambda: any("set How ratings look" in m.text for m in hall.discord.all_messages(hall.queue_id)), timeout_s=12
    )
    log = await hall.moderator.command("/audit", about="settings")
    assert "set How ratings look: Out of 10, with halves → Out of 5 stars, with halves" in log.text
    assert "hid review" not in log.text
