"""/watch: the next thread opens by itself, once, whatever happens; nobody is named or pinged who does not want it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.discussion.watching import Party
from bot.domain.settings import Switch
from bot.services.discussion import watching
from cogs.discussion.watching import names_of
from tests.loopback.crashes import forget_that_it_was_done, forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.editors import add_double, correct_title, merge_double
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, EYES, LITBC, set_to, thread_named, threads_named

pytestmark = pytest.mark.e2e
TITLE = "Love in the Big City"


def cog_of(bot: Running) -> Any:
    return bot.client.get_cog("Watching together")


async def party_of(bot: Running) -> Party:
    (party,) = await watching.running_groups(bot.app.db)
    return party


async def open_due(bot: Running) -> datetime:
    """Let time pass until the group's next opening; returns that moment."""
    due = (await party_of(bot)).due_at
    assert due is not None
    assert await cog_of(bot).run_due(due) == 1
    return due


async def test_a_weekly_group_opens_its_episodes_by_itself(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#watch-party"), discord_server.member("pablo").at("#watch-party")
    reply = await alice.command("/watch start", series=LITBC, pace="weekly", at="20:00", on="tomorrow")
    assert not reply.ephemeral
    assert "An episode every week at 8:00\u202fPM (UTC)" in reply.text
    assert not threads_named(discord_server, f"{TITLE} · Episode 1")
    joined = await pablo.click(reply, "Join")
    assert joined.ephemeral
    assert "already" in (await pablo.click(reply, "Join")).text
    await discord_server.wait_for(lambda: "2 members" in alice.look(reply).text)
    due = await open_due(bot)
    assert await cog_of(bot).run_due(due) == 0
    first = thread_named(discord_server, f"{TITLE} · Episode 1")
    assert [m for m in discord_server.all_messages(first) if "Episode 1 is open" in m.text]
    assert (await party_of(bot)).due_at == due + timedelta(days=7)
    assert await open_due(bot) == due + timedelta(days=7)
    second = thread_named(discord_server, f"{TITLE} · Episode 2")
    await discord_server.wait_for(lambda: "Next: episode 3" in alice.look(reply).text)
    assert f"Episode 2 is open: <#{second}>" in alice.look(reply).text


async def test_whoever_changes_the_time_zone_reads_which_groups_keep_theirs(
    discord_server: TestDiscord, bot: Running
) -> None:
    mina = discord_server.member("mina").at("#watch-party")
    card = await mina.command("/watch start", series=LITBC, pace="weekly", at="8pm", on="tomorrow")
    panel = await mina.select(await mina.command("/config panel"), "config.section", "language")
    change = next(b["custom_id"] for b in panel.message.buttons if ":time_zone" in b["custom_id"])
    done = await mina.submit(await mina.click(panel, change), {"value": "KST"})
    assert f"1 group goes on in the time zone that it began with: {TITLE} (UTC)" in done.text
    assert "An episode every week at 8:00\u202fPM (UTC)" in mina.look(card).text
    back = await mina.click(done, "Undo")
    assert "goes on in the time zone" not in back.text


async def test_only_those_are_pinged_who_asked_and_are_not_behind(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, pace="weekly", on="tomorrow", from_episode=3)
    pablo, nok, haruka = (discord_server.member(name).at("#watch-party") for name in ("pablo", "nok", "haruka"))
    await pablo.command("/progress set", series=LITBC, episode=2)
    await nok.command("/progress set", series=LITBC, episode=1)
    for one in (pablo, nok, haruka):
        assert "ping you" in (await one.click(card, "Ping me")).text
    assert "won't ping you any more" in (await haruka.click(card, "Ping me")).text
    await open_due(bot)
    (told,) = [
        m
        for m in discord_server.all_messages(thread_named(discord_server, f"{TITLE} · Episode 3"))
        if "Episode 3 is open" in m.text
    ]
    assert f"<@{pablo.id}>" in told.text
    assert [user["id"] for user in told.json["mentions"]] == [pablo.id]
    assert nok.id not in told.text
    await discord_server.wait_for(lambda: _is_announced(bot))
    asked = (await pablo.command("/privacy delete", where="server")).seen
    await pablo.click(asked, "Delete it for good")
    await discord_server.wait_for(lambda: pablo.id not in alice.look(told).text)
    assert "Episode 3 is open" in alice.look(told).text
    await discord_server.wait_for(lambda: not_left(bot))


async def _is_announced(bot: Running) -> bool:
    query = "SELECT 1 FROM published WHERE kind = 'opening' AND message_id IS NOT NULL"
    async with bot.app.db.reading() as connection:
        return bool(list(await connection.execute_fetchall(query)))


async def not_left(bot: Running) -> bool:
    """Whether every card that has to follow does."""
    async with bot.app.db.reading() as connection:
        return not list(await connection.execute_fetchall("SELECT 1 FROM published_steps"))


async def test_a_quorum_opens_the_next_episode(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#watch-party"), discord_server.member("pablo").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, pace="quorum", members=2)
    now = bot.app.clock() + timedelta(seconds=1)
    assert await cog_of(bot).run_due(now) == 1
    assert threads_named(discord_server, f"{TITLE} · Episode 1")
    await pablo.click(card, "Join")
    await alice.command("/progress set", series=LITBC, episode=1)
    assert await cog_of(bot).run_due(now) == 0
    await discord_server.member("nok").at("#lobby").command("/progress set", series=LITBC, episode=1)
    assert await cog_of(bot).run_due(now) == 0, "who is not in the group does not count"
    await pablo.command("/progress set", series=LITBC, episode=2)
    assert await cog_of(bot).run_due(now) == 1
    assert threads_named(discord_server, f"{TITLE} · Episode 2")
    assert await cog_of(bot).run_due(now) == 0


async def test_what_was_missed_while_away_comes_in_order_one_at_a_time(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        card = await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow")
        await alice.click(card, "Ping me")
        due = (await party_of(bot)).due_at
    assert due is not None
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        now = due + timedelta(days=2, minutes=1)
        assert await cog_of(bot).run_due(now) == 1
        assert await cog_of(bot).run_due(now) == 0
        assert not threads_named(discord_server, f"{TITLE} · Episode 2")
        assert await cog_of(bot).run_due(now + timedelta(hours=1)) == 1
        assert await cog_of(bot).run_due(now + timedelta(hours=2)) == 1
        assert (await party_of(bot)).due_at == due + timedelta(days=3)
    pings = [
        [user["id"] for user in m.json["mentions"]]
        for n in (1, 2, 3)
        for m in discord_server.all_messages(thread_named(discord_server, f"{TITLE} · Episode {n}"))
        if "is open" in m.text
    ]
    assert pings == [[], [], [alice.id]], "of what was caught up only the newest pings"


async def test_a_crash_after_the_announcement_does_not_announce_twice(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow")
        due = await open_due(bot)
        async with bot.app.db.transaction() as connection:  # as if the last transaction had never come
            await connection.execute("UPDATE watch_openings SET message_id = NULL, announced_at = NULL")
            await connection.execute("UPDATE watch_parties SET next_episode = 1, due_at = 1")
        await forget_that_it_was_sent(bot, "opening")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await cog_of(bot).run_due(due)
        assert (await party_of(bot)).next_episode == 2
    thread_id = thread_named(discord_server, f"{TITLE} · Episode 1")
    assert len([m for m in discord_server.all_messages(thread_id) if "is open" in m.text]) == 1


async def test_a_card_that_was_not_noted_is_found_again(discord_server: TestDiscord, tmp_path: Path) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        card = await alice.command("/watch start", series=LITBC, on="tomorrow")
        async with bot.app.db.transaction() as connection:
            await connection.execute("UPDATE watch_parties SET message_id = NULL")
        await forget_that_it_was_sent(bot, "watch")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:

        async def noted() -> bool:
            return (await party_of(bot)).message_id == int(card.seen.id)

        await discord_server.wait_for(noted)
    assert len(discord_server.all_messages("#watch-party")) == 1


async def test_the_last_episode_ends_the_group(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow", from_episode=8)
    await open_due(bot)
    told = discord_server.all_messages(thread_named(discord_server, f"{TITLE} · Episode 8"))
    assert any("This was the last episode" in m.text for m in told)
    assert await watching.running_groups(bot.app.db) == []
    await discord_server.wait_for(lambda: "This group has ended" in alice.look(card).text)
    again = await alice.command("/watch start", series=LITBC, on="tomorrow", channel="#watch-party")
    assert "Watching together" in again.text


async def test_status_names_only_those_who_share_their_place(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow")
    pablo, nok = discord_server.member("pablo").at("#watch-party"), discord_server.member("nok").at("#watch-party")
    await pablo.click(card, "Join")
    await nok.click(card, "Join")
    await pablo.command("/progress set", series=LITBC, episode=4, share=True)
    await nok.command("/progress set", series=LITBC, episode=6)
    status = await alice.command("/watch status", series=LITBC)
    assert status.ephemeral
    assert f"<@{pablo.id}> · Watching · episode 4 of 8" in status.text
    assert nok.id not in status.text
    assert "2 members keep their place to themselves" in status.text
    assert status.seen.attachments
    pictures = [part for part in status.seen.components if part["type"] == 12]
    assert "1 at episode 4" in pictures[0]["items"][0]["description"]
    guild = bot.client.get_guild(int(discord_server.guild_id(CLUB)))
    assert guild is not None
    assert await names_of(guild, [int(pablo.id)]) == {int(pablo.id): "Pablo"}, "the picture has names"


async def test_leaving_is_one_press(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, on="tomorrow")
    assert "left the group" in (await alice.click(card, "Leave")).text
    assert "not in this group" in (await alice.click(card, "Leave")).text


async def test_an_event_stands_in_the_calendar_and_goes_with_the_group(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, guild = discord_server.member("alice").at("#watch-party"), discord_server.world.guilds
    events = guild[discord_server.guild_id(CLUB)].events
    await alice.command("/watch start", series=LITBC, pace="weekly", on="tomorrow")
    await discord_server.wait_for(lambda: events)
    (event,) = events.values()
    assert event["name"] == f"{TITLE} · Episode 1"
    await discord_server.wait_for(lambda: _noted(bot))
    refused = await discord_server.member("pablo").at("#watch-party").command("/watch end", series=LITBC)
    assert "Only whoever started the group" in refused.text
    asked = await alice.command("/watch end", series=LITBC)
    assert f"End the group that watches {TITLE}? 1 member is in it." in asked.text
    assert "goes on" in (await alice.click(asked, "Keep it")).text
    asked = await alice.command("/watch end", series=LITBC)
    ended = await alice.click(asked, "End the group")
    assert "has ended" in ended.text
    await discord_server.wait_for(lambda: not events)
    back = await alice.click(ended, "Undo")
    assert "as if it had never ended" in back.text
    assert (await party_of(bot)).due_at is not None
    await discord_server.wait_for(lambda: len(events) == 1)
    again = await alice.click(ended, f"watch.resume:{(await party_of(bot)).id}", forge=True)
    assert "This group is running" in again.text
    await discord_server.wait_for(lambda: _noted(bot))
    await alice.click(await alice.command("/watch end", series=LITBC), "End the group")
    await discord_server.wait_for(lambda: not events)
    assert "ended already" in (await alice.command("/watch end", series=LITBC)).text


async def test_the_event_of_a_group_follows_the_title_of_its_series(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """Also where the name it had was never noted as made: a crash came between."""
    events = discord_server.world.guilds[discord_server.guild_id(CLUB)].events
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        alice = discord_server.member("alice").at("#watch-party")
        await alice.command("/watch start", series=LITBC, pace="weekly", on="tomorrow")
        await discord_server.wait_for(lambda: _noted(bot))
        (first,) = events
        await correct_title(discord_server, bot, "Love in the Huge City")
        await discord_server.wait_for(lambda: events[first]["name"] == "Love in the Huge City · Episode 1")
        await forget_that_it_was_done(bot, "watch", "event")
        async with bot.app.db.transaction() as connection:
            await connection.execute("UPDATE watch_events SET event_id = NULL")
        await correct_title(discord_server, bot, "Love in a Small Town")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await discord_server.wait_for(lambda: events[first]["name"] == "Love in a Small Town · Episode 1")
    assert list(events) == [first]


async def test_the_event_of_a_group_that_a_merge_has_ended_leaves_the_calendar(
    discord_server: TestDiscord, bot: Running
) -> None:
    double = await add_double(discord_server, bot)
    events = discord_server.world.guilds[discord_server.guild_id(CLUB)].events
    alice = discord_server.member("alice").at("#watch-party")
    for series in (double.id, LITBC):
        await alice.command("/watch start", series=series, pace="weekly", on="tomorrow")
    await discord_server.wait_for(lambda: len(events) == 2)
    await discord_server.wait_for(lambda: _noted(bot))
    await merge_double(discord_server, bot, double)
    await discord_server.wait_for(lambda: [e["name"] for e in events.values()] == [f"{TITLE} · Episode 1"])


async def _noted(bot: Running) -> bool:
    async with bot.app.db.reading() as connection:
        waiting = await connection.fetch_number("SELECT COUNT(*) FROM watch_events WHERE event_id IS NULL")
        return not waiting and await connection.fetch_number("SELECT COUNT(*) FROM watch_events") > 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"pace": "days"}, "Say how many days"),
        ({"pace": "quorum"}, "Say how many members"),
        ({"on": "someday"}, "“someday” is not a date"),
        ({"on": "2020-01-01"}, "1 Jan 2020 is over"),
        ({"at": "late"}, "“late” is not a time of day"),
        ({"from_episode": 9}, "has 8 episodes; there is no episode 9"),
    ],
)
async def test_what_does_not_fit_is_said_and_nothing_is_started(
    discord_server: TestDiscord, bot: Running, options: dict[str, Any], said: str
) -> None:
    reply = await discord_server.member("alice").at("#watch-party").command("/watch start", series=LITBC, **options)
    assert said in reply.text
    assert reply.ephemeral
    assert await watching.running_groups(bot.app.db) == []


async def test_a_second_group_for_the_same_series_is_refused(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#watch-party"), discord_server.member("pablo").at("#lobby")
    replies = await asyncio.gather(
        alice.command("/watch start", series=LITBC, on="tomorrow"),
        pablo.command("/watch start", series=LITBC, on="tomorrow"),
    )
    assert sorted("watching that together already" in reply.text for reply in replies) == [False, True]
    assert "Nobody here is watching" in (await alice.command("/watch status", series=EYES)).text


async def test_missing_permissions_are_named_before_anything_starts(discord_server: TestDiscord, bot: Running) -> None:
    wren = discord_server.member("wren").at("#teapot", guild="Quiet Corner")
    reply = await wren.command("/watch start", series=LITBC, on="tomorrow")
    assert "Create Public Threads" in reply.text
    assert await watching.running_groups(bot.app.db) == []


async def test_an_opening_that_is_refused_waits_and_says_why(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    card = await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow")
    due = (await party_of(bot)).due_at
    assert due is not None
    await set_to(discord_server, bot, "discussion_channel_id", 42)
    assert await cog_of(bot).run_due(due) == 0
    await discord_server.wait_for(lambda: "channel set for discussions is gone" in alice.look(card).text)
    await set_to(discord_server, bot, "discussion_channel_id", None)
    assert await cog_of(bot).run_due(due + timedelta(minutes=1)) == 0
    assert await cog_of(bot).run_due(due + timedelta(minutes=31)) == 1
    await discord_server.wait_for(lambda: "is gone" not in alice.look(card).text)


async def test_a_group_rests_where_discussion_is_off(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#watch-party")
    await alice.command("/watch start", series=LITBC, pace="daily", on="tomorrow")
    due = (await party_of(bot)).due_at
    assert due is not None
    guild_id = int(discord_server.guild_id(CLUB))
    await bot.app.servers.apply(guild_id, [Switch("discussion", False)], actor_id=1)
    assert await cog_of(bot).run_due(due) == 0
    await bot.app.servers.apply(guild_id, [Switch("discussion", True)], actor_id=1)
    assert await cog_of(bot).run_due(due) == 1
