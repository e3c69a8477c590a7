"""What is done a little later survives a crash, and what Discord refuses is tried again."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.notices import Notice, NoticeKind
from bot.services import auditing, notifying, removing
from bot.services.servers import Servers
from bot.storage.database import Database
from bot.storage.times import to_ms
from bot.ui.moderation_notices import notice_text
from tests.admin.conftest import AWAY, HOME, NOW, READER


async def note_removal(db: Database, message_id: int) -> None:
    async with db.transaction() as connection:
        await connection.execute(
            "INSERT INTO removals (channel_id, message_id, guild_id, asked_at) VALUES (7, ?, ?, ?)",
            (message_id, HOME, to_ms(NOW)),
        )


async def test_a_refused_removal_waits_longer_each_time_and_ends(db: Database) -> None:
    await note_removal(db, 1)
    assert await removing.pending_removals(db, now=NOW) == [(HOME, 7, 1)]
    await removing.note_refused(db, 7, 1)
    assert await removing.pending_removals(db, now=NOW + timedelta(minutes=59)) == []
    assert await removing.pending_removals(db, now=NOW + timedelta(minutes=60)) == [(HOME, 7, 1)]
    for _try in range(9):
        await removing.note_refused(db, 7, 1)
    assert await removing.pending_removals(db, now=NOW + timedelta(days=99)) == []


async def test_a_removal_that_is_done_is_forgotten(db: Database) -> None:
    await note_removal(db, 1)
    await removing.note_removed(db, 7, 1)
    assert await removing.pending_removals(db, now=NOW) == []


async def test_a_notice_is_tried_once_then_kept_then_told(db: Database) -> None:
    notice = Notice(READER, HOME, NoticeKind.UNBARRED, {})
    await notifying.leave_notices(db, [notice], now=NOW)
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


async def test_the_log_is_posted_from_the_first_start_on_and_each_entry_once(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    await servers.change_setting(HOME, "rating_style", "stars", actor_id=1)
    assert await auditing.entries_to_post(db) == []
    await servers.change_setting(HOME, "rating_style", "ten", actor_id=1)
    await servers.change_setting(AWAY, "rating_style", "stars", actor_id=1)
    entries = await auditing.entries_to_post(db)
    assert [entry.guild_id for entry in entries] == [HOME, AWAY]
    assert [entry.id for entry in await auditing.entries_to_post(db)] == [entry.id for entry in entries]
    await auditing.mark_posted(db, entries[-1].id)
    assert await auditing.entries_to_post(db) == []


async def test_the_log_is_read_by_page_by_person_and_by_kind(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    for number in range(1, 13):
        await servers.change_setting(HOME, "spoils_me_threshold", number + 5, actor_id=number % 2 + 1)
    await servers.switch_feature(HOME, "votes", False, actor_id=1)
    first = await auditing.entries_of(db, HOME, limit=10)
    second = await auditing.entries_of(db, HOME, before_id=first[-1].id, limit=10)
    assert [entry.action for entry in first[:2]] == ["feature.switch", "settings.change"]
    assert len(first) == 10
    assert len(second) == 3
    assert {entry.actor_id for entry in await auditing.entries_of(db, HOME, actor_id=1, limit=20)} == {1}
    assert len(await auditing.entries_of(db, HOME, prefixes=("feature.", "review."), limit=20)) == 1
    assert await auditing.entries_of(db, AWAY) == []
