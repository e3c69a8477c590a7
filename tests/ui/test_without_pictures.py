"""Where nothing that draws is installed, words stand in the place of pictures."""

from __future__ import annotations

import pytest

from bot.ui.kit import pictures
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running
from tests.loopback.sample import EYES
from tests.votes.posts import LITBC, posted_review

pytestmark = pytest.mark.e2e


async def test_every_card_with_a_picture_says_the_same_without_it(
    discord_server: TestDiscord, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda _name: None)
    alice = discord_server.member("alice").at("#lobby")
    posts = [await posted_review(discord_server, series=series) for series in (LITBC, EYES, "the-eighth-sense-kr-2023")]
    await discord_server.member("pablo").at("#reviews").react(posts[0], "👍")
    await discord_server.wait_for(lambda: "1 of 1 found" in alice.look(posts[0]).text)
    await alice.command("/progress set", series=LITBC, episode=2, share=True)
    await alice.command("/watch start", series=LITBC, pace="weekly")
    shown = {
        "What came of it": await alice.click(await alice.command("/series", query=EYES), "Lineage"),
        "alice": await alice.command("/top reviewers"),
        "3 reviews in this server": await alice.command("/profile"),
        "Watching together": await alice.command("/watch status", series=LITBC),
    }
    for words, reply in shown.items():
        assert words.lower() in reply.text.lower(), reply.text
        assert not reply.message.json.get("attachments"), reply.text
    assert not bot.client.is_closed()
