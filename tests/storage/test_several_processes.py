"""Several processes on one server: whose shards are whose, members whom two write at once, and what is told."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.domain.notices import Notice, NoticeKind
from bot.domain.progress import Progress, Status
from bot.domain.shards import ALONE, Shards
from bot.errors import StartError
from bot.services import notifying
from bot.storage import progress
from bot.storage.engine.database import EVERYBODY, Database, StorageError
from bot.storage.engine.numbers import new_claim, new_id
from bot.storage.engine.others import Sort, Told
from bot.storage.engine.trouble import ServerAwayError, TakenOverError
from tests.loopback.postgres import SOMEBODY_WAITS, PostgresServer, until_found

pytestmark = pytest.mark.sqlite  # names its engine itself
_ON_SERVERS = "bot.storage.engine.postgres"
psycopg = pytest.importorskip("psycopg")
link, locks, owning, raw = (
    pytest.importorskip(f"{_ON_SERVERS}.{name}", reason="psycopg is not installed")
    for name in ("link", "locks", "owning", "raw")
)
NOW = datetime(2026, 11, 30, tzinfo=UTC)
MEMBER, SERIES = 501, "gentle-tide-th-2021"


@pytest.fixture
def url(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(owning, "TAKE_OVER_S", 0.2)
    yield postgres.make("several")
    postgres.drop_unused()


@asynccontextmanager
async def processes(url: str, *written: str) -> AsyncIterator[list[Database]]:
    """One database for each of the shards that are written."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(Database.open(url, shards=Shards.read(text) or ALONE)) for text in written
        ]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            "0-3/16",
            "2-5/16",
            r"another Linger has shard 2 of it \(linger 0-3/16 from this machine, server process \d+\)",
        ),
        ("0-3/16", "4-7/32", r"another Linger counts 16 shards, and this one 32 \(linger 0-3/16 from"),
        ("0-3/16", "0/1", r"another Linger uses it \(linger 0-3/16 from"),
        ("0/1", "0-3/16", r"another Linger uses it alone \(linger from"),
    ],
)
async def test_who_may_not_be_beside_another_is_told_who_is_there(url: str, first: str, second: str, why: str) -> None:
    async with processes(url, first):
        with pytest.raises(StartError, match=why):
            async with processes(url, second):
                pass
    async with processes(url, second):
        pass  # it ends with who held it


async def test_who_lost_its_shards_to_another_notices_though_nobody_writes(
    url: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "PATIENCE_S", 0.1)
    async with processes(url, "0/2") as (one,):
        await one.look_whether_back()
        assert not one.trouble.taken_over.is_set()
        with link.opened(url, "another") as other:
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'linger %'"
            )
            while not other.execute(f"SELECT pg_try_advisory_lock({locks.SHARD}, 0)").fetchone()[0]:
                pass  # the session that held it is just ending
            await one.look_whether_back()
            assert one.trouble.taken_over.is_set()
            assert "another Linger has shard 0 of it" in one.trouble.taken_by


@pytest.mark.parametrize("written", ["0/2", "0/1"])
async def test_a_session_that_only_the_server_believes_in_keeps_no_process_out(url: str, written: str) -> None:
    """As where the network between them was gone for a while: the server was told of no end."""
    async with processes(url, written) as (one,):
        session = one._writer._connection._conn._session  # type: ignore[attr-defined]  # PostgreSQL's
        line = os.dup(session.fileno())
        near, far = socket.socketpair()
        far.close()
        os.dup2(near.fileno(), session.fileno())
        async with one.transaction(MEMBER) as connection:
            await connection.execute("INSERT INTO guilds (guild_id, joined_at) VALUES (1, 1)")
        assert not one.trouble.taken_over.is_set()
        os.close(line)
        near.close()


async def test_who_has_to_wait_for_a_shard_has_none_of_those_behind_it(url: str) -> None:
    """Otherwise two that take over at once would each have what the other waits for."""
    with link.opened(url) as first, link.opened(url) as second:
        first.execute(f"SELECT pg_advisory_lock({locks.SHARD}, 1)")
        with pytest.raises(TakenOverError, match="another Linger has shard 1 of it"):
            owning.own(second, Shards(0, 3, 16))
        tried = first.execute(f"SELECT pg_try_advisory_lock({locks.SHARD}, n) FROM generate_series(0, 3) AS n")
        assert [row[0] for row in tried] == [False, True, True, True]


async def wait_within(db: Database, work: Coroutine[object, object, None]) -> None:
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute("SELECT 1")
        await work


async def test_a_process_that_falls_silent_in_the_middle_lets_the_others_go_on(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owning, "SILENT_MS", 200)
    async with processes(url, "0/2", "1/2") as (one, other):
        with pytest.raises(StorageError):
            await wait_within(one, take(other))
        await take(one)


async def test_shards_that_are_free_are_taken_at_once(url: str) -> None:
    async with processes(url, "0-3/16", "4-7/16", "8/16") as found:
        assert [str(db.shards) for db in found] == ["0-3/16", "4-7/16", "8/16"]


async def test_two_that_add_to_one_member_s_place_lose_nothing(url: str) -> None:
    """Each reads, and writes what it has read and one more."""

    async def watch(db: Database, times: int) -> None:
        for _time in range(times):
            async with db.transaction(MEMBER) as connection:
                before = await progress.get_progress(connection, user_id=MEMBER, series_id=SERIES)
                episode = before.episode + 1 if before else 1
                await asyncio.sleep(0)
                await progress.upsert_progress(
                    connection, Progress(MEMBER, SERIES, Status.WATCHING, episode, changed_at=NOW)
                )

    async with processes(url, "0/2", "1/2") as (one, other):
        await asyncio.gather(*(watch(db, 10) for db in (one, other, one, other)))
        async with one.reading() as connection:
            after = await progress.get_progress(connection, user_id=MEMBER, series_id=SERIES)
    assert after is not None
    assert after.episode == 40


async def test_two_that_write_the_same_members_in_other_orders_never_wait_for_each_other(url: str) -> None:
    """Blocks share a transaction: what the ones before hold is let go before a lock is waited for."""

    async def rate(db: Database, members: list[int]) -> None:
        async def one(member: int) -> None:
            async with db.transaction(member) as connection:
                await progress.upsert_rating(
                    connection, user_id=member, series_id=SERIES, rating=2 + member % 19, guild_id=0, at=NOW
                )

        for _round in range(5):
            await asyncio.gather(*map(one, members))

    async with processes(url, "0/2", "1/2") as (one, other):
        members = list(range(600, 630))
        await asyncio.gather(rate(one, members), rate(other, members[::-1]))
        async with one.reading() as connection:
            assert len(await progress.list_ratings(connection)) == 30


async def test_what_is_of_everybody_is_written_while_nobody_else_writes(url: str, postgres: PostgresServer) -> None:
    seen: list[str] = []

    async def join(db: Database) -> None:
        async with db.transaction() as connection:
            await connection.execute("INSERT INTO guilds (guild_id, joined_at) VALUES (1, 1)")
            seen.append("the other")

    async with processes(url, "0/2", "1/2") as (one, other):
        async with one.transaction(EVERYBODY):
            task = asyncio.create_task(join(other))
            await until_found(postgres, SOMEBODY_WAITS)
            seen.append("everybody's")
        await task
    assert seen == ["everybody's", "the other"]


async def test_a_block_that_waits_for_another_process_leaves_its_neighbours_stored(url: str) -> None:
    async with processes(url, "0/2", "1/2") as (one, other):
        holding, may_go = asyncio.Event(), asyncio.Event()

        async def hold() -> None:
            async with other.transaction(MEMBER) as connection:
                await connection.execute("SELECT 1")
                holding.set()
                await may_go.wait()

        async def join(guild_id: int, of: int | None) -> None:
            async with one.transaction(of) as connection:
                await connection.execute("INSERT INTO guilds (guild_id, joined_at) VALUES (?, 1)", (guild_id,))

        held = asyncio.create_task(hold())
        await holding.wait()
        first, second = asyncio.create_task(join(1, None)), asyncio.create_task(join(2, MEMBER))
        await first  # though the second one of the batch waits
        assert not second.done()
        may_go.set()
        await asyncio.gather(held, second)
        async with one.reading() as connection:
            assert await connection.fetch_number("SELECT COUNT(*) FROM guilds") == 2


async def test_a_block_that_is_cancelled_while_it_waits_keeps_nobody_waiting(
    url: str, postgres: PostgresServer
) -> None:
    async with processes(url, "0/2", "1/2") as (one, other):
        async with other.transaction(MEMBER) as connection:
            await connection.execute("SELECT 1")
            waiting = asyncio.create_task(take(one))
            await until_found(postgres, SOMEBODY_WAITS)
            waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await take(one)
        await take(other)


async def test_what_waits_for_a_member_is_dropped_by_one_process_at_a_time(url: str, postgres: PostgresServer) -> None:
    """Each of two may tell it, and would wait in the middle of a batch for a row that the other has in its own."""
    async with processes(url, "0/2", "1/2") as (one, other):
        async with other.transaction(MEMBER) as connection:
            await connection.execute("SELECT 1")
            dropping = asyncio.create_task(notifying.drop_notices(one, [Notice(MEMBER, 1, NoticeKind.UNBARRED, {})]))
            await until_found(postgres, SOMEBODY_WAITS)
        await dropping


async def take(db: Database) -> None:
    async with db.transaction(MEMBER) as connection:
        await connection.execute("SELECT 1")


async def test_numbers_are_given_once_and_by_whoever_is_alone_afterwards_too(url: str) -> None:
    async def numbers_of(db: Database) -> list[int]:
        async with db.transaction() as connection:
            return [await new_claim(connection) for _number in range(150)]

    async with processes(url, "0/2", "1/2") as found:
        taken = [number for numbers in await asyncio.gather(*map(numbers_of, found)) for number in numbers]
        async with found[0].transaction() as connection:
            reviews = [await new_id(connection, "reviews", at_least=1_000) for _number in range(3)]
    assert len(set(taken)) == 300
    assert reviews == [1_000, 1_001, 1_002]
    async with processes(url, "0/1") as (alone,), alone.transaction() as connection:
        assert await new_claim(connection) > max(taken)
        assert await new_id(connection, "reviews") > max(reviews)


async def tell_and_fail(db: Database) -> None:
    async with db.transaction(MEMBER) as connection:
        await connection.tell(Sort.FORGOTTEN, MEMBER)
        raise ZeroDivisionError


async def test_no_number_is_asked_for_again_and_again_while_the_server_takes_nobody_in(
    url: str, postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse(*_to: object) -> None:
        asked.append(1)
        raise psycopg.OperationalError("sorry, too many clients already")

    async with processes(url, "0/2") as (db,):
        async with db.transaction() as connection:
            await new_claim(connection)
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'linger 0/2 numbers'"
        await asyncio.to_thread(postgres.execute, ended)
        with monkeypatch.context() as patch:
            patch.setattr(link, "opened", refuse)
            for _time in range(2):  # the session is found gone, and is gone
                with pytest.raises(ServerAwayError):
                    async with db.transaction() as connection:
                        await new_id(connection, "reviews")
        assert len(asked) == 2
        async with db.transaction() as connection:
            assert await new_id(connection, "reviews") > 0


async def test_what_one_stores_the_others_are_told_and_not_what_it_takes_back(url: str) -> None:
    async with processes(url, "0/2", "1/2") as (one, other):
        heard: asyncio.Queue[Told] = asyncio.Queue()
        own: list[Told] = []
        await other.others.listen(heard.put_nowait)
        await one.others.listen(own.append)
        with pytest.raises(ZeroDivisionError):
            await tell_and_fail(one)
        async with one.transaction(MEMBER) as connection:
            await progress.upsert_rating(connection, user_id=MEMBER, series_id=SERIES, rating=16, guild_id=0, at=NOW)
        assert await heard.get() == Told(Sort.RATINGS, (MEMBER, SERIES))
        assert heard.empty()
        assert own == []


async def test_who_was_not_heard_for_a_while_may_have_told_anything(url: str, postgres: PostgresServer) -> None:
    async with processes(url, "0/2", "1/2") as (_one, other):
        heard: asyncio.Queue[Told] = asyncio.Queue()
        await other.others.listen(heard.put_nowait)
        postgres.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'linger 1/2 hears'"
        )
        assert {(await heard.get()).sort for _sort in Sort} == set(Sort)


async def test_a_turn_is_one_process_s_at_a_time(url: str, postgres: PostgresServer) -> None:
    identifies = "FROM pg_stat_activity WHERE application_name = 'linger {} identifies'"
    async with processes(url, "0/2", "1/2") as (one, other):
        await one.others.take_turn(0)
        (await other.others.take_turn(1))(0.0)
        waiting = asyncio.create_task(other.others.take_turn(0))
        await until_found(postgres, f"SELECT 1 {identifies.format('1/2')}")
        assert not waiting.done()
        postgres.execute(f"SELECT pg_terminate_backend(pid) {identifies.format('0/2')}")
        await waiting


async def test_one_session_asks_for_all_the_turns_that_a_process_waits_for(url: str, postgres: PostgresServer) -> None:
    def sessions() -> int:
        return len(postgres.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = 'linger 1/2 identifies'"))

    async with processes(url, "0/2", "1/2") as (one, other):
        theirs = [await one.others.take_turn(number) for number in range(16)]
        waiting = [asyncio.create_task(other.others.take_turn(number)) for number in range(16)]
        await asyncio.sleep(0.5)
        assert await asyncio.to_thread(sessions) == 1
        assert not any(task.done() for task in waiting)
        waiting[3].cancel()  # a shard that waits no longer
        for let_go in theirs:
            let_go(0.0)
        async with asyncio.timeout(20):
            own = [await task for number, task in enumerate(waiting) if number != 3]
            (await one.others.take_turn(3))(0.0)  # nobody has it
        assert await asyncio.to_thread(sessions) == 1
        for let_go in own:
            let_go(0.0)
        await until_found(
            postgres,
            "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE application_name LIKE '% identifies')",
        )


async def test_two_shards_of_one_process_have_a_turn_one_after_the_other(url: str) -> None:
    async with processes(url, "0/2") as (one,):
        first = await one.others.take_turn(0)
        second, third = (asyncio.create_task(one.others.take_turn(0)) for _shard in range(2))
        await asyncio.sleep(0.3)
        assert not second.done()
        first(0.0)
        async with asyncio.timeout(20):
            let_go = await second
        first(0.0)  # what is over ends no later turn
        await asyncio.sleep(0.3)
        assert not third.done()
        let_go(0.0)
        async with asyncio.timeout(20):
            await third


async def test_a_turn_that_comes_to_who_stops_waiting_in_that_moment_is_the_next_one_s(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with processes(url, "0/2", "1/2") as (one, other):
        first = await one.others.take_turn(0)
        waiting = asyncio.create_task(one.others.take_turn(0))
        await asyncio.sleep(0)
        turns = one.others._turns  # type: ignore[attr-defined]  # PostgreSQL's
        usual = turns._begin

        def begin_and_cancel(number: int) -> None:
            usual(number)
            waiting.cancel()

        monkeypatch.setattr(turns, "_begin", begin_and_cancel)
        first(0.0)
        with pytest.raises(asyncio.CancelledError):
            await waiting
        async with asyncio.timeout(20):
            (await other.others.take_turn(0))(0.0)


async def test_a_turn_is_waited_for_until_the_server_is_back(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loop, usual, is_refused = asyncio.get_running_loop(), link.opened, asyncio.Event()

    def refuse(*_to: object) -> None:
        loop.call_soon_threadsafe(is_refused.set)
        raise psycopg.OperationalError("the database system is starting up")

    async with processes(url, "0/2") as (one,):
        monkeypatch.setattr(link, "opened", refuse)
        waiting = asyncio.create_task(one.others.take_turn(0))
        await is_refused.wait()
        monkeypatch.setattr(link, "opened", usual)
        async with asyncio.timeout(20):
            await waiting
