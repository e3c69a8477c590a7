"""What Discord did although its answer got lost is done once, and nobody is told that it failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import utc_now
from bot.domain.notices import Notice, NoticeKind
from bot.playground.faults import Fault
from bot.services.reviews import deleting
from tests.loopback.crashes import forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import leave_notices
from tests.loopback.members import Member
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import set_channel, set_to, threads_named
from tests.reviews.reviewers import CLUB, LITBC, draft, rows, the_review

pytestmark = pytest.mark.e2e

MESSAGES, THREADS = "/channels/*/messages", "/channels/*/threads"
REACTIONS = "/channels/*/messages/*/reactions/*/@me"
EPISODE_5 = "Love in the Big City · Episode 5"
Spoil = Callable[[TestDiscord, str], Fault]

ANSWERS: dict[str, Spoil] = {
    "503 although taken": lambda discord, path: discord.faults.fail("POST", path, status=503, taken=True),
    "502 although taken, tried again by the library": lambda discord, path: discord.faults.fail(
        "POST", path, status=502, taken=True
    ),
    "408 of a proxy although taken": lambda discord, path: discord.faults.fail("POST", path, status=408, taken=True),
    "the line is cut after it was taken": lambda discord, path: discord.faults.cut("POST", path, taken=True),
    "200 and nothing in it": lambda discord, path: discord.faults.empty("POST", path),
}


async def press_post(discord: TestDiscord, name: str = "alice") -> str:
    """A member posts a review; what they read in the end."""
    member = discord.member(name).at("#lobby")
    preview = await draft(member)
    before = len(member.messages())
    reply = await member.click(preview, "Post")
    await discord.wait_for(
        lambda: "Posted" in member.look(preview).text or reply.followups or len(member.messages()) > before
    )
    return member.look(preview).text + "\n".join(one.text for one in reply.followups)


def shown_in(discord: TestDiscord, channel_id: str) -> list[str]:
    """Ids of the messages that show a review there, also in threads below."""
    places = [channel_id, *(c.id for c in discord.world.channels.values() if c.data.get("parent_id") == channel_id)]
    return [m.id for place in places for m in discord.all_messages(place) if "tender" in m.text]


@pytest.mark.parametrize("forum", [False, True], ids=["text", "forum"])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_a_review_whose_answer_got_lost_is_posted_once(
    discord_server: TestDiscord, bot: Running, answer: str, forum: bool
) -> None:
    channel = "#series-talk" if forum else "#reviews"
    await set_channel(discord_server, bot, "review_channel_id", channel)
    place = discord_server.channel_id(channel, guild=CLUB)
    ANSWERS[answer](discord_server, f"/channels/{place}/{'threads' if forum else 'messages'}")
    assert "Posted" in await press_post(discord_server)
    review = await the_review(bot, discord_server.member("alice"))
    assert review is not None
    assert review.state == "posted"
    assert shown_in(discord_server, place) == [str(review.message_id)]
    (sent,) = [m for m in discord_server.all_messages(str(review.channel_id)) if m.id == str(review.message_id)]
    await discord_server.wait_for(lambda: set(discord_server.member("alice").look(sent).reactions) == {"👍", "👎"})


@pytest.mark.parametrize("forum", [False, True], ids=["text", "forum"])
@pytest.mark.parametrize("answer", ANSWERS)
async def test_a_place_whose_answer_got_lost_is_opened_once(
    discord_server: TestDiscord, bot: Running, answer: str, forum: bool
) -> None:
    await set_channel(discord_server, bot, "discussion_channel_id", "#series-talk" if forum else "#lobby")
    ANSWERS[answer](discord_server, THREADS)
    reply = await discord_server.member("alice").at("#lobby").command("/discuss", series=LITBC, episode=5)
    (thread_id,) = threads_named(discord_server, EPISODE_5)
    assert f"<#{thread_id}>" in reply.text
    assert len([m for m in discord_server.all_messages(thread_id) if "not a word" in m.text]) == 1


async def namesake(discord: TestDiscord) -> str:
    """Another series that is called like one there is; its id."""
    mina = discord.member("mina").at("#lobby")
    form = await mina.command("/catalogue add")
    answers = {"title": "Love in the Big City", "country_year": "KR 2019", "kind": "film", "episodes": "8"}
    await mina.submit(form, answers | {"aliases": ""})
    return "love-in-the-big-city-kr-2019"


async def cards_of_places(discord: TestDiscord, bot: Running) -> dict[str, list[str]]:
    """What stands in the thread of each series' episode 5, by series; nothing for a thread that is gone."""
    places = await rows(bot, "SELECT series_id, id, thread_id FROM discussion_places WHERE episode = 5")
    found = {}
    for series_id, place_id, thread_id in places:
        messages = discord.all_messages(str(thread_id)) if str(thread_id) in discord.world.channels else []
        found[series_id] = [
            m.id for m in messages if any(f"discuss.watched:{place_id}" == one.get("custom_id") for one in m.buttons)
        ]
    return found


@pytest.mark.parametrize("forum", [False, True], ids=["text", "forum"])
@pytest.mark.parametrize("lost", [1, 2], ids=["one answer lost", "both lost"])
async def test_two_series_of_one_title_keep_a_place_each(
    discord_server: TestDiscord, bot: Running, lost: int, forum: bool
) -> None:
    await set_channel(discord_server, bot, "discussion_channel_id", "#series-talk" if forum else "#lobby")
    other = await namesake(discord_server)
    discord_server.faults.cut("POST", THREADS, taken=True, times=lost)
    alice, nok = (discord_server.member(name).at("#lobby") for name in ("alice", "nok"))
    replies = await asyncio.gather(
        alice.command("/discuss", series=LITBC, episode=5), nok.command("/discuss", series=other, episode=5)
    )
    threads = threads_named(discord_server, EPISODE_5)
    assert len(threads) == 2
    assert {one for one in threads for reply in replies if f"<#{one}>" in reply.text} == set(threads)
    assert sorted(len(cards) for cards in (await cards_of_places(discord_server, bot)).values()) == [1, 1]


@pytest.mark.parametrize("forum", [False, True], ids=["text", "forum"])
async def test_two_series_of_one_title_keep_a_place_each_after_a_crash(
    discord_server: TestDiscord, tmp_path: Path, forum: bool
) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        await set_channel(discord_server, bot, "discussion_channel_id", "#series-talk" if forum else "#lobby")
        other = await namesake(discord_server)
        discord_server.faults.delay("POST", THREADS, 60, taken=True, times=2)
        alice, nok = (discord_server.member(name).at("#lobby") for name in ("alice", "nok"))
        asked = [
            asyncio.create_task(alice.command("/discuss", series=LITBC, episode=5)),
            asyncio.create_task(nok.command("/discuss", series=other, episode=5)),
        ]
        await discord_server.wait_for(lambda: threads_named(discord_server, EPISODE_5))
    for task in asked:
        task.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    discord_server.faults.clear()
    made = set(threads_named(discord_server, EPISODE_5))
    async with running_bot(discord_server, database) as bot:

        async def are_furnished() -> bool:
            cards = await cards_of_places(discord_server, bot)
            return bool(cards) and all(len(each) == 1 for each in cards.values())

        await discord_server.wait_for(are_furnished)
        assert made <= set(threads_named(discord_server, EPISODE_5)), "none was taken for a twin"
        assert len(threads_named(discord_server, EPISODE_5)) == len(await cards_of_places(discord_server, bot))


@pytest.mark.parametrize("lost", [1, 2], ids=["one answer lost", "both lost"])
async def test_two_groups_of_one_title_keep_an_event_each(discord_server: TestDiscord, bot: Running, lost: int) -> None:
    other = await namesake(discord_server)
    discord_server.faults.cut("POST", "/guilds/*/scheduled-events", taken=True, times=lost)
    alice, nok = (discord_server.member(name).at("#watch-party") for name in ("alice", "nok"))
    await asyncio.gather(
        alice.command("/watch start", series=LITBC, on="tomorrow", at="20:00"),
        nok.command("/watch start", series=other, on="tomorrow", at="20:00"),
    )

    async def noted() -> list[tuple[int]]:
        return await rows(bot, "SELECT event_id FROM watch_events WHERE event_id IS NOT NULL")

    async def are_noted() -> bool:
        return len(await noted()) == 2

    await discord_server.wait_for(are_noted)
    events = discord_server.world.guilds[discord_server.guild_id(CLUB)].events
    assert sorted(int(key) for key in events) == sorted(key for (key,) in await noted())


async def test_where_nobody_knows_the_author_is_not_told_to_press_again(
    discord_server: TestDiscord, bot: Running
) -> None:
    """The answer got lost, and so did the look for the message: it is found later, and not sent again."""
    await set_channel(discord_server, bot, "review_channel_id", "#reviews")
    place = discord_server.channel_id("#reviews", guild=CLUB)
    discord_server.faults.cut("POST", f"/channels/{place}/messages", taken=True)
    discord_server.faults.fail("GET", f"/channels/{place}/messages", status=503)
    member = discord_server.member("alice").at("#lobby")
    preview = await draft(member)
    await member.click(preview, "Post")
    await discord_server.wait_for(lambda: "Nothing is lost" in member.messages()[-1].text)

    async def is_noted() -> bool:
        review = await the_review(bot, member)
        return review is not None and review.state == "posted"

    await discord_server.wait_for(is_noted)
    assert len(shown_in(discord_server, place)) == 1


REFUSED = [(403, 50013), (403, 0), (404, 0), (400, 0)]


@pytest.mark.parametrize(("status", "code"), REFUSED)
async def test_a_refusal_of_the_second_try_says_nothing_of_the_first(
    discord_server: TestDiscord, bot: Running, status: int, code: int
) -> None:
    """The library tries again after a 502: the first try was taken, the second is refused."""
    await set_channel(discord_server, bot, "review_channel_id", "#reviews")
    await set_channel(discord_server, bot, "discussion_channel_id", "#lobby")
    place = discord_server.channel_id("#reviews", guild=CLUB)
    for path in (f"/channels/{place}/messages", THREADS):
        discord_server.faults.fail("POST", path, status=502, taken=True)
        discord_server.faults.fail("POST", path, status=status, code=code)
    assert "Posted" in await press_post(discord_server)
    assert len(shown_in(discord_server, place)) == 1
    reply = await discord_server.member("alice").at("#lobby").command("/discuss", series=LITBC, episode=5)
    (thread_id,) = threads_named(discord_server, EPISODE_5)
    assert f"<#{thread_id}>" in reply.text


async def test_what_its_author_was_told_is_not_there_goes_where_it_stands(
    discord_server: TestDiscord, bot: Running
) -> None:
    """The answer got lost, and what is asked afterwards says that there is nothing."""
    await set_channel(discord_server, bot, "review_channel_id", "#reviews")
    place = discord_server.channel_id("#reviews", guild=CLUB)
    discord_server.faults.cut("POST", f"/channels/{place}/messages", taken=True)
    for _look in range(3):
        discord_server.faults.answer("GET", f"/channels/{place}/messages", b"[]")
    member = discord_server.member("alice").at("#lobby")
    preview = await draft(member)
    await member.click(preview, "Post")
    await discord_server.wait_for(lambda: "press Post again" in member.messages()[-1].text)
    assert len(shown_in(discord_server, place)) == 1
    await member.click(preview, "Post")

    async def is_noted() -> bool:
        review = await the_review(bot, member)
        return review is not None and shown_in(discord_server, place) == [str(review.message_id)]

    await discord_server.wait_for(is_noted, timeout_s=60)

    async def is_forgotten() -> bool:
        return not await rows(bot, "SELECT 1 FROM strays UNION SELECT 1 FROM removals")

    await discord_server.wait_for(is_forgotten, timeout_s=60)
    assert len(shown_in(discord_server, place)) == 1


async def test_what_was_not_taken_is_a_draft_again(discord_server: TestDiscord, bot: Running) -> None:
    await set_channel(discord_server, bot, "review_channel_id", "#reviews")
    place = discord_server.channel_id("#reviews", guild=CLUB)
    discord_server.faults.cut("POST", f"/channels/{place}/messages")
    member = discord_server.member("alice").at("#lobby")
    await member.click(await draft(member), "Post")
    await discord_server.wait_for(lambda: "press Post again" in member.messages()[-1].text)
    assert shown_in(discord_server, place) == []
    assert await rows(bot, "SELECT COUNT(*) FROM review_drafts") == [(1,)]
    assert await rows(bot, "SELECT COUNT(*) FROM published") == [(0,)]


APART = [timedelta(), timedelta(minutes=10), timedelta(minutes=-10), timedelta(days=1), timedelta(days=-1)]


@pytest.mark.parametrize("forum", [False, True], ids=["text", "forum"])
@pytest.mark.parametrize("apart", APART, ids=str)
async def test_a_kill_between_sent_and_noted_leaves_one_post_whatever_the_clock_says(
    discord_server: TestDiscord, tmp_path: Path, apart: timedelta, forum: bool
) -> None:
    database, channel = tmp_path / "linger.sqlite3", "#series-talk" if forum else "#reviews"
    place = discord_server.channel_id(channel, guild=CLUB)
    member = discord_server.member("alice").at("#lobby")
    async with running_bot(discord_server, database, clock=lambda: datetime.now(UTC) + apart) as bot:
        await set_channel(discord_server, bot, "review_channel_id", channel)
        preview = await draft(member)
        discord_server.faults.delay("POST", f"/channels/{place}/*", 60, taken=True)
        pressed = asyncio.create_task(member.click(preview, "Post"))
        await discord_server.wait_for(lambda: shown_in(discord_server, place))
    pressed.cancel()
    with suppress(asyncio.CancelledError, Exception):
        await pressed
    discord_server.faults.clear()
    async with running_bot(discord_server, database, clock=utc_now) as bot:

        async def is_noted() -> bool:
            review = await the_review(bot, member)
            return review is not None and review.state == "posted"

        await discord_server.wait_for(is_noted)
        (message_id,) = shown_in(discord_server, place)
        review = await the_review(bot, member)
        assert review is not None
        assert str(review.message_id) == message_id

        def reactions() -> set[str]:
            (sent,) = [m for m in discord_server.all_messages(str(review.channel_id)) if m.id == message_id]
            return set(sent.reactions)

        await discord_server.wait_for(lambda: reactions() == {"👍", "👎"})


async def test_vote_emoji_that_a_kill_or_a_fault_kept_from_being_offered_are_offered_later(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        await set_channel(discord_server, bot, "review_channel_id", "#reviews")
        discord_server.faults.fail("PUT", REACTIONS, status=503, times=0)
        assert "Posted" in await press_post(discord_server), "the review stands; only the offer failed"
        assert await rows(bot, "SELECT step FROM published_steps") == [("offer",)]
    discord_server.faults.clear()
    async with running_bot(discord_server, database) as bot:
        (sent,) = discord_server.all_messages("#reviews")
        await discord_server.wait_for(lambda: set(discord_server.member("alice").look(sent).reactions) == {"👍", "👎"})

        async def is_done() -> bool:
            return not await rows(bot, "SELECT step FROM published_steps")

        await discord_server.wait_for(is_done)


async def test_a_log_is_posted_once_although_its_answer_got_lost(discord_server: TestDiscord, bot: Running) -> None:
    place = discord_server.channel_id("#backstage", guild=CLUB)
    discord_server.faults.cut("POST", f"/channels/{place}/messages", taken=True)
    await set_channel(discord_server, bot, "audit_channel_id", "#backstage")
    await set_to(discord_server, bot, "rating_style", "stars")
    bot.client.dispatch("outbox")

    async def is_done() -> bool:
        return not await rows(bot, "SELECT 1 FROM audit_log WHERE posted_at IS NULL")

    await discord_server.wait_for(is_done)
    told = [m for m in discord_server.all_messages("#backstage") if "<t:" in m.text]
    assert sum(m.text.count("<t:") for m in told) == len(await rows(bot, "SELECT 1 FROM audit_log"))


async def test_what_does_not_fit_into_one_answer_is_told_at_the_next_command(
    discord_server: TestDiscord, bot: Running
) -> None:
    """Nothing that waited is only counted, and then forgotten."""
    pablo, guild_id = discord_server.member("pablo").at("#lobby"), int(discord_server.guild_id(CLUB))
    discord_server.world.users[pablo.id].takes_dms = False
    headlines = [f"Headline no. {number} of what was reported" for number in range(40)]
    fields = [{"headline": one, "series_id": LITBC, "outcome": "kept"} for one in headlines]
    notices = [Notice(int(pablo.id), guild_id, NoticeKind.REPORT_CLOSED, each) for each in fields]
    await leave_notices(bot.app.db, *notices)
    bot.client.dispatch("outbox")

    async def are_left(count: int) -> bool:
        refused = await rows(bot, "SELECT COUNT(*) FROM notices WHERE refused_at IS NOT NULL")
        return int(refused[0][0]) == count

    await discord_server.wait_for(lambda: are_left(40))
    for _command in range(6):
        await pablo.command("/help")
        await asyncio.sleep(0.3)
    await discord_server.wait_for(lambda: are_left(0))
    told = "\n".join(message.text for message in pablo.messages())
    assert [told.count(f"“{one}”") for one in headlines] == [1] * 40


async def test_a_reason_that_was_changed_while_it_was_posted_is_the_one_that_stands(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    discord_server.faults.delay("POST", MESSAGES, 1, taken=True)
    wish = {"if_liked": LITBC, "try": "where-your-eyes-linger-kr-2020"}
    first = asyncio.create_task(alice.command("/suggest", because="It aches as quietly", **wish))
    await discord_server.wait_for(lambda: any("aches" in m.text for m in discord_server.all_messages("#lobby")))
    await alice.command("/suggest", because="It heals as slowly", **wish)
    await first
    stored = await rows(bot, "SELECT because FROM suggestions")
    assert stored == [("It heals as slowly",)]

    def posts() -> list[str]:
        return [m.text for m in discord_server.all_messages("#lobby") if "If you liked" in m.text and not m.ephemeral]

    await discord_server.wait_for(lambda: len(posts()) == 1 and "It heals as slowly" in posts()[0])


DEEDS = {"review": MESSAGES, "suggestion": MESSAGES, "place": THREADS}


@pytest.mark.parametrize("kind", DEEDS)
async def test_what_was_sent_while_nothing_could_be_stored_is_noted_once_it_can(
    discord_server: TestDiscord, tmp_path: Path, kind: str
) -> None:
    """The database goes away between the claim and the note; nobody presses anything again."""
    path, away = tmp_path / "linger.sqlite3", tmp_path / "away"
    async with running_bot(discord_server, path) as bot:
        alice = discord_server.member("alice").at("#lobby")
        tip = {"if-liked": "bad-buddy-th-2021", "try": LITBC, "because": "the same quiet longing, told by a grown-up"}
        do = {
            "review": lambda: press_post(discord_server),
            "suggestion": lambda: alice.command("/suggest", **tip),
            "place": lambda: alice.command("/discuss", series=LITBC, episode=5),
        }[kind]
        discord_server.faults.delay("POST", DEEDS[kind], 1.5)
        doing = asyncio.create_task(do())
        claimed = f"SELECT 1 FROM published WHERE kind = '{kind}'"
        await discord_server.wait_for(lambda: rows(bot, claimed))
        path.rename(away)
        with suppress(AssertionError):
            await doing
        away.rename(path)

        async def noted() -> bool:
            return bool(await rows(bot, claimed + " AND settled_at IS NOT NULL AND message_id IS NOT NULL"))

        await discord_server.wait_for(noted)
        assert len(await rows(bot, claimed)) == 1
        lobby = discord_server.channel_id("#lobby")
        sent = {
            "review": lambda: shown_in(discord_server, lobby),
            "suggestion": lambda: [m for m in discord_server.all_messages(lobby) if "quiet longing" in m.text],
            "place": lambda: threads_named(discord_server, EPISODE_5),
        }[kind]
        assert len(sent()) == 1


async def test_a_review_that_is_deleted_before_anybody_noted_its_message_takes_that_along(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """The crash came between the sending and the note; its author was faster than those who finish what is late."""
    lobby = discord_server.channel_id("#lobby")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await press_post(discord_server)
        review = await the_review(bot, discord_server.member("alice"))
        assert review is not None
        async with bot.app.db.transaction() as connection:
            await connection.execute("UPDATE reviews SET message_id = NULL, state = 'posting'")
        await forget_that_it_was_sent(bot, "review")
        await deleting.delete_review(bot.app.db, review.guild_id, review.id, review.author_id, now=bot.app.clock())
    assert len(shown_in(discord_server, lobby)) == 1
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await discord_server.wait_for(lambda: not shown_in(discord_server, lobby))


async def show_profile_and_crash(discord: TestDiscord, database: Path) -> Member:
    """Alice has her profile posted in the lobby, and nobody notes where."""
    alice = discord.member("alice").at("#lobby")
    async with running_bot(discord, database) as bot:
        await alice.command("/progress set", series=LITBC, status="finished", rating=9)
        await alice.click(await alice.command("/profile"), "Show it in this channel")
        noted = "SELECT 1 FROM published WHERE kind = 'profile' AND settled_at IS NOT NULL"
        await discord.wait_for(lambda: rows(bot, noted))
        await forget_that_it_was_sent(bot, "profile")
    assert len(profiles(discord)) == 1
    return alice


def profiles(discord: TestDiscord) -> list[Seen]:
    return [m for m in discord.all_messages("#lobby") if "### Alice" in m.text]


async def test_a_profile_that_was_shown_just_before_a_crash_follows_its_member(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice = await show_profile_and_crash(discord_server, tmp_path / "linger.sqlite3")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await discord_server.wait_for(
            lambda: rows(bot, "SELECT 1 FROM published WHERE kind = 'profile' AND message_id IS NOT NULL")
        )
        await alice.click(await alice.command("/profile"), "Make it private")
        await discord_server.wait_for(lambda: not profiles(discord_server))


async def test_a_profile_that_was_not_found_at_once_is_taken_down_when_it_turns_up(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """One empty list may come from something in between: nobody follows the profile, so it must not stand for good."""
    await show_profile_and_crash(discord_server, tmp_path / "linger.sqlite3")
    lobby = discord_server.channel_id("#lobby")
    empty = discord_server.faults.answer("GET", f"/channels/{lobby}/messages", b"[]")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await discord_server.wait_for(lambda: not profiles(discord_server))
        assert empty.used == 1
