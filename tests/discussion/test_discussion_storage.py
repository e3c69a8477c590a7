"""Rows of places, groups, polls and digests: claimed once, moved with a merge, gone with a server or a member."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.discussion import WHOLE_SERIES
from bot.domain.episode_curve import EpisodePoll
from bot.domain.progress import Status
from bot.domain.series import Kind, Series
from bot.domain.watching import Pace, Party
from bot.errors import UserError
from bot.services import digesting, discussing, polling, progressing, watching
from bot.storage import merging, privacy
from bot.storage.database import Database
from bot.storage.leaving import erase_server

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
    place = await discussing.claim(db, guild_id, series.id, episode, 5, now=NOW)
    place = await discussing.note_thread(db, place, 5, thread_id)
    return await discussing.note_card(db, place, thread_id + 1, now=NOW)


async def test_of_many_claims_of_one_place_there_is_one_row(db: Database) -> None:
    places = await asyncio.gather(*(discussing.claim(db, HOME, OLD.id, 3, 5, now=NOW) for _turn in range(20)))
    assert len({place.id for place in places}) == 1
    assert await rows(db, "SELECT COUNT(*) FROM discussion_places") == [(1,)]


async def test_the_same_episode_has_a_place_in_each_server(db: Database) -> None:
    home, away = [await standing_place(db, OLD, 3, 50 + n, guild_id=g) for n, g in enumerate((HOME, AWAY))]
    assert home.id != away.id
    assert await discussing.place_by_id(db, AWAY, home.id) is None


async def test_a_warning_is_given_once_also_at_the_same_moment(db: Database) -> None:
    place = await standing_place(db, OLD, 3, 50)
    told = await asyncio.gather(*(discussing.warn(db, place, MEMBER, now=NOW) for _turn in range(10)))
    assert sum(first for first, _progress in told) == 1


async def test_somebody_without_progress_is_told_once_for_the_series_and_again_when_they_keep_it(db: Database) -> None:
    places = [await standing_place(db, OLD, episode, 50 + 2 * episode) for episode in (3, 4, 5)]
    assert (await discussing.warn(db, places[0], MEMBER, now=NOW))[0]
    assert not (await discussing.warn(db, places[1], MEMBER, now=NOW))[0]
    await progressing.set_progress(db, OLD, MEMBER, now=NOW, episode=2)
    assert (await discussing.warn(db, places[2], MEMBER, now=NOW))[0]
    hub = await standing_place(db, OLD, WHOLE_SERIES, 90)
    assert not (await discussing.warn(db, hub, MEMBER, now=NOW))[0]


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
    assert (await watching.claim_opening(db, party, now=NOW))[0]
    assert not (await watching.claim_opening(db, party, now=NOW))[0]
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
    assert await polling.claim(db, poll, now=NOW)
    assert not await polling.claim(db, poll, now=NOW)
    assert await polling.take_over(db, poll, {20: 3}, now=NOW)
    assert not await polling.take_over(db, poll, {20: 9}, now=NOW)
    assert await polling.claim(db, replace(poll, thread_id=60), now=NOW)
    assert await polling.take_over(db, poll, {2: 1}, now=NOW)
    await progressing.set_progress(db, OLD, MEMBER, now=NOW, status=Status.FINISHED)
    scores, _through = await polling.scores_for(db, HOME, OLD, MEMBER)
    assert [(one.votes, one.mean) for one in scores] == [(1, 2.0)]


async def test_a_week_is_claimed_once(db: Database) -> None:
    from bot.domain.digest import week_due

    week = week_due(NOW, "UTC")
    claims = await asyncio.gather(*(digesting.claim(db, HOME, week, 5, now=NOW) for _turn in range(10)))
    assert sum(claims) == 1
    assert (await digesting.is_due(db, HOME, week))[0], "claimed, but not sent yet"
    await digesting.settle(db, HOME, week, 9, now=NOW)
    assert not (await digesting.is_due(db, HOME, week))[0]
    assert not (await digesting.is_due(db, AWAY, week))[0], "never asked for"


async def test_a_merge_takes_along_what_the_other_series_does_not_have(db: Database) -> None:
    for episode, thread_id in ((1, 50), (2, 52)):
        await standing_place(db, OLD, episode, thread_id)
    kept = await standing_place(db, NEW, 1, 60)
    away = await standing_place(db, OLD, 1, 70, guild_id=AWAY)
    old = await watching.start(db, WEEKLY, now=NOW)
    new = await watching.start(db, replace(WEEKLY, series_id=NEW.id), now=NOW)
    for series_id, thread_id in ((OLD.id, 50), (NEW.id, 60)):
        poll = EpisodePoll(HOME, series_id, 1, thread_id, None, 10)
        await polling.claim(db, poll, now=NOW)
        await polling.take_over(db, poll, {20 if series_id == NEW.id else 2: 1}, now=NOW)
    async with db.transaction() as connection:
        await connection.run(merging.move, HOME, OLD.id, NEW.id, only_here=False, at=5)
    places = await discussing.places_of(db, HOME, NEW.id)
    assert [(p.episode, p.thread_id) for p in places] == [(1, kept.thread_id), (2, 52)]
    assert await discussing.places_of(db, AWAY, OLD.id) == [away]
    assert not (await watching.group_by_id(db, HOME, old.id)).is_running
    assert (await watching.group_by_id(db, HOME, new.id)).is_running
    counts = await rows(db, "SELECT series_id, points FROM episode_poll_counts")
    assert counts == [(NEW.id, 20)]


async def test_everything_of_a_server_goes_with_it(db: Database) -> None:
    place = await standing_place(db, OLD, 1, 50)
    await discussing.warn(db, place, MEMBER, now=NOW)
    await discussing.mute(db, HOME, MEMBER, now=NOW)
    party = await watching.start(db, WEEKLY, now=NOW)
    await watching.claim_opening(db, party, now=NOW)
    await watching.claim_event(db, party, now=NOW)
    await polling.claim(db, EpisodePoll(HOME, OLD.id, 1, 50, None, 5), now=NOW)
    async with db.transaction() as connection:
        await connection.run(erase_server, HOME)
    for table in ("discussion_places", "discussion_warnings", "discussion_mutes", "watch_parties", "watch_members",
                  "watch_openings", "watch_events", "episode_polls"):  # fmt: skip
        assert await rows(db, f"SELECT COUNT(*) FROM {table}") == [(0,)], table


async def test_a_member_who_is_forgotten_is_in_no_row(db: Database) -> None:
    place = await standing_place(db, OLD, 1, 50)
    await discussing.warn(db, place, MEMBER, now=NOW)
    await discussing.mute(db, HOME, MEMBER, now=NOW)
    party = await watching.start(db, WEEKLY, now=NOW + timedelta(days=1))
    async with db.transaction() as connection:
        await connection.run(privacy.forget_member, MEMBER, None, at=5)
    for table, column in (("discussion_warnings", "user_id"), ("discussion_mutes", "user_id"),
                          ("watch_members", "user_id"), ("watch_parties", "started_by")):  # fmt: skip
        assert await rows(db, f"SELECT COUNT(*) FROM {table} WHERE {column} = {MEMBER}") == [(0,)], table
    assert (await watching.group_by_id(db, HOME, party.id)).is_running, "the group goes on"
