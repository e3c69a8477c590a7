""" "This spoils me": enough members hide a text, without a moderator."""

from datetime import UTC, datetime

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.reviews.reviewers import LITBC, SAFE, SECRET, at_episode, draft, posted, rows, set_to, the_review

pytestmark = [pytest.mark.e2e]
HEADLINE = "The train station"


async def test_three_independent_presses_hide_the_text_below_the_finale(
    discord_server: TestDiscord, bot: Running
) -> None:
    body = "At the train station, everything ends."
    sent = await posted(discord_server, body=body, headline=HEADLINE, horizon="free")
    pablo, nok, haruka, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "nok", "haruka", "mina"))
    assert "with “Read” first" in (await pablo.click(sent, "This spoils me")).text
    for member in (pablo, nok, haruka, mina):
        await member.click(sent, "Read")
    for _again in range(3):
        reply = await pablo.click(sent, "This spoils me")
        assert "If more people say so" in reply.text, "one person counts once"
    await nok.click(sent, "This spoils me")
    assert "train station" in pablo.look(sent).text
    await mina.command("/progress set", series=LITBC, status="finished")
    assert "nothing in it is news to you" in (await mina.click(sent, "This spoils me")).text
    assert "train station" in pablo.look(sent).text, "who has finished it is not counted"
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
    assert "hidden already" in (await nok.click(sent, "This spoils me")).text
    assert body in (await mina.click(sent, "Read")).text
    listed = (await nok.command("/review read", series=LITBC)).text
    assert HEADLINE not in listed


async def test_the_author_is_told_and_the_moderators_find_it_in_their_queue(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server, horizon="3", headline=HEADLINE)
    pablo, alice, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "alice", "mina"))
    await pablo.click(sent, "Read")
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
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server)
    pablo = discord_server.member("pablo").at("#reviews")
    await pablo.click(sent, "Read")
    await pablo.click(sent, "This spoils me")
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    preview = await alice.submit(form, {"Your review": "Now much milder, I think."})
    await alice.click(preview, "Post the changes")
    await discord_server.wait_for(lambda: "stays hidden until the moderators" in alice.look(preview).text)
    await bot.client.posts.settled()
    assert "milder" not in alice.look(sent).text


@pytest.mark.parametrize("how", ["brought back", "edited"])
async def test_what_readers_have_hidden_is_hidden_when_it_is_posted_anew(
    discord_server: TestDiscord, bot: Running, how: str
) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    sent = await posted(discord_server, body=f"{SAFE} At the train station.", headline=HEADLINE)
    pablo, alice, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "alice", "mina"))
    await pablo.click(sent, "Read")
    assert "hidden now" in (await pablo.click(sent, "This spoils me")).text
    await bot.client.posts.settled()
    own = await alice.click(await alice.command("/review mine"), "Open")
    await mina.delete(sent)

    async def is_noticed() -> bool:
        return bool(await rows(bot, "SELECT 1 FROM reviews WHERE message_id IS NULL"))

    await discord_server.wait_for(is_noticed)
    before = len(discord_server.requests)
    if how == "brought back":
        await alice.click(own, "Delete")
        await alice.click(own, "Bring it back")
        await discord_server.wait_for(lambda: "Your review is back" in alice.look(own).text)
    else:
        form = await alice.command("/review write", series=LITBC)
        preview = await alice.submit(form, {"Your review": f"{SAFE} At the other train station."})
        await alice.click(preview, "Post the changes")
        await discord_server.wait_for(lambda: "stays hidden until the moderators" in alice.look(preview).text)
    await bot.client.posts.settled()
    (anew,) = discord_server.all_messages("#reviews")
    assert "Readers said that this spoils them" in anew.text
    public = f"/channels/{discord_server.channel_id('#reviews')}/messages"
    bodies = [str(r.body) for r in discord_server.requests[before:] if r.path.startswith(public)]
    assert bodies
    assert not [body for body in bodies if "train station" in body], "it was never open, not for a moment"


async def test_what_was_shown_again_starts_counting_from_nothing(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 2)
    sent = await posted(discord_server, body="At the train station.", headline=HEADLINE, horizon="free")
    pablo, nok, haruka, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "nok", "haruka", "mina"))
    for member in (pablo, nok, haruka):
        await member.click(sent, "Read")
    await pablo.click(sent, "This spoils me")
    assert "hidden now" in (await nok.click(sent, "This spoils me")).text
    queue = await mina.command("/moderation queue")
    card = await mina.click(queue, "Open")
    kept = await mina.click(card, "Nothing wrong")
    assert "Everybody can read it again." in kept.text
    await discord_server.wait_for(lambda: "train station" in pablo.look(sent).text)
    assert await rows(bot, "SELECT * FROM spoils_me") == []
    assert "If more people say so" in (await haruka.click(sent, "This spoils me")).text
    assert "train station" in pablo.look(sent).text


async def test_members_who_have_just_come_are_not_counted(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    await set_to(discord_server, bot, "min_membership_days", 300)
    sent = await posted(discord_server, headline=HEADLINE, horizon="3")
    pablo = discord_server.member("pablo").at("#reviews")
    guild = discord_server.world.guilds[discord_server.guild_id("The Rooftop Club")]
    guild.members[pablo.id].joined_at = datetime.now(UTC).isoformat()
    await pablo.click(sent, "Read")
    assert "You are new here" in (await pablo.click(sent, "This spoils me")).text
    assert await rows(bot, "SELECT counts FROM spoils_me") == [(0,)]


async def test_deleting_and_posting_again_lifts_nothing(discord_server: TestDiscord, bot: Running) -> None:
    await set_to(discord_server, bot, "spoils_me_threshold", 1)
    body = "At the train station he says that he was never brave enough, and then everything ends for good."
    sent = await posted(discord_server, body=body, headline=HEADLINE, horizon="free")
    pablo, alice, mina = (discord_server.member(n).at("#reviews") for n in ("pablo", "alice", "mina"))
    await pablo.click(sent, "Read")
    await pablo.click(sent, "This spoils me")
    own = await alice.click(await alice.command("/review mine"), "Open")
    await alice.click(own, "Delete")
    before = {message.id for message in discord_server.all_messages("#reviews")}
    preview = await draft(alice, body + " Truly.", headline=HEADLINE, horizon="free")
    await alice.click(preview, "Post")
    await discord_server.wait_for(lambda: "stays hidden" in alice.look(preview).text)
    (again,) = [message for message in discord_server.all_messages("#reviews") if message.id not in before]
    assert "train station" not in pablo.look(again).text
    (state,) = await rows(bot, "SELECT state, hidden_reason FROM reviews WHERE state <> 'deleted'")
    assert state == ("hidden", "moderator")
    await discord_server.wait_for(
        lambda: any("says what was hidden before" in m.text for m in alice.dms()), timeout_s=9
    )
    queue = await mina.command("/moderation queue")
    assert "posted again" in queue.text
    (again_id,) = [row[0] for row in await rows(bot, "SELECT id FROM reviews WHERE state <> 'deleted'")]
    card = await mina.click(queue, f"moderation.open:{again_id}")
    await mina.click(card, "Show again")
    await discord_server.wait_for(lambda: "train station" in pablo.look(again).text)
    assert await rows(bot, "SELECT * FROM review_restraints") == []


async def test_a_widened_horizon_is_a_floor(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="2", headline=HEADLINE)
    alice, pablo, mina = (discord_server.member(n).at("#reviews") for n in ("alice", "pablo", "mina"))
    report = await pablo.click(sent, "Report") if "Report" in pablo.look(sent).button_labels else None
    if report is None:
        report = await pablo.click(await pablo.click(sent, "Read"), "Report")
    await pablo.submit(report, {"reason": "horizon"})
    card = await mina.click(await mina.command("/moderation queue"), "Open")
    await mina.submit(await mina.click(card, "Widen horizon"), {"horizon": "5"})
    await discord_server.wait_for(lambda: "through episode 5" in pablo.look(sent).text)
    form = await alice.command("/review write", series=LITBC)
    preview = await alice.submit(form, {"horizon": "3"})
    await alice.click(preview, "Post the changes")
    await discord_server.wait_for(lambda: any("at least that horizon" in m.text for m in alice.dms()))
    assert "through episode 5" in pablo.look(sent).text
    review = await the_review(bot, alice)
    assert review is not None
    assert review.content.horizon == 5
