"""Two processes at one member, one review, one vote, one deletion: their two databases on one server, at once."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.domain.lists.reading import read_upload
from bot.domain.progress import Progress, Status
from bot.domain.series import Kind, Series
from bot.domain.shards import Shards
from bot.domain.votes import Reaction, Subject, SubjectKind, Voter, VoteRules
from bot.errors import Gone
from bot.services import privacy, progressing
from bot.services.lists import importing
from bot.services.recommendations import recommending
from bot.storage.engine.database import Connection, Database
from bot.storage.ledger import votes
from bot.storage.ledger.posts import Post, insert_post
from bot.storage.ledger.votes import ReactionEvent
from bot.storage.lists.watch_records import list_watch_records
from bot.storage.progress import upsert_progress
from bot.storage.recommendations import insert_avoided
from tests.domain.lists import samples
from tests.gate import often
from tests.loopback.crowds import Crowd
from tests.loopback.postgres import SOMEBODY_WAITS, PostgresServer, until_found
from tests.loopback.running import new_catalogues
from tests.scale.stored import problems_at, stored_at

pytestmark = pytest.mark.sqlite  # names its engine itself
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
HOMES = (5, (1 << 22) + 5)  # a server of the first process, one of the second
SERIES = [Series(f"{letter}-kr-2020", letter.upper(), "KR", 2020, Kind.BL, episodes=1_000) for letter in "abc"]
MEMBERS = range(501, 507)
EACH = often(gate=60, home=20)  # blocks of each process

Both = tuple[Database, Database]


@pytest.fixture
async def both(url: str) -> AsyncIterator[Both]:
    """Two processes' databases, which share the shards."""
    async with Database.open(url, shards=Shards(0, 0, 2)) as one, Database.open(url, shards=Shards(1, 1, 2)) as other:
        yield one, other


async def all_at_once(*works: Coroutine[Any, Any, Any]) -> list[Any]:
    """What became of each; nothing here may fail, and nobody may wait for ever."""
    async with asyncio.timeout(120):
        return await asyncio.gather(*works)


async def test_no_step_of_a_member_is_lost_and_nobody_waits_in_a_circle(both: Both, url: str) -> None:
    source = random.Random(1)
    taken: Counter[tuple[int, str]] = Counter()

    async def step(db: Database, user_id: int, series: Series) -> None:
        await progressing.watch_next(db, series, user_id, now=NOW)
        taken[user_id, series.id] += 1

    steps = [step(db, source.choice(MEMBERS), source.choice(SERIES)) for _ in range(EACH) for db in both]
    await all_at_once(*steps)
    with stored_at(url) as raw:
        rows = raw.execute("SELECT user_id, series_id, episode FROM progress").fetchall()
    assert {(row[0], row[1]): row[2] for row in rows} == taken
    assert problems_at(url) == []


async def meanwhile(
    postgres: PostgresServer,
    late: Callable[[], Coroutine[Any, Any, Any]],
    other: Database,
    change: Callable[[Connection], Coroutine[Any, Any, None]],
) -> Any:
    """What `late` answers, which begins while the other process is just changing something of the first member's."""
    async with other.transaction(MEMBERS[0]) as connection:
        await change(connection)
        waiting = asyncio.create_task(late())
        await until_found(postgres, SOMEBODY_WAITS)
    return await waiting


def stands(series: Series, status: Status, episode: int) -> Callable[[Connection], Coroutine[Any, Any, None]]:
    """That the first member is so far."""
    place = Progress(MEMBERS[0], series.id, status, episode, changed_at=NOW)
    return lambda connection: upsert_progress(connection, place)


async def test_a_tap_on_an_older_list_takes_nobody_back(both: Both, postgres: PostgresServer) -> None:
    series = SERIES[0]
    late = partial(progressing.watch_through, both[0], series, MEMBERS[0], 4, now=NOW)
    assert await meanwhile(postgres, late, both[1], stands(series, Status.WATCHING, 5)) is None
    late = partial(progressing.watch_through, both[0], series, MEMBERS[0], 6, now=NOW)
    before, after = await meanwhile(postgres, late, both[1], stands(series, Status.WATCHING, 3))
    assert (before.episode, after.episode) == (3, 6)
    late = partial(progressing.watch_through, both[0], series, MEMBERS[0], 7, now=NOW, among=[Status.WATCHING])
    assert await meanwhile(postgres, late, both[1], stands(series, Status.DROPPED, 6)) is None


async def test_what_was_watched_meanwhile_is_not_undone(both: Both, postgres: PostgresServer) -> None:
    series = SERIES[0]
    await recommending.plan(both[0], series, MEMBERS[0], now=NOW)
    late = partial(recommending.undo, both[0], MEMBERS[0], series.id, "plan")
    with pytest.raises(Gone):
        await meanwhile(postgres, late, both[1], stands(series, Status.WATCHING, 1))
    kept = await progressing.progress_of(both[0], MEMBERS[0], series.id)
    assert kept is not None
    assert kept.episode == 1


async def test_what_two_would_rather_not_meet_is_all_avoided(both: Both, postgres: PostgresServer) -> None:
    who = MEMBERS[0]
    await recommending.avoid(both[0], who, ["death", "amnesia"], now=NOW)
    also = partial(insert_avoided, user_id=who, terms=["cheating", "amnesia"], at=NOW)
    late = partial(recommending.avoid, both[0], who, ["amnesia", "war"], now=NOW, no_more=["amnesia", "death"])
    await meanwhile(postgres, late, both[1], also)
    assert await recommending.avoided_notes(both[1], who) == {"amnesia", "cheating", "war"}


async def test_of_two_ratings_one_stands_whole(both: Both, url: str) -> None:
    source = random.Random(2)
    series = SERIES[0].id

    async def rates(db: Database, guild_id: int) -> int | None:
        last: int | None = None
        for _time in range(EACH):
            last = source.choice([None, *range(2, 21)])
            await progressing.rate(db, series, MEMBERS[0], last, guild_id=guild_id, now=NOW)
        return last

    last = await all_at_once(*(rates(db, home) for db, home in zip(both, HOMES, strict=True)))
    stands = await progressing.ratings_of(both[0], MEMBERS[0])
    assert stands.get(series) in last
    assert problems_at(url) == []


def lists() -> list[Any]:
    """Two old lists with series in common."""
    return [
        read_upload("serializd.json", samples.SERIALIZD.encode()),
        read_upload("mine.csv", samples.TABLE.encode()),
    ]


async def records_of(db: Database, user_id: int) -> dict[str, Any]:
    """A member's places without who it is and when."""
    async with db.reading() as connection:
        found = await list_watch_records(connection, user_id)
    return {series: str(one).replace(str(user_id), "who") for series, one in sorted(found.items())}


async def test_two_lists_taken_over_at_once_are_as_one_after_the_other(both: Both, url: str) -> None:
    catalogues = new_catalogues()
    serializd, table = lists()

    def take(db: Database, read: Any, user_id: int) -> Coroutine[Any, Any, Any]:
        return importing.take_list(db, catalogues, read, user_id, HOMES[0], now=NOW)

    await take(both[0], serializd, 5_001)
    await take(both[1], table, 5_001)
    await take(both[0], table, 5_002)
    await take(both[1], serializd, 5_002)
    orders = [await records_of(both[0], 5_001), await records_of(both[0], 5_002)]
    for user_id in range(5_003, 5_003 + often(gate=10, home=4)):
        await all_at_once(take(both[0], serializd, user_id), take(both[1], table, user_id))
        assert await records_of(both[1], user_id) in orders
    assert problems_at(url) == []


def insert_posts(raw: Any, author_id: int) -> None:
    """A review of this member in each server, and its post."""
    for number, guild_id in enumerate(HOMES):
        message_id = 9_000 + number
        raw.execute("INSERT INTO guilds (guild_id, joined_at) VALUES (?, 1)", (guild_id,))
        raw.execute(
            "INSERT INTO reviews (id, guild_id, series_id, author_id, author_name, rating, headline, body,"
            " spoiler_free, stage, language, state, channel_id, message_id, created_at, posted_at)"
            " VALUES (?, ?, ?, ?, 'Ara', 18, 'Warm', 'Warm.', 1, 'finished', 'en', 'posted', 7, ?, 1, 1)",
            (100 + number, guild_id, SERIES[0].id, author_id, message_id),
        )
        raw.execute(
            "INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)"
            " VALUES (?, 'review', ?, 7, ?, 1, 1)",
            (guild_id, str(100 + number), message_id),
        )
        subject = Subject(SubjectKind.REVIEW, 100 + number)
        insert_post(raw, Post(message_id, guild_id, 7, subject, SERIES[0].id, author_id, NOW))


def voting(db: Database, number: int, user_id: int, *, seconds: int, emoji: str = "👍") -> Coroutine[Any, Any, Any]:
    """A member's vote on the review of a server, heard by its process."""
    reaction = Reaction(9_000 + number, user_id, emoji)
    event = ReactionEvent(HOMES[number], reaction, Voter(user_id), VoteRules(), NOW + timedelta(seconds=seconds))
    return Crowd(db, votes.record).write(event)


@pytest.mark.parametrize("seed", range(often(gate=3, home=1)))
async def test_a_deletion_among_votes_and_writes_of_both_leaves_everything_true(
    both: Both, url: str, seed: int
) -> None:
    source = random.Random(seed)
    author, voters = MEMBERS[0], MEMBERS[1:]
    await both[0].write(partial(insert_posts, author_id=author))
    works: list[Coroutine[Any, Any, Any]] = []
    for second in range(EACH):
        for number, db in enumerate(both):
            works.append(voting(db, number, source.choice(voters), seconds=second, emoji=source.choice("👍👎")))
            works.append(progressing.watch_next(db, source.choice(SERIES), source.choice(MEMBERS), now=NOW))
            works.append(
                progressing.rate(
                    db, source.choice(SERIES).id, source.choice(MEMBERS), source.randint(2, 20), guild_id=HOMES[number],
                    now=NOW,
                )
            )  # fmt: skip
    works += [privacy.delete_member(both[0], voter, None, now=NOW) for voter in voters]
    works += [privacy.delete_member(both[1], voter, None, now=NOW) for voter in voters]
    works += [privacy.delete_member(both[source.randrange(2)], author, None, now=NOW)]
    source.shuffle(works)
    await all_at_once(*works)
    assert problems_at(url) == []
    for member in MEMBERS:
        await privacy.delete_member(source.choice(both), member, None, now=NOW)
        assert await privacy.count_kept(source.choice(both), member, None) == []
    assert problems_at(url) == []


async def test_one_member_who_deletes_everything_twice_at_once_is_counted_once(both: Both, url: str) -> None:
    author, voter = MEMBERS[0], MEMBERS[1]
    await both[0].write(partial(insert_posts, author_id=author))
    await all_at_once(*(voting(db, number, voter, seconds=1) for number, db in enumerate(both)))
    await all_at_once(*(privacy.delete_member(db, voter, None, now=NOW) for db in (*both, *both)))
    with stored_at(url) as raw:
        assert [tuple(row) for row in raw.execute("SELECT helpful, not_helpful FROM vote_tallies")] == [(1, 0)] * 2
        people = [row[0] for row in raw.execute("SELECT user_id FROM votes")]
    assert len(people) == 2
    assert all(person < 0 for person in people)
    assert problems_at(url) == []


async def test_what_a_process_writes_of_its_servers_does_not_wait_for_the_other(both: Both, url: str) -> None:
    await both[0].write(partial(insert_posts, author_id=MEMBERS[0]))
    async with both[0].transaction() as connection:
        await connection.run(lambda raw: votes.record(raw, [_event(0, MEMBERS[1])]))
        async with asyncio.timeout(20):
            await voting(both[1], 1, MEMBERS[2], seconds=1)
    with stored_at(url) as raw:
        assert raw.execute("SELECT COUNT(*) FROM votes").fetchone()[0] == 2


def _event(number: int, user_id: int) -> ReactionEvent:
    return ReactionEvent(HOMES[number], Reaction(9_000 + number, user_id, "👍"), Voter(user_id), VoteRules(), NOW)
