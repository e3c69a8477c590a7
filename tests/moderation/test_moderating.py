"""Reports and decisions: what changes, who is told, and how all of it is taken back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.domain.moderation import Outcome, Reason
from bot.domain.published.kinds import PublishedKind
from bot.errors import Gone, NotAllowed, UserError
from bot.services import message_removals, publishing
from bot.services.moderation import moderating, moderation_queue, reporting, review_bans
from bot.services.moderation.undoing import undo_decision
from bot.storage.engine.database import Database
from bot.storage.reviews import insert_spoils_me
from tests.loopback.hall import AUTHOR, AWAY, HOME, MODERATOR, NOW, OTHER, READER, insert_review, row_of, rows_of


async def report(db: Database, review_id: int, reporter: int = READER, guild: int = HOME) -> None:
    await reporting.report_review(db, guild, review_id, reporter, reason="horizon", note=" too far ", now=NOW)


async def notices(db: Database) -> list[tuple[int, str]]:
    found = await rows_of(db, "SELECT user_id, kind FROM notices ORDER BY id")
    return [(row["user_id"], row["kind"]) for row in found]


async def state(db: Database, review_id: int) -> tuple[str, str | None, int | None, int]:
    row = await row_of(db, "SELECT state, hidden_reason, horizon, spoiler_free FROM reviews WHERE id = ?", review_id)
    return row["state"], row["hidden_reason"], row["horizon"], row["spoiler_free"]


async def test_a_report_keeps_reason_and_note(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    _case, (found,) = await reporting.review_with_reports(db, HOME, review)
    assert (found.reporter_id, found.reason, found.note) == (READER, Reason.HORIZON, "too far")


async def test_a_member_has_one_open_report_on_a_review(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    with pytest.raises(UserError, match="already"):
        await report(db, review)
    await report(db, review, OTHER)
    assert len((await reporting.review_with_reports(db, HOME, review))[1]) == 2


async def test_after_the_outcome_a_member_may_report_again(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    await moderating.keep_review(db, HOME, review, MODERATOR, now=NOW)
    await report(db, review)
    assert len((await reporting.review_with_reports(db, HOME, review))[1]) == 1


async def test_a_card_that_nobody_needs_any_more_is_given_up_and_looked_for(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    await publishing.claim(db, HOME, PublishedKind.CASE, str(review), 9, after_id=None, now=NOW)
    assert await moderation_queue.needless_cards(db) == []
    await moderating.keep_review(db, HOME, review, MODERATOR, now=NOW)
    assert await moderation_queue.needless_cards(db) == [(HOME, review)]
    await publishing.give_up(db, HOME, PublishedKind.CASE, str(review), now=NOW)
    assert await moderation_queue.needless_cards(db) == []
    (stray,) = await message_removals.strays_due(db, now=NOW, pauses_s=(0,))
    assert (stray.kind, stray.subject, stray.channel_id) == (PublishedKind.CASE, str(review), 9)


@pytest.mark.parametrize("reason", ["spoils-me", "", "'; DROP TABLE reviews"])
async def test_a_reason_that_is_not_offered_is_refused(db: Database, reason: str) -> None:
    review = await insert_review(db)
    with pytest.raises(UserError, match="not a reason"):
        await reporting.report_review(db, HOME, review, READER, reason=reason, now=NOW)


async def test_a_note_that_is_too_long_comes_back(db: Database) -> None:
    review = await insert_review(db)
    with pytest.raises(UserError, match="501") as caught:
        await reporting.report_review(db, HOME, review, READER, reason="other", note="x" * 501, now=NOW)
    assert caught.value.returned_text == "x" * 501


async def test_own_reviews_are_not_reported(db: Database) -> None:
    review = await insert_review(db)
    with pytest.raises(UserError, match="your own"):
        await report(db, review, AUTHOR)


async def test_another_servers_review_does_not_exist_here(db: Database) -> None:
    review = await insert_review(db)
    with pytest.raises(Gone):
        await report(db, review, guild=AWAY)
    for decide in (moderating.hide_review, moderating.delete_review, moderating.keep_review):
        with pytest.raises(Gone):
            await decide(db, AWAY, review, MODERATOR, now=NOW)
    assert (await state(db, review))[0] == "posted"


async def test_hiding_tells_the_author_and_every_reporter(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    await report(db, review, OTHER)
    decision = await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)
    assert decision.outcome is Outcome.HIDDEN
    assert await state(db, review) == ("hidden", "moderator", 3, 0)
    assert await notices(db) == [
        (AUTHOR, "review-hidden"),
        (READER, "report-closed"),
        (OTHER, "report-closed"),
    ]
    assert (await reporting.review_with_reports(db, HOME, review))[1] == []


async def test_hiding_twice_is_said(db: Database) -> None:
    review = await insert_review(db)
    await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)
    with pytest.raises(UserError, match="hidden already"):
        await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)


@pytest.mark.parametrize("decide", [moderating.hide_review, moderating.delete_review])
async def test_what_was_hidden_or_deleted_comes_back_with_its_reports(db: Database, decide: object) -> None:
    review = await insert_review(db, message_id=9001)
    await report(db, review)
    decision = await decide(db, HOME, review, MODERATOR, now=NOW)  # type: ignore[operator]  # one of two services
    undone = await undo_decision(db, HOME, decision.entry_id, MODERATOR, now=NOW + timedelta(minutes=1))
    assert undone.reopened == 1
    assert (await state(db, review))[0] in ("posted", "posting")
    assert len((await reporting.review_with_reports(db, HOME, review))[1]) == 1


@pytest.mark.parametrize(("message_id", "becomes"), [(9001, "posted"), (None, "posting")])
async def test_a_deleted_review_that_comes_back_is_posted_anew_where_its_message_is_gone(
    db: Database, message_id: int | None, becomes: str
) -> None:
    review = await insert_review(db, message_id=9001)
    decision = await moderating.delete_review(db, HOME, review, MODERATOR, now=NOW)
    assert (await state(db, review))[0] == "deleted"
    async with db.transaction() as connection:
        await connection.execute("UPDATE reviews SET message_id = ?", (message_id,))
    await undo_decision(db, HOME, decision.entry_id, MODERATOR, now=NOW)
    row = await row_of(db, "SELECT state, message_id, deleted_at FROM reviews WHERE id = ?", review)
    assert row == {"state": becomes, "message_id": message_id, "deleted_at": None}


async def test_a_newer_review_keeps_the_old_one_deleted(db: Database) -> None:
    review = await insert_review(db)
    decision = await moderating.delete_review(db, HOME, review, MODERATOR, now=NOW)
    await insert_review(db)
    with pytest.raises(UserError, match="new review"):
        await undo_decision(db, HOME, decision.entry_id, MODERATOR, now=NOW)
    assert (await state(db, review))[0] == "deleted"


async def test_undo_leaves_a_later_decision_alone(db: Database) -> None:
    review = await insert_review(db)
    hidden = await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)
    await moderating.restore_review(db, HOME, review, MODERATOR, now=NOW)
    with pytest.raises(UserError, match="changed this review since"):
        await undo_decision(db, HOME, hidden.entry_id, MODERATOR, now=NOW)
    assert (await state(db, review))[0] == "posted"


async def test_undo_of_another_servers_decision_does_nothing(db: Database) -> None:
    review = await insert_review(db)
    decision = await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)
    with pytest.raises(Gone):
        await undo_decision(db, AWAY, decision.entry_id, MODERATOR, now=NOW)
    assert (await state(db, review))[0] == "hidden"


@pytest.mark.parametrize(
    ("spoiler_free", "horizon", "wanted", "becomes"),
    [(0, 3, 5, 5), (0, 3, None, None), (0, 3, 8, None), (1, None, 2, 2), (0, 3, 99, None)],
)
async def test_a_horizon_gets_wider(
    db: Database, spoiler_free: int, horizon: int | None, wanted: int | None, becomes: int | None
) -> None:
    review = await insert_review(db, spoiler_free=spoiler_free, horizon=horizon)
    decision = await moderating.widen_horizon(db, HOME, review, MODERATOR, horizon=wanted, episodes=8, now=NOW)
    assert await state(db, review) == ("posted", None, becomes, 0)
    await undo_decision(db, HOME, decision.entry_id, MODERATOR, now=NOW)
    kinds = [row["kind"] for row in await rows_of(db, "SELECT kind FROM notices ORDER BY id")]
    assert kinds == ["review-widened", "review-narrowed"], "nothing was hidden that could be seen again"
    assert await state(db, review) == ("posted", None, horizon, spoiler_free)


@pytest.mark.parametrize(("horizon", "wanted"), [(3, 3), (3, 1), (3, 0), (None, 5)])
async def test_a_horizon_never_gets_narrower(db: Database, horizon: int | None, wanted: int) -> None:
    review = await insert_review(db, horizon=horizon)
    with pytest.raises(UserError):
        await moderating.widen_horizon(db, HOME, review, MODERATOR, horizon=wanted, episodes=8, now=NOW)
    assert (await state(db, review))[2] == horizon


async def test_widening_shows_a_review_that_spoiled_people(db: Database) -> None:
    review = await insert_review(db, state="hidden", hidden_reason="spoils-me")
    decision = await moderating.widen_horizon(db, HOME, review, MODERATOR, horizon=None, episodes=8, now=NOW)
    assert await state(db, review) == ("posted", None, None, 0)
    await undo_decision(db, HOME, decision.entry_id, MODERATOR, now=NOW)
    assert await state(db, review) == ("hidden", "spoils-me", 3, 0)


async def test_what_readers_hid_counts_from_nothing_also_while_it_is_posted_anew(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    async with db.transaction() as connection:
        waits = "UPDATE reviews SET state = 'posting', hidden_reason = 'spoils-me', message_id = NULL WHERE id = ?"
        await connection.execute(waits, (review,))
        await insert_spoils_me(connection, review_id=review, user_id=READER, counts=True, at=NOW)
    decision = await moderating.keep_review(db, HOME, review, MODERATOR, now=NOW)
    assert decision.is_shown_again
    assert await rows_of(db, "SELECT * FROM spoils_me") == []
    assert (AUTHOR, "review-restored") in await notices(db)


async def test_spoils_me_queues_a_review_once(db: Database) -> None:
    review = await insert_review(db, state="hidden", hidden_reason="spoils-me")
    case, _reports = await reporting.review_with_reports(db, HOME, review)
    for _press in range(2):
        async with db.transaction() as connection:
            await moderating.queue_spoiling_review(connection, case, now=NOW)
    _case, (found,) = await reporting.review_with_reports(db, HOME, review)
    assert (found.reporter_id, found.reason) == (0, Reason.SPOILS_ME)
    assert await notices(db) == [(AUTHOR, "review-spoiled")]
    await moderating.restore_review(db, HOME, review, MODERATOR, now=NOW)
    assert (0, "report-closed") not in await notices(db)


async def test_a_warning_carries_the_moderators_words(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    await moderating.warn_author(db, HOME, review, MODERATOR, note="Please hide the ending.", now=NOW)
    row = await row_of(db, "SELECT fields FROM notices WHERE user_id = ? AND kind = 'warned'", AUTHOR)
    assert json.loads(row["fields"])["reason"] == "Please hide the ending."
    with pytest.raises(UserError, match="needs a sentence"):
        await moderating.warn_author(db, HOME, review, MODERATOR, note="  ", now=NOW)


async def test_a_barred_author_may_not_review_until_the_bar_is_over(db: Database) -> None:
    review = await insert_review(db)
    await moderating.ban_author(db, HOME, review, MODERATOR, days=7, now=NOW)
    assert await review_bans.review_ban_of(db, HOME, AUTHOR, now=NOW + timedelta(days=6)) is not None
    assert await review_bans.review_ban_of(db, HOME, AUTHOR, now=NOW + timedelta(days=7)) is None
    assert await review_bans.review_ban_of(db, AWAY, AUTHOR, now=NOW) is None
    with pytest.raises(NotAllowed, match="<t:"):
        await review_bans.require_not_banned(db, HOME, AUTHOR, now=NOW)


async def test_undoing_a_bar_brings_the_former_one_back(db: Database) -> None:
    review = await insert_review(db)
    first = await moderating.ban_author(db, HOME, review, MODERATOR, days=7, now=NOW)
    second = await moderating.ban_author(db, HOME, review, MODERATOR, days=30, now=NOW)
    with pytest.raises(UserError, match="changed"):
        await undo_decision(db, HOME, first.entry_id, MODERATOR, now=NOW)
    await undo_decision(db, HOME, second.entry_id, MODERATOR, now=NOW)
    ban = await review_bans.review_ban_of(db, HOME, AUTHOR, now=NOW)
    assert ban is not None
    assert ban.until == NOW + timedelta(days=7)
    await undo_decision(db, HOME, first.entry_id, MODERATOR, now=NOW)
    assert await review_bans.review_ban_of(db, HOME, AUTHOR, now=NOW) is None


async def test_a_bar_is_lifted_and_said(db: Database) -> None:
    await review_bans.ban_from_reviewing(db, HOME, READER, MODERATOR, days=1, reason="spam", now=NOW)
    await review_bans.lift_review_ban(db, HOME, READER, MODERATOR, now=NOW)
    assert await notices(db) == [(READER, "barred"), (READER, "unbarred")]
    with pytest.raises(UserError, match="not barred"):
        await review_bans.lift_review_ban(db, HOME, READER, MODERATOR, now=NOW)


@pytest.mark.parametrize("days", [0, -1, 366])
async def test_a_bar_lasts_a_year_at_most(db: Database, days: int) -> None:
    with pytest.raises(UserError, match=str(days)):
        await review_bans.ban_from_reviewing(db, HOME, READER, MODERATOR, days=days, now=NOW)


async def test_every_decision_is_in_the_audit_log_without_a_name_in_its_texts(db: Database) -> None:
    review = await insert_review(db)
    await report(db, review)
    await moderating.hide_review(db, HOME, review, MODERATOR, now=NOW)
    await moderating.ban_author(db, HOME, review, MODERATOR, days=3, now=NOW)
    found = await rows_of(db, "SELECT action, subject, before, after, member_id, actor_id FROM audit_log ORDER BY id")
    assert [(row["action"], row["member_id"], row["actor_id"]) for row in found] == [
        ("review.hidden", AUTHOR, MODERATOR),
        ("review.barred", AUTHOR, MODERATOR),
    ]
    assert not [row for row in found if str(AUTHOR) in f"{row['subject']}{row['before']}{row['after']}"]
