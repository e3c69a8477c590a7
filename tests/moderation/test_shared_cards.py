"""A shared card says what is the case now, whoever did it; a second moderator's press answers what is the case."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.settings import SetTo
from bot.services import privacy
from bot.services.reviews import deleting, reviewing
from bot.storage.published.marks import mark
from tests.loopback.hall import Hall, rows_of
from tests.loopback.members import Member
from tests.loopback.replies import Reply
from tests.moderation.test_moderation_queue import queue_card, report, review_by

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def queue_is_set(hall: Hall) -> None:
    await hall.app.servers.apply(hall.guild_id, [SetTo("moderation_channel_id", int(hall.queue_id))], actor_id=1)


async def decide(moderator: Member, on: Any, button: str) -> Reply:
    """Press, and say why."""
    form = await moderator.click(on, button, forge=button.startswith("moderation."))
    return await moderator.submit(form, {"reason": "It names the ending."})


async def test_what_one_moderator_decides_stands_on_the_card_and_another_may_undo_it(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Decided elsewhere")
    await report(hall, review)
    card = await queue_card(hall, "Decided elsewhere")
    private = await hall.moderator.command("/moderation queue")
    await decide(hall.moderator, private, f"moderation.hide:{review}")  # not on the shared card
    look = hall.admin.look
    await hall.discord.wait_for(lambda: f"The review is hidden. <@{hall.moderator.id}>" in look(card).text)
    assert "It names the ending." in look(card).text
    assert "Episode 7 is in it." in look(card).text, "the reports are kept"
    # A second moderator presses the button of before: they read what is the case, and nothing is done twice.
    late = await hall.admin.click(card, f"moderation.hide:{review}", forge=True)
    assert "hidden already" in late.text
    assert f"<@{hall.moderator.id}>" in late.text
    assert late.ephemeral
    undone = await hall.admin.click(card, "Undo")
    assert "Taken back" in undone.text
    await hall.discord.wait_for(lambda: f"<@{hall.admin.id}> took that back" in look(card).text)
    assert "Nothing wrong" in look(card).button_labels, "the report is open again, on the same card"
    assert len([m for m in hall.discord.all_messages(hall.queue_id) if "Decided elsewhere" in m.text]) == 1


async def test_a_reason_that_is_said_better_stands_on_the_card(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Said better")
    await report(hall, review)
    card = await queue_card(hall, "Said better")
    await decide(hall.moderator, card, "Hide")
    await hall.discord.wait_for(lambda: "It names the ending." in hall.admin.look(card).text)
    form = await hall.moderator.click(card, "Reason")
    await hall.moderator.submit(form, {"reason": "It names who dies."})
    await hall.discord.wait_for(lambda: "It names who dies." in hall.admin.look(card).text)
    assert "It names the ending." not in hall.admin.look(card).text


async def test_a_card_that_was_drawn_anew_while_a_decision_was_shown_on_it_is_not_left_as_it_was_before(
    hall: Hall,
) -> None:
    review = await review_by(hall, "alice", headline="Before the change")
    await report(hall, review)
    card = await queue_card(hall, "Before the change")
    hall.discord.faults.delay("POST", "/interactions/*/*/callback", 1.5)
    deciding = asyncio.create_task(hall.moderator.click(card, "Nothing wrong"))
    decided = "SELECT 1 FROM review_reports WHERE review_id = ? AND outcome IS NOT NULL"
    await hall.discord.wait_for(lambda: rows_of(hall.db, decided, review))
    async with hall.db.transaction() as connection:
        await connection.execute("UPDATE reviews SET headline = 'After the change' WHERE id = ?", (review,))
        await mark(connection, hall.guild_id, review_id=review)
    hall.client.posts.look()
    await deciding
    await hall.discord.wait_for(lambda: "After the change" in hall.admin.look(card).text)
    await hall.client.posts.settled()
    assert "After the change" in hall.admin.look(card).text


async def test_a_new_report_after_a_decision_gets_a_card_of_its_own_and_both_follow(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Reported again")
    await report(hall, review)
    first = await queue_card(hall, "Reported again")
    await hall.moderator.click(first, "Nothing wrong")
    await report(hall, review, "pablo")

    def cards() -> list[str]:
        return [m.id for m in hall.discord.all_messages(hall.queue_id) if "Reported again" in m.text]

    await hall.discord.wait_for(lambda: len(cards()) == 2)
    second = [m for m in hall.discord.all_messages(hall.queue_id) if m.id in cards()][-1]
    await decide(hall.moderator, second, "Hide")
    look = hall.admin.look
    await hall.discord.wait_for(lambda: all("The review is hidden." in look(one).text for one in (first, second)))


async def test_a_press_on_the_card_of_a_review_that_is_gone_says_what_became_of_it(hall: Hall) -> None:
    review = await review_by(hall, "nok", headline="Soon gone for good")
    await report(hall, review, "pablo")
    card = await queue_card(hall, "Soon gone for good")
    pressed = await decide(hall.moderator, card, f"moderation.delete:{review}")
    assert "The review is deleted." in pressed.text
    found, _standing = await reviewing.review_with_standing(hall.db, hall.guild_id, review, also_deleted=True)
    await deleting.forget_review(hall.db, found, now=hall.app.clock())
    for press in ("hide", "restore", "keep", "widen", "warn", "delete", "who", "open"):
        answer = await hall.admin.click(card, f"moderation.{press}:{review}", forge=True)
        assert "This review was deleted" in answer.text, press
        assert f"<@{hall.moderator.id}>" in answer.text
        assert "does not exist" not in answer.text


async def test_a_person_who_is_forgotten_leaves_a_card_that_was_decided_on(hall: Hall) -> None:
    review = await review_by(hall, "haruka", headline="To be forgotten", id=990_001)
    await report(hall, review, "pablo")
    card = await queue_card(hall, "To be forgotten")
    await hall.moderator.click(card, "Nothing wrong")
    haruka = hall.member("haruka")
    asked = await haruka.command("/privacy delete", where="server")
    await haruka.click(asked, "Delete it for good")
    look = hall.admin.look
    await hall.discord.wait_for(lambda: haruka.id not in look(card).text)
    assert "To be forgotten" not in look(card).text

    async def is_let_go() -> bool:
        known = "SELECT 1 FROM published WHERE kind = 'case' AND subject LIKE ?"
        return not await rows_of(hall.db, known, f"{review}%")

    await hall.discord.wait_for(is_let_go)


async def test_a_card_forgets_who_reported_and_who_decided(hall: Hall) -> None:
    review = await review_by(hall, "alice", headline="Nobody remembers")
    await report(hall, review)
    card = await queue_card(hall, "Nobody remembers")
    look = hall.admin.look
    await decide(hall.moderator, await hall.moderator.command("/moderation queue"), f"moderation.hide:{review}")
    await hall.discord.wait_for(lambda: f"<@{hall.moderator.id}>" in look(card).text)
    assert "Episode 7 is in it." in look(card).text
    (told,) = await rows_of(hall.db, "SELECT reporter_id FROM review_reports WHERE review_id = ?", review)
    for person in (told["reporter_id"], int(hall.moderator.id)):
        await privacy.delete_member(hall.db, person, None, now=hall.app.clock())
        hall.client.posts.look()
    await hall.discord.wait_for(lambda: "Episode 7 is in it." not in look(card).text)
    await hall.discord.wait_for(lambda: "The review is hidden. somebody who left" in look(card).text)
