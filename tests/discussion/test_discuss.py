"""/discuss: one place for an episode, whatever happens; a private word to those who are not there yet."""

from __future__ import annotations

import asyncio
from pathlib import Path

import discord
import pytest

from bot.domain.settings import Switch
from bot.playground.actions import threads as playground_threads
from bot.playground.people.servers import PeopleServers
from tests.loopback.crashes import forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.editors import correct_title
from tests.loopback.hall import note_joined
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import LITBC, set_channel, set_to, thread_named, threads_named

pytestmark = pytest.mark.e2e
EPISODE_5 = "Love in the Big City · Episode 5"


async def test_discuss_opens_a_neutral_pinned_place_and_finds_it_again(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    reply = await alice.command("/discuss", series=LITBC, episode=5)
    assert reply.ephemeral
    thread_id = thread_named(discord_server, EPISODE_5)
    assert f"<#{thread_id}>" in reply.text
    card = discord_server.all_messages(thread_id)[0]
    assert "not a word beyond it" in card.text
    assert card.json["pinned"]
    assert {"I've watched this far", "Don't warn me", "◀ Episode 4", "▶ Episode 6"} <= set(card.button_labels)
    again = await discord_server.member("pablo").at("#lobby").command("/discuss", series=LITBC, episode=5)
    assert f"<#{thread_id}>" in again.text
    assert threads_named(discord_server, EPISODE_5) == [thread_id]


async def test_many_who_ask_at_once_get_the_same_place(discord_server: TestDiscord, bot: Running) -> None:
    names = ("alice", "pablo", "nok", "haruka", "theo")
    replies = await asyncio.gather(
        *(discord_server.member(n).at("#queer-corner").command("/discuss", series=LITBC, episode=5) for n in names)
    )
    thread_id = thread_named(discord_server, EPISODE_5)
    assert all(f"<#{thread_id}>" in reply.text for reply in replies)
    assert len([m for m in discord_server.all_messages(thread_id) if "not a word" in m.text]) == 1


async def test_a_forum_gets_a_post_for_each_episode(discord_server: TestDiscord, bot: Running) -> None:
    await set_channel(discord_server, bot, "discussion_channel_id", "#series-talk")
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/discuss", series=LITBC, episode=5)
    thread = discord_server.world.channels[thread_named(discord_server, EPISODE_5)]
    assert thread.parent_id == discord_server.channel_id("#series-talk")
    assert "not a word beyond it" in discord_server.all_messages(thread.id)[0].text
    assert discord_server.all_messages(thread.id)[0].json["pinned"]


async def test_a_forum_that_needs_a_tag_gets_one(discord_server: TestDiscord, bot: Running) -> None:
    quiet = "Quiet Corner"
    await set_channel(discord_server, bot, "discussion_channel_id", "#posts", guild=quiet)
    alice = discord_server.member("alice").at("#teapot", guild=quiet)
    await alice.command("/discuss", series=LITBC, episode=5)
    assert discord_server.world.channels[thread_named(discord_server, EPISODE_5)].data["applied_tags"]


async def test_a_forum_without_a_tag_for_us_is_named(discord_server: TestDiscord, bot: Running) -> None:
    quiet = "Quiet Corner"
    await set_channel(discord_server, bot, "discussion_channel_id", "#posts", guild=quiet)
    forum = discord_server.world.channels[discord_server.channel_id("#posts", guild=quiet)]
    iris = discord_server.member("iris").at("#teapot", guild=quiet)
    tags = [{**tag, "moderated": True} for tag in forum.data["available_tags"]]
    PeopleServers(discord_server._backend).edit_channel(iris.id, forum.id, {"available_tags": tags})
    known = bot.client.get_channel(int(forum.id))
    assert isinstance(known, discord.ForumChannel)
    await discord_server.wait_for(lambda: all(tag.moderated for tag in known.available_tags))
    reply = await iris.command("/discuss", series=LITBC, episode=5)
    assert "insists on a tag" in reply.text
    assert not threads_named(discord_server, EPISODE_5)


async def test_neighbours_are_linked_both_ways(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    await alice.command("/discuss", series=LITBC, episode=4)
    await alice.command("/discuss", series=LITBC, episode=5)
    await alice.command("/discuss", series=LITBC, channel="#queer-corner")
    four, five = (thread_named(discord_server, f"Love in the Big City · Episode {n}") for n in (4, 5))
    whole = thread_named(discord_server, "Love in the Big City")
    await discord_server.wait_for(lambda: any(five in url for url in discord_server.all_messages(four)[0].links))
    await discord_server.wait_for(lambda: any(four in url for url in discord_server.all_messages(five)[0].links))
    hub = discord_server.all_messages(whole)[0]
    assert f"Episode 4: <#{four}>" in hub.text
    assert f"Episode 5: <#{five}>" in hub.text


async def test_a_button_of_the_card_opens_the_next_episode(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    await alice.command("/discuss", series=LITBC, episode=5)
    card = discord_server.all_messages(thread_named(discord_server, EPISODE_5))[0]
    reply = await alice.click(card, "▶ Episode 6")
    assert reply.ephemeral
    assert threads_named(discord_server, "Love in the Big City · Episode 6")


async def test_the_series_card_leads_to_the_series_place_and_to_ones_own_episode(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    shown = await alice.command("/series", query=LITBC)
    await alice.click(shown, "Discuss")
    hub = discord_server.all_messages(thread_named(discord_server, "Love in the Big City"))[0]
    refused = await alice.click(hub, "Go to my episode")
    assert "not told me which episode" in refused.text
    await alice.command("/progress set", series=LITBC, episode=5)
    led = await alice.click(hub, "Go to my episode")
    assert f"<#{thread_named(discord_server, EPISODE_5)}>" in led.text


@pytest.mark.parametrize("episode", [9, 5000])
async def test_an_episode_that_does_not_exist_is_refused(
    discord_server: TestDiscord, bot: Running, episode: int
) -> None:
    reply = await discord_server.member("alice").at("#queer-corner").command("/discuss", series=LITBC, episode=episode)
    assert f"there is no episode {episode}" in reply.text
    assert reply.ephemeral


async def test_missing_permissions_are_named(discord_server: TestDiscord, bot: Running) -> None:
    reply = (
        await discord_server.member("alice")
        .at("#teapot", guild="Quiet Corner")
        .command("/discuss", series=LITBC, episode=5)
    )
    assert "I am missing: Create Public Threads" in reply.text


async def test_a_voice_channel_has_no_threads(discord_server: TestDiscord, bot: Running) -> None:
    reply = await discord_server.member("alice").at("Sofa").command("/discuss", series=LITBC, episode=5)
    assert "no threads here" in reply.text


async def test_a_full_server_is_explained(
    discord_server: TestDiscord, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(playground_threads, "MOST_ACTIVE", 0)
    alice = discord_server.member("alice").at("#queer-corner")
    reply = await alice.command("/discuss", series=LITBC, episode=5)
    assert "as many open threads as Discord allows" in reply.text
    monkeypatch.setattr(playground_threads, "MOST_ACTIVE", 1000)
    await alice.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert thread_named(discord_server, EPISODE_5)


async def test_an_archived_place_is_opened_again_a_locked_one_is_not(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    await alice.command("/discuss", series=LITBC, episode=5)
    thread_id = thread_named(discord_server, EPISODE_5)
    theo, about = discord_server.member("theo"), discord_server.world.channels[thread_id].data["thread_metadata"]
    discord_server.people.edit_thread(theo.id, thread_id, {"archived": True})
    await discord_server.wait_for(lambda: _sleeps(bot, thread_id))
    reply = await alice.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert f"<#{thread_id}>" in reply.text
    assert not about["archived"]
    discord_server.people.edit_thread(theo.id, thread_id, {"archived": True, "locked": True})
    await discord_server.wait_for(lambda: _sleeps(bot, thread_id))
    reply = await alice.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert "Moderators have locked it" in reply.text
    await discord_server.wait_for(lambda: about["archived"])  # it is opened for an edit of its card, and sleeps on


def _sleeps(bot: Running, thread_id: str) -> bool:
    """Whether the bot has heard that a thread is archived, or gone."""
    thread = bot.client.get_channel(int(thread_id))
    return not isinstance(thread, discord.Thread) or thread.archived


async def test_a_deleted_place_makes_room_for_another(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    await alice.command("/discuss", series=LITBC, episode=5)
    first = thread_named(discord_server, EPISODE_5)
    discord_server.people.delete_thread(discord_server.member("theo").id, first)
    await discord_server.wait_for(lambda: _sleeps(bot, first))
    await alice.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert thread_named(discord_server, EPISODE_5) != first


async def test_one_answer_that_says_a_sleeping_place_is_gone_makes_no_second_one(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await alice.command("/discuss", series=LITBC, episode=5)
    place = thread_named(discord_server, EPISODE_5)
    discord_server.world.channel(place).data["thread_metadata"]["archived"] = True
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        discord_server.faults.fail("GET", f"/channels/{place}", status=404, code=10003)
        told = await alice.command("/discuss", series=LITBC, episode=5)
        assert "Nothing is lost: try again in a minute" in told.text
        again = await alice.command("/discuss", series=LITBC, episode=5)
    assert f"<#{place}>" in again.text
    assert threads_named(discord_server, EPISODE_5) == [place]


async def test_a_place_deleted_while_the_bot_was_away_is_replaced(discord_server: TestDiscord, tmp_path: Path) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await alice.command("/discuss", series=LITBC, episode=5)
    first = thread_named(discord_server, EPISODE_5)
    discord_server.people.delete_thread(discord_server.member("theo").id, first)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        reply = await alice.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert f"<#{thread_named(discord_server, EPISODE_5)}>" in reply.text
    assert thread_named(discord_server, EPISODE_5) != first


@pytest.mark.parametrize("forum", [False, True])
async def test_what_a_crash_left_half_made_is_finished_once(
    discord_server: TestDiscord, tmp_path: Path, forum: bool
) -> None:
    """The thread was made, and the crash came before it was noted."""
    alice = discord_server.member("alice").at("#queer-corner")
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        if forum:
            await set_channel(discord_server, bot, "discussion_channel_id", "#series-talk")
        await alice.command("/discuss", series=LITBC, episode=5)
        async with bot.app.db.transaction() as connection:
            await connection.execute(
                "UPDATE discussion_places SET thread_id = NULL, message_id = NULL, opened_at = NULL"
            )
        await forget_that_it_was_sent(bot, "place")
    thread_id = thread_named(discord_server, EPISODE_5)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:

        async def noted() -> bool:
            async with bot.app.db.reading() as connection:
                rows = await connection.execute_fetchall(
                    "SELECT 1 FROM discussion_places WHERE opened_at IS NOT NULL AND thread_id = ?", (int(thread_id),)
                )
                return bool(list(rows))

        await discord_server.wait_for(noted)
    assert thread_named(discord_server, EPISODE_5) == thread_id
    assert len([m for m in discord_server.all_messages(thread_id) if "not a word" in m.text]) == 1


async def test_a_thread_is_known_again_after_a_crash_though_its_series_is_called_otherwise_by_now(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await discord_server.member("alice").at("#queer-corner").command("/discuss", series=LITBC, episode=5)
        async with bot.app.db.transaction() as connection:
            await connection.execute(
                "UPDATE discussion_places SET thread_id = NULL, message_id = NULL, opened_at = NULL"
            )
        await forget_that_it_was_sent(bot, "place")
        await correct_title(discord_server, bot, "Love in the Huge City")
    thread_id = thread_named(discord_server, EPISODE_5)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await discord_server.wait_for(lambda: threads_named(discord_server, "Love in the Huge City · Episode 5"))
    assert thread_named(discord_server, "Love in the Huge City · Episode 5") == thread_id
    assert not threads_named(discord_server, EPISODE_5)


async def test_a_claim_without_a_thread_is_made_good_at_start(discord_server: TestDiscord, tmp_path: Path) -> None:
    """The crash came before the thread was made."""
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    async with running_bot(discord_server, tmp_path / "linger.sqlite3") as bot:
        await note_joined(bot.app.db, guild_id)  # the start may not have come to it yet
        async with bot.app.db.transaction() as connection:
            await connection.execute(
                "INSERT INTO discussion_places (guild_id, series_id, episode, channel_id, claimed_at)"
                " VALUES (?, ?, 5, ?, 1)",
                (
                    guild_id,
                    LITBC,
                    int(discord_server.channel_id("#queer-corner")),
                ),
            )
            await connection.execute(
                "INSERT INTO published (guild_id, kind, subject, channel_id, claimed_at)"
                " SELECT guild_id, 'place', CAST(id AS TEXT), channel_id, claimed_at FROM discussion_places"
            )
    async with running_bot(discord_server, tmp_path / "linger.sqlite3"):
        await discord_server.wait_for(lambda: threads_named(discord_server, EPISODE_5))


async def test_who_writes_beyond_their_progress_is_told_once_in_private(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, pablo = discord_server.member("alice").at("#queer-corner"), discord_server.member("pablo").at("#lobby")
    await alice.command("/discuss", series=LITBC, episode=5)
    thread_id = thread_named(discord_server, EPISODE_5)
    await pablo.command("/progress set", series=LITBC, episode=3)
    await pablo.say(thread_id, "hello")
    await discord_server.wait_for(pablo.dms)
    await pablo.say(thread_id, "hello again")
    await asyncio.sleep(0.1)
    (told,) = pablo.dms()
    assert "you are at episode 3" in told.text
    assert not [m for m in discord_server.all_messages(thread_id) if "you are at episode" in m.text]
    done = await pablo.click(told, "I've watched this far")
    assert "up to episode 5" in done.text
    card = discord_server.all_messages(thread_id)[0]
    assert "there already" in (await pablo.click(card, "I've watched this far")).text


async def test_who_has_watched_the_last_episode_is_offered_what_one_does_then(
    discord_server: TestDiscord, bot: Running
) -> None:
    pablo = discord_server.member("pablo").at("#queer-corner")
    told = await pablo.command("/discuss", series=LITBC, episode=8)
    done = await pablo.click(told, "I've watched this far")
    assert "that was the last one" in done.text
    assert done.buttons == ["Rate it", "Write a review", "Discuss", "What next?"]


async def test_who_was_told_in_the_answer_is_not_told_again(discord_server: TestDiscord, bot: Running) -> None:
    pablo = discord_server.member("pablo").at("#queer-corner")
    await pablo.command("/progress set", series=LITBC, episode=3)
    led = await pablo.command("/discuss", series=LITBC, episode=5)
    assert "you are at episode 3" in led.text
    await pablo.say(thread_named(discord_server, EPISODE_5), "hello")
    again = await pablo.command("/discuss", series=LITBC, episode=5, channel="#queer-corner")
    assert "you are at episode" not in again.text
    assert not pablo.dms()


async def test_nobody_is_told_who_has_watched_it_or_wants_no_warning(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#queer-corner")
    await alice.command("/discuss", series=LITBC, episode=5)
    thread_id = thread_named(discord_server, EPISODE_5)
    nok, haruka = discord_server.member("nok").at("#lobby"), discord_server.member("haruka").at("#lobby")
    await nok.command("/progress set", series=LITBC, status="finished")
    card = discord_server.all_messages(thread_id)[0]
    muted = await haruka.click(card, "Don't warn me")
    await nok.say(thread_id, "what an episode")
    await haruka.say(thread_id, "hello")
    await asyncio.sleep(0.1)
    assert not nok.dms()
    assert not haruka.dms()
    assert "tell you again" in (await haruka.click(muted, "Warn me again")).text


async def test_closed_direct_messages_are_left_alone(discord_server: TestDiscord, bot: Running) -> None:
    alice, pablo = discord_server.member("alice").at("#queer-corner"), discord_server.member("pablo").at("#lobby")
    await alice.command("/discuss", series=LITBC, episode=5)
    thread_id = thread_named(discord_server, EPISODE_5)
    discord_server.world.users[pablo.id].takes_dms = False
    await pablo.say(thread_id, "hello")

    async def noted() -> bool:
        async with bot.app.db.reading() as connection:
            return bool(list(await connection.execute_fetchall("SELECT 1 FROM discussion_warnings")))

    await discord_server.wait_for(noted)
    assert not [m for m in discord_server.all_messages(thread_id) if "have not told me" in m.text]


async def test_where_discussion_is_off_nobody_is_told_and_nothing_opens(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, pablo = discord_server.member("alice").at("#queer-corner"), discord_server.member("pablo").at("#lobby")
    await alice.command("/discuss", series=LITBC, episode=5)
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    await bot.app.servers.apply(guild_id, [Switch("discussion", False)], actor_id=1)
    await pablo.say(thread_named(discord_server, EPISODE_5), "hello")
    await asyncio.sleep(0.1)
    assert not pablo.dms()
    assert "switched off" in (await alice.command("/discuss", series=LITBC, episode=6, channel="#queer-corner")).text


async def test_with_the_members_intent_joining_is_enough(tmp_path: Path) -> None:
    async with TestDiscord(privileged=frozenset({"members"})) as discord:
        with discord.library_pointed_here():
            async with running_bot(discord, tmp_path / "linger.sqlite3", members_intent=True):
                alice, pablo = discord.member("alice").at("#queer-corner"), discord.member("pablo")
                await alice.command("/discuss", series=LITBC, episode=5)
                discord.people.join_thread(pablo.id, thread_named(discord, EPISODE_5))
                await discord.wait_for(pablo.dms)
        assert not discord.violations


async def test_a_channel_that_is_gone_is_named(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "discussion_channel_id", 42)
    reply = await discord_server.member("alice").at("#lobby").command("/discuss", series=LITBC, episode=5)
    assert "channel set for discussions is gone" in reply.text


async def test_a_card_in_a_thread_that_sleeps_is_brought_up_to_date_and_sleeps_on(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice, theo = discord_server.member("alice").at("#queer-corner"), discord_server.member("theo")
    await alice.command("/discuss", series=LITBC, episode=5)
    five = thread_named(discord_server, EPISODE_5)
    discord_server.people.edit_thread(theo.id, five, {"archived": True})
    await asyncio.sleep(0.05)
    await alice.command("/discuss", series=LITBC, episode=6, channel="#queer-corner")
    six = thread_named(discord_server, "Love in the Big City · Episode 6")
    await discord_server.wait_for(lambda: any(six in url for url in discord_server.all_messages(five)[0].links))
    about = discord_server.world.channel(five).data["thread_metadata"]
    await discord_server.wait_for(lambda: about["archived"])


async def test_a_deleted_channel_frees_its_places(discord_server: TestDiscord, bot: Running) -> None:
    mina = discord_server.member("mina").at("#queer-corner")
    await mina.command("/discuss", series=LITBC, episode=5)
    PeopleServers(discord_server._backend).delete_channel(mina.id, discord_server.channel_id("#queer-corner"))

    async def freed() -> bool:
        async with bot.app.db.reading() as connection:
            return not list(await connection.execute_fetchall("SELECT 1 FROM discussion_places"))

    await discord_server.wait_for(freed)
    reply = await mina.command("/discuss", series=LITBC, episode=5, channel="#lobby")
    assert f"<#{thread_named(discord_server, EPISODE_5)}>" in reply.text


async def test_what_a_server_talks_about_and_watches_still_leads_its_searches_after_a_restart(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    path = tmp_path / "linger.sqlite3"
    guild_id = int(discord_server.guild_id("The Rooftop Club"))
    alice = discord_server.member("alice").at("#queer-corner")
    async with running_bot(discord_server, path) as bot:
        assert bot.app.activity.busiest(guild_id) == []
        await alice.command("/discuss", series=LITBC, episode=5)
        await alice.command("/watch start", series=LITBC, pace="weekly", on="tomorrow")
        await alice.command("/watch start", series="semantic-error-kr-2022", pace="weekly", on="tomorrow")
        await discord_server.wait_for(lambda: len(bot.app.activity.busiest(guild_id)) == 2)
        here = bot.app.activity.as_seen_in(guild_id)
        before = {one: here(one) for one in bot.app.activity.busiest(guild_id)}
    async with running_bot(discord_server, path) as bot:
        assert bot.app.activity.busiest(guild_id) == list(before)
        here = bot.app.activity.as_seen_in(guild_id)
        assert {one: here(one) for one in before} == before
