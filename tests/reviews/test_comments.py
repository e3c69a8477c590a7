"""Comments: in a thread that says how far it may spoil, counted, opened by whoever is first."""

import asyncio

import pytest

from bot.playground.actions.threads import delete_thread
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running
from tests.reviews.reviewers import posted, set_to, the_review

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


async def _thread_of(bot: Running, discord_server: TestDiscord) -> str:
    review = await the_review(bot, discord_server.member("alice"))
    assert review is not None
    return str(review.thread_id)


async def test_comments_get_a_thread_with_the_horizon_in_its_name(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="5")
    nok, pablo = discord_server.member("nok").at("#reviews"), discord_server.member("pablo").at("#reviews")
    first, second = await asyncio.gather(nok.click(sent, "Comment"), pablo.click(sent, "Comment"))
    thread_id = await _thread_of(bot, discord_server)
    assert f"<#{thread_id}>" in first.text
    assert f"<#{thread_id}>" in second.text, "two at once get the same thread"
    thread = discord_server.world.channel(thread_id)
    assert thread.data["name"] == "Love in the Big City, reviewed by Alice · spoils through ep 5"
    said = await nok.say(thread_id, "I feel seen.")
    await discord_server.wait_for(lambda: "1 comment" in nok.look(sent).text)
    await pablo.say(thread_id, "So do I.")
    await discord_server.wait_for(lambda: "2 comments" in nok.look(sent).text)
    await nok.delete(said)
    await discord_server.wait_for(lambda: "1 comment" in nok.look(sent).text.replace("2 comments", ""))


async def test_the_name_of_the_thread_follows_what_readers_say(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server, horizon="free", body="Warm.")
    nok = discord_server.member("nok").at("#reviews")
    await nok.click(sent, "Comment")
    thread = discord_server.world.channel(await _thread_of(bot, discord_server))
    assert thread.data["name"].endswith("· no spoilers")
    await nok.click(sent, "Read")
    await nok.click(sent, "This spoils me")
    await discord_server.wait_for(lambda: thread.data["name"].endswith("· spoils everything"))


async def test_comments_written_while_the_bot_was_away_are_counted(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    nok = discord_server.member("nok").at("#reviews")
    await nok.click(sent, "Comment")
    thread_id = await _thread_of(bot, discord_server)
    await nok.say(thread_id, "One.")
    await discord_server.wait_for(lambda: "1 comment" in nok.look(sent).text)
    async with bot.app.db.transaction() as connection:  # as if the event had been missed
        await connection.execute("UPDATE reviews SET comments = 0")
    discord_server.faults.invalidate_session()

    async def is_counted() -> bool:
        counted = await the_review(bot, discord_server.member("alice"))
        return counted is not None and counted.comments == 1

    await discord_server.wait_for(is_counted)


async def test_a_deleted_thread_is_made_anew(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    nok = discord_server.member("nok").at("#reviews")
    await nok.click(sent, "Comment")
    first = await _thread_of(bot, discord_server)
    delete_thread(discord_server.core, discord_server.world.channel(first))

    async def is_noted() -> bool:
        review = await the_review(bot, discord_server.member("alice"))
        return review is not None and review.thread_id is None

    await discord_server.wait_for(is_noted)
    again = await nok.click(sent, "Comment")
    assert "Talk about it here" in again.text


async def test_a_missing_permission_for_threads_is_named(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    guild = discord_server.world.guilds[discord_server.guild_id("The Rooftop Club")]
    for role in guild.roles.values():
        role["permissions"] = str(int(role["permissions"]) & ~(1 << 35))
        discord_server.core.tell("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": role}, guild_id=guild.id)
    await asyncio.sleep(0.2)
    reply = await discord_server.member("nok").at("#reviews").click(sent, "Comment")
    assert "I am missing: Create Public Threads" in reply.text
