""" "This spoils me": enough members hide a text, without a moderator."""

import pytest

from tests.e2e.conftest import Running
from tests.e2e.reviewers import LITBC, SAFE, SECRET, at_episode, hurry, posted, rows, set_to, the_review
from tests.loopback.discord import TestDiscord

pytestmark = [pytest.mark.e2e]
HEADLINE = "The train station"


async def test_three_independent_presses_hide_the_text_below_the_finale(
    discord_server: TestDiscord, bot: Running
) -> None:
    hurry(bot)
    body = "At the train station, everything ends."
    sent = await posted(discord_server, body=body, headline=HEADLINE, horizon="free")
    pablo, nok, haruka, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "nok", "haruka", "mina"))
    for _again in range(3):
        reply = await pablo.click(sent, "This spoils me")
        assert "If more people say so" in reply.text, "one person counts once"
    await nok.click(sent, "This spoils me")
    assert "train station" in pablo.look(sent).text
    reply = await haruka.click(sent, "This spoils me")
    assert "hidden now" in reply.text
    await discord_server.wait_for(lambda: "Readers said that this spoils them" in pablo.look(sent).text)
    assert "train station" not in pablo.look(sent).text, "neither the text nor the headline"
    assert "Spoils the whole series" in pablo.look(sent).text
    await at_episode(pablo, 7)
    read = await pablo.click(sent, "Read")
    assert "train station" not in read.text
    assert "only those who have finished the series" in read.text
    revealed = await pablo.click(read, "Show the rest anyway")
    assert "||At the train station, everything ends.||" in revealed.text
    await mina.command("/progress set", series=LITBC, status="finished")
    assert body in (await mina.click(sent, "Read")).text
    listed = (await nok.command("/review read", series=LITBC)).text
    assert HEADLINE not in listed


async def test_the_author_is_told_and_the_moderators_find_it_in_their_queue(
    discord_server: TestDiscord, bot: Running
) -> None:
    hurry(bot)
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server, horizon="3", headline=HEADLINE)
    pablo, alice, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "alice", "mina"))
    await pablo.click(sent, "This spoils me")
    review = await the_review(bot, alice)
    assert review is not None
    assert (review.state, review.hidden_reason) == ("hidden", "spoils-me")
    assert await rows(bot, "SELECT review_id FROM review_reports") == [(review.id,)]
    queue = await mina.command("/moderation queue")
    assert HEADLINE in queue.text
    await discord_server.wait_for(
        lambda: any(HEADLINE in m.text or "spoil" in m.text for m in alice.dms()), timeout_s=9
    )
    own = await alice.click(sent, "Read")
    assert SECRET in own.text, "its author reads it as ever"
    assert SAFE in own.text


async def test_an_author_cannot_press_on_their_own(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    reply = await discord_server.member("alice").at("#reviews").click(sent, "This spoils me")
    assert "your own review" in reply.text
    assert await rows(bot, "SELECT * FROM spoils_me") == []


async def test_an_edit_does_not_show_again_what_readers_have_hidden(discord_server: TestDiscord, bot: Running) -> None:
    hurry(bot)
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server)
    await discord_server.member("pablo").at("#reviews").click(sent, "This spoils me")
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    preview = await alice.submit(form, {"Your review": "Now much milder, I think."})
    await alice.click(preview, "Post the changes")
    await discord_server.wait_for(lambda: "stays hidden until the moderators" in alice.look(preview).text)
    await bot.client.posts.settled()
    assert "milder" not in alice.look(sent).text
