"""What is done a little later survives a crash, and what Discord refuses is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.audit import Filter
from bot.domain.notices import Notice, NoticeKind
from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress
from bot.domain.settings import FEATURES, SetTo, Switch
from bot.errors import Gone
from bot.services import message_removals, notifying, publishing
from bot.services.moderation import auditing
from bot.services.servers.servers import Servers
from bot.storage.engine.database import Database
from bot.storage.engine.times import to_ms
from bot.storage.published.marks import mark
from bot.ui.moderation.notices import notice_text
from tests.loopback.hall import AWAY, HOME, NOW, READER, leave_notices


async def note_removal(db: Database, message_id: int) -> None:
    async with db.transaction() as connection:
        await connection.execute(
            "INSERT INTO removals (channel_id, message_id, guild_id, asked_at) VALUES (7, ?, ?, ?)",
            (message_id, HOME, to_ms(NOW)),
        )


async def test_a_refused_removal_waits_longer_each_time_and_is_never_given_up(db: Database) -> None:
    await note_removal(db, 1)
    assert await message_removals.pending_removals(db, now=NOW, pause_s=3600) == [(HOME, 7, 1)]
    await message_removals.note_refused(db, 7, 1)
    assert await message_removals.pending_removals(db, now=NOW + timedelta(minutes=59), pause_s=3600) == []
    assert await message_removals.pending_removals(db, now=NOW + timedelta(minutes=60), pause_s=3600) == [(HOME, 7, 1)]
    for _try in range(19):
        await message_removals.note_refused(db, 7, 1)
    assert await message_removals.pending_removals(db, now=NOW + timedelta(hours=399), pause_s=3600) == []
    assert await message_removals.pending_removals(db, now=NOW + timedelta(hours=400), pause_s=3600) == [(HOME, 7, 1)]


async def test_a_removal_that_is_done_is_forgotten(db: Database) -> None:
    await note_removal(db, 1)
    await message_removals.note_removed(db, 7, 1)
    assert await message_removals.pending_removals(db, now=NOW, pause_s=3600) == []


async def test_a_notice_is_tried_once_then_kept_then_told(db: Database) -> None:
    notice = Notice(READER, HOME, NoticeKind.UNBARRED, {})
    await leave_notices(db, notice)
    (untried,) = await notifying.untried_notices(db)
    assert (untried.user_id, untried.kind) == (READER, NoticeKind.UNBARRED)
    assert await notifying.users_with_notices(db) == set()
    await notifying.keep_notice(db, untried, now=NOW)
    assert await notifying.untried_notices(db) == []
    assert await notifying.users_with_notices(db) == {READER}
    kept = await notifying.kept_notices(db, READER)
    await notifying.drop_notices(db, kept)
    assert await notifying.users_with_notices(db) == set()


def test_every_kind_of_notice_has_a_sentence_that_is_safe_to_show() -> None:
    fields = {
        "headline": "||leak|| @everyone",
        "note": "`code` **bold**",
        "until": 1_800_000_000_000,
        "outcome": "hidden",
    }
    for kind in NoticeKind:
        said = notice_text(Notice(1, HOME, kind, fields), server="A || server", title="A `title`")
        assert "||" not in said
        assert "@everyone" not in said
        assert "`" not in said
        assert "{" not in said


def test_what_is_of_no_server_names_none() -> None:
    said = notice_text(Notice(1, 0, NoticeKind.UNBARRED, {}), server="", title="")
    assert said == "You may review again."


async def test_each_entry_of_the_log_is_posted_once_and_a_post_that_was_begun_stays_the_same(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    await servers.apply(HOME, [SetTo("rating_style", "stars")], actor_id=1)
    await servers.apply(AWAY, [SetTo("rating_style", "stars")], actor_id=1)
    assert await auditing.servers_to_post_to(db) == [HOME, AWAY]
    begun = await auditing.entries_to_post(db, HOME)
    subject = auditing.subject_of(begun)
    await publishing.claim(db, HOME, PublishedKind.AUDIT, subject, 5, after_id=None, now=NOW)
    await servers.apply(HOME, [SetTo("rating_style", "ten")], actor_id=1)
    assert await auditing.entries_to_post(db, HOME) == begun
    await auditing.note_posted(db, HOME, begun, PostAddress(5, 9), now=NOW)
    (later,) = await auditing.entries_to_post(db, HOME)
    assert later.after == "ten"
    await auditing.note_posted(db, HOME, [later], None, now=NOW)
    assert await auditing.servers_to_post_to(db) == [AWAY]


async def test_the_log_is_read_by_page_by_person_and_by_kind(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    for number in range(1, 13):
        await servers.apply(HOME, [SetTo("spoils_me_threshold", number + 5)], actor_id=number % 2 + 1)
    await servers.apply(HOME, [Switch("votes", False)], actor_id=1)
    first = await auditing.page_of(db, HOME, Filter(), limit=10)
    second = await auditing.page_of(db, HOME, Filter(), before_act=first[-1][0].id, limit=10)
    assert [act[0].action for act in first[:2]] == ["feature.switch", "settings.change"]
    assert len(first) == 10
    assert len(second) == 3
    assert {act[0].actor_id for act in await auditing.page_of(db, HOME, Filter(actor_id=1), limit=20)} == {1}
    assert len(await auditing.page_of(db, HOME, Filter(kind="moderation"), limit=20)) == 0
    assert len(await auditing.page_of(db, HOME, Filter(since_s=int(NOW.timestamp()) + 1), limit=20)) == 0
    assert await auditing.page_of(db, AWAY, Filter()) == []


async def test_what_was_changed_at_once_is_one_act(db: Database) -> None:
    """Also in the log's channel, whose posts hold fifteen entries otherwise."""
    servers = Servers(db, lambda: NOW)
    for number in range(1, 14):
        await servers.apply(HOME, [SetTo("spoils_me_threshold", number + 5)], actor_id=1)
    await servers.apply(HOME, [Switch(feature, False) for feature in FEATURES], actor_id=1)
    (newest, *_older) = await auditing.page_of(db, HOME, Filter())
    assert [entry.subject for entry in newest] == list(FEATURES)
    assert await auditing.entries_of_act(db, HOME, newest[0].id) == newest
    with pytest.raises(Gone):
        await auditing.entries_of_act(db, AWAY, newest[0].id)
    assert len(await auditing.entries_to_post(db, HOME)) == 13 + len(FEATURES)


async def test_a_reminder_in_a_channel_is_drawn_anew_only_where_something_changed_meanwhile(db: Database) -> None:
    reminder = Notice(READER, HOME, NoticeKind.EPISODE_OUT, {"series_id": "gentle-tide-th-2021", "channel_id": 7})
    await leave_notices(db, reminder, reminder)
    async with db.transaction() as connection:
        await mark(connection, HOME)
    first, second = await notifying.untried_notices(db)
    then = await publishing.count_marks(db, HOME)
    await notifying.note_told_in_channel(db, first, PostAddress(7, 1), marks_then=then, now=NOW)
    assert await publishing.steps_left(db) == []
    async with db.transaction() as connection:
        await mark(connection, HOME)
    await notifying.note_told_in_channel(db, second, PostAddress(7, 2), marks_then=then, now=NOW)
    ((found, step),) = await publishing.steps_left(db)
    assert (found.message_id, step) == (2, Step.RENDER)


async def test_the_number_of_a_notice_never_comes_again(db: Database) -> None:
    """Whoever is told two at once notes each by its number: another one that came meanwhile is not told yet."""
    await leave_notices(db, Notice(READER, HOME, NoticeKind.UNBARRED, {}))
    told = await notifying.untried_notices(db)
    await notifying.drop_notices(db, told)
    await leave_notices(db, Notice(READER, HOME, NoticeKind.WARNED, {"reason": "gently"}))
    await notifying.drop_notices(db, told)
    (left,) = await notifying.untried_notices(db)
    assert left.kind is NoticeKind.WARNED
