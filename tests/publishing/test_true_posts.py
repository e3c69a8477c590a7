"""What is published follows the facts, whatever Discord answers meanwhile; what is not known is not gone."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.errors import UserError
from bot.services.moderation import moderating
from cogs.discussion.cog import DiscussionCog
from tests.loopback.discord import TestDiscord
from tests.loopback.editors import add_double, correct_title, merge_double
from tests.loopback.members import Member
from tests.loopback.running import QUICK, Running, running_bot
from tests.loopback.sample import EYES, set_channel, set_to, threads_named
from tests.reviews.reviewers import CLUB, LITBC, Clock, draft, posted, rows, the_review

pytestmark = pytest.mark.e2e

EPISODE_5 = "Love in the Big City · Episode 5"
OTHER = "Love in the Huge City"


async def test_a_corrected_title_reaches_every_post_and_every_threads_name(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice")
    await alice.at("#lobby").command("/discuss", series=LITBC, episode=5)
    await alice.at("#watch-party").command("/watch start", series=LITBC, on="tomorrow")
    await alice.at("#reviews").click(sent, "Comment")
    (thread_id,) = threads_named(discord_server, EPISODE_5)
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: OTHER in alice.look(sent).text)
    await discord_server.wait_for(lambda: OTHER in discord_server.all_messages("#watch-party")[0].text)
    await discord_server.wait_for(lambda: threads_named(discord_server, f"{OTHER} · Episode 5") == [thread_id])
    await discord_server.wait_for(lambda: OTHER in discord_server.all_messages(thread_id)[0].text)
    names = [c.data["name"] for c in discord_server.world.channels.values() if c.is_thread]
    await discord_server.wait_for(
        lambda: (
            not [
                c.data["name"]
                for c in discord_server.world.channels.values()
                if c.is_thread and c.data["name"].startswith("Love in the Big City,")
            ]
        )
    )
    assert names


async def test_a_place_that_was_asked_for_before_a_correction_is_called_by_the_corrected_title(
    discord_server: TestDiscord, bot: Running
) -> None:
    """Whoever asked held the series as it was, and waited; the claim came after the correction."""
    guild_id, lobby = int(discord_server.guild_id(CLUB)), int(discord_server.channel_id("#lobby", guild=CLUB))
    before = bot.app.catalogues.require(guild_id, LITBC)
    await correct_title(discord_server, bot, OTHER)
    (places,) = [cog.places for cog in bot.client.cogs.values() if isinstance(cog, DiscussionCog)]
    found = await places.open(guild_id, before, 5, asked_in=lobby)
    thread_id = str(found.thread.id)
    await discord_server.wait_for(lambda: threads_named(discord_server, f"{OTHER} · Episode 5") == [thread_id])
    assert OTHER in discord_server.all_messages(thread_id)[0].text


async def test_a_place_that_was_asked_for_before_a_merge_is_one_of_what_it_was_merged_into(
    discord_server: TestDiscord, bot: Running
) -> None:
    """Whoever asked held the duplicate, and waited; the claim came after the merge. Nothing waits for it for ever."""
    guild_id, lobby = int(discord_server.guild_id(CLUB)), int(discord_server.channel_id("#lobby", guild=CLUB))
    before = await add_double(discord_server, bot)
    await merge_double(discord_server, bot, before)
    (places,) = [cog.places for cog in bot.client.cogs.values() if isinstance(cog, DiscussionCog)]
    found = await places.open(guild_id, before, 5, asked_in=lobby)
    assert found.place.series_id == LITBC
    assert threads_named(discord_server, EPISODE_5) == [str(found.thread.id)]
    again = await places.open(guild_id, before, 5, asked_in=lobby)
    assert (again.place.id, again.is_new) == (found.place.id, False)
    assert not await rows(bot, "SELECT 1 FROM published WHERE settled_at IS NULL")


async def test_a_correction_costs_each_message_and_each_name_one_edit(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    """At a pace like the usual one, at which nobody looks for marks while a correction is being taken over."""
    pace = replace(QUICK, edit_every_s=1.0)
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", pace=pace) as bot:
        await posted(discord_server)
        alice = discord_server.member("alice")
        tip = {"if-liked": EYES, "try": LITBC, "because": "the same quiet longing, told by a grown-up"}
        told = await alice.at("#lobby").command("/suggest", **tip)
        assert "Posted" in told.text, told.text
        await alice.at("#lobby").command("/discuss", series=LITBC, episode=5)
        await alice.at("#lobby").command("/discuss", series=LITBC)
        await alice.at("#watch-party").command("/watch start", series=LITBC, on="tomorrow")
        await discord_server.wait_for(lambda: _is_all_done(bot))
        before = len(discord_server.requests)
        await correct_title(discord_server, bot, OTHER)
        await discord_server.wait_for(lambda: _is_all_done(bot))
        await bot.client.posts.settled()
        edits = Counter(one.path for one in discord_server.requests[before:] if one.method == "PATCH")
        assert len(edits) == 8, edits  # five messages, two threads' names, the event
        assert set(edits.values()) == {1}, edits


async def _is_all_done(bot: Running) -> bool:
    return not await rows(
        bot, "SELECT 1 FROM published_steps UNION ALL SELECT 1 FROM published WHERE settled_at IS NULL"
    )


async def test_the_threads_of_a_merged_duplicate_lead_on_and_are_closed(
    discord_server: TestDiscord, bot: Running
) -> None:
    double = await add_double(discord_server, bot)
    alice = discord_server.member("alice").at("#lobby")
    await alice.command("/discuss", series=double.id, episode=5)
    await alice.command("/discuss", series=LITBC, episode=5)
    (old,) = threads_named(discord_server, "Love in a Big City · Episode 5")
    (into,) = threads_named(discord_server, EPISODE_5)
    await merge_double(discord_server, bot, double)
    await discord_server.wait_for(lambda: discord_server.world.channel(old).data["thread_metadata"]["archived"])
    told = [m for m in discord_server.all_messages(old) if f"<#{into}>" in m.text and "turned out to be one" in m.text]
    assert len(told) == 1
    cards = [m for m in discord_server.all_messages(old) if "not a word" in m.text]
    assert not cards, "a place that is none any more has no card, whose title and buttons would be old"
    assert not discord_server.world.channel(into).data["thread_metadata"]["archived"]


async def test_a_thread_says_so_where_a_merge_leaves_it_about_nothing_known(
    discord_server: TestDiscord, bot: Running
) -> None:
    """The two count their episodes differently: nobody can tell what episode 5 of the one is in the other."""
    double = await add_double(discord_server, bot, episodes=10)
    alice = discord_server.member("alice").at("#lobby")
    for series in (double.id, LITBC):
        await alice.command("/discuss", series=series, episode=5)
        await alice.command("/discuss", series=series)
    (episode,) = threads_named(discord_server, "Love in a Big City · Episode 5")
    (whole,) = threads_named(discord_server, "Love in a Big City")
    await merge_double(discord_server, bot, double)

    def said(thread_id: str) -> str:
        return "\n".join(message.text for message in discord_server.all_messages(thread_id))

    await discord_server.wait_for(lambda: "count their episodes differently" in said(episode))
    await discord_server.wait_for(lambda: discord_server.world.channel(whole).data["thread_metadata"]["archived"])
    assert "turned out to be one" in said(whole)
    assert "a Big City" not in said(episode) + said(whole), "no card stands there that nobody keeps true"
    assert not discord_server.world.channel(episode).data["thread_metadata"]["archived"]


async def test_a_series_is_not_merged_while_a_place_of_it_is_being_opened(
    discord_server: TestDiscord, bot: Running
) -> None:
    double = await add_double(discord_server, bot)
    discord_server.faults.delay("POST", "/channels/*/threads", 0.5)
    asking = asyncio.create_task(discord_server.member("alice").at("#lobby").command("/discuss", series=double.id))
    await discord_server.wait_for(lambda: rows(bot, "SELECT 1 FROM discussion_places"))
    with pytest.raises(UserError, match=r"Love in a Big City.* is being opened right now"):
        await merge_double(discord_server, bot, double)
    await asking
    await merge_double(discord_server, bot, double)
    await discord_server.wait_for(lambda: threads_named(discord_server, "Love in the Big City"))


async def test_a_reported_review_that_is_posted_anew_with_other_words_is_shown_so_to_moderators(
    discord_server: TestDiscord, bot: Running
) -> None:
    """Its message was deleted by somebody, so there is none to edit: what else shows it follows all the same."""
    await set_channel(discord_server, bot, "moderation_channel_id", "#backstage")
    sent = await posted(discord_server, headline="Before the change")
    alice, nok = discord_server.member("alice").at("#reviews"), discord_server.member("nok").at("#reviews")
    review = await the_review(bot, alice)
    assert review is not None
    form = await nok.click(sent, f"reports.open:{review.id}", forge=True)
    await nok.submit(form, {"reason": "horizon", "note": ""})

    def cards() -> str:
        return "\n".join(message.text for message in discord_server.all_messages("#backstage"))

    await discord_server.wait_for(lambda: "Before the change" in cards())
    await discord_server.member("theo").delete(sent)
    gone = "SELECT 1 FROM reviews WHERE message_id IS NULL"
    await discord_server.wait_for(lambda: rows(bot, gone))
    again = await draft(alice, headline="After the change")
    await alice.click(again, "Post the changes")
    await discord_server.wait_for(lambda: "After the change" in cards())


async def test_a_mark_survives_a_kill(discord_server: TestDiscord, tmp_path: Path) -> None:
    database = tmp_path / "linger.sqlite3"
    async with running_bot(discord_server, database) as bot:
        sent = await posted(discord_server)
        discord_server.faults.fail("PATCH", "/channels/*/messages/*", status=503, times=0)
        await correct_title(discord_server, bot, OTHER)
    discord_server.faults.clear()
    async with running_bot(discord_server, database) as bot:
        await discord_server.wait_for(lambda: OTHER in discord_server.member("alice").look(sent).text)


async def test_another_spoiler_rule_redraws_what_was_posted_before(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    assert "he leaves for Japan" in sent.text
    await set_to(discord_server, bot, "spoiler_policy", "on-request")
    await discord_server.wait_for(lambda: "he leaves for Japan" not in discord_server.member("alice").look(sent).text)


async def test_what_a_stricter_spoiler_rule_reaches_is_said_then_every_post_follows(
    discord_server: TestDiscord, bot: Running
) -> None:
    posts = [await posted(discord_server, name) for name in ("alice", "nok")]
    mina = discord_server.member("mina").at("#lobby")
    shown = await mina.command("/config panel")
    await mina.select(shown, "config.section", "reviews")
    ids = [str(part["custom_id"]) for part in mina.look(shown).selects]
    (rule,) = [one for one in ids if one.startswith("config.set:spoiler_policy")]
    asked = await mina.select(shown, rule, "on-request")
    assert "2 posts are drawn anew" in asked.text
    assert "he leaves for Japan" in mina.look(posts[0]).text, "nothing is changed before it is confirmed"
    discord_server.faults.delay("PATCH", "/channels/*/messages/*", 0.3, times=2)
    await mina.click(shown, "Change it")
    await discord_server.wait_for(lambda: not any("he leaves for Japan" in mina.look(post).text for post in posts))
    await discord_server.wait_for(lambda: any("All 2 posts are up to date" in one.text for one in mina.messages()))


async def test_a_removal_that_is_taken_back_leaves_the_posts_as_they_were(
    discord_server: TestDiscord, bot: Running
) -> None:
    """Opened in between, a post must not end up with a series' id instead of its title."""
    sent = await posted(discord_server)
    mina, nok = discord_server.member("mina").at("#lobby"), discord_server.member("nok").at("#reviews")
    await nok.click(sent, "Comment")
    asked = await mina.command("/catalogue remove", series=LITBC)
    removed = await mina.click(asked, f"catalogue.remove:{LITBC}", forge=True)
    await nok.click(sent, "Read")
    await nok.react(sent, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found" in mina.look(sent).text)
    assert "Love in the Big City" in mina.look(sent).text
    assert "Taken back" in (await mina.click(removed, "Undo")).text
    await nok.click(sent, "Read")
    await nok.unreact(sent, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found" not in mina.look(sent).text)
    thread = discord_server.world.channel(sent.id)
    assert "Love in the Big City" in mina.look(sent).text
    assert thread.data["name"].startswith("Love in the Big City, reviewed by Alice")
    assert LITBC not in mina.look(sent).text


@pytest.mark.parametrize("how", ["cut", "empty", "forbidden", "proxy"])
async def test_a_card_is_right_again_soon_after_one_bad_answer(
    discord_server: TestDiscord, bot: Running, how: str
) -> None:
    sent = await posted(discord_server)
    path = f"/channels/*/messages/{sent.id}"
    if how == "cut":
        discord_server.faults.cut("PATCH", path)
    elif how == "empty":
        discord_server.faults.fail("PATCH", path, status=500)
        discord_server.faults.empty("PATCH", path)
    elif how == "forbidden":
        discord_server.faults.fail("PATCH", path, status=403)
    else:
        discord_server.faults.fail("PATCH", path, status=404)  # not Discord's code: something in between
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: OTHER in discord_server.member("alice").look(sent).text)


@pytest.mark.parametrize(("code", "said"), [(160006, "as many open threads"), (30033, "as many members")])
@pytest.mark.parametrize("door", ["discuss", "comment", "forum review"])
async def test_every_door_that_opens_a_thread_says_why_it_can_not(
    discord_server: TestDiscord, bot: Running, door: str, code: int, said: str
) -> None:
    alice = discord_server.member("alice").at("#reviews")
    if door == "forum review":
        await set_channel(discord_server, bot, "review_channel_id", "#series-talk")
        alice.at("#lobby")
    ask = await draft(alice) if door == "forum review" else await posted(discord_server)
    for path in ("/channels/*/threads", "/channels/*/messages/*/threads"):
        discord_server.faults.fail("POST", path, status=400, code=code)
    if door == "discuss":
        await alice.command("/discuss", series=LITBC, episode=5)
    else:
        await alice.click(ask, "Comment" if door == "comment" else "Post")
    await discord_server.wait_for(lambda: said in alice.messages()[-1].text)


async def test_admins_are_told_once_what_stays_as_it_is(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    discord_server.faults.fail("PATCH", f"/channels/*/messages/{sent.id}", status=403, times=0)
    await correct_title(discord_server, bot, OTHER)

    async def is_told() -> bool:
        return bool(await rows(bot, "SELECT 1 FROM audit_log WHERE action = 'posts.wait'"))

    await discord_server.wait_for(is_told)
    await asyncio.sleep(0.5)
    assert len(await rows(bot, "SELECT 1 FROM audit_log WHERE action = 'posts.wait'")) == 1
    log = await discord_server.member("mina").at("#lobby").command("/audit", about="settings")
    assert "could not bring a post of mine in <#" in log.text
    discord_server.faults.clear()
    await discord_server.wait_for(lambda: OTHER in discord_server.member("alice").look(sent).text)


async def test_threads_whose_names_are_stuck_hold_no_other_post_up(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice")
    for episode in range(1, 7):
        await alice.at("#lobby").command("/discuss", series=LITBC, episode=episode)
    sent = await posted(discord_server, "nok")
    discord_server.faults.delay("PATCH", "/channels/*", 60, times=0)
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: OTHER in alice.look(sent).text, timeout_s=10)


async def test_a_server_that_is_unavailable_is_not_one_without_the_channel(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    database, club = tmp_path / "linger.sqlite3", discord_server.guild_id(CLUB)
    alice = discord_server.member("alice").at("#lobby")
    async with running_bot(discord_server, database) as bot:
        await set_channel(discord_server, bot, "review_channel_id", "#reviews")
        place = discord_server.channel_id("#reviews", guild=CLUB)
        preview = await draft(alice)
        discord_server.faults.cut("POST", f"/channels/{place}/messages")
        discord_server.faults.fail("GET", f"/channels/{place}/messages", status=503)
        await alice.click(preview, "Post")
        await discord_server.wait_for(lambda: "Nothing is lost" in alice.messages()[-1].text)
    # It waits to be posted, and the server goes out of sight before it can be.
    async with running_bot(discord_server, database) as bot:
        discord_server.faults.outage(club)
        await asyncio.sleep(0.5)
        review = await the_review(bot, alice)
        assert review is not None, "nothing is concluded from what is not known"
        discord_server.faults.recover(club)

        async def is_posted() -> bool:
            found = await the_review(bot, alice)
            return found is not None and found.state == "posted"

        await discord_server.wait_for(is_posted)
    assert len([m for m in discord_server.all_messages("#reviews") if "tender" in m.text]) == 1


async def test_a_hidden_review_leaves_the_moderators_card_and_comes_back(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server)
    alice, nok = discord_server.member("alice"), discord_server.member("nok").at("#reviews")
    review = await the_review(bot, alice)
    assert review is not None
    await moderating.hide_review(
        bot.app.db, review.guild_id, review.id, int(discord_server.user_id("mina")), now=bot.app.clock()
    )
    await discord_server.wait_for(lambda: "tender" not in nok.look(sent).text)  # marked, although nobody edited it


async def test_posting_twice_in_a_row_edits_one_post(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    second = await alice.submit(form, {"Your review": "Shorter now."})
    await alice.click(second, "Post the changes")
    await discord_server.wait_for(lambda: "Shorter now" in alice.look(sent).text)
    assert len(discord_server.all_messages("#reviews")) == 1
    assert await post_count(bot) == 1


async def post_count(bot: Running) -> int:
    return len(await rows(bot, "SELECT 1 FROM published WHERE kind = 'review'"))


async def test_a_deleted_reviews_post_that_may_not_be_deleted_is_tried_again_later(
    discord_server: TestDiscord, tmp_path: Path
) -> None:
    clock = Clock()
    async with running_bot(discord_server, tmp_path / "linger.sqlite3", clock=clock) as bot:
        sent = await posted(discord_server)
        alice = discord_server.member("alice").at("#reviews")
        await alice.click(await alice.click(await alice.command("/review mine"), "Open"), "Delete")
        discord_server.faults.fail("DELETE", f"/channels/*/messages/{sent.id}", status=403, code=50013)
        clock.advance(15.1)
        bot.client.get_cog("Reviews").publishing.tidying.wake()  # type: ignore[union-attr]  # it is loaded
        await discord_server.wait_for(lambda: alice.gone(sent))
        assert await rows(bot, "SELECT COUNT(*) FROM reviews") == [(0,)]


async def test_a_thread_outlives_its_posts_message_and_follows_all_the_same(
    discord_server: TestDiscord, bot: Running
) -> None:
    """A moderator deletes the first message of a forum post; posted anew, the talk below the old one is nobody's."""
    await set_channel(discord_server, bot, "review_channel_id", "#series-talk")
    alice = discord_server.member("alice").at("#lobby")
    await alice.click(await draft(alice), "Post")
    await discord_server.wait_for(lambda: is_posted(bot, alice))
    review = await the_review(bot, alice)
    assert review is not None
    old = discord_server.world.channel(str(review.thread_id))
    (first,) = [m for m in discord_server.all_messages(old.id) if m.id == str(review.message_id)]
    await discord_server.member("mina").delete(first)
    await discord_server.wait_for(lambda: is_posted(bot, alice, wanted=False))
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: old.data["name"].startswith(f"{OTHER}, reviewed by Alice"))
    await alice.click(await draft(alice), "Post the changes")
    await discord_server.wait_for(lambda: is_posted(bot, alice))
    again = await the_review(bot, alice)
    assert again is not None
    assert again.thread_id not in (None, review.thread_id)
    await discord_server.wait_for(lambda: old.data["name"] == f"{OTHER}, comments on a review that is gone")
    asked = (await alice.command("/privacy delete", where="server")).seen
    await alice.click(asked, "Delete it for good")
    threads = discord_server.world.channels.values()
    await discord_server.wait_for(lambda: not [c for c in threads if c.is_thread and "Alice" in c.data["name"]])


async def test_a_name_that_is_still_on_its_way_never_comes_after_a_later_one(
    discord_server: TestDiscord, bot: Running
) -> None:
    """The library sends a renaming again for minutes, while whoever the thread is called after leaves for good."""
    sent = await posted(discord_server)
    alice, nok = (discord_server.member(name).at("#reviews") for name in ("alice", "nok"))
    await nok.click(sent, "Comment")
    (thread,) = [c for c in discord_server.world.channels.values() if c.is_thread and "Alice" in c.data["name"]]
    await nok.say(thread.id, "I cried, too.")
    await correct_title(discord_server, bot, "Love in Town")
    await discord_server.wait_for(lambda: thread.data["name"].startswith("Love in Town"))
    late = discord_server.faults.delay("PATCH", f"/channels/{thread.id}", 1.5)
    await correct_title(discord_server, bot, OTHER)
    await discord_server.wait_for(lambda: late.is_spent)
    await alice.click((await alice.command("/privacy delete", where="server")).seen, "Delete it for good")
    wanted = f"{OTHER}, comments on a review that is gone"
    await discord_server.wait_for(lambda: thread.data["name"] == wanted)
    await asyncio.sleep(1.5)  # until the first one has come, too
    assert thread.data["name"] == wanted


async def is_posted(bot: Running, author: Member, *, wanted: bool = True) -> bool:
    review = await the_review(bot, author)
    return review is not None and (review.message_id is not None) is wanted
