"""What is kept about a member: all of it is known, shown, handed out and forgotten."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Awaitable, Callable, Collection
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.catalogue import Catalogue
from bot.domain.settings import ServerSettings, SetTo
from bot.domain.votes import Reaction, Voter, VoteRules
from bot.i18n import speaking
from bot.services import notifying, privacy
from bot.services.catalogue.catalogues import Catalogues
from bot.services.member_export import Names, named_in, readable_export
from bot.services.servers import arriving, server_erasure
from bot.services.servers.servers import Servers
from bot.storage.engine.database import EVERYBODY, Database
from bot.storage.engine.times import to_ms
from bot.storage.ledger import reactions, reconciliation, votes
from bot.storage.ledger.votes import ReactionEvent
from bot.storage.members.holdings import HOLDINGS, Forgetting, never_holds_members
from tests.bundled import bundled
from tests.loopback.hall import AWAY, HOME, NOW, insert_review, note_joined, row_of, rows_of
from tests.loopback.postgres import problems_of

# Facts of the world, about nobody here.
FROM_OUTSIDE = ("outside_answers", "shared_series", "shared_lineage", "airings", "airing_checks")
MEMBER, SOMEBODY = 940_000_000_000_000_001, 940_000_000_000_000_002


def raw_connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def schema(path: Path) -> dict[str, list[sqlite3.Row]]:
    """Columns by table, as they are in the real database."""
    with closing(raw_connection(path)) as raw:
        tables = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: list(raw.execute(f"SELECT * FROM pragma_table_info('{table}')"))
            for table in tables
            if not table.startswith("sqlite_")
        }


@pytest.mark.sqlite  # asks SQLite about its columns
def test_every_column_is_known_to_hold_a_members_id_or_not(db: Database) -> None:
    """A new column has to be said in bot/storage/members/holdings.py: whose id is it, and how is it forgotten?"""
    held = {(holding.table, holding.column) for holding in HOLDINGS}
    unknown = [
        f"{table}.{column['name']}"
        for table, columns in schema(db.path).items()
        for column in columns
        if (table, column["name"]) not in held and not never_holds_members(column["name"])
    ]
    assert unknown == []


@pytest.mark.sqlite  # asks SQLite about its columns
def test_every_holding_is_a_real_column_and_can_be_narrowed_to_a_server(db: Database) -> None:
    columns = {(table, column["name"]) for table, found in schema(db.path).items() for column in found}
    assert {(h.table, h.column) for h in HOLDINGS} <= columns
    for holding in HOLDINGS:
        assert not never_holds_members(holding.column), holding
        if holding.server == "guild_id":
            assert (holding.table, "guild_id") in columns, holding
        if holding.forgetting is Forgetting.RENAME:
            assert holding.key, holding


def fill(path: Path, member: int, guild: int = HOME) -> None:
    """One row in every table there is, with `member` in every column that can hold one."""
    held: dict[str, list[str]] = {}
    for holding in HOLDINGS:
        held.setdefault(holding.table, []).append(holding.column)
    with closing(raw_connection(path)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        for table, columns in schema(path).items():
            if table in ("migrations", "installation"):
                continue
            row = {column["name"]: value_for(column, member, guild, held.get(table, [])) for column in columns}
            names, marks = ", ".join(row), ", ".join("?" for _name in row)
            raw.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def value_for(column: sqlite3.Row, member: int, guild: int, held: list[str]) -> Any:
    name = column["name"]
    if name in held:
        return member
    if name == "guild_id":
        return guild
    if name in ("left_at", "outcome", "closed_at") and not column["notnull"]:
        return None
    return 1 if column["type"] == "INTEGER" else {"fields": "{}", "subject_kind": "suggestion"}.get(name, "x")


def places_of(path: Path, member: int) -> set[str]:
    """Every column of every table where the id stands, as a number or inside a text."""
    with closing(raw_connection(path)) as raw:
        return {
            f"{table}.{column['name']}"
            for table, columns in schema(path).items()
            for column in columns
            if raw.execute(
                f"SELECT 1 FROM {table} WHERE CAST({column['name']} AS TEXT) LIKE ?", (f"%{member}%",)
            ).fetchone()
        }


@pytest.mark.sqlite  # asks SQLite about its columns
@pytest.mark.parametrize("guild_id", [None, HOME])
async def test_after_deletion_no_column_of_any_table_holds_the_member(db: Database, guild_id: int | None) -> None:
    fill(db.path, MEMBER)
    assert len(places_of(db.path, MEMBER)) == len(HOLDINGS)
    await privacy.delete_member(db, MEMBER, guild_id, now=NOW)
    kept = {f"{h.table}.{h.column}" for h in HOLDINGS if h.forgetting is Forgetting.KEEP}
    if guild_id is not None:
        kept |= {f"{h.table}.{h.column}" for h in HOLDINGS if h.server is None}
    assert places_of(db.path, MEMBER) == kept


@pytest.mark.sqlite  # asks SQLite about its columns
async def test_deletion_in_one_server_leaves_the_others_alone(db: Database) -> None:
    fill(db.path, MEMBER)
    before = places_of(db.path, MEMBER)
    await privacy.delete_member(db, MEMBER, AWAY, now=NOW)
    assert places_of(db.path, MEMBER) == before


@pytest.mark.sqlite  # asks SQLite about its columns
async def test_deletion_leaves_everybody_else_alone(db: Database) -> None:
    fill(db.path, SOMEBODY)
    before = places_of(db.path, SOMEBODY)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    assert places_of(db.path, SOMEBODY) == before


async def vote(db: Database, user: int, review: int, *, helpful: int = 1, message: int = 9001) -> None:
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute(
            "INSERT INTO reaction_presence (message_id, user_id, emoji, reaction_type, guild_id, added_at, sequence)"
            " VALUES (?, ?, '👍', 0, ?, 1, 1)",
            (message, user, HOME),
        )
        await connection.execute(
            "INSERT INTO votes (subject_kind, subject_id, user_id, guild_id, helpful, counted, cast_at)"
            " VALUES ('review', ?, ?, ?, ?, 1, 1)",
            (review, user, HOME, helpful),
        )


async def posted_review(db: Database, author: int, message: int, votes: int) -> int:
    review = await insert_review(db, author_id=author, message_id=message, series_id=f"series-kr-{message}")
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute(
            "INSERT INTO posts (message_id, guild_id, channel_id, subject_kind, subject_id, series_id, author_id,"
            " posted_at) VALUES (?, ?, 7001, 'review', ?, 'x', ?, 1)",
            (message, HOME, review, author),
        )
        await connection.execute("INSERT INTO vote_tallies VALUES ('review', ?, ?, ?, 0, 1)", (review, HOME, votes))
    return review


async def test_votes_of_a_deleted_member_stay_without_a_name(db: Database) -> None:
    review = await posted_review(db, SOMEBODY, 9001, votes=2)
    await vote(db, MEMBER, review)
    await vote(db, 33, review)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    assert (await row_of(db, "SELECT helpful FROM vote_tallies"))["helpful"] == 2
    voters = [row["user_id"] for row in await rows_of(db, "SELECT user_id FROM votes")]
    assert len(voters) == 2
    assert MEMBER not in voters
    assert min(voters) < -1
    assert problems_of(db) == []


async def test_a_reaction_that_still_stands_is_not_counted_a_second_time(db: Database) -> None:
    """Discord still shows it: neither an event nor a reconciliation brings the name back."""
    review = await posted_review(db, SOMEBODY, 9001, votes=1)
    await vote(db, MEMBER, review)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    standing = Reaction(9001, MEMBER, "👍")
    async with db.transaction(EVERYBODY) as connection:
        await connection.run(votes.record, [ReactionEvent(HOME, standing, Voter(MEMBER), VoteRules(), NOW)])
        assert await connection.run(reactions.stored_counts, 9001) == {("👍", 0): 1}
        await connection.run(reconciliation.begin_fetch, HOME, 9001, at=NOW)
        await connection.run(reconciliation.finish_fetch, HOME, 9001, [standing], voters={}, rules=VoteRules(), at=NOW)
    assert (await row_of(db, "SELECT helpful FROM vote_tallies"))["helpful"] == 1
    assert MEMBER not in [row["user_id"] for row in await rows_of(db, "SELECT user_id FROM votes")]
    assert problems_of(db) == []


async def test_who_comes_back_and_deletes_again_counts_once(db: Database) -> None:
    review = await posted_review(db, SOMEBODY, 9001, votes=1)
    await vote(db, MEMBER, review)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    await vote(db, MEMBER, review, helpful=1)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    assert len(await rows_of(db, "SELECT * FROM votes")) == 1
    assert (await row_of(db, "SELECT helpful FROM vote_tallies"))["helpful"] == 1
    assert problems_of(db) == []


async def test_own_reviews_go_with_their_votes_and_their_messages_are_noted_for_removal(db: Database) -> None:
    mine = await posted_review(db, MEMBER, 9002, votes=1)
    await vote(db, SOMEBODY, mine, message=9002)
    done = await privacy.delete_member(db, MEMBER, None, now=NOW)
    assert done.forgotten.reviews == ((HOME, mine),)
    for table in ("reviews", "posts", "votes", "vote_tallies", "reaction_presence"):
        assert await rows_of(db, f"SELECT * FROM {table}") == [], table
    row = await row_of(db, "SELECT guild_id, channel_id, message_id FROM removals")
    assert row == {"guild_id": HOME, "channel_id": 7001, "message_id": 9002}
    assert problems_of(db) == []


async def test_two_members_are_never_taken_for_one(db: Database) -> None:
    review = await posted_review(db, SOMEBODY, 9001, votes=2)
    await vote(db, MEMBER, review)
    await vote(db, 33, review)
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    await privacy.delete_member(db, 33, None, now=NOW)
    assert (await row_of(db, "SELECT COUNT(DISTINCT user_id) AS n FROM votes"))["n"] == 2


async def test_a_bar_outlasts_deletion_until_it_is_over(db: Database) -> None:
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute(
            "INSERT INTO review_bars VALUES (?, ?, ?, '', 5, 1)", (HOME, MEMBER, to_ms(NOW + timedelta(days=1)))
        )
    await privacy.delete_member(db, MEMBER, None, now=NOW)
    assert len(await rows_of(db, "SELECT * FROM review_bars")) == 1
    await server_erasure.clear_expired(db, now=NOW + timedelta(days=2))
    assert await rows_of(db, "SELECT * FROM review_bars") == []


def named(
    title_of: Callable[[int, str], str], server_of: Callable[[int], str]
) -> Callable[[Collection[tuple[int, str]]], Awaitable[Names]]:
    """Names for whatever is asked for, and for nothing else."""

    async def names_of(asked: Collection[tuple[int, str]]) -> Names:
        titles = {pair: title_of(*pair) for pair in asked if pair[1]}
        servers = {guild_id: server_of(guild_id) for guild_id, _series in asked}
        return Names(lambda guild_id, series_id: titles[guild_id, series_id], servers.__getitem__)

    return names_of


@pytest.mark.sqlite  # asks SQLite about its columns
async def test_an_export_holds_every_row_and_nobody_elses_id(db: Database) -> None:
    fill(db.path, MEMBER)
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute("UPDATE audit_log SET actor_id = ?", (SOMEBODY,))
    export = await privacy.export_member(db, MEMBER, None, now=NOW, names_of=named(lambda _guild, series: series, str))
    whole = json.loads(export.as_json)
    assert whole["member"] == str(MEMBER)
    assert len(whole["kept"]) == len(HOLDINGS) - 1
    assert export.rows == len(HOLDINGS) - 1
    assert str(SOMEBODY) not in export.as_json + export.as_markdown


@pytest.mark.languages
async def test_an_export_says_codes_in_the_readers_words(db: Database) -> None:
    await insert_review(db, author_id=MEMBER, stage="rewatch", accepted="[]", has_poster=1)
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute(
            "INSERT INTO progress (user_id, series_id, status, episode, changed_at) VALUES (?, 'x', 'on-hold', 2, 0)",
            (MEMBER,),
        )
        await connection.execute(
            "INSERT INTO kept_topics (user_id, topic, asked_at) VALUES (?, 'ratings', 0)", (MEMBER,)
        )
    with speaking("de"):
        export = await privacy.export_member(
            db, MEMBER, None, now=NOW, names_of=named(lambda _guild, _series: "X", str)
        )
    text = export.as_markdown
    for said in ("Noch mal gesehen", "Pausiert", "Englisch", "Wertungen", "nein"):
        assert said in text
    for code in ("rewatch\n", "on-hold", "has poster", "accepted", ": \n", ":  ·"):
        assert code not in text


def test_a_row_that_names_no_series_asks_for_no_title() -> None:
    holding = next(each for each in HOLDINGS if each.table == "published_shows")
    found = [(holding, [{"guild_id": HOME, "series_id": "", "review_id": 5}])]
    assert named_in(found) == {(HOME, "")}
    titles: dict[tuple[int, str], str] = {}
    told = readable_export(found, Names(lambda *of: titles[of], lambda _guild_id: "The Club"), now=NOW)
    assert "- The Club" in told


async def test_an_export_of_one_server_has_that_servers_rows_only(db: Database) -> None:
    await insert_review(db, author_id=MEMBER, body="Here.")
    await insert_review(db, author_id=MEMBER, guild_id=AWAY, body="There.")
    export = await privacy.export_member(
        db, MEMBER, AWAY, now=NOW, names_of=named(lambda _guild, _series: "A Title", lambda _guild: "A Server")
    )
    assert "There." in export.as_markdown
    assert "A Server" in export.as_markdown
    assert "rating: 9 out of 10" in export.as_markdown
    assert "written: Jan 1, 1970" in export.as_markdown
    assert "spoils through episode: 3" in export.as_markdown
    assert str(AWAY) not in export.as_markdown, "ids are for programs"
    assert "A Title" in export.as_markdown
    assert "Here." not in export.as_json + export.as_markdown


async def test_what_is_kept_is_said_in_words(db: Database) -> None:
    await insert_review(db, author_id=MEMBER)
    assert await privacy.count_kept(db, MEMBER, None) == [("reviews you wrote, with their earlier versions", 1)]
    assert await privacy.count_kept(db, MEMBER, AWAY) == []
    assert await privacy.count_kept(db, SOMEBODY, None) == []


@pytest.fixture
def catalogues() -> Catalogues:
    return Catalogues(Catalogue((), (), bundled().vocabulary))


@pytest.mark.sqlite  # asks SQLite about its columns
async def test_a_server_is_erased_only_after_its_days_are_over(db: Database, catalogues: Catalogues) -> None:
    servers = Servers(db, lambda: NOW)
    fill(db.path, MEMBER)
    await servers.leave(HOME)
    early = NOW + timedelta(days=30, milliseconds=-1)
    assert await server_erasure.erase_left_servers(db, servers, catalogues, now=early, keep_days=30) == []
    assert await server_erasure.erase_left_servers(
        db, servers, catalogues, now=NOW + timedelta(days=30), keep_days=30
    ) == [HOME]
    with closing(raw_connection(db.path)) as raw:
        for table, columns in schema(db.path).items():
            if any(column["name"] == "guild_id" for column in columns):
                assert raw.execute(f"SELECT COUNT(*) FROM {table} WHERE guild_id = ?", (HOME,)).fetchone()[0] == 0, (
                    table
                )


async def test_coming_back_in_time_keeps_everything(db: Database, catalogues: Catalogues) -> None:
    servers = Servers(db, lambda: NOW)
    await note_joined(db, HOME)
    await insert_review(db)
    await servers.leave(HOME)
    await note_joined(db, HOME)
    assert (
        await server_erasure.erase_left_servers(db, servers, catalogues, now=NOW + timedelta(days=99), keep_days=30)
        == []
    )
    assert len(await rows_of(db, "SELECT * FROM reviews")) == 1


async def test_erasing_one_server_leaves_the_members_own_and_other_servers(
    db: Database, catalogues: Catalogues
) -> None:
    servers = Servers(db, lambda: NOW)
    await note_joined(db, HOME)
    await insert_review(db, guild_id=AWAY)
    await servers.apply(HOME, [SetTo("rating_style", "stars")], actor_id=1)
    async with db.transaction(EVERYBODY) as connection:
        await connection.execute("INSERT INTO ratings VALUES (?, 'x', 10, 1, ?)", (MEMBER, HOME))
    await servers.leave(HOME)
    await server_erasure.erase_left_servers(db, servers, catalogues, now=NOW + timedelta(days=30), keep_days=30)
    assert servers.settings_of(HOME).rating_style == "ten"
    assert (await row_of(db, "SELECT guild_id FROM ratings"))["guild_id"] == 0
    assert len(await rows_of(db, "SELECT * FROM reviews")) == 1


@pytest.mark.sqlite  # asks SQLite about its columns
def test_every_table_hangs_on_a_server_or_a_member(db: Database) -> None:
    """Otherwise its rows would outlast the server, or the member, that they are about."""
    with closing(raw_connection(db.path)) as raw:
        for table, columns in schema(db.path).items():
            names = {column["name"] for column in columns}
            parents = {row["table"] for row in raw.execute(f"SELECT * FROM pragma_foreign_key_list('{table}')")}
            belongs = "guild_id" in names or "user_id" in names or parents & {"reviews", "posts"}
            assert belongs or table in ("migrations", "installation", "numbers", *FROM_OUTSIDE), table


async def test_of_a_server_nothing_is_kept_before_it_is_noted_that_the_bot_is_there(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    welcome = {"host_id": 501, "bot_id": 9, "language": "en", "now": NOW}
    async with db.transaction() as connection:
        await connection.execute("ALTER TABLE guilds RENAME TO gone")  # as if the process ended there
    with pytest.raises(sqlite3.Error):
        await arriving.greet(db, servers, AWAY, **welcome)
    for table in ("guild_settings", "audit_log", "notices"):
        assert await rows_of(db, f"SELECT 1 FROM {table} WHERE guild_id = ?", AWAY) == [], table
    assert servers.settings_of(AWAY) == ServerSettings()
    async with db.transaction() as connection:
        await connection.execute("ALTER TABLE gone RENAME TO guilds")
    await arriving.greet(db, servers, AWAY, **welcome)
    assert servers.settings_of(AWAY).spoiler_policy == "on-request"
    assert len(await rows_of(db, "SELECT 1 FROM notices WHERE guild_id = ?", AWAY)) == 1


async def test_what_happened_while_the_bot_was_away_is_noticed(db: Database) -> None:
    servers, older, unavailable = Servers(db, lambda: NOW), 1003, 1004
    await note_joined(db, HOME)
    came = {AWAY: NOW, older: NOW - timedelta(days=8), unavailable: None}
    found = await arriving.compare_presence(db, servers, came, now=NOW)
    assert found == arriving.Presence(to_greet=(AWAY,), left=(HOME,))
    await arriving.greet(db, servers, AWAY, host_id=501, bot_id=9, language="en", now=NOW)
    assert await arriving.compare_presence(db, servers, came, now=NOW) == arriving.Presence()
    assert [notice.guild_id for notice in await notifying.untried_notices(db)] == [AWAY], "the others were there before"
    assert await arriving.compare_presence(db, servers, came | {HOME: NOW}, now=NOW) == arriving.Presence((HOME,))
    assert (await row_of(db, "SELECT left_at FROM guilds WHERE guild_id = ?", HOME))["left_at"] == to_ms(NOW)
