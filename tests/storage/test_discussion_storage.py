"""Rows of places, groups, polls and digests: claimed once, moved with a merge, gone with a server or a member."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bot.domain.discussion.digest import week_due
from bot.domain.discussion.episode_curve import EpisodePoll
from bot.domain.discussion.places import WHOLE_SERIES
from bot.domain.discussion.watching import Pace, Party
from bot.domain.progress import Status
from bot.domain.published.kinds import PublishedKind
from bot.domain.published.records import PostAddress
from bot.domain.series import Kind, Series
from bot.errors import UserError
from bot.services import progressing, publishing
from bot.services.discussion import digesting, discussing, episode_polls, watching
from bot.storage.catalogue import canon, merging
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.members import privacy
from bot.storage.server_erasure import erase_server

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOME, AWAY, MEMBER = 1001, 1002, 501
OLD, NEW = Series("old-kr-2020", "Old", "KR", 2020, Kind.BL), Series("new-kr-2020", "New", "KR", 2020, Kind.BL)
WEEKLY = Party(0, HOME, OLD.id, MEMBER, Pace.DATES, 7, date(2026, 5, 8), time(20), "UTC", None, 1, 1, 5, due_at=NOW)


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        yield database


async def rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    async with db.reading() as connection:
        return [tuple(row) for row in await connection.execute_fetchall(sql)]


async def standing_place(db: Database, series: Series, episode: int, thread_id: int, *, guild_id: int = HOME) -> Any:
    place = await discussing.claim(db, guild_id, series.id, episode, 5, called="A · Episode 1", now=NOW)
    place = await discussing.note_thread(db, place, 5, thread_id)
    return await discussing.note_card(db, place, thread_id + 1, now=NOW)


async def test_of_many_claims_of_one_place_there_is_one_row(db: Database) -> None:
    places = await asyncio.gather(
        *(discussing.claim(db, HOME, OLD.id, 3, 5, called="A · Episode 1", now=NOW) for _turn in range(20))
    )
    assert len({place.id for place in places}) == 1
    assert await rows(db, "SELECT COUNT(*) FROM discussion_places") == [(1,)]


async def test_the_same_episode_has_a_place_in_each_server(db: Database) -> None:
    home, away = [await standing_place(db, OLD, 3, 50 + n, guild_id=g) for n, g in enumerate((HOME, AWAY))]
    assert home.id != away.id
    assert await discussing.place_by_id(db, AWAY, home.id) is None


async def test_a_warning_is_given_once_also_at_the_same_moment(db: Database) -> None:
    place = await standing_place(db, OLD, 3, 50)
    told = await asyncio.gather(*(discussing.warn(db, place, MEMBER, episodes=None, now=NOW) for _turn in range(10)))
    assert sum(first for first, _progress in told) == 1


async def test_somebody_without_progress_is_told_once_for_the_series_and_again_when_they_keep_it(db: Database) -> None:
    places = [await standing_place(db, OLD, episode, 50 + 2 * episode) for episode in (3, 4, 5)]
    assert (await discussing.warn(db, places[0], MEMBER, episodes=None, now=NOW))[0]
    assert not (await discussing.warn(db, places[1], MEMBER, episodes=None, now=NOW))[0]
    await progressing.set_progress(db, OLD, MEMBER, now=NOW, episode=2)
    assert (await discussing.warn(db, places[2], MEMBER, episodes=None, now=NOW))[0]
    hub = await standing_place(db, OLD, WHOLE_SERIES, 90)
    assert not (await discussing.warn(db, hub, MEMBER, episodes=None, now=NOW))[0]


async def test_one_group_of_a_series_runs_at_a_time(db: Database) -> None:
    party = await watching.start(db, WEEKLY, now=NOW)
    with pytest.raises(UserError, match="watching that together already"):
        await watching.start(db, WEEKLY, now=NOW)
    assert await watching.end(db, party, now=NOW)
    assert not await watching.end(db, party, now=NOW)
    again = await watching.start(db, WEEKLY, now=NOW)
    with pytest.raises(UserError, match="has ended"):
        await watching.join(db, HOME, party.id, 7, now=NOW)
    assert (await watching.latest_group(db, HOME, OLD)).id == again.id


async def test_an_opening_is_noted_once(db: Database) -> None:
    party = await watching.start(db, WEEKLY, now=NOW)
    assert await watching.claim_opening(db, party, episodes=None, now=NOW) == []
    await watching.note_opening(db, party, OLD, 77, now=NOW)
    await watching.note_opening(db, party, OLD, 77, now=NOW)
    assert (await watching.group_by_id(db, HOME, party.id)).next_episode == 2


async def test_a_quorum_counts_members_of_the_group_only(db: Database) -> None:
    wanted = replace(WEEKLY, pace=Pace.QUORUM, every_days=None, first_on=None, local_time=None, quorum=2, due_at=NOW)
    party = await watching.start(db, wanted, now=NOW)
    party = await watching.note_opening(db, party, OLD, 77, now=NOW)
    for user_id in (MEMBER, 7, 8):
        await progressing.set_progress(db, OLD, user_id, now=NOW, episode=1)
    assert await watching.due_groups(db, now=NOW) == []
    await watching.join(db, HOME, party.id, 7, now=NOW)
    assert [one.id for one in await watching.due_groups(db, now=NOW)] == [party.id]


async def test_nothing_of_those_who_do_not_share_is_in_a_groups_state(db: Database) -> None:
    party = await watching.start(db, WEEKLY, now=NOW)
    await watching.join(db, HOME, party.id, 7, now=NOW)
    await progressing.set_progress(db, OLD, MEMBER, now=NOW, episode=3)
    await progressing.set_progress(db, OLD, 7, now=NOW, episode=2, shared=True)
    state = await watching.state_of(db, party)
    assert [(user_id, progress.episode) for user_id, progress in state.sharing] == [(7, 2)]
    assert state.members == 2


async def test_a_poll_in_a_new_thread_takes_the_place_of_the_old_one(db: Database) -> None:
    poll = EpisodePoll(HOME, OLD.id, 1, 50, None, 10)
    assert (await episode_polls.claim(db, poll, now=NOW))[0]
    assert not (await episode_polls.claim(db, poll, now=NOW))[0]
    assert await episode_polls.take_over(db, poll, {20: 3}, now=NOW)
    assert not await episode_polls.take_over(db, poll, {20: 9}, now=NOW)
    assert (await episode_polls.claim(db, replace(poll, thread_id=60), now=NOW))[0]
    assert await episode_polls.take_over(db, poll, {2: 1}, now=NOW)
    await progressing.set_progress(db, OLD, MEMBER, now=NOW, status=Status.FINISHED)
    seen = await episode_polls.episodes_for(db, HOME, OLD, MEMBER)
    assert [(one.votes, one.mean) for one in seen.scores] == [(1, 2.0)]


async def test_a_week_is_claimed_once(db: Database) -> None:
    async def claim() -> bool:
        kind = PublishedKind.DIGEST
        return (await publishing.claim(db, HOME, kind, "2026-11-23", 5, after_id=None, now=NOW)).is_fresh

    assert sum(await asyncio.gather(*(claim() for _turn in range(10)))) == 1
    assert [one.is_settled for one in await publishing.unsettled(db)] == [False]
    await publishing.settle(db, HOME, PublishedKind.DIGEST, "2026-11-23", PostAddress(5, 9), now=NOW)
    assert await publishing.unsettled(db) == []
    assert not await digesting.was_wanted(db, AWAY, week_due(NOW, "UTC")), "never asked for"


async def test_a_group_that_was_wanted_before_a_merge_watches_what_it_was_merged_into(db: Database) -> None:
    async with db.transaction() as connection:
        await canon.upsert_merged(connection, guild_id=HOME, old_id=OLD.id, new_id=NEW.id, user_id=MEMBER, at=NOW)
    party = await watching.start(db, WEEKLY, now=NOW)
    assert (WEEKLY.series_id, party.series_id) == (OLD.id, NEW.id)
    with pytest.raises(UserError, match="watching that together already"):
        await watching.start(db, WEEKLY, now=NOW)


async def test_a_merge_takes_along_what_the_other_series_does_not_have(db: Database) -> None:
    for episode, thread_id in ((1, 50), (2, 52)):
        await standing_place(db, OLD, episode, thread_id)
    kept = await standing_place(db, NEW, 1, 60)
    away = await standing_place(db, OLD, 1, 70, guild_id=AWAY)
    old = await watching.start(db, WEEKLY, now=NOW)
    new = await watching.start(db, replace(WEEKLY, series_id=NEW.id), now=NOW)
    for series_id, thread_id in ((OLD.id, 50), (NEW.id, 60)):
        poll = EpisodePoll(HOME, series_id, 1, thread_id, None, 10)
        await episode_polls.claim(db, poll, now=NOW)
        await episode_polls.take_over(db, poll, {20 if series_id == NEW.id else 2: 1}, now=NOW)
    async with db.transaction(EVERYBODY) as connection:
        await merging.move(connection, HOME, OLD.id, NEW.id, only_here=False, same_numbers=True, at=NOW)
    places = await discussing.places_of(db, HOME, NEW.id)
    assert [(p.episode, p.thread_id) for p in places] == [(1, kept.thread_id), (2, 52)]
    assert await discussing.places_of(db, AWAY, OLD.id) == [away]
    assert not (await watching.group_by_id(db, HOME, old.id)).is_running
    assert (await watching.group_by_id(db, HOME, new.id)).is_running
    counts = await rows(db, "SELECT series_id, points FROM episode_poll_counts")
    assert counts == [(NEW.id, 20)]


async def test_everything_of_a_server_goes_with_it(db: Database) -> None:
    place = await standing_place(db, OLD, 1, 50)
    await discussing.warn(db, place, MEMBER, episodes=None, now=NOW)
    await discussing.mute(db, HOME, MEMBER, now=NOW)
    party = await watching.start(db, WEEKLY, now=NOW)
    await watching.claim_opening(db, party, episodes=None, now=NOW)
    await watching.claim_event(db, party, called="Old · Episode 1", now=NOW)
    await episode_polls.claim(db, EpisodePoll(HOME, OLD.id, 1, 50, None, 5), now=NOW)
    tables = ("discussion_places", "discussion_warnings", "discussion_mutes", "watch_parties", "watch_members",
              "watch_openings", "watch_events", "episode_polls")  # fmt: skip
    for table in tables:
        assert await rows(db, f"SELECT COUNT(*) FROM {table}") != [(0,)], f"{table} has something to lose"
    async with db.transaction() as connection:
        await erase_server(connection, HOME)
    for table in tables:
        assert await rows(db, f"SELECT COUNT(*) FROM {table}") == [(0,)], table


async def test_a_member_who_is_forgotten_is_in_no_row(db: Database) -> None:
    place = await standing_place(db, OLD, 1, 50)
    await discussing.warn(db, place, MEMBER, episodes=None, now=NOW)
    await discussing.mute(db, HOME, MEMBER, now=NOW)
    party = await watching.start(db, WEEKLY, now=NOW + timedelta(days=1))
    named = (("discussion_warnings", "user_id"), ("discussion_mutes", "user_id"),
             ("watch_members", "user_id"), ("watch_parties", "started_by"))  # fmt: skip
    for table, column in named:
        found = await rows(db, f"SELECT COUNT(*) FROM {table} WHERE {column} = {MEMBER}")
        assert found != [(0,)], f"{table} names the member"
    async with db.transaction(EVERYBODY) as connection:
        await privacy.forget_member(connection, MEMBER, None, at=NOW)
    for table, column in named:
        assert await rows(db, f"SELECT COUNT(*) FROM {table} WHERE {column} = {MEMBER}") == [(0,)], table
    assert (await watching.group_by_id(db, HOME, party.id)).is_running, "the group goes on"
