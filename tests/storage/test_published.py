"""The registry of what is published: claimed once, marked by what it shows, done as it was asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.published.kinds import PublishedKind, Step
from bot.domain.published.records import PostAddress, Publication, Shows, safely_before
from bot.domain.series import Kind, Series
from bot.domain.settings import SetTo
from bot.domain.shards import ALONE, Shards
from bot.domain.suggestions import Draft
from bot.services import privacy, publishing
from bot.services.discussion import discussing
from bot.services.recommendations import suggesting
from bot.services.servers.servers import Servers
from bot.storage.engine.database import Database
from bot.storage.engine.migrator import bundled_migrations, migrate
from bot.storage.published import marks, publications
from bot.storage.servers import set_installation
from tests.loopback.hall import insert_review
from tests.loopback.postgres import PostgresServer

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOME, AWAY = 1001, 1002
REVIEW, PLACE, DIGEST = PublishedKind.REVIEW, PublishedKind.PLACE, PublishedKind.DIGEST


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database.open(tmp_path / "linger.sqlite3") as database:
        yield database


async def post(
    db: Database,
    kind: PublishedKind,
    subject: str,
    message_id: int,
    *,
    series: Iterable[str] = (),
    members: Iterable[int] = (),
    reviews: Iterable[int] = (),
    guild_id: int = HOME,
    thread_id: int | None = None,
) -> None:
    shows = Shows(frozenset(series), frozenset(members), frozenset(reviews))
    place = PostAddress(5, message_id, thread_id=thread_id)
    await publishing.settle(db, guild_id, kind, subject, place, shows, now=NOW)


async def left(db: Database) -> set[tuple[int, str, str, str]]:
    return {(p.guild_id, p.kind.value, p.subject, step.value) for p, step in await publishing.steps_left(db)}


async def mark(db: Database, guild_id: int = HOME, **what: object) -> None:
    async with db.transaction() as connection:
        await marks.mark(connection, guild_id, **what)  # type: ignore[arg-type]  # as a test says it


async def test_a_claim_is_given_once_and_settled_as_what_it_became(db: Database) -> None:
    first = await publishing.claim(db, HOME, DIGEST, "2026-05-04", 5, after_id=77, now=NOW)
    second = await publishing.claim(db, HOME, DIGEST, "2026-05-04", 6, after_id=99, now=NOW)
    assert (first.is_fresh, second.is_fresh) == (True, False)
    assert (second.channel_id, second.after_id) == (5, 77), "the first claim knows since when to look"
    await post(db, DIGEST, "2026-05-04", 900)
    found = await publishing.find(db, HOME, DIGEST, "2026-05-04")
    assert found is not None
    assert (found.is_settled, found.message_id) == (True, 900)
    assert await publishing.find(db, AWAY, DIGEST, "2026-05-04") is None


async def test_nothing_to_say_is_settled_where_it_would_have_gone(db: Database) -> None:
    await publishing.claim(db, HOME, DIGEST, "2026-05-04", 5, after_id=None, now=NOW)
    await publishing.settle(db, HOME, DIGEST, "2026-05-04", None, now=NOW)
    found = await publishing.find(db, HOME, DIGEST, "2026-05-04")
    assert found is not None
    assert (found.is_settled, found.message_id, found.channel_id) == (True, None, 5)


async def test_a_change_marks_what_shows_it_and_nothing_else(db: Database) -> None:
    await post(db, REVIEW, "1", 900, series=["a"], members=[501], reviews=[1], thread_id=70)
    await post(db, REVIEW, "2", 901, series=["b"], members=[502], reviews=[2])
    await post(db, DIGEST, "w", 902, series=["a", "b"], reviews=[1, 2])
    await post(db, REVIEW, "1", 903, series=["a"], members=[501], reviews=[1], guild_id=AWAY)
    await mark(db, series_id="a")
    named = {(HOME, "review", "1", "render"), (HOME, "review", "1", "rename"), (HOME, "digest", "w", "render")}
    assert await left(db) == named, "a thread's name follows where there is a thread"


async def test_a_setting_marks_the_kinds_that_show_it(db: Database) -> None:
    servers = Servers(db, lambda: NOW)
    await post(db, REVIEW, "1", 900)
    await post(db, PLACE, "7", 901, thread_id=70)
    await servers.apply(HOME, [SetTo("spoiler_policy", "on-request")], actor_id=1)
    assert await left(db) == {(HOME, "review", "1", "render")}
    await servers.apply(HOME, [SetTo("spoils_me_threshold", 9)], actor_id=1)
    assert await left(db) == {(HOME, "review", "1", "render")}, "no post shows that"


async def test_what_has_no_message_is_not_marked(db: Database) -> None:
    await publishing.claim(db, HOME, REVIEW, "1", 5, after_id=None, now=NOW)
    await mark(db, setting="rating_style")
    assert await left(db) == set()


async def test_a_step_asked_for_again_while_it_is_done_stays(db: Database) -> None:
    await post(db, REVIEW, "1", 900, series=["a"])
    await mark(db, series_id="a")
    _found, version = await publishing.find_step(db, HOME, REVIEW, "1", Step.RENDER)
    assert version is not None
    await mark(db, series_id="a")
    await publishing.step_done(db, HOME, REVIEW, "1", Step.RENDER, version)
    assert await left(db) == {(HOME, "review", "1", "render")}
    await publishing.step_done(db, HOME, REVIEW, "1", Step.RENDER, version + 1)
    assert await left(db) == set()


async def test_what_is_found_gone_is_let_go_only_as_it_was(db: Database) -> None:
    async def found() -> Publication:
        publication = await publishing.find(db, HOME, REVIEW, "1")
        assert publication is not None
        return publication

    await publishing.claim(db, HOME, REVIEW, "1", 5, after_id=None, now=NOW)
    while_sent = await found()
    await publishing.ask_step(db, HOME, REVIEW, "1", Step.RENDER)
    assert await publishing.steps_left(db) == [], "about what is being sent there is nothing to do yet"
    await publishing.let_go_of(db, while_sent)
    await post(db, REVIEW, "1", 900, series=["a"])
    await publishing.let_go_of(db, while_sent)
    there = await found()
    assert there.message_id == 900, "what was a claim when it was looked at is there now"
    assert await left(db) == {(HOME, "review", "1", "render")}
    await post(db, REVIEW, "1", 901, series=["a"])
    await publishing.let_go_of(db, there)
    assert (await found()).message_id == 901, "it was posted anew"
    async with db.transaction() as connection:
        await publications.rename_subject(connection, guild_id=HOME, kind=REVIEW, subject="1", to="1.7")
    await publishing.let_go_of(db, await _as_called_before(db, "1.7", before="1"))
    renamed = await publishing.find(db, HOME, REVIEW, "1.7")
    assert renamed is not None, "it goes by another name since"
    await publishing.let_go_of(db, renamed)
    assert await publishing.find(db, HOME, REVIEW, "1.7") is None


async def _as_called_before(db: Database, subject: str, *, before: str) -> Publication:
    publication = await publishing.find(db, HOME, REVIEW, subject)
    assert publication is not None
    return replace(publication, subject=before)


async def test_a_failed_change_leaves_no_mark(db: Database) -> None:
    await post(db, REVIEW, "1", 900, series=["a"])

    async def fail() -> None:
        async with db.transaction() as connection:
            await marks.mark(connection, HOME, series_id="a")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await left(db) == set()


async def test_after_a_merge_both_titles_lead_to_the_posts(db: Database) -> None:
    await post(db, REVIEW, "1", 900, series=["old"])
    await post(db, PublishedKind.SUGGESTION, "2", 901, series=["old", "new"])
    async with db.transaction() as connection:
        await marks.follow_merge(connection, HOME, "old", "new")
    assert await left(db) == {(HOME, "review", "1", "render"), (HOME, "suggestion", "2", "render")}
    async with db.transaction() as connection:
        await connection.execute("DELETE FROM published_steps")
    await mark(db, series_id="new")
    assert {key[1] for key in await left(db)} == {"review", "suggestion"}


async def test_a_members_deletion_marks_what_names_them_and_what_they_wrote(db: Database) -> None:
    await post(db, PublishedKind.TOP, "2026-04", 900, members=[501])
    await post(db, DIGEST, "w", 901, members=[502])
    await post(db, PublishedKind.TOP, "2026-04", 902, members=[501], guild_id=AWAY)
    await privacy.delete_member(db, 501, HOME, now=NOW)
    assert await left(db) == {(HOME, "top", "2026-04", "render")}
    await privacy.delete_member(db, 501, None, now=NOW)
    assert {key[0] for key in await left(db)} == {HOME, AWAY}
    async with db.reading() as connection:
        assert not list(await connection.execute_fetchall("SELECT 1 FROM published_shows WHERE member_id = 501"))


@pytest.mark.parametrize("guild_id", [HOME, None])
async def test_a_review_whose_message_is_gone_is_published_no_more_once_its_author_is_forgotten(
    db: Database, guild_id: int | None
) -> None:
    """Found by a random history: nothing is drawn where no message is, so nothing found out that it was gone."""
    review_id = await insert_review(db, author_id=501, thread_id=70)
    await post(db, REVIEW, str(review_id), 900, members=[501], reviews=[review_id], thread_id=70)
    async with db.transaction() as connection:
        await publications.forget_messages(connection, guild_id=HOME, message_ids=[900])
    await privacy.delete_member(db, 501, guild_id, now=NOW)
    async with db.reading() as connection:
        rows = await connection.execute_fetchall("SELECT kind, subject FROM published")
    assert [(row["kind"], row["subject"]) for row in rows] == [("talk", "70")]


async def test_a_message_that_went_is_not_sent_again(db: Database) -> None:
    await post(db, DIGEST, "w", 900)
    async with db.transaction() as connection:
        await publications.forget_messages(connection, guild_id=HOME, message_ids=[900])
    found = await publishing.find(db, HOME, DIGEST, "w")
    assert found is not None
    assert (found.is_settled, found.message_id) == (True, None)
    assert await publishing.unsettled(db) == []


async def test_bundled_series_that_come_with_another_title_are_marked_at_the_next_start(db: Database) -> None:
    series = {one: Series(one, one.upper(), "KR", 2020, Kind.BL, episodes=8) for one in ("a", "b", "c", "d")}

    async def start() -> int:
        return await publishing.follow_bundled(db, series.get, series, now=NOW)

    await post(db, REVIEW, "1", 900, series=["a"])
    await post(db, REVIEW, "2", 901, series=["b"], guild_id=AWAY)
    assert await start() == 0, "nothing is known of the start before"
    series["b"] = replace(series["b"], episodes=10)
    series["c"] = replace(series["c"], title="Nobody shows it")
    await post(db, REVIEW, "3", 902, series=["d"])
    series["d"] = replace(series["d"], title="Shown since the last start alone")
    assert await start() == 2
    assert await left(db) == {(AWAY, "review", "2", "render"), (HOME, "review", "3", "render")}
    assert await start() == 0


async def test_what_an_earlier_version_noted_of_bundled_series_counts(db: Database) -> None:
    series = {"a": Series("a", "A", "KR", 2020, Kind.BL, episodes=8)}
    await post(db, REVIEW, "1", 900, series=["a"])
    async with db.transaction() as connection:
        await set_installation(connection, "shown_series", '{"a": 17}')
    assert await publishing.follow_bundled(db, series.get, (), now=NOW) == 1
    assert await publishing.follow_bundled(db, series.get, (), now=NOW) == 0


@pytest.mark.sqlite  # names its engine itself
async def test_bundled_series_are_followed_by_whoever_has_a_server_now(postgres: PostgresServer) -> None:
    """However many shards there are, and however many there were at the last start of a server."""
    url, series = postgres.make("followed"), {"a": Series("a", "A", "KR", 2020, Kind.BL, episodes=8)}
    homes = [number << 22 for number in range(4)]  # of four shards

    async def start(hour: int, *written: str) -> list[int]:
        """The servers whose posts are to be drawn anew, once processes of these shards have started."""
        for each in written:
            async with Database.open(url, shards=Shards.read(each) or ALONE) as db:
                await publishing.follow_bundled(db, series.get, series, now=NOW + timedelta(hours=hour))
                async with db.transaction() as connection:
                    rows = await connection.execute_fetchall("SELECT DISTINCT guild_id FROM published_steps")
                    found.extend(row["guild_id"] for row in rows)
                    await connection.execute("DELETE FROM published_steps")
        told = sorted(found)
        found.clear()
        return told

    found: list[int] = []
    async with Database.open(url) as db:
        for number, home in enumerate(homes, start=1):
            await post(db, REVIEW, str(number), 900 + number, series=["a"], guild_id=home)
    assert await start(0, "0-1/4", "2-3/4") == []
    series["a"] = replace(series["a"], episodes=10)
    assert await start(1, "0/2", "1/2") == homes  # another number of shards
    assert await start(2, "0/2", "1/2", "0-3/4") == []  # others among as many
    series["a"] = replace(series["a"], episodes=12)
    assert await start(3, "0-2/4") == homes[:3]
    assert await start(4, "") == homes[3:]  # the last one was not there
    assert await start(5, "0/4", "1-3/4") == []
    postgres.drop_unused()


def test_a_claims_nonce_fits_and_is_the_claims_own() -> None:
    claim = Publication(2**31, HOME, REVIEW, "1", 5, claimed_ms=1_800_000_000_000)
    assert len(claim.nonce) <= 25, "Discord takes 25 characters"
    assert claim.nonce != replace(claim, claimed_ms=claim.claimed_ms + 1).nonce
    assert claim.nonce != replace(claim, claim=claim.claim + 1).nonce


@given(st.integers(0, 2**62))
def test_an_id_to_look_after_is_older_by_five_seconds_of_discords_own_time(snowflake: int) -> None:
    before = safely_before(snowflake)
    assert 0 <= before <= snowflake
    assert before == 0 or (snowflake >> 22) - (before >> 22) == 5_000


@pytest.mark.sqlite  # a database on a server is as new as the server's support
def test_what_was_published_before_there_was_a_registry_is_in_it(tmp_path: Path) -> None:
    """A database of the version before, with one of everything, comes out with its claims and posts."""
    every = bundled_migrations()
    with closing(sqlite3.connect(tmp_path / "old.sqlite3", isolation_level=None)) as raw:
        raw.row_factory = sqlite3.Row
        migrate(raw, [one for one in every if one.name < "0016"], now_ms=0)
        for number, state, message_id in ((1, "posted", 901), (2, "posting", None)):
            raw.execute(
                "INSERT INTO reviews (id, guild_id, series_id, author_id, author_name, rating, headline, body,"
                " spoiler_free, stage, language, state, channel_id, message_id, created_at)"
                " VALUES (?, 1, 's', ?, 'A', 10, 'h', 'b', 1, 'finished', 'en', ?, 5, ?, 9)",
                (number, number, state, message_id),
            )
        raw.execute("INSERT INTO digests (guild_id, week, channel_id, claimed_at) VALUES (1, 'w', 5, 9)")
        raw.execute(
            "INSERT INTO monthly_tops (guild_id, month, claimed_at, channel_id, message_id) VALUES (1,'m',9,5,0)"
        )
        raw.execute("INSERT INTO queue_cards (review_id, guild_id, channel_id, message_id) VALUES (1, 1, 6, 950)")
        raw.execute(
            "INSERT INTO discussion_places (id, guild_id, series_id, episode, channel_id, thread_id, message_id,"
            " claimed_at, opened_at) VALUES (4, 1, 's', 2, 5, 80, 81, 9, 9)"
        )
        raw.execute(
            "INSERT INTO episode_polls (guild_id, series_id, episode, thread_id, scale, claimed_at, ends_at)"
            " VALUES (1, 's', 2, 80, 10, 9, 99)"
        )
        migrate(raw, every, now_ms=0)
        rows = raw.execute("SELECT kind, subject, message_id, settled_at IS NOT NULL AS done FROM published").fetchall()
        assert {tuple(row) for row in rows} == {
            ("review", "1", 901, 1),
            ("review", "2", None, 0),
            ("digest", "w", None, 0),
            ("top", "m", None, 1),
            ("case", "1", 950, 1),
            ("place", "4", 81, 1),
        }
        steps = raw.execute("SELECT p.kind, s.step FROM published_steps s JOIN published p ON p.id = s.published_id")
        assert [tuple(row) for row in steps] == [("place", "poll")]
        shown = raw.execute("SELECT COUNT(*) FROM published_shows WHERE series_id = 's'").fetchone()[0]
        assert shown == 4


async def test_neither_a_claim_nor_a_number_comes_again_though_the_clock_stands_still(db: Database) -> None:
    nonces, ids = set(), {}
    for _time in range(3):
        nonces.add((await publishing.claim(db, HOME, REVIEW, "1", 5, after_id=None, now=NOW)).nonce)
        await publishing.let_go(db, HOME, REVIEW, "1")
        place = await discussing.claim(db, HOME, "a", 1, 5, called="A · Episode 1", now=NOW)
        await discussing.let_go(db, place)
        kept = await suggesting.suggest(
            db, Draft("a", "b", "It is as warm"), suggesting.Author(501, "A", HOME, 5), now=NOW
        )
        await suggesting.withdraw(db, kept, now=NOW)
        for table, number in (("places", place.id), ("suggestions", kept.id)):
            ids.setdefault(table, set()).add(number)
    assert len(nonces) == 3
    assert {table: len(numbers) for table, numbers in ids.items()} == {"places": 3, "suggestions": 3}


async def test_a_message_that_is_sent_anew_has_a_nonce_of_its_own(db: Database) -> None:
    first = await publishing.claim(db, HOME, DIGEST, "w", 5, after_id=None, now=NOW)
    await publishing.settle(db, HOME, DIGEST, "w", None, now=NOW)
    async with db.transaction() as connection:
        await publications.reclaim(
            connection, guild_id=HOME, kind=DIGEST, subject="w", channel_id=5, after_id=None, at=NOW
        )
    again = await publishing.find(db, HOME, DIGEST, "w")
    assert again is not None
    assert again.nonce != first.nonce
    assert max(len(first.nonce), len(again.nonce)) <= 25, "as long as Discord takes it"


async def test_a_place_that_is_claimed_anew_looks_back_as_far_as_before(db: Database) -> None:
    await discussing.claim(db, HOME, "a", 1, 5, called="A · Episode 1", after_id=100, now=NOW)
    place = await discussing.claim(db, HOME, "a", 1, 5, called="A · Episode 1", after_id=900, now=NOW)
    claim = await publishing.find(db, HOME, PLACE, str(place.id))
    assert claim is not None
    assert claim.after_id == 100
