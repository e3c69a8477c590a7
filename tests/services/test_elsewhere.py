"""What one process stores, another one that shares the database knows in memory, too."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.kept_back import NOTHING, Topic
from bot.domain.shards import Shards
from bot.services import privacy, progressing
from bot.services.catalogue.catalogues import Catalogues
from bot.services.elsewhere import Elsewhere, Sort, follow_in_memory
from bot.services.keeping_back import Wishes
from bot.services.outside import bulk
from bot.services.recommendations.live_recommender import Recommendations
from bot.storage import progress as progress_storage
from bot.storage.catalogue import outside
from bot.storage.engine.database import OUTSIDE, Connection, Database
from bot.storage.engine.others import EVERYTHING
from tests.loopback.postgres import PostgresServer
from tests.loopback.running import new_catalogues

pytestmark = pytest.mark.sqlite  # names its engine itself
NOW = datetime(2026, 11, 30, tzinfo=UTC)
MEMBER, LITBC, SERIES = 501, "love-in-the-big-city-kr-2024", "zanzibar-fortress-kr-2017"
FIELDS = {"title": "Zanzibar Fortress", "country": "KR", "year": 2017, "kind": "general", "episodes": 16}


@dataclass
class Process:
    """One of two, with what it keeps in memory."""

    db: Database
    catalogues: Catalogues
    wishes: Wishes
    recommendations: Recommendations
    elsewhere: Elsewhere


@pytest.fixture
async def both(postgres: PostgresServer) -> AsyncIterator[list[Process]]:
    url = postgres.make("elsewhere")
    async with AsyncExitStack() as stack:
        made = []
        for number in (0, 1):
            db = await stack.enter_async_context(Database.open(url, shards=Shards(number, number, 2)))
            catalogues, wishes, elsewhere = new_catalogues(), Wishes(db), Elsewhere(db)
            recommendations = Recommendations(db, catalogues)
            stack.push_async_callback(recommendations.close)
            follow_in_memory(elsewhere, db, catalogues, wishes, recommendations)
            await elsewhere.listen()
            elsewhere.start()
            stack.push_async_callback(elsewhere.stop)
            made.append(Process(db, catalogues, wishes, recommendations, elsewhere))
        yield made
    postgres.drop_unused()


async def until(is_so: Callable[[], object]) -> None:
    for _try in range(2_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("another process was not followed")


async def test_a_wish_is_heard_at_every_door_whatever_else_is_told(both: list[Process]) -> None:
    one, other = both
    async with one.db.transaction() as connection:
        for junk in ("nonsense", "17", '["0/2"]', '["0/2", "of a later version", 1]'):
            await connection.fetch_one("SELECT pg_notify('linger', ?)", (junk,))
    assert await other.wishes.of(MEMBER) == NOTHING
    await one.wishes.keep([next(iter(Topic))], MEMBER, now=NOW)
    await until(lambda: MEMBER in other.wishes._user_ids)
    assert (await other.wishes.of(MEMBER)).topics == {next(iter(Topic))}


async def test_a_rating_and_its_deletion_are_in_every_recommender(both: list[Process]) -> None:
    one, other = both
    recommender = (await other.recommendations.model()).recommender
    await progressing.rate(one.db, LITBC, MEMBER, 18, guild_id=0, now=NOW)
    await until(lambda: recommender.ratings_of(MEMBER) == {LITBC: 9.0})
    await progressing.rate(one.db, LITBC, MEMBER, None, guild_id=0, now=NOW)
    await until(lambda: not recommender.ratings_of(MEMBER))
    await progressing.rate(one.db, LITBC, MEMBER, 18, guild_id=0, now=NOW)
    await until(lambda: recommender.ratings_of(MEMBER))
    await privacy.delete_member(one.db, MEMBER, None, now=NOW)
    await until(lambda: not recommender.ratings_of(MEMBER))


async def test_an_older_rating_that_was_being_read_does_not_come_after_a_newer_one(
    both: list[Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = both[0]
    recommender = (await one.recommendations.model()).recommender
    usual, is_late, may_go = progress_storage.get_rating, asyncio.Event(), asyncio.Event()

    async def late(connection: Connection, **whose: Any) -> int | None:
        found = await usual(connection, **whose)
        if not is_late.is_set():
            is_late.set()
            await may_go.wait()
        return found

    monkeypatch.setattr(progress_storage, "get_rating", late)
    await progressing.rate(one.db, LITBC, MEMBER, 10, guild_id=0, now=NOW)
    first = asyncio.create_task(one.recommendations.note(MEMBER, LITBC))
    await is_late.wait()
    await progressing.rate(one.db, LITBC, MEMBER, 18, guild_id=0, now=NOW)
    second = asyncio.create_task(one.recommendations.note(MEMBER, LITBC))
    await asyncio.wait([second], timeout=0.2)
    may_go.set()
    await asyncio.gather(first, second)
    assert recommender.ratings_of(MEMBER) == {LITBC: 9.0}


async def test_a_series_from_outside_is_everybody_s_and_the_same_again_changes_nothing(both: list[Process]) -> None:
    one, other = both

    async def take() -> None:
        async with one.db.transaction(OUTSIDE) as connection:
            await outside.upsert_shared(connection, [(SERIES, FIELDS)], at=NOW)

    await take()
    await until(lambda: other.catalogues.get(None, SERIES))
    edition = other.catalogues.edition
    await take()
    await one.wishes.keep([], MEMBER, now=NOW)
    await until(lambda: MEMBER in other.wishes._user_ids)  # told after it, and so heard after it
    assert other.catalogues.edition == edition


async def test_series_of_a_file_are_everybody_s_too(both: list[Process]) -> None:
    one, other = both
    series = one.catalogues.read(SERIES, dict(FIELDS))
    await bulk.fill_from_file(one.db, one.catalogues, [series], clock=lambda: NOW, report=lambda _read, _taken: None)
    await until(lambda: other.catalogues.get(None, SERIES))


async def test_what_is_known_as_it_is_has_nobody_read_anything(both: list[Process]) -> None:
    """New days of episodes are looked up every few minutes, of series that everybody has."""
    one, other = both
    told: list[tuple[object, ...]] = []

    async def hear(*series_ids: str) -> None:
        told.append(series_ids)

    other.elsewhere.register(Sort.SHARED, hear)
    async with one.db.transaction(OUTSIDE) as connection:
        await outside.upsert_shared(connection, [], at=NOW)
        await outside.insert_shared_lineage(connection, [])
        await connection.tell(Sort.WISHES, MEMBER)
    await until(lambda: MEMBER in other.wishes._user_ids)
    assert told == []


async def test_one_thing_that_could_not_be_followed_does_not_keep_the_others(both: list[Process]) -> None:
    one, other = both

    async def fail(*_about: object) -> None:
        raise ZeroDivisionError

    other.elsewhere.register(Sort.RATINGS, fail)
    await progressing.rate(one.db, LITBC, MEMBER, 18, guild_id=0, now=NOW)
    await one.wishes.keep([], MEMBER, now=NOW)
    await until(lambda: MEMBER in other.wishes._user_ids)


async def test_whoever_may_have_missed_something_reads_it_all_anew(both: list[Process]) -> None:
    one, other = both
    recommender = other.recommendations
    assert not (await recommender.model()).recommender.ratings_of(MEMBER)
    async with one.db.transaction(MEMBER) as connection:  # as if nobody had told
        await connection.execute(
            "INSERT INTO ratings (user_id, series_id, rating, rated_at, guild_id) VALUES (?, ?, 18, 1, 0)",
            (MEMBER, LITBC),
        )
        await connection.execute(
            "INSERT INTO kept_topics (user_id, topic, asked_at) VALUES (?, ?, 1)", (MEMBER, next(iter(Topic)))
        )
        await connection.execute(
            "INSERT INTO shared_series (series_id, fields, added_at, checked_at) VALUES (?, ?, 1, 1)",
            (SERIES, json.dumps(FIELDS)),
        )
    for told in EVERYTHING:
        other.elsewhere._told.put_nowait(told)
    await until(lambda: MEMBER in other.wishes._user_ids and other.catalogues.get(None, SERIES))
    await until(lambda: recommender._model is not None and recommender._model.recommender.ratings_of(MEMBER))
