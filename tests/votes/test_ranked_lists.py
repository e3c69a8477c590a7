"""Votes decide the order of lists, and the order can be explained."""

from __future__ import annotations

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.votes.posts import LITBC, posted_review

pytestmark = pytest.mark.e2e


async def test_lists_follow_the_votes_and_say_why(discord_server: TestDiscord, bot: Running) -> None:
    first = await posted_review(discord_server, "alice")
    second = await posted_review(discord_server, "pablo")
    mina, theo = discord_server.member("mina").at("#reviews"), discord_server.member("theo").at("#reviews")
    await mina.command("/progress set", series=LITBC, status="watching", episode=3)
    await theo.command("/progress set", series=LITBC, status="planned")
    for voter in (mina, theo):
        await voter.react(first, "👍")
        await voter.react(second, "👎")
    await discord_server.wait_for(lambda: "2 of 2" in mina.look(first).text and "0 of 2" in mina.look(second).text)
    listed = await theo.command("/review read", series=LITBC)
    assert listed.text.index("says alice") < listed.text.index("says pablo")
    why = await theo.click(listed, "Why this order?")
    assert why.ephemeral
    assert "Place 1 of 2." in why.text
    assert "2 of 2 found it helpful" in why.text
    assert "A single vote should not decide, so 5 more are counted at this server's average of" in why.text
    assert "imaginary" not in why.text
    assert "had not seen" not in why.text, "with one reader of each kind, reactions would tell who watched what"
    assert "It matches" not in why.text
    assert "0 of 2 found it helpful" in why.text
    told = await theo.command("/review why", series=LITBC)
    assert told.text == why.text


async def test_readers_are_told_apart_from_three_up(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server, "alice")
    voters = [discord_server.member(name).at("#reviews") for name in ("mina", "theo", "haruka", "nok", "pablo")]
    for voter in voters[:3]:
        await voter.command("/progress set", series=LITBC, status="watching", episode=3)
    for voter in voters:
        await voter.react(post, "👍")
    await discord_server.wait_for(lambda: "5 of 5" in voters[0].look(post).text)
    why = await voters[0].command("/review why", series=LITBC)
    assert "It matches what 3 readers saw in the series." in why.text
    assert "had not seen" not in why.text


async def test_without_reviews_a_list_leads_to_the_first_one(discord_server: TestDiscord, bot: Running) -> None:
    mina = discord_server.member("mina").at("#reviews")
    listed = await mina.command("/review read", series=LITBC)
    assert "Be the first!" in listed.text
    form = await mina.click(listed, "Write a review")
    assert form.outcome == "modal"
    profile = await mina.command("/profile")
    assert "/review write" in profile.text


async def test_what_is_asked_for_comes_first(discord_server: TestDiscord, bot: Running) -> None:
    liked = await posted_review(discord_server, "alice")
    await posted_review(discord_server, "pablo", body="Es tierna y divertida, y aquí no se cuenta nada de lo que pasa.")
    mina = discord_server.member("mina").at("#reviews")
    await mina.react(liked, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in mina.look(liked).text)
    discord_server.people.set_preferences(mina.id, {"locale": "es-ES"})  # as Pablo, who writes in Spanish
    listed = await mina.command("/review read", series=LITBC)
    assert listed.text.index("says alice") < listed.text.index("says pablo")
    spanish, english = (f"Written in: {name}" for name in ("Spanish", "English"))
    marks = [line for line in listed.text.splitlines() if line.startswith("-# ")]
    assert [spanish in line for line in marks] == [False, True], "what is not in the reader's language says so"
    assert not any(english in line for line in marks)
    chosen = await mina.select(listed, "Filter", ["My language first"])
    shown = mina.look(listed) if chosen.outcome == "update" else chosen
    await discord_server.wait_for(
        lambda: mina.look(listed).text.index("says pablo") < mina.look(listed).text.index("says alice")
    )
    why = await mina.click(shown, "Why this order?")
    assert "You asked for its language first." in why.text
    assert "It is not in the language you asked for." in why.text
