"""The sample members have posted their reviews, however slow the machine is."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.edge import router
from bot.playground.sample_texts import REVIEWS
from bot.playground.samples import act_out
from tests.loopback.discord import TestDiscord
from tests.loopback.running import Running

pytestmark = pytest.mark.e2e


async def test_a_preview_that_comes_late_is_waited_for(
    discord_server: TestDiscord, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_time = router.answer_in_time

    def at_once(interaction: discord.Interaction[Any], *, after_s: float) -> None:
        in_time(interaction, after_s=0)  # as if the answer took longer each time

    monkeypatch.setattr(router, "answer_in_time", at_once)
    await act_out(discord_server)
    posts = [message.text for message in discord_server.all_messages("#reviews")]
    assert all(any(review.headline in post for post in posts) for review in REVIEWS)
    assert any(request.body == {"type": 5, "data": {"flags": 64}} for request in discord_server.requests)
