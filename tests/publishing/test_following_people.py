"""What people share and what they have deleted is followed, and what can't be reached is said."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.playground.people.servers import PeopleServers
from tests.loopback.discord import TestDiscord
from tests.loopback.replies import Seen
from tests.loopback.running import Running, running_bot
from tests.loopback.sample import CLUB, EYES, LITBC, set_channel, set_to
from tests.publishing.test_true_posts import OTHER, correct_title
from tests.reviews.reviewers import posted, rows, the_review

pytestmark = pytest.mark.e2e


async def test_a_top_list_that_was_shared_follows_what_it_names(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, headline="So very tender")
    mina = discord_server.member("mina").at("#lobby")
    await discord_server.member("pablo").react(sent, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found" in mina.look(sent).text)
    shared = (await mina.command("/top reviews", share=True)).seen
    assert "So very tender" in shared.text
    assert not shared.ephemeral
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: OTHER in mina.look(shared).text)
    review = await the_review(bot, discord_server.member("alice"))
    assert review is not None
    form = await mina.click(shared, f"moderation.hide:{review.id}", forge=True)
    await mina.submit(form, {"reason": ""})
    await discord_server.wait_for(lambda: "So very tender" not in mina.look(shared).text)


@pytest.mark.parametrize("how", ["the answer was lost", "it was killed"])
async def test_a_top_list_that_nobody_noted_is_found_and_followed(
    discord_server: TestDiscord, tmp_path: Path, how: str
) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        sent = await posted(discord_server, headline="So very tender")
        mina = discord_server.member("mina").at("#lobby")
        await discord_server.member("pablo").react(sent, "👍")
        await discord_server.wait_for(lambda: "1 of 1 found" in mina.look(sent).text)
        answer = "/webhooks/*/*/messages/@original"
        if how == "it was killed":
            discord_server.faults.delay("PATCH", answer, 60, taken=True)
        else:
            for _try in range(5):
                discord_server.faults.cut("PATCH", answer, taken=True)
        shared = asyncio.create_task(mina.command("/top reviews", share=True))
        await discord_server.wait_for(lambda: "So very tender" in lobby(discord_server))
        if how == "the answer was lost":
            await discord_server.wait_for(lambda: is_noted(bot))
    shared.cancel()
    await asyncio.gather(shared, return_exceptions=True)
    discord_server.faults.clear()
    async with running_bot(discord_server, database) as bot:
        await discord_server.wait_for(lambda: is_noted(bot))
        alice = discord_server.member("alice").at("#lobby")
        await alice.click((await alice.command("/privacy delete", where="server")).seen, "Delete it for good")
        await discord_server.wait_for(lambda: "So very tender" not in lobby(discord_server))


def lobby(discord: TestDiscord) -> str:
    return "\n".join(one.text for one in discord.all_messages("#lobby") if not one.ephemeral)


async def is_noted(bot: Running) -> bool:
    return bool(await rows(bot, "SELECT 1 FROM published WHERE kind = 'shared-top' AND message_id IS NOT NULL"))


async def test_what_is_being_posted_goes_with_a_deletion(discord_server: TestDiscord, bot: Running) -> None:
    """A recommendation is on its way, and Discord takes its time, when its author has everything deleted."""
    alice = discord_server.member("alice").at("#lobby")
    discord_server.faults.delay("POST", "/channels/*/messages", 1.5, taken=True)
    wish = {"if_liked": LITBC, "try": EYES, "because": "It aches in the same quiet way"}
    posting = asyncio.create_task(alice.command("/suggest", **wish))
    await discord_server.wait_for(lambda: "aches in the same" in lobby(discord_server))
    asked = (await discord_server.member("alice").at("#reviews").command("/privacy delete", where="server")).seen
    await alice.click(asked, "Delete it for good")
    await posting
    await discord_server.wait_for(lambda: "aches in the same" not in lobby(discord_server))
    assert await rows(bot, "SELECT 1 FROM suggestions") == []
    assert await rows(bot, "SELECT 1 FROM published WHERE kind = 'suggestion'") == []


async def test_a_card_that_nobody_noted_goes_with_a_deletion(discord_server: TestDiscord, bot: Running) -> None:
    """Discord took the moderators' card and said that it is not there: the author's text must not stay in it."""
    await set_channel(discord_server, bot, "moderation_channel_id", "#backstage")
    await posted(discord_server, headline="So very tender")
    review = await the_review(bot, discord_server.member("alice"))
    assert review is not None
    discord_server.faults.cut("POST", "/channels/*/messages", taken=True)
    discord_server.faults.fail("GET", "/channels/*/messages", status=503, times=0)
    discord_server.faults.fail("POST", "/channels/*/messages", status=503, times=0)
    nok = discord_server.member("nok").at("#lobby")
    form = await nok.click(await nok.command("/help"), f"reports.open:{review.id}", forge=True)
    await nok.submit(form, {"reason": "horizon", "note": ""})
    backstage = lambda: "\n".join(m.text for m in discord_server.all_messages("#backstage"))  # noqa: E731
    await discord_server.wait_for(lambda: "So very tender" in backstage())
    alice = discord_server.member("alice").at("#lobby")
    await alice.click((await alice.command("/privacy delete", where="server")).seen, "Delete it for good")
    discord_server.faults.clear()
    await discord_server.wait_for(lambda: "So very tender" not in backstage())
    assert await rows(bot, "SELECT 1 FROM published WHERE settled_at IS NULL") == []


async def test_what_a_deletion_does_not_reach_is_named_by_its_link(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#lobby")
    asked = (await alice.command("/privacy delete", where="server")).seen
    discord_server.faults.fail("DELETE", f"/channels/*/messages/{sent.id}", status=403, code=50013, times=0)
    await alice.click(asked, "Delete it for good")
    link = f"/{sent.channel_id}/{sent.id}"
    await discord_server.wait_for(lambda: link in alice.look(asked).text)
    assert "Discord does not let me reach these messages" in alice.look(asked).text
    discord_server.faults.clear()
    await discord_server.wait_for(lambda: alice.gone(sent))  # it went on trying


async def test_a_deletion_that_reaches_everything_names_nothing(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#lobby")
    asked = (await alice.command("/privacy delete", where="server")).seen
    await alice.click(asked, "Delete it for good")
    await discord_server.wait_for(lambda: alice.gone(sent))
    await asyncio.sleep(0.5)
    assert "does not let me reach" not in alice.look(asked).text


async def test_entries_of_the_log_wait_for_another_channel_when_theirs_is_gone(
    discord_server: TestDiscord, bot: Running
) -> None:
    servers = PeopleServers(discord_server._backend)
    mina, guild_id = discord_server.member("mina"), discord_server.guild_id(CLUB)
    log = str(servers.create_channel(mina.id, guild_id, {"name": "old-log", "type": 0})["id"])
    await set_to(discord_server, bot, "audit_channel_id", int(log))

    async def all_posted() -> bool:
        return not await rows(bot, "SELECT 1 FROM audit_log WHERE posted_at IS NULL")

    await discord_server.wait_for(all_posted)
    servers.delete_channel(mina.id, log)
    await set_to(discord_server, bot, "rating_style", "stars")
    await asyncio.sleep(0.3)
    assert not await all_posted(), "it is not posted, so it is not noted as posted"
    await set_channel(discord_server, bot, "audit_channel_id", "#backstage")
    bot.client.dispatch("outbox")
    await discord_server.wait_for(all_posted)

    def told() -> list[Seen]:
        return [one for one in discord_server.all_messages("#backstage") if "How ratings look" in one.text]

    await discord_server.wait_for(told)


async def test_posts_follow_the_name_that_their_author_has_now(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#reviews")
    await alice.click(sent, "Comment")
    assert "by Alice" in sent.text
    servers, guild_id = PeopleServers(discord_server._backend), discord_server.guild_id(CLUB)
    servers.edit_member(alice.id, guild_id, alice.id, {"nick": "Alys"})
    await alice.command("/help")  # heard of where she acts
    await discord_server.wait_for(lambda: "by Alys" in alice.look(sent).text)
    thread = discord_server.world.channel(sent.id)
    await discord_server.wait_for(lambda: "reviewed by Alys" in thread.data["name"])
