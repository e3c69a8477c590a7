"""Reading: each reader gets a review cut at their own progress, whole where nothing can spoil them."""

import random
import re

import pytest

from bot.services.moderation import moderating
from tests.domain.nasty_texts import letters, nasty_text, tracked
from tests.loopback.discord import TestDiscord
from tests.loopback.hall import in_town
from tests.loopback.running import Running
from tests.reviews.reviewers import (
    BODY,
    LITBC,
    SAFE,
    SECRET,
    at_episode,
    draft,
    post,
    posted,
    read_whole,
    rows,
    sent_to,
    set_to,
    the_review,
    turned,
)

pytestmark = [pytest.mark.e2e, pytest.mark.asyncio(loop_scope="module")]
discord_server, bot = in_town()


_SPOILER = re.compile(r"\|\|.+?\|\|", re.DOTALL)


def _long_review(length: int) -> tuple[str, list[str], list[str]]:
    """A review of many paragraphs, every third of them hidden: the text, the open sentences and the hidden ones."""
    parts: list[str] = []
    opened: list[str] = []
    hidden: list[str] = []
    number = 0
    while len("\n\n".join(parts)) < length - 120:
        number += 1
        sentence = f"This is thought {number} of somebody who watched every episode twice and still thinks about it."
        (hidden if number % 3 == 0 else opened).append(sentence)
        parts.append(f"||{sentence}||" if number % 3 == 0 else sentence)
    filler = "x" * (length - len("\n\n".join(parts)) - 2)
    opened.append(filler)
    return "\n\n".join([*parts, filler]), opened, hidden


def _sendable(text: str) -> str:
    """Without half character pairs, which no connection carries."""
    return text.encode("utf-8", "ignore").decode()


@pytest.mark.parametrize("length", [4_100, 5_400])
async def test_a_long_review_comes_back_whole_to_readers_at_any_progress(
    discord_server: TestDiscord, bot: Running, length: int
) -> None:
    body, opened, hidden = _long_review(length)
    assert len(body) == length
    sent = await posted(discord_server, body=body, horizon="5")
    assert "It goes on" in sent.text
    unaware, behind, there, finished = (
        discord_server.member(n).at("#reviews") for n in ("pablo", "nok", "theo", "mina")
    )
    await at_episode(behind, 4)
    await at_episode(there, 5)
    await finished.command("/progress set", series=LITBC, status="finished")
    for reader in (unaware, behind):
        text, last = await read_whole(discord_server, reader, sent)
        assert all(sentence in text for sentence in opened)
        assert not any(sentence in text for sentence in hidden)
        assert "[…] is left out because it gives away episodes up to 5" in text
        assert ("You are at episode 4" in text) == (reader is behind)
        before = last.text
        await reader.click(last, "Show the rest anyway")
        await discord_server.wait_for(lambda r=reader, m=last, b=before: r.look(m).text != b)
        text, _last = await turned(discord_server, reader, reader.look(last))
        assert all(sentence in text for sentence in opened)
        assert all(f"||{sentence}||" in text for sentence in hidden), "revealed, but behind bars"
    for reader in (there, finished, discord_server.member("alice").at("#reviews")):
        text, _last = await read_whole(discord_server, reader, sent)
        assert all(sentence in text for sentence in [*opened, *hidden])
        assert "||" not in text


async def test_a_review_without_marks_is_hidden_as_a_whole_unless_it_is_spoiler_free(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server, "alice", "He never comes back.\n\nI cried.", horizon="3")
    assert "||He never comes back.||\n\n||I cried.||" in sent.text
    pablo = discord_server.member("pablo").at("#reviews")
    assert "He never comes back" not in (await pablo.click(sent, "Read")).text
    await at_episode(pablo, 3)
    assert "He never comes back.\n\nI cried." in (await pablo.click(sent, "Read")).text
    free = await posted(discord_server, "nok", "A cup of tea in the shape of a series.", horizon="free")
    assert "Spoiler-free" in free.text
    assert "||" not in free.text
    haruka = discord_server.member("haruka").at("#reviews")
    read = await haruka.click(free, "Read")
    assert "A cup of tea" in read.text
    assert "Show the rest anyway" not in read.buttons


async def test_who_watches_again_has_seen_it_all(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, horizon="all")
    theo = discord_server.member("theo").at("#reviews")
    await theo.command("/progress set", series=LITBC, status="finished")
    await theo.command("/progress set", series=LITBC, status="watching", episode=1)
    watching = await theo.click(sent, "Read")
    assert SECRET not in watching.text, "back at episode 1, and never said to be watching again"
    nok = discord_server.member("nok").at("#reviews")
    await nok.command("/progress set", series=LITBC, status="finished")
    async with bot.app.db.transaction() as connection:
        await connection.execute(
            "UPDATE progress SET status = 'watching', episode = 1, rewatches = 1, seen_before = 8 WHERE user_id = ?",
            (int(nok.id),),
        )
    again = await nok.click(sent, "Read")
    assert SECRET in again.text


async def test_an_opening_counts_once_a_person_and_never_the_authors(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    alice, pablo, nok = (discord_server.member(n).at("#reviews") for n in ("alice", "pablo", "nok"))
    assert "opened" not in (await alice.click(sent, "Read")).text
    for _again in range(3):
        assert "opened once" in (await pablo.click(sent, "Read")).text
    await discord_server.wait_for(lambda: "opened once" in alice.look(sent).text)
    assert "opened 2 times" in (await nok.click(sent, "Read")).text
    await discord_server.wait_for(lambda: "opened 2 times" in alice.look(sent).text)


async def test_the_list_can_be_filtered(discord_server: TestDiscord, bot: Running) -> None:
    await posted(discord_server, "alice", headline="All of it", horizon="all")
    await posted(discord_server, "nok", "Warm.", headline="A warm hug", horizon="free")
    await posted(discord_server, "haruka", headline="Half way", horizon="3", stage="watching")
    await posted(discord_server, "mina", "정말 좋았어요.", headline="한 번 더", horizon="free")
    pablo = discord_server.member("pablo").at("#lobby")
    everything = await pablo.command("/review read", series=LITBC)
    assert everything.ephemeral
    names = ("All of it", "A warm hug", "Half way", "한 번 더")
    assert all(name in everything.text for name in names)

    async def left(**options: bool) -> set[str]:
        text = (await pablo.command("/review read", series=LITBC, **options)).text
        return {name for name in names if name in text}

    assert await left(spoiler_free=True) == {"A warm hug", "한 번 더"}
    assert await left(finished_only=True) == {"All of it", "A warm hug", "한 번 더"}
    assert await left(my_progress=True) == {"A warm hug", "한 번 더"}
    await at_episode(pablo, 3)
    assert await left(my_progress=True) == {"Half way", "A warm hug", "한 번 더"}
    offered = [option["value"] for menu in everything.seen.selects for option in menu["options"]]
    assert {"free", "mine", "done", "in-en", "in-ko"} <= set(offered)
    await pablo.select(everything, None, "in-ko")
    assert {name for name in names if name in pablo.look(everything).text} == {"한 번 더"}
    one = await pablo.command("/review read", series=LITBC, author=discord_server.member("haruka"))
    assert "Half way" in one.text
    assert SECRET in one.text, "pablo is at episode 3 by now"
    none = await pablo.command("/review read", series=LITBC, author=discord_server.member("theo"))
    assert "Theo has not reviewed Love in the Big City here" in none.text
    empty = await pablo.command("/review read", series="bad-buddy-th-2021")
    assert "Nobody has reviewed it here yet" in empty.text


async def test_the_list_hangs_off_the_series_card(discord_server: TestDiscord, bot: Running) -> None:
    await posted(discord_server, headline="From the card")
    pablo = discord_server.member("pablo").at("#lobby")
    card = await pablo.command("/series", query=LITBC)
    listed = await pablo.click(card, "Reviews")
    assert listed.ephemeral
    assert "From the card" in listed.text
    read = await pablo.click(listed, "Read")
    assert SAFE in read.text
    more = await pablo.click(read, "More by this author")
    assert "Reviews by Alice" in more.text


async def test_lists_are_paged_and_keep_their_filter(discord_server: TestDiscord, bot: Running) -> None:
    names = ("alice", "nok", "haruka", "mina", "theo", "pablo")
    for name in names:
        await posted(discord_server, name, "Warm.", headline=f"By {name}", horizon="free")
    nok = discord_server.member("nok").at("#lobby")
    first = await nok.command("/review read", series=LITBC, spoiler_free=True)
    assert "Page 1 of 2" in first.text
    await nok.click(first, "Next")
    second = nok.look(first)
    assert "Page 2 of 2" in second.text
    assert [o["label"] for s in second.selects for o in s["options"] if o.get("default")] == ["Spoiler-free only"]
    found = {
        name for name in ("alice", "nok", "haruka", "mina", "theo", "pablo") if f"By {name}" in first.text + second.text
    }
    assert len(found) == 6


async def test_what_moderators_have_hidden_is_for_its_author_and_them(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server, headline="Unkind words", horizon="free", body="Unkind text.")
    alice, pablo, mina = (discord_server.member(n).at("#reviews") for n in ("alice", "pablo", "mina"))
    review = await the_review(bot, alice)
    assert review is not None
    guild_id = review.guild_id
    await moderating.hide_review(bot.app.db, guild_id, review.id, int(mina.id), now=bot.app.clock())
    bot.client.posts.schedule_edit("review", guild_id, review.id)
    await discord_server.wait_for(lambda: "The moderators have hidden this review" in alice.look(sent).text)
    assert "Unkind" not in alice.look(sent).text
    assert alice.look(sent).button_labels == []
    refused = await pablo.click(sent, f"reviews.read:{review.id}", forge=True)
    assert "The moderators have hidden this review for now" in refused.text
    refused = await pablo.click(sent, f"reviews.reveal:{review.id}:1", forge=True)
    assert "Unkind" not in refused.text
    assert "Unkind" not in (await pablo.command("/review read", series=LITBC)).text
    assert "Unkind" not in (await pablo.command("/profile", member=alice)).text
    assert "Unkind words" in (await alice.command("/review mine")).text
    assert "Unkind text" in (await mina.click(sent, f"reviews.read:{review.id}", forge=True)).text


async def test_no_hidden_character_reaches_a_channel_outside_bars(discord_server: TestDiscord, bot: Running) -> None:
    """Hostile texts, one after another, as one member's ever edited review; and what each reader gets."""
    rng = random.Random(20_260_801)
    alice, pablo = discord_server.member("alice").at("#reviews"), discord_server.member("pablo").at("#reviews")
    hidden: set[str] = set()
    for _round in range(12):
        supply = letters()
        body = _sendable(nasty_text(rng, supply, longest=30))
        if not body.strip():
            continue
        preview = await draft(alice, body, headline="Everything", horizon="7")
        if "Post" not in " ".join(preview.button_labels):
            continue
        await alice.click(preview, "Post" if "Post" in preview.button_labels else "Post the changes")
        await discord_server.wait_for(lambda p=preview: "Go to it" in alice.look(p).button_labels)
        await bot.client.posts.settled()
        review = await the_review(bot, alice)
        assert review is not None
        hidden = {c for span in review.reading.spans if span.hidden for c in tracked(span.text)}
        open_ones = {c for span in review.reading.spans if not span.hidden for c in tracked(span.text)}
        (sent,) = discord_server.all_messages("#reviews")
        outside = _SPOILER.sub("", sent.text)
        assert not (hidden - open_ones) & set(outside)
        read = await pablo.click(sent, "Read")
        assert not (hidden - open_ones) & set(read.text), "a reader who has watched nothing gets nothing of it"
    assert await rows(bot, "SELECT COUNT(*) FROM review_versions WHERE review_id = ?", review.id) != [(0,)]


async def test_on_request_no_hidden_character_reaches_a_channel_at_all(
    discord_server: TestDiscord, bot: Running
) -> None:
    await set_to(discord_server, bot, "spoiler_policy", "on-request")
    rng = random.Random(7)
    hidden: set[str] = set()
    opened: set[str] = set()
    supply = letters()
    for name in ("alice", "nok", "haruka", "theo"):
        member = discord_server.member(name).at("#reviews")
        body = f"Open. ||{_sendable(nasty_text(rng, supply, longest=8)).replace('|', '')}|| Open again."
        await post(discord_server, member, await draft(member, body, horizon="7"))
        review = await the_review(bot, member)
        assert review is not None
        for span in review.reading.spans:
            (hidden if span.hidden else opened).update(tracked(span.text))
    assert hidden
    assert not (hidden - opened) & set(sent_to(discord_server, "#reviews"))


async def test_body_in_place_is_whole_in_short_reviews(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server, body=BODY)
    assert "It goes on" not in sent.text
    assert f"And then ||{SECRET}|| and nothing is the same." in sent.text


async def test_a_review_keeps_the_title_of_a_series_that_was_taken_out(
    discord_server: TestDiscord, bot: Running
) -> None:
    sent = await posted(discord_server)
    mina = discord_server.member("mina").at("#lobby")
    await mina.click(await mina.command("/catalogue remove", series=LITBC), "Take it out")
    await mina.react(sent, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in mina.look(sent).text)
    read = await mina.click(sent, "Read")
    for shown in (mina.look(sent).text, read.text):
        assert "Love in the Big City (KR, 2024)" in shown
        assert LITBC not in shown
