"""What outlives a restart, a crash, and fifteen minutes."""

import asyncio
from pathlib import Path

import pytest

from bot.services.moderation import moderating
from bot.services.reviews import drafting, reviewing
from bot.services.reviews.reviewing import Author
from tests.loopback.crashes import forget_that_it_was_sent
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running, running_bot
from tests.reviews.reviewers import (
    BODY,
    CLUB,
    LITBC,
    SECRET,
    Clock,
    draft,
    post,
    posted,
    rows,
    set_to,
    the_review,
)

pytestmark = [pytest.mark.e2e]


async def test_drafts_posts_and_buttons_outlive_a_restart(discord_server: TestDiscord, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    alice, nok = (discord_server.member(name).at("#reviews") for name in ("alice", "nok"))
    async with running_bot(discord_server, database):
        sent = await posted(discord_server)
        preview = await draft(nok, "What Nok had written so far.")
    async with running_bot(discord_server, database):
        pablo = discord_server.member("pablo").at("#reviews")
        read = await pablo.click(sent, "Read")
        assert SECRET not in read.text
        assert SECRET in (await pablo.click(read, "Show the rest anyway")).text
        form = await nok.command("/review write", series=LITBC)
        assert form.fields["Your review"]["value"] == "What Nok had written so far."
        await post(discord_server, nok, preview)
        assert len(discord_server.all_messages("#reviews")) == 2
        mine = await alice.command("/review mine")
        assert "I laughed" in mine.text
        profile = await pablo.command("/profile", member=alice)
        assert "1 review in this server" in profile.text


async def _save_without_sending(bot: Running, discord_server: TestDiscord, name: str = "alice") -> None:
    """What a crash between the save and the send leaves behind."""
    guild_id, user_id = int(discord_server.guild_id(CLUB)), int(discord_server.user_id(name))
    series = bot.app.catalogues.require(guild_id, LITBC)
    author = Author(user_id, guild_id, name.capitalize())
    channel_id = int(discord_server.channel_id("#reviews", guild=CLUB))
    assert await drafting.draft_of(bot.app.db, user_id, guild_id, LITBC) is not None
    await reviewing.post_review(bot.app.db, series, author, channel_id=channel_id, now=bot.app.clock())


async def test_what_a_crash_kept_from_being_sent_is_posted_once(discord_server: TestDiscord, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    alice = discord_server.member("alice").at("#reviews")
    async with running_bot(discord_server, database) as bot:
        await draft(alice)
        await _save_without_sending(bot, discord_server)
    for _restart in range(2):
        async with running_bot(discord_server, database) as bot:
            await discord_server.wait_for(lambda: discord_server.all_messages("#reviews"))
            discord_server.faults.drop_gateway()  # on_ready runs again
            await asyncio.sleep(0.5)
            review = await the_review(bot, alice)
            assert review is not None
            assert review.state == "posted"
    (sent,) = discord_server.all_messages("#reviews")
    assert f"||{SECRET}||" in sent.text


@pytest.mark.parametrize("channel", ["#reviews", "#series-talk"])
async def test_what_was_sent_but_not_noted_is_not_sent_again(
    discord_server: TestDiscord, tmp_path: Path, channel: str
) -> None:
    database = tmp_path / "linger.sqlite3"
    alice = discord_server.member("alice").at("#reviews")
    async with running_bot(discord_server, database) as bot:
        await set_to(discord_server, bot, "review_channel_id", int(discord_server.channel_id(channel, guild=CLUB)))
        preview = await draft(alice)
        await alice.click(preview, "Post")
        await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
        before = await the_review(bot, alice)
        assert before is not None
        channels = len(discord_server.world.channels)
        async with bot.app.db.transaction() as connection:
            await connection.execute(
                "UPDATE reviews SET state = 'posting', message_id = NULL, thread_id = NULL, posted_at = NULL,"
                " channel_id = ?",
                (int(discord_server.channel_id("#reviews", guild=CLUB)),),
            )
            await connection.execute("DELETE FROM posts")
        await forget_that_it_was_sent(bot, "review")
    async with running_bot(discord_server, database) as bot:

        async def is_noted() -> bool:
            review = await the_review(bot, alice)
            return review is not None and review.message_id == before.message_id

        await discord_server.wait_for(is_noted)
        after = await the_review(bot, alice)
        assert after is not None
        assert (after.state, after.channel_id, after.thread_id) == ("posted", before.channel_id, before.thread_id)
    assert len(discord_server.world.channels) == channels
    assert len(discord_server.all_messages(str(before.channel_id))) == 1


async def test_what_cannot_be_posted_late_is_a_draft_again(discord_server: TestDiscord, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    alice = discord_server.member("alice").at("#lobby")
    async with running_bot(discord_server, database) as bot:
        await set_to(discord_server, bot, "review_channel_id", 12_345)
        await draft(alice)
        await _save_without_sending(bot, discord_server)
    async with running_bot(discord_server, database) as bot:

        async def is_draft() -> bool:
            return await rows(bot, "SELECT COUNT(*) FROM review_drafts") == [(1,)]

        await discord_server.wait_for(is_draft)
        mine = await alice.command("/review mine")
        assert "Draft: Love in the Big City" in mine.text
        form = await alice.click(mine, "Go on")
        assert form.fields["Your review"]["value"] == BODY


async def test_a_deletion_is_undone_for_fifteen_minutes_with_its_votes(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        sent = await posted(discord_server)
        alice, pablo = discord_server.member("alice").at("#reviews"), discord_server.member("pablo").at("#reviews")
        await pablo.react(sent, "👍")
        own = await alice.click(await alice.command("/review mine"), "Open")
        await alice.click(own, "Delete")
        assert "for 15 minutes" in alice.look(own).text
        await discord_server.wait_for(lambda: "This review was deleted" in alice.look(sent).text)
        assert "tender" not in alice.look(sent).text
        clock.advance(14.9)
        bot.client.get_cog("Reviews").publishing.tidying.wake()  # type: ignore[union-attr]  # it is loaded
        await alice.click(own, "Bring it back")
        await discord_server.wait_for(lambda: "tender" in alice.look(sent).text)
        assert alice.look(sent).reactions["👍"] == 2, "Pablo's still stands beside the bot's"
        assert await rows(bot, "SELECT state FROM reviews") == [("posted",)]


async def test_after_fifteen_minutes_it_is_gone_for_good(discord_server: TestDiscord, tmp_path: Path) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        sent = await posted(discord_server)
        alice = discord_server.member("alice").at("#reviews")
        own = await alice.click(await alice.command("/review mine"), "Open")
        deleted = await alice.click(own, "Delete")
        assert not deleted.failed
        clock.advance(15.1)
        await alice.click(own, "Bring it back")
        await discord_server.wait_for(lambda: "that time is over" in alice.messages()[-1].text)
        bot.client.get_cog("Reviews").publishing.tidying.wake()  # type: ignore[union-attr]  # it is loaded
        await discord_server.wait_for(lambda: alice.gone(sent))

        async def nothing_is_left() -> bool:
            tables = ("reviews", "review_versions", "review_openings", "posts")
            return not any([await rows(bot, f"SELECT * FROM {table}") for table in tables])

        await discord_server.wait_for(nothing_is_left)  # the rows go after the message
        first_id = int(next(b["custom_id"] for b in sent.buttons if b["label"] == "Read").split(":")[1])
        await posted(discord_server, "nok")
        review = await the_review(bot, discord_server.member("nok"))
        assert review is not None
        assert review.id != first_id, "buttons that are still around never come to mean another review"


@pytest.mark.parametrize("answered", [False, True], ids=["alone", "answered"])
async def test_no_forum_post_keeps_the_name_of_an_author_whose_review_is_gone(
    discord_server: TestDiscord, tmp_path: Path, answered: bool
) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        forum = discord_server.channel_id("#series-talk", guild=CLUB)
        await set_to(discord_server, bot, "review_channel_id", int(forum))
        alice, mina = discord_server.member("alice").at("#lobby"), discord_server.member("mina")
        preview = await draft(alice)
        await alice.click(preview, "Post")
        await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
        review = await the_review(bot, alice)
        assert review is not None
        thread = discord_server.world.channel(str(review.channel_id))
        if answered:
            await mina.say(thread.id, "So did I.")
            await until_gone(discord_server, bot, "SELECT 1 FROM reviews WHERE comments = 0")
        own = await alice.click(await alice.command("/review mine"), "Open")
        await alice.click(own, "Delete")
        await mina.delete(discord_server.all_messages(thread.id)[0])  # the thread stays
        await until_gone(discord_server, bot, "SELECT 1 FROM reviews WHERE message_id IS NOT NULL")
        clock.advance(15.1)
        bot.client.get_cog("Reviews").publishing.tidying.wake()  # type: ignore[union-attr]  # it is loaded
        await until_gone(discord_server, bot, "SELECT 1 FROM reviews")
        if answered:
            await discord_server.wait_for(lambda: "comments on a review that is gone" in thread.data["name"])
        assert (thread.id in discord_server.world.channels) is answered


async def until_gone(discord_server: TestDiscord, bot: Running, query: str) -> None:
    async def is_gone() -> bool:
        return not await rows(bot, query)

    await discord_server.wait_for(is_gone)


async def test_only_moderators_bring_back_what_they_deleted(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#reviews")
    review = await the_review(bot, alice)
    assert review is not None
    mina_id = int(discord_server.user_id("mina"))
    await moderating.delete_review(bot.app.db, review.guild_id, review.id, mina_id, now=bot.app.clock())
    await alice.click(sent, f"reviews.restore:{review.id}", forge=True)
    await discord_server.wait_for(lambda: "only they can bring it back" in alice.messages()[-1].text)
    assert await rows(bot, "SELECT state FROM reviews") == [("deleted",)]


async def test_another_review_written_meanwhile_keeps_the_first_one_deleted(
    discord_server: TestDiscord, bot: Running
) -> None:
    await posted(discord_server)
    alice = discord_server.member("alice").at("#reviews")
    own = await alice.click(await alice.command("/review mine"), "Open")
    await alice.click(own, "Delete")
    await post(discord_server, alice, await draft(alice, "A fresh start."))
    await alice.click(own, "Bring it back")
    await discord_server.wait_for(lambda: "another review of this series meanwhile" in alice.messages()[-1].text)
    assert await rows(bot, "SELECT COUNT(*) FROM reviews WHERE state = 'posted'") == [(1,)]


async def test_a_thread_that_went_to_sleep_still_shows_the_edit(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "review_channel_id", int(discord_server.channel_id("#series-talk", guild=CLUB)))
    alice = discord_server.member("alice").at("#lobby")
    preview = await draft(alice)
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    review = await the_review(bot, alice)
    assert review is not None
    thread_id = str(review.channel_id)
    (sent, *_rest) = discord_server.all_messages(thread_id)
    discord_server.people.edit_thread(discord_server.user_id("mina"), thread_id, {"archived": True})
    form = await alice.command("/review write", series=LITBC)
    second = await alice.submit(form, {"How far does it give things away?": "2", "Your review": "Shorter now."})
    await alice.click(second, "Post the changes")
    await discord_server.wait_for(lambda: "Shorter now" in alice.look(sent).text)
    await discord_server.wait_for(
        lambda: discord_server.world.channel(thread_id).data["name"].endswith("spoils through ep 2")
    )
