"""Reactions on a posted review, as members and moderators give and take them; and what the post shows."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Running
from tests.loopback.discord import TestDiscord
from tests.votes.conftest import in_ledger, on_discord, posted_review

pytestmark = pytest.mark.e2e


async def test_a_vote_is_counted_and_shown_on_the_post(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1 found this helpful" in pablo.look(post).text)
    await discord_server.member("mina").react(post, "👎")
    await discord_server.wait_for(lambda: "1 of 2 found this helpful" in pablo.look(post).text)
    await pablo.unreact(post, "👍")
    await discord_server.wait_for(lambda: "0 of 1 found this helpful" in pablo.look(post).text)
    assert await bot.app.db.write(in_ledger(int(post.id))) == on_discord(discord_server, int(post.id))


async def test_the_later_vote_counts_and_the_earlier_reaction_goes(discord_server: TestDiscord, bot: Running) -> None:
    post = await posted_review(discord_server)
    pablo = discord_server.member("pablo")
    await pablo.react(post, "👍")
    await discord_server.wait_for(lambda: "1 of 1" in pablo.look(post).text)
    await pablo.react(post, "👎")
    await discord_server.wait_for(lambda: "0 of 1 found this helpful" in pablo.look(post).text)
    await discord_server.wait_for(lambda: len(on_discord(discord_server, int(post.id))) == 1)
    (left,) = on_discord(discord_server, int(post.id))
    assert left.emoji == "👎"
    assert await bot.app.db.write(in_ledger(int(post.id))) == {left}
