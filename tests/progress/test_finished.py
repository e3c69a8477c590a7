"""What somebody finished is finished no longer when the series turns out to have more episodes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.loopback.sample import LITBC
from tests.reviews.reviewers import SECRET, posted, the_review

pytestmark = [pytest.mark.e2e]


async def correct(discord: TestDiscord, episodes: int) -> None:
    """The club's owner says how many episodes the series has."""
    mina: Any = discord.member("mina").at("#lobby")
    form = await mina.command("/catalogue edit", series=LITBC, what="facts")
    await mina.submit(form, {"episodes": str(episodes)})


async def test_a_corrected_count_bars_what_a_finisher_had_open(discord_server: TestDiscord, bot: Running) -> None:
    sent = await posted(discord_server)
    pablo = discord_server.member("pablo").at("#reviews")
    await pablo.command("/progress set", series=LITBC, status="finished")
    assert SECRET in (await pablo.click(sent, "Read")).text
    await correct(discord_server, 10)
    again = await pablo.click(sent, "Read")
    assert SECRET not in again.text
    place = await pablo.command("/progress set", series=LITBC)
    assert "You had finished it at episode 8; it has 10 episodes now." in place.text
    warned = await pablo.command("/discuss", series=LITBC, episode=10)
    assert "you are at episode 8" in warned.text
    told = await pablo.command("/discuss", series=LITBC, episode=8)
    assert "you are at episode" not in told.text
    await pablo.command("/progress set", series=LITBC, episode=10)
    assert SECRET in (await pablo.click(sent, "Read")).text
    await correct(discord_server, 8)
    assert SECRET in (await pablo.click(sent, "Read")).text


async def test_a_review_makes_nobody_a_finisher_who_did_not_say_so(discord_server: TestDiscord, bot: Running) -> None:
    alice = discord_server.member("alice").at("#reviews")
    form = await alice.command("/review write", series=LITBC)
    fields = {"rating": "18", "headline": "Not yet", "body": "So far it is lovely.", "horizon": "free"}
    preview = await alice.submit(form, fields)
    assert "How far have you watched?" in preview.text
    assert await the_review(bot, alice) is None
    form = await alice.click(preview, "Edit")
    again = await alice.submit(form, fields | {"stage": "watching"})
    assert "How far have you watched?" not in again.seen.text
    before = len(discord_server.all_messages("#reviews"))
    await alice.click(again.seen, "Post")
    await discord_server.wait_for(lambda: len(discord_server.all_messages("#reviews")) > before)
    assert "You have not said yet where you are." in (await alice.command("/progress set", series=LITBC)).text


async def test_a_warning_that_could_not_be_delivered_is_given_by_discuss(
    discord_server: TestDiscord, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    mina, nok = (discord_server.member(name).at("#lobby") for name in ("mina", "nok"))
    await mina.command("/discuss", series=LITBC, episode=5)
    thread = next(c.id for c in discord_server.world.channels.values() if c.is_thread)
    discord_server.world.users[nok.id].takes_dms = False
    with caplog.at_level("INFO"):
        await nok.say(thread, "I am so happy")
        await discord_server.wait_for(lambda: "could not be warned" in caplog.text)
    reply = await nok.command("/discuss", series=LITBC, episode=5)
    assert "People there have seen" in reply.text
    assert "People there have seen" not in (await nok.command("/discuss", series=LITBC, episode=5)).text
