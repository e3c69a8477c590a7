"""A process that has some of the shards looks only at its own servers."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.notices import Notice, NoticeKind
from bot.domain.settings import SetTo
from bot.domain.shards import Shards
from bot.domain.votes import Subject, SubjectKind
from bot.errors import StartError
from bot.services import message_removals, notifying
from bot.services.servers import arriving
from bot.services.servers.servers import Servers
from bot.services.votes.voting import Ledger
from bot.storage.engine.database import Database
from bot.storage.ledger.posts import Post, insert_post
from bot.storage.members.privacy import note_removal
from bot.storage.notices import insert_notices
from bot.storage.server_erasure import list_left
from tests.loopback.hall import note_joined
from tests.loopback.postgres import SHARED, PostgresServer
from tests.storage.test_postgres_sql import statements_of_the_storage

pytestmark = pytest.mark.sqlite  # names its engine itself
NOW = datetime(2026, 11, 30, tzinfo=UTC)
FIRST, SECOND = (Shards(number, number, 2) for number in (0, 1))
HERE, THERE = 2 << 22, 3 << 22  # of the first shard of two, and of the second


def post_in(guild_id: int) -> Post:
    return Post(guild_id + 2, guild_id, 10, Subject(SubjectKind.REVIEW, guild_id), "gentle-tide-th-2021", 900, NOW)


def tables() -> dict[str, str]:
    """What stands between the brackets that make each."""
    sql = "\n".join(path.read_text(encoding="utf-8") for path in Path("bot/storage/migrations").glob("*.sql"))
    return {table[1]: table[2] for table in re.finditer(r"CREATE TABLE (\w+) \((.*?)\n\)", sql, re.S)}


def tables_of_servers() -> set[str]:
    return {name for name, made in tables().items() if re.search(r"^\s+guild_id\b", made, re.M)}


# About all servers on purpose, or parts of statements that name one.
OF_ALL = (
    *("SELECT COUNT(*) FROM guilds WHERE left_at IS NULL", "catalogue/airings.py"),
    *("SELECT DISTINCT user_id FROM notices", "SELECT user_id, series_id, rating FROM ratings"),
    *("FROM suggestions s LEFT JOIN vote_tallies", "FROM watch_events AS e JOIN watch_parties"),
)


def test_every_table_is_of_servers_or_its_rows_are_written_under_a_lock() -> None:
    hangs = re.compile(r"REFERENCES (reviews|posts|discussion_places)")
    of_others = {name for name, made in tables().items() if hangs.search(made)}
    once = {"installation", "numbers"}
    assert set(tables()) - tables_of_servers() - of_others - once - set(SHARED) == set()


def test_what_looks_at_the_rows_of_many_servers_says_whose() -> None:
    """Otherwise each process would do the work of all, and take the servers of the others for left."""
    tables, number = tables_of_servers(), 0
    assert len(tables) > 40
    silent = []
    for where, text in statements_of_the_storage():
        said = " ".join(text.split())
        named = set(re.findall(r"\b(?:FROM|JOIN|UPDATE)\s+(\w+)", said)) & tables
        number += "own(" in said
        names_one = re.search(r"\bid = \?|_id = \?|guild_id IN|_id IN \(\?", said)
        if named and not names_one and "own(" not in said and not any(part in where + said for part in OF_ALL):
            silent.append(f"{where}: {said}")
    assert silent == []
    assert number > 25


async def test_each_of_two_sees_its_own_servers_alone(postgres: PostgresServer) -> None:
    url = postgres.make("own_servers")
    async with Database.open(url) as db:
        servers = Servers(db, lambda: NOW)
        async with db.transaction() as connection:
            for guild_id in (HERE, THERE):
                await insert_notices(connection, [Notice(5, guild_id, NoticeKind.UNBARRED, {})], at=NOW)
                await note_removal(connection, guild_id, 7, guild_id + 1, at=NOW)
                await connection.run(insert_post, post_in(guild_id))
        await note_joined(db, HERE, THERE)
        for guild_id in (HERE, THERE):
            await servers.apply(guild_id, [SetTo("audit_channel_id", 99)], actor_id=1)
    for shards, own, other in ((FIRST, HERE, THERE), (SECOND, THERE, HERE)):
        async with Database.open(url, shards=shards) as db:
            servers = Servers(db, lambda: NOW)
            await servers.load()
            assert [servers.settings_of(guild_id).audit_channel_id for guild_id in (own, other)] == [99, None]
            ledger = Ledger(db, servers, lambda: NOW)
            await ledger.load()
            assert [ledger.knows(guild_id + 2) for guild_id in (own, other)] == [True, False]
            assert [one.guild_id for one in await notifying.untried_notices(db)] == [own]
            due = await message_removals.pending_removals(db, now=NOW, pause_s=60)
            assert due == [(own, 7, own + 1)]
            assert await arriving.compare_presence(db, servers, {}, now=NOW) == arriving.Presence(left=(own,))
            async with db.reading() as connection:
                assert await list_left(connection, before=NOW) == [own]
            await note_joined(db, own)


async def test_a_shard_that_arrives_says_nothing_of_the_servers_of_others(tmp_path: Path) -> None:
    async with Database.open(tmp_path / "linger.sqlite3") as db:
        servers = Servers(db, lambda: NOW)
        await note_joined(db, HERE, THERE)
        found = await arriving.compare_presence(db, servers, {}, now=NOW, within=FIRST)
        assert found == arriving.Presence(left=(HERE,))
        assert await arriving.count_servers(db) == 1
        came = {THERE: NOW, THERE + (2 << 22): NOW}
        found = await arriving.compare_presence(db, servers, came, now=NOW, within=SECOND)
        assert found == arriving.Presence(to_greet=(THERE + (2 << 22),))


async def test_a_first_start_notes_thousands_of_servers_in_a_few_commits(tmp_path: Path) -> None:
    commits: list[int] = []
    async with Database.open(tmp_path / "linger.sqlite3") as db:
        db.on_commit(commits.append)
        came = {number << 22: NOW - timedelta(days=99) for number in range(1, 2_501)}
        found = await arriving.compare_presence(db, Servers(db, lambda: NOW), came, now=NOW)
        assert found == arriving.Presence()
        assert await arriving.count_servers(db) == 2_500
    assert len(commits) == 3


async def test_a_file_is_for_one_process_alone(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="SHARDS is 0/2, and one process alone may use a SQLite file"):
        async with Database.open(tmp_path / "linger.sqlite3", shards=FIRST):
            pass
    assert not (tmp_path / "linger.sqlite3").exists()
