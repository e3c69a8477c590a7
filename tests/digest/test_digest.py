"""The weekly digest: once a server and week, in the server's time, and with nothing in it that spoils."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.domain.discussion.digest import (
    MOST_RISING,
    WEEK,
    Digest,
    Headline,
    most_helpful,
    rising_series,
    week_due,
)
from bot.domain.discussion.places import Place
from bot.domain.series import Kind, Series
from bot.storage.engine.times import to_ms
from bot.ui.digest import digest_card
from tests.loopback.crashes import forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, EYES, LITBC, set_channel, set_to, thread_named

SERIES = Series("a-kr-2020", "A", "KR", 2020, Kind.BL, episodes=8)
ONE = Headline(1, SERIES.id, "Ara", "Quiet and warm", 18, 5, 6)
ZONES = ["UTC", "Asia/Seoul", "America/Los_Angeles", "Europe/Berlin", "Pacific/Apia"]


@given(st.integers(0, 4 * 365 * 24 * 60), st.sampled_from(ZONES))
def test_the_week_that_is_due_ended_on_the_latest_monday_at_nine(minutes: int, zone: str) -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    week = week_due(now, zone)
    local = week.until.astimezone(ZoneInfo(zone))
    assert week.until <= now < week.until + WEEK + timedelta(hours=2)
    assert (local.weekday(), local.hour, local.date()) == (0, 9, week.monday)
    assert week_due(week.until, zone) == week
    assert week_due(week.until - timedelta(seconds=1), zone).until == week.since


def test_a_clock_change_makes_a_week_shorter_not_the_hour_another() -> None:
    week = week_due(datetime(2026, 3, 30, 12, tzinfo=UTC), "Europe/Berlin")
    assert week.until - week.since == WEEK - timedelta(hours=1)


def test_a_move_to_another_time_zone_does_not_make_a_second_digest_for_the_week() -> None:
    now = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert week_due(now, "Asia/Seoul").key == week_due(now, "America/Los_Angeles").key == "2026-11-23"


def test_the_most_helpful_are_those_that_more_readers_liked() -> None:
    found = most_helpful(
        [
            replace(ONE, review_id=1, helpful=1, votes=1),
            replace(ONE, review_id=2, helpful=9, votes=10),
            replace(ONE, review_id=3, helpful=1, votes=2),
            replace(ONE, review_id=4, helpful=0, votes=3),
        ]
    )
    assert [one.review_id for one in found] == [2, 1]


def test_rising_is_clearly_more_than_the_week_before() -> None:
    assert rising_series({"a": 5, "b": 3, "c": 9, "d": 2}, {"b": 2, "c": 4}) == ["a", "c", "d"]


@given(
    st.dictionaries(st.text("abc", min_size=1), st.integers(0, 9)), st.dictionaries(st.text("abc"), st.integers(0, 9))
)
def test_what_rises_was_spoken_of_this_week(this_week: dict[str, int], before: dict[str, int]) -> None:
    found = rising_series(this_week, before)
    assert len(found) <= MOST_RISING
    assert all(this_week[one] > before.get(one, 0) for one in found)


NASTY = st.text("|`*_~[]()<>@#\\ \nab", min_size=1, max_size=200)


@given(st.lists(NASTY, min_size=1, max_size=8), NASTY)
def test_nothing_people_wrote_is_markdown_in_a_digest(words: list[str], server: str) -> None:
    week = week_due(datetime(2026, 11, 23, 20, tzinfo=UTC), "UTC")
    series = replace(SERIES, title=words[0])
    lines = tuple((replace(ONE, headline=one, author_name=one), series) for one in words)
    digest = Digest(1, week, lines, 99, lines[:3], (series,), (), ())
    shown = str(digest_card(digest, server, style="ten").to_components())
    assert "||" not in shown
    assert "<@" not in shown
    assert "](" not in shown


def test_a_week_full_of_everything_fits_into_one_post() -> None:
    week = week_due(datetime(2026, 11, 23, 20, tzinfo=UTC), "UTC")
    series = replace(SERIES, title="T" * 100)
    lines = tuple((replace(ONE, headline="H" * 120, author_name="N" * 40), series) for _number in range(8))
    threads = tuple((Place(n, 1, series.id, n, 5, 10**18 + n, n), series) for n in range(10))
    digest_card(Digest(1, week, lines, 500, lines[:3], (series,) * 3, threads, ()), "S" * 100, style="stars")


# From here on the whole bot


def cog_of(bot: Running) -> Any:
    return bot.client.get_cog("Digest")


async def switch_on(discord: TestDiscord, bot: Running) -> datetime:
    """The digest goes to #lobby since two months; the moment at which one is due."""
    await set_to(discord, bot, "digest", "weekly")
    await set_channel(discord, bot, "digest_channel_id", "#lobby")
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            "UPDATE guild_settings SET changed_at = ?", (to_ms(bot.app.clock() - timedelta(days=60)),)
        )
    return bot.app.clock()


async def insert_review(discord: TestDiscord, bot: Running, at: datetime, **changed: Any) -> None:
    row: dict[str, Any] = {
        "guild_id": int(discord.guild_id(CLUB)),
        "series_id": LITBC,
        "author_id": int(discord.user_id("pablo")),
        "author_name": "Pablo",
        "rating": 18,
        "headline": "I laughed, and then I could not breathe",
        "body": "He leaves for Japan.",
        "spoiler_free": 0,
        "stage": "finished",
        "language": "en",
        "state": "posted",
        "channel_id": int(discord.channel_id("#reviews")),
        "message_id": 77,
        "created_at": to_ms(at),
        "posted_at": to_ms(at),
    } | changed

    async def is_noted() -> bool:  # the server; its data come after it
        async with bot.app.db.reading() as connection:
            return (
                await connection.fetch_one("SELECT 1 FROM guilds WHERE guild_id = ?", (row["guild_id"],))
            ) is not None

    await discord.wait_for(is_noted)
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            f"INSERT INTO reviews ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        await connection.execute(
            "INSERT INTO published (guild_id, kind, subject, channel_id, message_id, claimed_at, settled_at)"
            " SELECT guild_id, 'review', CAST(id AS TEXT), channel_id, message_id, created_at, posted_at FROM reviews"
            " WHERE message_id = ?",
            (row["message_id"],),
        )


def digests(discord: TestDiscord) -> list[Seen]:
    return [m for m in discord.all_messages("#lobby") if "The week in" in m.text]


def in_the_week(now: datetime) -> datetime:
    return week_due(now, "UTC").until - timedelta(days=2)


@pytest.mark.e2e
async def test_a_digest_tells_headlines_once_a_week(discord_server: TestDiscord, bot: Running) -> None:
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    await insert_review(
        discord_server, bot, in_the_week(now), state="hidden", hidden_reason="spoils-me", headline="He dies",
        series_id=EYES, message_id=78,
    )  # fmt: skip
    assert await cog_of(bot).run_due(now) == 1
    assert await cog_of(bot).run_due(now) == 0
    assert await cog_of(bot).run_due(now + timedelta(hours=1)) == 0
    (post,) = digests(discord_server)
    assert "I laughed, and then I could not breathe" in post.text
    assert "9/10 from Pablo" in post.text
    assert f"/{discord_server.channel_id('#reviews')}/77" in post.text
    assert "leaves for Japan" not in post.text
    assert "He dies" not in post.text


@pytest.mark.e2e
async def test_threads_and_groups_are_in_it(discord_server: TestDiscord, bot: Running) -> None:
    now = await switch_on(discord_server, bot)
    alice = discord_server.member("alice").at("#watch-party")
    for episode, day in ((5, in_the_week(now)), (6, now)):  # the second is news of the week to come
        await alice.command("/discuss", series=LITBC, episode=episode, channel="#watch-party")
        async with bot.app.db.transaction() as connection:
            await connection.execute(
                "UPDATE discussion_places SET opened_at = ? WHERE episode = ?", (to_ms(day), episode)
            )
    await alice.command("/watch start", series=EYES, pace="weekly", on="tomorrow", channel="#watch-party")
    assert await cog_of(bot).run_due(now) == 1
    (post,) = digests(discord_server)
    thread_id, later = (thread_named(discord_server, f"Love in the Big City · Episode {n}") for n in (5, 6))
    assert f"<#{thread_id}>" in post.text
    assert f"<#{later}>" not in post.text
    assert "Where Your Eyes Linger (KR, 2020): Next: episode 1" in post.text
    more = await alice.click(post, "More threads")
    assert more.ephemeral
    assert f"<#{thread_id}>" in more.text
    assert f"<#{later}>" not in more.text
    assert "no longer works" in (await alice.click(post, "digest.threads:soon", forge=True)).text


@pytest.mark.e2e
@pytest.mark.parametrize("deed", ["hide", "delete"])
async def test_a_digest_follows_what_becomes_of_a_review_it_names(
    discord_server: TestDiscord, bot: Running, deed: str
) -> None:
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    nok = int(discord_server.user_id("nok"))
    await insert_review(
        discord_server, bot, in_the_week(now), author_id=nok, author_name="Nok", message_id=78, headline="It heals"
    )
    assert await cog_of(bot).run_due(now) == 1
    mina = discord_server.member("mina").at("#lobby")
    assert "could not breathe" in digests(discord_server)[0].text
    async with bot.app.db.reading() as connection:
        (row,) = await connection.execute_fetchall("SELECT id FROM reviews WHERE message_id = 77")
    form = await mina.click(await mina.command("/help"), f"moderation.{deed}:{row['id']}", forge=True)
    await mina.submit(form, {"reason": ""})
    await discord_server.wait_for(lambda: "could not breathe" not in digests(discord_server)[0].text)
    assert "It heals" in digests(discord_server)[0].text


@pytest.mark.e2e
async def test_a_quiet_week_is_not_posted(discord_server: TestDiscord, bot: Running) -> None:
    now = await switch_on(discord_server, bot)
    assert await cog_of(bot).run_due(now) == 0
    await insert_review(discord_server, bot, in_the_week(now))
    assert await cog_of(bot).run_due(now) == 0, "the week is settled"
    assert digests(discord_server) == []


@pytest.mark.e2e
async def test_after_weeks_away_there_is_one_digest_and_not_many(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        now = await switch_on(discord_server, bot)
        for weeks in range(4):
            await insert_review(discord_server, bot, in_the_week(now) - weeks * WEEK, series_id=f"{LITBC}-{weeks}",
                                message_id=70 + weeks)  # fmt: skip
        await insert_review(discord_server, bot, in_the_week(now), message_id=99)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await cog_of(bot).run_due(now)
        await cog_of(bot).run_due(now)
    assert len(digests(discord_server)) == 1


@pytest.mark.e2e
async def test_a_crash_after_sending_does_not_send_twice(discord_server: TestDiscord, tmp_path: Path) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        now = await switch_on(discord_server, bot)
        await insert_review(discord_server, bot, in_the_week(now))
        assert await cog_of(bot).run_due(now) == 1
        await forget_that_it_was_sent(bot, "digest")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        assert await cog_of(bot).run_due(bot.app.clock()) == 0
        async with bot.app.db.reading() as connection:
            (row,) = await connection.execute_fetchall("SELECT message_id FROM published WHERE kind = 'digest'")
    (post,) = digests(discord_server)
    assert row["message_id"] == int(post.id)


@pytest.mark.e2e
@pytest.mark.parametrize("stands", [True, False], ids=["it stands", "it was not taken"])
async def test_a_digest_whose_answer_got_lost_is_finished_soon(
    discord_server: TestDiscord, bot: Running, stands: bool
) -> None:
    """Nobody waits for the timer's next try: neither to note it nor to send it."""
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    discord_server.faults.cut("POST", "/channels/*/messages", taken=stands)
    discord_server.faults.fail("GET", "/channels/*/messages", status=503, times=1 if stands else 0)
    assert await cog_of(bot).run_due(now) == 0
    discord_server.faults.clear()

    async def is_noted() -> bool:
        async with bot.app.db.reading() as connection:
            found = "SELECT 1 FROM published WHERE kind = 'digest' AND message_id IS NOT NULL"
            return bool(list(await connection.execute_fetchall(found)))

    await discord_server.wait_for(is_noted)
    assert len(digests(discord_server)) == 1


@pytest.mark.e2e
async def test_a_claim_without_a_post_is_made_good(discord_server: TestDiscord, bot: Running) -> None:
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            "INSERT INTO published (guild_id, kind, subject, channel_id, claimed_at) VALUES (?, 'digest', ?, ?, ?)",
            (
                int(discord_server.guild_id(CLUB)),
                week_due(now, "UTC").key,
                int(discord_server.channel_id("#lobby")),
                to_ms(now),
            ),
        )
    assert await cog_of(bot).run_due(now) == 1
    assert len(digests(discord_server)) == 1


@pytest.mark.e2e
async def test_who_asks_for_it_today_waits_for_the_next_monday(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "digest", "weekly")
    await set_channel(discord_server, bot, "digest_channel_id", "#lobby")
    now = bot.app.clock()
    await insert_review(discord_server, bot, in_the_week(now))
    await insert_review(discord_server, bot, in_the_week(now + WEEK), series_id=EYES, message_id=78)
    assert await cog_of(bot).run_due(now) == 0
    assert await cog_of(bot).run_due(now + WEEK) == 1


@pytest.mark.e2e
async def test_where_it_may_not_be_posted_it_waits(discord_server: TestDiscord, bot: Running) -> None:
    now = await switch_on(discord_server, bot)
    await insert_review(discord_server, bot, in_the_week(now))
    await set_to(discord_server, bot, "digest_channel_id", int(discord_server.channel_id("#series-talk")))
    async with bot.app.db.transaction() as connection:
        await connection.execute("UPDATE guild_settings SET changed_at = 1")
    assert await cog_of(bot).run_due(now) == 0
    mina = discord_server.member("mina").at("#lobby")
    told = await mina.command("/audit", about="settings")
    assert told.text.count("could not post the weekly digest in <#") == 1
    assert await cog_of(bot).run_due(now + timedelta(minutes=31)) == 0
    assert (await mina.command("/audit", about="settings")).text.count("could not post the weekly digest") == 1
    now += timedelta(minutes=31)
    await switch_on(discord_server, bot)
    assert await cog_of(bot).run_due(now + timedelta(minutes=1)) == 0
    assert await cog_of(bot).run_due(now + timedelta(minutes=31)) == 1


@pytest.mark.e2e
async def test_other_servers_get_nothing(discord_server: TestDiscord, bot: Running) -> None:
    now = bot.app.clock()
    await insert_review(discord_server, bot, in_the_week(now))
    assert await cog_of(bot).run_due(now) == 0


def test_a_week_is_named_by_its_monday() -> None:
    assert week_due(datetime(2026, 11, 25, tzinfo=UTC), "UTC").monday == date(2026, 11, 23)
