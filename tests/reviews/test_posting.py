"""Posting: into every kind of channel, once, whole, and with the text kept when Discord says no."""

import asyncio

import pytest

from bot.playground.actions.channels import delete_channel
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.members import PATIENCE_S
from tests.loopback.running import Running
from tests.reviews.reviewers import (
    BODY,
    CLUB,
    LITBC,
    SAFE,
    SECRET,
    at_episode,
    draft,
    post,
    posted,
    rows,
    sent_to,
    set_to,
    the_review,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


async def _use_channel(discord: TestDiscord, bot: Running, name: str, *, guild: str = CLUB) -> None:
    await set_to(discord, bot, "review_channel_id", int(discord.channel_id(name, guild=guild)), guild=guild)


async def test_the_post_shows_what_spoils_nobody_and_the_buttons(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="5")
    assert sent.is_v2
    text = sent.text
    assert text.index("I laughed") < text.index("Love in the Big City (KR, 2024)") < text.index(SAFE)
    assert "9/10" in text
    assert "by Alice · Finished · **Spoils through episode 5**" in text
    assert f"||{SECRET}||" in text
    await bot.client.posts.settled()
    assert discord_server.member("alice").look(sent).json["edited_timestamp"] is None
    assert sent.button_labels == ["Read", "Comment", "This spoils me", "More by this author"]
    await discord_server.wait_for(lambda: set(discord_server.member("alice").look(sent).reactions) == {"👍", "👎"})


async def test_it_goes_to_the_channel_of_the_server_or_where_it_was_asked_for(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#lobby")
    await post(discord_server, alice, await draft(alice), channel="#lobby")
    await _use_channel(discord_server, bot, "#queer-corner")
    nok = discord_server.member("nok").at("#lobby")
    await post(discord_server, nok, await draft(nok), channel="#queer-corner")


async def test_in_a_thread_it_is_posted_there(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice")
    thread = discord_server.people.start_thread(
        alice.id, discord_server.channel_id("#lobby"), {"name": "late at night", "type": 11}
    )
    alice.at(thread["id"])
    sent = await post(discord_server, alice, await draft(alice), channel=thread["id"])
    reply = await discord_server.member("nok").at(thread["id"]).click(sent, "Comment")
    assert "this channel can't have any" in reply.text


async def test_a_forum_gets_a_post_whose_name_says_how_far_it_spoils(discord_server: TestDiscord, bot: Running) -> None:
    await _use_channel(discord_server, bot, "#series-talk")
    alice = discord_server.member("alice").at("#lobby")
    preview = await draft(alice, horizon="5")
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    review = await the_review(bot, alice)
    assert review is not None
    assert review.thread_id == review.channel_id
    thread = discord_server.world.channel(str(review.thread_id))
    assert thread.data["name"] == "Love in the Big City, reviewed by Alice · spoils through ep 5"
    (sent, *_rest) = discord_server.all_messages(thread.id)
    reply = await discord_server.member("nok").at(thread.id).click(sent, "Comment")
    assert f"<#{thread.id}>" in reply.text, "comments live in the forum post"


async def test_a_forum_that_insists_on_a_tag_gets_one(discord_server: TestDiscord, bot: Running) -> None:
    corner = "Quiet Corner"
    await _use_channel(discord_server, bot, "#posts", guild=corner)
    alice = discord_server.member("alice").at("#teapot", guild=corner)
    preview = await draft(alice)
    await alice.click(preview, "Post")
    refused = await discord_server.wait_for(lambda: (m := alice.messages()[-1]).id != preview.id and m)
    assert "Reviews can't be posted in <#" in refused.text
    assert "I am missing: Add Reactions" in refused.text, "the permission is named"
    guild_id = discord_server.guild_id(corner)
    role = discord_server.world.guilds[guild_id].roles[guild_id]
    role["permissions"] = str(int(role["permissions"]) | 1 << 6)
    discord_server.core.tell("GUILD_ROLE_UPDATE", {"guild_id": guild_id, "role": role}, guild_id=guild_id)
    await asyncio.sleep(0.1)
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    review = await the_review(bot, alice, guild=corner)
    assert review is not None
    thread = discord_server.world.channel(str(review.thread_id))
    forum = discord_server.world.channel(discord_server.channel_id("#posts", guild=corner))
    assert thread.data["applied_tags"] == [forum.data["available_tags"][0]["id"]]


async def test_a_deleted_channel_keeps_the_draft(discord_server: TestDiscord, bot: Running) -> None:
    await _use_channel(discord_server, bot, "#queer-corner")
    alice = discord_server.member("alice").at("#lobby")
    preview = await draft(alice)
    channel = discord_server.world.channel(discord_server.channel_id("#queer-corner"))
    delete_channel(discord_server.core, channel, discord_server.user_id("mina"))
    await asyncio.sleep(0.1)
    await alice.click(preview, "Post")
    refused = await discord_server.wait_for(lambda: (m := alice.messages()[-1]).id != preview.id and m)
    assert "The channel set for reviews is gone" in refused.text
    form = await alice.command("/review write", series=LITBC)
    assert form.fields["Your review"]["value"] == BODY
    assert await the_review(bot, alice) is None


@pytest.mark.parametrize("status", [400, 403, 404, 503])
async def test_when_discord_refuses_the_post_the_draft_is_kept(
    discord_server: TestDiscord, bot: Running, status: int
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    channel_id = discord_server.channel_id("#reviews", guild=CLUB)
    discord_server.faults.fail("POST", f"/channels/{channel_id}/messages", status=status, times=0)
    await alice.click(preview, "Post")
    refused = await discord_server.wait_for(lambda: (m := alice.messages()[-1]).id != preview.id and m)
    assert "our draft is kept" in refused.text
    assert await the_review(bot, alice) is None
    discord_server.faults.clear()
    sent = await post(discord_server, alice, preview)
    assert SAFE in sent.text


async def test_a_hiccup_of_discord_posts_once(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    discord_server.faults.fail("POST", "/channels/*/messages", status=500, times=1)
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    assert len(discord_server.all_messages("#reviews")) == 1


async def test_two_presses_post_once(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    await asyncio.gather(alice.click(preview, "Post"), alice.click(preview, "Post"))
    await discord_server.wait_for(lambda: "Posted" in alice.look(preview).text)
    await discord_server.wait_for(lambda: any("nothing to post" in m.text for m in alice.messages()))
    assert len(discord_server.all_messages("#reviews")) == 1
    assert await rows(bot, "SELECT COUNT(*) FROM reviews WHERE author_id = ?", int(alice.id)) == [(1,)]


async def test_what_is_edited_while_it_is_being_sent_is_shown_afterwards(
    discord_server: TestDiscord, bot: Running
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    preview = await draft(alice)
    discord_server.faults.delay("POST", "/channels/*/messages", 1.0)
    await alice.click(preview, "Post")
    async with asyncio.timeout(PATIENCE_S):
        while await the_review(bot, alice) is None:  # noqa: ASYNC110 (the database tells nobody)
            await asyncio.sleep(0.01)
    form = await alice.command("/review write", series=LITBC)
    second = await alice.submit(form, {"Your review": "A second thought."})
    await alice.click(second, "Post the changes")
    sent = await discord_server.wait_for(lambda: discord_server.all_messages("#reviews"))
    await discord_server.wait_for(lambda: "A second thought" in alice.look(sent[0]).text)
    assert len(discord_server.all_messages("#reviews")) == 1


async def test_a_post_that_moderators_removed_comes_back_only_with_an_edit(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server)
    await discord_server.member("theo").at("#reviews").delete(sent)
    alice = discord_server.member("alice").at("#reviews")

    async def is_noted() -> bool:
        review = await the_review(bot, alice)
        return review is not None and review.message_id is None

    await discord_server.wait_for(is_noted)
    assert discord_server.all_messages("#reviews") == []
    form = await alice.command("/review write", series=LITBC)
    preview = await alice.submit(form, {"Your review": "Said more kindly."})
    await alice.click(preview, "Post the changes")
    await discord_server.wait_for(lambda: len(discord_server.all_messages("#reviews")) == 1)


async def test_with_the_policy_on_request_nothing_hidden_reaches_the_channel(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "spoiler_policy", "on-request")
    sent = await posted(discord_server, horizon="5")
    assert SAFE in sent.text
    assert "Press “Read” to see as much of it" in sent.text
    theo = discord_server.member("theo").at("#reviews")
    await at_episode(theo, 5)
    read = await theo.click(sent, "Read")
    assert read.ephemeral
    assert SECRET in read.text, "it is given to those who ask"
    await discord_server.wait_for(lambda: "opened once" in theo.look(sent).text)
    assert SAFE in sent_to(discord_server, "#reviews")
    assert SECRET not in sent_to(discord_server, "#reviews")


async def test_nobody_is_pinged_by_what_people_write(discord_server: TestDiscord, bot: Running) -> None:
    await posted(discord_server, body="@everyone <@1> <@&2> look!", horizon="free")
    sends = [r for r in discord_server.requests if r.template and "messages" in r.template and r.method != "GET"]
    assert sends
    bodies = [r.body.get("data", r.body) for r in discord_server.requests if isinstance(r.body, dict)]
    cards = [body for body in bodies if "components" in body and "title" not in body]  # forms have titles
    assert any(card["flags"] & 64 for card in cards), "also what only its author sees"
    assert all(card["allowed_mentions"] == {"parse": []} for card in cards)


async def test_names_next_to_spoilers_break_nothing(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    for name in ("||", "\\", "`a||", "x ||\\", "[a](https://b.c)", "# ||"):
        discord_server.world.users[alice.id].data["global_name"] = name
        preview = await draft(alice, body=f"||{SECRET}||")
        assert preview.text.count("||") == 2
        form = await alice.command("/review write", series=LITBC)
        assert form.fields
    discord_server.world.users[alice.id].data["global_name"] = "x ||\\"
    sent = await post(discord_server, alice, await draft(alice, body=f"||{SECRET}||"))
    assert sent.text.count("||") == 2
    assert f"||{SECRET}||" in sent.text
